"""Scans and single steps: from nothing, a label, a value or a node to the nodes and relationships that match."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cypher.planning import plan
from accord.cypher.running.batches import BATCH_ROWS, Batch
from accord.cypher.running.context import Context
from accord.cypher.running.expressions import compiled
from accord.cypher.running.vectorised import compared, unknown_as_false
from accord.cypher.running.vectors import Constant, Edges, Nodes, Trails, Vector, vector_of
from accord.cypher.snapshot.columns import Column
from accord.cypher.snapshot.protocol import PropertyIndex

__all__ = ["chunks", "compiled_step", "different", "node_positions"]

Positions: TypeAlias = NDArray[np.int64]
Run: TypeAlias = Callable[[Context, Batch], Iterator[Batch]]


def chunks(counts: Positions, bases: Positions) -> Iterator[tuple[Positions, Positions]]:
    """(row, place) for each of `counts[row]` places from `bases[row]` on, in bounded pieces.

    >>> [(rows.tolist(), places.tolist()) for rows, places in chunks(np.array([2, 0, 1]), np.array([5, 0, 9]))]
    [([0, 0, 2], [5, 6, 9])]
    """
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    shift = bases - (ends - counts)
    if 0 < total <= BATCH_ROWS:
        rows = np.repeat(np.arange(len(counts)), counts)
        yield rows, np.arange(total) + shift[rows]
        return
    for lower in range(0, total, BATCH_ROWS):
        flat = np.arange(lower, min(lower + BATCH_ROWS, total))
        first, last = np.searchsorted(ends, [lower, flat[-1]], side="right")
        inside = np.minimum(ends[first : last + 1], flat[-1] + 1) - np.maximum(
            ends[first : last + 1] - counts[first : last + 1], lower
        )
        rows = np.repeat(np.arange(first, last + 1), inside)
        yield rows, flat + shift[rows]


def node_positions(vector: Vector, context: Context) -> Positions:
    """The positions of the nodes that a variable is bound to; -1 where it is null."""
    if isinstance(vector, Nodes):
        return vector.positions
    vector = vector_of(context.values(vector))
    return vector.positions if isinstance(vector, Nodes) else np.full(len(vector), -1)


def different(edges: Positions, rows: Positions, batch: Batch, names: tuple[str, ...]) -> NDArray[np.bool_] | None:
    """True where the edge is none of those bound to `names` in the row it comes from; None where nothing is asked."""
    kept: NDArray[np.bool_] | None = None
    for name in names:
        vector = batch.column(name)
        if isinstance(vector, Trails):
            one = (vector.steps[rows] != edges[:, None]).all(axis=1)
        elif isinstance(vector, Edges):
            one = vector.positions[rows] != edges
        else:
            continue  # null: nothing to differ from
        kept = one if kept is None else kept & one
    return kept


def compiled_step(operator: plan.Operator, source: Run) -> Run | None:
    """The function for a scan or a single step; None for any other operator."""
    match operator:
        case plan.NodeScan():
            return _scan(source, operator.variable, lambda context: np.arange(context.snapshot.node_count))
        case plan.LabelScan():
            label = operator.label
            return _scan(source, operator.variable, lambda context: context.snapshot.label_positions(label))
        case plan.PropertySeek():
            return _seek(operator, source)
        case plan.RelationshipScan():
            return _relationship_scan(operator, source)
        case plan.BindEnds():
            return _bind_ends(operator, source)
        case plan.Expand():
            return _expand_into(operator, source) if operator.into else _expand(operator, source)
        case _:
            return None


def _scan(source: Run, variable: str, nodes: Callable[[Context], Positions]) -> Run:
    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        for batch in source(context, argument):
            found = nodes(context)
            if len(found) == 0:
                continue
            counts = np.full(batch.size, len(found))
            for rows, places in chunks(counts, np.zeros(batch.size, np.int64)):
                context.check()
                yield batch.take(rows, {variable: Nodes(found[places])})

    return run


def _seek(operator: plan.PropertySeek, source: Run) -> Run:
    value, key, variable = compiled(operator.value), operator.key, operator.variable

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        for batch in source(context, argument):
            index = context.snapshot.index(key)
            wanted = value(batch, context)
            bounds = None if index is None else _sought(index, wanted, context)
            if index is None or bounds is None:
                yield from _scanned(batch, wanted, key, variable, context)
                continue
            low, high = bounds
            for rows, places in chunks(high - low, low):
                context.check()
                yield batch.take(rows, {variable: Nodes(index.position[places])})

    return run


def _sought(index: PropertyIndex, wanted: Vector, context: Context) -> tuple[Positions, Positions] | None:
    """The bounds of each row's value in the index; None where the values have to be compared one by one."""
    column = index.column
    size = len(wanted)
    if column.words is not None:
        if isinstance(wanted, Column) and wanted.words is column.words and wanted.nulls is None:
            codes = wanted.data
        else:
            words: Any = column.words
            code = {word: number for number, word in enumerate(words)} if size > 1 else None
            codes = np.fromiter((_code(word, words, code) for word in context.values(wanted)), np.int64, size)
    elif column.kind in ("integer", "float"):
        values = [wanted.value] * size if isinstance(wanted, Constant) else context.values(wanted)
        if not all(type(item) is int and abs(item) < 2**53 or type(item) is float for item in values):
            return None
        codes = np.array(values)
    else:
        return None
    low = np.searchsorted(index.value, codes, "left")
    high = np.searchsorted(index.value, codes, "right")
    if codes.dtype.kind == "f":
        high = np.where(np.isnan(codes), low, high)
    return low, high


