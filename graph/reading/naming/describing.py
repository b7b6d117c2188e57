"""Descriptions and what they stand for: *les deux pays*, *cette alliance*, *ce dernier*, *le rapport*, *son voisin*."""

from __future__ import annotations

from accord.graph.model import Entity
from accord.graph.reading.naming.cast import Naming
from accord.graph.reading.naming.groups import companions, group, pair
from accord.graph.reading.naming.memory import ACTORS, Cue, Memory
from accord.graph.reading.naming.pronouns import who
from accord.graph.reading.naming.vocabulary import Vocabulary
from accord.graph.reading.parsing import Sentence, Token

__all__ = ["describe"]

_SPEAKING_KINDS = frozenset({"thinktank", "media", "government", "ngo", "igo"})
_OF = frozenset({"de", "du", "des", "d'", "d’"})


def describe(sentence: Sentence, token: Token, memory: Memory, words: Vocabulary) -> Naming | None:
    """What the description whose noun is `token` stands for; None where it is none, or where that is open."""
    if token.pos not in ("NOUN", "ADJ", "PROPN", "NUM", "PRON"):
        return None
    start = _determiner(sentence, token.index, words)
    if start is None:
        return None
    ids = _meaning(sentence, token, start, memory, words)
    if not ids:
        return None
    end = token.index + 1
    while (
        sentence.tokens[start].lower in words.demonstratives
        and end < len(sentence.tokens)
        and sentence.tokens[end].role == "adjective"
        and sentence.tokens[end].head == token.index
    ):
        end += 1
    return Naming(sentence.tokens[start].start, sentence.tokens[end - 1].end, sentence.index, ids, "description")


def _determiner(sentence: Sentence, index: int, words: Vocabulary) -> int | None:
    at = index - 1
    while at >= 0 and (sentence.tokens[at].pos == "ADJ" or sentence.tokens[at].lower in words.numbers):
        if sentence.tokens[at].lower in words.definite:
            break
        at -= 1
    if at < 0 or sentence.tokens[at].lower not in words.definite:
        return None
    # *des* is an article of its own (*des rebelles*) or stands for *de les*.
    return None if sentence.tokens[at].lower == "des" and sentence.tokens[at].pos == "DET" else at


def _meaning(sentence: Sentence, token: Token, start: int, memory: Memory, words: Vocabulary) -> tuple[str, ...]:
    tokens, noun, article = sentence.tokens, token.lower, sentence.tokens[start].lower
    pointing = article in words.demonstratives
    number = next((words.numbers[t.lower] for t in tokens[start : token.index] if t.lower in words.numbers), None)
    if article in words.pronouns.possessives:
        return _owned(sentence, token, number, memory, words)
    if number and noun in words.groups:
        return group(sentence, token, number, words.groups[noun], memory)
    if noun in words.latter and pointing:
        return _latter(sentence, token, memory, words)
    if noun in words.pairs and pointing:
        return pair(sentence, memory)
    if number or (not pointing and _has_complement(sentence, token)):
        return ()
    if "Number=Plur" in token.features and noun not in words.references["plural"]:
        return ()
    return _single(sentence, token, pointing, memory, words)


def _has_complement(sentence: Sentence, token: Token) -> bool:
    """Whether the noun says by itself what it means (*le ministre de la Défense*), and is no back reference."""
    after = sentence.tokens[token.index + 1 : token.index + 2]
    if not after:
        return False
    linked = after[0].lower in _OF and not _verb_follows(sentence, after[0].index) or after[0].pos in ("ADJ", "PROPN")
    return linked or after[0].text[:1].isupper() or after[0].text in ("«", "“")


def _verb_follows(sentence: Sentence, index: int) -> bool:
    return any(t.pos in ("VERB", "AUX", "PRON") for t in sentence.tokens[index + 1 : index + 2])


def _latter(sentence: Sentence, token: Token, memory: Memory, words: Vocabulary) -> tuple[str, ...]:
    """*ce dernier*: what was named last, if it agrees."""
    plural = "derni" in token.lower and token.lower.endswith("s")
    feminine = token.lower.startswith("dernière")
    after = sentence.tokens[token.index + 1 : token.index + 2]
    if after and after[0].pos == "NOUN":
        return ()
    for cue in memory.since(sentence.index - 1):
        if memory.label(cue.entities[0]) in ("Place", "Event") or not cue.named:
            continue
        if cue.plural not in (None, plural) or cue.gender == ("masculine" if feminine else "feminine"):
            continue
        return cue.entities
    return ()


