"""Aggregating functions: one accumulator a group. They pass over null; DISTINCT is applied before they see a value."""

from __future__ import annotations

import math
from typing import Any

from accord.cypher.errors import CypherArgumentError, CypherTypeError
from accord.cypher.functions.function import ANY, Function, Kinds
from accord.cypher.values import kinds
from accord.cypher.values.kinds import LARGEST_INTEGER, SMALLEST_INTEGER, is_number, kind_of
from accord.cypher.values.ordering import sort_key

__all__ = ["FUNCTIONS"]


def _number(value: Any, function: str) -> int | float:
    if not is_number(value):
        raise CypherTypeError(f"{function}() needs numbers, not {kind_of(value)}", "InvalidArgumentValue")
    return value  # type: ignore[no-any-return]


class Count:
    """How many values there are; `CountStar` counts rows and needs none of this."""

    def __init__(self) -> None:
        self._count = 0

    def add(self, value: Any) -> None:
        self._count += value is not None

    def result(self) -> int:
        return self._count


class Sum:
    """The sum, 0 of nothing; an integer as long as all are and 64 bits hold it, else a float."""

    def __init__(self) -> None:
        self._sum: int | float = 0

    def add(self, value: Any) -> None:
        if value is not None:
            self._sum += _number(value, "sum")
            if isinstance(self._sum, int) and not SMALLEST_INTEGER <= self._sum <= LARGEST_INTEGER:
                self._sum = float(self._sum)

    def result(self) -> int | float:
        return self._sum


class Average:
    """The mean as a float, null of nothing."""

    def __init__(self) -> None:
        self._count = 0
        self._sum: int | float = 0

    def add(self, value: Any) -> None:
        if value is not None:
            self._sum += _number(value, "avg")
            self._count += 1

    def result(self) -> float | None:
        return self._sum / self._count if self._count else None


class Least:
    """The first value in Cypher's order."""

    def __init__(self) -> None:
        self._best: tuple[Any, Any] | None = None

    def add(self, value: Any) -> None:
        if value is not None:
            key = sort_key(value)
            if self._best is None or self.better(key, self._best[0]):
                self._best = (key, value)

    @staticmethod
    def better(key: Any, best: Any) -> bool:
        return bool(key < best)

    def result(self) -> Any:
        return None if self._best is None else self._best[1]


class Greatest(Least):
    """The last value in Cypher's order."""

    @staticmethod
    def better(key: Any, best: Any) -> bool:
        return bool(key > best)


class Collect:
    """The values as a list, in the order of the rows."""

    def __init__(self) -> None:
        self._values: list[Any] = []

    def add(self, value: Any) -> None:
        if value is not None:
            self._values.append(value)

    def result(self) -> list[Any]:
        return self._values


class Deviation:
    """The standard deviation of a sample: null of nothing, 0 of one value."""

    missing = 1
    """What is taken off the count: a sample has one degree of freedom less than it has values."""

    def __init__(self) -> None:
        self._values: list[float] = []

    def add(self, value: Any) -> None:
        if value is not None:
            self._values.append(float(_number(value, "stDev")))

    def result(self) -> float | None:
        if len(self._values) < 2:
            return 0.0 if self._values else None
        mean = math.fsum(self._values) / len(self._values)
        squares = math.fsum((value - mean) ** 2 for value in self._values)
        return math.sqrt(squares / (len(self._values) - self.missing))


class PopulationDeviation(Deviation):
    """The standard deviation of a whole population."""

    missing = 0


class Percentile:
    """What the two percentile functions share: the values, and the place between 0 and 1."""

    def __init__(self) -> None:
        self._values: list[int | float] = []
        self._place = 0.0

    def add(self, value: Any, place: Any) -> None:
        if place is None:
            raise CypherTypeError("a percentile can't be null", "InvalidArgumentValue")
        self._place = float(_number(place, "percentile"))
        if not 0 <= self._place <= 1:
            raise CypherArgumentError(f"a percentile is between 0 and 1, not {place}", "NumberOutOfRange")
        if value is not None:
            self._values.append(_number(value, "percentile"))


class PercentileDisc(Percentile):
    """The value nearest to the place, one of those that came."""

    def result(self) -> int | float | None:
        if not self._values:
            return None
        position = self._place * len(self._values)
        index = int(position)
        if index == position and index > 0:
            index -= 1
        return sorted(self._values)[index]


class PercentileCont(Percentile):
    """The value at the place, between two that came where need be."""

    def result(self) -> float | None:
        if not self._values:
            return None
        values = sorted(self._values)
        position = self._place * (len(values) - 1)
        below, above = math.floor(position), math.ceil(position)
        if below == above:
            return float(values[below])
        return values[below] * (above - position) + values[above] * (position - below)


_NUMBER: Kinds = kinds.NUMBERS
_INTEGER: Kinds = frozenset({kinds.INTEGER})
_FLOAT: Kinds = frozenset({kinds.FLOAT})
_LIST: Kinds = frozenset({kinds.LIST})

FUNCTIONS = (
    Function("avg", (_NUMBER,), _FLOAT, accumulator=Average),
    Function("collect", (ANY,), _LIST, accumulator=Collect),
    Function("count", (ANY,), _INTEGER, accumulator=Count),
    Function("max", (ANY,), ANY, accumulator=Greatest),
    Function("min", (ANY,), ANY, accumulator=Least),
    Function("percentileCont", (_NUMBER, _NUMBER), _FLOAT, accumulator=PercentileCont),
    Function("percentileDisc", (_NUMBER, _NUMBER), _NUMBER, accumulator=PercentileDisc),
    Function("stDev", (_NUMBER,), _FLOAT, accumulator=Deviation),
    Function("stDevP", (_NUMBER,), _FLOAT, accumulator=PopulationDeviation),
    Function("sum", (_NUMBER,), _NUMBER, accumulator=Sum),
)
