"""Reads the amount that begins at a token: a number or a range, with its multiplier and currency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.graph.reading.numbers import Number, NumberWords, Token, read_number
from accord.graph.reading.quantities.lexicon import QuantityWords

__all__ = ["Amount", "Reader", "read_amount", "read_range"]

_DASHES = ("-", "–", "—", "‑")
# How far before a range its verb may stand: "est passé en un an de 5 000 à 9 000 hommes".
_CHANGE_REACH = 6


@dataclass(frozen=True, slots=True)
class Reader:
    """What every rule looks at: the text, its tokens, and the words of its language."""

    text: str
    words: Sequence[Token]
    lexicon: QuantityWords
    numbers: NumberWords

    def word(self, at: int) -> str:
        """The token's text, or nothing outside the text."""
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def kind(self, at: int) -> str:
        """The token's kind, or nothing outside the text."""
        return self.words[at].kind if 0 <= at < len(self.words) else ""

    def glued(self, at: int) -> bool:
        """Whether the token stands right after the one before."""
        return 0 <= at < len(self.words) and self.words[at].glued


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount from token `start` to before token `end`; `high` is the upper end of a range, `unit` a currency's."""

    start: int
    end: int
    number: Number
    low: Decimal
    high: Decimal | None = None
    unit: str | None = None


def read_amount(reader: Reader, at: int, *, linked: bool = True) -> Amount | None:
    """One amount: ``20 milliards``, ``$1.5bn``, ``5 M€``; None if none begins at token `at`."""
    before = reader.lexicon.currencies_before.at(reader.words, at)
    if before and not all(reader.glued(inner) for inner in range(at + 1, before[0])):
        # "a $1.4 billion loan" is not told in A$.
        before = None
    start = before[0] if before else at
    if start >= len(reader.words):
        return None
    number = read_number(reader.text, reader.words, start, reader.numbers, linked=linked)
    if number is None:
        return None
    unit = before[1] if before else None
    end, low = number.end, number.value
    if number.figures and reader.word(end) in reader.lexicon.multipliers:
        size = reader.lexicon.multipliers[reader.word(end)]
        after = reader.lexicon.currencies_after.at(reader.words, end + 1)
        if unit or after or (reader.glued(end) and (size > 1_000_000 or _counts(reader, end + 1))):
            unit = unit or (after[1] if after else None)
            end = after[0] if after else end + 1
            return Amount(at, end, replace(number, scale=size, plain=False), low * size, unit=unit)
    after = reader.lexicon.currencies_after.at(reader.words, end)
    if after and unit is None:
        end, unit = after
    adjective = end + 1 if reader.word(end) in _DASHES else end
    if unit is None and reader.word(adjective) in reader.lexicon.currency_adjectives:
        end, unit = adjective + 1, reader.lexicon.currency_adjectives[reader.word(adjective)]
    if unit is None and before:
        return None
    return Amount(at, end, number, low, unit=unit)


def _counts(reader: Reader, at: int) -> bool:
    """``6m shells`` are millions, a ``6m wall`` is not."""
    return reader.kind(at) == "word" and (reader.word(at).endswith("s") or reader.word(at) in reader.numbers.counted)


def read_range(reader: Reader, at: int) -> Amount | None:
    """A range that begins at `at`, before its first amount's opener or with it: ``entre 200 et 300``, ``3-5``."""
    opener = reader.lexicon.range_openers.at(reader.words, at)
    start = opener[0] if opener else at
    if opener and not reader.lexicon.range_links.isdisjoint(opener[1]) and _changes(reader, at):
        return None
    first = read_amount(reader, start, linked=opener is None)
    if first is None or first.number.bare:
        return None
    link = reader.word(first.end)
    if opener:
        joined = link in opener[1]
    else:
        joined = link in reader.lexicon.range_links or (link in _DASHES and reader.glued(first.end))
    if not joined or _changes(reader, at):
        return None
    last = read_amount(reader, first.end + 1)
    if last is None or last.number.bare:
        return None
    low = _with_scale(first, last)
    if low >= last.low:
        return None
    unit = last.unit or first.unit
    return Amount(at, last.end, last.number, low, last.low, unit)


def _with_scale(first: Amount, last: Amount) -> Decimal:
    """The lower end, with the upper end's scale where it was left out: ``10 à 12 millions``."""
    scaled = first.low * last.number.scale
    return scaled if first.number.scale == 1 and scaled < last.low else first.low


def _changes(reader: Reader, at: int) -> bool:
    """Whether a verb of change stands shortly before: *passer de 5 000 à 9 000* is no range."""
    for back in range(at - 1, max(at - 1 - _CHANGE_REACH, -1), -1):
        if reader.kind(back) != "word":
            return False
        if reader.word(back).startswith(reader.lexicon.changes):
            return True
    return False
