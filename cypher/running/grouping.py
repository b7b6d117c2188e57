"""Which rows hold the same values: numbers for vectors, and groups that go on from batch to batch."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cypher.result import Element, Node
from accord.cypher.running.batches import Batch
from accord.cypher.running.context import Context
from accord.cypher.running.vectors import Constant, Edges, Nodes, Vector, joined
from accord.cypher.snapshot.columns import Column
from accord.cypher.values.equality import grouping_key

__all__ = ["Groups", "codes_of", "keys_of"]

Codes: TypeAlias = NDArray[np.int64]
_MARKED = 2**26  # pairs of small groups and positions are marked in an array of so many bytes


def codes_of(vector: Vector, context: Context) -> Codes:
    """Small non-negative numbers, equal where the values are the same (null like null)."""
    match vector:
        case Constant():
            return np.zeros(len(vector), np.int64)
        case Nodes() | Edges():
            return vector.positions + 1
        case Column(kind="string" | "boolean"):
            codes = vector.data.astype(np.int64) + 1
            return codes if vector.nulls is None else np.where(vector.nulls, 0, codes)
        case Column(kind="integer" | "float"):
            _, codes = np.unique(vector.data, return_inverse=True)
            return codes + 1 if vector.nulls is None else np.where(vector.nulls, 0, codes + 1)
    known: dict[Hashable, int] = {}
    values = context.values(vector)
    return np.fromiter((known.setdefault(grouping_key(value), len(known)) for value in values), np.int64, len(values))


def keys_of(vector: Vector, context: Context) -> list[Hashable]:
    """Hashable keys, equal where the values are the same, in every batch alike."""
    if isinstance(vector, Nodes):
        return [None if position < 0 else ("NODE", position) for position in vector.positions.tolist()]
    if isinstance(vector, Edges):
        return [None if position < 0 else ("RELATIONSHIP", position) for position in vector.positions.tolist()]
    return [_key(value) for value in context.values(vector)]


def _key(value: Any) -> Hashable:
    if isinstance(value, Element):  # as when it comes as a position
        return ("NODE" if isinstance(value, Node) else "RELATIONSHIP", value.id)
    return grouping_key(value)


def combined(codes: Sequence[Codes], size: int) -> Codes:
    """One number for the combination of several."""
    if not codes:
        return np.zeros(size, np.int64)
    whole = codes[0]
    for one in codes[1:]:
        width = int(one.max(initial=0)) + 1
        if int(whole.max(initial=0)) >= 2**62 // width:
            _, whole = np.unique(whole, return_inverse=True)
        whole = whole * width + one
    return whole


def first_rows(codes: Codes) -> tuple[Codes, Codes]:
    """(the first row of each different code, ascending; for each row, which of them has its code)."""
    size, width = len(codes), int(codes.max(initial=0)) + 1
    if width <= max(1024, 4 * size):  # small numbers need no sort
        first_of = np.full(width, size)
        first_of[codes[::-1]] = np.arange(size - 1, -1, -1)
        first = np.sort(first_of[first_of < size])
        number = np.empty(width, np.int64)
        number[codes[first]] = np.arange(len(first))
        return first, number[codes]
    _, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    return first[order], number[inverse]


class Groups:
    """Numbers for the combinations of some columns, in order of first appearance over all batches."""

    def __init__(self, names: Sequence[str], context: Context) -> None:
        self._names = tuple(names)
        self._context = context
        self._numbers: dict[Hashable, int] = {}
        self._first: list[Batch] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, batch: Batch) -> Codes:
        """The group of each row; new ones are remembered with the values of their first row."""
        vectors = [batch.column(name) for name in self._names]
        codes = combined([codes_of(vector, self._context) for vector in vectors], batch.size)
        first, inverse = first_rows(codes)
        keys: Sequence[Hashable] = [()] * len(first)
        if vectors:
            keys = list(zip(*(keys_of(vector.take(first), self._context) for vector in vectors), strict=True))
        before = len(self._numbers)
        local = np.fromiter((self._numbers.setdefault(key, len(self._numbers)) for key in keys), np.int64, len(first))
        fresh = first[local >= before]
        if len(fresh):
            self._first.append(batch.take(fresh).restricted(self._names))
        return local[inverse]

    def columns(self) -> dict[str, Vector]:
        """The values that each group has in common."""
        return {
            name: joined([batch.column(name) for batch in self._first], self._context.elements)
            for name in self._names
            if self._first
        }


class Seen:
    """Which (group, value) pairs there were: what DISTINCT inside an aggregate asks."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._keys: set[Hashable] = set()
        self._positions: Codes | None = None
        self._marks = np.zeros(0, bool)

    def new_rows(self, groups: Codes, vector: Vector) -> Codes:
        """The first rows, ascending, of the pairs that were not there before."""
        if isinstance(vector, (Nodes, Edges)):
            stride = max(self._context.snapshot.node_count, self._context.snapshot.edge_count) + 1
            return self._new_positions(groups * stride + vector.positions + 1)
        first, _ = first_rows(combined([groups, codes_of(vector, self._context)], len(groups)))
        keys = zip(groups[first].tolist(), keys_of(vector.take(first), self._context), strict=True)
        fresh = []
        for row, key in zip(first.tolist(), keys, strict=True):
            if key not in self._keys:
                self._keys.add(key)
                fresh.append(row)
        return np.array(fresh, np.int64)

    def _new_positions(self, pairs: Codes) -> Codes:
        highest = int(pairs.max(initial=0)) + 1
        if highest <= _MARKED and self._positions is None:
            if len(self._marks) < highest:
                self._marks = np.concatenate([self._marks, np.zeros(highest - len(self._marks), bool)])
            candidates = np.flatnonzero(~self._marks[pairs])
            first = candidates[first_rows(pairs[candidates])[0]]
            self._marks[pairs[first]] = True
            return first
        if self._positions is None:
            self._positions = np.flatnonzero(self._marks)
        different, first = np.unique(pairs, return_index=True)
        unseen = ~np.isin(different, self._positions, assume_unique=True)
        self._positions = np.concatenate([self._positions, different[unseen]])
        return np.sort(first[unseen])


def ordered_by_group(groups: Codes) -> tuple[Codes, list[tuple[int, int, int]]]:
    """(rows ordered by group, (group, lower, upper) of each stretch)."""
    order = np.argsort(groups, kind="stable")
    present, lower = np.unique(groups[order], return_index=True)
    upper: Any = np.append(lower[1:], len(order))
    return order, list(zip(present.tolist(), lower.tolist(), upper.tolist(), strict=True))
