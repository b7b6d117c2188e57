"""The plan: operators, each with the one it takes its rows from, ``EXPLAIN`` prints them as a tree.

An operator says what is done, not how; `accord.cypher.running` has one function for each. All are frozen: a plan can be
kept and run again on other parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import ClassVar, TypeAlias

from accord.cypher.syntax import tree

__all__ = [
    "Aggregate",
    "Argument",
    "BindEnds",
    "Distinct",
    "Expand",
    "Filter",
    "LabelScan",
    "Limit",
    "NamePath",
    "NodeScan",
    "Operator",
    "Optional",
    "PathPart",
    "PlannedSubquery",
    "Project",
    "PropertySeek",
    "RelationshipScan",
    "Relationships",
    "ShortestPath",
    "Skip",
    "Sort",
    "SubqueryCall",
    "UnionOf",
    "Unwind",
    "VariableExpand",
]


@dataclass(frozen=True, slots=True)
class Operator:
    """A step of a plan."""

    children: ClassVar[tuple[str, ...]] = ("source",)


@dataclass(frozen=True, slots=True)
class Argument(Operator):
    """The rows that the plan is run on: one row without columns, or the rows of the query around a subquery."""

    children: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class NodeScan(Operator):
    """All nodes, for each row."""

    source: Operator
    variable: str


@dataclass(frozen=True, slots=True)
class LabelScan(Operator):
    """All nodes with a label, for each row."""

    source: Operator
    variable: str
    label: str


@dataclass(frozen=True, slots=True)
class PropertySeek(Operator):
    """The nodes whose property equals `value`, which each row has its own of."""

    source: Operator
    variable: str
    key: str
    value: tree.Expression


@dataclass(frozen=True, slots=True)
class Relationships:
    """What is asked of one relationship: its type is one of `types` (any, if empty), seen from ``out``, ``in`` or
    ``both`` ends, and it is none of those that `distinct_from` binds. `variable` is None where nobody asks for it."""

    variable: str | None
    types: tuple[str, ...]
    direction: str
    distinct_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationshipScan(Operator):
    """All relationships with both their ends, for each row."""

    source: Operator
    start: str
    end: str
    relationships: Relationships


@dataclass(frozen=True, slots=True)
class BindEnds(Operator):
    """The ends of a relationship that is bound already."""

    source: Operator
    start: str
    end: str
    relationships: Relationships


@dataclass(frozen=True, slots=True)
class Expand(Operator):
    """From the node `start` along one relationship; to the node `end` bound already where `into`."""

    source: Operator
    start: str
    end: str
    relationships: Relationships
    into: bool


@dataclass(frozen=True, slots=True)
class VariableExpand(Operator):
    """Along `minimum` to `maximum` relationships, none twice; `where` is asked of each of them, named `step`.

    `reverse` binds the list in the order of the pattern where the walk goes against it.
    """

    source: Operator
    start: str
    end: str
    relationships: Relationships
    into: bool
    minimum: int
    maximum: int | None
    reverse: bool = False
    step: str | None = None
    where: tree.Expression | None = None


@dataclass(frozen=True, slots=True)
class ShortestPath(Operator):
    """One path of least length between two bound nodes, or all of them; rows without a path are dropped.

    `where` is asked of each relationship on the way, named `step`.
    """

    source: Operator
    path: str
    start: str
    end: str
    relationships: Relationships
    minimum: int
    maximum: int | None
    every: bool
    step: str | None = None
    where: tree.Expression | None = None


PathPart: TypeAlias = str


@dataclass(frozen=True, slots=True)
class NamePath(Operator):
    """Binds a path made from the node `first` and the relationships (or lists of them) `parts`."""

    source: Operator
    variable: str
    first: str
    parts: tuple[PathPart, ...]


@dataclass(frozen=True, slots=True)
class Filter(Operator):
    """The rows for which the predicate is true."""

    source: Operator
    predicate: tree.Expression


@dataclass(frozen=True, slots=True)
class Project(Operator):
    """Columns from expressions; the columns there were are kept where `extend`."""

    source: Operator
    items: tuple[tuple[str, tree.Expression], ...]
    extend: bool = False


@dataclass(frozen=True, slots=True)
class Aggregate(Operator):
    """One row for each combination of `keys`; `calls` are aggregating function calls."""

    source: Operator
    keys: tuple[tuple[str, tree.Expression], ...]
    calls: tuple[tuple[str, tree.Expression], ...]


@dataclass(frozen=True, slots=True)
class Distinct(Operator):
    """Each combination of the columns once, in order of first appearance."""

    source: Operator
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sort(Operator):
    """The rows in order of `keys`, the first `limit` of them if given (`skip` is added to it); keeps `columns`."""

    source: Operator
    keys: tuple[tree.SortItem, ...]
    columns: tuple[str, ...]
    limit: tree.Expression | None = None
    skip: tree.Expression | None = None


@dataclass(frozen=True, slots=True)
class Skip(Operator):
    source: Operator
    count: tree.Expression


@dataclass(frozen=True, slots=True)
class Limit(Operator):
    source: Operator
    count: tree.Expression


@dataclass(frozen=True, slots=True)
class Unwind(Operator):
    """A row for each element of a list."""

    source: Operator
    variable: str
    expression: tree.Expression


@dataclass(frozen=True, slots=True)
class Optional(Operator):
    """Each row with what `inner` makes of it, or with nulls for `variables` where it makes nothing."""

    children: ClassVar[tuple[str, ...]] = ("source", "inner")

    source: Operator
    inner: Operator
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubqueryCall(Operator):
    """Each row with every row that `inner` makes of it, run for one row at a time."""

    children: ClassVar[tuple[str, ...]] = ("source", "inner")

    source: Operator
    inner: Operator
    variables: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class UnionOf(Operator):
    """The rows of all branches, which have the same columns."""

    children: ClassVar[tuple[str, ...]] = ("branches",)

    branches: tuple[Operator, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedSubquery(tree.Expression):
    """A pattern or query inside an expression, planned: what an expression that holds one is rewritten to.

    `kind` is ``EXISTS``, ``COUNT``, ``COLLECT`` (the values of `projection`) or ``FIRST`` (its first value, or null).
    `mentions` are the variables of the query around it that it looks at. Where `one_by_one`, it must be run for each
    row on its own, else for many at once.
    """

    kind: str
    inner: Operator
    mentions: tuple[tree.Variable, ...]
    projection: tree.Expression | None = None
    one_by_one: bool = False


def explained(plan: Operator, text: str) -> str:
    """The plan as an indented tree, the last step first; `text` is the statement that expressions are quoted from."""
    return "\n".join(_lines(plan, text, 0))


def _lines(plan: Operator, text: str, depth: int) -> Iterator[str]:
    details = []
    for name in (field.name for field in fields(plan)):
        value = getattr(plan, name)
        if name in plan.children or value in (None, (), False):
            continue
        details.append(f"{name}={_shown(value, text)}")
    yield f"{'  ' * depth}{type(plan).__name__}({', '.join(details)})"
    below = [getattr(plan, name) for name in plan.children]
    if isinstance(plan, UnionOf):
        below = list(plan.branches)
    # The side branch is indented, what the rows come from stands below at the same depth: pipelines stay flat.
    for child in below[1:] if not isinstance(plan, UnionOf) else below:
        yield from _lines(child, text, depth + 1)
    if below and not isinstance(plan, UnionOf):
        yield from _lines(below[0], text, depth)


def _shown(value: object, text: str) -> str:
    match value:
        case tree.SortItem():
            return _shown(value.expression, text) + (" DESC" if value.descending else "")
        case tree.Variable():
            return value.name.strip()
        case tree.Node():
            return text[value.start : value.end] if value.end else _written(value, text)
        case Relationships():
            arrows = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}[value.direction]
            types = f":{'|'.join(value.types)}" if value.types else ""
            return f"{arrows[0]}[{(value.variable or '').strip()}{types}]{arrows[1]}"
        case tuple():
            return f"[{', '.join(_shown(item, text) for item in value)}]"
        case _:
            return str(value).strip()


def _written(value: tree.Node, text: str) -> str:
    """An expression that the planner made: its parts stand in the text, it does not."""
    match value:
        case tree.HasLabels():
            return f"{_shown(value.subject, text)}:{_shown(value.labels, text)}"
        case tree.Comparison() if len(value.operands) == 2:
            return f"{_shown(value.operands[0], text)} {value.operators[0]} {_shown(value.operands[1], text)}"
        case tree.Property():
            return f"{_shown(value.subject, text)}.{value.key}"
        case tree.Binary():
            return f"{_shown(value.left, text)} {value.operator} {_shown(value.right, text)}"
        case _:
            return type(value).__name__
