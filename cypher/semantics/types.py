"""What is known of a value before the query runs: the kinds it may be of.

A type that nothing is known of may be of any kind; a check fails only where no kind is possible.
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.cypher.values import kinds

__all__ = [
    "ANYTHING",
    "BOOLEAN",
    "FLOAT",
    "INTEGER",
    "LIST",
    "MAP",
    "NODE",
    "NULL",
    "NUMBER",
    "PATH",
    "RELATIONSHIP",
    "STRING",
    "Type",
    "list_of",
]


@dataclass(frozen=True, slots=True)
class Type:
    """The kinds (`accord.cypher.values.kinds`) a value may be of beside null; `items` is the type of a list's items.

    >>> INTEGER.or_else(STRING).may_be(frozenset({"STRING"}))
    True
    """

    kinds: frozenset[str]
    items: Type | None = None

    def may_be(self, accepted: frozenset[str]) -> bool:
        """Can a value of this type be of one of these kinds? Null can be anything."""
        return not self.kinds or not self.kinds.isdisjoint(accepted)

    def or_else(self, other: Type) -> Type:
        """The type of what is of this type or of the other."""
        if self == other:
            return self
        items = self.items.or_else(other.items) if self.items and other.items else None
        # Null has no kinds, and says nothing of items.
        if not self.kinds or not other.kinds:
            items = self.items or other.items
        return Type(self.kinds | other.kinds, items)

    @property
    def item(self) -> Type:
        """What the items of this list may be."""
        if "LIST" in self.kinds:
            return self.items or ANYTHING
        return ANYTHING

    def __str__(self) -> str:
        """For messages: ``INTEGER``, ``LIST<NODE>``, ``FLOAT or INTEGER``, ``anything``."""
        if not self.kinds:
            return kinds.NULL
        if len(self.kinds) > 5:
            return "anything"
        names = sorted(self.kinds)
        if self.items is not None and "LIST" in names:
            names[names.index("LIST")] = f"LIST<{self.items}>"
        return " or ".join(names)


ANYTHING = Type(kinds.ALL)
NULL = Type(frozenset())
BOOLEAN = Type(frozenset({kinds.BOOLEAN}))
INTEGER = Type(frozenset({kinds.INTEGER}))
FLOAT = Type(frozenset({kinds.FLOAT}))
NUMBER = Type(kinds.NUMBERS)
STRING = Type(frozenset({kinds.STRING}))
LIST = Type(frozenset({kinds.LIST}))
MAP = Type(frozenset({kinds.MAP}))
NODE = Type(frozenset({kinds.NODE}))
RELATIONSHIP = Type(frozenset({kinds.RELATIONSHIP}))
PATH = Type(frozenset({kinds.PATH}))


def list_of(items: Type) -> Type:
    """The type of a list of such items."""
    return Type(LIST.kinds, items)
