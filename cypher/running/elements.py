"""Positions to nodes, relationships and paths, each made once."""

from __future__ import annotations

from collections.abc import Sequence

from accord.cypher.result import Node, Path, Relationship
from accord.cypher.snapshot.protocol import Snapshot

__all__ = ["Elements"]


class Elements:
    """Makes the values of one query's answer from one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._nodes: dict[int, Node] = {}
        self._relationships: dict[int, Relationship] = {}

    def node(self, position: int) -> Node | None:
        """The node at a position, None for -1."""
        if position < 0:
            return None
        found = self._nodes.get(position)
        if found is None:
            snapshot = self._snapshot
            found = Node(
                snapshot.node_id(position),
                snapshot.node_labels(position),
                snapshot.node_properties(position),
                position,
            )
            self._nodes[position] = found
        return found

    def relationship(self, position: int) -> Relationship | None:
        """The relationship at a position, None for -1."""
        if position < 0:
            return None
        found = self._relationships.get(position)
        if found is None:
            snapshot = self._snapshot
            start, end = self.node(int(snapshot.starts[position])), self.node(int(snapshot.ends[position]))
            assert start is not None and end is not None
            found = Relationship(
                snapshot.edge_id(position),
                snapshot.edge_type(position),
                start,
                end,
                snapshot.edge_properties(position),
                position,
            )
            self._relationships[position] = found
        return found

    def path(self, first: int, steps: Sequence[int]) -> Path | None:
        """The path from a node along edges, whichever way they point; None where it starts at -1."""
        if first < 0:
            return None
        starts, ends = self._snapshot.starts, self._snapshot.ends
        at, positions = first, [first]
        for step in steps:
            at = int(ends[step]) if int(starts[step]) == at else int(starts[step])
            positions.append(at)
        nodes = tuple(node for node in map(self.node, positions) if node is not None)
        return Path(nodes, tuple(edge for edge in map(self.relationship, steps) if edge is not None))
