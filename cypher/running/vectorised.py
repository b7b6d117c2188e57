"""Comparisons, logic and arithmetic on whole columns where they are of one type, value by value where they are not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cypher.running.context import Context
from accord.cypher.running.vectors import Constant, Edges, Nodes, Vector, vector_of
from accord.cypher.snapshot.columns import Column
from accord.cypher.values import arithmetic, equality, logic

__all__ = ["calculated", "compared", "elementwise", "in_constant", "truths", "unknown_as_false"]

Mask: TypeAlias = NDArray[np.bool_]
Array: TypeAlias = NDArray[Any]

_BY_VALUE: dict[str, Callable[[Any, Any], Any]] = {
    "=": equality.equals,
    "<": equality.less_than,
    "<=": equality.less_or_equal,
    ">": equality.greater_than,
    ">=": equality.greater_or_equal,
    "+": arithmetic.add,
    "-": arithmetic.subtract,
    "*": arithmetic.multiply,
    "/": arithmetic.divide,
    "%": arithmetic.modulo,
    "^": arithmetic.power,
    "||": arithmetic.concatenate,
}
_UFUNCS: dict[str, Callable[..., Any]] = {
    "=": np.equal,
    "<>": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
}
_MIRRORED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_EXACT = 2**53  # beyond it an integer is not the float it is compared with
_SAFE = 2**62
_WORTH_IT = 64  # rows from which it pays to look at each different string once


def _unequal(left: Any, right: Any) -> bool | None:
    return logic.not_(equality.equals(left, right))


def elementwise(function: Callable[..., Any], vectors: Sequence[Vector], size: int, context: Context) -> Vector:
    """`function` row by row; once where all are constant, once for each different string where one column varies."""
    if all(isinstance(vector, Constant) for vector in vectors):
        return Constant(function(*(vector.value for vector in vectors)), size)  # type: ignore[union-attr]
    varying = [number for number, vector in enumerate(vectors) if not isinstance(vector, Constant)]
    if len(varying) == 1 and size >= _WORTH_IT:
        column = vectors[varying[0]]
        if isinstance(column, Column) and column.words is not None and column.nulls is None:
            codes, inverse = np.unique(column.data, return_inverse=True)
            if len(codes) < size:
                words: Vector = Column("string", codes, None, column.words)
                fewer = [words if vector is column else vector.take(codes) for vector in vectors]
                return elementwise(function, fewer, len(codes), context).take(inverse)
    if len(vectors) == 1:
        return vector_of(list(map(function, context.values(vectors[0]))))
    return vector_of(list(map(function, *map(context.values, vectors))))


# --- truth ----------------------------------------------------------------------------------------------------------


def truths(vector: Vector, context: Context) -> tuple[Mask, Mask | None]:
    """(true where true, true where unknown); raises `CypherTypeError` for a value that is no boolean."""
    if isinstance(vector, Column) and vector.kind == "boolean":
        return (vector.data if vector.nulls is None else vector.data & ~vector.nulls), vector.nulls
    if isinstance(vector, Constant):
        value = logic.truth(vector.value)
        return np.full(len(vector), value is True), np.full(len(vector), True) if value is None else None
    values = [logic.truth(value) for value in context.values(vector)]
    known = np.fromiter((value is True for value in values), bool, len(values))
    unknown = np.fromiter((value is None for value in values), bool, len(values))
    return known, unknown if unknown.any() else None


def unknown_as_false(vector: Vector, context: Context) -> Mask:
    """True where true: what a filter keeps."""
    return truths(vector, context)[0]


def boolean(data: Mask, nulls: Mask | None) -> Column:
    """A column of booleans; without a mask where nothing is null."""
    return Column("boolean", data, nulls if nulls is not None and nulls.any() else None)


def _either(one: Mask | None, other: Mask | None) -> Mask | None:
    if one is None or other is None:
        return one if other is None else other
    return one | other


# --- comparison -----------------------------------------------------------------------------------------------------


def compared(operator: str, left: Vector, right: Vector, context: Context) -> Vector:
    """``left operator right`` for ``= <> < <= > >=``."""
    if isinstance(left, Constant) and not isinstance(right, Constant):
        return compared(_MIRRORED[operator], right, left, context)
    found = _compared_fast(operator, left, right)
    if found is not None:
        return found
    return elementwise(_BY_VALUE.get(operator, _unequal), (left, right), len(left), context)


def _compared_fast(operator: str, left: Vector, right: Vector) -> Vector | None:
    if isinstance(right, Constant) and right.value is None:
        return Constant(None, len(left))
    if isinstance(left, Constant):
        return None
    if isinstance(left, Column) and left.words is not None:
        if isinstance(right, Constant) and isinstance(right.value, str):
            return boolean(_word_compared(operator, left, right.value), left.nulls)
        if isinstance(right, Column) and right.words is left.words:
            return boolean(_UFUNCS[operator](left.data, right.data), _either(left.nulls, right.nulls))
        return None
    same_kind = (isinstance(left, Nodes) and isinstance(right, Nodes)) or (
        isinstance(left, Edges) and isinstance(right, Edges)
    )
    if same_kind and operator in ("=", "<>"):
        one, other = left.positions, right.positions  # type: ignore[union-attr]
        return boolean(_UFUNCS[operator](one, other), (one < 0) | (other < 0))
    numbers, others = _numbers(left), _numbers(right)
    if numbers is None or others is None or not _comparable(numbers[0], others[0]):
        return None
    return boolean(_UFUNCS[operator](numbers[0], others[0]), _either(numbers[1], others[1]))


def _word_compared(operator: str, column: Column, word: str) -> Mask:
    """A column of strings against one string: codes against the place of the string in the sorted vocabulary."""
    words: Any = column.words
    low, high = bisect_left(words, word), bisect_right(words, word)
    match operator:
        case "=":
            return column.data == low if high > low else np.zeros(len(column), bool)
        case "<>":
            return column.data != low if high > low else np.ones(len(column), bool)
        case "<":
            return column.data < low
        case "<=":
            return column.data < high
        case ">":
            return column.data >= high
        case _:
            return column.data >= low


def _numbers(vector: Vector) -> tuple[Any, Mask | None] | None:
    """(values, nulls) where the vector holds integers or floats of 64 bits."""
    if isinstance(vector, Column) and vector.kind in ("integer", "float"):
        return vector.data, vector.nulls
    if isinstance(vector, Constant):
        value = vector.value
        if type(value) is float or (type(value) is int and -(2**63) <= value < 2**63):
            return np.asarray(value), None
    return None


def _comparable(one: Array, other: Array) -> bool:
    if one.dtype == other.dtype:
        return True
    integers = one if one.dtype.kind == "i" else other
    return bool(len(integers.shape) == 0 and abs(int(integers)) < _EXACT) or _largest(integers) < _EXACT


def _largest(numbers: Array) -> int:
    return max(abs(int(numbers.max())), abs(int(numbers.min()))) if numbers.size else 0


def in_constant(vector: Vector, items: Any) -> Vector | None:
    """``vector IN items`` for a constant list of one kind; None where it has to be asked value by value."""
    if not isinstance(vector, Column) or not isinstance(items, list) or not items:
        return None
    kinds = set(map(type, items))
    if vector.words is not None and kinds == {str}:
        words: Any = vector.words
        wanted = np.zeros(len(words) + 1, bool)
        for item in items:
            at = bisect_left(words, item)
            if at < len(words) and words[at] == item:
                wanted[at] = True
        return boolean(wanted[vector.data], vector.nulls)
    if vector.kind == "integer" and kinds == {int}:
        return boolean(np.isin(vector.data, [item for item in items if -(2**63) <= item < 2**63]), vector.nulls)
    return None


# --- arithmetic -----------------------------------------------------------------------------------------------------


def calculated(operator: str, left: Vector, right: Vector, context: Context) -> Vector:
    """``left operator right`` for ``+ - * / % ^ ||``."""
    if not (isinstance(left, Constant) and isinstance(right, Constant)) and operator in "+-*/":
        numbers, others = _numbers(left), _numbers(right)
        if numbers is not None and others is not None:
            found = _calculated_fast(operator, numbers[0], others[0], _either(numbers[1], others[1]))
            if found is not None:
                return found
    return elementwise(_BY_VALUE[operator], (left, right), len(left), context)


def _calculated_fast(operator: str, one: Array, other: Array, nulls: Mask | None) -> Column | None:
    if one.dtype.kind == other.dtype.kind == "i":
        if operator == "/":
            return None
        first, second = _largest(one), _largest(other)
        if (first * second if operator == "*" else first + second) >= _SAFE:
            return None  # may overflow: let the exact arithmetic say so
        return Column("integer", _UFUNCS[operator](one, other), nulls)
    with np.errstate(all="ignore"):
        data = np.true_divide(one, other) if operator == "/" else _UFUNCS[operator](one, other)
    return Column("float", data, nulls)
