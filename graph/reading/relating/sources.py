"""To whom a sentence ascribes what it states: *selon X*, *X affirme que …*, *…, indique une enquête de X*.

Two witnesses find the speaker of a verb of saying: the tree's subject and, where the tree has none, the order of words
(what stands before the verb in its clause, or after it in an incise). A report (*l'enquête*, *le document*) speaks for
its authors: those named with it, else those of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accord.graph.reading.parsing import Sentence, Token
from accord.graph.reading.relating.lexicon import Lexicon, plain
from accord.graph.reading.relating.scene import Phrase, Scene
from accord.graph.reading.relating.verbs import verb_in

__all__ = ["Source", "sources_of"]

_ACTORS = frozenset({"State", "Organisation", "Person"})
_LISTS = frozenset({"et", "ou", "and", "or"})
_BREAKS = frozenset({",", ";", ":", "»", "«", "–", "—", "(", ")"})
_BEFORE_INCISE = frozenset({",", "»", "–", "—", "…", "!", "?", "”", "(", ":"})
_PARTICLES = frozenset(
    {"l'", "le", "en", "a", "ont", "avait", "se", "s'", "on", "-t", "tenu", "à", "fait", "tient", "voulu"}
)
_SHORT = frozenset({"DET", "NUM", "ADJ", "ADV", "ADP", "AUX", "PRON"})
_HE = frozenset(
    {"il", "elle", "ils", "elles", "lui", "eux", "-il", "-elle", "-ils", "t-il", "-t-il", "-t-elle", "celui-ci"}
)
_WHO = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})
_DEFINITE = frozenset({"ce", "cet", "cette", "ces", "le", "la", "l'", "les", "même", "son", "sa", "ses", "du"})
_QUOTES = {"«": 1, "»": -1}


@dataclass(frozen=True, slots=True)
class Source:
    """`entities` are said to state what stands at the tokens `covers`; `verb` is the word of saying, -1 for *selon*."""

    entities: tuple[str, ...]
    covers: frozenset[int]
    verb: int


def sources_of(scene: Scene, lexicon: Lexicon, earlier: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources named in a scene. `earlier` are those of the sentence before, for *d'après ce rapport*."""
    found: list[Source] = []
    for index in _according(scene, lexicon):
        entities = _authors(scene, index, lexicon, earlier)
        if entities:
            found.append(Source(entities, _scope(scene.sentence, index), -1))
    for token in scene.sentence.tokens:
        if verb_in(token, lexicon.words["reporting"]) and _is_predicate(scene.sentence, token):
            source = _speaker(scene, token.index, lexicon, earlier)
            if source is not None:
                found.append(source)
    if not found and earlier and _inside_quotes(scene):
        found.append(Source(earlier, frozenset(range(len(scene.sentence.tokens))), -1))
    return tuple(found)


def _is_predicate(sentence: Sentence, token: Token) -> bool:
    """Whether a word is a verb with a mood of its own or an infinitive, not a participle beside a noun."""
    if token.pos not in ("VERB", "AUX"):
        around = sentence.tokens[max(0, token.index - 1) : token.index + 2]
        if len(around) < 3 or not token.text.islower():
            return False
        incise = around[0].text in (",", "»") and around[2].pos in ("DET", "PROPN")
        middle = (
            token.pos == "ADV" and around[0].pos == "PROPN" and around[2].pos in ("AUX", "DET")
        )  # *X dément avoir …*
        return middle or (incise and token.pos in ("NOUN", "ADJ", "ADV"))
    if "VerbForm=Part" not in token.features or token.role == "conjunct":
        return token.role != "participle"
    return any(sentence.tokens[c].pos == "AUX" for c in sentence.children[token.index])


def _according(scene: Scene, lexicon: Lexicon) -> list[int]:
    """The tokens after *selon*, *d'après*, *à en croire* …"""
    lowers = [plain(t) for t in scene.sentence.tokens]
    found = []
    phrases = [p.replace("'", "' ").split() for p in lexicon.words["according"] | lexicon.words["according_phrases"]]
    forms = {"de": ("de", "du", "des", "d'"), "le": ("le", "l'"), "à": ("à", "au", "aux")}
    for start in range(len(lowers)):
        for words in sorted(phrases, key=len, reverse=True):
            part = lowers[start : start + len(words)]
            if len(part) == len(words) and all(
                h == w or h in forms.get(w, ()) for h, w in zip(part, words, strict=True)
            ):
                found.append(start + len(words))
                break
    return found


