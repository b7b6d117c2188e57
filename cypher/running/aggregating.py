"""Aggregation: rows to groups, and the aggregating functions on whole columns where they can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cypher.errors import CypherError, NotSupported
from accord.cypher.functions.function import Accumulator
from accord.cypher.functions.registry import lookup
from accord.cypher.planning import plan
from accord.cypher.running.batches import Batch
from accord.cypher.running.context import Context
from accord.cypher.running.expressions import Evaluate, compiled
from accord.cypher.running.grouping import Groups, Seen, ordered_by_group
from accord.cypher.running.vectors import Vector, vector_of
from accord.cypher.snapshot.columns import Column
from accord.cypher.syntax import tree

__all__ = ["compiled_aggregate"]

Codes: TypeAlias = NDArray[np.int64]
Run: TypeAlias = Callable[[Context, Batch], Iterator[Batch]]


class Aggregator(Protocol):
    """One aggregating call over all groups."""

    def add(self, groups: Codes, count: int, batch: Batch) -> None:
        """Take a batch whose rows belong to `groups`; there are `count` groups by now."""

    def result(self, count: int) -> Vector:
        """The value of each group."""


def compiled_aggregate(operator: plan.Aggregate, source: Run) -> Run:
    """The function for an aggregation: one batch, with the groups in order of first appearance."""
    keys = {name: compiled(expression) for name, expression in operator.keys}
    makers = {name: _maker(call) for name, call in operator.calls}

    def run(context: Context, argument: Batch) -> Iterator[Batch]:
        groups = Groups(tuple(keys), context)
        aggregators = {name: make(context) for name, make in makers.items()}
        for batch in source(context, argument):
            context.check()
            if batch.size == 0:
                continue
            if keys:
                keyed = batch.extended({name: key(batch, context) for name, key in keys.items()})
                numbers = groups.numbers(keyed)
            else:
                numbers = np.zeros(batch.size, np.int64)
            for aggregator in aggregators.values():
                aggregator.add(numbers, len(groups) if keys else 1, batch)
        count = len(groups) if keys else 1
        if count:
            columns = {name: aggregator.result(count) for name, aggregator in aggregators.items()}
            yield Batch(count, {**groups.columns(), **columns})

    return run


def _maker(call: tree.Expression) -> Callable[[Context], Aggregator]:
    if isinstance(call, tree.CountStar):
        return lambda context: _Count(None, context)
    assert isinstance(call, tree.FunctionCall)
    function = lookup(call.name)
    if function is None or function.accumulator is None:
        raise NotSupported(f"the aggregate {call.name}() is not supported", "NotSupported")
    arguments = [compiled(argument) for argument in call.arguments]
    accumulator, name, distinct = function.accumulator, function.name, call.distinct

    def make(context: Context) -> Aggregator:
        if name == "count":
            inner: Aggregator = _Count(arguments[0], context)
        elif name in ("sum", "min", "max"):
            inner = _Numeric(name, arguments[0], accumulator, context)
        else:
            inner = _ByValue(arguments, accumulator, context)
        return _Distinct(arguments[0], inner, context) if distinct else _Located(inner, call, context)

    return make


class _Located:
    """Errors of an aggregate point at its call."""

    def __init__(self, inner: Aggregator, call: tree.Expression, context: Context) -> None:
        self._inner, self._call, self._context = inner, call, context

    def add(self, groups: Codes, count: int, batch: Batch) -> None:
        try:
            self._inner.add(groups, count, batch)
        except CypherError as error:
            raise error.at(self._context.text, self._call.start, self._call.end) from None

    def result(self, count: int) -> Vector:
        try:
            return self._inner.result(count)
        except CypherError as error:
            raise error.at(self._context.text, self._call.start, self._call.end) from None


class _Distinct:
    def __init__(self, argument: Evaluate, inner: Aggregator, context: Context) -> None:
        self._argument, self._inner, self._context = argument, inner, context
        self._seen = Seen(context)

    def add(self, groups: Codes, count: int, batch: Batch) -> None:
        rows = self._seen.new_rows(groups, self._argument(batch, self._context))
        if len(rows):
            self._inner.add(groups[rows], count, batch.take(rows))

    def result(self, count: int) -> Vector:
        return self._inner.result(count)


class _Count:
    """``count(*)`` without an argument, else ``count(x)``."""

    def __init__(self, argument: Evaluate | None, context: Context) -> None:
        self._argument, self._context = argument, context
        self._counts = np.zeros(1, np.int64)

    def add(self, groups: Codes, count: int, batch: Batch) -> None:
        if self._argument is not None:
            nulls = self._argument(batch, self._context).null_mask()
            groups = groups[~nulls] if nulls.any() else groups
        self._counts = _grown(self._counts, count, 0)
        if count == 1:
            self._counts[0] += len(groups)
        else:
            self._counts += np.bincount(groups, minlength=len(self._counts))

    def result(self, count: int) -> Vector:
        return Column("integer", _grown(self._counts, count, 0)[:count])


def _grown(array: NDArray[Any], size: int, fill: Any) -> NDArray[Any]:
    if len(array) >= size:
        return array
    return np.concatenate([array, np.full(max(size, 2 * len(array)) - len(array), fill, array.dtype)])


class _ByValue:
    """Any aggregate, with an accumulator for each group."""

    def __init__(self, arguments: Sequence[Evaluate], accumulator: Callable[[], Accumulator], context: Context) -> None:
        self._arguments, self._accumulator, self._context = arguments, accumulator, context
        self._groups: list[Accumulator] = []

    def add(self, groups: Codes, count: int, batch: Batch) -> None:
        self.fill(count)
        order, stretches = ordered_by_group(groups)
        ordered = batch.take(order)
        columns = [self._context.values(argument(ordered, self._context)) for argument in self._arguments]
        for group, lower, upper in stretches:
            add = self._groups[group].add
            if len(columns) == 1:
                for value in columns[0][lower:upper]:
                    add(value)
            else:
                for values in zip(*(column[lower:upper] for column in columns), strict=True):
                    add(*values)

    def add_one(self, group: int, value: Any) -> None:
        """Take one value of one group."""
        self._groups[group].add(value)

    def fill(self, count: int) -> None:
        while len(self._groups) < count:
            self._groups.append(self._accumulator())

    def result(self, count: int) -> Vector:
        self.fill(count)
        return vector_of([group.result() for group in self._groups[:count]])


class _Numeric:
    """sum, min and max: on columns of integers or floats, by value as soon as anything else comes."""

    def __init__(self, name: str, argument: Evaluate, accumulator: Callable[[], Accumulator], context: Context) -> None:
        self._name, self._argument, self._context = name, argument, context
        self._by_value = _ByValue([argument], accumulator, context)
        self._fast: dict[int, Any] = {}

    def add(self, groups: Codes, count: int, batch: Batch) -> None:
        vector = self._argument(batch, self._context)
        text = isinstance(vector, Column) and vector.words is not None and self._name != "sum"
        if not isinstance(vector, Column) or not (text or vector.kind in ("integer", "float")):
            self._by_value.add(groups, count, batch)
            return
        data = vector.data
        if vector.nulls is not None:
            data, groups = data[~vector.nulls], groups[~vector.nulls]
        if vector.kind == "float" and self._name != "sum" and np.isnan(data).any():
            self._by_value.add(groups, count, batch)
            return
        self._by_value.fill(count)
        if len(data):
            self._add_partial(groups, count, data, vector.words)

    def _add_partial(self, groups: Codes, count: int, data: NDArray[Any], words: NDArray[Any] | None) -> None:
        """The batch's own sum, least or greatest of each group goes into the group's accumulator as one value."""
        there = np.bincount(groups, minlength=count) > 0
        if self._name == "sum":
            largest = max(abs(int(data.max())), abs(int(data.min()))) if data.dtype.kind == "i" else 0
            if largest * len(data) >= 2**62:
                partial: Any = np.zeros(count, object)
                np.add.at(partial, groups, data.astype(object))
            else:
                partial = np.zeros(count, data.dtype)
                np.add.at(partial, groups, data)
        else:
            reduce = np.minimum if self._name == "min" else np.maximum
            partial = np.empty(count, data.dtype)
            order = np.argsort(groups, kind="stable")
            starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
            partial[groups[order][starts]] = reduce.reduceat(data[order], starts)
        if words is not None:  # codes are in the order of the words
            partial = words[np.where(there, partial, 0)]
        for group, value in zip(np.flatnonzero(there).tolist(), partial[there].tolist(), strict=True):
            self._by_value.add_one(group, value)

    def result(self, count: int) -> Vector:
        return self._by_value.result(count)
