"""What a query gives back: rows, and nodes, relationships and paths with the attributes of the official driver's.

A program that reads a Neo4j server's answers reads these too: ``element_id``, ``labels``, ``type``, ``start_node``,
``nodes`` …, and properties as a mapping. Elements are snapshots: they keep the properties they had when read.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Counters", "Element", "Node", "Path", "Relationship", "Result"]


class Element(Mapping[str, Any]):
    """What nodes and relationships share: an identity and properties, read as a mapping.

    A missing key is a `KeyError`, except with `get`. Two elements are equal when they are the same kind of thing and
    have the same `element_id`.
    """

    __slots__ = ("_element_id", "_position", "_properties")

    def __init__(self, element_id: str, properties: Mapping[str, Any], position: int = -1) -> None:
        self._element_id = element_id
        self._properties = properties
        self._position = position

    @property
    def element_id(self) -> str:
        """The stable identity: what ``elementId()`` gives."""
        return self._element_id

    @property
    def id(self) -> int:
        """The number that ``id()`` gives: good only until the graph changes."""
        return self._position

    def __getitem__(self, name: str) -> Any:
        return self._properties[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._properties)

    def __len__(self) -> int:
        return len(self._properties)

    def get(self, name: str, default: Any = None) -> Any:
        return self._properties.get(name, default)

    def keys(self) -> KeysView[str]:
        return self._properties.keys()

    def values(self) -> ValuesView[Any]:
        return self._properties.values()

    def items(self) -> ItemsView[str, Any]:
        return self._properties.items()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Element) and self._element_id == other._element_id

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._element_id))


class Node(Element):
    """A node: an `Element` with `labels`.

    >>> node = Node("state:PRK", ("Entity", "State"), {"name": "North Korea"})
    >>> node["name"], "State" in node.labels, node.get("kind")
    ('North Korea', True, None)
    """

    __slots__ = ("_labels",)

    def __init__(
        self, element_id: str, labels: tuple[str, ...], properties: Mapping[str, Any], position: int = -1
    ) -> None:
        super().__init__(element_id, properties, position)
        self._labels = labels

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(self._labels)

    @property
    def label_names(self) -> tuple[str, ...]:
        """The labels in the order of the graph: what ``labels()`` gives."""
        return self._labels

    def __repr__(self) -> str:
        labels = ", ".join(map(repr, self._labels))  # a set would show them in another order each time
        return f"<Node element_id={self._element_id!r} labels={{{labels}}} properties={dict(self.items())!r}>"


class Relationship(Element):
    """A relationship: an `Element` with a `type` and the nodes it goes from and to."""

    __slots__ = ("_end_node", "_start_node", "_type")

    def __init__(
        self,
        element_id: str,
        type_name: str | None,
        start_node: Node,
        end_node: Node,
        properties: Mapping[str, Any],
        position: int = -1,
    ) -> None:
        super().__init__(element_id, properties, position)
        self._type = type_name
        self._start_node = start_node
        self._end_node = end_node

    @property
    def type(self) -> str | None:
        """The type, None where the graph's edge has none."""
        return self._type

    @property
    def start_node(self) -> Node:
        return self._start_node

    @property
    def end_node(self) -> Node:
        return self._end_node

    @property
    def nodes(self) -> tuple[Node, Node]:
        return self._start_node, self._end_node

    def __repr__(self) -> str:
        return (
            f"<Relationship element_id={self._element_id!r} nodes={self.nodes!r} type={self._type!r} "
            f"properties={dict(self.items())!r}>"
        )


class Path:
    """A walk: `nodes` and the `relationships` between them; iterates over the relationships."""

    __slots__ = ("_nodes", "_relationships")

    def __init__(self, nodes: tuple[Node, ...], relationships: tuple[Relationship, ...]) -> None:
        self._nodes = nodes
        self._relationships = relationships

    @property
    def nodes(self) -> tuple[Node, ...]:
        return self._nodes

    @property
    def relationships(self) -> tuple[Relationship, ...]:
        return self._relationships

    @property
    def start_node(self) -> Node:
        return self._nodes[0]

    @property
    def end_node(self) -> Node:
        return self._nodes[-1]

    def __len__(self) -> int:
        return len(self._relationships)

    def __bool__(self) -> bool:
        return True  # a path of one node is a path

    def __iter__(self) -> Iterator[Relationship]:
        return iter(self._relationships)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Path)
            and self._nodes[0] == other._nodes[0]
            and self._relationships == other._relationships
        )

    def __hash__(self) -> int:
        return hash((self._nodes[0], self._relationships))

    def __repr__(self) -> str:
        return f"<Path start={self.start_node!r} end={self.end_node!r} size={len(self)}>"


@dataclass(frozen=True, slots=True)
class Counters:
    """What a query changed, named as the driver's ``SummaryCounters``."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0
    labels_added: int = 0
    labels_removed: int = 0

    @property
    def contains_updates(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer: iterating gives the rows as tuples, in the order of `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    counters: Counters = field(default_factory=Counters)
    plan: str | None = None

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
