"""Days, weeks, months, seasons and years as spans of days: arithmetic only, no language."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = [
    "Span",
    "around",
    "day_span",
    "months_span",
    "moved",
    "part_of",
    "shifted_unit",
    "with_year",
]

_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both included; an open side is None."""

    first: date | None
    last: date | None


def day_span(year: int, month: int, day: int) -> Span | None:
    """One day, or None if the calendar has no such day."""
    try:
        one = date(year, month, day)
    except ValueError:
        return None
    return Span(one, one)


def months_span(year: int, month: int, count: int) -> Span | None:
    """`count` months from the first of `month`; None if that leaves the calendar.

    >>> months_span(2023, 12, 3)
    Span(first=datetime.date(2023, 12, 1), last=datetime.date(2024, 2, 29))
    """
    end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
    if not 1 <= year <= 9999 or not 1 <= end_year <= 9999:
        return None
    return Span(date(year, month, 1), date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1]))


def moved(day: date, unit: str, count: int) -> date | None:
    """`day` moved by so many units, kept within its month's days; None outside the calendar or for hours.

    >>> moved(date(2025, 10, 31), "month", -20)
    datetime.date(2024, 2, 29)
    """
    if unit in _DAYS_IN:
        try:
            return day + timedelta(days=_DAYS_IN[unit] * count)
        except OverflowError:
            return None
    if unit not in _MONTHS_IN:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS_IN[unit] * count, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def around(day: date, unit: str) -> Span | None:
    """The day, week (from Monday), month, quarter, half, year, decade or century that holds `day`."""
    if unit == "day":
        return Span(day, day)
    if unit in ("week", "fortnight"):
        monday = moved(day, "day", -day.weekday())
        sunday = moved(day, "day", 6 - day.weekday())
        return Span(monday, sunday) if monday and sunday else None
    if unit not in _MONTHS_IN:
        return None
    if unit == "century":
        return months_span((day.year - 1) // 100 * 100 + 1, 1, 1200)
    if unit == "decade":
        return months_span(day.year // 10 * 10, 1, 120)
    count = _MONTHS_IN[unit]
    return months_span(day.year, (day.month - 1) // count * count + 1, count)


def shifted_unit(reference: date, unit: str, count: int) -> Span | None:
    """The unit so many before (negative) or after the reference's own: last week is ``week -1``."""
    day = moved(reference, unit, count)
    return around(day, unit) if day else None


def part_of(span: Span, part: str) -> Span:
    """The ``early``, ``mid`` or ``late`` third of a span; of a month, its days to 10, 20 and the last.

    >>> part_of(Span(date(2024, 8, 1), date(2024, 8, 31)), "late")
    Span(first=datetime.date(2024, 8, 21), last=datetime.date(2024, 8, 31))
    """
    if span.first is None or span.last is None:
        return span
    first, last = span.first, span.last
    if (first.year, first.month) == (last.year, last.month):
        one, two = (moved(first, "day", 9), moved(first, "day", 19)) if last > first else (None, None)
    else:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        second, third = moved(first, "month", months // 3), moved(first, "month", months - months // 3)
        one = second and moved(second, "day", -1)
        two = third and moved(third, "day", -1)
    if one is None or two is None or part == "whole":
        return span
    if part == "early":
        return Span(first, one)
    if part == "late":
        return Span(moved(two, "day", 1), last)
    return Span(moved(one, "day", 1), two)


def with_year(made: Callable[[int], Span | None], reference: date, direction: str) -> Span | None:
    """The span that `made` gives for the year that a date without a year must mean.

    By default it is the reference's own year, or the one before if that would begin over three months ahead (news
    tell mostly what was); ``since`` allows none ahead; ``last`` is the last that was over before the reference,
    ``next`` the first to begin after it, ``by`` the first not yet over.
    """
    spans = [span for year in range(reference.year - 2, reference.year + 3) if (span := made(year))]
    dated = [(span.first, span.last, span) for span in spans if span.first and span.last]
    if direction == "last":
        return next((span for _, last, span in reversed(dated) if last < reference), None)
    if direction == "next":
        return next((span for first, _, span in dated if first > reference), None)
    if direction == "by":
        return next((span for _, last, span in dated if last >= reference), None)
    ahead = 0 if direction == "since" else 95
    near = [span for first, _, span in dated if first.year <= reference.year and (first - reference).days <= ahead]
    return near[-1] if near else None
