"""Rows for eyes: side by side as a table where that fits the terminal, else one below the other as records."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from textwrap import wrap

from accord.cli.streams import printable

__all__ = ["table"]

NARROWEST = 24
"""A column may be cut to this width so that a table fits; less would show nothing worth reading."""


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], width: int | None
) -> Iterator[str]:
    """Lines at most `width` wide (None: as wide as they need to be); columns that are `numeric` stand to the right.

    >>> print(*table(("name", "n"), [("Iran", "5"), ("Oman", "12")], (False, True), None), sep="\\n")
    name   n
    ────  ──
    Iran   5
    Oman  12
    (2 rows)
    """
    head = [printable(column) for column in columns]
    cells = [[printable(text) for text in row] for row in rows]
    natural = [max(map(_width, column)) for column in zip(head, *cells, strict=True)]
    widths = natural if width is None else _fitting(natural, width - 2 * (len(natural) - 1))
    if widths is not None:
        yield _line(head, widths, numeric)
        yield "  ".join("─" * wide for wide in widths)
        yield from (_line(row, widths, numeric) for row in cells)
    elif width is not None:
        for number, row in enumerate(cells, 1):
            yield from _record(number, head, row, width)
    yield f"({len(cells)} row{'' if len(cells) == 1 else 's'})"


def _fitting(natural: Sequence[int], room: int) -> list[int] | None:
    """The widths with the widest cut so that all fit; None if they don't even so."""
    for most in range(max(natural), NARROWEST - 1, -1):
        widths = [min(wide, most) for wide in natural]
        if sum(widths) <= room:
            return widths
    return list(natural) if sum(natural) <= room else None


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return "  ".join(map(_padded, cells, widths, right)).rstrip()


def _record(number: int, head: Sequence[str], row: Sequence[str], width: int) -> Iterator[str]:
    """A row as lines of name and value; empty cells are left out."""
    margin = max(map(_width, head)) + 2
    yield f"─ {number} ".ljust(width, "─")
    for name, text in zip(head, row, strict=True):
        for index, line in enumerate(wrap(text, max(width - margin, NARROWEST))):
            yield _padded("" if index else name, margin, False) + line


def _padded(text: str, width: int, right: bool) -> str:
    if _width(text) > width:
        kept, used = [], 1
        for character in text:
            used += _width(character)
            if used > width:
                break
            kept.append(character)
        text = "".join(kept) + "…"
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