def _owned(sentence: Sentence, token: Token, number: int | None, memory: Memory, words: Vocabulary) -> tuple[str, ...]:
    """*son pays*: the state of who speaks; *son allié*, *ses deux voisins*: the other side of who acts."""
    noun = token.lower
    if noun not in words.counterparts and noun != "pays":
        return ()
    many = "Number=Plur" in token.features
    after = sentence.tokens[token.index + 1 : token.index + 2]
    if many and not number or after and (after[0].pos == "ADJ" or after[0].text[:1].isupper()):
        return ()
    if noun == "pays":
        speaker = memory.last(lambda e: e.label == "Person", sentence.index - 1)
        if speaker is None:
            return ()
        home = memory.homes.get(speaker) or memory.salient(lambda e: e.label == "State", sentence.index, 0.15)
        return (home,) if home else ()
    owner = who(sentence, memory, plural=False)
    if len(owner) != 1:
        return ()
    state = memory.homes.get(owner[0], owner[0])
    return companions(sentence, state, number or 1, memory)


def _single(sentence: Sentence, token: Token, pointing: bool, memory: Memory, words: Vocabulary) -> tuple[str, ...]:
    """*le pays*, *cette organisation*, *le ministre*, *le rapport*: one thing, by the class of its noun."""
    noun = token.lower
    if noun in words.state_nouns:
        fitting = words.state_nouns[noun]
        id_ = memory.salient(lambda e: e.id.partition(":")[2] in fitting or _called(e, noun), sentence.index)
        return (id_,) if id_ else ()
    if noun in words.reports:
        return _author(sentence, memory)
    if noun in words.references["states"]:
        return _state(sentence, noun, pointing, memory)
    if noun in words.references["Person"]:
        id_ = memory.last(lambda e: noun in memory.titles.get(e.id, ()), sentence.index - 6)
        return (id_,) if id_ else ()
    for label in ("Organisation", "Agreement", "Event", "Place", "Programme"):
        if noun in words.references[label]:
            id_ = _of_label(sentence, noun, label, pointing, memory, words)
            return (id_,) if id_ else ()
    return ()


def _called(entity: Entity, noun: str) -> bool:
    """Whether a place or organisation has `noun` in its names."""
    return entity.label in ("Place", "Organisation", "Event") and any(
        {noun, f"{noun}s"} & set(name.lower().split()) for name in (entity.name, *entity.aliases)
    )


def _state(sentence: Sentence, noun: str, pointing: bool, memory: Memory) -> tuple[str, ...]:
    def single(cue: Cue) -> bool:
        return len(cue.entities) == 1 and memory.label(cue.entities[0]) == "State"

    if pointing:
        id_ = memory.last(lambda e: e.label == "State", sentence.index - 2)
        return (id_,) if id_ else ()
    if noun in ("pays", "pouvoir", "autorités", "régime"):
        if noun == "régime":
            acting = memory.acting(sentence.index)
            topical = memory.salient(lambda e: e.label == "State" and e.id not in acting, sentence.index, 0.15)
            return (topical,) if topical else ()
        # Who acts in the sentence is seldom *le pays*: it is where that happens, what the text is about.
        acting = memory.acting(sentence.index)
        cue = memory.best(
            lambda c: single(c) and c.entities[0] not in acting, sentence.index, sentence.paragraph, reach=4, topic=4.0
        )
        return cue.entities if cue else ()
    return ()


def _author(sentence: Sentence, memory: Memory) -> tuple[str, ...]:
    """*ce rapport*: who wrote it, where the sentence before names one organisation that could have."""
    for back in (sentence.index - 1, sentence.index - 2):
        found = tuple(
            id_
            for cue in memory.since(back)
            if cue.sentence == back
            for id_ in cue.entities
            if memory.label(id_) == "Organisation" and memory.entities[id_].kind in _SPEAKING_KINDS
        )
        if found:
            return found[:1]
    return ()


def _of_label(
    sentence: Sentence, noun: str, label: str, pointing: bool, memory: Memory, words: Vocabulary
) -> str | None:
    kinds = words.kinds_of_reference.get(noun, frozenset()) if label == "Organisation" else frozenset()
    here = sentence.index

    def fits(entity: Entity) -> bool:
        return entity.label == label and (not kinds or entity.kind in kinds)

    named = memory.last(lambda e: e.label == label and _called(e, noun), here - 8)
    if label == "Organisation":
        return named or (memory.last(fits, here - 5) if kinds else memory.last(fits, here - 1) if pointing else None)
    if label == "Place":
        return named if named and not pointing else memory.last(fits, here - (2 if pointing else 1))
    if label == "Event":
        return memory.last(lambda e: fits(e) and (pointing or _called(e, noun) or e.label in ACTORS), here - 6)
    return memory.last(fits, here - 6)
