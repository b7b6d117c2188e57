"""What the engine sees of a graph: labels as masks, adjacency as compressed rows, properties as columns.

Nodes and relationships are numbered by position, from zero, in the order of their source. A position is only good
within its snapshot; what leaves the engine carries an element id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from accord.cypher.snapshot.columns import Column

__all__ = ["Adjacency", "PairIndex", "PropertyIndex", "Snapshot"]

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Adjacency:
    """Compressed rows: the edges of node `n` are ``edge[pointer[n]:pointer[n + 1]]``, `neighbour` their other ends."""

    pointer: Positions
    neighbour: Positions
    edge: Positions


@dataclass(frozen=True, slots=True, eq=False)
class PairIndex:
    """Edges sorted by ``first end * node count + second end``: finds all edges between two given nodes."""

    key: Positions
    edge: Positions


@dataclass(frozen=True, slots=True, eq=False)
class PropertyIndex:
    """Positions sorted by the value of a typed column: rows of value ``code`` lie together; nulls are left out."""

    column: Column
    value: NDArray[Any]
    position: Positions


class Snapshot(Protocol):
    """A graph as arrays. Everything but the counts is made when first asked for and kept."""

    @property
    def node_count(self) -> int: ...

    @property
    def edge_count(self) -> int: ...

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels, sorted."""
        ...

    @property
    def types(self) -> tuple[str, ...]:
        """All relationship types, sorted."""
        ...

    @property
    def starts(self) -> Positions:
        """The start node of every edge."""
        ...

    @property
    def ends(self) -> Positions:
        """The end node of every edge."""
        ...

    def label_mask(self, label: str) -> NDArray[np.bool_]:
        """True for the nodes with that label."""
        ...

    def label_positions(self, label: str) -> Positions:
        """The nodes with that label, ascending."""
        ...

    def type_column(self) -> Column:
        """The type of every edge; null where it has none."""
        ...

    def edges_of(self, types: tuple[str, ...]) -> Positions:
        """The edges of one of the types, ascending; of all types where `types` is empty."""
        ...

    def adjacency(self, types: tuple[str, ...], direction: str) -> Adjacency:
        """The edges of one of the types (any, if empty) seen from ``out``, ``in`` or ``both`` ends.

        Seen from both ends a self loop is there once.
        """
        ...

    def pairs(self, types: tuple[str, ...], direction: str) -> PairIndex:
        """The edges of one of the types by (this end, other end), in the sense of `adjacency`."""
        ...

    def node_column(self, name: str) -> Column:
        """The property of every node."""
        ...

    def edge_column(self, name: str) -> Column:
        """The property of every edge."""
        ...

    def has_column(self, of: str, name: str) -> bool:
        """Whether that column of ``node`` or ``edge`` has been made already (else a few values are read one by one)."""
        ...

    def wants_column(self, of: str, name: str, rows: int) -> bool:
        """Whether to read that property of ``node`` or ``edge`` for `rows` rows from its column: where it has been
        made, or where, with all rows asked for before, it pays to make it."""
        ...

    def index(self, name: str) -> PropertyIndex | None:
        """The nodes by that property; None where the column is of mixed kind."""
        ...

    def node_properties(self, position: int) -> Mapping[str, Any]:
        """The properties of one node, without nulls."""
        ...

    def edge_properties(self, position: int) -> Mapping[str, Any]:
        """The properties of one edge, without nulls."""
        ...

    def node_property(self, position: int, name: str) -> Any:
        """One property of one node, None where it has none."""
        ...

    def edge_property(self, position: int, name: str) -> Any:
        """One property of one edge, None where it has none."""
        ...

    def edge_type(self, position: int) -> str | None:
        """The type of one edge, None where it has none."""
        ...

    def node_labels(self, position: int) -> tuple[str, ...]:
        """The labels of one node, in the order of the source."""
        ...

    def node_id(self, position: int) -> str:
        """The node's element id: stable as long as the source keeps its key."""
        ...

    def edge_id(self, position: int) -> str:
        """The edge's element id."""
        ...
