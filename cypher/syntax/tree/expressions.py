"""Operators, calls, choices, loops and subqueries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from accord.cypher.syntax.tree.base import Expression, LabelExpression, Node
from accord.cypher.syntax.tree.literals import Variable
from accord.cypher.syntax.tree.patterns import PathPattern

if TYPE_CHECKING:
    from accord.cypher.syntax.tree.clauses import Query

__all__ = [
    "Binary",
    "Case",
    "CaseBranch",
    "Comparison",
    "CountStar",
    "FunctionCall",
    "HasLabels",
    "IsNull",
    "IsType",
    "ListComprehension",
    "MapEntry",
    "MapProjection",
    "PatternComprehension",
    "PatternExpression",
    "Quantifier",
    "Reduce",
    "Subquery",
    "Unary",
    "ValueType",
]


@dataclass(frozen=True, slots=True)
class Unary(Expression):
    """`operator` is ``NOT``, ``-`` or ``+``."""

    operator: str
    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary(Expression):
    """`operator` is ``OR XOR AND + - * / % ^ || IN =~``, ``STARTS WITH``, ``ENDS WITH`` or ``CONTAINS``."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Comparison(Expression):
    """``a < b <= c``: one operand more than operators (``= <> < <= > >=``); each stands between its neighbours, and
    the whole is their conjunction."""

    operators: tuple[str, ...]
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class IsNull(Expression):
    operand: Expression
    negated: bool


@dataclass(frozen=True, slots=True)
class ValueType(Node):
    """``LIST<INTEGER NOT NULL>``: `name` in capitals, `inner` for lists; several in a union are a tuple of these."""

    name: str
    nullable: bool = True
    inner: tuple[ValueType, ...] = ()


@dataclass(frozen=True, slots=True)
class IsType(Expression):
    """``operand IS [NOT] :: type | type``"""

    operand: Expression
    types: tuple[ValueType, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class HasLabels(Expression):
    """``subject:A&B``, of a node's labels or a relationship's type."""

    subject: Expression
    labels: LabelExpression


@dataclass(frozen=True, slots=True)
class FunctionCall(Expression):
    """`name` is as written, with its namespace: ``toUpper``, ``date.truncate``; names ignore case."""

    name: str
    arguments: tuple[Expression, ...]
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class CountStar(Expression):
    """``count(*)``"""


@dataclass(frozen=True, slots=True)
class CaseBranch(Node):
    """``WHEN test, test THEN result``; without a subject there is one test, a predicate."""

    tests: tuple[Expression, ...]
    result: Expression


@dataclass(frozen=True, slots=True)
class Case(Expression):
    """With a `subject`, the first branch with a test equal to it counts, else the first whose test is true."""

    subject: Expression | None
    branches: tuple[CaseBranch, ...]
    otherwise: Expression | None


@dataclass(frozen=True, slots=True)
class ListComprehension(Expression):
    """``[variable IN source WHERE where | projection]``"""

    variable: Variable
    source: Expression
    where: Expression | None
    projection: Expression | None


@dataclass(frozen=True, slots=True)
class PatternComprehension(Expression):
    """``[p = (a)-->(b) WHERE where | projection]``; ``p`` is ``pattern.variable``."""

    pattern: PathPattern
    where: Expression | None
    projection: Expression


@dataclass(frozen=True, slots=True)
class Quantifier(Expression):
    """``any(variable IN source WHERE where)``"""

    kind: Literal["all", "any", "none", "single"]
    variable: Variable
    source: Expression
    where: Expression


@dataclass(frozen=True, slots=True)
class Reduce(Expression):
    """``reduce(accumulator = initial, variable IN source | step)``"""

    accumulator: Variable
    initial: Expression
    variable: Variable
    source: Expression
    step: Expression


@dataclass(frozen=True, slots=True)
class MapEntry(Node):
    """One element of a map projection: ``.key`` and ``name`` come as the key with what it stands for, ``.*`` as
    neither (`key` is ``*`` and `value` None)."""

    key: str
    value: Expression | None


@dataclass(frozen=True, slots=True)
class MapProjection(Expression):
    """``subject {.key, .*, name, key: value}``"""

    subject: Variable
    entries: tuple[MapEntry, ...]


@dataclass(frozen=True, slots=True)
class PatternExpression(Expression):
    """A path pattern as a value: true where there is such a path; with the selector ``shortestPath`` the path,
    with ``allShortestPaths`` a list of paths."""

    pattern: PathPattern


@dataclass(frozen=True, slots=True)
class Subquery(Expression):
    """``EXISTS { ... }``, ``COUNT { ... }``, ``COLLECT { ... }``. A bare pattern in the braces is a query of one
    `Match`; the query of EXISTS and COUNT need not return."""

    kind: Literal["EXISTS", "COUNT", "COLLECT"]
    query: Query
