"""shortestPath and allShortestPaths: breadth first, a whole front at a time; for one path from both ends at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
Allowed: TypeAlias = Callable[[Positions], NDArray[np.bool_]] | None
Level: TypeAlias = tuple[Positions, Positions, Positions]
"""The steps to the nodes first reached at one distance: (from, to, edge)."""

_REVERSED = {"out": "in", "in": "out", "both": "both"}


def compiled_shortest(operator: plan.ShortestPath, source: Run) -> Run:
    """The function for shortest paths."""
    where = None if operator.where is None else compiled(operator.where)
    asked = operator.relationships

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        forwards = context.snapshot.adjacency(asked.types, asked.direction)
        for batch in source(context, argument):
            starts = node_positions(batch.column(operator.start), context).tolist()
            goals = node_positions(batch.column(operator.end), context).tolist()
            for row, (start, goal) in enumerate(zip(starts, goals, strict=True)):
                context.check()
                if start < 0 or goal < 0:
                    continue
                allowed = _allowed(where, operator.step, row, batch, context)
                if start == goal:
                    steps = np.empty((int(operator.minimum == 0), 0), np.int64)
                elif operator.every:
                    steps = _all_paths(start, goal, forwards, operator.maximum, allowed, context)
                else:
                    backwards = context.snapshot.adjacency(asked.types, _REVERSED[asked.direction])
                    steps = _one_path(start, goal, (forwards, backwards), operator.maximum, allowed, context)
                if len(steps):
                    rows = np.full(len(steps), row)
                    yield batch.take(rows, {operator.path: Paths(np.full(len(steps), start), steps)})

    return run


def _allowed(where: Evaluate | None, step: str | None, row: int, batch: Batch, context: Context) -> Allowed:
    """Which edges the pattern's own predicates let pass, None where it has none."""
    if where is None or step is None:
        return None

    def allowed(edges: Positions) -> NDArray[np.bool_]:
        asked = batch.take(np.full(len(edges), row), {step: Edges(edges)})
        return unknown_as_false(where(asked, context), context)

    return allowed


def _steps(
    front: Positions, seen: NDArray[np.bool_], adjacency: Adjacency, allowed: Allowed, context: Context
) -> Iterator[Level]:
    """All steps from a front to nodes not seen yet, in bounded pieces."""
    base = adjacency.pointer[front]
    for parents, places in chunks(adjacency.pointer[front + 1] - base, base):
        context.check()
        new = ~seen[adjacency.neighbour[places]]
        parents, places = parents[new], places[new]
        if allowed is not None and len(places):
            kept = allowed(adjacency.edge[places])
            parents, places = parents[kept], places[kept]
        yield front[parents], adjacency.neighbour[places], adjacency.edge[places]


# --- one path -------------------------------------------------------------------------------------------------------


class _Side:
    """The search from one end: what it has seen, at which distance, and the step by which it came there first."""

    def __init__(self, origin: int, adjacency: Adjacency, size: int) -> None:
        self.adjacency = adjacency
        self.front = np.array([origin])
        self.seen = np.zeros(size, bool)
        self.seen[origin] = True
        self.distance = np.zeros(size, np.int64)
        self.parent = np.full(size, -1)
        self.edge = np.full(size, -1)
        self.depth = 0

    def advance(self, allowed: Allowed, context: Context) -> None:
        """Go one step further with the whole front."""
        new = np.zeros(len(self.seen), bool)
        self.depth += 1
        for origin, reached, edge in _steps(self.front, self.seen, self.adjacency, allowed, context):
            fresh = ~new[reached]
            origin, reached, edge = origin[fresh][::-1], reached[fresh][::-1], edge[fresh][::-1]
            self.parent[reached] = origin  # backwards, so that the first of several steps stays
            self.edge[reached] = edge
            new[reached] = True
        self.front = np.flatnonzero(new)
        self.seen |= new
        self.distance[self.front] = self.depth

    def edges_to(self, node: int) -> list[int]:
        """The steps from the origin to a node."""
        found = []
        while self.parent[node] >= 0:
            found.append(int(self.edge[node]))
            node = int(self.parent[node])
        return found[::-1]


def _one_path(
    start: int,
    goal: int,
    adjacencies: tuple[Adjacency, Adjacency],
    maximum: int | None,
    allowed: Allowed,
    context: Context,
) -> Positions:
    size = context.snapshot.node_count
    near, far = _Side(start, adjacencies[0], size), _Side(goal, adjacencies[1], size)
    while len(near.front) and len(far.front) and (maximum is None or near.depth + far.depth < maximum):
        side, other = (near, far) if len(near.front) <= len(far.front) else (far, near)
        side.advance(allowed, context)
        met = side.front[other.seen[side.front]]
        if len(met):
            middle = int(met[np.argmin(other.distance[met])])
            return np.array([near.edges_to(middle) + far.edges_to(middle)[::-1]])
    return np.empty((0, 0), np.int64)


# --- all paths ------------------------------------------------------------------------------------------------------


def _all_paths(
    start: int, goal: int, adjacency: Adjacency, maximum: int | None, allowed: Allowed, context: Context
) -> Positions:
    seen = np.zeros(context.snapshot.node_count, bool)
    seen[start] = True
    front, levels = np.array([start]), list[Level]()
    while len(front) and (maximum is None or len(levels) < maximum):
        pieces = list(_steps(front, seen, adjacency, allowed, context))
        if not pieces:
            break
        origin, reached, edge = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
        levels.append((origin, reached, edge))
        front = np.unique(reached)
        seen[front] = True
        if seen[goal]:
            return _backwards(goal, levels, context)
    return np.empty((0, 0), np.int64)


def _backwards(goal: int, levels: list[Level], context: Context) -> Positions:
    """From the goal back to the start, along all of the steps that reach it; a path a row."""
    at, steps = np.array([goal]), np.empty((1, 0), np.int64)
    for origin, reached, edge in reversed(levels):
        context.check()
        order = np.argsort(reached, kind="stable")
        low, high = np.searchsorted(reached[order], at, "left"), np.searchsorted(reached[order], at, "right")
        pieces = [(rows, order[places]) for rows, places in chunks(high - low, low)]
        rows = np.concatenate([rows for rows, _ in pieces])
        places = np.concatenate([places for _, places in pieces])
        at, steps = origin[places], np.column_stack([edge[places], steps[rows]])
    return steps
