"""Clauses, queries and statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from accord.cypher.syntax.tree.base import Clause, Expression, LabelExpression, Node
from accord.cypher.syntax.tree.literals import Variable
from accord.cypher.syntax.tree.patterns import PathPattern

__all__ = [
    "CallProcedure",
    "CallSubquery",
    "Create",
    "Delete",
    "Finish",
    "Foreach",
    "Match",
    "Merge",
    "Projection",
    "ProjectionItem",
    "Query",
    "Remove",
    "RemoveProperty",
    "Return",
    "Set",
    "SetItem",
    "SetLabels",
    "SetProperties",
    "SetProperty",
    "SingleQuery",
    "SortItem",
    "Statement",
    "Union",
    "Unwind",
    "With",
    "YieldItem",
]


@dataclass(frozen=True, slots=True)
class Match(Clause):
    """``[OPTIONAL] MATCH patterns [USING hints] WHERE where``; hints are read and dropped."""

    patterns: tuple[PathPattern, ...]
    where: Expression | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Unwind(Clause):
    source: Expression
    variable: Variable


@dataclass(frozen=True, slots=True)
class ProjectionItem(Node):
    """``expression AS alias``; without an alias the column is named by `text`, the expression as it was written."""

    expression: Expression
    alias: Variable | None
    text: str = field(compare=False)

    @property
    def name(self) -> str:
        """The column's name."""
        if self.alias is not None:
            return self.alias.name
        return self.expression.name if isinstance(self.expression, Variable) else self.text


@dataclass(frozen=True, slots=True)
class SortItem(Node):
    expression: Expression
    descending: bool


@dataclass(frozen=True, slots=True)
class Projection(Clause):
    """What WITH and RETURN have in common: ``[DISTINCT] [*,] items ORDER BY ... SKIP ... LIMIT ...``.

    `star` stands before the items; it brings all variables in scope (see ``Analysis.columns``).
    """

    items: tuple[ProjectionItem, ...]
    star: bool = False
    distinct: bool = False
    order_by: tuple[SortItem, ...] = ()
    skip: Expression | None = None
    limit: Expression | None = None


@dataclass(frozen=True, slots=True)
class With(Projection):
    """`where` looks at the projected rows, after ORDER BY, SKIP and LIMIT."""

    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Return(Projection):
    pass


@dataclass(frozen=True, slots=True)
class Finish(Clause):
    """``FINISH``: a query that returns nothing."""


@dataclass(frozen=True, slots=True)
class Create(Clause):
    patterns: tuple[PathPattern, ...]


@dataclass(frozen=True, slots=True)
class SetProperty(Node):
    """``target = value``; `target` is a `Property` or a `Subscript`."""

    target: Expression
    value: Expression


@dataclass(frozen=True, slots=True)
class SetProperties(Node):
    """``variable = map`` (replaces all) or, with `keep`, ``variable += map``."""

    variable: Variable
    value: Expression
    keep: bool


@dataclass(frozen=True, slots=True)
class SetLabels(Node):
    """``variable:A:B``, in SET and REMOVE."""

    variable: Variable
    labels: tuple[LabelExpression, ...]


SetItem: TypeAlias = SetProperty | SetProperties | SetLabels


@dataclass(frozen=True, slots=True)
class Merge(Clause):
    pattern: PathPattern
    on_create: tuple[SetItem, ...] = ()
    on_match: tuple[SetItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Set(Clause):
    items: tuple[SetItem, ...]


@dataclass(frozen=True, slots=True)
class RemoveProperty(Node):
    """`target` is a `Property` or a `Subscript`."""

    target: Expression


@dataclass(frozen=True, slots=True)
class Remove(Clause):
    items: tuple[RemoveProperty | SetLabels, ...]


@dataclass(frozen=True, slots=True)
class Delete(Clause):
    expressions: tuple[Expression, ...]
    detach: bool = False


@dataclass(frozen=True, slots=True)
class Foreach(Clause):
    """``FOREACH (variable IN source | clauses)``"""

    variable: Variable
    source: Expression
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class YieldItem(Node):
    """``column AS variable``"""

    column: str
    variable: Variable


@dataclass(frozen=True, slots=True)
class CallProcedure(Clause):
    """``CALL name(arguments) YIELD yields WHERE where``; without parentheses `arguments` is None (the arguments are
    parameters of the inputs' names), without YIELD `yields` is None; ``YIELD *`` sets `yield_all`."""

    name: str
    arguments: tuple[Expression, ...] | None
    yields: tuple[YieldItem, ...] | None = None
    yield_all: bool = False
    where: Expression | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CallSubquery(Clause):
    """``CALL (imports) { query }``; `imports` is None in the older form, in which a leading WITH imports."""

    query: Query
    imports: tuple[Variable, ...] | None = None
    imports_all: bool = False
    optional: bool = False
    in_transactions: bool = False


@dataclass(frozen=True, slots=True)
class SingleQuery(Node):
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Union(Node):
    """``query UNION query``: at least two branches, duplicates kept where `all`."""

    branches: tuple[SingleQuery, ...]
    all: bool


Query: TypeAlias = SingleQuery | Union


@dataclass(frozen=True, slots=True)
class Statement(Node):
    text: str = field(compare=False)
    query: Query
    mode: Literal["EXPLAIN", "PROFILE"] | None = None
