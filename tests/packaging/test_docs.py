"""The documents are true: commands and options exist and all are told, queries run, links lead somewhere."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from accord.cli.main import COMMANDS, accord
from accord.cypher.queries import saved_queries
from accord.graph.schema import load_schema

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def blocks(path: Path, language: str) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def command_lines() -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        for block in blocks(path, "sh"):
            for line in re.sub(r"\\\n", "", block).splitlines():
                for part in line.split("|"):
                    if part.strip().startswith("accord "):
                        yield path.name, part.strip()
    for command in COMMANDS:
        for line in (command.help or "").splitlines():
            for part in line.split(" | "):
                if part.strip().startswith("accord "):
                    yield f"{command.name} --help", part.strip()


@pytest.mark.parametrize("where, line", sorted(set(command_lines())))
def test_every_command_that_is_told_can_be_given(where: str, line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    arguments = words[: next((index for index, word in enumerate(words) if word[0] in "><"), len(words))]
    # Parsed, not run: what follows a group's own options is a command with its arguments.
    with accord.make_context("accord", list(arguments)) as context:
        rest = [*context._protected_args, *context.args]
        if rest:
            name, command, left = accord.resolve_command(context, rest)
            assert command is not None
            command.make_context(name, left, parent=context)


def test_every_command_and_option_is_told() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## accord (\w+)$\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE))
    assert list(sections) == [command.name for command in COMMANDS]
    for command in COMMANDS:
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for flag in (*parameter.opts, *parameter.secondary_opts):
                    assert re.search(rf"(?<![\w-]){flag}(?![\w-])", sections[str(command.name)]), (command.name, flag)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_queries_in_documents_run(path: Path, tmp_path: Path) -> None:
    from accord.graph import open
    from accord.graph.model import Document, DocumentGraph

    document = Document("doc:1", "Rien.", "Rien", "fr")
    with open(tmp_path / "empty.db") as store:
        store.apply([DocumentGraph(document, (), (), ())])
        for block in blocks(path, "cypher"):
            store.run(block)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "#")):
            assert (path.parent / target.partition("#")[0]).exists(), target


def test_the_python_example_runs(tmp_path: Path) -> None:
    (example,) = blocks(ROOT / "README.md", "python")
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, check=False, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_codebook_tells_every_type() -> None:
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    schema = load_schema()
    words = [*schema.labels, *schema.relations, *schema.statuses, *schema.bounds, *schema.relations["SENDS"].categories]
    words += [kind for label in schema.labels.values() for kind in label.kinds]
    missing = [word for word in words if f"`{word}`" not in text]
    assert not missing


def test_the_graph_document_tells_every_property() -> None:
    text = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
    names = {name for owner in load_schema().properties.values() for name in owner}
    assert not [name for name in sorted(names) if f"`{name}`" not in text]


def test_every_saved_query_is_told() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert not [query.name for query in saved_queries() if f"`{query.name}`" not in text]
