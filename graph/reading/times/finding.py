"""Finds the times of a text: moments with what stands before them, ranges, windows and durations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from accord.graph.model import Period
from accord.graph.reading.numbers import number_words, read_number, tokens
from accord.graph.reading.times.calendar import Span, moved, shifted_unit
from accord.graph.reading.times.dates import Moment, Reader
from accord.graph.reading.times.lexicon import time_words
from accord.graph.reading.times.moments import read_moment, resolve

__all__ = ["find_periods", "first_full_date"]

# From a person's age to a lease: "de 42 ans" is an age, "de dix ans" and "de 99 ans" are not.
_AGES = range(12, 99)


@dataclass(frozen=True, slots=True)
class _Found:
    """A time that ends before token `end`; `span` is None if its days can't be known."""

    end: int
    span: Span | None


def find_periods(text: str, language: str, reference: date | None = None) -> tuple[Period, ...]:
    """The times that `text` tells, in its order and without overlap, with the preposition that is part of them.

    `reference` is the day from which *yesterday*, *in May* and *the last 20 months* are seen, the document's date as a
    rule; without it they are found but have no dates. Raises `DataFileError` if the language has no time words.

    >>> find_periods("Livré au cours des 20 derniers mois.", "fr", date(2025, 10, 24))[0].start_date
    '2024-02-24'
    """
    words = tokens(text)
    reader = Reader(text, words, time_words(language), number_words(language))
    periods = []
    at = 0
    while at < len(words):
        found = _period(reader, at, reference)
        if found is None:
            at += 1
            continue
        start, end = words[at].start, words[found.end - 1].end
        span = found.span or Span(None, None)
        periods.append(Period(text[start:end], _iso(span.first), _iso(span.last), start, end))
        at = found.end
    return tuple(periods)


def first_full_date(text: str, language: str) -> date | None:
    """The first day in `text` that is told with its month and year; None if there is none.

    >>> first_full_date("Publié en avril, mis à jour le 24 octobre 2025.", "fr")
    datetime.date(2025, 10, 24)
    """
    words = tokens(text)
    reader = Reader(text, words, time_words(language), number_words(language))
    at = 0
    while at < len(words):
        moment = read_moment(reader, at)
        if moment and moment.day and moment.year and not moment.part:
            span = resolve(moment, None)
            return span.first if span else None
        at = moment.end if moment else at + 1
    return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _period(reader: Reader, at: int, reference: date | None) -> _Found | None:
    if not reader.may_begin(at):
        return None
    for rule in (_window, _ago, _range, _told, _duration):
        if found := rule(reader, at, reference):
            return found
    vague = reader.lexicon.vague.at(reader.words, at)
    return _Found(vague[0], None) if vague else None


def _range(reader: Reader, at: int, reference: date | None) -> _Found | None:
    """``entre sept. 2023 et mars 2024``, ``from 2014 to 2020``, ``2014-2020``"""
    opener = reader.lexicon.ranges.at(reader.words, at)
    first = read_moment(reader, opener[0] if opener else at)
    if first is None:
        return None
    if opener:
        to = opener[1].at(reader.words, first.end)
        joined = to[0] if to else None
    else:
        dash = reader.word(first.end) in ("-", "–", "—") and first.months == 12
        joined = first.end + 1 if dash else None
    last = _second(reader, first, joined) if joined is not None else None
    if last is None:
        # "du 24 au 29 juillet", "nuit du 6 au 7 mai": both days stand in one moment.
        return _Found(first.end, resolve(first, reference)) if opener and first.last_day else None
    return _Found(last.end, _between(first, last, reference))


def _second(reader: Reader, first: Moment, at: int) -> Moment | None:
    last = read_moment(reader, at)
    if last or first.months != 12 or not first.year or reader.kind(at) != "figure" or len(reader.word(at)) != 2:
        return last
    # "2022-23"
    year = first.year // 100 * 100 + int(reader.word(at))
    return Moment(at + 1, year=year, months=12) if year > first.year and reader.glued(at) else None


def _between(first: Moment, last: Moment, reference: date | None) -> Span | None:
    """From the first day of one to the last day of the other; a year told once holds for both."""
    if first.month and last.month and not first.shift and not last.shift:
        later = (first.month, first.day or 1) > (last.month, last.day or 1)
        if last.year and not first.year:
            first = replace(first, year=last.year - later)
        elif first.year and not last.year:
            last = replace(last, year=first.year + later)
    end = resolve(last, reference)
    if end is None or end.last is None:
        return None
    start = resolve(first, reference)
    if first.year is None and (first.month or first.weekday) and not first.fixed:
        # Without a year it is the last such moment before the end: "d'octobre à mars", "de lundi à mercredi".
        ended = resolve(first, end.last)
        start = ended if ended and ended.first and ended.first <= end.last else resolve(first, end.last, "last")
    if start is None or start.first is None or start.first > end.last:
        return None
    return Span(start.first, end.last)


def _told(reader: Reader, at: int, reference: date | None) -> _Found | None:
    """A moment, alone or after a preposition: ``en avril 2025``, ``depuis octobre``, ``by the end of the year``"""
    alone = read_moment(reader, at)
    role, moment = _after_preposition(reader, at)
    if moment is None or (alone and not alone.weak and alone.end >= moment.end):
        return None if alone is None or alone.weak else _Found(alone.end, resolve(alone, reference))
    if moment.weak and moment.shift and role == "point":
        # "l'année", "the week" mean a time only where something bounds them.
        return None
    if role == "before" and moment.part == "late":
        role = "until"
    return _Found(moment.end, _bounded(resolve(moment, reference, role), role, reference))


