"""Proper names that no gazetteer knows: the model's entities, checked and typed by form and context."""

from __future__ import annotations

import re

from accord.graph.reading.naming.found import Found, slug
from accord.graph.reading.naming.grammar import Phrase, is_capital, name_end, singular

__all__ = ["find_definitions", "find_names", "find_places"]

_PLACING = frozenset({"le", "la", "l'", "l’", "à", "en", "dans", "vers", "de", "d'", "d’", "près", "sur", "du"})
_WEAPON = re.compile(r"[A-Za-zÉ]{1,6}[- ]?\d[\w-]*$")
# Names that people do not bear: *RusVostokTrans*, *TexElCom*.
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|Le|La)[A-Z][a-zéè]+(?:[A-Z][a-zéè]+)+$")
_QUOTES = frozenset('«»“”"()')


def find_names(phrase: Phrase, taken: list[Found], begun: dict[int, Found]) -> list[Found]:
    """The capitalised sequences of a sentence that `taken` does not cover, typed; `begun` are known names they begin with."""
    covered = {i for f in taken for i in range(*phrase.sentence.span(f.start, f.end))}
    labels = {i: (first, end, label) for first, end, label in phrase.sentence.entities for i in range(first, end)}
    found = []
    index = 0
    while index < len(phrase.tokens):
        if index in covered or index not in begun and not _starts(phrase, index, labels):
            index += 1
            continue
        end = name_end(phrase, index, frozenset(covered), labels[index][1] if index in labels else 0)
        made: Found | None = _typed(phrase, index, end, labels)
        if index in begun and end > index + 1:
            kind = made.kind if made and made.kind else begun[index].kind or "other"
            made = Found(
                phrase.tokens[index].start,
                phrase.tokens[end - 1].end,
                phrase.sentence.index,
                "Organisation",
                _text(phrase, index, end),
                kind,
                strength=5,
            )
        if made:
            found.append(made)
        index = end
    return found


def _text(phrase: Phrase, first: int, end: int) -> str:
    offset = phrase.sentence.start
    return phrase.sentence.text[phrase.tokens[first].start - offset : phrase.tokens[end - 1].end - offset]


def _starts(phrase: Phrase, index: int, labels: dict[int, tuple[int, int, str]]) -> bool:
    token = phrase.tokens[index]
    # *O Myong Su* bears a name of one letter.
    begin, end, _ = labels.get(index, (index, index, ""))
    short = len(token.text) < 2 and not (begin == index and end - index > 2)
    if not is_capital(token) or short or not token.text[-1].isalnum():
        return False
    if token.lower in phrase.words.stopwords or token.lower in phrase.words.titles or token.text in _QUOTES:
        return False
    if token.lower in phrase.words.portfolios and any(
        t.lower in phrase.words.offices for t in phrase.tokens[max(0, index - 4) : index]
    ):
        return False
    first = index == 0 or phrase.tokens[index - 1].text in ("«", "–", "—", ":", "“", '"', "-", "(", ".", "…", "!", "?")
    if first and token.pos not in ("PROPN",) and index not in labels:
        return False
    if (
        first
        and token.pos in ("VERB", "DET", "ADV", "ADP", "PRON", "SCONJ", "AUX")
        and not (index in labels and labels[index][1] - index > 1)
    ):
        return False
    if first and index not in labels and not (index + 1 < len(phrase.tokens) and is_capital(phrase.tokens[index + 1])):
        return token.pos == "PROPN" and index > 0
    return True


def _typed(phrase: Phrase, index: int, end: int, labels: dict[int, tuple[int, int, str]]) -> Found | None:
    tokens = phrase.tokens
    start, stop = tokens[index].start, tokens[end - 1].end
    text = _text(phrase, index, end)
    if _WEAPON.fullmatch(text) and end - index <= 2:
        return None
    if all(t.lower in phrase.words.portfolios for t in tokens[index:end]):
        return None
    if any(t.lower in phrase.words.offices for t in tokens[max(0, index - 3) : index]) and tokens[index - 1].lower in (
        "la",
        "l'",
        "l’",
        "des",
        "du",
        "de",
        "à",
        "aux",
    ):
        return None
    if index == 0 and end == 1 and tokens[0].pos != "PROPN":
        return None
    label = labels[index][2] if index in labels else None
    if end - index == 1 and _CAMEL.match(text):
        return Found(start, stop, phrase.sentence.index, "Organisation", text, "other", strength=3)
    what, kind, strength = _label(phrase, index, end, text, label)
    if what is None:
        return None
    return Found(start, stop, phrase.sentence.index, what, text, kind, strength=strength)


