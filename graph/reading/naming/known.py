"""Names of the gazetteers in a sentence: longest match over words, and what a capital stands for."""

from __future__ import annotations

from accord.graph.reading.naming.found import Found, fold, slug
from accord.graph.reading.naming.gazetteer import Entry, Gazetteer, split_words
from accord.graph.reading.naming.vocabulary import Vocabulary
from accord.graph.reading.parsing import Sentence

__all__ = ["find_known"]


def find_known(sentence: Sentence, gazetteer: Gazetteer, words: Vocabulary) -> list[Found]:
    """What the gazetteers know in `sentence`: the longest names, and the names inside these."""
    text = split_words(sentence.text)
    lower = [word.lower() for word, _, _ in text]
    found: list[Found] = []
    index = 0
    while index < len(text):
        hit = _longest(text, lower, index, gazetteer, len(text))
        if hit is None:
            index += 1
            continue
        entry, end = hit
        found.append(_found(sentence, text, index, end, entry, words))
        for inner in range(index, end):
            nested = _longest(text, lower, inner, gazetteer, end - (inner == index))
            if nested and nested[0].id != entry.id and nested[0].label != "Place":
                found.append(_found(sentence, text, inner, nested[1], nested[0], words))
        index = end
    return found


def _longest(
    text: list[tuple[str, int, int]], lower: list[str], start: int, gazetteer: Gazetteer, limit: int
) -> tuple[Entry, int] | None:
    if lower[start] not in gazetteer.first_words:
        return None
    for end in range(min(start + gazetteer.longest, limit), start, -1):
        for entry in gazetteer.entries.get(tuple(lower[start:end]), ()):
            if _written_so(text, start, end, entry) and _stands_alone(text, start, end, entry, gazetteer):
                return entry, end
    return None


def _written_so(text: list[tuple[str, int, int]], start: int, end: int, entry: Entry) -> bool:
    for (word, _, _), wanted in zip(text[start:end], entry.words, strict=True):
        if word == wanted or (word.isupper() and len(word) > 3):
            continue
        if wanted[:1].islower() and word == wanted.capitalize():
            continue
        # *Organisation de Coopération* or *Union Européenne*: longer names are capitalised in more than one way.
        long = start < end - 2 and text[start][0][:1].isupper()
        if long and wanted[:1].isupper() and not wanted.isupper() and word.capitalize() == wanted:
            continue
        return False
    return True


def _stands_alone(text: list[tuple[str, int, int]], start: int, end: int, entry: Entry, gazetteer: Gazetteer) -> bool:
    """Whether no hyphen makes the match a part of a longer word, unless it is half of a compound nationality."""
    before = start > 1 and text[start - 1][0] == "-" and text[start - 2][2] == text[start - 1][1]
    glued = start and text[start - 1][2] == text[start][1]
    after = (
        end < len(text) - 1
        and text[end][0] == "-"
        and text[end][1] == text[end - 1][2]
        and text[end + 1][1] == text[end][2]
    )
    if entry.join:
        return bool(after)
    if entry.people:
        return True
    if before and glued and (text[start - 2][0].lower(),) in gazetteer.entries and text[start - 2][0][:1].isupper():
        before = False
    if after and (text[end + 1][0].lower(),) in gazetteer.entries and text[end + 1][0][:1].isupper():
        after = False
    return not (before and glued) and not (after and text[end + 1][0][:1].isalnum())


def _found(
    sentence: Sentence, text: list[tuple[str, int, int]], first: int, end: int, entry: Entry, words: Vocabulary
) -> Found:
    start, stop = sentence.start + text[first][1], sentence.start + text[end - 1][2]
    if entry.manner == "seat" and entry.place and _is_place(sentence, start, stop, words):
        return Found(start, stop, sentence.index, "Place", entry.place, id=f"place:{slug(entry.place)}", strength=8)
    manner = entry.manner
    if manner == "adjective" and sentence.text[text[first][1]].isupper() and not sentence.text.isupper():
        manner = "name"
    return Found(
        start, stop, sentence.index, entry.label, entry.name, entry.kind, entry.id, manner, of=entry.of, strength=9
    )


def _is_place(sentence: Sentence, start: int, end: int, words: Vocabulary) -> bool:
    """Whether a capital is meant as the place where something is, not as its state."""
    first, last = sentence.span(start, end)
    tokens = sentence.tokens
    if last == first:
        return False
    if first == 0 and last < len(tokens) and tokens[last].text in ("(", "–", "—", ","):
        return (
            tokens[last].text != ","
            or tokens[0].text.isupper()
            or (last + 1 < len(tokens) and tokens[last + 1].lower in ("de", "correspondance", "envoyé"))
        )
    at = first - 1
    if at >= 0 and tokens[at].lower in words.determiners:
        return False
    while (
        at > 0
        and (tokens[at].text in (",",) or tokens[at].lower in ("et", "ou", "comme"))
        and tokens[at - 1].pos == "PROPN"
    ):
        at -= 2
    if at < 0:
        return False
    before = tokens[at].lower
    if before in words.places_after:
        return True
    if before == "à":
        where = [t.lower for t in tokens[last : last + 2]] == [",", "où"]
        return where or _happens(sentence, at, words)
    if before in ("de", "d'", "d’") and at:
        while at > 1 and tokens[at - 1].pos == "ADJ":
            at -= 1
        return tokens[at - 1].lemma in words.place_nouns or tokens[at - 1].lower in words.place_nouns
    return before == "près"


def _happens(sentence: Sentence, at: int, words: Vocabulary) -> bool:
    """Whether what governs the « à » at token `at` happens or stands somewhere; what is given to someone does not."""
    for token in reversed(sentence.tokens[max(0, at - 7) : at]):
        if token.text in (".", ";", ":", "»"):
            return False
        forms = {token.lower, token.lemma, fold(token.lemma)}
        if forms & words.datives:
            return False
        if forms & words.happenings:
            return True
    return False
