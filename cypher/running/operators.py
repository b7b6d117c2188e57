"""Plans to running functions: one for each operator, each pulling batches from the one below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from accord.cypher.planning import plan
from accord.cypher.running import shaping
from accord.cypher.running.aggregating import compiled_aggregate
from accord.cypher.running.batches import Batch
from accord.cypher.running.context import Context
from accord.cypher.running.expanding import compiled_step
from accord.cypher.running.shortest import compiled_shortest
from accord.cypher.running.sorting import compiled_sort
from accord.cypher.running.walking import compiled_walk

__all__ = ["Run", "compiled_plan"]

Run: TypeAlias = Callable[[Context, Batch], Iterator[Batch]]


def compiled_plan(operator: plan.Operator) -> Run:
    """A function that runs the plan on the rows of a batch and gives batches, as many as are drawn from it."""
    match operator:
        case plan.Argument():
            return _argument
        case plan.UnionOf():
            return shaping.compiled_union(operator, [compiled_plan(branch) for branch in operator.branches])
        case plan.Optional():
            return shaping.compiled_optional(operator, compiled_plan(operator.source), compiled_plan(operator.inner))
        case plan.SubqueryCall():
            source, inner = compiled_plan(operator.source), compiled_plan(operator.inner)
            return shaping.compiled_subquery_call(operator, source, inner)
    below: plan.Operator = getattr(operator, "source")  # noqa: B009
    return _compiled_on(operator, compiled_plan(below))


def _compiled_on(operator: plan.Operator, source: Run) -> Run:
    match operator:
        case plan.VariableExpand():
            return compiled_walk(operator, source)
        case plan.ShortestPath():
            return compiled_shortest(operator, source)
        case plan.NamePath():
            return shaping.compiled_name_path(operator, source)
        case plan.Filter():
            return shaping.compiled_filter(operator, source)
        case plan.Project():
            return shaping.compiled_project(operator, source)
        case plan.Aggregate():
            return compiled_aggregate(operator, source)
        case plan.Distinct():
            return shaping.compiled_distinct(operator, source)
        case plan.Sort():
            return compiled_sort(operator, source)
        case plan.Skip():
            return shaping.compiled_skip(operator, source)
        case plan.Limit():
            return shaping.compiled_limit(operator, source)
        case plan.Unwind():
            return shaping.compiled_unwind(operator, source)
    step = compiled_step(operator, source)
    assert step is not None, f"no function for {type(operator).__name__}"
    return step


def _argument(context: Context, argument: Batch) -> Iterator[Batch]:
    yield argument