def _label(phrase: Phrase, index: int, end: int, text: str, label: str | None) -> tuple[str | None, str | None, int]:
    before = [t.lower for t in phrase.tokens[max(0, index - 6) : index]]
    last = before[-1] if before else ""
    words = phrase.words
    if _titled(phrase, index):
        return "Person", None, 4
    if any(phrase.tokens[i].lower in words.organisations for i in range(index, end)):
        return (
            "Organisation",
            words.organisations[next(t.lower for t in phrase.tokens[index:end] if t.lower in words.organisations)],
            3,
        )
    telling = [words.telling_words[t.lower] for t in phrase.tokens[index:end] if t.lower in words.telling_words]
    if telling and end - index > 1 or telling and label == "ORG":
        return "Organisation", telling[-1], 3
    if (
        label in ("LOC", "MISC", "ORG")
        and any(w in words.attributions for w in before[-3:])
        and last not in ("à", "de")
    ):
        return "Organisation", "other", 3
    shouted = len(text) > 3 and text.isupper() and _shouted(phrase, index, end)
    if shouted and index == 0 and end < len(phrase.tokens) and phrase.tokens[end].text in ("(", ",", "–", "—"):
        return "Place", None, 3
    if shouted and label not in ("PER", "LOC"):
        return None, None, 0
    acronym = text.isupper() and text.isalpha() and 2 <= len(text) <= 7 and not phrase.sentence.text.isupper()
    if acronym and label != "PER":
        return "Organisation", "other", 3
    # *le Nordisk Varsel*, *l'Orinoco Libre*: neither people nor towns of two words bear an article.
    arts = ("le", "l'", "l’", "la")
    compass = phrase.tokens[end - 1].lower in words.directions
    if end - index > 1 and last in arts and text[0].isupper() and not compass and not _shouted(phrase, index, end):
        placed = len(before) > 1 and before[-2] in ("à", "dans", "en", "vers", "de", "sur")
        if label in ("MISC", "ORG", None) or label in ("LOC", "PER") and not placed:
            return "Organisation", "other", 3
    if label == "PER":
        if end - index > 1:
            return "Person", None, 3
        return ("Place", None, 1) if last in _PLACING else ("Person", None, 1)
    if label == "LOC" or last in ("à", "dans", "en", "près", "vers", "depuis"):
        return "Place", None, 3
    if label == "ORG":
        return "Organisation", "other", 3
    if last in ("de", "d'", "d’") and end - index == 1:
        return "Place", None, 1
    if label is None and end - index in (2, 3) and last not in ("le", "la", "l'", "l’", "les", "des", "du"):
        return "Person", None, 1
    if label == "MISC" and last in ("le", "la", "l'", "l’", "les"):
        return "Organisation", "other", 1
    return None, None, 0


def _shouted(phrase: Phrase, index: int, end: int) -> bool:
    """Whether the words around are all in capitals too, or the name begins a line as a dateline does."""
    around = [t for t in phrase.tokens[max(0, index - 2) : end + 2] if not index <= t.index < end and t.text.isalpha()]
    return index == 0 or any(len(t.text) > 2 and t.text.isupper() for t in around)


def _titled(phrase: Phrase, index: int) -> bool:
    """Whether a title stands before the name: *le président angolais, Tomás Kiala*; *M. Kim*."""
    at = index - 1
    if at >= 0 and phrase.tokens[at].text == ",":
        at -= 1
    steps = 0
    while at >= 0 and steps < 7:
        token = phrase.tokens[at]
        if token.lower in phrase.words.titles or token.lemma in phrase.words.titles:
            return True
        if token.text in (",", ".", ";", ":", "«", "»", "(", ")") or token.pos in ("VERB", "AUX", "CCONJ", "PRON"):
            return False
        if steps == 0 and phrase.tokens[index - 1].text != "," and token.pos == "ADP":
            return False
        if phrase.tokens[index - 1].text != "," and token.pos in ("ADP", "DET") and token.index == index - 1:
            return False
        at -= 1
        steps += 1
    return False


def find_places(phrase: Phrase, names: list[Found]) -> list[Found]:
    """*la région de Koursk*: the head noun with the name is a mention of the place; names after one become places."""
    found = []
    by_first = {}
    for place in [*names, *(f for _, f in phrase.known.values() if f.label == "Place" or f.manner == "seat")]:
        by_first[phrase.sentence.span(place.start, place.end)[0]] = place
    for token in phrase.tokens:
        if singular(token.lower) not in phrase.words.place_heads or is_capital(token) and token.index:
            continue
        at = token.index + 1
        while at in phrase.known and phrase.known[at][1].manner == "adjective":
            at = phrase.known[at][0]
        between = phrase.words.connectors | phrase.words.determiners
        while at < len(phrase.tokens) and phrase.tokens[at].lower in between:
            at += 1
        name = by_first.get(at)
        if name is None or name.label == "Organisation" and name.id or name.strength >= 9 and name.label == "State":
            continue
        start = token.start
        id_ = name.id if name.label == "Place" else f"place:{slug(name.name)}"
        found.append(Found(start, name.end, phrase.sentence.index, "Place", name.name, None, id_, strength=6))
        if name.label != "Place":
            found.append(Found(name.start, name.end, phrase.sentence.index, "Place", name.name, None, id_, strength=10))
    return found


def find_definitions(text: str, found: list[Found]) -> dict[tuple[int, int], Found]:
    """Acronyms in brackets after a name, and names in brackets after an acronym, as further spans of the thing."""
    made = {}
    for name in found:
        if name.label in ("State", "Person", "Place"):
            continue
        match = re.match(r"\s*\((?:l['’]|la |le |les )?([A-Z][\w+.-]{1,11})[),]", text[name.end : name.end + 20])
        if match and sum(c.isupper() for c in match[1]) >= 2 and match[1][0].isupper():
            start = name.end + match.start(1)
            made[start, start + len(match[1])] = name
    return made
