"""Annotated documents to examples: every pair of phrases of a sentence, and the relations stated between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accord.graph.model import Document
from accord.graph.reading.learning.annotated import Annotated
from accord.graph.reading.parsing import Sentence
from accord.graph.reading.relating.features import candidate_pairs, frame_features, pair_features
from accord.graph.reading.relating.framing import frame_matches, load_frames
from accord.graph.reading.relating.lexicon import load_lexicon
from accord.graph.reading.relating.scene import Scene
from accord.graph.reading.relating.staging import stage
from accord.graph.schema import load_schema

__all__ = ["Example", "examples_of"]


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of phrases: `ends` are the labels of source and target, `classes` what is stated between them.

    Classes are relation types and, for flows, ``SENDS:category`` beside ``SENDS``.
    """

    document: str
    ends: tuple[str, str]
    classes: frozenset[str]
    features: tuple[str, ...]


def examples_of(document: Annotated, sentences: tuple[Sentence, ...]) -> Iterator[Example]:
    """The examples of one annotated document with its parse."""
    schema, lexicon, frames = load_schema(), load_lexicon(document.language), load_frames(document.language)
    plain = Document(document.name, document.text, "", document.language)
    stated = _by_place(document)
    for scene in stage(plain, sentences, document.cast(sentences), (), ()):
        framed = frame_features(tuple(frame_matches(scene, frames, lexicon)))
        here = [
            relation
            for (start, end), relations in stated.items()
            if start < scene.sentence.end and scene.sentence.start < end
            for relation in relations
        ]
        for i, j in candidate_pairs(scene, schema):
            a, b = scene.phrases[i], scene.phrases[j]
            yield Example(
                document.name,
                (scene.label(a.entities[0]), scene.label(b.entities[0])),
                frozenset(_classes(here, set(a.entities), set(b.entities))),
                tuple(pair_features(scene, i, j, lexicon, framed)),
            )


def _by_place(document: Annotated) -> dict[tuple[int, int], list[dict[str, str]]]:
    found: dict[tuple[int, int], list[dict[str, str]]] = defaultdict(list)
    for relation in document.graph["relations"]:
        for sentence in relation["evidence"]:
            start = document.text.find(sentence)
            while start >= 0:
                found[start, start + len(sentence)].append(relation)
                start = document.text.find(sentence, start + 1)
    return found


def _classes(relations: Iterable[dict[str, str]], sources: set[str], targets: set[str]) -> Iterator[str]:
    symmetric = {name for name, relation in load_schema().relations.items() if relation.symmetric}
    for relation in relations:
        straight = relation["from"] in sources and relation["to"] in targets
        turned = relation["type"] in symmetric and relation["to"] in sources and relation["from"] in targets
        if straight or turned:
            yield relation["type"]
            if relation.get("category"):
                yield f"{relation['type']}:{relation['category']}"
