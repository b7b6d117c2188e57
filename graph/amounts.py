"""Amounts as strings: how quantities stand in the graph, and back.

A property can't hold a `Quantity`, so nodes and edges hold its phrase: ``11 individus``, ``≈ 11000 soldats``,
``≥ 4000000 obus``, ``≤ 300 chars``, ``1000–1500 hommes``. Figures have no digit groups, so that they can be read back.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from accord.graph.model import Quantity

__all__ = ["parse_phrase", "phrase"]

SIGNS = {"exact": "", "about": "≈ ", "min": "≥ ", "max": "≤ "}
NUMBER = r"-?\d+(?:\.\d+)?"
PHRASE = re.compile(rf"(?P<sign>[≈≥≤] )?(?P<value>{NUMBER})(?:–(?P<high>{NUMBER}))?(?: (?P<unit>.+))?", re.DOTALL)


def phrase(quantity: Quantity) -> str:
    """The amount with its bound and unit, without its place in the text.

    Raises `ValueError` for an unknown bound, a range without an upper end, or a value that is no finite number.

    >>> phrase(Quantity(4_000_000, "obus d'artillerie", "min"))
    "≥ 4000000 obus d'artillerie"
    >>> phrase(Quantity(1.5, "milliard", "range", high=2.0))
    '1.5–2 milliard'
    """
    if quantity.bound == "range":
        if quantity.high is None:
            raise ValueError(f"a range needs an upper end: {quantity!r}")
        figures = f"{_figure(quantity.value)}–{_figure(quantity.high)}"
    elif quantity.bound in SIGNS:
        figures = f"{SIGNS[quantity.bound]}{_figure(quantity.value)}"
    else:
        raise ValueError(f"unknown bound {quantity.bound!r}; known: {', '.join([*SIGNS, 'range'])}")
    return f"{figures} {quantity.unit}" if quantity.unit else figures


def parse_phrase(text: str, start: int = 0, end: int = 0) -> Quantity:
    """The amount that `phrase` wrote, at ``start:end`` of its document.

    Raises `ValueError` for any other text.

    >>> parse_phrase("≈ 11000 soldats")
    Quantity(value=11000, unit='soldats', bound='about', high=None, start=0, end=0)
    """
    found = PHRASE.fullmatch(text)
    if found is None or (found["sign"] and found["high"]):
        raise ValueError(f"not an amount: {text!r}")
    bound = "range" if found["high"] else next(name for name, sign in SIGNS.items() if sign == (found["sign"] or ""))
    high = _number(found["high"]) if found["high"] else None
    return Quantity(_number(found["value"]), found["unit"] or "", bound, high, start, end)


def _figure(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        raise ValueError(f"not a number that can be kept: {value}")
    return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)
