"""The number words of a language, read from its YAML file and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from accord.graph import datafiles
from accord.graph.reading.numbers.phrases import Phrases

__all__ = ["NumberWords", "load_number_words", "number_words"]

# Spaces that group digits: a plain, a no-break, a narrow no-break and a thin one.
_SPACES = " \u00a0\u202f\u2009"
_KEYS = (
    "words",
    "rooms",
    "hundreds",
    "scales",
    "alone",
    "collectives",
    "half_before",
    "half_after",
    "linked",
    "linked_values",
    "articles",
    "of",
    "collective_articles",
    "group_marks",
    "decimal_marks",
    "numbered",
    "counted",
    "counted_not",
)


@dataclass(frozen=True)
class NumberWords:
    """How a language writes numbers; `values` gives a word's value and the room that it leaves for the next."""

    values: Phrases[tuple[int, int]]
    hundreds: frozenset[str]
    scales: dict[str, int]
    alone: frozenset[str]
    collectives: dict[str, int]
    half_before: Phrases[bool]
    half_after: Phrases[bool]
    linked: frozenset[str]
    linked_values: frozenset[int]
    articles: frozenset[str]
    of: Phrases[bool]
    collective_articles: frozenset[str]
    numbered: frozenset[str]
    counted: frozenset[str]
    counted_not: frozenset[str]
    figure: re.Pattern[str]
    decimal_marks: str

    @cached_property
    def starters(self) -> frozenset[str]:
        """The words that a number may begin with."""
        return self.values.first_words.union(
            self.half_before.first_words, self.alone, self.articles, self.collective_articles
        )


@cache
def number_words(language: str) -> NumberWords:
    """The number words of a language (``fr``, ``en``); raises `DataFileError` if there is no such file."""
    return load_number_words(Path(__file__).with_name(f"{language}.yaml"))


def load_number_words(path: Path) -> NumberWords:
    """The number words in the file at `path`; raises `DataFileError` if it is not as it must be."""
    data = datafiles.read_yaml(path)
    known_keys(data, _KEYS)
    words = integers(data, "words")
    rooms = integers(data, "rooms")
    for word in rooms:
        if word not in words:
            datafiles.fail(path, data.line_of("rooms"), f"{word!r} has room but no value")
    decimal_marks = text(data, "decimal_marks")
    return NumberWords(
        values=Phrases((word, (value, rooms.get(word, 0))) for word, value in words.items()),
        hundreds=frozenset(strings(data, "hundreds")),
        scales=integers(data, "scales"),
        alone=frozenset(strings(data, "alone")),
        collectives=integers(data, "collectives"),
        half_before=Phrases((phrase, True) for phrase in strings(data, "half_before")),
        half_after=Phrases((phrase, True) for phrase in strings(data, "half_after")),
        linked=frozenset(strings(data, "linked")),
        linked_values=frozenset(_integer_list(data, "linked_values")),
        articles=frozenset(strings(data, "articles")),
        of=Phrases((phrase, True) for phrase in strings(data, "of")),
        numbered=frozenset(strings(data, "numbered")),
        counted=frozenset(strings(data, "counted")),
        counted_not=frozenset(strings(data, "counted_not")),
        collective_articles=frozenset(strings(data, "collective_articles")),
        figure=_figure(text(data, "group_marks"), decimal_marks),
        decimal_marks=decimal_marks,
    )


def known_keys(data: datafiles.Table, known: Iterable[str]) -> None:
    """Nothing, or a `DataFileError` if `data` has a key that is not `known` (a misspelt one would do nothing)."""
    names = sorted(known)
    for key in data:
        if key not in names:
            datafiles.fail(data.path, data.line_of(key), f"unknown key {key!r}; known are {', '.join(names)}")


def strings(data: datafiles.Table, key: str) -> tuple[str, ...]:
    """The list of texts under `key`; raises `DataFileError` if it is missing or anything else."""
    value = data.get(key)
    if not isinstance(value, tuple) or not all(isinstance(item, str) and item for item in value):
        datafiles.fail(data.path, data.line_of(key), f"{key}: must be a list of texts")
    return value


def integers(data: datafiles.Table, key: str) -> dict[str, int]:
    """The mapping from text to whole numbers under `key`; raises `DataFileError` otherwise."""
    value = data.get(key)
    if not isinstance(value, datafiles.Table):
        datafiles.fail(data.path, data.line_of(key), f"{key}: must be a mapping from words to numbers")
    found = {}
    for word, number in value.items():
        if not isinstance(number, int) or isinstance(number, bool):
            datafiles.fail(data.path, value.line_of(word), f"{key}: {word}: must be a whole number, is {number!r}")
        found[word] = number
    return found


def text(data: datafiles.Table, key: str) -> str:
    """The text under `key`; raises `DataFileError` otherwise."""
    value = data.get(key)
    if not isinstance(value, str):
        datafiles.fail(data.path, data.line_of(key), f"{key}: must be a text")
    return value


def _integer_list(data: datafiles.Table, key: str) -> tuple[int, ...]:
    value = data.get(key)
    if not isinstance(value, tuple) or not all(isinstance(item, int) for item in value):
        datafiles.fail(data.path, data.line_of(key), f"{key}: must be a list of whole numbers")
    return value


def _figure(group_marks: str, decimal_marks: str) -> re.Pattern[str]:
    """Digits in groups of three (one and the same mark between them) with decimals, or plain digits with decimals."""
    groups = re.escape(group_marks.replace(" ", _SPACES))
    decimals = rf"(?:[{re.escape(decimal_marks)}][0-9]+)?"
    return re.compile(rf"[0-9]{{1,3}}(?:([{groups}])[0-9]{{3}}(?:\1[0-9]{{3}})*)(?![0-9]){decimals}|[0-9]+{decimals}")
