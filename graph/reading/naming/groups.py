"""Descriptions that mean several at once: *ces quatre États*, *les deux capitales*, *trois d'entre eux*."""

from __future__ import annotations

from accord.graph.reading.naming.memory import ACTORS, Cue, Memory
from accord.graph.reading.parsing import Sentence, Token

_ORDER = frozenset({"premie", "premiè", "dernie", "derniè"})

__all__ = ["companions", "group", "pair", "some_of"]


def group(sentence: Sentence, token: Token, number: int, label: str, memory: Memory) -> tuple[str, ...]:
    """The last list of `number` things of `label`; without one, the only `number` of them named of late."""
    part = _part_of_list(sentence, token, number, label, memory)
    if part is not None:
        return part
    acting = memory.acting(sentence.index)
    for cue in memory.lists(sentence.index - (8 if number == 2 else 40)):
        fitting = tuple(id_ for id_ in cue.entities if memory.label(id_) == label)
        if len(fitting) == number and not (cue.sentence < sentence.index and acting & set(fitting)):
            return fitting
    latest: dict[str, None] = {}
    for cue in memory.since(sentence.index - 6):
        for id_ in cue.entities:
            if memory.label(id_) == label and len(cue.entities) == 1 and id_ not in acting:
                latest.setdefault(id_)
        if len(latest) >= number and cue.sentence < sentence.index - 1:
            break
    ids = list(latest)
    if len(ids) > number > 2:
        return ()
    if len(ids) > number:
        ids = sorted(ids, key=lambda i: (-memory.counts.get(i, 0), ids.index(i)))[:number]
        ids.sort(key=list(latest).index)
    return tuple(reversed(ids)) if len(ids) == number else ()


def _part_of_list(sentence: Sentence, token: Token, number: int, label: str, memory: Memory) -> tuple[str, ...] | None:
    """*les deux premières capitales*, *les deux derniers*: an end of a longer list; None where none is meant."""
    order = {t.lower[:6] for t in sentence.tokens[max(0, token.index - 2) : token.index] if t.lower[:6] in _ORDER}
    if not order:
        return None
    for cue in memory.lists(sentence.index - 3):
        fitting = tuple(id_ for id_ in cue.entities if memory.label(id_) == label)
        if len(fitting) > number:
            return fitting[:number] if "premie" in order or "premiè" in order else fitting[-number:]
    return ()


def pair(sentence: Sentence, memory: Memory) -> tuple[str, ...]:
    """*cette alliance*: the actors last named together, or the only two that the text before names."""
    for cue in memory.lists(sentence.index - 12):
        if all(memory.label(i) == "State" for i in cue.entities):
            return cue.entities
    for back in (sentence.index - 1, sentence.index - 2):
        states: dict[str, None] = {}
        for cue in memory.since(back):
            if cue.sentence == back and not cue.place:
                states.update(dict.fromkeys(i for i in cue.entities if memory.label(i) == "State"))
        if len(states) == 2:
            return tuple(reversed(states))
        if len(states) > 2:
            return ()
    return ()


def companions(sentence: Sentence, owner: str, number: int, memory: Memory) -> tuple[str, ...]:
    """*son allié*: the state that the text names beside `owner`; *ses deux voisins*: the rest of its list."""
    for cue in memory.lists(sentence.index - 8):
        rest = tuple(i for i in cue.entities if i != owner and memory.label(i) == "State")
        if owner in cue.entities and len(rest) == number:
            return rest
    if number != 1:
        return ()
    near: dict[str, None] = {}
    for cue in memory.since(sentence.index - 2):
        near.update(dict.fromkeys(i for i in cue.entities if i != owner and memory.label(i) == "State"))
    if not near:
        return ()
    return (max(near, key=lambda i: memory.counts.get(i, 0)),)


def some_of(sentence: Sentence, number: int, memory: Memory, named: set[str]) -> tuple[str, ...]:
    """*trois d'entre eux*: known only where the sentence itself names those that stand apart.

    *Trois d'entre eux …, tandis que l'Iran …* leaves the other three of four.
    """
    cue = _last_group(sentence, memory)
    if cue is None:
        return ()
    rest = tuple(id_ for id_ in cue.entities if id_ not in named)
    return rest if len(rest) == number and (len(rest) < len(cue.entities) or number == len(cue.entities)) else ()


def _last_group(sentence: Sentence, memory: Memory) -> Cue | None:
    for cue in memory.since(sentence.index - 3):
        if len(cue.entities) > 1 and cue.sentence < sentence.index and memory.label(cue.entities[0]) in ACTORS:
            return cue
    return None
