"""Functions of lists, and those that take a list or something else that has a length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accord.cypher.errors import CypherArgumentError
from accord.cypher.functions.function import ANY, Function, Kinds
from accord.cypher.values import equality, kinds
from accord.cypher.values.kinds import kind_of

__all__ = ["FUNCTIONS"]

_LIST: Kinds = frozenset({kinds.LIST})
_STRING: Kinds = frozenset({kinds.STRING})
_INTEGER: Kinds = frozenset({kinds.INTEGER})
_BOOLEAN: Kinds = frozenset({kinds.BOOLEAN})

LONGEST_RANGE = 20_000_000
"""A list of more integers does not fit in a laptop's memory beside a graph."""


def _head(items: Sequence[Any]) -> Any:
    return items[0] if items else None


def _last(items: Sequence[Any]) -> Any:
    return items[-1] if items else None


def _tail(items: Sequence[Any]) -> list[Any]:
    return list(items[1:])


def _reverse(value: Any) -> Any:
    return value[::-1] if isinstance(value, str) else list(reversed(value))


def _range(start: Any, end: Any, step: Any = 1) -> list[int]:
    for value in (start, end, step):
        if kind_of(value) != kinds.INTEGER:
            raise CypherArgumentError(f"range() needs integers, not {kind_of(value)}", "InvalidArgumentType")
    if step == 0:
        raise CypherArgumentError("the step of range() can't be 0", "NumberOutOfRange")
    numbers = range(start, end + (1 if step > 0 else -1), step)
    if (end - start) // step > LONGEST_RANGE:
        raise CypherArgumentError(f"range() gives at most {LONGEST_RANGE} numbers", "NumberOutOfRange")
    return list(numbers)


def _coalesce(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _null_if(value: Any, other: Any) -> Any:
    return None if equality.equals(value, other) else value


def _is_not_null(value: Any) -> bool:
    return value is not None


def _is_empty(value: Any) -> bool:
    return len(value) == 0


FUNCTIONS = (
    Function("coalesce", (ANY,), ANY, _coalesce, variadic=True, strict=False),
    Function("exists", (ANY,), _BOOLEAN, _is_not_null, strict=False),
    Function("head", (_LIST,), ANY, _head),
    Function("isEmpty", (_LIST | _STRING | {kinds.MAP},), _BOOLEAN, _is_empty),
    Function("last", (_LIST,), ANY, _last),
    Function("nullIf", (ANY, ANY), ANY, _null_if, strict=False),
    Function("range", (ANY, ANY, ANY), _LIST, _range, optional=1, strict=False, items=_INTEGER),
    Function("reverse", (_LIST | _STRING,), _LIST | _STRING, _reverse),
    Function("size", (_LIST | _STRING,), _INTEGER, len),
    Function("tail", (_LIST,), _LIST, _tail),
)
