"""Functions of nodes, relationships and paths that need no Python values: they go from positions to columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from accord.cypher.running.context import Context
from accord.cypher.running.vectors import Edges, Nodes, Paths, Trails, Vector
from accord.cypher.snapshot.columns import Column, column_of

__all__ = ["FUNCTIONS"]

Whole = Callable[[Vector, Context], Vector | None]


def _type(vector: Vector, context: Context) -> Vector | None:
    if not isinstance(vector, Edges) or (vector.positions < 0).any():
        return None
    return context.snapshot.type_column().take(vector.positions)


def _id(vector: Vector, context: Context) -> Vector | None:
    if not isinstance(vector, (Nodes, Edges)):
        return None
    nulls = vector.null_mask()
    return Column("integer", vector.positions, nulls if nulls.any() else None)


def _labels(vector: Vector, context: Context) -> Vector | None:
    if not isinstance(vector, Nodes):
        return None
    read = context.snapshot.node_labels
    return column_of([None if position < 0 else list(read(position)) for position in vector.positions.tolist()])


def _start(vector: Vector, context: Context) -> Vector | None:
    return _end_of(vector, context.snapshot.starts)


def _end(vector: Vector, context: Context) -> Vector | None:
    return _end_of(vector, context.snapshot.ends)


def _end_of(vector: Vector, ends: Any) -> Vector | None:
    if not isinstance(vector, Edges) or len(ends) == 0:
        return None
    return Nodes(np.where(vector.positions < 0, -1, ends[vector.positions]))


def _length(vector: Vector, context: Context) -> Vector | None:
    if not isinstance(vector, Paths):
        return None
    nulls = vector.null_mask()
    return Column("integer", vector.lengths(), nulls if nulls.any() else None)


def _relationships(vector: Vector, context: Context) -> Vector | None:
    if not isinstance(vector, Paths):
        return None
    nulls = vector.null_mask()
    return Trails(vector.steps, nulls if nulls.any() else None)


def _size(vector: Vector, context: Context) -> Vector | None:
    if not isinstance(vector, Trails):
        return None
    counts = np.count_nonzero(vector.steps >= 0, axis=1).astype(np.int64)
    return Column("integer", counts, vector.missing)


FUNCTIONS: Mapping[str, Whole] = {
    "type": _type,
    "id": _id,
    "labels": _labels,
    "startNode": _start,
    "endNode": _end,
    "length": _length,
    "relationships": _relationships,
    "rels": _relationships,
    "size": _size,
}
