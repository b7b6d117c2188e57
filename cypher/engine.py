"""The whole way of a query, on one page.

::

    text ──syntax.tokens──▶ tokens ──syntax.parser──▶ tree.Statement
         ──semantics──────▶ Analysis     names, scopes, types: whatever can be wrong without looking at the graph
         ──planning───────▶ Operator     in which order: the least first, what can be dropped at once
         ──running────────▶ Run          one function an operator, each draws batches from the one below
         ──the graph──────▶ Batch …      rows as columns: positions of nodes and edges, typed values, computed late
         ─────────────────▶ Result       rows as tuples, elements as the official driver gives them

`run` walks it once and keeps nothing. A `Session` keeps what is dear: the graph as arrays, property columns, indexes
and plans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from accord.cypher.errors import CypherError, CypherSyntaxError, MissingParameter, NotSupported
from accord.cypher.result import Result

if TYPE_CHECKING:
    import networkx as nx

    from accord.cypher.planning.statistics import Statistics
    from accord.cypher.running.operators import Run
    from accord.cypher.semantics.analysis import Analysis
    from accord.cypher.snapshot.protocol import Snapshot

__all__ = ["Plan", "execute", "prepare", "run"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A query ready to run, again and again: `explanation` is its plan as a tree of text."""

    text: str
    analysis: Analysis
    run: Run
    explanation: str


def run(
    graph: nx.Graph[Any],
    query: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    procedures: Iterable[object] = (),
    timeout: float | None = None,
    read_only: bool = False,
) -> Result:
    """Answer a Cypher query on a NetworkX graph.

    `graph` may be of any of NetworkX's four kinds: attribute ``labels`` of a node, attribute ``type`` of an edge, all
    other attributes are properties. `timeout` is in seconds. Raises `CypherError`, which shows the spot in the query.

    >>> import networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_node("a", labels=["State"], name="Aland")
    >>> graph.add_node("b", labels=["State"], name="Borduria")
    >>> _ = graph.add_edge("a", "b", type="SENDS", category="arms")
    >>> list(run(graph, "MATCH (x)-[r:SENDS]->(y:State) RETURN x.name AS sender, y.name AS receiver"))
    [('Aland', 'Borduria')]
    """
    from accord.cypher.planning.statistics import Statistics
    from accord.cypher.snapshot.networkx import NetworkXSnapshot

    snapshot = NetworkXSnapshot(graph)
    plan = prepare(query, Statistics(snapshot), procedures=procedures)
    return execute(plan, snapshot, parameters, timeout=timeout)


def prepare(query: str, statistics: Statistics, *, procedures: Iterable[object] = ()) -> Plan:
    """Parse, check and plan a query for the graph that `statistics` counts. Raises `CypherError`."""
    from accord.cypher.planning.plan import explained
    from accord.cypher.planning.planner import plan_statement
    from accord.cypher.running.operators import compiled_plan
    from accord.cypher.semantics import analyse
    from accord.cypher.syntax.parser import parse

    if tuple(procedures):
        raise NotSupported("procedures are not supported", "NotSupported")

    def prepared() -> Plan:
        statement = parse(query)
        analysis = analyse(statement)
        operator = plan_statement(analysis, statistics)
        return Plan(query, analysis, compiled_plan(operator), explained(operator, query))

    return _pointing_into(query, prepared)


def execute(
    plan: Plan, snapshot: Snapshot, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None
) -> Result:
    """Run a plan on the snapshot it was made for. Raises `CypherError`."""
    from accord.cypher.running.batches import Batch
    from accord.cypher.running.context import Context
    from accord.cypher.snapshot.networkx import property_value

    statement, columns = plan.analysis.statement, plan.analysis.columns
    if statement.mode == "EXPLAIN":
        return Result(columns, (), plan=plan.explanation)
    given = {name: property_value(value) for name, value in (parameters or {}).items()}
    if not given.keys() >= set(plan.analysis.parameters):
        raise _missing(plan.analysis, given)
    context = Context(snapshot, given, plan.text, timeout)

    def answered() -> Result:
        rows: list[tuple[Any, ...]] = []
        for batch in plan.run(context, Batch(1)):
            context.check()
            if batch.size and columns:
                rows.extend(zip(*(context.values(batch.column(name)) for name in columns), strict=True))
        return Result(columns, tuple(rows), plan=plan.explanation if statement.mode == "PROFILE" else None)

    return _pointing_into(plan.text, answered)


def _missing(analysis: Analysis, given: Mapping[str, Any]) -> MissingParameter:
    """The error for the first parameter in the text that was not given."""
    from accord.cypher.syntax import tree, walk

    asked = [node for node in walk.descendants(analysis.statement.query) if isinstance(node, tree.Parameter)]
    first = min((node for node in asked if node.name not in given), key=lambda node: node.start)
    error = MissingParameter(f"the parameter ${first.name} was not given", "MissingParameter")
    return error.at(analysis.statement.text, first.start, first.end)


Answer = TypeVar("Answer")


def _pointing_into(text: str, step: Callable[[], Answer]) -> Answer:
    """What a step gives; its errors know the text that their positions are in."""
    try:
        return step()
    except CypherError as error:
        if error.text is None and error.start is not None:
            error.text = text
        raise
    except RecursionError:
        raise CypherSyntaxError("the query is nested too deep", "NestingTooDeep") from None
