"""Tells numbers that count nothing: parts of names, ordinals, ages, fractions, known groups, articles."""

from __future__ import annotations

from accord.graph.reading.quantities.amounts import Amount, Reader
from accord.graph.reading.quantities.units import Unit

__all__ = ["names_something"]

_YEARS = range(1500, 2101)
_AGES = range(12, 100)
_JOINING = ("-", "‑", "–", "/", ".", ":", "+", "_", "#", "&", "°", "º")


def names_something(reader: Reader, amount: Amount, unit: Unit, *, bounded: bool, counted_before: bool) -> bool:
    """Whether `amount` is no quantity.

    `bounded` says that a bound stands beside it, `counted_before` that its sentence has a quantity already.
    """
    if _joined(reader, amount) or _numbered(reader, amount, unit) or _time_or_fraction(reader, amount, unit):
        return True
    if amount.number.bare:
        return not _counted_singular(reader, amount)
    if unit.text == "%" or amount.unit is not None:
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
    if not reader.glued(end):
        return False
    if reader.kind(end) == "word":
        return amount.number.figures and reader.word(end) not in reader.numbers.counted
    if reader.word(end) in _JOINING and reader.word(end) != ".":
        return reader.glued(end + 1) and reader.kind(end + 1) in ("word", "figure")
    return reader.word(end) == "." and reader.glued(end + 1) and reader.kind(end + 1) == "figure"


def _numbered(reader: Reader, amount: Amount, unit: Unit) -> bool:
    """``article 5``, ``résolution 1718``, ``Falcon 9``"""
    before = amount.start - 1
    if reader.word(before) in ("°", "º") or reader.word(before) in reader.numbers.numbered:
        return True
    if unit.noun is not None or amount.unit is not None or unit.text or amount.number.scale > 1:
        return False
    if reader.kind(before) != "word" or not reader.words[before].capital:
        return False
    return reader.word(before) not in reader.lexicon.no_units


def _time_or_fraction(reader: Reader, amount: Amount, unit: Unit) -> bool:
    """``trois heures``, ``20 longues années``, ``deux tiers``"""
    following = reader.word(amount.end)
    if following in reader.lexicon.fractions:
        return True
    noun = reader.word(unit.noun) if unit.noun is not None else following
    return noun in reader.lexicon.times


def _counted_singular(reader: Reader, amount: Amount) -> bool:
    """``un mort``, ``un seul soldat``: elsewhere *un* and *one* are articles or pronouns."""
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
    if not number.figures:
        near = {reader.word(back) for back in range(max(amount.start - 5, 0), amount.start)}
        return counted_before or not near.isdisjoint(reader.lexicon.pronouns)
    if number.plain and int(amount.low) in _YEARS:
        return False
    return not (_age(reader, amount) or _list_mark(reader, amount)) and amount.low >= 2


def _age(reader: Reader, amount: Amount) -> bool:
    beside = reader.word(amount.start - 1) == "," and reader.word(amount.end) == ","
    return beside and int(amount.low) in _AGES and reader.kind(amount.start - 2) == "word"


def _list_mark(reader: Reader, amount: Amount) -> bool:
    """``1. Contexte``, ``2) Bilan``"""
    first = (
        amount.start == 0
        or reader.kind(amount.start - 1) == "blank"
        or reader.word(amount.start - 1) in (".", "!", "?")
    )
    return first and reader.word(amount.end) in (".", ")")
