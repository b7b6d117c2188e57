"""ORDER BY, min and max: one total order over all values.

Ascending: maps, nodes, relationships, lists, paths, temporal values, points, strings, booleans, numbers (NaN last), null.
"""

from __future__ import annotations

import math
from typing import Any

from accord.cypher.values import kinds
from accord.cypher.values.kinds import kind_of

__all__ = ["sort_key"]

_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            kinds.MAP,
            kinds.NODE,
            kinds.RELATIONSHIP,
            kinds.LIST,
            kinds.PATH,
            kinds.TEMPORAL,
            kinds.POINT,
            kinds.OTHER,
            kinds.STRING,
            kinds.BOOLEAN,
            kinds.INTEGER,
            kinds.NULL,
        )
    )
} | {kinds.FLOAT: 10}


def sort_key(value: Any) -> tuple[Any, ...]:
    """What Python sorts by to get Cypher's ascending order; two keys can always be compared.

    >>> sorted([None, 2, "a", 1.5, [1], True], key=sort_key)
    [[1], 'a', True, 1.5, 2, None]
    """
    kind = kind_of(value)
    rank = _RANK[kind]
    if kind in (kinds.STRING, kinds.BOOLEAN, kinds.INTEGER):
        return (rank, 0, value)
    if kind == kinds.FLOAT:
        return (rank, 1, 0) if math.isnan(value) else (rank, 0, value)
    if kind == kinds.LIST:
        return (rank, tuple(sort_key(item) for item in value))
    if kind == kinds.MAP:
        keys = sorted(value)
        return (rank, len(keys), tuple(keys), tuple(sort_key(value[key]) for key in keys))
    if kind in (kinds.NODE, kinds.RELATIONSHIP):
        return (rank, *_element_key(value))
    if kind == kinds.PATH:
        return (rank, _element_key(value.nodes[0]), tuple(map(_element_key, value.relationships)))
    if kind == kinds.NULL:
        return (rank,)
    return (rank, type(value).__name__, repr(value))


def _element_key(element: Any) -> tuple[Any, ...]:
    """Elements come in the order of the graph."""
    return (getattr(element, "id", 0), element.element_id)
