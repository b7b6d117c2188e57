"""A text as words, figures and marks: what the grammars of numbers, quantities and times are written over."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Token", "tokens"]

# Letters, ASCII digits, or any single other visible character; a blank line is a token too, so that no phrase
# runs from a headline into the paragraph below it.
_PIECE = re.compile(r"(?P<word>[^\W\d_]+)|(?P<figure>[0-9]+)|(?P<blank>\n\s*\n)|(?P<mark>\S)")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text: `text` is lower case with straight apostrophes; ``start:end`` are code points.

    `kind` is ``word``, ``figure``, ``mark`` or ``blank``; `capital` says that it begins with a capital;
    `glued` that nothing stands between it and the token before.
    """

    text: str
    start: int
    end: int
    kind: str
    capital: bool
    glued: bool


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, in order.

    >>> [token.text for token in tokens("L’Iran, 4 000 obus")]
    ['l', "'", 'iran', ',', '4', '000', 'obus']
    """
    found = []
    before = -1
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        written = piece.group()
        kind = piece.lastgroup or "mark"
        plain = "'" if written in ("’", "ʼ") else written.lower()
        found.append(Token(plain, start, end, kind, written[0].isupper(), start == before))
        before = end
    return tuple(found)
