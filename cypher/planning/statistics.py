"""How many rows a step will give: counts of labels and of relationships between labels, made when asked for."""

from __future__ import annotations

from accord.cypher.snapshot.protocol import Snapshot

__all__ = ["Statistics"]


class Statistics:
    """Counts of one snapshot. Exact for what they count, so that a plan hangs on the graph alone."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._edges: dict[tuple[tuple[str, ...], str, str | None, str | None], int] = {}

    def nodes(self, label: str | None = None) -> int:
        """Nodes with the label, or all."""
        return self._snapshot.node_count if label is None else len(self._snapshot.label_positions(label))

    def edges(self, types: tuple[str, ...], direction: str, near: str | None = None, far: str | None = None) -> int:
        """Edges of the types whose near end (in the sense of `direction`) has one label and whose far end another."""
        wanted = (types, direction, near, far)
        if wanted not in self._edges:
            if direction == "both":
                count = self.edges(types, "out", near, far) + self.edges(types, "in", near, far)
            else:
                count = self._counted(types, *((near, far) if direction == "out" else (far, near)))
            self._edges[wanted] = count
        return self._edges[wanted]

    def _counted(self, types: tuple[str, ...], start: str | None, end: str | None) -> int:
        snapshot = self._snapshot
        edges = snapshot.edges_of(types)
        for label, ends in ((start, snapshot.starts), (end, snapshot.ends)):
            if label is not None:
                edges = edges[snapshot.label_mask(label)[ends[edges]]]
        return len(edges)

    def distinct(self, key: str) -> int:
        """How many different values a property of nodes has, as far as it is known without making its column."""
        if self._snapshot.wants_column("node", key, 0):
            column = self._snapshot.node_column(key)
            if column.words is not None:
                return max(1, len(column.words))
        return max(1, self._snapshot.node_count // 2)
