"""Label expressions and path patterns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from accord.cypher.syntax.tree.base import Expression, LabelExpression, Node
from accord.cypher.syntax.tree.literals import Variable

__all__ = [
    "AnyLabel",
    "DynamicLabel",
    "Label",
    "LabelAnd",
    "LabelNot",
    "LabelOr",
    "Length",
    "NodePattern",
    "ParenthesizedPath",
    "PathElement",
    "PathPattern",
    "RelationshipPattern",
    "Selector",
]


@dataclass(frozen=True, slots=True)
class Label(LabelExpression):
    name: str


@dataclass(frozen=True, slots=True)
class AnyLabel(LabelExpression):
    """``%``: has at least one"""


@dataclass(frozen=True, slots=True)
class DynamicLabel(LabelExpression):
    """``$(expression)``: a string or a list of strings, all of them, or any of them with `any_of`."""

    expression: Expression
    any_of: bool = False


@dataclass(frozen=True, slots=True)
class LabelNot(LabelExpression):
    operand: LabelExpression


@dataclass(frozen=True, slots=True)
class LabelAnd(LabelExpression):
    """``:A:B`` and ``:A&B``"""

    operands: tuple[LabelExpression, ...]


@dataclass(frozen=True, slots=True)
class LabelOr(LabelExpression):
    """``:A|B`` and ``:A|:B``"""

    operands: tuple[LabelExpression, ...]


@dataclass(frozen=True, slots=True)
class NodePattern(Node):
    """``(variable:labels {properties} WHERE where)``; `properties` is a `MapLiteral` or a `Parameter`."""

    variable: Variable | None = None
    labels: LabelExpression | None = None
    properties: Expression | None = None
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Length(Node):
    """How often: ``*`` is (1, None), ``*2`` (2, 2), ``*..3`` (1, 3), ``{2,}`` (2, None), ``+`` (1, None) and, behind
    a relationship or parenthesis, ``*`` (0, None)."""

    minimum: int
    maximum: int | None


@dataclass(frozen=True, slots=True)
class RelationshipPattern(Node):
    """``-[variable:types*1..3 {properties}]->`` or ``-[...]->{1,3}``.

    Where `length` is given, `variable` is the list of relationships. `direction` is as written, left to right:
    ``out`` ``-->``, ``in`` ``<--``, ``both`` ``--`` and ``<-->``.
    """

    variable: Variable | None = None
    types: LabelExpression | None = None
    direction: Literal["out", "in", "both"] = "both"
    length: Length | None = None
    properties: Expression | None = None
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class ParenthesizedPath(Node):
    """``((a)-[r]->(b) WHERE where){1,3}``: repeated when `length` is given, and then its variables are lists outside."""

    pattern: PathPattern
    where: Expression | None = None
    length: Length | None = None


@dataclass(frozen=True, slots=True)
class Selector(Node):
    """Which of the paths: ``shortestPath`` and ``allShortestPaths`` (the functions), ``ANY``, ``SHORTEST``
    (`count` paths), ``ALL SHORTEST``, ``SHORTEST GROUPS`` (all paths of the `count` least lengths)."""

    kind: Literal["shortestPath", "allShortestPaths", "ANY", "SHORTEST", "ALL SHORTEST", "SHORTEST GROUPS"]
    count: int = 1


PathElement: TypeAlias = NodePattern | RelationshipPattern | ParenthesizedPath


@dataclass(frozen=True, slots=True)
class PathPattern(Node):
    """``variable = (a)-[r]->(b)``. Nodes and relationships take turns, beginning and ending with a node, except
    beside a `ParenthesizedPath`, which may stand in the place of any of them."""

    elements: tuple[PathElement, ...]
    variable: Variable | None = None
    selector: Selector | None = None
