"""The room's one function: `name_entities`."""

from __future__ import annotations

from dataclasses import replace

from accord.graph.reading.naming.cast import Cast
from accord.graph.reading.naming.found import Found
from accord.graph.reading.naming.gazetteer import load_gazetteer
from accord.graph.reading.naming.grammar import Phrase
from accord.graph.reading.naming.known import find_known
from accord.graph.reading.naming.merging import merge
from accord.graph.reading.naming.names import find_definitions, find_names, find_places
from accord.graph.reading.naming.objects import find_objects
from accord.graph.reading.naming.organisations import find_organisations
from accord.graph.reading.naming.vocabulary import Vocabulary, load_vocabulary
from accord.graph.reading.parsing import Sentence

__all__ = ["name_entities"]


def name_entities(text: str, sentences: tuple[Sentence, ...], language: str) -> Cast:
    """The entities that `text` names, one a thing, and every place where it names or refers to them.

    Raises `InputError` where the language has no words for naming, `DataFileError` where a lexicon is wrong.
    """
    words, gazetteer = load_vocabulary(language), load_gazetteer(language)
    found: list[Found] = []
    for sentence in sentences:
        found.extend(_sentence(sentence, words, find_known(sentence, gazetteer, words)))
    found.extend(_defined(text, found))
    found = sorted(_settle(found), key=lambda f: (f.start, -f.end, f.label))
    entities, namings = merge(text, found, dict(gazetteer.names))
    return Cast(tuple(sorted(entities, key=lambda e: e.id)), tuple(namings))


def _sentence(sentence: Sentence, words: Vocabulary, known: list[Found]) -> list[Found]:
    phrase = Phrase(sentence, known, words)
    heads = [*find_organisations(phrase), *find_objects(phrase)]
    names = find_names(phrase, [*known, *(h for h in heads if h.label == "Organisation")])
    return [*known, *heads, *names, *find_places(phrase, names)]


def _defined(text: str, found: list[Found]) -> list[Found]:
    """Acronyms that the text defines, wherever they stand."""
    made = []
    for (start, end), name in sorted(find_definitions(text, found).items()):
        made.append(replace(name, start=start, end=end, strength=11))
    return made


def _settle(found: list[Found]) -> list[Found]:
    """One find a span; of two that cross, the stronger; nested ones stay."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (-f.strength, -(f.end - f.start), f.start, f.label, f.id or "")):
        crossing = any(
            (k.start, k.end) == (item.start, item.end)
            or k.start < item.start < k.end < item.end
            or item.start < k.start < item.end < k.end
            for k in kept
            if k.sentence == item.sentence
        )
        if not crossing:
            kept.append(item)
    return kept
