"""Functions that turn values of one kind into another. The ``OrNull`` forms give null where the others raise."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from accord.cypher.errors import CypherError, CypherTypeError
from accord.cypher.functions.function import ANY, Function, Kinds
from accord.cypher.values import kinds
from accord.cypher.values.kinds import LARGEST_INTEGER, SMALLEST_INTEGER, kind_of
from accord.cypher.values.text import float_text
from accord.cypher.values.type_names import type_text

__all__ = ["FUNCTIONS"]

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_JAVA_SUFFIX = re.compile(r"(?<=[\d.])[dDfF]$")
_INFINITIES = {"NaN": math.nan, "Infinity": math.inf, "+Infinity": math.inf, "-Infinity": -math.inf}
_WORDS = {"true": True, "false": False}


def _to_boolean(value: Any) -> bool | None:
    if isinstance(value, str):
        return _WORDS.get(value.strip().lower())
    return bool(value)


def _to_float(value: Any) -> float | None:
    if not isinstance(value, str):
        return float(value)
    # Neo4j reads what Java's parseDouble reads, a suffix and names of no numbers included.
    text = value.strip()
    if text in _INFINITIES:
        return _INFINITIES[text]
    text = _JAVA_SUFFIX.sub("", text)
    return float(text) if _NUMBER.fullmatch(text) else None


def _to_integer(value: Any) -> int | None:
    """Towards zero; text that is no number gives null, even for blanks around one."""
    if isinstance(value, str):
        return _integer_in(value)
    if isinstance(value, float):
        if math.isnan(value):
            return 0
        # As a cast does: what is too large becomes the largest.
        return int(min(max(value, SMALLEST_INTEGER), LARGEST_INTEGER)) if math.isfinite(value) else _extreme(value)
    return int(value)


def _extreme(value: float) -> int:
    return LARGEST_INTEGER if value > 0 else SMALLEST_INTEGER


def _integer_in(text: str) -> int | None:
    if not _NUMBER.fullmatch(text):
        return None
    number = int(text) if text.lstrip("+-").isdigit() and len(text) < 400 else float(text)
    if not SMALLEST_INTEGER <= number <= LARGEST_INTEGER:
        raise CypherTypeError(f"{text} does not fit in 64 bits", "IntegerOverflow")
    return int(number)


def _to_string(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return float_text(value) if isinstance(value, float) else str(value)


def _or_null(convert: Callable[[Any], Any], accepted: Kinds) -> Callable[[Any], Any]:
    def convert_or_null(value: Any) -> Any:
        if kind_of(value) not in accepted:
            return None
        try:
            return convert(value)
        except CypherError:
            return None

    return convert_or_null


def _for_each(convert: Callable[[Any], Any], accepted: Kinds) -> Callable[[Any], Any]:
    one = _or_null(convert, accepted)

    def convert_all(values: Any) -> list[Any]:
        return [one(value) for value in values]

    return convert_all


def _family(name: str, convert: Callable[[Any], Any], accepted: Kinds, result: str) -> tuple[Function, ...]:
    """``toX``, ``toXOrNull`` and ``toXList``."""
    kind, lists = frozenset({result}), frozenset({kinds.LIST})
    return (
        Function(name, (accepted,), kind, convert),
        Function(f"{name}OrNull", (ANY,), kind, _or_null(convert, accepted)),
        Function(f"{name}List", (lists,), lists, _for_each(convert, accepted), items=kind),
    )


_TEXT: Kinds = frozenset({kinds.STRING})
_BOOLEAN: Kinds = frozenset({kinds.BOOLEAN})
_INTEGER: Kinds = frozenset({kinds.INTEGER})

FUNCTIONS = (
    *_family("toBoolean", _to_boolean, _TEXT | _BOOLEAN | _INTEGER, kinds.BOOLEAN),
    *_family("toFloat", _to_float, _TEXT | kinds.NUMBERS, kinds.FLOAT),
    *_family("toInteger", _to_integer, _TEXT | kinds.NUMBERS | _BOOLEAN, kinds.INTEGER),
    *_family("toString", _to_string, _TEXT | kinds.NUMBERS | _BOOLEAN | {kinds.TEMPORAL, kinds.POINT}, kinds.STRING),
    Function("valueType", (ANY,), _TEXT, type_text, strict=False),
)
