"""The syntax tree: what a Cypher statement says, and where in the text it says it.

All nodes are frozen and hashable. `start` and `end` are offsets into the statement's text (half-open); they do not
take part in comparison, so two expressions are equal when they say the same thing in two places, which is what
grouping and ORDER BY ask. Literals have a class each because Python holds ``1 == 1.0 == True``.

::

    Statement                   the text, EXPLAIN or PROFILE, and a query
    Query = SingleQuery | Union
    Clause                      Match Unwind With Return Create Merge Set Remove Delete Foreach CallProcedure ...
    Pattern parts               PathPattern > NodePattern, RelationshipPattern, ParenthesizedPath
    LabelExpression             Label AnyLabel LabelNot LabelAnd LabelOr DynamicLabel
    Expression                  literals, Variable, Property, Binary, Comparison, FunctionCall, Case, Subquery ...

The tree is what was written, checked for form alone; names and types are the business of `accord.cypher.semantics`.
`walk.children` and `walk.descendants` visit a tree without knowing its classes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias


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


# --- literals, names and access -------------------------------------------------------------------------------------


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


# --- operators ------------------------------------------------------------------------------------------------------


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


# --- calls, choices, loops ------------------------------------------------------------------------------------------


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


# --- label expressions ----------------------------------------------------------------------------------------------


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


# --- patterns -------------------------------------------------------------------------------------------------------


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


# --- clauses --------------------------------------------------------------------------------------------------------


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


# --- statements -----------------------------------------------------------------------------------------------------


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
