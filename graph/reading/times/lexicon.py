"""The time words of a language, read from its YAML file and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path

from accord.graph import datafiles
from accord.graph.reading.numbers import Phrases
from accord.graph.reading.numbers.lexicon import integers, known_keys, strings

__all__ = ["TimeWords", "load_time_words", "time_words"]

_ROLES = ("point", "since", "until", "before", "after", "by")
_PARTS = ("early", "mid", "late", "whole")
# Fields that are made of several keys, and those keys.
_MADE = {"directions", "window_words"}
_READ = {"last", "next", "window_past", "window_next"}
_UNITS = ("hour", "day", "week", "fortnight", "month", "quarter", "half", "year", "decade", "century")


@dataclass(frozen=True)
class TimeWords:
    """How a language tells times; the comments of ``fr.yaml`` say what each table is for."""

    months: dict[str, int]
    abbreviated: frozenset[str]
    capital_only: frozenset[str]
    weak: frozenset[str]
    needs_year: frozenset[str]
    weekdays: dict[str, int]
    seasons: Phrases[int]
    units: dict[str, str]
    parts: Phrases[str]
    divisions: Phrases[tuple[int, int]]
    weak_divisions: Phrases[bool]
    first_words: frozenset[str]
    of: Phrases[bool]
    decades: Phrases[bool]
    century: frozenset[str]
    month_words: Phrases[bool]
    relative: Phrases[tuple[str, int]]
    bound_only: Phrases[bool]
    bare_units: dict[str, tuple[str, int]]
    directions: Phrases[str]
    day_parts: Phrases[bool]
    feasts: Phrases[tuple[int, int]]
    window_words: dict[str, int]
    window_openers: Phrases[bool]
    single_units: frozenset[str]
    ago_before: Phrases[bool]
    ago_after: Phrases[bool]
    ahead: Phrases[bool]
    durations_before: Phrases[bool]
    durations_after: Phrases[bool]
    ages: Phrases[bool]
    prepositions: Phrases[str]
    ranges: Phrases[Phrases[bool]]
    joined_days: frozenset[str]
    ordinal_marks: frozenset[str]
    day_words: dict[str, int]
    year_prepositions: frozenset[str]
    hedges: Phrases[bool]
    vague: Phrases[bool]
    month_first: bool

    @cached_property
    def starters(self) -> frozenset[str]:
        """The words that a time may begin with, numbers aside."""
        tables = [getattr(self, field.name) for field in fields(self)]
        found = {word for table in tables if isinstance(table, Phrases) for word in table.first_words}
        return frozenset(found.union(self.months, self.weekdays, self.window_words, self.first_words, self.day_words))


@cache
def time_words(language: str) -> TimeWords:
    """The time words of a language (``fr``, ``en``); raises `DataFileError` if there is no such file."""
    return load_time_words(Path(__file__).with_name(f"{language}.yaml"))


def load_time_words(path: Path) -> TimeWords:
    """The time words in the file at `path`; raises `DataFileError` if it is not as it must be."""
    data = datafiles.read_yaml(path)
    known_keys(data, {field.name for field in fields(TimeWords)} - _MADE | _READ)

    def listed(key: str) -> Phrases[bool]:
        return Phrases((phrase, True) for phrase in strings(data, key))

    def words(key: str) -> frozenset[str]:
        return frozenset(strings(data, key))

    return TimeWords(
        months=_within(data, "months", 1, 12),
        abbreviated=words("abbreviated"),
        capital_only=words("capital_only"),
        weak=words("weak"),
        needs_year=words("needs_year"),
        weekdays=_within(data, "weekdays", 1, 7),
        seasons=Phrases(_within(data, "seasons", 1, 12).items()),
        units=_choices(data, "units", _UNITS),
        parts=Phrases(_choices(data, "parts", _PARTS).items()),
        divisions=Phrases(_pairs(data, "divisions").items()),
        weak_divisions=listed("weak_divisions"),
        first_words=words("first_words"),
        of=listed("of"),
        decades=listed("decades"),
        century=words("century"),
        month_words=listed("month_words"),
        relative=Phrases(_shifts(data, "relative").items()),
        bound_only=listed("bound_only"),
        bare_units=_shifts(data, "bare_units"),
        directions=Phrases([(phrase, way) for way in ("last", "next") for phrase in strings(data, way)]),
        day_parts=listed("day_parts"),
        feasts=Phrases(_pairs(data, "feasts").items()),
        window_words=dict.fromkeys(strings(data, "window_past"), -1) | dict.fromkeys(strings(data, "window_next"), 1),
        window_openers=listed("window_openers"),
        single_units=words("single_units"),
        ago_before=listed("ago_before"),
        ago_after=listed("ago_after"),
        ahead=listed("ahead"),
        durations_before=listed("durations_before"),
        durations_after=listed("durations_after"),
        ages=listed("ages"),
        prepositions=Phrases(_choices(data, "prepositions", _ROLES).items()),
        ranges=Phrases(_ranges(data).items()),
        joined_days=words("joined_days"),
        ordinal_marks=words("ordinal_marks"),
        day_words=_within(data, "day_words", 1, 31),
        year_prepositions=words("year_prepositions"),
        hedges=listed("hedges"),
        vague=listed("vague"),
        month_first=data.get("month_first") is True,
    )


def _table(data: datafiles.Table, key: str) -> datafiles.Table:
    value = data.get(key)
    if not isinstance(value, datafiles.Table):
        datafiles.fail(data.path, data.line_of(key), f"{key}: must be a mapping")
    return value


def _within(data: datafiles.Table, key: str, low: int, high: int) -> dict[str, int]:
    found = integers(data, key)
    for word, number in found.items():
        if not low <= number <= high:
            line = _table(data, key).line_of(word)
            datafiles.fail(data.path, line, f"{key}: {word}: must be from {low} to {high}, is {number}")
    return found


def _choices(data: datafiles.Table, key: str, known: tuple[str, ...]) -> dict[str, str]:
    table = _table(data, key)
    found = {}
    for phrase, value in table.items():
        if not isinstance(value, str) or value not in known:
            datafiles.fail(
                data.path, table.line_of(phrase), f"{key}: {phrase}: {value!r} is none of {', '.join(known)}"
            )
        found[phrase] = value
    return found


def _pairs(data: datafiles.Table, key: str) -> dict[str, tuple[int, int]]:
    table = _table(data, key)
    found = {}
    for phrase, value in table.items():
        match value:
            case (int(one), int(two)):
                found[phrase] = (one, two)
            case _:
                datafiles.fail(data.path, table.line_of(phrase), f"{key}: {phrase}: must be two whole numbers")
    return found


def _shifts(data: datafiles.Table, key: str) -> dict[str, tuple[str, int]]:
    """``week -1`` as (week, -1)."""
    table = _table(data, key)
    found = {}
    for phrase, value in table.items():
        unit, _, count = str(value).partition(" ")
        if unit not in _UNITS or not count.removeprefix("-").isdecimal():
            datafiles.fail(
                data.path, table.line_of(phrase), f"{key}: {phrase}: must be a unit and a number, is {value!r}"
            )
        found[phrase] = (unit, int(count))
    return found


def _ranges(data: datafiles.Table) -> Mapping[str, Phrases[bool]]:
    table = _table(data, "ranges")
    return {phrase: Phrases((to, True) for to in strings(table, phrase)) for phrase in table}
