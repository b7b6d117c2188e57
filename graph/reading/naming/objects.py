"""Agreements, events and programmes: phrases whose head noun says what they are."""

from __future__ import annotations

from dataclasses import replace

from accord.graph.reading.naming.found import Found, slug
from accord.graph.reading.naming.grammar import Phrase, extend, is_capital, singular

__all__ = ["find_objects"]

_AGREEMENT_LINKS = frozenset({"sur", "d'", "d’", "de", "du", "des"})
_EVENT_LINKS = frozenset({"en", "au", "aux", "à", "contre", "d'", "d’", "de", "du", "des"})


def find_objects(phrase: Phrase) -> list[Found]:
    """The agreements, events and programmes of a sentence, with or without a name (`Found.bare`)."""
    found: list[Found] = []
    index = 0
    while index < len(phrase.tokens):
        hit = _programme(phrase, index) or _agreement(phrase, index) or _event(phrase, index)
        if hit is None:
            index += 1
            continue
        found.extend(hit[0])
        index = max(index + 1, hit[1])
    return found


def _span(phrase: Phrase, first: int, end: int) -> tuple[int, int, str]:
    start, stop = phrase.tokens[first].start, phrase.tokens[end - 1].end
    return start, stop, phrase.sentence.text[start - phrase.sentence.start : stop - phrase.sentence.start]


def _core(phrase: Phrase, first: int, end: int) -> int:
    """One past the part of a phrase that stands before its first named complement: *sommet extraordinaire* (de Gao)."""
    links = phrase.words.connectors | _EVENT_LINKS
    for at in range(first + 1, end):
        after = at + 1
        while after < end and phrase.tokens[after].lower in phrase.words.determiners:
            after += 1
        named = after < end and (
            after in phrase.known or is_capital(phrase.tokens[after]) or phrase.tokens[after].text.isdigit()
        )
        if phrase.tokens[at].lower in links and named:
            return at
    return end


def _with_core(phrase: Phrase, made: Found, first: int, end: int) -> list[Found]:
    """`made`, and its head without the named complement as a second mention of the same thing."""
    core = _core(phrase, first, end)
    if core == end or made.id is None:
        return [made]
    start, stop, _ = _span(phrase, first, core)
    return [made, replace(made, start=start, end=stop)]


def _definite(phrase: Phrase, index: int) -> bool:
    at = index - 1
    while at > 0 and phrase.tokens[at].pos == "ADJ":
        at -= 1
    return at >= 0 and phrase.tokens[at].lower in phrase.words.definite


def _named(phrase: Phrase, first: int, end: int) -> bool:
    return any(is_capital(t) or t.text.isdigit() or t.index in phrase.known for t in phrase.tokens[first + 1 : end])


def _content(phrase: Phrase, first: int, end: int) -> str:
    """What the complements say, as words that tell one thing from another of the same head."""
    words = []
    at = first + 1
    while at < end:
        if at in phrase.known:
            at, known = phrase.known[at]
            words.append(slug(known.name))
            continue
        token = phrase.tokens[at]
        if (
            token.pos not in ("ADP", "DET", "PUNCT", "CCONJ")
            and any(c.isalnum() for c in token.text)
            and token.lower not in phrase.words.determiners | _EVENT_LINKS
        ):
            words.append(slug(singular(token.lower)))
        at += 1
    return "-".join(words)


def _agreement(phrase: Phrase, index: int) -> tuple[list[Found], int] | None:
    token = phrase.tokens[index]
    head = phrase.words.agreements.get(singular(token.lower))
    if head is None or token.pos == "VERB":
        return None
    end = extend(phrase, index, _AGREEMENT_LINKS, 7)
    named = _named(phrase, index, end)
    bare = end == index + 1 or (not named and singular(token.lower) in phrase.words.agreements_need_name)
    if bare and (not _definite(phrase, index) or singular(token.lower) != token.lower):
        return None
    start, stop, text = _span(phrase, index, index + 1 if bare else end)
    content = _content(phrase, index, end)
    # *un accord politique*: one of a kind, not a certain one.
    certain = singular(token.lower) in phrase.words.agreements_by_complement
    if not named and not bare and "-" not in content and not certain and not _definite(phrase, index):
        return None
    id_ = None if bare else f"agreement:{slug(head.english)}-{content}" if content else None
    made = Found(
        start,
        stop,
        phrase.sentence.index,
        "Agreement",
        text,
        head.kind,
        id_,
        head=singular(token.lower),
        bare=bare,
        strength=5,
    )
    return _with_core(phrase, made, index, end) if _core(phrase, index, end) > index + 1 else [made], end


