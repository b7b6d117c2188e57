"""The seed's kinds of facts in other words, by other names, in another order: texts that no rule was written for.

The documents in ``variants/`` are kept from training and from development; the floors say what must not be lost again.
What is measured on them and on the held-out corpus stands in ``benchmarks/README.md``.
"""

from pathlib import Path
from typing import Any

import pytest

from accord.graph.extracts import extract
from accord.graph.model import Document
from accord.graph.reading.documents import graph_of
from accord.graph.reading.learning.annotated import Annotated, read_annotated
from accord.graph.reading.naming import name_entities
from accord.graph.reading.parsing import Sentence
from accord.graph.reading.parsing.models import parse_texts

SYMMETRIC = ("COOPERATES_WITH", "MEETS")
Relation = tuple[str, str, str, str | None]


@pytest.fixture(scope="module")
def variants() -> list[tuple[Annotated, tuple[Sentence, ...]]]:
    documents = [read_annotated(path) for path in sorted((Path(__file__).parent / "variants").glob("*.txt"))]
    assert len(documents) == 14
    return list(zip(documents, parse_texts([document.text for document in documents], "fr"), strict=True))


def _relation(kind: str, source: str, target: str, category: str | None) -> Relation:
    if kind in SYMMETRIC and source > target:
        source, target = target, source
    return kind, source, target, category


def _document(annotated: Annotated) -> Document:
    return Document(f"doc:{annotated.name}", annotated.text, "", "fr", annotated.date, path=annotated.name)


def test_relations_between_given_entities(variants: list[tuple[Annotated, tuple[Sentence, ...]]]) -> None:
    found = stated = right = 0
    for annotated, sentences in variants:
        graph: dict[str, Any] = extract(graph_of(_document(annotated), sentences, annotated.cast(sentences)))
        got = {_relation(e["type"], e["source"], e["target"], e.get("category")) for e in graph["edges"]}
        wanted = {_relation(r["type"], r["from"], r["to"], r.get("category")) for r in annotated.graph["relations"]}
        found, stated, right = found + len(got), stated + len(wanted), right + len(got & wanted)
    assert 2 * right / (found + stated) > 0.66


def test_entities(variants: list[tuple[Annotated, tuple[Sentence, ...]]]) -> None:
    found = stated = right = 0
    for annotated, sentences in variants:
        cast = name_entities(annotated.text, sentences, "fr")
        surfaces = {(e["type"], m.casefold()): e["id"] for e in annotated.graph["entities"] for m in e["mentions"]}
        matched = set()
        for entity in cast.entities:
            texts = {annotated.text[n.start : n.end].casefold() for n in cast.namings if entity.id in n.entities}
            matched |= {surfaces[entity.label, text] for text in texts if (entity.label, text) in surfaces}
        found, stated, right = (
            found + len(cast.entities),
            stated + len(annotated.graph["entities"]),
            right + len(matched),
        )
    assert 2 * right / (found + stated) > 0.6
