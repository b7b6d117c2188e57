"""Walks over the tokens of a noun phrase, shared by the finders."""

from __future__ import annotations

from accord.graph.reading.naming.found import Found
from accord.graph.reading.naming.vocabulary import Vocabulary
from accord.graph.reading.parsing import Sentence, Token

__all__ = ["Phrase", "extend", "is_capital", "name_end", "singular"]

_PARTICLES = frozenset(
    {
        "al",
        "el",
        "ez",
        "es",
        "ech",
        "ad",
        "as",
        "ash",
        "ur",
        "ben",
        "bin",
        "ibn",
        "abou",
        "von",
        "van",
        "der",
        "da",
        "dos",
        "di",
        "del",
        "della",
        "ould",
        "ag",
        "ul",
        "of",
        "the",
        "for",
        "and",
        "on",
        "&",
        "y",
        "und",
    }
)
_FREE = frozenset({"sur", "pour"})
_OF = frozenset({"de", "du", "d'", "d’", "la", "des"})
_QUOTES = {"«": "»", "“": "”", '"': '"'}


def is_capital(token: Token) -> bool:
    """Whether the word begins with a capital (a digit is none)."""
    return token.text[:1].isupper()


def singular(word: str) -> str:
    """A rough singular of a head noun: *accords* → *accord*.

    >>> singular("accords"), singular("pays")
    ('accord', 'pays')
    """
    return word[:-1] if word.endswith("s") and word not in ("pays", "forces", "services", "manœuvres") else word


class Phrase:
    """A sentence with the names already found in it, by token."""

    def __init__(self, sentence: Sentence, known: list[Found], words: Vocabulary) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = words
        self.known: dict[int, tuple[int, Found]] = {}
        for found in known:
            first, end = sentence.span(found.start, found.end)
            if first not in self.known or self.known[first][0] < end:
                self.known[first] = (end, found)

    def inside(self, first: int, end: int) -> list[Found]:
        """The names between two tokens."""
        return [found for at, (stop, found) in sorted(self.known.items()) if first <= at and stop <= end]


def extend(phrase: Phrase, index: int, connectors: frozenset[str], limit: int = 9) -> int:
    """One past the last token of the phrase whose head is token `index`: adjectives, complements, proper names."""
    tokens, words = phrase.tokens, phrase.words
    end = at = index + 1
    while at < len(tokens) and at - index <= limit + 6:
        token = tokens[at]
        # After a proper name an adjective is mostly a verb that the model mistook (*la guerre en Ukraine dure*).
        proper = at > index + 1 and tokens[at - 1].text[:1].isupper()
        if at in phrase.known:
            end = at = phrase.known[at][0]
        elif (
            is_capital(token)
            or token.text.isdigit()
            or token.text.startswith("-")
            and token.start == tokens[at - 1].end
        ):
            end = at = at + 1
            while (
                at < len(tokens)
                and tokens[at].start == tokens[at - 1].end
                and (tokens[at].text.startswith("-") or tokens[at - 1].text.endswith("-"))
            ):
                end = at = at + 1
        elif token.text in _QUOTES:
            close = next(
                (i for i in range(at + 1, min(at + 8, len(tokens))) if tokens[i].text == _QUOTES[token.text]), 0
            )
            if not close or not is_capital(tokens[at + 1]):
                break
            return close + 1
        elif (
            end == at
            and tokens[at - 1].text.isdigit()
            and token.pos == "NOUN"
            and at - 1 > index
            or token.pos == "ADJ"
            and not proper
            and (token.text.isalpha() or "-" in token.text)
        ):
            end = at = at + 1
        elif (
            token.lower == "et"
            and end == at
            and at + 1 < len(tokens)
            and tokens[at + 1].pos == "ADJ"
            and tokens[at - 1].pos == "ADJ"
        ):
            at += 1
        elif token.lower in connectors and end - index <= limit:
            at += 1
            while at < len(tokens) and tokens[at].lower in words.determiners:
                at += 1
            if at >= len(tokens) or not _noun(tokens[at], at in phrase.known):
                break
            if token.lower not in words.connectors | _FREE and not (at in phrase.known or is_capital(tokens[at])):
                break
            end = at = phrase.known[at][0] if at in phrase.known else at + 1
        else:
            break
    # A word is never cut in two: *accord de main-d'œuvre*.
    while end < len(tokens) and tokens[end].start == tokens[end - 1].end and tokens[end - 1].text[-1] in "-'’":
        end += 1
    return end


def _noun(token: Token, known: bool) -> bool:
    return known or is_capital(token) or token.pos in ("NOUN", "PROPN") or token.text.isdigit()


def name_end(phrase: Phrase, index: int, stop: frozenset[int], whole: int = 0) -> int:
    """One past the last token of the proper name that begins at `index`.

    `stop` holds tokens that belong to other names; up to `whole` (the model's own end) *de* and *du* may join.
    """
    tokens = phrase.tokens
    end = index + 1
    while end < len(tokens) and end not in stop:
        token, after = tokens[end], end + 1
        glued = token.start == tokens[end - 1].end
        capital_follows = after < len(tokens) and after not in stop and is_capital(tokens[after])
        if (
            glued
            and (token.text.startswith("-") or tokens[end - 1].text.endswith(("-", "'", "’")))
            and token.text.strip("-'’.,)»")
        ):
            end += 1
        elif (
            glued
            and token.text == "-"
            and after < len(tokens)
            and tokens[after].start == token.end
            and tokens[after].text[0].isalpha()
        ):
            end += 2
        elif token.lower.split("-")[0] in _PARTICLES and "-" in token.text and not glued:
            end += 1
        elif (
            token.lower in _PARTICLES
            and after + 1 < len(tokens)
            and tokens[after].text == "-"
            and is_capital(tokens[after + 1])
        ):
            end += 3
        elif (
            glued
            and token.text in ("'", "’", ".")
            and capital_follows
            and tokens[after].start == token.end
            or is_capital(token)
            and token.text[-1] in "'’"
            and capital_follows
            and tokens[after].start == token.end
        ):
            end += 2
        elif (
            is_capital(token)
            and token.text[-1].isalnum()
            or token.text.isdigit()
            and len(token.text) < 5
            and end + 1 <= max(whole, end)
        ):
            end += 1
        elif token.lower in _PARTICLES and capital_follows or token.lower in _OF and capital_follows and after < whole:
            end += 2
        elif (
            token.lower in _PARTICLES
            and after + 1 < len(tokens)
            and tokens[after].lower in _PARTICLES
            and is_capital(tokens[after + 1])
        ):
            end += 3
        else:
            break
    return end