def _segment(sentence: Sentence, index: int) -> range:
    """The part of a sentence between semicolons that a token stands in."""
    cuts = [t.index for t in sentence.tokens if t.text == ";"]
    first = max((c + 1 for c in cuts if c < index), default=0)
    return range(first, min((c for c in cuts if c >= index), default=len(sentence.tokens)))


def _scope(sentence: Sentence, index: int) -> frozenset[int]:
    """What *selon X* (before token `index`) speaks of: the relative clause that it stands in, else its part of the sentence."""
    index = min(index, len(sentence.tokens) - 1)
    for up in sentence.ancestors(index):
        token = sentence.tokens[up]
        if token.pos == "VERB":
            if token.role == "relative":
                return frozenset(sentence.subtree(up))
            break
    return frozenset(_segment(sentence, index))


def _authors(scene: Scene, index: int, lexicon: Lexicon, earlier: tuple[str, ...]) -> tuple[str, ...]:
    """Who stands after token `index`: a phrase at once, or the authors of a report noun there."""
    tokens = scene.sentence.tokens
    begin = index
    while index < len(tokens) and tokens[index].pos in _SHORT and _own_phrase(scene, index) is None:
        if plain(tokens[index]) in _HE:
            return earlier
        if plain(tokens[index]) in _WHO:
            return _antecedent(scene, index)
        index += 1
    if index >= len(tokens) or tokens[index].text in _BREAKS:
        return ()
    phrase = _own_phrase(scene, index)
    if phrase is not None and phrase.group >= 0:
        actors = _actors(scene, phrase)
        if actors:
            return actors
        if phrase.manner != "name":
            return earlier
    if tokens[index].pos in ("NOUN", "PROPN"):
        back = any(plain(t) in _DEFINITE for t in tokens[max(0, begin - 1) : index])
        back = back and tokens[index].lemma in lexicon.words["reports"]
        return _report_authors(scene, index, lexicon) or (earlier if back else ())
    return ()


def _antecedent(scene: Scene, relative: int) -> tuple[str, ...]:
    """Whom *selon lequel* means: the nearest phrase before it."""
    before = [p for p in scene.phrases if p.group >= 0 and p.last < relative]
    return _actors(scene, before[-1]) if before else ()


def _own_phrase(scene: Scene, index: int) -> Phrase | None:
    """The phrase whose own words token `index` belongs to: neither a name in a name nor a nationality."""
    found = [p for p in scene.phrases if p.group >= 0 and p.first <= index <= p.last]
    return max(found, key=lambda p: (p.last - p.first, -p.first), default=None)


