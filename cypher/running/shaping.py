"""Everything between matching and the answer but sorting and aggregating: filters, projections, limits, branches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

import numpy as np

from accord.cypher.functions.registry import lookup
from accord.cypher.planning import plan
from accord.cypher.running.batches import BATCH_ROWS, Batch, Compute
from accord.cypher.running.context import Context
from accord.cypher.running.counting import count_of
from accord.cypher.running.expanding import chunks, node_positions
from accord.cypher.running.expressions import Evaluate, compiled
from accord.cypher.running.grouping import Groups
from accord.cypher.running.loops import flattened
from accord.cypher.running.subqueries import numbered, row_numbers
from accord.cypher.running.vectorised import unknown_as_false
from accord.cypher.running.vectors import Constant, Edges, Nodes, Paths, Trails, Vector, joined, vector_of
from accord.cypher.snapshot.columns import column_of
from accord.cypher.syntax import tree, walk
from accord.cypher.values import kinds
from accord.cypher.values.kinds import kind_of

__all__ = [
    "compiled_distinct",
    "compiled_filter",
    "compiled_limit",
    "compiled_name_path",
    "compiled_optional",
    "compiled_project",
    "compiled_skip",
    "compiled_subquery_call",
    "compiled_union",
    "compiled_unwind",
]

Run: TypeAlias = Callable[[Context, Batch], Iterator[Batch]]
_OPTIONAL_ROWS = 4096


def compiled_filter(operator: plan.Filter, source: Run) -> Run:
    predicate = compiled(operator.predicate)

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        for batch in source(context, argument):
            context.check()
            if batch.size == 0:
                continue
            kept = unknown_as_false(predicate(batch, context), context)
            if kept.all():
                yield batch
            elif kept.any():
                yield batch.take(np.flatnonzero(kept))

    return run


def compiled_project(operator: plan.Project, source: Run) -> Run:
    """Columns are computed late, for the rows that are left by then, unless they would differ from call to call."""
    items = {name: compiled(expression) for name, expression in operator.items}
    changing = [name for name, expression in operator.items if _changes(expression)]

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        late: dict[str, Compute] = {name: partial(_evaluated, item, context) for name, item in items.items()}
        for batch in source(context, argument):
            context.check()
            projected = batch.extended_late(late) if operator.extend else batch.projected(late)
            for name in changing:
                projected.column(name)
            yield projected

    return run


def _evaluated(item: Evaluate, context: Context, batch: Batch) -> Vector:
    return item(batch, context)


def _changes(expression: tree.Expression) -> bool:
    for node in walk.descendants(expression):
        if isinstance(node, tree.FunctionCall):
            function = lookup(node.name)
            if function is not None and not function.constant:
                return True
    return False


def compiled_distinct(operator: plan.Distinct, source: Run) -> Run:
    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        groups = Groups(operator.columns, context)
        for batch in source(context, argument):
            context.check()
            if batch.size == 0:
                continue
            before = len(groups)
            numbers = groups.numbers(batch)
            if len(groups) > before:
                fresh, first = np.unique(numbers, return_index=True)
                yield batch.take(np.sort(first[fresh >= before])).restricted(operator.columns)

    return run


def compiled_skip(operator: plan.Skip, source: Run) -> Run:
    count = compiled(operator.count)

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        left = count_of(count, "SKIP", context)
        for batch in source(context, argument):
            if left < batch.size:
                yield batch.slice(left, batch.size)
            left = max(0, left - batch.size)

    return run


def compiled_limit(operator: plan.Limit, source: Run) -> Run:
    count = compiled(operator.count)

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        left = count_of(count, "LIMIT", context)
        if left == 0:
            return
        for batch in source(context, argument):
            yield batch.slice(0, left)
            left -= batch.size
            if left <= 0:
                return

    return run


def compiled_unwind(operator: plan.Unwind, source: Run) -> Run:
    expression, name = compiled(operator.expression), operator.variable

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        for batch in source(context, argument):
            context.check()
            if batch.size == 0:
                continue
            vector = expression(batch, context)
            if isinstance(vector, Constant):  # one list for all rows: it is never multiplied
                items = vector_of(_as_list(vector.value))
                counts = np.full(batch.size, len(items))
                for rows, places in chunks(counts, np.zeros(batch.size, np.int64)):
                    context.check()
                    yield batch.take(rows, {name: items.take(places)})
                continue
            for lower, part in _bounded(vector, context):
                rows, items, _ = flattened(part, context)
                for first in range(0, len(rows), BATCH_ROWS):
                    context.check()
                    piece = np.arange(first, min(first + BATCH_ROWS, len(rows)))
                    yield batch.take(rows[piece] + lower, {name: items.take(piece)})

    return run


def _bounded(vector: Vector, context: Context) -> Iterator[tuple[int, Vector]]:
    """(first row, lists of some rows): pieces with not much more than a batch's items together."""
    if isinstance(vector, Trails):
        yield 0, vector
        return
    lists, lower, count = context.values(vector), 0, 0
    for row, value in enumerate(lists):
        lists[row] = items = _as_list(value)
        count += len(items)
        if count >= BATCH_ROWS:
            yield lower, column_of(lists[lower : row + 1])
            lower, count = row + 1, 0
    if lower < len(lists):
        yield lower, column_of(lists[lower:])


