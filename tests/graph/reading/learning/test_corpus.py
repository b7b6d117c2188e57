"""The corpus that is shipped: every document is right, says that it is fiction, and knows whether it is held out."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from accord.graph.reading.learning.annotated import Annotated
from accord.graph.reading.learning.checking import check, tally
from accord.graph.reading.learning.holding import is_held_out
from accord.graph.schema import load_schema

ROOT = Path(__file__).parents[4]
CORPUS = ROOT / "corpus"


@pytest.fixture(scope="module")
def documents() -> list[Annotated]:
    return [check(path) for path in sorted((CORPUS / "documents").iterdir())]


def test_every_document_is_right_and_bears_its_language(documents: list[Annotated]) -> None:
    assert len(documents) > 900
    assert all(document.language == document.name.partition("-")[0] for document in documents)
    assert len({document.text for document in documents}) == len(documents)


def test_ends_obey_the_schema_and_every_type_occurs(documents: list[Annotated]) -> None:
    schema = load_schema()
    types: Counter[str] = Counter()
    for document in documents:
        labels = {entity["id"]: entity["type"] for entity in document.graph["entities"]}
        for relation in document.graph["relations"]:
            types[relation["type"]] += 1
            assert schema.allows(relation["type"], labels[relation["from"]], labels[relation["to"]]), document.name
    assert set(types) == set(schema.relations)
    assert min(types.values()) >= 200


def test_the_readme_counts_right(documents: list[Annotated]) -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    for language, name in (("fr", "French"), ("en", "English")):
        for held_out, part in ((False, "trained from"), (True, "held out")):
            counted = tally(d for d in documents if d.language == language and is_held_out(d.name) == held_out)
            row = [name, part, *(f"{n:,}" for n in (counted.documents, counted.words, counted.sentences))]
            row += [f"{n:,}" for n in (counted.mentions, counted.relations)]
            assert f"| {' | '.join(row)} |" in readme


def test_about_a_tenth_is_held_out(documents: list[Annotated]) -> None:
    for language in ("fr", "en"):
        held = [is_held_out(document.name) for document in documents if document.language == language]
        assert 0.07 < sum(held) / len(held) < 0.13


def test_the_checker_says_what_is_wrong_and_fails(tmp_path: Path) -> None:
    good = next(iter(sorted((CORPUS / "documents").iterdir())))
    bad = tmp_path / "bad.txt"
    bad.write_text("@id bad\n@lang en\n@entities\ne1 Ship | Argo\n@text\n", encoding="utf-8")
    command = [sys.executable, "-m", "accord.graph.reading.learning.checking", "--json", str(tmp_path / "out")]
    done = subprocess.run([*command, str(good), str(bad)], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"{bad}:4: an entity is «e1 Label | Name» or «e1 Label/kind | Name»"]
    assert done.stdout.startswith("1 documents, ")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"{good.stem}.json", good.name]
