"""``subject.key``, ``subject[index]`` and ``subject[lower..upper]``. Null of anything, and at null, is null."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accord.cypher.errors import CypherTypeError
from accord.cypher.values import kinds
from accord.cypher.values.kinds import kind_of

__all__ = ["property_of", "slice_of", "subscript"]

_WITH_KEYS = frozenset({kinds.MAP, kinds.NODE, kinds.RELATIONSHIP})


def property_of(subject: Any, key: str) -> Any:
    """The property of a node, relationship or map, null where it has none; raises `CypherTypeError` for other values."""
    if subject is None:
        return None
    if kind_of(subject) not in _WITH_KEYS:
        raise CypherTypeError(f"{kind_of(subject)} has no property {key!r}", "InvalidArgumentType")
    return subject.get(key)


def subscript(subject: Any, index: Any) -> Any:
    """The item of a list (from the end where `index` is negative) or the property of a map, node or relationship.

    Raises `CypherTypeError` where subject and index don't go together.

    >>> subscript([1, 2, 3], -1), subscript([1], 5), subscript({"a": 1}, "a")
    (3, None, 1)
    """
    if subject is None:
        return None
    kind = kind_of(subject)
    if kind == kinds.LIST:
        return _item(subject, index)
    if kind not in _WITH_KEYS:
        raise CypherTypeError(f"{kind} has no items", "InvalidArgumentType")
    if index is None:
        return None
    if not isinstance(index, str):
        raise CypherTypeError(f"the key must be a string, not {kind_of(index)}", "MapElementAccessByNonString")
    return subject.get(index)


def _item(items: Sequence[Any], index: Any) -> Any:
    if index is None:
        return None
    if kind_of(index) != kinds.INTEGER:
        raise CypherTypeError(f"the index must be an integer, not {kind_of(index)}", "ListElementAccessByNonInteger")
    return items[index] if -len(items) <= index < len(items) else None


def slice_of(subject: Any, lower: Any, upper: Any, *, from_start: bool = False, to_end: bool = False) -> Any:
    """The items from `lower` up to, not including, `upper`; a side that was not written is `from_start` or `to_end`.

    >>> slice_of([1, 2, 3], 1, -1), slice_of([1, 2, 3], None, 2, from_start=True), slice_of([1], None, 1)
    ([2], [1, 2], None)
    """
    if subject is None:
        return None
    if kind_of(subject) != kinds.LIST:
        raise CypherTypeError(f"{kind_of(subject)} has no items", "InvalidArgumentType")
    bounds: list[int | None] = []
    for bound, absent in ((lower, from_start), (upper, to_end)):
        if bound is None and not absent:
            return None
        if bound is not None and kind_of(bound) != kinds.INTEGER:
            message = f"the index must be an integer, not {kind_of(bound)}"
            raise CypherTypeError(message, "ListElementAccessByNonInteger")
        bounds.append(bound)
    return list(subject[bounds[0] : bounds[1]])
