"""Reads the number that begins at a token: figures, words, or both (``20 milliards``, ``deux douzaines``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.graph.reading.numbers.lexicon import NumberWords
from accord.graph.reading.numbers.tokens import Token

__all__ = ["Number", "as_plain", "read_number"]

# Longer figures are codes and serial numbers.
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before token `end`.

    `scale` is the last scale word's worth (``20 milliards``: 1000000000), 1 without one. `about` is true of
    collectives (``une centaine``). `figures` is true if it begins with digits, `plain` if it is nothing but one
    undivided run of digits (which may be a year), `bare` if it is only the word for one. `needs_of` says that the
    noun follows with *de* (``millions d'obus``).
    """

    value: Decimal
    end: int
    scale: int = 1
    about: bool = False
    figures: bool = False
    plain: bool = False
    bare: bool = False
    needs_of: bool = False


def as_plain(value: Decimal) -> int | float:
    """A whole number as int, any other as float.

    >>> as_plain(Decimal("1.2") * 1000000000), as_plain(Decimal("408.6"))
    (1200000000, 408.6)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def read_number(
    text: str, words: Sequence[Token], start: int, lexicon: NumberWords, *, linked: bool = True
) -> Number | None:
    """The number that begins at token `start` of `text`, as long as it can be; None if there is none.

    Without `linked` no *and* joins its parts: in *between two hundred and three thousand* it parts two numbers.
    """
    half = _half_scale(words, start, lexicon)
    if half is not None:
        return half
    number = _figures(text, words, start, lexicon) or _spelled(words, start, lexicon, linked=linked)
    if number is None:
        number = _article(words, start, lexicon, linked=linked)
        if number is None:
            return None
    number = _scaled(words, number, lexicon, linked=linked)
    return _collective(words, number, lexicon)


def _figures(text: str, words: Sequence[Token], start: int, lexicon: NumberWords) -> Number | None:
    token = words[start]
    if token.kind != "figure":
        return None
    written = lexicon.figure.match(text, token.start)
    if written is None or written.end() - written.start() > _MOST_DIGITS + 6:
        return None
    end = start + 1
    while end < len(words) and words[end].start < written.end():
        end += 1
    digits = written.group()
    mark = written.group(1)
    if mark:
        digits = digits.replace(mark, "")
    elif "," in lexicon.decimal_marks and digits.endswith(",000"):
        # "10,000" in a French text was carried over from an English one: nobody measures to the thousandth here.
        digits = digits.replace(",", "")
    value = Decimal(digits.replace(",", "."))
    return Number(value, end, figures=True, plain=digits == token.text)


def _spelled(
    words: Sequence[Token], start: int, lexicon: NumberWords, *, linked: bool, article: bool = False
) -> Number | None:
    """Number words up to the last scale: ``trois cent mille`` but for its thousands, which `_scaled` reads."""
    first = lexicon.values.at(words, start)
    if first is not None:
        end, (total, room) = first
    elif words[start].text in lexicon.hundreds and (article or words[start].text in lexicon.alone):
        end, total, room = start + 1, 100, 100
    else:
        return None
    bare = total == 1
    while True:
        at = _next_word(words, end)
        if at is None:
            break
        if words[at].text in lexicon.hundreds and 0 < total < 100 and room != 100:
            end, total, room, bare = at + 1, total * 100, 100, False
            continue
        link = linked and words[at].text in lexicon.linked and _next_word(words, at + 1)
        following = lexicon.values.at(words, link or at)
        if following is None:
            break
        after, (value, next_room) = following
        if value >= room or (link and not _may_link(words, link, value, room, lexicon)):
            break
        end, total, room, bare = after, total + value, next_room, False
    return Number(Decimal(total), end, bare=bare)


def _may_link(words: Sequence[Token], at: int, value: int, room: int, lexicon: NumberWords) -> bool:
    if value in lexicon.linked_values:
        return True
    if room < 100 or lexicon.linked_values:
        return False
    # "between two hundred and three hundred": the second number is one of its own.
    whole = _spelled(words, at, lexicon, linked=False)
    return whole is not None and whole.value < room


def _next_word(words: Sequence[Token], end: int) -> int | None:
    """The index of the next number word, past a hyphen."""
    if end < len(words) and words[end].text in "-‐‑" and words[end].glued:
        end += 1
    return end if end < len(words) and words[end].kind == "word" else None


def _scaled(words: Sequence[Token], number: Number, lexicon: NumberWords, *, linked: bool) -> Number:
    """`number` with the scales after it, each smaller than the one before: ``deux millions trois cent mille``."""
    total, current, last = Decimal(0), number.value, 0
    end, bare = number.end, number.bare
    while True:
        half = lexicon.half_after.at(words, end)
        at = _next_word(words, half[0] if half else end)
        scale = lexicon.scales.get(words[at].text, 0) if at is not None else 0
        if at is None or not scale or (last and scale >= last):
            break
        current = (current + Decimal("0.5") if half else current) * scale
        total, current, end, last, bare = total + current, Decimal(0), at + 1, scale, False
        if half := lexicon.half_after.at(words, end):
            return replace(
                number,
                value=total + Decimal(scale) / 2,
                end=half[0],
                scale=scale,
                plain=False,
                bare=False,
                needs_of=True,
            )
        more = _after_scale(words, end, last, lexicon, linked=linked)
        if more is None:
            break
        current, end = more.value, more.end
    if not last:
        return number
    return replace(
        number, value=total + current, end=end, scale=last, plain=False, bare=bare, needs_of=last > 1000 and not current
    )


def _after_scale(words: Sequence[Token], end: int, last: int, lexicon: NumberWords, *, linked: bool) -> Number | None:
    at = _next_word(words, end)
    if at is None:
        return None
    linked = linked and words[at].text in lexicon.linked and not lexicon.linked_values
    if linked:
        at = _next_word(words, at + 1)
        if at is None:
            return None
    more = _spelled(words, at, lexicon, linked=not linked)
    if more is None or more.value >= last or (linked and more.value >= 100):
        return None
    if linked and more.end < len(words) and words[more.end].text in lexicon.scales:
        return None
    return more


def _half_scale(words: Sequence[Token], start: int, lexicon: NumberWords) -> Number | None:
    """``un demi-million``, ``half a billion``, ``une demi-douzaine``."""
    at = start + 1 if words[start].text in lexicon.articles else start
    half = lexicon.half_before.at(words, at)
    noun = _next_word(words, half[0]) if half else None
    if noun is None:
        return None
    name = words[noun].text
    if name in lexicon.scales:
        scale = lexicon.scales[name]
        return Number(Decimal(scale) / 2, noun + 1, scale=scale, needs_of=True)
    if name in lexicon.collectives:
        number = Number(Decimal(lexicon.collectives[name]) / 2, noun + 1, about=True, needs_of=True)
        return _scaled_collective(words, number, lexicon)
    return None


def _article(words: Sequence[Token], start: int, lexicon: NumberWords, *, linked: bool) -> Number | None:
    """``a hundred``, ``a million``, ``a dozen``: the article stands for one; *mille* needs none."""
    if words[start].text in lexicon.alone:
        return Number(Decimal(1), start)
    at = start + 1
    if words[start].text in lexicon.collective_articles and at < len(words) and words[at].text in lexicon.collectives:
        return Number(Decimal(1), at)
    if words[start].text not in lexicon.articles or at >= len(words):
        return None
    if words[at].text in lexicon.hundreds:
        return _spelled(words, at, lexicon, linked=linked, article=True)
    if words[at].text in lexicon.scales or words[at].text in lexicon.collectives:
        return Number(Decimal(1), at)
    return None


def _collective(words: Sequence[Token], number: Number, lexicon: NumberWords) -> Number:
    at = number.end
    if at >= len(words) or words[at].text not in lexicon.collectives or number.scale != 1:
        return number
    size = lexicon.collectives[words[at].text]
    half = lexicon.half_after.at(words, at + 1)
    value = number.value * size + (Decimal(size) / 2 if half else 0)
    found = replace(
        number, value=value, end=half[0] if half else at + 1, about=True, plain=False, bare=False, needs_of=True
    )
    return _scaled_collective(words, found, lexicon)


def _scaled_collective(words: Sequence[Token], number: Number, lexicon: NumberWords) -> Number:
    """``une dizaine de milliers``, ``une cinquantaine de millions``."""
    of = lexicon.of.at(words, number.end)
    if of is None or of[0] >= len(words):
        return number
    name = words[of[0]].text
    size = lexicon.scales.get(name) or lexicon.collectives.get(name)
    if size is None:
        return number
    return replace(number, value=number.value * size, end=of[0] + 1, scale=size)
