"""WITH and RETURN: columns and their names, grouping, and what ORDER BY, SKIP and LIMIT may see."""

from __future__ import annotations

from collections.abc import Collection

from accord.cypher.semantics.analysis import Column, Projected
from accord.cypher.semantics.binding import aggregation_in, free_variables, is_aggregation, names_bound, replaced
from accord.cypher.semantics.expressions import Scope
from accord.cypher.semantics.patterns import PatternChecks
from accord.cypher.semantics.types import INTEGER, Type
from accord.cypher.syntax import tree
from accord.cypher.syntax.walk import children, descendants

__all__ = ["ProjectionChecks"]


class ProjectionChecks(PatternChecks):
    """Gives what a WITH or RETURN projects, or raises."""

    def project(self, clause: tree.Projection, scope: Scope, constants: Collection[str] = ()) -> Projected:
        """`constants` are the variables of a query around this one: they stay in scope and are no columns of ``*``."""
        columns = [*self.star(clause, scope, constants), *(self.column(item, scope) for item in clause.items)]
        self.check_names(clause, columns)
        if any(column.aggregates for column in columns):
            self.check_grouping(columns, scope, constants)
        projected = self.arranged(clause, tuple(columns), scope, constants)
        if isinstance(clause, tree.With):
            for item in clause.items:
                if item.alias is None and not isinstance(item.expression, tree.Variable):
                    self.fail(item, "WITH needs a name for what is no variable: ... AS name", "NoExpressionAlias")
        return projected

    def star(self, clause: tree.Projection, scope: Scope, constants: Collection[str]) -> list[Column]:
        if not clause.star:
            return []
        names = sorted(name for name in scope if name not in constants)
        if not names and isinstance(clause, tree.Return):
            self.fail(clause, "there are no variables for * to return", "NoVariablesInScope")
        return [
            Column(name, tree.Variable(name, start=clause.start, end=clause.end), False, scope[name]) for name in names
        ]

    def column(self, item: tree.ProjectionItem, scope: Scope) -> Column:
        found = self.type_of(item.expression, scope, "allowed")
        return Column(item.name, item.expression, aggregation_in(item.expression) is not None, found)

    def check_names(self, clause: tree.Projection, columns: list[Column]) -> None:
        seen: set[str] = set()
        offset = len(columns) - len(clause.items)
        for index, column in enumerate(columns):
            if column.name in seen:
                at = clause.items[index - offset] if index >= offset else clause
                self.fail(at, f"there are two columns {column.name!r}", "ColumnNameConflict")
            seen.add(column.name)

    # --- grouping ---

    def check_grouping(self, columns: list[Column], scope: Scope, constants: Collection[str]) -> None:
        """Beside an aggregation only what is grouped by has one value: variables and properties that are columns."""
        keys = {column.expression for column in columns if not column.aggregates and _is_simple(column.expression)}
        names = [name for name in scope if name not in constants]
        for column in columns:
            if column.aggregates:
                ambiguous = _ungrouped(column.expression, keys, names)
                if ambiguous is not None:
                    self.fail_ambiguous(ambiguous)

    def fail_ambiguous(self, node: tree.Node) -> None:
        text = self.text[node.start : node.end]
        message = f"{text!r} beside an aggregation must be a column of its own"
        self.fail(node, message, "AmbiguousAggregationExpression")

    # --- ORDER BY, WHERE, SKIP, LIMIT ---

    def arranged(
        self, clause: tree.Projection, columns: tuple[Column, ...], scope: Scope, constants: Collection[str]
    ) -> Projected:
        closed = clause.distinct or any(column.aggregates for column in columns)
        projected = {column.name: column.type for column in columns}
        outer = {name: scope[name] for name in constants if name in scope} if closed else scope
        visible = {**outer, **projected}
        sort_keys = tuple(self.sort_key(item.expression, columns, visible, closed) for item in clause.order_by)
        where = clause.where if isinstance(clause, tree.With) else None
        if where is not None:
            if (found := aggregation_in(where)) is not None:
                self.fail(found, "WHERE can't aggregate; give the aggregation a name in WITH", "InvalidAggregation")
            where = replaced(where, _substitutes(columns)) if closed else where
            self.check_predicate(where, visible)
        for bound in (clause.skip, clause.limit):
            if bound is not None:
                self.check_bound(bound, scope)
        return Projected(columns, sort_keys, where, closed)

    def sort_key(
        self, expression: tree.Expression, columns: tuple[Column, ...], visible: Scope, closed: bool
    ) -> tree.Expression:
        aggregation = aggregation_in(expression)
        if aggregation is not None:
            if not any(column.aggregates for column in columns):
                self.fail(aggregation, "ORDER BY can't aggregate where nothing is grouped", "InvalidAggregation")
            self.check_sorted_aggregation(expression, columns, visible)
        key = replaced(expression, _substitutes(columns)) if closed else expression
        self.type_of(key, visible, "allowed")
        if (left := aggregation_in(key)) is not None:
            self.fail(left, "ORDER BY can only use aggregations that are columns", "InvalidAggregation")
        return key

    def check_sorted_aggregation(
        self, expression: tree.Expression, columns: tuple[Column, ...], visible: Scope
    ) -> None:
        """Beside an aggregation, ORDER BY may use columns that are variables or properties, and no other parts."""
        keys = {column.expression for column in columns if not column.aggregates and _is_simple(column.expression)}
        keys |= {tree.Variable(column.name) for column in columns}
        mentioned = {
            each.name for column in columns if not column.aggregates for each in descendants(column.expression)
            if isinstance(each, tree.Variable)
        }  # fmt: skip
        names = {each.name for each in descendants(expression) if isinstance(each, tree.Variable)}
        ungrouped = _ungrouped(expression, keys, names)
        if ungrouped is None:
            return
        base = next((each for each in descendants(ungrouped) if isinstance(each, tree.Variable)), None)
        if base is not None and base.name not in mentioned:
            self.undefined(base, list(visible))
        self.fail_ambiguous(ungrouped)

    def check_bound(self, expression: tree.Expression, scope: Scope) -> None:
        """SKIP and LIMIT: a number that hangs on no row."""
        for variable in free_variables(expression, scope):
            self.fail(variable, "SKIP and LIMIT can't hang on a variable", "NonConstantExpression")
        found: Type = self.type_of(expression, {})
        if not found.may_be(INTEGER.kinds):
            self.fail(expression, f"expected an integer, found {found}", "InvalidArgumentType")
        if isinstance(expression, tree.Integer) and expression.value < 0:
            self.fail(expression, "SKIP and LIMIT can't be negative", "NegativeIntegerArgument")


def _is_simple(expression: tree.Expression) -> bool:
    """A variable, or a property of one."""
    while isinstance(expression, tree.Property):
        expression = expression.subject
    return isinstance(expression, tree.Variable)


def _substitutes(columns: tuple[Column, ...]) -> dict[tree.Expression, tree.Expression]:
    """For each column's expression the variable that holds it; names that a column takes keep their new meaning."""
    names = {column.name for column in columns}
    return {
        column.expression: tree.Variable(column.name, start=column.expression.start, end=column.expression.end)
        for column in reversed(columns)
        if not (isinstance(column.expression, tree.Variable) and column.expression.name in names)
    }


def _ungrouped(node: tree.Node, keys: Collection[tree.Expression], names: Collection[str]) -> tree.Node | None:
    """The first part of an aggregating expression that hangs on a row and is not grouped by."""
    if is_aggregation(node) or node in keys:
        return None
    if isinstance(node, tree.Variable):
        return node if node.name in names else None
    if isinstance(node, tree.Property) and _is_simple(node):
        return node if _ungrouped(node.subject, keys, names) is not None else None
    inner = set(names) - names_bound(node)
    for child in children(node):
        if (found := _ungrouped(child, keys, inner)) is not None:
            return found
    return None
