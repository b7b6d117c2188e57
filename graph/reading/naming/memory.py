"""Who was named so far in a document, and how far each still stands in the reader's mind.

A `Cue` is one place that brings an entity, or a list of them, to mind; `Memory` keeps them in the order of the text
and answers which of them a later word may mean.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from accord.graph.model import Entity

__all__ = ["ACTORS", "Cue", "Memory"]

ACTORS = frozenset({"State", "Organisation", "Person"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A place that brings `entities` to mind: token `token` of sentence `sentence`.

    `rank` is 2 where they are the subject of their clause, 1 where they stand inside the subject or are an object,
    0 else. `gender` is ``masculine``, ``feminine`` or None (open), `plural` whether the words are plural (None: open).
    `place` is true where a preposition of place stands before, `named` false for a nationality (*russe*).
    """

    entities: tuple[str, ...]
    sentence: int
    paragraph: int
    token: int
    rank: int
    gender: str | None = None
    plural: bool | None = None
    place: bool = False
    named: bool = True


@dataclass
class Memory:
    """The cues so far, in order; `counts` say how often the whole document names each entity.

    `homes` are the states that persons act for, `titles` the words that introduced them.
    """

    entities: Mapping[str, Entity]
    counts: Mapping[str, int]
    homes: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cues: list[Cue] = field(default_factory=list)

    def label(self, id_: str) -> str:
        """The label of an entity."""
        return self.entities[id_].label

    def since(self, sentence: int) -> Iterator[Cue]:
        """The cues from `sentence` on, latest first."""
        for cue in reversed(self.cues):
            if cue.sentence < sentence:
                return
            yield cue

    def last(self, fits: Callable[[Entity], bool], sentence: int = -1) -> str | None:
        """The entity that was named last, since `sentence`, among those that fit."""
        for cue in self.since(sentence):
            for id_ in reversed(cue.entities):
                if fits(self.entities[id_]):
                    return id_
        return None

    def best(
        self,
        fits: Callable[[Cue], bool],
        sentence: int,
        paragraph: int,
        reach: int = 2,
        topic: float = 0.3,
        gender: str | None = None,
    ) -> Cue | None:
        """The cue that a word in `sentence` most likely takes up: subjects first, then what is near and often named.

        Looks `reach` sentences back; what is known to have `gender` goes before what may have it; `topic` weighs how often the document names the thing.
        """
        found: tuple[float, Cue] | None = None
        for cue in self.since(sentence - reach):
            if fits(cue):
                score = self._weight(cue, sentence, paragraph, topic) + (0.8 if gender and cue.gender == gender else 0)
                if found is None or score > found[0]:
                    found = score, cue
        return found[1] if found else None

    def _weight(self, cue: Cue, sentence: int, paragraph: int, topic: float) -> float:
        often = math.log(max(1, *(self.counts.get(id_, 1) for id_ in cue.entities)))
        far = 1.2 * (sentence - cue.sentence) + (1.0 if cue.paragraph != paragraph else 0.0)
        return 1.3 * cue.rank - far + topic * often

    def salient(self, fits: Callable[[Entity], bool], sentence: int, decay: float = 0.35) -> str | None:
        """The entity that the text is about at `sentence`: often named, and not long ago."""
        newest: dict[str, int] = {}
        for cue in self.cues:
            for id_ in cue.entities:
                newest[id_] = cue.sentence
        ids = [id_ for id_ in newest if fits(self.entities[id_])]
        if not ids:
            return None
        return max(ids, key=lambda i: (math.log(self.counts.get(i, 1)) - decay * min(6, sentence - newest[i]), i))

    def lists(self, sentence: int) -> Iterator[Cue]:
        """The cues since `sentence` that name more than one thing at once, latest first."""
        return (cue for cue in self.since(sentence) if len(cue.entities) > 1)

    def acting(self, sentence: int) -> set[str]:
        """Who was named as a subject in `sentence` so far."""
        return {id_ for cue in self.since(sentence) if cue.rank == 2 for id_ in cue.entities}
