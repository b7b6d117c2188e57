"""Functions of nodes, relationships, paths and maps."""

from __future__ import annotations

from typing import Any

from accord.cypher.functions.function import Function, Kinds
from accord.cypher.values import kinds

__all__ = ["FUNCTIONS"]

_NODE: Kinds = frozenset({kinds.NODE})
_RELATIONSHIP: Kinds = frozenset({kinds.RELATIONSHIP})
_PATH: Kinds = frozenset({kinds.PATH})
_MAP: Kinds = frozenset({kinds.MAP})
_STRING: Kinds = frozenset({kinds.STRING})
_INTEGER: Kinds = frozenset({kinds.INTEGER})
_LIST: Kinds = frozenset({kinds.LIST})


def labels_of(node: Any) -> list[str]:
    """The labels of a node, in the order of the graph where it is known, else sorted."""
    names = getattr(node, "label_names", None)
    return sorted(node.labels) if names is None else list(names)


def _id(element: Any) -> int:
    return int(element.id)


def _element_id(element: Any) -> str:
    return str(element.element_id)


def _type(relationship: Any) -> str | None:
    return relationship.type  # type: ignore[no-any-return]


def _properties(subject: Any) -> dict[str, Any]:
    return dict(subject.items())


def _keys(subject: Any) -> list[str]:
    return list(subject.keys())


def _nodes(path: Any) -> list[Any]:
    return list(path.nodes)


def _relationships(path: Any) -> list[Any]:
    return list(path.relationships)


def _length(path: Any) -> int:
    return len(path.relationships)


def _start_node(relationship: Any) -> Any:
    return relationship.start_node


def _end_node(relationship: Any) -> Any:
    return relationship.end_node


FUNCTIONS = (
    Function("elementId", (_NODE | _RELATIONSHIP,), _STRING, _element_id),
    Function("endNode", (_RELATIONSHIP,), _NODE, _end_node),
    Function("id", (_NODE | _RELATIONSHIP,), _INTEGER, _id),
    Function("keys", (_NODE | _RELATIONSHIP | _MAP,), _LIST, _keys, items=_STRING),
    Function("labels", (_NODE,), _LIST, labels_of, items=_STRING),
    Function("length", (_PATH,), _INTEGER, _length),
    Function("nodes", (_PATH,), _LIST, _nodes, items=_NODE),
    Function("properties", (_NODE | _RELATIONSHIP | _MAP,), _MAP, _properties),
    Function("relationships", (_PATH,), _LIST, _relationships, items=_RELATIONSHIP),
    Function("rels", (_PATH,), _LIST, _relationships, items=_RELATIONSHIP),
    Function("startNode", (_RELATIONSHIP,), _NODE, _start_node),
    Function("type", (_RELATIONSHIP,), _STRING, _type),
)
