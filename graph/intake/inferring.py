"""What a text tells about itself: its title, its language, the day it was written."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from accord.graph.datafiles import fail, read_yaml
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
# In a single sentence names and words that both languages have leave no lead.
_FUNCTION_WORDS = Path(__file__).with_name("function_words.yaml")
_WORD_OR_CLIPPED = re.compile(r"[^\W\d_]+['’]?")


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
    language: str | None
    language, share = ranked[0]
    lead = share - ranked[1][1] if len(ranked) > 1 else share
    if lead < _LEAST_LEAD:
        language = _by_function_words(text[:_SAMPLE])
        share = shares.get(language or "", 0.0)
    if language is None or share < _LEAST_KNOWN:
        raise InputError(f"can't tell its language; name one with --language ({', '.join(known)})")
    if language not in known:
        raise InputError(f"its language seems to be {language!r}, which is not read; known: {', '.join(known)}")
    return language


def _by_function_words(text: str) -> str | None:
    """The language with the most function words in the text; None if none leads."""
    words = [word.replace("’", "'") for word in _WORD_OR_CLIPPED.findall(text.lower())]
    counts = sorted(
        ((sum(word in own for word in words), language) for language, own in _function_words().items()), reverse=True
    )
    (most, language), (next_most, _) = counts[:2]
    return language if most > next_most else None


@cache
def _function_words() -> dict[str, frozenset[str]]:
    table = read_yaml(_FUNCTION_WORDS)
    words: dict[str, frozenset[str]] = {}
    for language, own in table.items():
        if not isinstance(own, tuple) or not all(isinstance(word, str) for word in own):
            fail(table.path, table.line_of(language), "function words are a list of words")
        words[language] = frozenset(own)
    return words


def inferred_date(text: str, language: str) -> str | None:
    """The first day that is told with its month and year, as an ISO date; None if there is none.

    >>> inferred_date("Le 3 mars 2024, Oslo a livré des chars.", "fr")
    '2024-03-03'
    """
    day = first_full_date(text, language)
    return day.isoformat() if day else None
