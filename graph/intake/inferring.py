"""What a text tells about itself: its title, its language, the day it was written."""

from __future__ import annotations

import re

from accord.graph.errors import InputError
from accord.graph.reading.parsing import split_sentences
from accord.graph.reading.parsing.models import known_languages
from accord.graph.reading.times import first_full_date

__all__ = ["inferred_date", "inferred_language", "inferred_title"]

LONGEST_TITLE = 120
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")

# The languages to tell apart: those read, and English, lest it pass for one of them.
_CANDIDATES = frozenset({"en"})
_SAMPLE = 20_000
_SAMPLE_WORDS = 200
# Of 867 texts in French and English that were looked at, none has fewer known words or a smaller lead; of German,
# Spanish, Italian, Dutch, Portuguese and Romanian ones none has more than 0.35.
_LEAST_KNOWN = 0.6
_LEAST_LEAD = 0.15


def inferred_title(text: str) -> str:
    """The first line if it is a headline, else the first sentence, cut at a word where it is long.

    >>> inferred_title("Deux pays, un pacte\\nParis et Rome ont signé.")
    'Deux pays, un pacte'
    """
    first = split_sentences(text)[0]
    title = _MARKDOWN_HEADING.sub("", " ".join(text[first.start : first.end].split()), count=1)
    if len(title) <= LONGEST_TITLE:
        return title
    kept = title[: LONGEST_TITLE - 1]
    return f"{kept.rsplit(' ', 1)[0].rstrip(' ,;:–—-')}…"


def inferred_language(text: str) -> str:
    """The language that most of the text's words belong to.

    Raises `InputError` if it can't be told, or is not read; the message does not say which text it is.

    >>> inferred_language("Le ministre a reçu son homologue, et les deux pays ont signé un accord.")
    'fr'
    """
    from simplemma import LanguageDetector, RegexTokenizer
    from simplemma.token_sampler import MostCommonTokenSampler

    # Words of one and two letters too: "à", "et", "of" tell more about a short text than its names.
    sampler = MostCommonTokenSampler(RegexTokenizer(re.compile(r"[^\W\d_]+")), sample_size=_SAMPLE_WORDS)
    known = known_languages()
    detector = LanguageDetector(tuple(sorted(_CANDIDATES.union(known))), sampler)
    shares = detector.proportion_in_each_language(text[:_SAMPLE])
    shares.pop("unk", None)
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    language, share = ranked[0]
    lead = share - ranked[1][1] if len(ranked) > 1 else share
    if share < _LEAST_KNOWN or lead < _LEAST_LEAD:
        raise InputError(f"can't tell its language; name one with --language ({', '.join(known)})")
    if language not in known:
        raise InputError(f"its language seems to be {language!r}, which is not read; known: {', '.join(known)}")
    return language


def inferred_date(text: str, language: str) -> str | None:
    """The first day that is told with its month and year, as an ISO date; None if there is none.

    >>> inferred_date("Le 3 mars 2024, Oslo a livré des chars.", "fr")
    '2024-03-03'
    """
    day = first_full_date(text, language)
    return day.isoformat() if day else None