def _after_preposition(reader: Reader, at: int) -> tuple[str, Moment | None]:
    """What the preposition at `at` does and the moment after it; another that only points may stand between."""
    table = reader.lexicon.prepositions
    for start, role in table.every(reader.words, at):
        moment = read_moment(reader, start)
        second = table.at(reader.words, start)
        if moment is None and second and second[1] == "point":
            moment = read_moment(reader, second[0])
        adjective = reader.word(start - 1) == "the" and moment and moment.months == 12 and moment.year
        if moment and not adjective:
            return role, moment
    return "point", None


def _bounded(span: Span | None, role: str, reference: date | None) -> Span | None:
    if span is None or role == "point":
        return span
    if role == "since":
        return Span(span.first, None)
    if role == "until":
        return Span(None, span.last)
    if role == "before":
        return Span(None, moved(span.first, "day", -1)) if span.first else None
    if role == "after":
        return Span(moved(span.last, "day", 1), None) if span.last else None
    known = reference is not None and span.last is not None and reference <= span.last
    return Span(reference if known else None, span.last)


def _count(reader: Reader, at: int) -> tuple[int, int] | None:
    """A whole number of units, an article being one, and the index after it."""
    if at >= len(reader.words):
        return None
    number = read_number(reader.text, reader.words, at, reader.numbers)
    if number is not None:
        whole = number.value == number.value.to_integral_value() and 0 < number.value < 10000
        end = number.end
        of = reader.numbers.of.at(reader.words, end) if number.needs_of else None
        return (of[0] if of else end, int(number.value)) if whole else None
    return (at + 1, 1) if reader.word(at) in reader.numbers.articles else None


def _window(reader: Reader, at: int, reference: date | None) -> _Found | None:
    """``au cours des 20 derniers mois``, ``ces trois dernières années``, ``over the past decade``"""
    opener = reader.lexicon.window_openers.at(reader.words, at)
    start = opener[0] if opener else at
    way = reader.lexicon.window_words.get(reader.word(start), 0)
    count = _count(reader, start + 1 if way else start)
    if not count and (read_moment(reader, at) or read_moment(reader, start)):
        return None
    end, number = count or (start + 1 if way else start, 0)
    if not way:
        way = reader.lexicon.window_words.get(reader.word(end), 0)
        if not way or not count:
            after = reader.lexicon.window_words.get(reader.word(end + 1), 0)
            if not after or not count:
                return None
            return _window_span(reader, end, number, after, reference, end + 2)
        end += 1
    return _window_span(reader, end, number, way, reference, end + 1)


def _window_span(
    reader: Reader, unit_at: int, number: int, way: int, reference: date | None, end: int
) -> _Found | None:
    name = reader.word(unit_at)
    unit = reader.lexicon.units.get(name)
    if unit is None or (not number and name not in reader.lexicon.single_units):
        return None
    other = moved(reference, unit, way * (number or 1)) if reference else None
    if other is None or reference is None:
        return _Found(end, None)
    return _Found(end, Span(other, reference) if way < 0 else Span(reference, other))


def _ago(reader: Reader, at: int, reference: date | None) -> _Found | None:
    """``il y a deux ans``, ``two weeks ago``, ``dans trois mois``: the year, week or month that holds that day"""
    before = reader.lexicon.ago_before.at(reader.words, at)
    ahead = reader.lexicon.ahead.at(reader.words, at)
    count = _count(reader, (before or ahead or (at,))[0])
    unit = reader.lexicon.units.get(reader.word(count[0])) if count else None
    if count is None or unit is None:
        return None
    after = reader.lexicon.ago_after.at(reader.words, count[0] + 1)
    if not (before or ahead or after):
        return None
    away = count[1] if ahead else -count[1]
    # Told in decades, the year is meant.
    span = shifted_unit(reference, unit, away) if reference else None
    if reference and unit in ("decade", "century"):
        day = moved(reference, unit, away)
        span = shifted_unit(day, "year", 0) if day else None
    return _Found(after[0] if after else count[0] + 1, span)


def _duration(reader: Reader, at: int, reference: date | None) -> _Found | None:
    """``depuis deux ans`` has a start, ``d'ici cinq ans`` an end; ``pendant dix ans`` only its words."""
    preposition = reader.lexicon.prepositions.at(reader.words, at)
    role = preposition[1] if preposition else "point"
    bounded = preposition is not None and role in ("since", "by")
    before = reader.lexicon.durations_before.at(reader.words, at)
    start = preposition[0] if preposition and bounded else before[0] if before else at
    hedge = reader.lexicon.hedges.at(reader.words, start)
    count = _count(reader, hedge[0] if hedge else start)
    unit = reader.lexicon.units.get(reader.word(count[0])) if count else None
    if count is None or unit is None:
        return None
    end = count[0] + 1
    if hedge:
        return _Found(end, None)
    after = reader.lexicon.durations_after.at(reader.words, end)
    if bounded and reference:
        day = moved(reference, unit, count[1] if role == "by" else -count[1])
        span = Span(day, None) if role == "since" else Span(reference, day)
        return _Found(end, span if day else None)
    if not (bounded or before or after) and (
        unit == "hour" or count[0] == start + 1 and _no_duration(reader, start, unit, count[1])
    ):
        return None
    return _Found(after[0] if after else end, None)


def _no_duration(reader: Reader, at: int, unit: str, number: int) -> bool:
    """An age (``âgé de 42 ans``) or a single unit with its article (``un mois``, ``a day``)."""
    if number == 1:
        return True
    return bool(unit == "year" and number in _AGES and reader.lexicon.ages.ending(reader.words, at))
