"""What counts as true, false and unknown (None), and NOT; AND, OR and XOR work on whole columns (`running`)."""

from __future__ import annotations

from typing import Any

from accord.cypher.errors import CypherTypeError
from accord.cypher.values.kinds import kind_of

__all__ = ["not_", "truth"]


def truth(value: Any) -> bool | None:
    """A value as True, False or None; raises `CypherTypeError` for any other value."""
    if value is None or value is True or value is False:
        return value
    raise CypherTypeError(f"expected a boolean, not {kind_of(value)}", "InvalidArgumentType")


def not_(value: Any) -> bool | None:
    """``NOT value``"""
    known = truth(value)
    return None if known is None else not known
