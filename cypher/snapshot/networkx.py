"""A NetworkX graph as a snapshot: Graph, DiGraph, MultiGraph and MultiDiGraph, read in place, never changed.

A node's labels are its attribute ``labels`` (a string, or a list, tuple or set of them), an edge's type its attribute
``type``; a graph without them has nodes without labels and edges without type. All other attributes with string keys
are properties; None is no property. Edges of an undirected graph point from the end that comes first in the graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from accord.cypher.snapshot.columns import Column, column_of
from accord.cypher.snapshot.protocol import Adjacency, PairIndex, PropertyIndex

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["NetworkXSnapshot", "property_value"]

LABELS, TYPE = "labels", "type"
SMALL, WORTH = 10_000, 16  # a column is made for few elements, or when a sixteenth of them has been asked for
Positions = NDArray[np.int64]


class NetworkXSnapshot:
    """See `accord.cypher.snapshot.protocol.Snapshot`. Attributes are read late, so a property column shows what the
    attribute dictionaries hold when it is first asked for."""

    def __init__(self, graph: nx.Graph[Any]) -> None:
        self._nodes: list[Any] = list(graph)
        self._node_data: list[dict[str, Any]] = [data for _, data in graph.nodes(data=True)]
        position = {node: number for number, node in enumerate(self._nodes)}
        starts: list[int] = []
        ends: list[int] = []
        self._keys: list[Any] | None = [] if graph.is_multigraph() else None
        self._edge_data: list[dict[str, Any]] = []
        if self._keys is not None:
            multigraph: Any = graph
            for start, end, key, data in multigraph.edges(keys=True, data=True):
                starts.append(position[start])
                ends.append(position[end])
                self._keys.append(key)
                self._edge_data.append(data)
        else:
            for start, end, data in graph.edges(data=True):
                starts.append(position[start])
                ends.append(position[end])
                self._edge_data.append(data)
        self._starts = np.array(starts, np.int64)
        self._ends = np.array(ends, np.int64)
        self._labels: dict[str, Positions] | None = None
        self._masks: dict[str, NDArray[np.bool_]] = {}
        self._types: Column | None = None
        self._edges: dict[tuple[str, ...], Positions] = {}
        self._adjacency: dict[tuple[tuple[str, ...], str], Adjacency] = {}
        self._pairs: dict[tuple[tuple[str, ...], str], PairIndex] = {}
        self._node_columns: dict[str, Column] = {}
        self._edge_columns: dict[str, Column] = {}
        self._reads: dict[tuple[str, str], int] = {}
        self._indexes: dict[str, PropertyIndex | None] = {}

    @property
    def node_count(self) -> int:
        return len(self._nodes)

    @property
    def edge_count(self) -> int:
        return len(self._edge_data)

    @property
    def starts(self) -> Positions:
        return self._starts

    @property
    def ends(self) -> Positions:
        return self._ends

    # --- labels and types -----------------------------------------------------------------------------------------

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(sorted(self._members()))

    def label_positions(self, label: str) -> Positions:
        return self._members().get(label, np.empty(0, np.int64))

    def label_mask(self, label: str) -> NDArray[np.bool_]:
        mask = self._masks.get(label)
        if mask is None:
            mask = np.zeros(self.node_count, bool)
            mask[self.label_positions(label)] = True
            self._masks[label] = mask
        return mask

    def _members(self) -> dict[str, Positions]:
        if self._labels is None:
            members: dict[str, list[int]] = {}
            for position, data in enumerate(self._node_data):
                for label in _labels(data):
                    members.setdefault(label, []).append(position)
            self._labels = {label: np.array(found, np.int64) for label, found in members.items()}
        return self._labels

    @property
    def types(self) -> tuple[str, ...]:
        words = self.type_column().words
        return () if words is None else tuple(words.tolist())

    def type_column(self) -> Column:
        if self._types is None:
            self._types = column_of([_type(data) for data in self._edge_data])
        return self._types

    def edges_of(self, types: tuple[str, ...]) -> Positions:
        if types not in self._edges:
            if types:
                column = self.type_column()
                codes = [code for code, name in enumerate(self.types) if name in types]
                chosen = np.zeros(self.edge_count, bool)
                for code in codes:
                    chosen |= column.data == code
                if column.nulls is not None:
                    chosen &= ~column.nulls
                self._edges[types] = np.flatnonzero(chosen)
            else:
                self._edges[types] = np.arange(self.edge_count, dtype=np.int64)
        return self._edges[types]

    # --- adjacency ------------------------------------------------------------------------------------------------

    def adjacency(self, types: tuple[str, ...], direction: str) -> Adjacency:
        wanted = (types, direction)
        if wanted not in self._adjacency:
            near, far, edge = self._sides(types, direction)
            order = np.argsort(near, kind="stable")
            pointer = np.searchsorted(near[order], np.arange(self.node_count + 1))
            self._adjacency[wanted] = Adjacency(pointer, far[order], edge[order])
        return self._adjacency[wanted]

    def pairs(self, types: tuple[str, ...], direction: str) -> PairIndex:
        wanted = (types, direction)
        if wanted not in self._pairs:
            near, far, edge = self._sides(types, direction)
            key = near * self.node_count + far
            order = np.argsort(key, kind="stable")
            self._pairs[wanted] = PairIndex(key[order], edge[order])
        return self._pairs[wanted]

    def _sides(self, types: tuple[str, ...], direction: str) -> tuple[Positions, Positions, Positions]:
        edges = self.edges_of(types)
        starts, ends = self._starts[edges], self._ends[edges]
        if direction == "out":
            return starts, ends, edges
        if direction == "in":
            return ends, starts, edges
        back = starts != ends  # a self loop is seen from one side only
        return (
            np.concatenate([starts, ends[back]]),
            np.concatenate([ends, starts[back]]),
            np.concatenate([edges, edges[back]]),
        )

    # --- properties -----------------------------------------------------------------------------------------------

    def has_column(self, of: str, name: str) -> bool:
        return name in (self._node_columns if of == "node" else self._edge_columns)

    def wants_column(self, of: str, name: str, rows: int) -> bool:
        if self.has_column(of, name):
            return True
        count = self.node_count if of == "node" else self.edge_count
        reads = self._reads[of, name] = self._reads.get((of, name), 0) + rows
        return count <= SMALL or reads * WORTH >= count

    def node_column(self, name: str) -> Column:
        if name not in self._node_columns:
            self._node_columns[name] = _property_column(self._node_data, name, LABELS)
        return self._node_columns[name]

    def edge_column(self, name: str) -> Column:
        if name not in self._edge_columns:
            self._edge_columns[name] = _property_column(self._edge_data, name, TYPE)
        return self._edge_columns[name]

    def index(self, name: str) -> PropertyIndex | None:
        if name not in self._indexes:
            column = self.node_column(name)
            if column.kind == "any":
                self._indexes[name] = None
            else:
                there = np.arange(self.node_count) if column.nulls is None else np.flatnonzero(~column.nulls)
                order = there[np.argsort(column.data[there], kind="stable")]
                self._indexes[name] = PropertyIndex(column, column.data[order], order)
        return self._indexes[name]

    def node_properties(self, position: int) -> Mapping[str, Any]:
        return dict(_properties(self._node_data[position], LABELS))

    def edge_properties(self, position: int) -> Mapping[str, Any]:
        return dict(_properties(self._edge_data[position], TYPE))

    def node_property(self, position: int, name: str) -> Any:
        """One property of one node, None where it has none."""
        return None if name == LABELS else property_value(self._node_data[position].get(name))

    def edge_property(self, position: int, name: str) -> Any:
        """One property of one edge, None where it has none."""
        return None if name == TYPE else property_value(self._edge_data[position].get(name))

    # --- identity -------------------------------------------------------------------------------------------------

    def edge_type(self, position: int) -> str | None:
        return _type(self._edge_data[position])

    def node_labels(self, position: int) -> tuple[str, ...]:
        return _labels(self._node_data[position])

    def node_id(self, position: int) -> str:
        key = self._nodes[position]
        if isinstance(key, str):
            return f"#{key}" if key.startswith("#") else key
        return f"#{key!r}"  # so that the node 1 is not the node "1"

    def edge_id(self, position: int) -> str:
        start, end = self._nodes[self._starts[position]], self._nodes[self._ends[position]]
        key = "" if self._keys is None else repr(self._keys[position])
        return f"{start!r}-[{key}]->{end!r}"


def _labels(data: Mapping[str, Any]) -> tuple[str, ...]:
    found = data.get(LABELS)
    if found is None:
        return ()
    if isinstance(found, str):
        return (found,)
    if isinstance(found, (set, frozenset)):
        return tuple(sorted(map(str, found)))
    if isinstance(found, (list, tuple)):
        return tuple(dict.fromkeys(map(str, found)))
    return ()


def _type(data: Mapping[str, Any]) -> str | None:
    found = data.get(TYPE)
    return found if isinstance(found, str) else None


def _properties(data: Mapping[Any, Any], besides: str) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if name != besides and isinstance(name, str) and value is not None:
            yield name, property_value(value)


def _property_column(rows: list[dict[str, Any]], name: str, besides: str) -> Column:
    if name == besides:
        return column_of([None] * len(rows))
    values = [data.get(name) for data in rows]
    plain = {int, float, str, bool, type(None)}
    if not set(map(type, values)) <= plain:
        values = [property_value(value) for value in values]
    return column_of(values)


def property_value(value: Any) -> Any:
    """An attribute's value as Cypher sees it: tuples, sets and arrays are lists, NumPy's numbers are Python's."""
    if isinstance(value, (np.generic, np.ndarray)):
        return property_value(value.tolist())
    if isinstance(value, (list, tuple)):
        return [property_value(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((property_value(item) for item in value), key=repr)
    if isinstance(value, Mapping):
        return {str(key): property_value(item) for key, item in value.items()}
    return value
