"""What one run of a plan needs beside its rows: the graph, the parameters, the clock."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from accord.cypher.errors import QueryTimeout
from accord.cypher.running.elements import Elements
from accord.cypher.running.vectors import Vector, values_of
from accord.cypher.snapshot.protocol import Snapshot

__all__ = ["Context"]


class Context:
    """The surroundings of a run; `text` is the statement that errors point into."""

    __slots__ = ("_deadline", "elements", "parameters", "snapshot", "text")

    def __init__(
        self, snapshot: Snapshot, parameters: Mapping[str, Any], text: str, timeout: float | None = None
    ) -> None:
        self.snapshot = snapshot
        self.parameters = parameters
        self.text = text
        self.elements = Elements(snapshot)
        self._deadline = None if timeout is None else time.monotonic() + timeout

    def check(self) -> None:
        """Raises `QueryTimeout` where the time is up. Every operator asks once a batch."""
        if self._deadline is not None and time.monotonic() > self._deadline:
            raise QueryTimeout("the query took longer than it may", "Timeout")

    def remaining(self) -> float | None:
        """Seconds left, None where there is no end."""
        return None if self._deadline is None else max(0.001, self._deadline - time.monotonic())

    def values(self, vector: Vector) -> list[Any]:
        """A vector's rows as Python values."""
        return values_of(vector, self.elements)
