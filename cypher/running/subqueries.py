"""Patterns and queries inside expressions: EXISTS, COUNT, COLLECT and shortest paths, for all rows of a batch at once.

The batch becomes the argument of the inner plan with the number of each row bound as well, so that what comes out can
be counted or gathered by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np

from accord.cypher.planning.plan import PlannedSubquery
from accord.cypher.running.batches import Batch
from accord.cypher.running.context import Context
from accord.cypher.running.vectorised import boolean
from accord.cypher.running.vectors import Vector, vector_of
from accord.cypher.snapshot.columns import Column, column_of
from accord.cypher.syntax import tree

__all__ = ["compiled_subquery", "numbered", "row_numbers"]

Evaluate: TypeAlias = Callable[[Batch, Context], Vector]
Compile: TypeAlias = Callable[[tree.Expression], Evaluate]

ROW = " row"  # no query can write this name


def numbered(batch: Batch) -> Batch:
    """The batch with the number of each row bound."""
    return batch.extended({ROW: Column("integer", np.arange(batch.size))})


def row_numbers(batch: Batch) -> Any:
    """The rows of the numbered batch that the rows of this one came from."""
    column = batch.column(ROW)
    assert isinstance(column, Column)
    return column.data


def compiled_subquery(node: tree.Expression, compiled: Compile) -> Evaluate | None:
    """The function for a planned subquery; None for any other expression."""
    if not isinstance(node, PlannedSubquery):
        return None
    from accord.cypher.running.operators import compiled_plan

    run = compiled_plan(node.inner)
    projection = None if node.projection is None else compiled(node.projection)
    one_by_one = node.one_by_one

    def found(batch: Batch, context: Context) -> Iterator[tuple[Any, Batch]]:
        """(numbers of rows of the outer batch, inner batch)"""
        if not one_by_one:
            for inner in run(context, numbered(batch)):
                yield row_numbers(inner), inner
            return
        for row in range(batch.size):
            for inner in run(context, batch.take(np.array([row]))):
                yield np.full(inner.size, row), inner

    def counts(batch: Batch, context: Context) -> Any:
        total = np.zeros(batch.size, np.int64)
        for rows, _ in found(batch, context):
            total += np.bincount(rows, minlength=batch.size)
        return total

    def collected(batch: Batch, context: Context) -> list[list[Any]]:
        assert projection is not None
        lists: list[list[Any]] = [[] for _ in range(batch.size)]
        for rows, inner in found(batch, context):
            for row, value in zip(rows.tolist(), context.values(projection(inner, context)), strict=True):
                lists[row].append(value)
        return lists

    match node.kind:
        case "EXISTS":
            return lambda batch, context: boolean(counts(batch, context) > 0, None)
        case "COUNT":
            return lambda batch, context: Column("integer", counts(batch, context))
        case "COLLECT":
            return lambda batch, context: column_of(collected(batch, context))
        case _:
            return lambda batch, context: vector_of(
                [values[0] if values else None for values in collected(batch, context)]
            )
