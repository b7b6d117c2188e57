"""``=``, ``<``, ``IN`` and grouping: when values are the same, and when nobody knows.

Comparisons answer True, False or None (unknown): null is unknown, and so is what holds a null that matters.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from accord.cypher.errors import CypherTypeError
from accord.cypher.values import kinds
from accord.cypher.values.kinds import kind_of

__all__ = ["equals", "greater_or_equal", "greater_than", "grouping_key", "in_list", "less_or_equal", "less_than"]


def equals(left: Any, right: Any) -> bool | None:
    """``left = right``; values of different kinds are unequal, an integer may equal a float.

    >>> equals([1, None], [1, 2]), equals([1, None], [2, 2]), equals(1, 1.0), equals(1, True)
    (None, False, True, False)
    """
    if left is None or right is None:
        return None
    kind, other = kind_of(left), kind_of(right)
    if kind != other:
        if kind in kinds.NUMBERS and other in kinds.NUMBERS:
            return bool(left == right)
        return False
    if kind == kinds.LIST:
        return _lists_equal(left, right)
    if kind == kinds.MAP:
        return _maps_equal(left, right)
    if kind in (kinds.NODE, kinds.RELATIONSHIP):
        return bool(left.element_id == right.element_id)
    if kind == kinds.PATH:
        return _path_ids(left) == _path_ids(right)
    return bool(left == right)


def _lists_equal(left: Sequence[Any], right: Sequence[Any]) -> bool | None:
    if len(left) != len(right):
        return False
    return _all_of(equals(one, other) for one, other in zip(left, right, strict=True))


def _maps_equal(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool | None:
    if left.keys() != right.keys():
        return False
    return _all_of(equals(value, right[key]) for key, value in left.items())


def _all_of(answers: Any) -> bool | None:
    known: bool | None = True
    for answer in answers:
        if answer is False:
            return False
        if answer is None:
            known = None
    return known


def _path_ids(path: Any) -> tuple[Any, ...]:
    return (path.nodes[0].element_id, *(each.element_id for each in path.relationships))


def less_than(left: Any, right: Any) -> bool | None:
    """``left < right``: numbers, strings, booleans and lists with their like; anything else is unknown."""
    return _compare(left, right, strict=True)


def less_or_equal(left: Any, right: Any) -> bool | None:
    """``left <= right``"""
    return _compare(left, right, strict=False)


def greater_than(left: Any, right: Any) -> bool | None:
    """``left > right``"""
    return _compare(right, left, strict=True)


def greater_or_equal(left: Any, right: Any) -> bool | None:
    """``left >= right``"""
    return _compare(right, left, strict=False)


def _compare(left: Any, right: Any, *, strict: bool) -> bool | None:
    if left is None or right is None:
        return None
    kind, other = kind_of(left), kind_of(right)
    if kind in kinds.NUMBERS and other in kinds.NUMBERS:
        # NaN is neither less nor greater, which Python knows too.
        return bool(left < right if strict else left <= right)
    if kind != other:
        return None
    if kind in (kinds.STRING, kinds.BOOLEAN):
        return bool(left < right if strict else left <= right)
    if kind == kinds.LIST:
        return _compare_lists(left, right, strict)
    return None


def _compare_lists(left: Sequence[Any], right: Sequence[Any], strict: bool) -> bool | None:
    """The first items that differ decide; where none differ, the shorter list comes first."""
    for one, other in zip(left, right, strict=False):
        same = equals(one, other)
        if same is None:
            return None
        if not same:
            return _compare(one, other, strict=True)
    return len(left) < len(right) if strict else len(left) <= len(right)


def in_list(value: Any, items: Any) -> bool | None:
    """``value IN items``; raises `CypherTypeError` where `items` is no list.

    >>> in_list(1, [1, None]), in_list(2, [1, None]), in_list(None, [])
    (True, None, False)
    """
    if items is None:
        return None
    if kind_of(items) != kinds.LIST:
        raise CypherTypeError(f"IN needs a list, not {kind_of(items)}", "InvalidArgumentType")
    known: bool | None = False
    for item in items:
        answer = equals(value, item)
        if answer:
            return True
        if answer is None:
            known = None
    return known


def grouping_key(value: Any) -> Hashable:
    """What is the same for values that DISTINCT, grouping and count(DISTINCT) hold to be the same.

    There null is like null and NaN like NaN; 1 and 1.0 are one value, true is another.

    >>> grouping_key([1, None]) == grouping_key([1.0, None]), grouping_key(True) == grouping_key(1)
    (True, False)
    """
    kind = kind_of(value)
    if kind in (kinds.STRING, kinds.INTEGER, kinds.NULL):
        return value  # type: ignore[no-any-return]
    if kind == kinds.FLOAT:
        return (kind, "NaN") if math.isnan(value) else float(value)
    if kind == kinds.LIST:
        return (kind, tuple(grouping_key(item) for item in value))
    if kind == kinds.MAP:
        return (kind, frozenset((key, grouping_key(item)) for key, item in value.items()))
    if kind in (kinds.NODE, kinds.RELATIONSHIP):
        return (kind, value.element_id)
    if kind == kinds.PATH:
        return (kind, _path_ids(value))
    if kind == kinds.BOOLEAN:
        return (kind, value)
    return (kind, value if isinstance(value, Hashable) else repr(value))
