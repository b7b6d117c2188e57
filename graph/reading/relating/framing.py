"""Where the frames of a language match in a sentence, and which phrases stand where their ends should.

A frame is read with two witnesses: the tree (subject, object, what a preposition hangs on) and the order of words
(what stands before and after the word within its clause), since either alone fails often.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accord.graph.datafiles import Table, fail, read_yaml
from accord.graph.reading.parsing import Sentence
from accord.graph.reading.relating.lexicon import Lexicon
from accord.graph.reading.relating.scene import Scene
from accord.graph.schema import load_schema

__all__ = ["Frame", "Match", "frame_matches", "load_frames"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to state a relation; see ``frames/fr.yaml`` for what its words mean."""

    name: str
    type: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    weak: frozenset[str]
    source: frozenset[str]
    target: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A frame's word at token `trigger`, with the phrases (by index) that may be its ends and how they were found.

    A place with a final ``~`` was found by the order of words alone. `goods` are the categories of what flows, as far as
    the word's clause names goods; `strong` is false for the frame's weak words.
    """

    frame: Frame
    trigger: int
    sources: Mapping[int, str]
    targets: Mapping[int, str]
    goods: tuple[str, ...]
    strong: bool


@cache
def load_frames(language: str, folder: Path | None = None) -> tuple[Frame, ...]:
    """The frames of a language. Raises `DataFileError` with path and line where the file is wrong."""
    path = (folder or Path(__file__).parent / "frames") / f"{language}.yaml"
    table = read_yaml(path)
    return tuple(_frame(table, name) for name in table)


_KEYS = ("type", "verbs", "nouns", "weak", "from", "to")


def _frame(table: Table, name: str) -> Frame:
    entry = table[name]
    if not isinstance(entry, Table):
        fail(table.path, table.line_of(name), f"the frame {name!r} must be a mapping")
    for key in entry:
        if key not in _KEYS:
            fail(table.path, entry.line_of(key), f"unknown key {key!r}; known: {', '.join(_KEYS)}")
    kind = entry.get("type")
    if kind not in load_schema().relations:
        fail(table.path, entry.line_of("type"), f"{kind!r} is no relation type of the schema")
    return Frame(
        name=name,
        type=str(kind),
        verbs=_words(entry, "verbs"),
        nouns=_words(entry, "nouns"),
        weak=_words(entry, "weak"),
        source=_places(entry, "from"),
        target=_places(entry, "to"),
    )


def _words(entry: Table, key: str) -> frozenset[str]:
    words = entry.get(key, ())
    if not isinstance(words, tuple) or not all(isinstance(word, str) for word in words):
        fail(entry.path, entry.line_of(key), f"{key} must be a list of words")
    return frozenset(str(word) for word in words)


def _places(entry: Table, key: str) -> frozenset[str]:
    places = entry.get(key)
    if not isinstance(places, str):
        fail(entry.path, entry.line_of(key), f"{key} must name places such as subject|à")
    return frozenset(places.split("|"))


def frame_matches(scene: Scene, frames: tuple[Frame, ...], lexicon: Lexicon) -> Iterator[Match]:
    """All places where a frame's word stands and at least one end was found, in the order of the words."""
    sentence = scene.sentence
    by_word = _by_word(frames)
    for token in sentence.tokens:
        verbal = token.pos in ("VERB", "AUX")
        found = [
            f
            for f in by_word.get(token.lemma, ())
            if token.lemma in (f.verbs if verbal else f.nouns) or token.lemma in f.weak
        ]
        if not found:
            continue
        places = _verb_places(scene, token.index) if verbal else _noun_places(scene, token.index)
        goods = _goods(sentence, token.index, lexicon)
        for frame in found:
            sources = _at(places, frame.source)
            targets = _at(places, frame.target)
            if sources or targets:
                yield Match(frame, token.index, sources, targets, goods, token.lemma not in frame.weak)


