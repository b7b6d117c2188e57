"""A batch: some rows of bindings, column by column, computed as late as possible.

Taking rows from a batch copies nothing: a column is gathered when somebody asks for it, and a projected expression
that nobody asked for yet is computed for the rows that are left by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accord.cypher.running.elements import Elements
from accord.cypher.running.vectors import Vector, joined

__all__ = ["BATCH_ROWS", "Batch", "stacked"]

BATCH_ROWS = 65_536  # large enough for NumPy to shine, small enough for LIMIT and memory

Compute = Callable[["Batch"], Vector]


class Batch:
    """`size` rows; see `column` for what is bound."""

    __slots__ = ("_columns", "_index", "_late", "_parent", "_taken", "size")

    def __init__(
        self,
        size: int,
        columns: Mapping[str, Vector] | None = None,
        *,
        late: Mapping[str, tuple[Compute, Batch]] | None = None,
        parent: Batch | None = None,
        index: NDArray[Any] | None = None,
    ) -> None:
        """Rows with `columns` bound; `late` ones are computed from another batch of as many rows; all others are
        those of `parent`, at the rows `index` (None: all)."""
        self.size = size
        self._columns: dict[str, Vector] = dict(columns) if columns else {}
        self._late = late or {}
        self._parent = parent
        self._index = index
        self._taken: dict[int, Batch] = {}

    def column(self, name: str) -> Vector:
        """What the variable is bound to in each row. Raises KeyError for a variable that is not bound."""
        found = self._columns.get(name)
        if found is None:
            late = self._late_column(name)
            if late is not None:
                compute, source = late
                found = compute(source)
            elif self._parent is None:
                raise KeyError(name)
            else:
                found = self._parent.column(name)
                if self._index is not None:
                    found = found.take(self._index)
            self._columns[name] = found
        return found

    def _late_column(self, name: str) -> tuple[Compute, Batch] | None:
        """How to compute the column for the rows of this batch, None where it is known already or not late."""
        if name in self._columns:
            return None
        if name in self._late:
            return self._late[name]
        if self._parent is None:
            return None
        late = self._parent._late_column(name)
        if late is None or self._index is None:
            return late
        compute, source = late
        taken = self._taken.get(id(source))
        if taken is None:
            taken = self._taken[id(source)] = source.take(self._index)
        return compute, taken

    def take(self, index: NDArray[Any], columns: Mapping[str, Vector] | None = None) -> Batch:
        """The rows at `index`, with some more columns bound."""
        return Batch(len(index), columns, parent=self, index=index)

    def extended(self, columns: Mapping[str, Vector]) -> Batch:
        """The same rows with some more columns bound."""
        return Batch(self.size, columns, parent=self)

    def projected(self, late: Mapping[str, Compute]) -> Batch:
        """The same rows with these columns alone, each computed from this batch when asked for."""
        return Batch(self.size, late={name: (compute, self) for name, compute in late.items()})

    def extended_late(self, late: Mapping[str, Compute]) -> Batch:
        """The same rows with some more columns, each computed from this batch when asked for."""
        return Batch(self.size, late={name: (compute, self) for name, compute in late.items()}, parent=self)

    def slice(self, lower: int, upper: int) -> Batch:
        """The rows from `lower` up to, not including, `upper`."""
        if lower <= 0 and upper >= self.size:
            return self
        return self.take(np.arange(max(lower, 0), min(upper, self.size)))

    def restricted(self, names: Iterable[str]) -> Batch:
        """The same rows with these columns alone, all computed: nothing else is kept alive."""
        return Batch(self.size, {name: self.column(name) for name in names})


def stacked(batches: Sequence[Batch], names: Sequence[str], elements: Elements) -> Batch:
    """The batches one below the other, with these columns."""
    if len(batches) == 1:
        return batches[0].restricted(names)
    size = sum(batch.size for batch in batches)
    return Batch(size, {name: joined([batch.column(name) for batch in batches], elements) for name in names})
