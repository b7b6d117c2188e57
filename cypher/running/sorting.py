"""ORDER BY: keys to numbers that NumPy can sort, and only the best rows kept where there is a LIMIT."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cypher.planning import plan
from accord.cypher.running.batches import Batch, stacked
from accord.cypher.running.context import Context
from accord.cypher.running.counting import count_of
from accord.cypher.running.expressions import Evaluate, compiled
from accord.cypher.running.vectors import Constant, Vector
from accord.cypher.snapshot.columns import Column
from accord.cypher.values.ordering import sort_key

__all__ = ["compiled_sort"]

Run: TypeAlias = Callable[[Context, Batch], Iterator[Batch]]
Key: TypeAlias = tuple[Evaluate, bool]
_HELD = 4  # batches are thinned out once they hold so many times the rows that are wanted
_HELD_LEAST = 200_000


def compiled_sort(operator: plan.Sort, source: Run) -> Run:
    """The function for a sort; with a limit it holds little more than the rows it will give."""
    keys: list[Key] = [(compiled(item.expression), item.descending) for item in operator.keys]
    names = [f" key{number}" for number in range(len(keys))]
    limit = None if operator.limit is None else compiled(operator.limit)
    skip = None if operator.skip is None else compiled(operator.skip)

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        wanted = None if limit is None else count_of(limit, "LIMIT", context)
        if wanted is not None and skip is not None:
            wanted += count_of(skip, "SKIP", context)
        held: list[Batch] = []
        for batch in source(context, argument):
            context.check()
            if batch.size == 0:
                continue
            if wanted is not None and batch.size > wanted:
                batch = _best(batch, keys, wanted, context)
            sorting = {name: key(batch, context) for name, (key, _) in zip(names, keys, strict=True)}
            held.append(batch.extended(sorting).restricted([*operator.columns, *names]))
            size = sum(one.size for one in held)
            if wanted is not None and size > max(_HELD * wanted, _HELD_LEAST):
                held = [_first(held, operator.columns, names, keys, wanted, context)]
        if held:
            yield _first(held, operator.columns, names, keys, wanted, context)

    return run


def _first(
    held: Sequence[Batch],
    columns: Sequence[str],
    names: Sequence[str],
    keys: Sequence[Key],
    wanted: int | None,
    context: Context,
) -> Batch:
    whole = stacked(held, [*dict.fromkeys([*columns, *names])], context.elements)
    order = _order([whole.column(name) for name in names], [down for _, down in keys], context)
    return whole.take(order if wanted is None else order[:wanted])


def _best(batch: Batch, keys: Sequence[Key], wanted: int, context: Context) -> Batch:
    """The rows that can be among the first `wanted`, judged by the first key alone; still in their order."""
    evaluate, descending = keys[0]
    parts = _sortable(evaluate(batch, context), descending, context)
    first = parts[0] if len(parts) == 1 else None
    if first is None or wanted == 0 or (first.dtype.kind == "f" and np.isnan(first).any()):
        return batch
    bound = np.partition(first, wanted - 1)[wanted - 1]
    return batch.take(np.flatnonzero(first <= bound))


def _order(vectors: Sequence[Vector], descending: Sequence[bool], context: Context) -> NDArray[Any]:
    parts: list[NDArray[Any]] = []
    for vector, down in zip(vectors, descending, strict=True):
        parts.extend(_sortable(vector, down, context))
    if not parts:
        return np.arange(len(vectors[0]))
    return np.lexsort(parts[::-1])


def _sortable(vector: Vector, descending: bool, context: Context) -> list[NDArray[Any]]:
    """Arrays, the first counting most, whose ascending order is the order asked for. Nulls are the greatest value."""
    if isinstance(vector, Constant):
        return [np.zeros(len(vector), np.int8)]
    nulls: list[NDArray[Any]] = []
    if isinstance(vector, Column) and vector.kind != "any":
        data = vector.data.astype(np.int8) if vector.kind == "boolean" else vector.data
        if vector.nulls is not None and vector.nulls.any():
            nulls = [~vector.nulls if descending else vector.nulls]
            data = np.where(vector.nulls, 0, data)
        if data.dtype.kind == "f":
            strange = np.isnan(data)
            if strange.any():
                nulls.append(~strange if descending else strange)
                data = np.where(strange, 0.0, data)
            return [*nulls, -data if descending else data]
        return [*nulls, ~data if descending else data]  # ~x is -x - 1: reverses without overflow
    sorting = [sort_key(value) for value in context.values(vector)]
    order = sorted(range(len(sorting)), key=sorting.__getitem__)
    ranks = np.zeros(len(sorting), np.int64)
    rank, before = 0, None
    for row in order:
        if before is not None and sorting[row] != before:
            rank += 1
        ranks[row] = rank
        before = sorting[row]
    return [~ranks if descending else ranks]
