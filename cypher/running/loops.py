"""List comprehensions, any/all/none/single and reduce: over the items of all rows' lists at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cypher.errors import CypherTypeError
from accord.cypher.running.batches import Batch
from accord.cypher.running.context import Context
from accord.cypher.running.vectorised import boolean, elementwise, truths
from accord.cypher.running.vectors import Edges, Trails, Vector, vector_of
from accord.cypher.snapshot.columns import column_of
from accord.cypher.syntax import tree
from accord.cypher.values import kinds
from accord.cypher.values.kinds import kind_of

__all__ = ["compiled_loop", "flattened"]

Evaluate: TypeAlias = Callable[[Batch, Context], Vector]
Compile: TypeAlias = Callable[[tree.Expression], Evaluate]
Rows: TypeAlias = NDArray[np.int64]


def compiled_loop(node: tree.Expression, compiled: Compile) -> Evaluate | None:
    """The function for an expression with a loop variable; None for any other expression."""
    match node:
        case tree.ListComprehension():
            return _comprehension(node, compiled)
        case tree.Quantifier():
            return _quantifier(node, compiled)
        case tree.Reduce():
            return _reduce(node, compiled)
        case tree.MapProjection():
            return _map_projection(node, compiled)
        case _:
            return None


def flattened(vector: Vector, context: Context) -> tuple[Rows, Vector, NDArray[np.bool_]]:
    """(the row of each item, the items, where the list is null). Raises `CypherTypeError` for what is no list."""
    if isinstance(vector, Trails):
        there = vector.steps >= 0
        nulls = vector.null_mask()
        there[nulls] = False
        rows, columns = np.nonzero(there)
        return rows, Edges(vector.steps[rows, columns]), nulls
    lists = context.values(vector)
    for value in lists:
        if value is not None and kind_of(value) != kinds.LIST:
            raise CypherTypeError(f"expected a list, not {kind_of(value)}", "InvalidArgumentType")
    counts = np.fromiter((0 if items is None else len(items) for items in lists), np.int64, len(lists))
    nulls = np.fromiter((items is None for items in lists), bool, len(lists))
    items = vector_of([item for items in lists if items is not None for item in items])
    return np.repeat(np.arange(len(lists)), counts), items, nulls


def _comprehension(node: tree.ListComprehension, compiled: Compile) -> Evaluate:
    source, name = compiled(node.source), node.variable.name
    where = None if node.where is None else compiled(node.where)
    projection = None if node.projection is None else compiled(node.projection)

    def evaluate(batch: Batch, context: Context) -> Vector:
        rows, items, nulls = flattened(source(batch, context), context)
        inner = batch.take(rows, {name: items})
        if where is not None and inner.size:
            kept = np.flatnonzero(truths(where(inner, context), context)[0])
            rows, inner = rows[kept], inner.take(kept)
        found = inner.column(name) if projection is None else projection(inner, context)
        return gathered(rows, context.values(found), nulls)

    return evaluate


def gathered(rows: Rows, values: list[Any], nulls: NDArray[np.bool_]) -> Vector:
    """The lists of the values of each row; `rows` is ascending."""
    bounds = np.searchsorted(rows, np.arange(len(nulls) + 1)).tolist()
    lists = [
        None if null else values[lower:upper]
        for lower, upper, null in zip(bounds, bounds[1:], nulls.tolist(), strict=False)
    ]
    return column_of(lists)


def _quantifier(node: tree.Quantifier, compiled: Compile) -> Evaluate:
    source, where, name = compiled(node.source), compiled(node.where), node.variable.name
    kind = node.kind

    def evaluate(batch: Batch, context: Context) -> Vector:
        rows, items, nulls = flattened(source(batch, context), context)
        inner = batch.take(rows, {name: items})
        if inner.size:
            true, unknown = truths(where(inner, context), context)
        else:
            true, unknown = np.zeros(0, bool), None
        size = batch.size
        trues = np.bincount(rows[true], minlength=size)
        unknowns = np.zeros(size, np.int64) if unknown is None else np.bincount(rows[unknown], minlength=size)
        falses = np.bincount(rows, minlength=size) - trues - unknowns
        match kind:
            case "any":
                answer, open_ = trues > 0, (trues == 0) & (unknowns > 0)
            case "all":
                answer, open_ = (falses == 0) & (unknowns == 0), (falses == 0) & (unknowns > 0)
            case "none":
                answer, open_ = (trues == 0) & (unknowns == 0), (trues == 0) & (unknowns > 0)
            case _:
                answer, open_ = (trues == 1) & (unknowns == 0), (trues <= 1) & (unknowns > 0)
        return boolean(answer, open_ | nulls)

    return evaluate


def _reduce(node: tree.Reduce, compiled: Compile) -> Evaluate:
    source, initial, step = compiled(node.source), compiled(node.initial), compiled(node.step)
    accumulator, name = node.accumulator.name, node.variable.name

    def evaluate(batch: Batch, context: Context) -> Vector:
        lists = context.values(source(batch, context))
        flattened(column_of(lists), context)
        state = context.values(initial(batch, context))
        lengths = np.fromiter((0 if items is None else len(items) for items in lists), np.int64, len(lists))
        for turn in range(int(lengths.max(initial=0))):
            context.check()
            rows = np.flatnonzero(lengths > turn)
            places = rows.tolist()
            bound = {
                accumulator: vector_of([state[place] for place in places]),
                name: vector_of([lists[place][turn] for place in places]),
            }
            for place, value in zip(places, context.values(step(batch.take(rows, bound), context)), strict=True):
                state[place] = value
        return vector_of([None if items is None else value for items, value in zip(lists, state, strict=True)])

    return evaluate


def _map_projection(node: tree.MapProjection, compiled: Compile) -> Evaluate:
    subject = compiled(node.subject)
    keys = [entry.key for entry in node.entries]
    parts = [compiled(entry.value or tree.Null()) for entry in node.entries]
    everything = [entry.value is None for entry in node.entries]

    def make(of: Any, *values: Any) -> Any:
        if of is None:
            return None
        made: dict[str, Any] = {}
        for key, value, whole in zip(keys, values, everything, strict=True):
            if whole:
                made.update(of.items())
            else:
                made[key] = value
        return made

    return partial(_made, make, subject, parts)


def _made(make: Callable[..., Any], subject: Evaluate, parts: list[Evaluate], batch: Batch, context: Context) -> Vector:
    vectors = [subject(batch, context), *(part(batch, context) for part in parts)]
    return elementwise(make, vectors, batch.size, context)
