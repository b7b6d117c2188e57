"""Reads the moment that begins at a token: a date, month, season, year, weekday, feast or what is told from today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from accord.graph.reading.numbers import read_number
from accord.graph.reading.times.calendar import (
    Span,
    around,
    day_span,
    months_span,
    moved,
    part_of,
    shifted_unit,
    with_year,
)
from accord.graph.reading.times.dates import (
    DASHES,
    Moment,
    Reader,
    counts_something,
    free_year,
    in_a_name,
    month_name,
    read_date,
    read_numeric,
)

__all__ = ["read_moment", "resolve"]

_ROMAN = {"i": 1, "v": 5, "x": 10}


def resolve(moment: Moment, reference: date | None, direction: str = "near") -> Span | None:
    """The days that `moment` means, seen from `reference`; None if they can't be known."""
    direction = moment.direction if moment.direction != "near" else direction
    span = _days(moment, reference, direction)
    return part_of(span, moment.part) if span and moment.part else span


def _days(moment: Moment, reference: date | None, direction: str) -> Span | None:
    if moment.fixed:
        return moment.fixed
    if moment.shift:
        span = shifted_unit(reference, *moment.shift) if reference else None
        if span is None or span.first is None or not moment.month:
            return span
        return _in_year(replace(moment, shift=None))(span.first.year)
    if moment.weekday:
        return _weekday(moment.weekday, reference, direction) if reference else None
    if moment.year:
        return _in_year(moment)(moment.year)
    return with_year(_in_year(moment), reference, direction) if reference else None


def _in_year(moment: Moment) -> Callable[[int], Span | None]:
    def made(year: int) -> Span | None:
        month = moment.month or 1
        if moment.day is None:
            return months_span(year, month, moment.months)
        span = day_span(year, month, moment.day)
        if span is None or moment.last_day is None:
            return span
        whole = months_span(year, month, 1)
        last = day_span(year, month, moment.last_day) or whole
        return last and Span(span.first, last.last)

    return made


def _weekday(weekday: int, reference: date, direction: str) -> Span | None:
    back = (reference.isoweekday() - weekday) % 7
    days = -7 if direction == "last" and not back else -back
    if direction in ("next", "by"):
        days = 7 - back
    day = moved(reference, "day", days)
    return around(day, "day") if day else None


def read_moment(reader: Reader, at: int) -> Moment | None:
    """The moment that begins at token `at`, as long as it can be; None if there is none."""
    for rule in (
        _part,
        _before_direction,
        _division,
        _first_months,
        read_numeric,
        read_date,
        _weekday_date,
        _month,
        _season,
        _decade,
        _century,
    ):
        if moment := rule(reader, at):
            return _after_direction(reader, moment)
    return _relative(reader, at) or _feast(reader, at) or _year_alone(reader, at)


def _part(reader: Reader, at: int) -> Moment | None:
    """``fin août``, ``mi-mars``, ``late 2024``, ``la fin de l'année``"""
    part = reader.lexicon.parts.at(reader.words, at)
    if part is None:
        return None
    for rule in (_before_direction, _division, _month, _season, _decade, _relative, _bare_unit, _year_alone, _century):
        for start in _past_of(reader, part[0]):
            moment = rule(reader, start)
            if moment and not moment.part:
                return replace(moment, part=part[1], weak=False)
    return None


def _past_of(reader: Reader, at: int) -> tuple[int, ...]:
    """Where the whole may begin that something is a part of: past *of*, or right here."""
    return (*(end for end, _ in reader.lexicon.of.every(reader.words, at)), at)


def _bare_unit(reader: Reader, at: int) -> Moment | None:
    shift = reader.lexicon.bare_units.get(reader.word(at))
    return Moment(at + 1, shift=shift) if shift else None


def _before_direction(reader: Reader, at: int) -> Moment | None:
    """``last March``, ``next Monday``"""
    direction = reader.lexicon.directions.at(reader.words, at)
    if direction is None:
        return None
    for rule in (_month, _season, _weekday_date):
        moment = rule(reader, direction[0])
        if moment and not moment.year and not moment.day:
            return replace(moment, direction=direction[1], weak=False)
    return None


