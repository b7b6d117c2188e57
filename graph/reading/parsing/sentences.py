"""Text to paragraphs and sentences, by punctuation: steadier on news than a parser's own boundaries.

A line break ends a paragraph (titles stand alone). Inside one, a sentence ends at ``. ! ? …`` and the closing quotes
or brackets after it, where white space and a capital, a digit or an opening quote follow, unless the point belongs
to an abbreviation, an initial or a number. Inside «…» or (…) no sentence ends unless the quote holds whole ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Span", "split_sentences"]

_END = re.compile(r"[.!?…]+[»”\"’')\]]*(?:\s*»)?(?=\s)")
_NEXT = re.compile(r"\s+(?:[«“\"‘'(\[–—-]\s*)?[A-ZÀ-ÖØ-ÞŒ0-9]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"'’-])(?:[A-Z]|[A-Z](?:\.[A-Z])+|M|MM|Mme|Mlle|Dr|Pr|St|Ste|Me|Mgr|Cie|etc|env|av|apr|art|al|cf|p|pp"
    r"|vol|n°|Mr|Mrs|Ms|Prof|Gen|Col|Lt|Sgt|Capt|Rep|Sen|Gov|Inc|Ltd|Co|Corp|vs|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct"
    r"|Nov|Dec|janv|févr|juil|sept|oct|nov|déc)\.$"
)
_FINAL = re.compile(r"[.!?…:;][»”\"’')\]\s]*$")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a sentence stands in the text, the paragraph it belongs to, and whether it is a line like a title."""

    start: int
    end: int
    paragraph: int
    headline: bool


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, without surrounding white space.

    >>> [(s.start, s.end, s.headline) for s in split_sentences("Un titre\\nM. Kim parle. Il part.")]
    [(0, 8, True), (9, 22, False), (23, 31, False)]
    """
    found: list[Span] = []
    paragraph = 0
    for line in re.finditer(r"[^\r\n\u2028\u2029]+", text):
        spans = _sentences_of_line(text, line.start(), line.end())
        headline = len(spans) == 1 and not _FINAL.search(text[spans[0][0] : spans[0][1]])
        found.extend(Span(start, end, paragraph, headline) for start, end in spans)
        paragraph += bool(spans)
    return tuple(found)


def _sentences_of_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if _ends_here(text, begin, match.start(), stop, end):
            spans.append((begin, stop))
            begin = stop
    spans.append((begin, end))
    stripped = []
    for first, last in spans:
        piece = text[first:last]
        first += len(piece) - len(piece.lstrip())
        last = first + len(piece.strip())
        if last > first:
            stripped.append((first, last))
    return stripped


def _ends_here(text: str, begin: int, point: int, stop: int, end: int) -> bool:
    if not _NEXT.match(text, stop, end) and text[stop:end].strip():
        return False
    if text[point] == "." and stop == point + 1 and _ABBREVIATION.search(text, max(begin - 1, 0), point + 1):
        return False
    piece = text[begin:stop]
    return piece.count("(") <= piece.count(")")
