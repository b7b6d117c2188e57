"""``subject.key`` for a whole vector: from the column of the property where it pays to have one."""

from __future__ import annotations

from accord.cypher.running.context import Context
from accord.cypher.running.vectorised import elementwise
from accord.cypher.running.vectors import Constant, Edges, Nodes, Vector, vector_of
from accord.cypher.snapshot.columns import Column
from accord.cypher.values.access import property_of

__all__ = ["properties"]


def properties(subject: Vector, key: str, context: Context) -> Vector:
    """The property of each row's node, relationship or map; null where there is none, or of null."""
    if not isinstance(subject, (Nodes, Edges)):
        return elementwise(lambda value: property_of(value, key), (subject,), len(subject), context)
    snapshot = context.snapshot
    nodes = isinstance(subject, Nodes)
    count = snapshot.node_count if nodes else snapshot.edge_count
    if count == 0:
        return Constant(None, len(subject))
    positions = subject.positions
    if snapshot.wants_column("node" if nodes else "edge", key, len(positions)):
        column = (snapshot.node_column(key) if nodes else snapshot.edge_column(key)).take(positions)
        gone = positions < 0
        if gone.any():
            return Column(column.kind, column.data, column.null_mask() | gone, column.words)
        if column.nulls is not None and not column.nulls.any():
            return Column(column.kind, column.data, None, column.words)
        return column
    read = snapshot.node_property if nodes else snapshot.edge_property
    return vector_of([None if position < 0 else read(position, key) for position in positions.tolist()])