def _after_direction(reader: Reader, moment: Moment) -> Moment:
    """``mars dernier``, ``lundi prochain``"""
    if moment.year or moment.fixed or moment.shift or moment.direction != "near":
        return moment
    for start in _past_of(reader, moment.end):
        relative = _relative(reader, start)
        if moment.month and relative and relative.shift and relative.shift[0] == "year" and not relative.weak:
            return replace(moment, end=relative.end, shift=relative.shift, weak=False)
    direction = reader.lexicon.directions.at(reader.words, moment.end)
    if direction is None:
        return moment
    return replace(moment, end=direction[0], direction=direction[1], weak=False)


def _division(reader: Reader, at: int) -> Moment | None:
    """``premier trimestre 2024``, ``the second half of January``"""
    division = reader.lexicon.divisions.at(reader.words, at)
    if division is None:
        return None
    end, (months, which) = division
    inner = _inner(reader, end)
    if inner is None:
        weak = reader.lexicon.weak_divisions.at(reader.words, at)
        return None if weak else Moment(end, month=(which - 1) * months + 1, months=months)
    inner = replace(inner, weak=False)
    if inner.months == 1:
        return replace(inner, day=1 if which == 1 else 16, last_day=15 if which == 1 else 31, months=0)
    if inner.months == 12:
        return replace(inner, month=(which - 1) * months + 1, months=months)
    return replace(inner, part="early" if which == 1 else "late")


def _first_months(reader: Reader, at: int) -> Moment | None:
    """``first nine months of this year``, ``six premiers mois de 2024``"""
    first = reader.lexicon.first_words
    start = at + 1 if reader.word(at) in first else at
    number = read_number(reader.text, reader.words, start, reader.numbers) if start < len(reader.words) else None
    if number is None or not 1 <= number.value <= 12:
        return None
    end = number.end
    if start == at:
        if reader.word(end) not in first:
            return None
        end += 1
    inner = _inner(reader, end + 1) if reader.lexicon.units.get(reader.word(end)) == "month" else None
    return replace(inner, month=1, months=int(number.value), weak=False) if inner and inner.months == 12 else None


def _inner(reader: Reader, at: int) -> Moment | None:
    for start in _past_of(reader, at):
        for rule in (_year_alone, _relative, _month):
            if moment := rule(reader, start):
                return moment
    return None


def _weekday_date(reader: Reader, at: int) -> Moment | None:
    """``lundi``, ``lundi 24 octobre``, ``Monday, October 24``, ``mardi soir``"""
    weekday = reader.lexicon.weekdays.get(reader.word(at))
    if weekday is None:
        return None
    for skip in (1, 2):
        if skip == 1 or reader.word(at + 1) in (",", "the", "le"):
            moment = read_date(reader, at + skip)
            if moment:
                return moment
    part = reader.lexicon.day_parts.at(reader.words, at + 1)
    return Moment(part[0] if part else at + 1, weekday=weekday)


def _month(reader: Reader, at: int) -> Moment | None:
    """``avril 2025``, ``mars-avril``, ``au mois de juin``"""
    named = reader.lexicon.month_words.at(reader.words, at)
    name = month_name(reader, named[0] if named else at)
    if name is None:
        return None
    end, month = name
    months = 1
    if reader.word(end) and reader.word(end) in DASHES and reader.glued(end):
        second = month_name(reader, end + 1)
        if second and second[1] > month:
            end, months = second[0], second[1] - month + 1
    for start in _past_of(reader, end):
        if year := free_year(reader, start):
            return Moment(start + 1, year=year, month=month, months=months)
    return Moment(end, month=month, months=months, weak=reader.words[at].text in reader.lexicon.weak)


