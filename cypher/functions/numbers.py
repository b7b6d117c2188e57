"""Functions of numbers. Outside their domain they give NaN or an infinity, as floats do, and raise nothing."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from typing import Any

from accord.cypher.errors import CypherArgumentError
from accord.cypher.functions.function import Function, Kinds
from accord.cypher.values import kinds
from accord.cypher.values.arithmetic import in_64_bits

__all__ = ["FUNCTIONS"]

_NUMBER: Kinds = kinds.NUMBERS
_INTEGER: Kinds = frozenset({kinds.INTEGER})
_FLOAT: Kinds = frozenset({kinds.FLOAT})
_STRING: Kinds = frozenset({kinds.STRING})
_BOOLEAN: Kinds = frozenset({kinds.BOOLEAN})
_MODES = {
    "UP": ROUND_UP,
    "DOWN": ROUND_DOWN,
    "CEILING": ROUND_CEILING,
    "FLOOR": ROUND_FLOOR,
    "HALF_UP": ROUND_HALF_UP,
    "HALF_DOWN": ROUND_HALF_DOWN,
    "HALF_EVEN": ROUND_HALF_EVEN,
}


def _abs(value: float) -> int | float:
    return in_64_bits(abs(value)) if isinstance(value, int) else abs(value)


def _ceil(value: float) -> float:
    return float(math.ceil(value)) if math.isfinite(value) else value


def _floor(value: float) -> float:
    return float(math.floor(value)) if math.isfinite(value) else value


def _sign(value: float) -> int:
    return 0 if math.isnan(value) else (value > 0) - (value < 0)


def _round(value: float, precision: int = 0, mode: str | None = None) -> float:
    """Without a precision halves go up; with one they go away from zero, unless `mode` says otherwise."""
    if not math.isfinite(value):
        return value
    if precision < 0:
        raise CypherArgumentError("the precision of round() can't be negative", "NumberOutOfRange")
    if mode is not None and mode.upper() not in _MODES:
        raise CypherArgumentError(f"round() has no mode {mode}", "InvalidArgumentValue")
    if mode is None and precision == 0:
        floor = math.floor(value)
        return float(floor + (value - floor >= 0.5))
    exact = Decimal(repr(value))
    exponent = exact.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= precision:
        return float(value)
    step = Decimal(1).scaleb(-precision)
    whole = (exact / step).to_integral_value(_MODES[(mode or "HALF_UP").upper()])
    return float(whole * step)


def _defined(function: Callable[..., float]) -> Callable[..., float]:
    """NaN outside the domain of a function, an infinity where its value is too large."""

    def computed(*arguments: float) -> float:
        try:
            return function(*map(float, arguments))
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return computed


def _log(value: float) -> float:
    return -math.inf if value == 0 else math.log(value)


def _log10(value: float) -> float:
    return -math.inf if value == 0 else math.log10(value)


def _cot(value: float) -> float:
    tangent = math.tan(value)
    return 1 / tangent if tangent else math.copysign(math.inf, value)


def _haversin(value: float) -> float:
    return (1 - math.cos(value)) / 2


def _is_nan(value: float) -> bool:
    return math.isnan(value)


def _random() -> float:
    from random import random

    return random()


def _uuid() -> str:
    from uuid import uuid4

    return str(uuid4())


def _of_float(name: str, function: Callable[..., float]) -> Function:
    return Function(name, (_NUMBER,), _FLOAT, _defined(function))


def _constant(value: float) -> Callable[[], Any]:
    return lambda: value


FUNCTIONS = (
    Function("abs", (_NUMBER,), _NUMBER, _abs),
    Function("atan2", (_NUMBER, _NUMBER), _FLOAT, _defined(math.atan2)),
    Function("ceil", (_NUMBER,), _FLOAT, _ceil),
    Function("ceiling", (_NUMBER,), _FLOAT, _ceil),
    Function("e", (), _FLOAT, _constant(math.e)),
    Function("floor", (_NUMBER,), _FLOAT, _floor),
    Function("isNaN", (_NUMBER,), _BOOLEAN, _is_nan),
    Function("pi", (), _FLOAT, _constant(math.pi)),
    Function("rand", (), _FLOAT, _random, constant=False),
    Function("randomUUID", (), _STRING, _uuid, constant=False),
    Function("round", (_NUMBER, _INTEGER, _STRING), _FLOAT, _round, optional=2),
    Function("sign", (_NUMBER,), _INTEGER, _sign),
    _of_float("acos", math.acos),
    _of_float("asin", math.asin),
    _of_float("atan", math.atan),
    _of_float("cos", math.cos),
    _of_float("cot", _cot),
    _of_float("degrees", math.degrees),
    _of_float("exp", math.exp),
    _of_float("haversin", _haversin),
    _of_float("log", _log),
    _of_float("log10", _log10),
    _of_float("radians", math.radians),
    _of_float("sin", math.sin),
    _of_float("sqrt", math.sqrt),
    _of_float("tan", math.tan),
)
