"""Tables of phrases (``au cours des``, ``plus de``) that are looked up at a place in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from accord.graph.reading.numbers.tokens import Token, tokens

__all__ = ["Phrases"]

Value = TypeVar("Value")


class Phrases(Generic[Value]):
    """Phrases and what each stands for; the longest that fits is found, whatever its case."""

    __slots__ = ("_longest", "_table")

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._table = {tuple(token.text for token in tokens(phrase)): value for phrase, value in entries}
        self._longest = max(map(len, self._table), default=0)

    def at(self, text: Sequence[Token], start: int) -> tuple[int, Value] | None:
        """The index after the longest phrase that begins at `start`, and its value; None if none does."""
        for end in range(min(start + self._longest, len(text)), start, -1):
            words = tuple(token.text for token in text[start:end])
            if words in self._table:
                return end, self._table[words]
        return None

    def every(self, text: Sequence[Token], start: int) -> list[tuple[int, Value]]:
        """All phrases that begin at `start`, the longest first, as `at` gives them."""
        last = min(start + self._longest, len(text))
        words = tuple(token.text for token in text[start:last])
        ends = range(len(words), 0, -1)
        return [(start + end, self._table[words[:end]]) for end in ends if words[:end] in self._table]

    def ending(self, text: Sequence[Token], end: int) -> tuple[int, Value] | None:
        """The index where the longest phrase that ends just before `end` begins, and its value."""
        for start in range(max(end - self._longest, 0), end):
            words = tuple(token.text for token in text[start:end])
            if words in self._table:
                return start, self._table[words]
        return None
