"""Reads what an amount counts: the noun phrase after it, in the text's own words."""

from __future__ import annotations

from dataclasses import dataclass

from accord.graph.reading.quantities.amounts import Amount, Reader, read_amount

__all__ = ["Unit", "read_unit"]

# "Filipino drone operators": so many words may stand before the noun.
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends before token `end`; `noun` is its noun's token, None where there is none (``%``, currencies)."""

    text: str
    end: int
    noun: int | None = None


def read_unit(reader: Reader, amount: Amount, *, shares: bool = True) -> Unit:
    """The unit of `amount`; its text is empty where no noun follows."""
    at = amount.end
    if amount.unit is not None:
        return Unit(amount.unit, _past_rate(reader, _past_named_currency(reader, amount)))
    percent = reader.lexicon.percent.at(reader.words, at)
    if percent:
        return Unit("%", percent[0])
    if shares and (share := _share(reader, at)):
        return Unit(share.text, at, share.noun)
    of = reader.lexicon.unit_of.at(reader.words, at)
    if of:
        own = reader.lexicon.determiners.at(reader.words, of[0])
        if not amount.number.needs_of and not own:
            return Unit("", at)
        at = own[0] if own else of[0]
    elif amount.number.needs_of and not reader.lexicon.noun_last:
        return Unit("", amount.end)
    if reader.lexicon.noun_last:
        # "six more reactors": of the unit, only what it is.
        while reader.word(at) in reader.lexicon.unit_before:
            at += 1
    end, noun = (_noun_last if reader.lexicon.noun_last else _noun_first)(reader, at, amount)
    if noun is None and of and amount.number.needs_of and _can_be_unit(reader, at):
        # "une centaine de pick-up": after a collective the noun needs no ending to be known for one.
        end, noun = _past_hyphens(reader, at), at
    if noun is None:
        return Unit("", amount.end)
    end = _past_pair(reader, _past_complement(reader, end), noun)
    end = _past_rate(reader, end)
    return Unit(_written(reader, at, end), end, noun)


def _share(reader: Reader, at: int) -> Unit | None:
    """``deux des quatre batteries``: the unit that the amount after the partitive has."""
    partitive = reader.lexicon.partitives.at(reader.words, at)
    whole = read_amount(reader, partitive[0]) if partitive else None
    unit = read_unit(reader, whole, shares=False) if whole else None
    return unit if unit and unit.noun is not None else None


def _written(reader: Reader, start: int, end: int) -> str:
    """The words as they stand, on one line."""
    return " ".join(reader.text[reader.words[start].start : reader.words[end - 1].end].split())


def _past_named_currency(reader: Reader, amount: Amount) -> int:
    """``$20 billion dollars`` names its currency twice."""
    return amount.end + 1 if reader.word(amount.end) == amount.unit else amount.end


def _past_rate(reader: Reader, end: int) -> int:
    rate = reader.lexicon.rates.at(reader.words, end)
    return rate[0] if rate else end


def _can_be_unit(reader: Reader, at: int) -> bool:
    if reader.kind(at) != "word":
        return False
    # "sous-marins", "co-opted": the part before a hyphen is no word of its own.
    compound = reader.word(at + 1) in ("-", "‑") and reader.glued(at + 1) and reader.glued(at + 2)
    return compound or reader.word(at) not in reader.lexicon.no_units


def _past_hyphens(reader: Reader, at: int) -> int:
    """The index after a word with its hyphened parts: ``camions-citernes``."""
    end = at + 1
    while reader.word(end) in ("-", "‑") and reader.glued(end) and reader.glued(end + 1):
        if reader.kind(end + 1) not in ("word", "figure"):
            break
        end += 2
    if reader.kind(end - 1) == "figure" and reader.word(end) == "s" and reader.glued(end):
        return end + 1
    return end


def _plural(reader: Reader, at: int) -> bool:
    word = reader.word(at)
    if word == "s" and reader.glued(at) and reader.kind(at - 1) == "figure":
        return True
    if word in reader.lexicon.plural_heads or word in reader.numbers.counted:
        return True
    ends = word.endswith(reader.lexicon.plural_endings)
    return (
        ends
        and len(word) > 2
        and not (reader.lexicon.singular_endings and word.endswith(reader.lexicon.singular_endings))
    )


def _noun_first(reader: Reader, at: int, amount: Amount) -> tuple[int, int | None]:
    """French: adjectives of a short list, the noun, adjectives that say what kind of thing it is."""
    while reader.word(at) in reader.lexicon.unit_before and _can_be_unit(reader, at + 1):
        at += 1
    if not _can_be_unit(reader, at):
        return at, None
    few = (amount.high or amount.low) < 2
    end = _past_hyphens(reader, at)
    if not (few or reader.words[at].capital or _plural(reader, at) or _plural(reader, end - 1)):
        return at, None
    while _says_which(reader, end) or (reader.words[at].capital and _capital(reader, end)):
        end = _past_hyphens(reader, end)
    return end, at


def _says_which(reader: Reader, at: int) -> bool:
    """An adjective that belongs to the unit, hyphens and all: ``lance-missiles``."""
    if reader.kind(at) != "word":
        return False
    parts = reader.words[at : _past_hyphens(reader, at)]
    return "".join(part.text for part in parts) in reader.lexicon.unit_after


def _capital(reader: Reader, at: int) -> bool:
    return reader.kind(at) == "word" and reader.words[at].capital


def _noun_last(reader: Reader, at: int, amount: Amount) -> tuple[int, int | None]:
    """English: the words up to the first that is plural."""
    few = (amount.high or amount.low) < 2
    first = at
    for _ in range(_LONGEST):
        if not _can_be_unit(reader, at):
            break
        end = _past_hyphens(reader, at)
        if _plural(reader, end - 1):
            heads = reader.lexicon.plural_heads
            if reader.word(end - 1) in heads and _can_be_unit(reader, end) and _plural(reader, end):
                end += 1
            return end, end - 1
        if few:
            return end, end - 1
        at = end
        if reader.kind(at) == "figure" and not reader.glued(at):
            # "two Mirage 2000 fighters"
            at += 1
        elif _capital(reader, at - 1) and reader.word(at) == "and" and _capital(reader, at + 1):
            # "Armenian and American soldiers"
            at += 1
    # A plural that does not look like one ("carabinieri", "water cannon"): the first word, unless it is no noun.
    known = _can_be_unit(reader, first) and not _capital(reader, first)
    if known and not reader.word(first).endswith(("ed", "ing", "ly")):
        return _past_hyphens(reader, first), first
    return first, None


def _past_complement(reader: Reader, end: int) -> int:
    """``obus d'artillerie``, ``tonnes of grain``: what the unit is made of or for, a bare noun."""
    of = reader.lexicon.unit_of.at(reader.words, end)
    if of is None or not _can_be_unit(reader, of[0]) or reader.words[of[0]].capital:
        return end
    if reader.lexicon.determiners.at(reader.words, of[0]):
        return end
    after = _past_hyphens(reader, of[0])
    while reader.word(after) in reader.lexicon.unit_after:
        after += 1
    return after


def _past_pair(reader: Reader, end: int, noun: int) -> int:
    """``soldats et policiers``: two nouns of one kind share the amount."""
    pairs = reader.lexicon.unit_pairs
    joined = reader.word(end) in ("et", "and", "ou", "or")
    return end + 2 if joined and reader.word(noun) in pairs and reader.word(end + 1) in pairs else end
