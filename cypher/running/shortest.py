"""shortestPath and allShortestPaths: breadth first from one end, a whole front at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cypher.planning import plan
from accord.cypher.running.batches import Batch
from accord.cypher.running.context import Context
from accord.cypher.running.expanding import Run, chunks, node_positions
from accord.cypher.running.expressions import Evaluate, compiled
from accord.cypher.running.vectorised import unknown_as_false
from accord.cypher.running.vectors import Edges, Paths
from accord.cypher.snapshot.protocol import Adjacency

__all__ = ["compiled_shortest"]

Positions: TypeAlias = NDArray[np.int64]
Level: TypeAlias = tuple[Positions, Positions, Positions]
"""The steps to the nodes first reached at one distance: (from, to, edge)."""


def compiled_shortest(operator: plan.ShortestPath, source: Run) -> Run:
    """The function for shortest paths."""
    where = None if operator.where is None else compiled(operator.where)

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        adjacency = context.snapshot.adjacency(operator.relationships.types, operator.relationships.direction)
        for batch in source(context, argument):
            starts = node_positions(batch.column(operator.start), context).tolist()
            goals = node_positions(batch.column(operator.end), context).tolist()
            for row, (start, goal) in enumerate(zip(starts, goals, strict=True)):
                context.check()
                if start < 0 or goal < 0:
                    continue
                steps = _paths(start, goal, row, batch, adjacency, operator, where, context)
                if steps is None:
                    continue
                rows = np.full(len(steps), row)
                yield batch.take(rows, {operator.path: Paths(np.full(len(steps), start), steps)})

    return run


def _paths(
    start: int,
    goal: int,
    row: int,
    batch: Batch,
    adjacency: Adjacency,
    operator: plan.ShortestPath,
    where: Evaluate | None,
    context: Context,
) -> Positions | None:
    """The edges of each shortest path, one path a row; None where there is no path."""
    if start == goal:
        return np.empty((1, 0), np.int64) if operator.minimum == 0 else None
    seen = np.zeros(context.snapshot.node_count, bool)
    seen[start] = True
    front, levels = np.array([start]), list[Level]()
    while len(front) and (operator.maximum is None or len(levels) < operator.maximum):
        context.check()
        level = _next_level(front, seen, row, batch, adjacency, operator, where, context)
        levels.append(level)
        front = np.unique(level[1])
        if len(front) and front[np.searchsorted(front, goal) - (front[-1] < goal)] == goal:
            return _backwards(goal, levels, operator.every)
        seen[front] = True
    return None


def _next_level(
    front: Positions,
    seen: NDArray[np.bool_],
    row: int,
    batch: Batch,
    adjacency: Adjacency,
    operator: plan.ShortestPath,
    where: Evaluate | None,
    context: Context,
) -> Level:
    found: list[Level] = []
    base = adjacency.pointer[front]
    for parents, places in chunks(adjacency.pointer[front + 1] - base, base):
        context.check()
        new = ~seen[adjacency.neighbour[places]]
        parents, places = parents[new], places[new]
        if where is not None and operator.step is not None and len(places):
            asked = batch.take(np.full(len(places), row), {operator.step: Edges(adjacency.edge[places])})
            kept = unknown_as_false(where(asked, context), context)
            parents, places = parents[kept], places[kept]
        reached = adjacency.neighbour[places]
        if not operator.every:
            reached, first = np.unique(reached, return_index=True)
            parents, places = parents[first], places[first]
        found.append((front[parents], reached, adjacency.edge[places]))
    if not found:
        nothing = np.empty(0, np.int64)
        return nothing, nothing, nothing
    return tuple(np.concatenate(parts) for parts in zip(*found, strict=True))  # type: ignore[return-value]


def _backwards(goal: int, levels: list[Level], every: bool) -> Positions:
    """From the goal back to the start, along one or all of the steps that reach it."""
    at, steps = np.array([goal]), np.empty((1, 0), np.int64)
    for origin, reached, edge in reversed(levels):
        order = np.argsort(reached, kind="stable")
        low = np.searchsorted(reached[order], at, "left")
        high = np.searchsorted(reached[order], at, "right") if every else low + 1
        pieces = [(rows, order[places]) for rows, places in chunks(high - low, low)]
        rows = np.concatenate([rows for rows, _ in pieces])
        places = np.concatenate([places for _, places in pieces])
        at, steps = origin[places], np.column_stack([edge[places], steps[rows]])
    return steps
