"""Organisations by their head noun: *Institut suédois des conflits*, *ministère britannique de la Défense*."""

from __future__ import annotations

import re
from dataclasses import replace

from accord.graph.reading.naming.found import Found, slug
from accord.graph.reading.naming.grammar import Phrase, extend, is_capital, name_end, singular

__all__ = ["find_organisations"]

_JOINING = frozenset({"pour", "sur"})


def find_organisations(phrase: Phrase) -> list[Found]:
    """Organisations that a head noun announces: capitalised, a ministry, an organ with a nationality, or before a name."""
    found: list[Found] = []
    index = 0
    while index < len(phrase.tokens):
        hit = (
            _ministry(phrase, index)
            or _unit(phrase, index)
            or _circle(phrase, index)
            or _armed_side(phrase, index)
            or _organ(phrase, index)
            or _capitalised(phrase, index)
            or _before_name(phrase, index)
        )
        if hit is None:
            index += 1
            continue
        found.append(hit[0])
        head = phrase.tokens[index]
        if head.start < hit[0].start and head.lower in phrase.words.heads_in_names:
            found.append(replace(hit[0], start=head.start))
        index = max(index + 1, hit[1])
    return found


def _make(phrase: Phrase, first: int, end: int, kind: str, id_: str | None = None, strength: int = 7) -> Found:
    start, stop = phrase.tokens[first].start, phrase.tokens[end - 1].end
    text = phrase.sentence.text[start - phrase.sentence.start : stop - phrase.sentence.start]
    state = next((f.id for f in phrase.inside(first, end) if f.label == "State"), None)
    return Found(
        start,
        stop,
        phrase.sentence.index,
        "Organisation",
        text,
        kind,
        id_,
        head=singular(phrase.tokens[first].lower),
        of=state,
        strength=strength,
    )


def _ministry(phrase: Phrase, index: int) -> tuple[Found, int] | None:
    """A ministry is named by what it is for; by its state too, where the text says it."""
    token = phrase.tokens[index]
    if token.lower not in ("ministère", "ministères"):
        return None
    end = extend(phrase, index, phrase.words.connectors, 7)
    # The walk stops at an adjective after a capital: *Affaires étrangères*, *Défense nationale* go on.
    while end < len(phrase.tokens) and phrase.tokens[end].pos == "ADJ" and end not in phrase.known:
        if phrase.tokens[end - 1].lower not in phrase.words.portfolios:
            break
        end += 1
    text = phrase.tokens[index + 1 : end]
    if not any(is_capital(t) and t.index not in phrase.known for t in text):
        return None
    state = next((f.id for f in phrase.inside(index, end) if f.label == "State" and f.id), None)
    about = [
        t.lower
        for t in text
        if t.pos != "ADP"
        and t.lower not in phrase.words.determiners | phrase.words.connectors
        and t.index not in phrase.known
    ]
    id_ = f"org:{state.partition(':')[2].lower()}-ministry-{slug(' '.join(about))}" if state else None
    return _make(phrase, index, end, "government", id_), end


def _unit(phrase: Phrase, index: int) -> tuple[Found, int] | None:
    """*la 53e brigade*: a unit told by its number."""
    token = phrase.tokens[index]
    before = phrase.tokens[index - 1].lower if index else ""
    if token.lower not in phrase.words.numbered_units or not re.fullmatch(r"\d+(?:e|è|ème|er|re)", before):
        return None
    made = _make(phrase, index - 1, index + 1, "military")
    return replace(made, id=f"org:{slug(made.name)}"), index + 1


def _circle(phrase: Phrase, index: int) -> tuple[Found, int] | None:
    """*le quatuor du Pacifique*, *l'axe de Tindouf*: states that are one circle, named after where or what they are."""
    token, tokens = phrase.tokens[index], phrase.tokens
    if token.lower not in phrase.words.circles or not index:
        return None
    quoted = tokens[index - 1].text in ("«", "“", '"')
    article = tokens[index - 1 - quoted].lower if index > quoted else ""
    if article not in phrase.words.definite:
        return None
    end = extend(phrase, index, phrase.words.connectors, 5)
    named = any(is_capital(t) for t in tokens[index + 1 : end]) and tokens[index + 1].lower in phrase.words.connectors
    if not named or any(f.label == "State" for f in phrase.inside(index, end)):
        return None
    return _make(phrase, index, end, "bloc"), end


