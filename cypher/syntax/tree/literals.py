"""Literals, names, and access to what is in a value."""

from __future__ import annotations

from dataclasses import dataclass

from accord.cypher.syntax.tree.base import Expression

__all__ = [
    "Boolean",
    "Float",
    "Integer",
    "ListLiteral",
    "MapLiteral",
    "Null",
    "Parameter",
    "Property",
    "Slice",
    "String",
    "Subscript",
    "Variable",
]


@dataclass(frozen=True, slots=True)
class Null(Expression):
    """``null``"""


@dataclass(frozen=True, slots=True)
class Boolean(Expression):
    value: bool


@dataclass(frozen=True, slots=True)
class Integer(Expression):
    """A 64-bit integer. A minus sign is part of the literal: ``-1`` is ``Integer(-1)``."""

    value: int


@dataclass(frozen=True, slots=True)
class Float(Expression):
    value: float


@dataclass(frozen=True, slots=True)
class String(Expression):
    value: str


@dataclass(frozen=True, slots=True)
class ListLiteral(Expression):
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class MapLiteral(Expression):
    """``{key: value}``; a key that comes twice is there twice (the last one counts)."""

    entries: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Parameter(Expression):
    """``$name``"""

    name: str


@dataclass(frozen=True, slots=True)
class Variable(Expression):
    name: str


@dataclass(frozen=True, slots=True)
class Property(Expression):
    """``subject.key``, of a node, relationship, map or temporal or spatial value."""

    subject: Expression
    key: str


@dataclass(frozen=True, slots=True)
class Subscript(Expression):
    """``subject[index]``, of a list, map, node or relationship."""

    subject: Expression
    index: Expression


@dataclass(frozen=True, slots=True)
class Slice(Expression):
    """``subject[lower..upper]``"""

    subject: Expression
    lower: Expression | None
    upper: Expression | None
