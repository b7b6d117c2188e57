"""Reads dates: days, month names and years as they are written, with or without the rest of the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.graph.reading.numbers import NumberWords, Token
from accord.graph.reading.times.calendar import Span, day_span
from accord.graph.reading.times.lexicon import TimeWords

__all__ = [
    "DASHES",
    "Moment",
    "Reader",
    "counts_something",
    "free_year",
    "in_a_name",
    "month_name",
    "read_date",
    "read_numeric",
]

DASHES = "-–—‑"


@dataclass(frozen=True, slots=True)
class Reader:
    """What every rule looks at: the text, its tokens, and the words of its language."""

    text: str
    words: Sequence[Token]
    lexicon: TimeWords
    numbers: NumberWords

    def may_begin(self, at: int) -> bool:
        """Whether any rule could find a time at this token: a figure, a word of a table, a number, ``XXe``."""
        token = self.words[at]
        if token.kind != "word":
            return token.kind == "figure"
        return token.text in self.lexicon.starters or token.text in self.numbers.starters or token.text[0] in "ivx"

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


def read_numeric(reader: Reader, at: int) -> Moment | None:
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


def read_date(reader: Reader, at: int) -> Moment | None:
    """``24 octobre 2025``, ``12-14 mai``, ``24 au 29 juillet``, ``24th of October``, ``October 24, 2025``"""
    month = month_name(reader, at)
    if month:
        days = _days_listed(reader, month[0]) if reader.lexicon.month_first else None
        if days is None or counts_something(reader, days[0] - 1):
            return None
        end, first, last = days
        if reader.word(end) == "," and reader.glued(end) and reader.glued(end + 1):
            return None
        comma = end + 1 if reader.word(end) == "," else end
        year = free_year(reader, comma)
        return _dated(comma + 1 if year else end, year, month[1], first, last)
    days = _days_listed(reader, at)
    if days is None:
        return None
    end, first, last = days
    of = reader.lexicon.of.at(reader.words, end)
    month = month_name(reader, of[0] if of else end)
    if month is None:
        return None
    comma = month[0] + 1 if reader.word(month[0]) == "," else month[0]
    year = free_year(reader, comma)
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
    dash = joiner and joiner in DASHES
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


def month_name(reader: Reader, at: int) -> tuple[int, int] | None:
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


def free_year(reader: Reader, at: int) -> int | None:
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


def counts_something(reader: Reader, at: int) -> bool:
    """``2000 hommes``: a plural follows, a scale or a unit of money or measure."""
    word = reader.word(at + 1)
    if word in ("%", "€", "$", "£") or word in reader.numbers.scales:
        return True
    if reader.kind(at + 1) != "word" or word in reader.numbers.counted_not:
        return False
    if reader.word(at - 1) in reader.lexicon.year_prepositions:
        return False
    return word.endswith(("s", "x")) or word in reader.numbers.counted


def in_a_name(reader: Reader, at: int) -> bool:
    """``Mirage 2000``, ``Caucase-2020``, ``résolution 1973``: the figure belongs to the word before."""
    back = at - 2 if at and reader.words[at - 1].text in tuple(DASHES) and reader.glued(at) else at - 1
    if back < 0 or reader.kind(back) != "word":
        return False
    word = reader.words[back]
    if word.text in reader.numbers.numbered:
        return True
    return word.capital
