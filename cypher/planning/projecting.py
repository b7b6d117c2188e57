"""WITH and RETURN as steps: aggregate, project, distinct, sort, skip, limit, filter."""

from __future__ import annotations

from accord.cypher.planning import plan
from accord.cypher.planning.patterns import Names, conjuncts, variables_in
from accord.cypher.planning.rewriting import rewritten, substituted
from accord.cypher.semantics.analysis import Column
from accord.cypher.syntax import tree

__all__ = ["projection_plan"]

AGGREGATES = frozenset(
    {"count", "sum", "avg", "min", "max", "collect", "stdev", "stdevp", "percentilecont", "percentiledisc"}
)


def projection_plan(
    source: plan.Operator, clause: tree.Projection, columns: tuple[Column, ...], scope: frozenset[str], names: Names
) -> plan.Operator:
    """The steps of a projection; `columns` are its columns with ``*`` written out, `scope` the variables before it."""
    where = clause.where if isinstance(clause, tree.With) else None
    order, visible = clause.order_by, tuple(column.name for column in columns)
    by = {column.expression: tree.Variable(column.name) for column in columns if not _is_alias(column, visible)}
    operator = source
    if any(column.aggregates for column in columns):
        operator, calls = _aggregated(source, columns, order, names)
        by = {**by, **calls}
        scope = frozenset()
    else:
        items = tuple((column.name, column.expression) for column in columns)
        operator = plan.Project(source, items, extend=bool(order or where) and not clause.distinct)
    if clause.distinct:
        operator = plan.Distinct(operator, visible)
        scope = frozenset()
    order = tuple(tree.SortItem(substituted(item.expression, by), item.descending) for item in order)
    predicates = [substituted(predicate, by) for predicate in conjuncts(where)]
    if order:
        kept = frozenset().union(*map(variables_in, predicates)) & scope if predicates else frozenset()
        columns_kept = visible + tuple(sorted(kept - set(visible)))
        operator = plan.Sort(operator, order, columns_kept, clause.limit, clause.skip)
    if clause.skip is not None:
        operator = plan.Skip(operator, clause.skip)
    if clause.limit is not None:
        operator = plan.Limit(operator, clause.limit)
    for predicate in predicates:
        operator = plan.Filter(operator, predicate)
    return operator


def _is_alias(column: Column, visible: tuple[str, ...]) -> bool:
    """A variable that has the name of a column means that column in ORDER BY, whatever it meant before."""
    return isinstance(column.expression, tree.Variable) and column.expression.name in visible


def _aggregated(
    source: plan.Operator, columns: tuple[Column, ...], order: tuple[tree.SortItem, ...], names: Names
) -> tuple[plan.Operator, dict[tree.Expression, tree.Expression]]:
    """Aggregation and the expressions around the aggregating calls; with what each call is now called."""
    keys = tuple((column.name, column.expression) for column in columns if not column.aggregates)
    calls: dict[tree.Expression, tree.Expression] = {}

    def hide(node: tree.Node, local: frozenset[str]) -> tree.Node | None:
        if not is_aggregate(node):
            return None
        assert isinstance(node, tree.Expression)
        return calls.setdefault(node, tree.Variable(names.fresh("aggregate")))

    outer = {column.name: rewritten(column.expression, hide) for column in columns if column.aggregates}
    for item in order:
        rewritten(item.expression, hide)
    by = {expression: tree.Variable(name) for name, expression in keys}
    items = tuple(
        (column.name, substituted(outer[column.name], by) if column.aggregates else tree.Variable(column.name))
        for column in columns
    )
    named = tuple((name.name, call) for call, name in calls.items() if isinstance(name, tree.Variable))
    operator = plan.Aggregate(source, keys, named)
    return plan.Project(operator, items, extend=True), calls


def is_aggregate(node: tree.Node) -> bool:
    """Is it a call of an aggregating function?"""
    if isinstance(node, tree.CountStar):
        return True
    return isinstance(node, tree.FunctionCall) and node.name.lower() in AGGREGATES