def _season(reader: Reader, at: int) -> Moment | None:
    """``l'été 2023``, ``au printemps``, ``the winter of 2023``"""
    season = reader.lexicon.seasons.at(reader.words, at)
    if season is None:
        return None
    end, month = season
    for start in _past_of(reader, end):
        if year := free_year(reader, start):
            crossing = (
                reader.word(start + 1) and reader.word(start + 1) in DASHES and reader.kind(start + 2) == "figure"
            )
            return Moment(start + 3 if crossing else start + 1, year=year, month=month, months=3)
    direction = reader.lexicon.directions.at(reader.words, end) or reader.lexicon.directions.ending(reader.words, at)
    name = reader.words[at].text
    if name in reader.lexicon.needs_year and end == at + 1 and not direction and reader.word(at - 1) != "this":
        return None
    return Moment(end, month=month, months=3, weak=name in reader.lexicon.weak)


def _decade(reader: Reader, at: int) -> Moment | None:
    """``les années 1990``, ``années 90``, ``the 1990s``"""
    named = reader.lexicon.decades.at(reader.words, at)
    start = named[0] if named else at
    if reader.kind(start) == "figure" and reader.glued(start + 1) and reader.word(start + 1) == "s":
        return _ten_years(start + 2, int(reader.word(start))) if len(reader.word(start)) == 4 else None
    if named is None or reader.word(named[0] - 1) in ("the", ""):
        return None
    number = read_number(reader.text, reader.words, start, reader.numbers) if start < len(reader.words) else None
    if number is None or number.value != int(number.value):
        return None
    year = int(number.value)
    return _ten_years(number.end, year + 1900 if year < 100 else year)


def _ten_years(end: int, year: int) -> Moment | None:
    if year % 10 or not 1000 <= year <= 2190:
        return None
    return Moment(end, fixed=months_span(year, 1, 120), months=120)


def _century(reader: Reader, at: int) -> Moment | None:
    """``XXe siècle``, ``21e siècle``, ``the 20th century``"""
    word = reader.word(at)
    end = at + 1
    if reader.kind(at) == "figure" and len(word) <= 2 and reader.word(at + 1) in reader.lexicon.ordinal_marks:
        number, end = int(word), at + 2
    else:
        stem = word.removesuffix("ème").removesuffix("e")
        number = _roman(stem) if stem != word else 0
    if not 1 <= number <= 30 or reader.word(end) not in reader.lexicon.century:
        return None
    return Moment(end + 1, fixed=months_span((number - 1) * 100 + 1, 1, 1200))


def _roman(letters: str) -> int:
    """
    >>> _roman("xix"), _roman("xx"), _roman("abc")
    (19, 20, 0)
    """
    if not letters or not set(letters) <= set(_ROMAN):
        return 0
    values = [_ROMAN[letter] for letter in letters]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def _relative(reader: Reader, at: int) -> Moment | None:
    """``hier``, ``la semaine dernière``, ``last year``, ``this month``"""
    found = reader.lexicon.relative.at(reader.words, at)
    if found is None:
        return None
    end, shift = found
    if shift == ("year", 0) and (year := free_year(reader, end)):
        # "l'année 2023", "the year 2023"
        return Moment(end + 1, year=year, months=12)
    vague = reader.lexicon.bound_only.at(reader.words, at)
    months = 12 if shift[0] == "year" else 0
    return Moment(end, shift=shift, months=months, weak=bool(vague and vague[0] == end))


def _feast(reader: Reader, at: int) -> Moment | None:
    feast = reader.lexicon.feasts.at(reader.words, at)
    if feast is None:
        return None
    year = free_year(reader, feast[0])
    return Moment(feast[0] + 1 if year else feast[0], year=year, month=feast[1][0], day=feast[1][1])


def _year_alone(reader: Reader, at: int) -> Moment | None:
    year = free_year(reader, at)
    if year is None or counts_something(reader, at):
        return None
    return Moment(at + 1, year=year, months=12, weak=not 1800 <= year <= 2100 or in_a_name(reader, at))
