"""The numbers of SKIP and LIMIT."""

from __future__ import annotations

from collections.abc import Callable

from accord.cypher.errors import RUNTIME, CypherSyntaxError
from accord.cypher.running.batches import Batch
from accord.cypher.running.context import Context
from accord.cypher.running.vectors import Vector
from accord.cypher.values import kinds
from accord.cypher.values.kinds import kind_of

__all__ = ["count_of"]


def count_of(evaluate: Callable[[Batch, Context], Vector], clause: str, context: Context) -> int:
    """The value of an expression without variables, a non-negative integer. Raises where it is none."""
    value = context.values(evaluate(Batch(1), context))[0]
    if kind_of(value) != kinds.INTEGER:
        message = f"{clause} needs an integer, not {kind_of(value)}"
        raise CypherSyntaxError(message, "InvalidArgumentType", phase=RUNTIME)
    if value < 0:
        raise CypherSyntaxError(f"{clause} can't be negative", "NegativeIntegerArgument", phase=RUNTIME)
    return int(value)