@cache
def _by_word(frames: tuple[Frame, ...]) -> Mapping[str, tuple[Frame, ...]]:
    """The frames that each word belongs to, in their order: made once, since every sentence asks."""
    found: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        for word in frame.verbs | frame.nouns | frame.weak:
            found[word].append(frame)
    return {word: tuple(named) for word, named in found.items()}


def _goods(sentence: Sentence, trigger: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The first category of each of the goods in the word's clause, or that hang on it."""
    left, right = _window(sentence, trigger)
    near = {*range(left, right + 1), *sentence.children[trigger], sentence.tokens[trigger].head}
    return tuple(
        sorted({lexicon.goods[sentence.tokens[i].lemma][0] for i in near if sentence.tokens[i].lemma in lexicon.goods})
    )


def _at(places: Mapping[int, frozenset[str]], wanted: frozenset[str]) -> dict[int, str]:
    found = {}
    for i, have in sorted(places.items()):
        fitting = sorted(place for place in have if place.rstrip("~") in wanted)
        if fitting:
            found[i] = next((place for place in fitting if not place.endswith("~")), fitting[0])
    return found


def _verb_places(scene: Scene, verb: int) -> dict[int, frozenset[str]]:
    sentence = scene.sentence
    places: dict[int, set[str]] = defaultdict(set)
    passive = _is_passive(sentence, verb)
    subjects = _subjects(sentence, verb)
    for subject in subjects:
        for i in _phrases_of(scene, subject):
            places[i].add("object" if passive else "subject")
    for child in sentence.children[verb]:
        role = sentence.tokens[child].role
        if role in ("object", "passive"):
            for i in _phrases_of(scene, child):
                places[i].add("object")
        elif role == "indirect":
            for i in _phrases_of(scene, child):
                places[i].add("indirect")
        elif role == "agent":
            for i in _phrases_of(scene, child):
                places[i].add("subject")
    left, right = _window(sentence, verb)
    for i, phrase in enumerate(scene.phrases):
        if phrase.group < 0:
            continue
        if phrase.preposition == "dont" and any(head < phrase.first < verb for head in subjects):
            places[i].add("object" if passive else "subject")  # «plusieurs pays, dont X, ont …»
        elif phrase.preposition:
            place = "subject" if phrase.preposition == "par" and passive else phrase.preposition
            if _hangs_on(sentence, phrase.head, verb):
                places[i].add(place)
            elif verb < phrase.first <= right:
                places[i].add(place + "~")
        elif left <= phrase.last < verb and _nearest_left(scene, i, verb):
            places[i].add("object~" if passive else "subject~")
        elif verb < phrase.first <= right and phrase.manner != "adjective":
            places[i].add("object~")
    return _with_groups(scene, places)


def _noun_places(scene: Scene, noun: int) -> dict[int, frozenset[str]]:
    sentence = scene.sentence
    places: dict[int, set[str]] = defaultdict(set)
    _, right = _window(sentence, noun)
    for i, phrase in enumerate(scene.phrases):
        if phrase.group < 0:
            continue
        head = sentence.tokens[phrase.head]
        if phrase.head == noun or (head.role == "determiner" and head.head == noun):
            places[i].add("owner")
        elif phrase.preposition and _hangs_on(sentence, phrase.head, noun):
            places[i].add(phrase.preposition)
        elif phrase.preposition and noun < phrase.first <= right:
            places[i].add(phrase.preposition + "~")
    while sentence.tokens[noun].role == "nominal" and sentence.preposition(noun) == "de":
        noun = sentence.tokens[noun].head  # «un renforcement des sanctions»: what governs the first noun governs both
    governor = sentence.tokens[noun].head
    if sentence.tokens[noun].role in ("object", "oblique", "passive", "subject") and governor != noun:
        verbal = _verb_places(scene, governor) if sentence.tokens[noun].role == "object" else {}
        for i, found in verbal.items():
            places[i] |= found & {"subject", "indirect"}
        if sentence.tokens[noun].role in ("object", "oblique"):
            for subject in _subjects(sentence, governor):
                for i in _phrases_of(scene, subject):
                    places[i].add("object" if _is_passive(sentence, governor) else "subject")
        for child in sentence.children[governor]:
            if sentence.tokens[child].role == "agent":
                for i in _phrases_of(scene, child):
                    places[i].add("subject")
            elif sentence.tokens[child].role == "indirect":
                for i in _phrases_of(scene, child):
                    places[i].add("indirect")
        for i, phrase in enumerate(scene.phrases):
            if phrase.group >= 0 and phrase.preposition and sentence.tokens[phrase.head].head == governor:
                places[i].add(phrase.preposition)
    return _with_groups(scene, places)


def _with_groups(scene: Scene, places: Mapping[int, set[str]]) -> dict[int, frozenset[str]]:
    by_group: dict[int, set[str]] = defaultdict(set)
    for i, found in places.items():
        by_group[scene.phrases[i].group] |= found
    return {
        i: frozenset(by_group[phrase.group])
        for i, phrase in enumerate(scene.phrases)
        if phrase.group >= 0 and by_group.get(phrase.group)
    }


def _is_passive(sentence: Sentence, verb: int) -> bool:
    roles = {sentence.tokens[child].role for child in sentence.children[verb]}
    if "passive" in roles:
        return not any(sentence.tokens[c].lower in ("se", "s'", "s’") for c in sentence.children[verb])
    token = sentence.tokens[verb]
    return "agent" in roles or (token.role == "participle" and "Tense=Past" in token.features)


def _subjects(sentence: Sentence, verb: int, depth: int = 0) -> list[int]:
    """The heads of what the verb's subject is, through lists of verbs, infinitives, participles and relatives."""
    if depth > 4:
        return []
    token = sentence.tokens[verb]
    own = [c for c in sentence.children[verb] if sentence.tokens[c].role in ("subject", "passive")]
    if own:
        if token.role == "relative" and sentence.tokens[own[0]].lower in ("qui", "which", "that", "who"):
            return [token.head]
        return own
    if token.role == "participle":
        return [token.head]
    if token.role in ("conjunct", "clause", "adverbial") and token.head != verb:
        head = sentence.tokens[token.head]
        if head.pos in ("VERB", "AUX", "ADJ"):
            return _subjects(sentence, token.head, depth + 1)
        return [token.head] if head.pos in ("NOUN", "PROPN", "PRON") else []
    return []


def _phrases_of(scene: Scene, head: int) -> list[int]:
    """The phrases, by index, that have this head or cover it."""
    return [i for i, p in enumerate(scene.phrases) if p.group >= 0 and (p.head == head or p.first <= head <= p.last)]


def _window(sentence: Sentence, index: int) -> tuple[int, int]:
    """The tokens of the clause around a word: up to the next verb or clause boundary on either side."""
    tokens = sentence.tokens
    left = index
    while left > 0 and not _boundary(tokens[left - 1].pos, tokens[left - 1].text, tokens[left - 1].lower):
        left -= 1
    right = index
    while right + 1 < len(tokens) and not _boundary(
        tokens[right + 1].pos, tokens[right + 1].text, tokens[right + 1].lower
    ):
        right += 1
    return left, right


def _boundary(pos: str, text: str, lower: str) -> bool:
    return (
        pos == "VERB" or text in (";", ":", "«", "»") or lower in ("qui", "dont", "que", "qu'", "qu’", "mais", "tandis")
    )


def _nearest_left(scene: Scene, index: int, verb: int) -> bool:
    phrase = scene.phrases[index]
    return not any(
        other.group not in (-1, phrase.group)
        and not other.preposition
        and phrase.last < other.first
        and other.last < verb
        for other in scene.phrases
    )


def _hangs_on(sentence: Sentence, index: int, trigger: int) -> bool:
    for up in sentence.ancestors(index):
        if up == trigger:
            return True
        if sentence.tokens[up].pos == "VERB":
            return False
    return False
