"""To whom a sentence ascribes what it states: *selon X*, *X affirme que …*, *…, indique une enquête de X*."""

from __future__ import annotations

from dataclasses import dataclass

from accord.graph.reading.relating.lexicon import Lexicon
from accord.graph.reading.relating.scene import Phrase, Scene

__all__ = ["Source", "sources_of"]

_ACTORS = frozenset({"State", "Organisation", "Person"})


@dataclass(frozen=True, slots=True)
class Source:
    """`entities` are said to state what stands at the tokens `covers`; `verb` is the word of saying, -1 for *selon*."""

    entities: tuple[str, ...]
    covers: frozenset[int]
    verb: int


def sources_of(scene: Scene, lexicon: Lexicon, earlier: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources named in a scene. `earlier` are those of the sentence before, for *d'après ce rapport*."""
    found: list[Source] = []
    everything = frozenset(range(len(scene.sentence.tokens)))
    for index in _according(scene, lexicon):
        entities = _authors(scene, index, lexicon, earlier)
        if entities:
            found.append(Source(entities, everything, -1))
    for token in scene.sentence.tokens:
        if token.pos == "VERB" and token.lemma in lexicon.words["reporting"]:
            source = _speaker(scene, token.index, lexicon, earlier)
            if source is not None:
                found.append(source)
    return tuple(found)


def _according(scene: Scene, lexicon: Lexicon) -> list[int]:
    """The tokens after *selon*, *d'après*, *à en croire* …"""
    tokens = scene.sentence.tokens
    lowers = [t.lower.replace("’", "'") for t in tokens]
    found = []
    phrases = [p.replace("'", "' ").split() for p in lexicon.words["according"] | lexicon.words["according_phrases"]]
    forms = {"de": ("de", "du", "des", "d'"), "le": ("le", "l'")}
    for start in range(len(tokens)):
        for words in phrases:
            part = lowers[start : start + len(words)]
            if len(part) == len(words) and all(
                h == w or h in forms.get(w, ()) for h, w in zip(part, words, strict=True)
            ):
                found.append(start + len(words))
                break
    return found


def _authors(scene: Scene, index: int, lexicon: Lexicon, earlier: tuple[str, ...]) -> tuple[str, ...]:
    """Who stands after token `index`: a phrase at once, or the authors of a report noun there."""
    tokens = scene.sentence.tokens
    while index < len(tokens) and tokens[index].pos in ("DET", "NUM", "ADJ", "ADV", "ADP") and scene.phrase_at(index) is None:
        index += 1
    if index >= len(tokens):
        return ()
    phrase = scene.phrase_at(index)
    if phrase is not None and phrase.group >= 0:
        actors = _actors(scene, phrase)
        if actors:
            return actors
        if phrase.manner != "name":
            return earlier
    if tokens[index].lemma in lexicon.words["reports"] or tokens[index].pos == "NOUN":
        return _report_authors(scene, index, lexicon) or (earlier if _points_back(scene, index) else ())
    return ()


def _report_authors(scene: Scene, noun: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The actors after a report noun, up to the end of its clause: *une enquête menée par X et Y*, *l'étude de X*."""
    tokens = scene.sentence.tokens
    subtree = set(scene.sentence.subtree(noun))
    found: list[str] = []
    for phrase in scene.phrases:
        if phrase.group < 0 or phrase.first <= noun or phrase.preposition not in ("par", "de", "", "à", "chez"):
            continue
        between = tokens[noun + 1 : phrase.first]
        near = not any(t.text in (",", ";", "»") or (t.pos == "VERB" and "VerbForm=Part" not in t.features) for t in between)
        if phrase.head in subtree or near:
            actors = _actors(scene, phrase)
            if actors and (phrase.preposition in ("par", "de") or found or phrase.first == noun + 1):
                found += [entity for entity in actors if entity not in found]
            if phrase.preposition == "de" and not near:
                break
    by_author = [p for p in scene.phrases if p.preposition == "par" and p.first > noun and set(p.entities) <= set(found)]
    if by_author:
        groups = {p.group for p in by_author}
        return tuple(e for p in scene.phrases if p.group in groups for e in p.entities)
    return tuple(found)


def _points_back(scene: Scene, noun: int) -> bool:
    before = scene.sentence.tokens[noun - 1] if noun else None
    return before is not None and before.lower in ("ce", "cet", "cette", "ces", "le", "la", "l'", "l’", "les", "même")


def _actors(scene: Scene, phrase: Phrase) -> tuple[str, ...]:
    members = scene.group(phrase) if phrase.group >= 0 else (phrase,)
    return tuple(
        dict.fromkeys(e for p in members for e in p.entities if scene.label(e) in _ACTORS)
    )


def _speaker(scene: Scene, verb: int, lexicon: Lexicon, earlier: tuple[str, ...]) -> Source | None:
    sentence = scene.sentence
    subjects = [c for c in sentence.children[verb] if sentence.tokens[c].role == "subject"]
    inverted = [
        c for c in sentence.children[verb] if sentence.tokens[c].role == "object" and c > verb and _is_incise(scene, verb)
    ]
    if sentence.tokens[verb].role == "conjunct" and not subjects:
        head = sentence.tokens[verb].head
        subjects = [c for c in sentence.children[head] if sentence.tokens[c].role == "subject"]
    for head in [*inverted, *subjects]:
        entities = _subject_entities(scene, head, lexicon, earlier)
        if entities:
            own = frozenset(sentence.subtree(head))
            covers = frozenset(range(len(sentence.tokens))) if inverted else frozenset(sentence.subtree(verb))
            return Source(entities, covers - own, verb)
    return None


def _is_incise(scene: Scene, verb: int) -> bool:
    before = scene.sentence.tokens[verb - 1] if verb else None
    return before is not None and (before.pos in ("PUNCT", "AUX") or before.lower in ("l'", "l’", "le"))


def _subject_entities(scene: Scene, head: int, lexicon: Lexicon, earlier: tuple[str, ...]) -> tuple[str, ...]:
    for phrase in scene.phrases:
        if phrase.group >= 0 and (phrase.head == head or phrase.first <= head <= phrase.last):
            return _actors(scene, phrase)
    if scene.sentence.tokens[head].lemma in lexicon.words["reports"]:
        return _report_authors(scene, head, lexicon) or (earlier if _points_back(scene, head) else ())
    return ()
