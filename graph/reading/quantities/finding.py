"""Finds the quantities of a text: amounts that count something, with bound and unit."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from accord.graph.model import Quantity
from accord.graph.reading.numbers import number_words, tokens
from accord.graph.reading.numbers.numerals import as_plain
from accord.graph.reading.quantities.amounts import Amount, Reader, read_amount, read_range
from accord.graph.reading.quantities.bounds import bound_after, bound_before
from accord.graph.reading.quantities.lexicon import quantity_words
from accord.graph.reading.quantities.naming import names_something
from accord.graph.reading.quantities.units import Unit, read_unit
from accord.graph.reading.times import find_periods

__all__ = ["find_quantities"]


def find_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities that `text` states, in its order and without overlap, from bound to unit.

    Dates, durations, ages, ordinals, percentages of nothing, numbers in names and of known groups (*les deux pays*)
    are none. Raises `DataFileError` if the language has no quantity words.

    >>> find_quantities("Au moins quatre millions d'obus ont été livrés.", "fr")[0]
    Quantity(value=4000000, unit='obus', bound='min', high=None, start=0, end=31)
    """
    words = tokens(text)
    reader = Reader(text, words, quantity_words(language), number_words(language))
    times = [(period.start, period.end) for period in find_periods(text, language)]
    starts = [start for start, _ in times]
    found: list[Quantity] = []
    at = floor = sentence = 0
    while at < len(words):
        if words[at].text in (".", "!", "?") or words[at].kind == "blank":
            sentence = len(found)
        period = bisect_right(starts, words[at].start) - 1
        if period >= 0 and words[at].start < times[period][1]:
            at += 1
            continue
        amount = read_range(reader, at) or read_amount(reader, at)
        if amount is None:
            at += 1
            continue
        quantity, end = _quantity(reader, amount, floor, found[sentence:])
        if quantity:
            found.append(quantity)
            floor = end
        at = end
    return tuple(found)


def _quantity(reader: Reader, amount: Amount, floor: int, before: list[Quantity]) -> tuple[Quantity | None, int]:
    """The quantity that `amount` states, None if it states none, and the index where reading goes on."""
    bounded = bound_before(reader, amount, floor)
    after = bound_after(reader, amount.end)
    unit = read_unit(reader, replace(amount, end=after[0]) if after else amount)
    if after and unit.noun is None:
        unit = replace(unit, end=amount.end)
    after = after or bound_after(reader, unit.end)
    if names_something(reader, amount, unit, bound=(bounded or after or (0, None))[1], counted_before=bool(before)):
        return None, amount.end
    start = bounded[0] if bounded else amount.start
    end = max(unit.end, after[0] if after else 0)
    bound = _bound(amount, bounded, after)
    words = reader.words
    quantity = Quantity(
        value=as_plain(amount.low),
        unit=_unit_text(unit, before),
        bound=bound,
        high=as_plain(amount.high) if amount.high is not None else None,
        start=words[start].start,
        end=words[end - 1].end,
    )
    return quantity, end


def _bound(amount: Amount, before: tuple[int, str] | None, after: tuple[int, str] | None) -> str:
    if amount.high is not None:
        return "range"
    if before:
        return before[1]
    if after:
        return after[1]
    return "about" if amount.number.about else "exact"


def _unit_text(unit: Unit, before: list[Quantity]) -> str:
    """The unit, or that of the last amount in the sentence where only the amount is told again."""
    return unit.text or (before[-1].unit if before and before[-1].unit != "%" else "")
