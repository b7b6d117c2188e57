"""AND, OR, XOR and NOT over true, false and unknown (None)."""

from __future__ import annotations

from typing import Any

from accord.cypher.errors import CypherTypeError
from accord.cypher.values.kinds import kind_of

__all__ = ["and_", "not_", "or_", "truth", "xor"]


def truth(value: Any) -> bool | None:
    """A value as True, False or None; raises `CypherTypeError` for any other value."""
    if value is None or value is True or value is False:
        return value
    raise CypherTypeError(f"expected a boolean, not {kind_of(value)}", "InvalidArgumentType")


def and_(left: Any, right: Any) -> bool | None:
    """``left AND right``

    >>> and_(None, False), and_(None, True)
    (False, None)
    """
    one, other = truth(left), truth(right)
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def or_(left: Any, right: Any) -> bool | None:
    """``left OR right``"""
    one, other = truth(left), truth(right)
    if one or other:
        return True
    return None if one is None or other is None else False


def xor(left: Any, right: Any) -> bool | None:
    """``left XOR right``"""
    one, other = truth(left), truth(right)
    return None if one is None or other is None else one is not other


def not_(value: Any) -> bool | None:
    """``NOT value``"""
    known = truth(value)
    return None if known is None else not known
