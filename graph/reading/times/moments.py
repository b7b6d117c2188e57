"""Reads the moment that begins at a token: a date, month, season, year, weekday, feast or what is told from today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from accord.graph.reading.numbers import NumberWords, Token, read_number
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
from accord.graph.reading.times.lexicon import TimeWords

__all__ = ["Moment", "Reader", "read_moment", "resolve"]

_ROMAN = {"i": 1, "v": 5, "x": 10}
_DASHES = "-–—‑"


@dataclass(frozen=True, slots=True)
class Reader:
    """What every rule looks at: the text, its tokens, and the words of its language."""

    text: str
    words: Sequence[Token]
    lexicon: TimeWords
    numbers: NumberWords

    def word(self, at: int) -> str:
        """The token's text, or nothing beyond the end."""
        return self.words[at].text if at < len(self.words) else ""

    def kind(self, at: int) -> str:
        """The token's kind, or nothing beyond the end."""
        return self.words[at].kind if at < len(self.words) else ""

    def glued(self, at: int) -> bool:
        """Whether the token stands right after the one before."""
        return at < len(self.words) and self.words[at].glued


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as told, ending before token `end`, with what is known of it; the year may be left to be inferred.

    `months` is how many it lasts (0: days), `weak` that it needs a preposition beside it.
    """

    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    months: int = 0
    weekday: int | None = None
    shift: tuple[str, int] | None = None
    fixed: Span | None = None
    part: str | None = None
    direction: str = "near"
    weak: bool = False


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
        _numeric,
        _date,
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


def _numeric(reader: Reader, at: int) -> Moment | None:
    """``2024-10-24``, ``24/10/2024``: a year first, or where the order of day and month is certain."""
    if reader.kind(at) != "figure" or reader.kind(at + 2) != "figure" or reader.kind(at + 4) != "figure":
        return None
    mark = reader.word(at + 1)
    if mark not in "-/." or reader.word(at + 3) != mark or not all(reader.glued(at + step) for step in (1, 2, 3, 4)):
        return None
    written = [reader.word(at + step) for step in (0, 2, 4)]
    numbers = [int(piece) for piece in written if len(piece) <= 4]
    if len(numbers) != 3:
        return None
    if len(written[0]) == 4:
        year, month, day = numbers
    elif len(written[2]) == 4:
        day, month, year = numbers
        if month > 12:
            day, month = month, day
        elif day <= 12 and "," not in reader.numbers.decimal_marks and day != month:
            return None
    else:
        return None
    span = day_span(year, month, day)
    return Moment(at + 5, year=year, month=month, day=day, fixed=span) if span else None


def _date(reader: Reader, at: int) -> Moment | None:
    """``24 octobre 2025``, ``12-14 mai``, ``24 au 29 juillet``, ``24th of October``, ``October 24, 2025``"""
    month = _month_name(reader, at)
    if month:
        days = _days_listed(reader, month[0]) if reader.lexicon.month_first else None
        if days is None or _counts_something(reader, days[0] - 1):
            return None
        end, first, last = days
        if reader.word(end) == "," and reader.glued(end) and reader.glued(end + 1):
            return None
        comma = end + 1 if reader.word(end) == "," else end
        year = _year(reader, comma)
        return _dated(comma + 1 if year else end, year, month[1], first, last)
    days = _days_listed(reader, at)
    if days is None:
        return None
    end, first, last = days
    of = reader.lexicon.of.at(reader.words, end)
    month = _month_name(reader, of[0] if of else end)
    if month is None:
        return None
    comma = month[0] + 1 if reader.word(month[0]) == "," else month[0]
    year = _year(reader, comma)
    return _dated(comma + 1 if year else month[0], year, month[1], first, last)


def _dated(end: int, year: int | None, month: int, first: int, last: int | None) -> Moment | None:
    # The leap year stands for a year not known.
    if day_span(year or 2024, month, last or first) is None or (last and last <= first):
        return None
    return Moment(end, year=year, month=month, day=first, last_day=last)


def _days_listed(reader: Reader, at: int) -> tuple[int, int, int | None] | None:
    """One day or two, with the index after them: ``24``, ``1er``, ``12-14``, ``24 au 29``, ``8 and 9``."""
    first = _day(reader, at)
    if first is None:
        return None
    end, day = first
    joiner = reader.word(end)
    dash = joiner and joiner in _DASHES
    if dash or joiner in reader.lexicon.joined_days or joiner in ("au", "to", "à"):
        second = _day(reader, end + 2 if reader.word(end + 1) in ("le", "the") else end + 1)
        if second and second[1] > day:
            return second[0], day, second[1]
    return end, day, None


def _day(reader: Reader, at: int) -> tuple[int, int] | None:
    if reader.word(at) in reader.lexicon.day_words:
        return at + 1, reader.lexicon.day_words[reader.word(at)]
    if reader.kind(at) != "figure" or len(reader.word(at)) > 2 or not 1 <= int(reader.word(at)) <= 31:
        return None
    if reader.glued(at + 1) and reader.kind(at + 1) == "word":
        return (at + 2, int(reader.word(at))) if reader.word(at + 1) in reader.lexicon.ordinal_marks else None
    return at + 1, int(reader.word(at))


def _weekday_date(reader: Reader, at: int) -> Moment | None:
    """``lundi``, ``lundi 24 octobre``, ``Monday, October 24``, ``mardi soir``"""
    weekday = reader.lexicon.weekdays.get(reader.word(at))
    if weekday is None:
        return None
    for skip in (1, 2):
        if skip == 1 or reader.word(at + 1) in (",", "the", "le"):
            moment = _date(reader, at + skip)
            if moment:
                return moment
    part = reader.lexicon.day_parts.at(reader.words, at + 1)
    return Moment(part[0] if part else at + 1, weekday=weekday)


def _month_name(reader: Reader, at: int) -> tuple[int, int] | None:
    """The index after a month's name (and its dot), and its number."""
    if reader.kind(at) != "word":
        return None
    token = reader.words[at]
    month = reader.lexicon.months.get(token.text)
    if month is None or (token.text in reader.lexicon.capital_only and not token.capital):
        return None
    if token.text in reader.lexicon.abbreviated:
        dotted = reader.word(at + 1) == "." and reader.glued(at + 1)
        figures = reader.kind(at + 1 + dotted) == "figure" or (at > 0 and reader.kind(at - 1) == "figure")
        if not figures or not (dotted or token.capital):
            return None
        return at + 1 + dotted, month
    return at + 1, month


