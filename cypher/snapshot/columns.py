"""Typed columns: what a property looks like for all nodes or edges at once, and what expressions compute with.

A column is of one of five kinds. ``integer``, ``float`` and ``boolean`` hold NumPy arrays of that type; ``string`` holds
codes into a sorted vocabulary, so that equality, grouping and ordering of strings are those of small integers; ``any``
holds Python values one by one. Nulls are a mask beside the data, None where there are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Column", "column_of", "concatenated", "objects"]

Array = NDArray[Any]
Mask = NDArray[np.bool_]

SMALLEST, LARGEST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Values of one kind for many rows; `words` is the sorted vocabulary of a ``string`` column, else None."""

    kind: str
    data: Array
    nulls: Mask | None = None
    words: Array | None = None

    def __len__(self) -> int:
        return len(self.data)

    def take(self, index: Array) -> Column:
        """The rows at `index`, in that order."""
        nulls = None if self.nulls is None else self.nulls[index]
        return Column(self.kind, self.data[index], nulls, self.words)

    def null_mask(self) -> Mask:
        """True where the value is null."""
        return np.zeros(len(self.data), bool) if self.nulls is None else self.nulls

    def values(self) -> list[Any]:
        """The rows as Python values, None where null."""
        data = self.data if self.words is None else self.words[self.data] if len(self.words) else self.data
        found: list[Any] = data.tolist()
        if self.nulls is not None:
            for row in np.flatnonzero(self.nulls).tolist():
                found[row] = None
        return found


def objects(values: Sequence[Any]) -> Array:
    """A one-dimensional array that holds the values as they are (NumPy would make lists into a second dimension)."""
    return np.fromiter(values, object, len(values))


def column_of(values: Sequence[Any]) -> Column:
    """The tightest column for the values: one of the typed kinds where all (but nulls) are of one type, else ``any``.

    >>> column_of([3, None, 5]).kind, column_of(["b", "a"]).data.tolist(), column_of([1, "a"]).kind
    ('integer', [1, 0], 'any')
    """
    types = set(map(type, values))
    has_null = type(None) in types
    types.discard(type(None))
    nulls = np.fromiter((value is None for value in values), bool, len(values)) if has_null else None
    if not types:
        return Column("any", objects(values), nulls)
    if len(types) == 1:
        only = types.pop()
        if only is str:
            return _coded(values, nulls)
        default = {int: 0, float: 0.0, bool: False}.get(only)
        if default is not None:
            filled = [default if value is None else value for value in values] if has_null else values
            if only is not int or (min(filled) >= SMALLEST and max(filled) <= LARGEST):
                kind, form = {int: ("integer", np.int64), float: ("float", np.float64), bool: ("boolean", np.bool_)}[
                    only
                ]
                return Column(kind, np.array(filled, dtype=form), nulls)
    return Column("any", objects(values), nulls)


def _coded(values: Sequence[str | None], nulls: Mask | None) -> Column:
    words = sorted({value for value in values if value is not None})
    code: dict[str | None, int] = {word: number for number, word in enumerate(words)}
    code[None] = 0
    codes = np.fromiter((code[value] for value in values), np.int64, len(values))
    return Column("string", codes, nulls, objects(words))


def concatenated(columns: Sequence[Column]) -> Column:
    """The columns one below the other; of differing kinds or vocabularies, as Python values again."""
    if len(columns) == 1:
        return columns[0]
    first = columns[0]
    if all(column.kind == first.kind and column.words is first.words for column in columns):
        nulls = None
        if any(column.nulls is not None for column in columns):
            nulls = np.concatenate([column.null_mask() for column in columns])
        return Column(first.kind, np.concatenate([column.data for column in columns]), nulls, first.words)
    return column_of(list(_chained(column.values() for column in columns)))


def _chained(lists: Iterable[list[Any]]) -> Iterable[Any]:
    for values in lists:
        yield from values
