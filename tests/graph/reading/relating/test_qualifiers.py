"""How relations are qualified: who says it, how sure it is, how much, when and in which office.

The tables hold sentences of our own, one a line. A row that begins with ``!`` is a known shortfall: it has to fail, so
that whoever mends it takes the mark away.
"""

from functools import cache
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from accord.graph.model import Claim, Document
from accord.graph.reading.documents import graph_of, read_document
from accord.graph.reading.naming import name_entities
from accord.graph.reading.parsing import Sentence
from accord.graph.reading.parsing.models import parse_texts
from accord.graph.reading.relating import stage
from accord.graph.reading.relating.lexicon import load_lexicon
from accord.graph.reading.relating.sources import sources_of
from accord.graph.reading.relating.status import status_at
from accord.graph.reading.relating.verbs import verb_in

HERE = Path(__file__).parent


def rows(name: str) -> list[ParameterSet]:
    """The rows of a table as test cases, known shortfalls marked."""
    found = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        first, *rest = line.split("\t")
        marks = [pytest.mark.xfail(strict=True, reason="known shortfall")] if first.startswith("!") else []
        found.append(pytest.param(first.removeprefix("!"), *rest, marks=marks))
    return found


@cache
def parsed() -> dict[str, tuple[Sentence, ...]]:
    """All sentences of both tables, parsed in one go."""
    texts = sorted({str(case.values[0]) for name in ("attribution_fr.tsv", "status_fr.tsv") for case in rows(name)})
    return dict(zip(texts, parse_texts(texts, "fr"), strict=True))


def last_word(sentences: tuple[Sentence, ...], word: str) -> tuple[Sentence, int]:
    """The last sentence that has a word, and its token."""
    return [(s, t.index) for s in sentences for t in s.tokens if t.text == word][-1]


@pytest.mark.parametrize(("text", "who", "word"), rows("attribution_fr.tsv"))
def test_who_says_it(text: str, who: str, word: str) -> None:
    sentences, lexicon = parsed()[text], load_lexicon("fr")
    cast = name_entities(text, sentences, "fr")
    names = {entity.id: entity.name for entity in cast.entities}
    where, token = last_word(sentences, word)
    earlier: tuple[str, ...] = ()
    found: set[str] = set()
    for scene in stage(Document("d", text, "", "fr"), sentences, cast, (), ()):
        sources = sources_of(scene, lexicon, earlier)
        earlier = tuple(dict.fromkeys(e for s in sources for e in s.entities)) or earlier
        if scene.sentence == where:
            found = {names[e] for s in sources if token in s.covers for e in s.entities}
    assert ";".join(sorted(found)) == who


@pytest.mark.parametrize(("text", "word", "status"), rows("status_fr.tsv"))
def test_how_sure_it_is(text: str, word: str, status: str) -> None:
    sentence, token = last_word(parsed()[text], word)
    assert status_at(sentence, token, load_lexicon("fr")) == status


def test_names_and_titles_state_without_the_verb() -> None:
    (sentence,) = next(iter(parse_texts(["L'ancien ministre malien Bakary Sow livrerait des chars."], "fr")))
    ministre = next(t.index for t in sentence.tokens if t.text == "ministre")
    assert status_at(sentence, ministre, load_lexicon("fr"), "HOLDS_OFFICE") == "ended"
    assert status_at(sentence, ministre, load_lexicon("fr"), "PART_OF") == "actual"


def test_verbs_whose_lemma_is_missed() -> None:
    (sentence,) = next(iter(parse_texts(["Le Bureau estime que tout va bien."], "fr")))
    estime = next(t for t in sentence.tokens if t.text == "estime")
    assert verb_in(estime, {"estimer"})
    assert not verb_in(estime, {"livrer"})


CLAIMS = """La Russie a livré au moins 300 chars d’assaut à la Syrie depuis janvier 2024.
Selon une étude publiée le 3 mai 2024 par l'ONU, l'Iran a livré 40 drones au Soudan."""


@cache
def claims() -> tuple[Claim, ...]:
    document = Document("d", CLAIMS, "", "fr", "2024-06-01")
    (sentences,) = parse_texts([CLAIMS], "fr")
    return graph_of(document, sentences, name_entities(CLAIMS, sentences, "fr")).claims


def claim(kind: str, source: str, target: str | None = None) -> Claim:
    """The claim of a type between two ends."""
    return next(c for c in claims() if c.type == kind and c.source == source and target in (None, c.target))


def test_units_have_straight_apostrophes_and_times_are_kept() -> None:
    found = claim("SENDS", "state:RUS", "state:SYR")
    assert [(q.bound, q.value, q.unit) for q in found.quantities] == [("min", 300, "chars d'assaut")]
    assert found.start_date == "2024-01-01"


def test_the_time_of_a_report_is_not_that_of_what_it_says() -> None:
    found = claim("SENDS", "state:IRN", "state:SDN")
    assert found.time is None
    assert found.attributed_to == ("org:un",)
    assert [(q.value, q.unit) for q in found.quantities] == [(40, "drones")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Le Premier ministre pakistanais Tariq Lodhi a rencontré ses alliés.", "Premier ministre"),
        ("Le ministre malien de la Défense, Oumar Sidibé, a parlé.", "ministre de la Défense"),
        ("Oumar Sidibé, ambassadeur du Mali, a parlé.", "ambassadeur"),
    ],
)
def test_offices_whole(text: str, role: str) -> None:
    graph = read_document(Document("d", text, "", "fr"))
    assert [found.role for found in graph.claims if found.type == "HOLDS_OFFICE"] == [role]