def _armed_side(phrase: Phrase, index: int) -> tuple[Found, int] | None:
    """*les rebelles syriens*: an armed side without a proper name, named after its state."""
    token = phrase.tokens[index]
    if token.lower not in phrase.words.armed_sides or index + 1 not in phrase.known:
        return None
    end, state = phrase.known[index + 1]
    if state.label != "State" or state.manner != "adjective":
        return None
    made = _make(phrase, index, end, "military", f"org:{str(state.id).partition(':')[2].lower()}-rebels")
    return made, end


def _organ(phrase: Phrase, index: int) -> tuple[Found, int] | None:
    """An organ of a state, by its nationality: *le Parlement turc*, *les services de renseignement sud-coréens*."""
    for organ in phrase.words.national_organs:
        end = index + len(organ)
        if tuple(t.lower for t in phrase.tokens[index:end]) != organ:
            continue
        while end < len(phrase.tokens) and phrase.tokens[end].lower in (
            "militaire",
            "militaires",
            "extérieur",
            "intérieur",
        ):
            end += 1
        at = end + 1 if end < len(phrase.tokens) and phrase.tokens[end].lower in phrase.words.connectors else end
        while at > end and at < len(phrase.tokens) and phrase.tokens[at].lower in phrase.words.determiners:
            at += 1
        if at in phrase.known and phrase.known[at][1].label == "State" and phrase.known[at][1].manner != "seat":
            stop, state = phrase.known[at]
            id_ = f"org:{str(state.id).partition(':')[2].lower()}-{slug(' '.join(organ))}"
            return _make(phrase, index, stop, "government", id_), stop
        if is_capital(phrase.tokens[index]) and index and len(organ) > 1:
            return _make(phrase, index, end, "government"), end
    return None


def _capitalised(phrase: Phrase, index: int) -> tuple[Found, int] | None:
    """*Front de libération du peuple du Tigré*: a capitalised head noun with its complements."""
    token = phrase.tokens[index]
    kind = phrase.words.organisations.get(token.lower) or phrase.words.organisations.get(singular(token.lower))
    if kind is None or not is_capital(token) or index in phrase.known and phrase.known[index][0] > index + 1:
        return None
    if index == 0 and not phrase.sentence.headline:
        after = phrase.tokens[1] if len(phrase.tokens) > 1 else token
        if not is_capital(after):
            return None
    end = extend(phrase, index, phrase.words.connectors | _JOINING)
    if index + 1 < len(phrase.tokens) and is_capital(phrase.tokens[index + 1]) and index + 1 not in phrase.known:
        end = name_end(phrase, index, frozenset(phrase.known))
    if end == index + 1:
        return None
    return _make(phrase, index, end, kind), end


def _before_name(phrase: Phrase, index: int) -> tuple[Found, int] | None:
    """*l'agence Oubangui-Presse*, *la société russe Severlog*: the name that follows the noun, not the noun."""
    token = phrase.tokens[index]
    kind = phrase.words.organisations.get(token.lower) or phrase.words.organisations.get(singular(token.lower))
    if kind is None or (is_capital(token) and not token.text.isupper()) and index:
        return None
    first = _skip_description(phrase, index + 1)
    quoted = first < len(phrase.tokens) and phrase.tokens[first].text in ("«", "“", '"')
    first += quoted
    if first >= len(phrase.tokens) or not is_capital(phrase.tokens[first]) or first in phrase.known:
        return None
    end = name_end(phrase, first, frozenset(phrase.known))
    if len(phrase.tokens[first].text) < 2:
        return None
    return _make(phrase, first, end, kind, strength=8), end


def _skip_description(phrase: Phrase, at: int) -> int:
    """Past the adjectives and complements between a noun and its name: *la raffinerie d'or rwandaise Gasabo*."""
    start = at
    while at < len(phrase.tokens) and at - start < 5:
        token = phrase.tokens[at]
        if (
            at in phrase.known
            and phrase.known[at][1].manner == "adjective"
            or token.pos == "ADJ"
            and not is_capital(token)
        ):
            at = phrase.known[at][0] if at in phrase.known else at + 1
        elif (
            token.lower in phrase.words.connectors
            and at + 1 < len(phrase.tokens)
            and phrase.tokens[at + 1].pos == "NOUN"
            and not is_capital(phrase.tokens[at + 1])
        ):
            at += 2
        else:
            break
    return at
