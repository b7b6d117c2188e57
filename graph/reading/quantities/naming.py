"""Tells numbers that count nothing: parts of names, ordinals, ages, fractions, known groups, articles."""

from __future__ import annotations

from accord.graph.reading.quantities.amounts import Amount, Reader
from accord.graph.reading.quantities.units import Unit

__all__ = ["names_something"]

_YEARS = range(1500, 2101)
_AGES = range(12, 100)
_LISTING = (",", ";", "and", "et")
_ARTICLES = ("le", "la", "'", "the")
_JOINING = ("-", "‑", "–", "/", ".", ":", "+", "_", "#", "&", "°", "º")


def names_something(reader: Reader, amount: Amount, unit: Unit, *, bound: str | None, counted_before: bool) -> bool:
    """Whether `amount` is no quantity.

    `bound` is what the words beside it say, if any; `counted_before` that its sentence has a quantity already.
    """
    bounded = bound is not None
    if (
        _joined(reader, amount)
        or _numbered(reader, amount, unit, bounded=bounded, listed=counted_before)
        or _time_or_fraction(reader, amount, unit)
    ):
        return True
    if amount.number.bare:
        return not (_counted_singular(reader, amount) or bound == "min")
    if unit.text == "%":
        return reader.lexicon.grades.ending(reader.words, amount.start) is not None
    if amount.unit is not None:
        return False
    if _known_group(reader, amount, unit):
        return True
    if unit.text or bounded:
        return False
    return not _may_stand_alone(reader, amount, counted_before=counted_before)


def _joined(reader: Reader, amount: Amount) -> bool:
    """``Su-35``, ``G7``, ``2+2``, ``6e``, ``10:30``, ``42-year-old``"""
    start, end = amount.start, amount.end
    if reader.glued(start):
        if reader.kind(start - 1) in ("word", "figure"):
            return True
        if reader.word(start - 1) in _JOINING and (reader.glued(start - 1) or reader.word(start - 1) in "#°º"):
            return True
    if reader.word(start - 1) in reader.lexicon.clock and reader.kind(start - 2) == "figure":
        return True
    if not reader.glued(end) or reader.lexicon.after.at(reader.words, end):
        return False
    if reader.kind(end) == "word":
        return amount.number.figures and reader.word(end) not in reader.numbers.counted
    if reader.word(end) in _JOINING and reader.word(end) != ".":
        return reader.glued(end + 1) and reader.kind(end + 1) in ("word", "figure")
    return reader.word(end) == "." and reader.glued(end + 1) and reader.kind(end + 1) == "figure"


def _numbered(reader: Reader, amount: Amount, unit: Unit, *, bounded: bool, listed: bool) -> bool:
    """``article 5``, ``résolution 1718``, ``Falcon 9``"""
    before = amount.start - 1
    if reader.word(before) in ("°", "º") or reader.word(before) in reader.numbers.numbered:
        return True
    if bounded or unit.text or amount.number.scale > 1 or not amount.number.figures:
        return False
    if reader.kind(before) != "word" or not reader.words[before].capital:
        return False
    # "Kenya sent 740 of them, Guatemala 150 and Fiji 78"
    told_again = listed and (reader.word(before - 1) in _LISTING or reader.word(before - 1) in _ARTICLES)
    return not told_again and reader.word(before) not in reader.lexicon.no_units


def _time_or_fraction(reader: Reader, amount: Amount, unit: Unit) -> bool:
    """``trois heures``, ``20 longues années``, ``deux tiers``"""
    following = reader.word(amount.end)
    if following in reader.lexicon.fractions:
        return True
    if reader.word(amount.start - 1) in ("de", "d", "'", "of") and _fraction_before(reader, amount.start - 1):
        return True
    noun = amount.end if unit.noun is None else unit.noun
    if reader.word(noun) in reader.lexicon.multiples:
        return reader.word(noun + 1) in reader.lexicon.comparatives
    # Kilowatt-hours are no hours.
    return reader.word(noun) in reader.lexicon.times and not reader.glued(noun)


def _fraction_before(reader: Reader, at: int) -> bool:
    """``a quarter of a billion``, ``la moitié d'un million``"""
    return bool({reader.word(at - 1), reader.word(at - 2)} & reader.lexicon.fractions)


def _counted_singular(reader: Reader, amount: Amount) -> bool:
    """``un mort``, ``one dead``: elsewhere *un* and *one* are articles or pronouns."""
    return reader.word(amount.end) in reader.lexicon.singulars


def _known_group(reader: Reader, amount: Amount, unit: Unit) -> bool:
    """``les deux pays``, ``tous deux``, ``the five``: as many as were named before."""
    before = reader.word(amount.start - 1)
    if before not in reader.lexicon.group_determiners or amount.high is not None:
        return False
    if unit.noun is None:
        return amount.number.scale == 1 and amount.low < 100
    return amount.low <= reader.lexicon.largest_group and reader.word(unit.noun) in reader.lexicon.groups


def _may_stand_alone(reader: Reader, amount: Amount, *, counted_before: bool) -> bool:
    """Whether an amount without a noun counts something all the same: ``Togo (930)``, ``en ont perdu neuf``."""
    number = amount.number
    if number.scale > 1 or amount.high is not None:
        return True
    if number.about:
        return True
    if not number.figures:
        if reader.word(amount.end) in reader.lexicon.alone_before:
            return True
        counted_before = counted_before and reader.word(amount.start) not in reader.lexicon.ambiguous
        near = {reader.word(back) for back in range(max(amount.start - 5, 0), amount.start)}
        return counted_before or not near.isdisjoint(reader.lexicon.pronouns)
    if number.plain and int(amount.low) in _YEARS:
        return False
    return not (_age(reader, amount) or _list_mark(reader, amount)) and amount.low >= 2


def _age(reader: Reader, amount: Amount) -> bool:
    beside = reader.word(amount.start - 1) == "," and reader.word(amount.end) == ","
    return beside and int(amount.low) in _AGES and reader.kind(amount.start - 2) == "word"


def _list_mark(reader: Reader, amount: Amount) -> bool:
    """``1. Contexte``, ``(2) Bilan``, ``**3. Outlook``"""
    before = amount.start - 1
    while reader.word(before) in ("*", "(", "#"):
        before -= 1
    first = before < 0 or reader.kind(before) == "blank" or reader.word(before) in (".", "!", "?")
    return first and amount.number.plain and amount.low < 100 and reader.word(amount.end) in (".", ")")
