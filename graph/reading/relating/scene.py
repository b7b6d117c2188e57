"""A sentence ready for rules: its tokens, and the phrases in it that stand for entities.

A *phrase* is what a rule may take for an end of a relation: a name, a description or a pronoun with all that belongs
to it. *les troupes nord-coréennes* is one phrase that stands for North Korea and whose head is the noun *troupes*;
*le gouvernement de Kiev* one for Ukraine. Phrases of one list (*la Russie, la Chine et l'Iran*) share a group.
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.graph.model import Document, Entity, Period, Quantity
from accord.graph.reading.naming.cast import Naming
from accord.graph.reading.parsing import Sentence

__all__ = ["Phrase", "Scene"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands for `entities` in a sentence.

    `first` to `last` (inclusive) are its tokens from the name outwards, `head` the token through which the tree holds
    it, `name` the token of the name itself. `preposition` is what stands before it (``""``: none), found linearly.
    `carrier` is the lemma of the generic noun that carries the name (*troupe*, *gouvernement*), or ``""``.
    `group` numbers the list it is a member of, -1 for a name inside another name, -2 for the nationality of a name
    (*le Centre Untel britannique*), which is an end for that name alone; `manner` is that of the naming.
    """

    entities: tuple[str, ...]
    first: int
    last: int
    head: int
    name: int
    preposition: str
    carrier: str
    group: int
    manner: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of a document with all that was found in it, phrases sorted by position.

    `entities` maps the id of every entity of the document to the entity.
    """

    document: Document
    sentence: Sentence
    phrases: tuple[Phrase, ...]
    namings: tuple[Naming, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    entities: dict[str, Entity]

    def label(self, entity: str) -> str:
        """The label of an entity id."""
        return self.entities[entity].label

    def kind(self, entity: str) -> str:
        """The kind of an entity id, or an empty string."""
        return self.entities[entity].kind or ""

    def group(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """All phrases of the list that `phrase` is in, in order."""
        return tuple(p for p in self.phrases if p.group == phrase.group)