def _as_list(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if kind_of(value) == kinds.LIST else [value]  # type: ignore[call-overload]


def compiled_name_path(operator: plan.NamePath, source: Run) -> Run:
    def path(context: Context, batch: Batch) -> Vector:
        first = node_positions(batch.column(operator.first), context)
        missing = first < 0
        pieces = [np.empty((batch.size, 0), np.int64)]
        for part in operator.parts:
            vector = batch.column(part)
            if isinstance(vector, Trails):
                pieces.append(vector.steps)
            else:
                edges = vector if isinstance(vector, Edges) else vector_of(context.values(vector))
                positions = edges.positions if isinstance(edges, Edges) else np.full(batch.size, -1)
                missing |= positions < 0
                pieces.append(positions[:, None])
        return Paths(np.where(missing, -1, first), np.concatenate(pieces, axis=1))

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        for batch in source(context, argument):
            yield batch.extended_late({operator.variable: partial(path, context)})

    return run


def compiled_optional(operator: plan.Optional, source: Run, inner: Run) -> Run:
    """The rows in their order: those that the pattern matches with what it binds, the others with nulls."""

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        for batch in _pieces(source(context, argument)):
            found = [one for one in inner(context, numbered(batch)) if one.size]
            origin = [row_numbers(one) for one in found]
            matched = np.concatenate(origin) if origin else np.empty(0, np.int64)
            unmatched = np.setdiff1d(np.arange(batch.size), matched)
            rows = np.concatenate([matched, unmatched])
            order = np.argsort(rows, kind="stable")
            columns: dict[str, Vector] = {}
            for name in operator.variables:
                vectors = [one.column(name) for one in found]
                nulls = _null_like(vectors[0] if vectors else None, len(unmatched))
                columns[name] = joined([*vectors, nulls], context.elements).take(order)
            yield batch.take(rows[order], columns)

    return run


def _pieces(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Few rows at a time: all that the inner plan makes of them is held at once."""
    for batch in batches:
        for lower in range(0, batch.size, _OPTIONAL_ROWS):
            yield batch.slice(lower, lower + _OPTIONAL_ROWS)


def _null_like(vector: Vector | None, size: int) -> Vector:
    """Nulls of the kind of a vector, so that positions stay positions."""
    nothing = np.full(size, -1)
    match vector:
        case Nodes():
            return Nodes(nothing)
        case Edges():
            return Edges(nothing)
        case Trails():
            return Trails(np.empty((size, 0), np.int64), np.ones(size, bool))
        case Paths():
            return Paths(nothing, np.empty((size, 0), np.int64))
        case _:
            return Constant(None, size)


def compiled_subquery_call(operator: plan.SubqueryCall, source: Run, inner: Run) -> Run:
    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        for batch in source(context, argument):
            for row in range(batch.size):
                context.check()
                one, empty = batch.take(np.array([row])), True
                for found in inner(context, one):
                    if found.size:
                        empty = False
                        columns = {name: found.column(name) for name in operator.variables}
                        yield one.take(np.zeros(found.size, np.int64), columns)
                if empty and operator.optional:
                    yield one.extended({name: Constant(None, 1) for name in operator.variables})

    return run


def compiled_union(operator: plan.UnionOf, branches: list[Run]) -> Run:
    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        for branch in branches:
            for batch in branch(context, argument):
                yield batch.projected({name: partial(_column, name) for name in operator.columns})

    return run


def _column(name: str, batch: Batch) -> Vector:
    return batch.column(name)
