"""Variable length: all trails of some length from each row's node, depth first in bounded pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cypher.planning import plan
from accord.cypher.running.batches import Batch
from accord.cypher.running.context import Context
from accord.cypher.running.expanding import Run, chunks, different, node_positions
from accord.cypher.running.expressions import Evaluate, compiled
from accord.cypher.running.vectorised import unknown_as_false
from accord.cypher.running.vectors import Edges, Nodes, Trails, Vector
from accord.cypher.snapshot.protocol import Adjacency

__all__ = ["compiled_walk"]

Positions: TypeAlias = NDArray[np.int64]
Front: TypeAlias = tuple[Positions, Positions, Positions]
"""Of each trail: the row it comes from, the node it is at, and the edges it took."""


def compiled_walk(operator: plan.VariableExpand, source: Run) -> Run:
    """The function for a variable length expansion."""
    asked, start, end = operator.relationships, operator.start, operator.end
    where = None if operator.where is None else compiled(operator.where)

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        adjacency = context.snapshot.adjacency(asked.types, asked.direction)
        for batch in source(context, argument):
            nodes = node_positions(batch.column(start), context)
            goals = node_positions(batch.column(end), context) if operator.into else None
            for rows, at, steps in _trails(batch, nodes, adjacency, operator, where, context):
                if goals is not None:
                    arrived = goals[rows] == at
                    rows, at, steps = rows[arrived], at[arrived], steps[arrived]
                if len(rows) == 0:
                    continue
                columns: dict[str, Vector] = {} if operator.into else {end: Nodes(at)}
                if asked.variable is not None:
                    columns[asked.variable] = Trails(steps[:, ::-1] if operator.reverse else steps)
                yield batch.take(rows, columns)

    return run


def _trails(
    batch: Batch,
    nodes: Positions,
    adjacency: Adjacency,
    operator: plan.VariableExpand,
    where: Evaluate | None,
    context: Context,
) -> Iterator[Front]:
    rows = np.flatnonzero(nodes >= 0)
    front: Front = (rows, nodes[rows], np.empty((len(rows), 0), np.int64))
    if operator.minimum == 0:
        yield front
    # One generator a depth, the deepest drawn from first: as many pieces are held as the walk is deep.
    stack = [_longer(front, batch, adjacency, operator, where, context)] if operator.maximum != 0 else []
    while stack:
        front = next(stack[-1], None)  # type: ignore[assignment]
        if front is None:
            stack.pop()
            continue
        context.check()
        depth = len(stack)
        if depth >= operator.minimum:
            yield front
        if operator.maximum is None or depth < operator.maximum:
            stack.append(_longer(front, batch, adjacency, operator, where, context))


def _longer(
    front: Front,
    batch: Batch,
    adjacency: Adjacency,
    operator: plan.VariableExpand,
    where: Evaluate | None,
    context: Context,
) -> Iterator[Front]:
    """The trails of a front with one more edge each."""
    rows, at, steps = front
    base = adjacency.pointer[at]
    for parents, places in chunks(adjacency.pointer[at + 1] - base, base):
        edges = adjacency.edge[places]
        taken = steps[parents]
        fresh = np.ones(len(edges), bool)
        for column in range(taken.shape[1]):
            fresh &= taken[:, column] != edges
        apart = different(edges, rows[parents], batch, operator.relationships.distinct_from)
        if apart is not None:
            fresh &= apart
        if where is not None and operator.step is not None:
            asked = batch.take(rows[parents], {operator.step: Edges(edges)})
            if asked.size:
                fresh &= unknown_as_false(where(asked, context), context)
        if not fresh.all():
            parents, places, edges, taken = parents[fresh], places[fresh], edges[fresh], taken[fresh]
        if len(edges):
            yield rows[parents], adjacency.neighbour[places], np.column_stack([taken, edges])
