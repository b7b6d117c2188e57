"""Whose a programme is: *son programme nucléaire*, *l'Iran poursuit son programme*, *les programmes du régime*.

Owners that the name itself holds are found with it; this stage reads the others off the sentence around, once
descriptions and pronouns are known. A programme whose owner stays open is none of anybody, and is dropped unless
it is called a programme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from accord.graph.reading.naming.cast import Naming
from accord.graph.reading.naming.cues import begins_clause
from accord.graph.reading.naming.found import Found
from accord.graph.reading.naming.vocabulary import Vocabulary
from accord.graph.reading.parsing import Sentence

__all__ = ["own_programmes"]

_JOINED = 8  # characters between two programmes that share an owner: *nucléaire et balistique*


def own_programmes(
    found: Sequence[Found],
    sentences: Sequence[Sentence],
    namings: Sequence[Naming],
    homes: Mapping[str, str],
    words: Vocabulary,
) -> list[Found]:
    """`found` with owners and kinds of its programmes settled; `namings` hold references too.

    `homes` are the states of organisations by their ids.
    """
    by_sentence: dict[int, list[Naming]] = {}
    for naming in namings:
        by_sentence.setdefault(naming.sentence, []).append(naming)
    made: list[Found] = []
    owner_of: dict[str, tuple[str, ...]] = {}
    for item in found:
        if item.label != "Programme":
            made.append(item)
            continue
        sentence, here = sentences[item.sentence], by_sentence.get(item.sentence, [])
        kind = item.head or _kind(item, sentences, words)
        owners = (
            item.owners or _owners(_chain(item, found), sentence, here, homes, words) or owner_of.get(kind or "", ())
        )
        called = sentence.tokens[sentence.span(item.start, item.end)[0]].lower in words.programme_nouns
        if kind and not owners and (called or _possessed(item, sentence, words)):
            owners = _nearest(item, here, by_sentence.get(item.sentence - 1, []))
        if kind is None or not owners and not called:
            continue
        if owners:
            owner_of[kind] = owners
        # *le programme balistique du régime*: the description is the owner, not a part of the name.
        inner = [n.start for n in here if n.refers_only and item.start < n.start < item.end]
        name = item.name[: min(inner) - item.start].rstrip() if inner else item.name
        settled = replace(item, head=kind, owners=owners, bare=False, name=name, end=item.start + len(name))
        made.append(settled)
        if _possessed(item, sentence, words):
            first = sentence.span(item.start, item.end)[0]
            made.append(replace(settled, start=sentence.tokens[first - 1].start))
    return made


def _kind(item: Found, sentences: Sequence[Sentence], words: Vocabulary) -> str | None:
    """What *son programme* is about: the kind that the text spoke of last, not long before."""
    for back in range(3):
        if item.sentence < back:
            break
        sentence = sentences[item.sentence - back]
        for token in reversed(sentence.tokens):
            if token.end <= item.start and token.lower in words.programme_kinds and token.pos == "ADJ":
                return words.programme_kinds[token.lower]
    return None


def _possessed(item: Found, sentence: Sentence, words: Vocabulary) -> bool:
    first = sentence.span(item.start, item.end)[0]
    return first > 0 and sentence.tokens[first - 1].lower in words.pronouns.possessives


def _nearest(item: Found, here: Sequence[Naming], before: Sequence[Naming]) -> tuple[str, ...]:
    """Where nothing else tells whose it is: the state named last before it, in its sentence or the one before."""
    for namings in ([n for n in here if n.end <= item.start], before):
        for naming in sorted(namings, key=lambda n: (-n.end, n.start)):
            states = _states(naming.entities, {})
            if states:
                return states[-1:] if naming.manner == "adjective" else states
    return ()


def _chain(item: Found, found: Sequence[Found]) -> tuple[int, int]:
    """From where to where the programmes reach that are named in one breath with `item`."""
    start, end = item.start, item.end
    for other in found:
        if other.label == "Programme" and other.sentence == item.sentence:
            if 0 <= other.start - end <= _JOINED:
                end = other.end
            if 0 <= start - other.end <= _JOINED:
                start = other.start
    return start, end


def _owners(
    span: tuple[int, int], sentence: Sentence, here: list[Naming], homes: Mapping[str, str], words: Vocabulary
) -> tuple[str, ...]:
    start, end = span
    for naming in here:
        before = 0 <= start - naming.end <= 1 and naming.manner == "pronoun"
        after = start < naming.start <= end + 4 and naming.refers_only
        states = _states(naming.entities, homes if before else {})
        if states and (before or after):
            return states
    acting = _subjects(sentence, sentence.span(start, end)[0], here, words)
    if acting:
        return acting
    # *un colonel des Gardiens de la révolution et la firme qui équipe le programme*: whose organ is near.
    organs = [homes[i] for n in here if n.end <= start and not n.refers_only for i in n.entities if i in homes]
    return tuple(organs[-1:])


def _states(ids: Sequence[str], homes: Mapping[str, str]) -> tuple[str, ...]:
    meant = (id_ if id_.startswith("state:") else homes.get(id_, "") for id_ in ids)
    return tuple(dict.fromkeys(id_ for id_ in meant if id_))


def _subjects(sentence: Sentence, index: int, here: list[Naming], words: Vocabulary) -> tuple[str, ...]:
    """The states that have, build or seek what token `index` names, as subjects of such a verb."""
    at: dict[int, tuple[str, ...]] = {}
    for naming in here:
        for token in range(*sentence.span(naming.start, naming.end)):
            at.setdefault(token, naming.entities)
    linear = _before_verb(sentence, index, at, words)
    if linear:
        return linear
    for verb in sentence.ancestors(index):
        if sentence.tokens[verb].lemma not in words.owning:
            continue
        for child in sentence.children[verb]:
            if sentence.tokens[child].role not in ("subject", "passive"):
                continue
            inside = [child, *(i for i in sorted(sentence.subtree(child)) if i != child and i in at)]
            found = tuple(dict.fromkeys(id_ for i in inside for id_ in at.get(i, ()) if id_.startswith("state:")))
            if found:
                return found
    # *De l'arme nucléaire, …, Minsk n'entend pas se doter*: what is had stands before who has it.
    for verb in range(index + 1, len(sentence.tokens) if index < 4 else 0):
        if sentence.tokens[verb].lemma in words.owning:
            near = next((at[i] for i in range(verb - 1, max(index, verb - 4), -1) if i in at), ())
            return tuple(id_ for id_ in near if id_.startswith("state:"))
    return ()


def _before_verb(
    sentence: Sentence, index: int, at: Mapping[int, tuple[str, ...]], words: Vocabulary
) -> tuple[str, ...]:
    """The states, alone or listed, that stand before the nearest verb of having before token `index`."""
    verb = index - 1
    while verb >= 0 and not (
        sentence.tokens[verb].lemma in words.owning and sentence.tokens[verb].pos in ("VERB", "AUX")
    ):
        if sentence.tokens[verb].text in (";", ":", "»", "«") or index - verb > 8:
            return ()
        verb -= 1
    end = verb
    while end > 0 and end not in at and verb - end < 3:
        end -= 1
    if end not in at:
        return ()
    first = end
    listed = {",", "et", "la", "le", "les", "l'", "l’"}
    while first > 0 and (first - 1 in at or sentence.tokens[first - 1].lower in listed):
        first -= 1
    while first not in at:
        first += 1
    # *la Russie et la Chine, dotées de l'arme nucléaire*: a participle says it of those right before.
    participle = "VerbForm=Part" in sentence.tokens[verb].features and sentence.tokens[verb].pos == "VERB"
    if not participle and not begins_clause(sentence, first, end + 1):
        return ()
    ids = (id_ for i in range(first, end + 1) for id_ in at.get(i, ()))
    return tuple(dict.fromkeys(id_ for id_ in ids if id_.startswith("state:")))
