"""Annotated documents to examples: every pair of phrases of a sentence, and the relations stated between them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accord.graph.model import Document
from accord.graph.reading.learning.annotated import Annotated
from accord.graph.reading.naming.cast import Cast
from accord.graph.reading.parsing import Sentence
from accord.graph.reading.relating.features import candidate_pairs, frame_features, pair_features
from accord.graph.reading.relating.framing import frame_matches, load_frames
from accord.graph.reading.relating.lexicon import load_lexicon
from accord.graph.reading.relating.sources import sources_of
from accord.graph.reading.relating.staging import stage
from accord.graph.schema import load_schema

__all__ = ["Example", "examples_of"]

_ARTICLE = re.compile(r"^(?:the |an? |les? |la |l'|une? |des |du |de la |de l'|d'|au |aux )")


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of phrases: `ends` are the labels of source and target, `classes` what is stated between them.

    `entities` are the annotated ids of both ends (the cast's own where none is annotated).

    Classes are relation types and, for flows, ``SENDS:category`` beside ``SENDS``.
    """

    document: str
    ends: tuple[str, str]
    entities: tuple[tuple[str, ...], tuple[str, ...]]
    classes: frozenset[str]
    features: tuple[str, ...]


def examples_of(document: Annotated, sentences: tuple[Sentence, ...], cast: Cast | None = None) -> Iterator[Example]:
    """The examples of one annotated document with its parse.

    With the cast that naming found, its phrases are the examples, so that what is learned knows naming's habits; an
    entity counts as the annotated one that has its label and most of its mentions. Else the annotated cast is taken.
    """
    schema, lexicon, frames = load_schema(), load_lexicon(document.language), load_frames(document.language)
    plain = Document(document.name, document.text, "", document.language)
    stated = _by_place(document)
    same = {} if cast is None else _aligned(cast, document)
    earlier: tuple[str, ...] = ()
    for scene in stage(plain, sentences, cast or document.cast(sentences), (), ()):
        sources = sources_of(scene, lexicon, earlier)
        earlier = tuple(dict.fromkeys(e for s in sources for e in s.entities)) or earlier
        framed = frame_features(tuple(frame_matches(scene, frames, lexicon)))
        here = [
            relation
            for (start, end), relations in stated.items()
            if start < scene.sentence.end and scene.sentence.start < end
            for relation in relations
        ]
        for i, j in candidate_pairs(scene, schema):
            a, b = scene.phrases[i], scene.phrases[j]
            entities = tuple(same.get(e, e) for e in a.entities), tuple(same.get(e, e) for e in b.entities)
            yield Example(
                document.name,
                (scene.label(a.entities[0]), scene.label(b.entities[0])),
                entities,
                frozenset(_classes(here, set(entities[0]), set(entities[1]))),
                tuple(pair_features(scene, i, j, lexicon, framed, sources)),
            )


def _aligned(cast: Cast, document: Annotated) -> dict[str, str]:
    """For the entities of a cast the annotated entity they are, one to one, most shared mentions first."""
    ends: dict[int, set[str]] = defaultdict(set)
    for _, end, ids, refers in document.spans:
        ends[end] |= set() if refers else set(ids)
    labels = {entity["id"]: entity["type"] for entity in document.graph["entities"]}
    surfaces: dict[str, set[str]] = defaultdict(set)
    for entity in document.graph["entities"]:
        for mention in entity["mentions"]:
            surfaces[_key(mention)].add(entity["id"])
    shared: Counter[tuple[str, str]] = Counter()
    for naming in cast.namings:
        for mine in () if naming.refers_only else naming.entities:
            shared.update((mine, known) for known in ends[naming.end])  # an article may or may not belong to a name
    for entity in cast.entities:
        for alias in sorted({_key(entity.name), *map(_key, entity.aliases)}):
            shared.update((entity.id, known) for known in surfaces[alias])
    found: dict[str, str] = {}
    kinds = {entity.id: entity.label for entity in cast.entities}
    for (mine, known), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if mine not in found and known not in found.values() and kinds[mine] == labels[known]:
            found[mine] = known
    return found


def _key(surface: str) -> str:
    return _ARTICLE.sub("", surface.casefold().replace("’", "'"))


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
