"""What all nodes of the tree share."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = [
    "Clause",
    "Expression",
    "LabelExpression",
    "Node",
]


@dataclass(frozen=True, slots=True)
class Node:
    """Anything in the tree; the text it was read from is ``statement.text[start:end]``."""

    start: int = field(default=0, kw_only=True, compare=False, repr=False)
    end: int = field(default=0, kw_only=True, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Expression(Node):
    """Anything that has a value."""


@dataclass(frozen=True, slots=True)
class LabelExpression(Node):
    """What is asked of a node's labels or a relationship's type."""


@dataclass(frozen=True, slots=True)
class Clause(Node):
    """One step of a query."""
