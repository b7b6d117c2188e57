"""What a function is: its name, what it takes and gives, and the Python that computes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from accord.cypher.errors import CypherTypeError
from accord.cypher.values import kinds
from accord.cypher.values.kinds import kind_of

__all__ = ["ANY", "Accumulator", "Function", "Kinds"]

Kinds = frozenset[str]
ANY: Kinds = kinds.ALL


class Accumulator(Protocol):
    """The state of an aggregating function for one group. DISTINCT is applied before it."""

    def add(self, value: Any, *arguments: Any) -> None:
        """Take the arguments' values of one row."""

    def result(self) -> Any:
        """The value for the rows so far."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of Cypher.

    `parameters` are the kinds each argument may be of; the last goes on for all further arguments where the function
    takes any number (`variadic`), and the last `optional` of them may be left out. `result` and `items` are the kinds of
    what it gives and, for a list, of its items. With `strict`, null in any argument gives null without a call.
    An aggregating function has `accumulator` in place of `call`. `constant` is false where two calls may differ.
    """

    name: str
    parameters: tuple[Kinds, ...]
    result: Kinds
    call: Callable[..., Any] | None = None
    optional: int = 0
    variadic: bool = False
    strict: bool = True
    items: Kinds | None = None
    accumulator: Callable[[], Accumulator] | None = None
    constant: bool = True

    @property
    def aggregates(self) -> bool:
        return self.accumulator is not None

    @property
    def minimum(self) -> int:
        """How many arguments it needs."""
        return len(self.parameters) - self.optional

    @property
    def maximum(self) -> int | None:
        """How many arguments it takes; None for any number."""
        return None if self.variadic else len(self.parameters)

    def accepted(self, index: int) -> Kinds:
        """The kinds that the argument at `index` may be of."""
        return self.parameters[min(index, len(self.parameters) - 1)]

    def apply(self, arguments: Sequence[Any]) -> Any:
        """The value for these arguments; raises `CypherTypeError` for an argument of a wrong kind, and what the
        function itself raises. Not for aggregating functions."""
        assert self.call is not None
        if self.strict and any(argument is None for argument in arguments):
            return None
        for index, argument in enumerate(arguments):
            accepted = self.accepted(index)
            if accepted is not ANY and argument is not None and kind_of(argument) not in accepted:
                wanted = " or ".join(sorted(accepted))
                message = f"{self.name}() needs {wanted}, not {kind_of(argument)}"
                raise CypherTypeError(message, "InvalidArgumentValue")
        return self.call(*arguments)
