"""Statement to plan: each clause becomes a step on top of the one before."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import NoReturn, TypeVar

from accord.cypher.errors import NotSupported
from accord.cypher.planning import plan
from accord.cypher.planning.matching import match_plan
from accord.cypher.planning.patterns import Names, pattern_graph, variables_in
from accord.cypher.planning.projecting import projection_plan
from accord.cypher.planning.rewriting import rewritten
from accord.cypher.planning.statistics import Statistics
from accord.cypher.semantics.analysis import Analysis
from accord.cypher.syntax import tree

__all__ = ["plan_statement"]

NodeType = TypeVar("NodeType", bound=tree.Node)

_STREAMING = (
    plan.Argument,
    plan.NodeScan,
    plan.LabelScan,
    plan.PropertySeek,
    plan.RelationshipScan,
    plan.BindEnds,
    plan.Expand,
    plan.VariableExpand,
    plan.ShortestPath,
    plan.NamePath,
    plan.Filter,
    plan.Unwind,
    plan.Optional,
)


def plan_statement(analysis: Analysis, statistics: Statistics) -> plan.Operator:
    """A plan whose rows have the columns `analysis.columns`. Raises NotSupported for clauses that are not run."""
    operator, _ = _Planner(analysis, statistics).query(analysis.statement.query, plan.Argument(), frozenset())
    return operator


class _Planner:
    def __init__(self, analysis: Analysis, statistics: Statistics) -> None:
        self.analysis = analysis
        self.statistics = statistics
        self.names = Names()

    def unsupported(self, what: str, node: tree.Node) -> NoReturn:
        text = self.analysis.statement.text
        raise NotSupported(f"{what} is not supported", "NotSupported", text=text, start=node.start, end=node.end)

    # --- queries --------------------------------------------------------------------------------------------------

    def query(
        self, query: tree.Query, source: plan.Operator, scope: frozenset[str]
    ) -> tuple[plan.Operator, tuple[str, ...]]:
        """The plan of a query on top of `source`, in which `scope` is bound, and its columns."""
        if isinstance(query, tree.SingleQuery):
            return self.single_query(query, source, scope)
        branches: list[plan.Operator] = []
        columns: tuple[str, ...] = ()
        for branch in query.branches:
            operator, columns = self.single_query(branch, source, scope)
            branches.append(operator)
        union: plan.Operator = plan.UnionOf(tuple(branches), columns)
        return union if query.all else plan.Distinct(union, columns), columns

    def single_query(
        self, query: tree.SingleQuery, source: plan.Operator, scope: frozenset[str]
    ) -> tuple[plan.Operator, tuple[str, ...]]:
        operator = source
        columns: tuple[str, ...] = ()
        for clause in query.clauses:
            operator, scope = self.clause(clause, operator, scope)
            if isinstance(clause, tree.Return):
                columns = tuple(column.name for column in self.analysis.columns_of(clause))
        return operator, columns

    def clause(
        self, clause: tree.Clause, source: plan.Operator, scope: frozenset[str]
    ) -> tuple[plan.Operator, frozenset[str]]:
        """One step, and the variables bound after it."""
        match clause:
            case tree.Match():
                return self.match(clause, source, scope)
            case tree.Unwind():
                expression = self.expression(clause.source, scope)
                return plan.Unwind(source, clause.variable.name, expression), scope | {clause.variable.name}
            case tree.Projection():
                return self.projection(clause, source, scope)
            case tree.CallSubquery():
                return self.call(clause, source, scope)
            case tree.Finish():
                return plan.Limit(source, tree.Integer(0)), scope
            case _:
                name = "CALL of a procedure" if isinstance(clause, tree.CallProcedure) else type(clause).__name__
                self.unsupported(name, clause)

    def match(
        self, clause: tree.Match, source: plan.Operator, scope: frozenset[str]
    ) -> tuple[plan.Operator, frozenset[str]]:
        if not clause.optional:
            operator = self.patterns(clause.patterns, clause.where, source, scope)
            return operator, scope | _introduced(clause.patterns)
        inner = self.patterns(clause.patterns, clause.where, plan.Argument(), scope)
        new = _introduced(clause.patterns) - scope
        return plan.Optional(source, inner, tuple(sorted(new))), scope | new

    def patterns(
        self,
        patterns: tuple[tree.PathPattern, ...],
        where: tree.Expression | None,
        source: plan.Operator,
        scope: frozenset[str],
    ) -> plan.Operator:
        graph = pattern_graph(patterns, self.names)
        inside = scope | _introduced(patterns)
        for number, link in enumerate(graph.links):
            if link.variable in scope and link.length is not None:
                # A list that is bound already: walk as if it were not, and keep the walks that are this list.
                walked = tree.Variable(self.names.fresh("walked"))
                graph.links[number] = replace(link, variable=walked.name)
                graph.predicates.append(tree.Comparison(("=",), (walked, tree.Variable(link.variable))))
        graph.add_where(where)
        graph.predicates = [self.expression(predicate, inside) for predicate in graph.predicates]
        return match_plan(source, graph, scope, self.statistics)

    def projection(
        self, clause: tree.Projection, source: plan.Operator, scope: frozenset[str]
    ) -> tuple[plan.Operator, frozenset[str]]:
        projected = self.analysis.projected(clause)
        after = frozenset(column.name for column in projected.columns)
        operator = projection_plan(source, clause, projected, scope, self.names)
        return self.planned_expressions(operator, source, scope | after), after

    def planned_expressions(self, operator: plan.Operator, stop: plan.Operator, scope: frozenset[str]) -> plan.Operator:
        """The steps above `stop` with the subqueries in their expressions planned."""
        if operator is stop:
            return operator
        changes: dict[str, object] = {}
        for field in fields(operator):
            value = getattr(operator, field.name)
            if field.name == "source":
                changes["source"] = self.planned_expressions(value, stop, scope)
            elif isinstance(value, tree.Node):
                changes[field.name] = self.expression(value, scope)
            elif isinstance(value, tuple):
                changes[field.name] = tuple(self._planned_item(item, scope) for item in value)
        return replace(operator, **changes)

    def _planned_item(self, item: object, scope: frozenset[str]) -> object:
        if isinstance(item, tuple):
            return tuple(self._planned_item(part, scope) for part in item)
        return self.expression(item, scope) if isinstance(item, tree.Node) else item

    def call(
        self, clause: tree.CallSubquery, source: plan.Operator, scope: frozenset[str]
    ) -> tuple[plan.Operator, frozenset[str]]:
        if clause.in_transactions:
            self.unsupported("CALL { } IN TRANSACTIONS", clause)
        inside = scope
        if clause.imports is not None and not clause.imports_all:
            inside = frozenset(variable.name for variable in clause.imports)
        inner, columns = self.query(clause.query, plan.Argument(), inside)
        if not columns:
            self.unsupported("a subquery that returns nothing", clause)
        return plan.SubqueryCall(source, inner, columns, clause.optional), scope | set(columns)

    # --- expressions ----------------------------------------------------------------------------------------------

    def expression(self, expression: NodeType, scope: frozenset[str]) -> NodeType:
        """The expression with the patterns and queries in it planned; `scope` is what is bound around it."""

        def change(node: tree.Node, local: frozenset[str]) -> tree.Node | None:
            inside = scope | local
            match node:
                case tree.Subquery():
                    return self.subquery(node, inside)
                case tree.PatternExpression():
                    return self.pattern_expression(node, inside)
                case tree.PatternComprehension():
                    inner = self.patterns((node.pattern,), node.where, plan.Argument(), inside)
                    projection = self.expression(node.projection, inside | _introduced((node.pattern,)))
                    return self.planned("COLLECT", inner, node, inside, projection)
                case _:
                    return None

        return rewritten(expression, change)

    def pattern_expression(self, node: tree.PatternExpression, scope: frozenset[str]) -> plan.PlannedSubquery:
        if node.pattern.selector is None:
            inner = self.patterns((node.pattern,), None, plan.Argument(), scope)
            return self.planned("EXISTS", inner, node, scope)
        path = tree.Variable(self.names.fresh("path"))
        pattern = tree.PathPattern(node.pattern.elements, path, node.pattern.selector)
        inner = self.patterns((pattern,), None, plan.Argument(), scope)
        kind = "COLLECT" if node.pattern.selector.kind == "allShortestPaths" else "FIRST"
        return self.planned(kind, inner, node, scope, path)

    def subquery(self, node: tree.Subquery, scope: frozenset[str]) -> plan.PlannedSubquery:
        inner, columns = self.query(node.query, plan.Argument(), scope)
        projection = None
        if node.kind == "COLLECT":
            projection = tree.Variable(columns[0])
        return self.planned(node.kind, inner, node, scope, projection)

    def planned(
        self,
        kind: str,
        inner: plan.Operator,
        node: tree.Expression,
        scope: frozenset[str],
        projection: tree.Expression | None = None,
    ) -> plan.PlannedSubquery:
        mentions = tuple(tree.Variable(name) for name in sorted(variables_in(node) & scope))
        return plan.PlannedSubquery(
            kind, inner, mentions, projection, not _streams(inner), start=node.start, end=node.end
        )


def _streams(operator: plan.Operator) -> bool:
    """Whether all steps keep the rows they come from apart: then a subquery runs for many rows at once."""
    while True:
        if not isinstance(operator, _STREAMING):
            return False
        if isinstance(operator, plan.Argument):
            return True
        operator = getattr(operator, "source")  # noqa: B009


def _introduced(patterns: tuple[tree.PathPattern, ...]) -> frozenset[str]:
    """The variables that patterns bind."""
    found: set[str] = set()
    for pattern in patterns:
        if pattern.variable is not None:
            found.add(pattern.variable.name)
        for element in pattern.elements:
            if not isinstance(element, tree.ParenthesizedPath) and element.variable is not None:
                found.add(element.variable.name)
    return frozenset(found)