def _event(phrase: Phrase, index: int) -> tuple[list[Found], int] | None:
    token = phrase.tokens[index]
    noun = token.lower if token.lower in phrase.words.events else singular(token.lower)
    if noun != token.lower and noun in phrase.words.events_in_singular:
        return None
    head = phrase.words.events.get(noun)
    if head is None or token.pos == "VERB" or _is_adjective(phrase, index):
        return None
    if head.needs and (index + 1 >= len(phrase.tokens) or phrase.tokens[index + 1].lower not in head.needs):
        return None
    end = extend(phrase, index, _EVENT_LINKS, 9)
    core = index
    if noun == "coup":
        follow = [t.lower for t in phrase.tokens[index + 2 : index + 3]]
        if follow not in (["état"], ["etat"], ["force"]):
            return None
        core = index + 2
    named = _named(phrase, core, end)
    if noun in phrase.words.events_of_places and not _happens_somewhere(phrase, index, end):
        return None
    capital = is_capital(token) and index > 0
    definite = _definite(phrase, index)
    told = definite and end > index + 1 and noun in phrase.words.events_by_complement
    bare = not named and not capital and not told
    if bare and not definite:
        return None
    if noun in phrase.words.events_need_name and not named and not (definite and end > index + 1):
        bare = not told
    start, stop, text = _span(phrase, index, end if named or told else core + 1)
    content = _content(phrase, index, end)
    id_ = None if bare or not content else f"event:{head.english}-{content}"
    name = head.english if bare else _english(phrase, index, end, head.english) or text
    made = Found(start, stop, phrase.sentence.index, "Event", name, None, id_, head=head.english, bare=bare, strength=5)
    own = index + 1
    if named and own < end and is_capital(phrase.tokens[own]) and own not in phrase.known:
        start, stop, text = _span(phrase, own, end)
        return [made, replace(made, start=start, end=stop, name=text)], end
    if own < end and phrase.tokens[own].text in ("«", "“", '"') and end - own > 2:
        start, stop, text = _span(phrase, own + 1, end - 1)
        return [made, replace(made, start=start, end=stop, name=text)], end
    # *la prise* alone is none.
    return [made] if noun in phrase.words.events_of_places else _with_core(phrase, made, index, end), end


def _english(phrase: Phrase, index: int, end: int, head: str) -> str | None:
    """*war in Ukraine*, *Tianjin summit*: the usual English name, where known names are all that the phrase adds."""
    inside = phrase.inside(index + 1, end)
    covered = {i for f in inside for i in range(*phrase.sentence.span(f.start, f.end))}
    rest = [
        t for t in phrase.tokens[index + 1 : end] if t.index not in covered and t.pos not in ("ADP", "DET", "PUNCT")
    ]
    outer = [f for f in inside if not any(o.start <= f.start < f.end <= o.end for o in inside if o is not f)]
    if rest or len(outer) != 1 or outer[0].manner == "adjective" and head != "war":
        return None
    return phrase.words.event_names.get(head, "{} " + head).format(outer[0].name)


def _is_adjective(phrase: Phrase, index: int) -> bool:
    """*les capacités offensives*: the word describes the noun before it."""
    before = phrase.tokens[index - 1] if index else None
    return before is not None and before.pos == "NOUN" and phrase.tokens[index].role == "adjective"


def _happens_somewhere(phrase: Phrase, index: int, end: int) -> bool:
    """*la prise de Saraqeb*: definite, and what it names is a place or person, not the state or side that acts."""
    if not _definite(phrase, index) or end <= index + 2:
        return False
    known = phrase.inside(index + 1, end)
    inside = {i for f in known for i in range(*phrase.sentence.span(f.start, f.end))}
    proper = any(is_capital(t) and t.index not in inside for t in phrase.tokens[index + 1 : end])
    return proper or any(f.label in ("Place", "Person") for f in known)


def _programme(phrase: Phrase, index: int) -> tuple[list[Found], int] | None:
    """One for each kind named: *programmes nucléaire et balistique* are two; an owner outside the phrase is found later."""
    token = phrase.tokens[index]
    if token.lower not in phrase.words.programme_heads:
        return None
    end = extend(phrase, index, phrase.words.connectors, 5)
    kinds = [
        (at, phrase.words.programme_kinds[phrase.tokens[at].lower])
        for at in range(index + 1, end)
        if phrase.tokens[at].lower in phrase.words.programme_kinds
    ]
    own = index > 0 and phrase.tokens[index - 1].lower in phrase.words.pronouns.possessives
    if not kinds and own and token.lower in phrase.words.programme_nouns and end == index + 1:
        start, last, text = _span(phrase, index, end)
        return [Found(start, last, phrase.sentence.index, "Programme", text, bare=True, strength=6)], end
    owned = end > index + 1 and _definite(phrase, index) and phrase.known.get(index + 1, (0, None))[0] == end
    if not kinds and owned and token.lower in phrase.words.programme_nouns:
        state = phrase.known[index + 1][1]
        if state.label != "State":
            return None
        start, last, text = _span(phrase, index, end)
        made = Found(start, last, phrase.sentence.index, "Programme", text, owners=(str(state.id),), strength=6)
        return [made], end
    alone = phrase.words.programmes_alone.get(token.lower)
    if not kinds and alone and (own if token.lower.endswith("s") else _definite(phrase, index)):
        stop = phrase.known[end - 1][0] if end - 1 in phrase.known else index + 1
        if stop < end or stop == index + 1 and end > stop:
            return None
        start, last, text = _span(phrase, index, stop)
        owned_by = tuple(str(f.id) for f in phrase.inside(index, stop) if f.label == "State")
        made = Found(start, last, phrase.sentence.index, "Programme", text, head=alone, owners=owned_by, strength=6)
        return [made], stop
    if not kinds:
        return None
    owners = tuple(str(f.id) for f in phrase.inside(index, end) if f.label == "State")[:1]
    found = []
    for at, kind in {kind: (at, kind) for at, kind in reversed(kinds)}.values():
        first, stop = (index, end) if at == kinds[0][0] else (at, at + 1)
        if at == kinds[0][0] and len({k for _, k in kinds}) > 1:
            stop = at + 1
        core = kinds[-1][0] + 1 if at == kinds[0][0] and len({k for _, k in kinds}) == 1 else stop
        # With its owner and without: *programme balistique (de la Turquie)*.
        for close in sorted({core, stop}):
            start, last, text = _span(phrase, first, close)
            found.append(
                Found(start, last, phrase.sentence.index, "Programme", text, head=kind, owners=owners, strength=6)
            )
    return found, end