def _code(word: Any, words: Any, code: dict[str, int] | None) -> int:
    if not isinstance(word, str):
        return -1
    if code is not None:
        return code.get(word, -1)
    at = int(np.searchsorted(words, word)) if len(words) else 0
    return at if at < len(words) and words[at] == word else -1


def _scanned(batch: Batch, wanted: Vector, key: str, variable: str, context: Context) -> Iterator[Batch]:
    """A property of mixed kinds: every node is compared."""
    from accord.cypher.running.properties import properties

    count = context.snapshot.node_count
    for rows, places in chunks(np.full(batch.size, count), np.zeros(batch.size, np.int64)):
        context.check()
        found = properties(Nodes(places), key, context)
        kept = np.flatnonzero(unknown_as_false(compared("=", found, wanted.take(rows), context), context))
        yield batch.take(rows[kept], {variable: Nodes(places[kept])})


def _bound(edges: Positions, relationships: plan.Relationships) -> dict[str, Vector]:
    return {} if relationships.variable is None else {relationships.variable: Edges(edges)}


def _relationship_scan(operator: plan.RelationshipScan, source: Run) -> Run:
    asked, start, end = operator.relationships, operator.start, operator.end

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        edges = context.snapshot.edges_of(asked.types)
        near, far = context.snapshot.starts[edges], context.snapshot.ends[edges]
        if asked.direction == "in":
            near, far = far, near
        elif asked.direction == "both":
            back = np.flatnonzero(near != far)
            near, far = np.concatenate([near, far[back]]), np.concatenate([far, near[back]])
            edges = np.concatenate([edges, edges[back]])
        if start == end:
            loops = np.flatnonzero(near == far)
            near, far, edges = near[loops], far[loops], edges[loops]
        for batch in source(context, argument):
            for rows, places in chunks(np.full(batch.size, len(edges)), np.zeros(batch.size, np.int64)):
                context.check()
                kept = different(edges[places], rows, batch, asked.distinct_from)
                if kept is not None:
                    rows, places = rows[kept], places[kept]
                columns = {start: Nodes(near[places]), end: Nodes(far[places]), **_bound(edges[places], asked)}
                yield batch.take(rows, columns)

    return run


def _bind_ends(operator: plan.BindEnds, source: Run) -> Run:
    asked, start, end = operator.relationships, operator.start, operator.end
    assert asked.variable is not None
    name = asked.variable

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        for batch in source(context, argument):
            vector = batch.column(name)
            if not isinstance(vector, Edges):
                vector = vector_of(context.values(vector))
            if not isinstance(vector, Edges):
                continue
            rows = np.flatnonzero(vector.positions >= 0)
            edges = vector.positions[rows]
            allowed = np.isin(edges, context.snapshot.edges_of(asked.types)) if asked.types else None
            if allowed is not None:
                rows, edges = rows[allowed], edges[allowed]
            near, far = context.snapshot.starts[edges], context.snapshot.ends[edges]
            if asked.direction == "in":
                near, far = far, near
            elif asked.direction == "both":
                back = near != far
                rows = np.concatenate([rows, rows[back]])
                near, far = np.concatenate([near, far[back]]), np.concatenate([far, near[back]])
                edges = np.concatenate([edges, edges[back]])
            kept = np.ones(len(rows), bool)
            for node, ends in ((start, near), (end, far)):
                known = _known(batch, node, context)
                if known is not None:
                    kept &= known[rows] == ends
            if start == end:
                kept &= near == far
            asked_apart = different(edges, rows, batch, asked.distinct_from)
            if asked_apart is not None:
                kept &= asked_apart
            columns: dict[str, Vector] = {start: Nodes(near[kept]), end: Nodes(far[kept]), name: Edges(edges[kept])}
            yield batch.take(rows[kept], columns)

    return run


def _known(batch: Batch, node: str, context: Context) -> Positions | None:
    try:
        return node_positions(batch.column(node), context)
    except KeyError:
        return None


def _expand(operator: plan.Expand, source: Run) -> Run:
    asked, start, end = operator.relationships, operator.start, operator.end

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        adjacency = context.snapshot.adjacency(asked.types, asked.direction)
        for batch in source(context, argument):
            nodes = node_positions(batch.column(start), context)
            base = adjacency.pointer[nodes]
            counts = np.where(nodes < 0, 0, adjacency.pointer[nodes + 1] - base)
            for rows, places in chunks(counts, base):
                context.check()
                edges = adjacency.edge[places]
                kept = different(edges, rows, batch, asked.distinct_from)
                if kept is not None and not kept.all():
                    rows, places, edges = rows[kept], places[kept], edges[kept]
                yield batch.take(rows, {end: Nodes(adjacency.neighbour[places]), **_bound(edges, asked)})

    return run


def _expand_into(operator: plan.Expand, source: Run) -> Run:
    asked, start, end = operator.relationships, operator.start, operator.end

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        pairs = context.snapshot.pairs(asked.types, asked.direction)
        for batch in source(context, argument):
            near = node_positions(batch.column(start), context)
            far = node_positions(batch.column(end), context)
            wanted = np.where((near < 0) | (far < 0), -1, near * context.snapshot.node_count + far)
            low, high = np.searchsorted(pairs.key, wanted, "left"), np.searchsorted(pairs.key, wanted, "right")
            for rows, places in chunks(high - low, low):
                context.check()
                edges = pairs.edge[places]
                kept = different(edges, rows, batch, asked.distinct_from)
                if kept is not None:
                    rows, edges = rows[kept], edges[kept]
                yield batch.take(rows, _bound(edges, asked))

    return run
