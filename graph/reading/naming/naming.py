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
from accord.graph.reading.naming.programmes import own_programmes
from accord.graph.reading.naming.references import find_references
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
    found = sorted(_settle(_harmonise(found)), key=lambda f: (f.start, -f.end, f.label))
    names = dict(gazetteer.names)
    without = [f for f in found if f.label != "Programme"]
    entities, namings = merge(text, without, names, words)
    references = find_references(sentences, entities, namings, words)
    if len(without) < len(found):
        states = {(f.start, f.end): f.of for f in without if f.of and f.label == "Organisation"}
        homes = {id_: states[n.start, n.end] for n in namings if (n.start, n.end) in states for id_ in n.entities}
        found = own_programmes(found, sentences, [*namings, *references], homes, words)
        found = sorted(_settle(found), key=lambda f: (f.start, -f.end, f.label))
        entities, namings = merge(text, found, names, words)
        references = find_references(sentences, entities, namings, words)
    everywhere = sorted([*namings, *references], key=lambda n: (n.start, -n.end, n.entities))
    return Cast(tuple(sorted(entities, key=lambda e: e.id)), tuple(everywhere))


def _sentence(sentence: Sentence, words: Vocabulary, known: list[Found]) -> list[Found]:
    known, begun = _begun(sentence, known)
    phrase = Phrase(sentence, known, words)
    organisations = find_organisations(phrase)
    wide = [*organisations, *(k for k in known if k.label in ("Organisation", "Agreement", "Event"))]
    objects = [o for o in find_objects(phrase) if not any(w.start <= o.start < w.end for w in wide)]
    names = find_names(phrase, [*known, *organisations, *(replace(o, end=o.start + 1) for o in objects)], begun)
    places = find_places(phrase, names)
    found = [*known, *organisations, *objects, *names, *places]
    return [
        f for f in found if f.label != "Place" or not any(o.start <= f.start and f.end <= o.end for o in organisations)
    ]


def _begun(sentence: Sentence, known: list[Found]) -> tuple[list[Found], dict[int, Found]]:
    """Sets apart known names that only begin a longer one (*Gazprom Neft*, *Sahel Vérité*), by their first token."""
    if sentence.text.isupper():
        return known, {}
    starts = {sentence.span(k.start, k.end)[0] for k in known}
    persons = {first for first, _, label in sentence.entities if label == "PER"}
    begun = {}
    for k in known:
        first, end = sentence.span(k.start, k.end)
        if end >= len(sentence.tokens) or end in starts | persons or k.label not in ("Organisation", "Place"):
            continue
        after = sentence.tokens[end]
        longer = end + 1 < len(sentence.tokens) and sentence.tokens[end + 1].text[:1].isupper()
        if (
            not longer
            and k.manner == "name"
            and after.pos == "PROPN"
            and after.text[:1].isupper()
            and after.text[1:].islower()
            and end - first == 1
        ):
            begun[first] = k
    return [k for k in known if k not in begun.values()], begun


def _harmonise(found: list[Found]) -> list[Found]:
    """Unknown single words get one label in a document: a person's if part of a longer name, else the best witnessed."""
    persons = {part for f in found if f.label == "Person" for part in f.name.split() if " " in f.name}
    votes: dict[str, dict[str, int]] = {}
    best: dict[tuple[str, str], Found] = {}
    for f in found:
        if f.id is None and f.head is None and " " not in f.name and f.label != "Programme":
            count = votes.setdefault(f.name, {})
            count[f.label] = count.get(f.label, 0) + f.strength
            best.setdefault((f.name, f.label), f)
    made = []
    for f in found:
        if f.id is None and f.head is None and f.name in votes:
            count = votes[f.name]
            label = "Person" if f.name in persons else max(sorted(count), key=lambda key: count[key])
            kind = best[f.name, label].kind if (f.name, label) in best else None
            f = replace(f, label=label, kind=kind)
        made.append(f)
    return made


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
