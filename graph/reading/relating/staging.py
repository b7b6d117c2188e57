"""Sentences and their cast to scenes: which tokens stand for whom, with which preposition, in which list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.graph.model import Document, Period, Quantity
from accord.graph.reading.naming.cast import Cast, Naming
from accord.graph.reading.parsing import Sentence
from accord.graph.reading.relating.lexicon import Lexicon, load_lexicon, plain
from accord.graph.reading.relating.scene import Phrase, Scene

__all__ = ["stage"]

_JOINS = frozenset({",", "et", "ou", "ainsi", "puis", "and", "or", "comme", "&", "/", "–", "-", "ni"})
_AMOUNTS = frozenset(
    {"plus", "moins", "près", "environ", "autour", "quelque", "dizaine", "centaine", "millier", "million"}
)


def stage(
    document: Document,
    sentences: Sequence[Sentence],
    cast: Cast,
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
) -> tuple[Scene, ...]:
    """A scene for each sentence, in order. Quantities and periods are found in the whole text, sorted."""
    lexicon = load_lexicon(document.language)
    entities = {entity.id: entity for entity in cast.entities}
    scenes: list[Scene] = []
    for sentence in sentences:
        namings = tuple(n for n in cast.namings if n.sentence == sentence.index and n.end <= sentence.end)
        scenes.append(
            Scene(
                document=document,
                sentence=sentence,
                phrases=_phrases(sentence, namings, lexicon),
                namings=namings,
                quantities=tuple(q for q in quantities if sentence.start <= q.start < sentence.end),
                periods=tuple(p for p in periods if sentence.start <= p.start < sentence.end),
                entities=entities,
            )
        )
    return tuple(scenes)


def _phrases(sentence: Sentence, namings: tuple[Naming, ...], lexicon: Lexicon) -> tuple[Phrase, ...]:
    outermost = _outermost(namings)
    outer = _without_nationalities(sentence, outermost)
    raw = [_phrase(sentence, naming, lexicon) for naming in outer]
    found = sorted((p for p in raw if p is not None), key=lambda p: (p.first, -p.last, p.name))
    inner = [
        _inner(sentence, naming, lexicon, -2 if naming in outermost else -1)
        for naming in namings
        if naming not in outer
    ]
    return (*_grouped(sentence, found), *(p for p in inner if p is not None))


def _without_nationalities(sentence: Sentence, namings: list[Naming]) -> list[Naming]:
    """Without the nationalities of names (*le Open Source Centre britannique*): they belong to the name they follow."""
    named = [sentence.span(n.start, n.end) for n in namings if n.manner == "name"]
    kept = []
    for naming in namings:
        first, stop = sentence.span(naming.start, naming.end)
        noun = _noun_of_adjective(sentence, first) if naming.manner == "adjective" and stop > first else None
        if noun is None or not any(start <= noun < end and end == first for start, end in named):
            kept.append(naming)
    return kept


def _inner(sentence: Sentence, naming: Naming, lexicon: Lexicon, group: int) -> Phrase | None:
    """A name inside another one (*ministère [britannique]*): an end for what the outer name itself states."""
    first, stop = sentence.span(naming.start, naming.end)
    if stop == first:
        return None
    return Phrase(
        entities=naming.entities,
        first=first,
        last=stop - 1,
        head=_head(sentence, first, stop - 1),
        name=_head(sentence, first, stop - 1),
        preposition=_preposition(sentence, _leftmost(sentence, first), lexicon),
        carrier="",
        group=group,
        manner=naming.manner,
        start=naming.start,
        end=naming.end,
    )


def _outermost(namings: tuple[Naming, ...]) -> list[Naming]:
    """Namings that lie in no other one; of twins (same span) the first."""
    kept: list[Naming] = []
    for naming in sorted(namings, key=lambda n: (n.start, -n.end, n.entities)):
        if not any(other.start <= naming.start and naming.end <= other.end for other in kept):
            kept.append(naming)
    return kept


def _phrase(sentence: Sentence, naming: Naming, lexicon: Lexicon) -> Phrase | None:
    first, stop = sentence.span(naming.start, naming.end)
    if stop == first:
        return None
    last = stop - 1
    name = _head(sentence, first, last)
    head, carrier = name, ""
    if naming.manner == "adjective":
        noun = _noun_of_adjective(sentence, name)
        if noun is not None:
            head, carrier = noun, sentence.tokens[noun].lemma
            first, last = min(first, noun), max(last, noun)
    else:
        outer = _carrier_before(sentence, first, lexicon)
        if outer is not None:
            head, carrier, first = outer, sentence.tokens[outer].lemma, outer
        elif sentence.tokens[name].pos == "NOUN":
            carrier = sentence.tokens[name].lemma
    first = _leftmost(sentence, first)
    return Phrase(
        entities=naming.entities,
        first=first,
        last=last,
        head=head,
        name=name,
        preposition=_preposition(sentence, first, lexicon),
        carrier=carrier,
        group=-1,
        manner=naming.manner,
        start=naming.start,
        end=naming.end,
    )


def _head(sentence: Sentence, first: int, last: int) -> int:
    for index in range(first, last + 1):
        head = sentence.tokens[index].head
        if (head < first or head > last or head == index) and sentence.tokens[index].pos not in ("DET", "ADP", "PUNCT"):
            return index
    return first


def _noun_of_adjective(sentence: Sentence, adjective: int) -> int | None:
    token = sentence.tokens[adjective]
    if (
        token.head != adjective
        and sentence.tokens[token.head].pos in ("NOUN", "PROPN")
        and token.role
        in (
            "adjective",
            "nominal",
            "other",
            "participle",
        )
    ):
        return token.head
    for index in range(adjective - 1, max(-1, adjective - 5), -1):
        if sentence.tokens[index].pos == "NOUN":
            return index
        if sentence.tokens[index].pos not in ("ADJ", "ADV", "CCONJ", "PUNCT", "NUM", "ADP"):
            break
    return None


def _carrier_before(sentence: Sentence, first: int, lexicon: Lexicon) -> int | None:
    """The carrier noun of which the name at `first` is the complement: *soldats de la …*; adjectives may intervene."""
    index = first - 1
    while index >= 0 and sentence.tokens[index].pos == "DET":
        index -= 1
    if index < 0 or sentence.tokens[index].lemma not in ("de", "of"):
        return None
    index -= 1
    while index >= 0 and sentence.tokens[index].pos == "ADJ":
        index -= 1
    if index >= 0 and sentence.tokens[index].lemma in lexicon.carriers and sentence.tokens[index].pos == "NOUN":
        return index
    return None


def _leftmost(sentence: Sentence, first: int) -> int:
    index = first
    while index > 0 and sentence.tokens[index - 1].pos in ("DET", "NUM", "ADJ"):
        index -= 1
    return index


def _preposition(sentence: Sentence, first: int, lexicon: Lexicon) -> str:
    index = first - 1
    # «au», «du» may be read as determiners and stand inside the phrase already.
    inside = sentence.tokens[first]
    if inside.pos == "DET" and inside.lower in ("au", "aux", "du"):
        index = first
    if index < 0:
        return ""
    token = sentence.tokens[index]
    if token.lower in _MEMBERS:
        return "dont"
    if index and token.lower in _RELATIVES:
        before = sentence.tokens[index - 1].lower
        if before in ("parmi", "nombre", "entre"):
            return "dont"
    if token.lower in ("de", "d'", "d’") and index and sentence.tokens[index - 1].lemma in _AMOUNTS:
        return _preposition(sentence, _leftmost(sentence, index - 1), lexicon)
    if token.lower == "des" and index and sentence.tokens[index - 1].lower in _RELATIVES:
        return "dont"
    if token.lower == "des" and (index == 0 or sentence.tokens[index - 1].pos in ("VERB", "AUX", "PUNCT", "ADV")):
        return ""  # the article, not the contraction
    if (
        token.pos != "ADP"
        and index != first
        and token.lower not in ("à", "de", "par", "avec", "entre", "contre", "des")
    ):
        return ""
    lowers = [plain(t) for t in sentence.tokens[max(0, index - 4) : index + 1]]
    for words in lexicon.prepositions:
        if len(words) <= len(lowers) and all(
            have == want or have in _FORMS.get(want, ())
            for have, want in zip(lowers[-len(words) :], words, strict=True)
        ):
            return " ".join(words).replace("' ", "'")
    return token.lemma if token.lemma else token.lower


_MEMBERS = frozenset({"dont", "notamment"})  # «…, dont X»: X is one of those before
_RELATIVES = frozenset({"lesquels", "lesquelles", "desquels", "desquelles", "eux", "elles", "celles", "ceux"})
_FORMS = {"de": ("du", "des", "d'"), "à": ("au", "aux")}


def _grouped(sentence: Sentence, phrases: list[Phrase]) -> tuple[Phrase, ...]:
    grouped: list[Phrase] = []
    for phrase in phrases:
        group = len(grouped)
        preposition = phrase.preposition
        if grouped and _joined(sentence, grouped[-1], phrase):
            group = grouped[-1].group
            preposition = preposition or grouped[-1].preposition
        grouped.append(replace(phrase, group=group, preposition=preposition))
    return tuple(grouped)


def _joined(sentence: Sentence, left: Phrase, right: Phrase) -> bool:
    between = sentence.tokens[left.last + 1 : right.first]
    if not between or len(between) > 4 or right.first <= left.last:
        return False
    if right.preposition and right.preposition != left.preposition:
        return False
    joins = False
    for token in between:
        if token.lower in _JOINS:
            joins = True
        elif token.pos not in ("DET", "ADP", "ADV"):
            return False
    return joins