def _report_authors(scene: Scene, noun: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The actors after a report noun, up to the end of its clause: *une enquête menée par X et Y*, *l'étude de X*."""
    for phrase in sorted((p for p in scene.phrases if p.group >= 0), key=lambda p: (p.first, p.last)):
        if phrase.last < noun or not _near(scene, noun, phrase, lexicon):
            continue
        if phrase.preposition not in ("par", "de", "", "à", "chez", "d'") and phrase.first > noun + 1:
            continue
        actors = _actors(scene, phrase)
        if actors:
            return actors
    return ()


def _near(scene: Scene, noun: int, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether only what describes a noun stands between it and a phrase: participles, dates, other report nouns."""
    tokens = scene.sentence.tokens
    for token in tokens[noun + 1 : phrase.first]:
        if token.text == "que" or plain(token) == "qu'":
            following = tokens[token.index + 1 : phrase.first + 1]
            if not any(t.lemma in lexicon.words["reporting"] or t.lemma == "venir" for t in following):
                return False
        elif token.text in (";", ":", "»", ",", "–", "—"):
            return False
        elif token.pos in ("VERB", "AUX") and "VerbForm=Part" not in token.features:
            known = verb_in(token, lexicon.words["reporting"] | lexicon.words["publishing"])
            if not known and token.lemma not in ("venir", "mener", "conduire", "avoir"):
                return False
    return True


def _actors(scene: Scene, phrase: Phrase) -> tuple[str, ...]:
    person = _person_after(scene, phrase)
    if person is not None:
        return person.entities
    return tuple(dict.fromkeys(e for p in _listed(scene, phrase) for e in p.entities if scene.label(e) in _ACTORS))


def _person_after(scene: Scene, phrase: Phrase) -> Phrase | None:
    """The person whose office a phrase names: *le ministre chilien de la Défense, Untel*."""
    tokens = scene.sentence.tokens
    if not phrase.carrier or scene.label(phrase.entities[0]) == "Person":
        return None
    for other in scene.phrases:
        if other.group < 0 or other.first <= phrase.first or scene.label(other.entities[0]) != "Person":
            continue
        between = tokens[phrase.last + 1 : other.first]
        if len(between) > 9 or sum(t.text == "," for t in between) > 1 or other.preposition:
            return None
        if any(t.pos in ("VERB", "AUX", "CCONJ") or t.text in (";", ":", "«", "»") for t in between):
            return None
        return other
    return None


def _listed(scene: Scene, phrase: Phrase) -> tuple[Phrase, ...]:
    """The phrases that a real list joins to a phrase: up to its *et*; after a comma alone stands something else."""
    if phrase.group < 0:
        return (phrase,)
    tokens = scene.sentence.tokens
    members = [p for p in scene.group(phrase) if p.first >= phrase.first]
    for number, (left, right) in enumerate(pairwise(members), start=1):
        between = tokens[left.last + 1 : right.first]
        if any(t.lower in _LISTS for t in between):
            if any(tokens[p.head].role in ("subject", "passive") for p in members[1:number]):
                return (phrase,)  # *selon Séoul, Moscou et Pékin livrent …*
            return tuple(members[: number + 1])
        if not any(t.text == "," for t in between) or _indefinite(scene, right):
            break
    return (phrase,)


def _indefinite(scene: Scene, phrase: Phrase) -> bool:
    return any(t.lower in ("un", "une") for t in scene.sentence.tokens[phrase.first : phrase.last])


def _speaker(scene: Scene, verb: int, lexicon: Lexicon, earlier: tuple[str, ...]) -> Source | None:
    sentence = scene.sentence
    incise = _is_incise(sentence, verb)
    for inverted, head in _subjects(scene, verb, incise):
        entities = _subject_entities(scene, head, lexicon, earlier)
        if entities:
            own = set(sentence.subtree(head)) if not inverted else set()
            phrase = _own_phrase(scene, head)
            own |= set(range(phrase.first, phrase.last + 1)) if phrase else {head}
            own -= _clause_below(sentence, verb)
            covers = _said_around(sentence, verb) if inverted else _said_under(sentence, verb, lexicon)
            return Source(entities, frozenset(covers - own), verb)
    return None


def _subjects(scene: Scene, verb: int, incise: bool) -> Iterator[tuple[bool, int]]:
    """Tokens that may be the subject of a verb of saying, best first, each with whether it stands inverted in an incise."""
    sentence = scene.sentence
    tokens = sentence.tokens
    if incise:
        after = _after_incise(scene, verb)
        if after is not None:
            yield True, after
    causes = verb > 0 and tokens[verb - 1].lemma in ("faire", "laisser")  # *a fait savoir*
    if tokens[verb].role == "participle" or ("VerbForm=Inf" in tokens[verb].features and not causes):
        return
    head = verb - 1 if causes else verb
    while tokens[head].role == "conjunct" and not _own_subjects(sentence, head) and tokens[head].head != head:
        head = tokens[head].head
    for child in _own_subjects(sentence, head):
        if plain(tokens[child]) in _WHO and tokens[head].role == "relative" and _own_phrase(scene, child) is None:
            yield False, tokens[head].head
        elif plain(tokens[child]) in _HE and child and tokens[child - 1].text == ",":
            before = _before(scene, child - 1)  # *Le Caire, lui, promet …*
            yield False, child if before is None else before
        elif not (incise and child > verb):
            yield False, child
        else:
            yield True, child
    if not _own_subjects(sentence, head):
        before = _before(scene, verb - 1 if causes else verb)
        if before is not None:
            yield False, before


def _own_subjects(sentence: Sentence, verb: int) -> list[int]:
    return [c for c in sentence.children[verb] if sentence.tokens[c].role == "subject"]


def _is_incise(sentence: Sentence, verb: int) -> bool:
    """Whether a verb opens an incise: after a comma or a quote, with at most a pronoun and an auxiliary between."""
    index = verb - 1
    while index >= 0 and (sentence.tokens[index].pos == "AUX" or plain(sentence.tokens[index]) in _PARTICLES | _HE):
        index -= 1
    return index >= 0 and sentence.tokens[index].text in _BEFORE_INCISE


def _after_incise(scene: Scene, verb: int) -> int | None:
    """The subject after the verb of an incise; *a-t-il dit* has it before."""
    tokens = scene.sentence.tokens
    for token in reversed(tokens[max(0, verb - 5) : verb]):
        if token.text in _BREAKS:
            break
        if plain(token) in _HE:
            return token.index
    for token in tokens[verb + 1 : verb + 9]:
        if token.text in _BREAKS or token.pos == "SCONJ" or plain(token) in ("que", "qu'"):
            return None
        if any(p.start <= token.start < p.end for p in scene.periods):
            continue
        phrase = _own_phrase(scene, token.index)
        if phrase.preposition if phrase else token.pos == "ADP" and plain(token) in ("à", "au", "aux", "contre"):
            return None
        if phrase is not None and scene.label(phrase.entities[0]) not in _ACTORS:
            continue
        if phrase is not None and token.pos in ("DET", "ADJ") and phrase.head != token.index:
            return phrase.head
        if phrase is not None or token.pos == "NOUN" or plain(token) in _HE:
            return token.index
    return None


def _before(scene: Scene, verb: int) -> int | None:
    """The phrase before a verb in its clause that no preposition holds: its subject where the tree shows none."""
    tokens = scene.sentence.tokens
    index = verb - 1
    while index >= 0 and tokens[index].text not in (";", ":", "«", "»"):
        token = tokens[index]
        if token.pos == "VERB" and "VerbForm=Part" not in token.features:
            return None
        phrase = _own_phrase(scene, index)
        if phrase is not None:
            held = tokens[phrase.head].role in ("object", "adjective", "nominal", "oblique") or phrase.preposition
            if not held and scene.label(phrase.entities[0]) in _ACTORS:
                return phrase.head
            index = phrase.first - 1
        else:
            index -= 1
    return None


def _clause_below(sentence: Sentence, verb: int) -> set[int]:
    return {i for c in sentence.children[verb] if sentence.tokens[c].role == "clause" for i in sentence.subtree(c)}


def _said_around(sentence: Sentence, verb: int) -> set[int]:
    """What an incise speaks of: its part of the sentence between semicolons."""
    return set(_segment(sentence, verb))


def _said_under(sentence: Sentence, verb: int, lexicon: Lexicon) -> set[int]:
    """What a verb of saying governs: its clause or infinitive, what *que*, a colon or a quote opens after it.

    Only verbs that take the stated thing as a noun (*confirme l'envoi*) speak for their objects too.
    """
    tokens = sentence.tokens
    rest = _segment(sentence, verb)
    covered = _clause_below(sentence, verb)
    if verb_in(tokens[verb], lexicon.words["stating"]):
        covered |= set(sentence.subtree(verb))
    for index in range(verb + 1, rest.stop):
        token = tokens[index]
        if token.pos in ("VERB", "AUX") and "VerbForm=Part" not in token.features and not _opens(tokens, index):
            break
        if _opens(tokens, index):
            covered |= set(range(index, _end_of_clause(tokens, index, rest.stop)))
            break
    turn = _end_of_clause(tokens, verb, rest.stop)
    return {index for index in covered if index < turn}


def _opens(tokens: Sequence[Token], index: int) -> bool:
    """Whether what is said begins at a token: *que*, a colon, a quote, *avoir livré*, *d'avoir livré*."""
    token = tokens[index]
    if token.text in (":", "«") or plain(token) in ("que", "qu'"):
        return token.text in (":", "«") or token.pos in ("SCONJ", "PRON", "ADV")
    return "VerbForm=Inf" in token.features


def _end_of_clause(tokens: Sequence[Token], index: int, stop: int) -> int:
    """Where what is said ends: at the closing quote, at *tandis que*, *alors que*, or with the sentence."""
    for token in tokens[index + 1 : stop]:
        if tokens[index].text == "«" and token.text == "»":
            return token.index
        if token.lower in ("tandis", "alors", "mais") and tokens[token.index - 1].text == ",":
            return token.index
    return stop


def _inside_quotes(scene: Scene) -> bool:
    """Whether a sentence begins inside a quote that was opened before, in the same paragraph."""
    start, text = scene.sentence.start, scene.document.text
    before = text[max(text.rfind("\n", 0, start), 0) : start]
    return sum(_QUOTES.get(mark, 0) for mark in before) > 0


def _subject_entities(scene: Scene, head: int, lexicon: Lexicon, earlier: tuple[str, ...]) -> tuple[str, ...]:
    token = scene.sentence.tokens[head]
    phrase = _own_phrase(scene, head)
    if phrase is not None:
        actors = _actors(scene, phrase)
        if actors:
            return actors
    if plain(token) in _HE:
        return earlier
    if token.lemma in lexicon.words["reports"] or token.pos == "NOUN":
        found = _report_authors(scene, head, lexicon) if token.lemma in lexicon.words["reports"] else ()
        before = {plain(t) for t in scene.sentence.tokens[max(0, head - 2) : head]}
        return found or (earlier if before & _DEFINITE and token.lemma in lexicon.words["reports"] else ())
    return ()
