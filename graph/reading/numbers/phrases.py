"""Tables of phrases (``au cours des``, ``plus de``) that are looked up at a place in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from accord.graph.reading.numbers.tokens import Token, tokens

__all__ = ["Phrases"]

Value = TypeVar("Value")


class Phrases(Generic[Value]):
    """Phrases and what each stands for; the longest that fits is found, whatever its case."""

    # Nearly every look-up fails on its first word: phrases are kept by first and by last word, longest first.
    __slots__ = ("_beginning", "_ending")

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        table = {tuple(token.text for token in tokens(phrase)): value for phrase, value in entries}
        self._beginning: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._ending: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for words, value in sorted(table.items(), key=lambda entry: (-len(entry[0]), entry[0])):
            self._beginning.setdefault(words[0], []).append((words, value))
            self._ending.setdefault(words[-1], []).append((words, value))

    @property
    def first_words(self) -> frozenset[str]:
        """The words that a phrase of the table may begin with."""
        return frozenset(self._beginning)

    def at(self, text: Sequence[Token], start: int) -> tuple[int, Value] | None:
        """The index after the longest phrase that begins at `start`, and its value; None if none does."""
        if start >= len(text):
            return None
        for words, value in self._beginning.get(text[start].text, ()):
            if _stands(text, start, words):
                return start + len(words), value
        return None

    def every(self, text: Sequence[Token], start: int) -> list[tuple[int, Value]]:
        """All phrases that begin at `start`, the longest first, as `at` gives them."""
        if start >= len(text):
            return []
        candidates = self._beginning.get(text[start].text, ())
        return [(start + len(words), value) for words, value in candidates if _stands(text, start, words)]

    def ending(self, text: Sequence[Token], end: int) -> tuple[int, Value] | None:
        """The index where the longest phrase that ends just before `end` begins, and its value."""
        if end < 1:
            return None
        for words, value in self._ending.get(text[end - 1].text, ()):
            start = end - len(words)
            if start >= 0 and _stands(text, start, words):
                return start, value
        return None


def _stands(text: Sequence[Token], start: int, words: tuple[str, ...]) -> bool:
    if start + len(words) > len(text):
        return False
    return all(text[start + step].text == word for step, word in enumerate(words))
