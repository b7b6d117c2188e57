"""What the checks found out about a statement: the contract between `analyse` and the planner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accord.cypher.semantics.types import Type
from accord.cypher.syntax import tree

__all__ = ["Analysis", "Column", "Projected"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a WITH or RETURN, with ``*`` written out.

    `aggregates` says that the expression holds an aggregating function; the others are what is grouped by.
    """

    name: str
    expression: tree.Expression
    aggregates: bool
    type: Type


@dataclass(frozen=True, slots=True)
class Projected:
    """What a WITH or RETURN gives.

    `sort_keys` are the expressions of ORDER BY and `where` the predicate behind WITH. With `closed` (DISTINCT, or a
    column that aggregates) both see the columns alone, and parts of them that say the same as a column are replaced
    by a variable of the column's name: ``RETURN count(*) ORDER BY count(*)`` sorts by the variable ``count(*)``.
    Otherwise they see the columns and, where no column hides them, the variables from before.
    """

    columns: tuple[Column, ...]
    sort_keys: tuple[tree.Expression, ...]
    where: tree.Expression | None
    closed: bool

    @property
    def aggregates(self) -> bool:
        """Are rows grouped?"""
        return any(column.aggregates for column in self.columns)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A statement that passed the checks, and what they learnt.

    `columns` are the names of the answer's columns (none for a query that only writes); `parameters` the names of
    the parameters it asks for, sorted; `writes` says whether it changes the graph.
    """

    statement: tree.Statement
    columns: tuple[str, ...]
    parameters: tuple[str, ...]
    writes: bool
    # By the identity of nodes: equal clauses may stand in two scopes.
    _projections: Mapping[int, Projected] = field(repr=False, compare=False)
    _scopes: Mapping[int, Mapping[str, Type]] = field(repr=False, compare=False)

    def projected(self, projection: tree.Projection) -> Projected:
        """What a WITH or RETURN of this statement gives."""
        return self._projections[id(projection)]

    def columns_of(self, projection: tree.Projection) -> tuple[Column, ...]:
        """The columns of a WITH or RETURN of this statement, in order."""
        return self._projections[id(projection)].columns

    def before(self, clause: tree.Clause) -> Mapping[str, Type]:
        """The variables in scope when a clause of this statement begins, with their types, sorted by name."""
        return self._scopes[id(clause)]
