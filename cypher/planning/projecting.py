"""WITH and RETURN as steps: aggregate, project, distinct, sort, skip, limit, filter."""

from __future__ import annotations

from accord.cypher.planning import plan
from accord.cypher.planning.patterns import Names, conjuncts, variables_in
from accord.cypher.planning.rewriting import rewritten, substituted
from accord.cypher.semantics.analysis import Column, Projected
from accord.cypher.syntax import tree

__all__ = ["projection_plan"]

AGGREGATES = frozenset(
    {"count", "sum", "avg", "min", "max", "collect", "stdev", "stdevp", "percentilecont", "percentiledisc"}
)


def projection_plan(
    source: plan.Operator, clause: tree.Projection, projected: Projected, scope: frozenset[str], names: Names
) -> plan.Operator:
    """The steps of a projection; `scope` are the variables before it."""
    columns, predicates = projected.columns, list(conjuncts(projected.where))
    order = tuple(
        tree.SortItem(key, item.descending) for key, item in zip(projected.sort_keys, clause.order_by, strict=True)
    )
    visible = tuple(column.name for column in columns)
    if projected.aggregates:
        operator = _aggregated(source, columns, names)
    else:
        items = tuple((column.name, column.expression) for column in columns)
        operator = plan.Project(source, items, extend=bool(order or predicates) and not projected.closed)
    if clause.distinct:
        operator = plan.Distinct(operator, visible)
    if order:
        before = frozenset() if projected.closed else scope
        asked = frozenset[str]().union(*map(variables_in, predicates)) & before - set(visible)
        operator = plan.Sort(operator, order, visible + tuple(sorted(asked)), clause.limit, clause.skip)
    if clause.skip is not None:
        operator = plan.Skip(operator, clause.skip)
    if clause.limit is not None:
        operator = plan.Limit(operator, clause.limit)
    for predicate in predicates:
        operator = plan.Filter(operator, predicate)
    return operator


def _aggregated(source: plan.Operator, columns: tuple[Column, ...], names: Names) -> plan.Operator:
    """Aggregation, and the expressions around the aggregating calls."""
    keys = tuple((column.name, column.expression) for column in columns if not column.aggregates)
    calls: dict[tree.Expression, tree.Variable] = {}

    def hide(node: tree.Node, local: frozenset[str]) -> tree.Node | None:
        if not is_aggregate(node):
            return None
        assert isinstance(node, tree.Expression)
        return calls.setdefault(node, tree.Variable(names.fresh("aggregate")))

    by: dict[tree.Expression, tree.Expression] = {expression: tree.Variable(name) for name, expression in keys}
    items = tuple(
        (
            column.name,
            substituted(rewritten(column.expression, hide), by) if column.aggregates else tree.Variable(column.name),
        )
        for column in columns
    )
    named = tuple((name.name, call) for call, name in calls.items())
    return plan.Project(plan.Aggregate(source, keys, named), items)


def is_aggregate(node: tree.Node) -> bool:
    """Is it a call of an aggregating function?"""
    if isinstance(node, tree.CountStar):
        return True
    return isinstance(node, tree.FunctionCall) and node.name.lower() in AGGREGATES
