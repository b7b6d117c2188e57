"""Values as text, and text predicates."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

__all__ = ["contains", "ends_with", "float_text", "starts_with"]


def float_text(value: float) -> str:
    """A float as Cypher writes it: the fewest digits that give it back, with an exponent from 10⁷ and below 10⁻³.

    >>> float_text(1.0), float_text(12345678.0), float_text(0.0001)
    ('1.0', '1.2345678E7', '1.0E-4')
    """
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0 or 1e-3 <= abs(value) < 1e7:
        return repr(value)
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    assert isinstance(exponent, int)
    figures = "".join(map(str, digits)).rstrip("0") or "0"
    power = exponent + len(digits) - 1
    return f"{'-' if sign else ''}{figures[0]}.{figures[1:] or '0'}E{power}"


def starts_with(text: Any, start: Any) -> bool | None:
    """``text STARTS WITH start``: unknown unless both are strings."""
    return text.startswith(start) if isinstance(text, str) and isinstance(start, str) else None


def ends_with(text: Any, end: Any) -> bool | None:
    """``text ENDS WITH end``: unknown unless both are strings."""
    return text.endswith(end) if isinstance(text, str) and isinstance(end, str) else None


def contains(text: Any, part: Any) -> bool | None:
    """``text CONTAINS part``: unknown unless both are strings."""
    return part in text if isinstance(text, str) and isinstance(part, str) else None
