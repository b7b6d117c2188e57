"""``+ - * / % ^`` and ``||``: 64-bit integers, floats, and what ``+`` does with strings and lists.

Null with anything is null. Raises `CypherTypeError` for kinds that don't go together and `CypherArithmeticError` for
integers that leave 64 bits and integer division by zero.
"""

from __future__ import annotations

import math
from typing import Any, NoReturn

from accord.cypher.errors import CypherArithmeticError, CypherTypeError
from accord.cypher.values import kinds
from accord.cypher.values.kinds import LARGEST_INTEGER, SMALLEST_INTEGER, is_number, kind_of
from accord.cypher.values.text import float_text

__all__ = ["add", "concatenate", "divide", "in_64_bits", "modulo", "multiply", "negate", "plus", "power", "subtract"]


def in_64_bits(value: int) -> int:
    """The integer itself; raises `CypherArithmeticError` where it has no place in 64 bits."""
    if SMALLEST_INTEGER <= value <= LARGEST_INTEGER:
        return value
    raise CypherArithmeticError("the integer does not fit in 64 bits", "IntegerOverflow")


def _number(value: float) -> int | float:
    return value if isinstance(value, float) else in_64_bits(value)


def _refuse(operator: str, left: Any, right: Any) -> NoReturn:
    message = f"{operator} can't be used on {kind_of(left)} and {kind_of(right)}"
    raise CypherTypeError(message, "InvalidArgumentType")


def add(left: Any, right: Any) -> Any:
    """``left + right``: numbers are added, strings and lists joined; a number joins a string as text, anything a list.

    >>> add(1, 2), add("a", 1), add([1], 2), add(None, 1)
    (3, 'a1', [1, 2], None)
    """
    if left is None or right is None:
        return None
    if is_number(left) and is_number(right):
        return _number(left + right)
    kind, other = kind_of(left), kind_of(right)
    if kind == kinds.LIST or other == kinds.LIST:
        return [*(left if kind == kinds.LIST else [left]), *(right if other == kinds.LIST else [right])]
    joinable = kinds.NUMBERS | {kinds.STRING}
    if kind in joinable and other in joinable:
        return _text(left) + _text(right)
    _refuse("+", left, right)


def _text(value: str | float) -> str:
    return float_text(value) if isinstance(value, float) else str(value)


def concatenate(left: Any, right: Any) -> Any:
    """``left || right``: two strings or two lists."""
    if left is None or right is None:
        return None
    kind = kind_of(left)
    if kind == kind_of(right) and kind in (kinds.STRING, kinds.LIST):
        return left + right if kind == kinds.STRING else [*left, *right]
    _refuse("||", left, right)


def subtract(left: Any, right: Any) -> Any:
    """``left - right``"""
    if left is None or right is None:
        return None
    if is_number(left) and is_number(right):
        return _number(left - right)
    _refuse("-", left, right)


def multiply(left: Any, right: Any) -> Any:
    """``left * right``"""
    if left is None or right is None:
        return None
    if is_number(left) and is_number(right):
        return _number(left * right)
    _refuse("*", left, right)


def divide(left: Any, right: Any) -> Any:
    """``left / right``: between integers without the rest, towards zero; a float by zero gives an infinity or NaN.

    >>> divide(-7, 2), divide(7.0, 2), divide(1, 0.0)
    (-3, 3.5, inf)
    """
    if left is None or right is None:
        return None
    if not (is_number(left) and is_number(right)):
        _refuse("/", left, right)
    if isinstance(left, int) and isinstance(right, int):
        if right == 0:
            raise CypherArithmeticError("division by zero", "DivisionByZero")
        quotient = abs(left) // abs(right)
        return in_64_bits(quotient if (left < 0) == (right < 0) else -quotient)
    if right == 0:
        if left == 0 or math.isnan(left):
            return math.nan
        return math.copysign(math.inf, left) * math.copysign(1.0, right)
    return left / right


def modulo(left: Any, right: Any) -> Any:
    """``left % right``, with the sign of `left`.

    >>> modulo(-7, 3), modulo(7.5, 2)
    (-1, 1.5)
    """
    if left is None or right is None:
        return None
    if not (is_number(left) and is_number(right)):
        _refuse("%", left, right)
    if isinstance(left, int) and isinstance(right, int):
        if right == 0:
            raise CypherArithmeticError("division by zero", "DivisionByZero")
        rest = abs(left) % abs(right)
        return -rest if left < 0 else rest
    if right == 0 or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


def power(left: Any, right: Any) -> float | None:
    """``left ^ right``, always a float.

    >>> power(2, 3), power(-8, 0.5)
    (8.0, nan)
    """
    if left is None or right is None:
        return None
    if not (is_number(left) and is_number(right)):
        _refuse("^", left, right)
    base, exponent = float(left), float(right)
    odd = exponent.is_integer() and exponent % 2 == 1
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and odd else math.inf
    except ValueError:
        if base != 0:
            return math.nan
        return math.copysign(math.inf, base) if odd else math.inf


def negate(value: Any) -> Any:
    """``-value``"""
    if value is None:
        return None
    if is_number(value):
        return _number(-value)
    raise CypherTypeError(f"- can't be used on {kind_of(value)}", "InvalidArgumentType")


def plus(value: Any) -> Any:
    """``+value``"""
    if value is None or is_number(value):
        return value
    raise CypherTypeError(f"+ can't be used on {kind_of(value)}", "InvalidArgumentType")