def _month(reader: Reader, at: int) -> Moment | None:
    """``avril 2025``, ``mars-avril``, ``au mois de juin``"""
    named = reader.lexicon.month_words.at(reader.words, at)
    name = _month_name(reader, named[0] if named else at)
    if name is None:
        return None
    end, month = name
    months = 1
    if reader.word(end) and reader.word(end) in _DASHES and reader.glued(end):
        second = _month_name(reader, end + 1)
        if second and second[1] > month:
            end, months = second[0], second[1] - month + 1
    for start in _past_of(reader, end):
        if year := _year(reader, start):
            return Moment(start + 1, year=year, month=month, months=months)
    return Moment(end, month=month, months=months, weak=reader.words[at].text in reader.lexicon.weak)


def _season(reader: Reader, at: int) -> Moment | None:
    """``l'été 2023``, ``au printemps``, ``the winter of 2023``"""
    season = reader.lexicon.seasons.at(reader.words, at)
    if season is None:
        return None
    end, month = season
    for start in _past_of(reader, end):
        if year := _year(reader, start):
            crossing = (
                reader.word(start + 1) and reader.word(start + 1) in _DASHES and reader.kind(start + 2) == "figure"
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
    vague = reader.lexicon.bound_only.at(reader.words, at)
    months = 12 if shift[0] == "year" else 0
    return Moment(end, shift=shift, months=months, weak=bool(vague and vague[0] == end))


def _feast(reader: Reader, at: int) -> Moment | None:
    feast = reader.lexicon.feasts.at(reader.words, at)
    if feast is None:
        return None
    year = _year(reader, feast[0])
    return Moment(feast[0] + 1 if year else feast[0], year=year, month=feast[1][0], day=feast[1][1])


def _year_alone(reader: Reader, at: int) -> Moment | None:
    year = _year(reader, at)
    if year is None or _counts_something(reader, at):
        return None
    return Moment(at + 1, year=year, months=12, weak=not 1800 <= year <= 2100 or _in_a_name(reader, at))


def _year(reader: Reader, at: int) -> int | None:
    """A figure that may be a year: four digits that stand free."""
    if reader.kind(at) != "figure" or len(reader.word(at)) != 4 or not 1000 <= int(reader.word(at)) <= 2199:
        return None
    if reader.glued(at) and (reader.kind(at - 1) != "mark" or reader.word(at - 1) in tuple(".,:/+_#@&=$€£")):
        return None
    if reader.glued(at + 1) and (reader.kind(at + 1) == "word" or reader.word(at + 1) in "%€$/"):
        return None
    pointed = reader.word(at + 1) in (",", ".") and reader.glued(at + 1)
    if pointed and reader.kind(at + 2) == "figure" and reader.glued(at + 2):
        return None
    grouped = reader.kind(at + 1) == "figure" and len(reader.word(at + 1)) == 3
    return None if grouped else int(reader.word(at))


def _counts_something(reader: Reader, at: int) -> bool:
    """``2000 hommes``: a plural follows, a scale or a unit of money or measure."""
    word = reader.word(at + 1)
    if word in ("%", "€", "$", "£") or word in reader.numbers.scales:
        return True
    if reader.kind(at + 1) != "word" or word in reader.numbers.counted_not:
        return False
    if reader.word(at - 1) in reader.lexicon.year_prepositions:
        return False
    return word.endswith(("s", "x")) or word in reader.numbers.counted


def _in_a_name(reader: Reader, at: int) -> bool:
    """``Mirage 2000``, ``Caucase-2020``, ``résolution 1973``: the figure belongs to the word before."""
    back = at - 2 if at and reader.words[at - 1].text in tuple(_DASHES) and reader.glued(at) else at - 1
    if back < 0 or reader.kind(back) != "word":
        return False
    word = reader.words[back]
    if word.text in reader.numbers.numbered:
        return True
    return word.capital
