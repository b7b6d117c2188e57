"""From names to what they bring to mind: role, gender and number of each, lists, who persons act for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from accord.graph.model import Entity
from accord.graph.reading.naming.cast import Naming
from accord.graph.reading.naming.memory import Cue, Memory
from accord.graph.reading.naming.vocabulary import Vocabulary
from accord.graph.reading.parsing import Sentence, Token

__all__ = ["begins_clause", "cue_of", "gender_of", "introductions", "lists_in"]

_MASCULINE = frozenset({"le", "un", "du", "au", "ce", "cet"})
_FEMININE = frozenset({"la", "une", "cette"})
_PLURAL = frozenset({"les", "des", "aux", "ces", "quelques", "plusieurs"})
_OBJECTS = frozenset({"object", "indirect", "agent"})
_ARTICLES = frozenset({"le", "la", "les", "l'", "l’"})
_MERGED = frozenset({"du", "des", "au", "aux"})
_CLITICS = frozenset({"n'", "n’", "ne", "en", "y", "se", "s'", "s’", "lui", "leur", "les", "la", "le", "l'", "l’", "a"})
_PLACES = frozenset({"en", "à", "dans", "au", "aux", "sur", "vers", "depuis"})


def cue_of(sentence: Sentence, naming: Naming, memory: Memory, words: Vocabulary, head: int | None = None) -> Cue:
    """What a name or reference brings to mind; a nationality speaks for its noun (*les soldats russes … ils*)."""
    first, end = sentence.span(naming.start, naming.end)
    if head is None:
        inside = range(first, end)
        head = next((i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i), first)
    token = sentence.tokens[head]
    entity = memory.entities[naming.entities[0]]
    noun = sentence.tokens[token.head]
    adjective = token.role == "adjective" and noun.pos == "NOUN"
    people = noun.lower in words.people and (adjective or token.role == "nominal")
    rank = _rank(sentence, noun if adjective or people else token)
    if adjective or people:
        gender, plural = _features(noun)
        rank = max(rank, 1) if people else rank
    else:
        gender, plural = gender_of(sentence, first, token, naming, entity, words)
        if rank < 2 and naming.manner != "pronoun" and begins_clause(sentence, first, end):
            rank = 2
    before = sentence.tokens[first - 1].lower if first else ""
    if before in words.determiners and first > 1:
        before = sentence.tokens[first - 2].lower
    many = plural if len(naming.entities) == 1 else True
    return Cue(
        naming.entities, sentence.index, sentence.paragraph, head, rank, gender, many, before in _PLACES, not adjective
    )


def _rank(sentence: Sentence, token: Token) -> int:
    """2 for a subject, 1 for a part of one and for objects, 0 for all else."""
    if token.role in ("subject", "passive"):
        return 1 if sentence.tokens[token.head].role == "relative" else 2
    if token.role in ("conjunct", "apposition", "name"):
        return _rank(sentence, sentence.tokens[token.head]) if token.head != token.index else 0
    if token.role in _OBJECTS:
        return 1
    for at in sentence.ancestors(token.index):
        above = sentence.tokens[at]
        if above.role in ("subject", "passive"):
            return 1
        if above.pos in ("VERB", "AUX"):
            break
    return 0


def begins_clause(sentence: Sentence, first: int, end: int) -> bool:
    """Whether a finite verb follows the name and no preposition governs it: a second witness beside the tree."""
    at = first - 1
    while at >= 0 and sentence.tokens[at].pos == "DET":
        at -= 1
    if at >= 0 and (
        sentence.tokens[at].pos in ("ADP", "NOUN", "VERB", "ADJ") or sentence.tokens[at + 1].lower in _MERGED
    ):
        return False
    after = end
    while after < len(sentence.tokens) and sentence.tokens[after].lower in _CLITICS:
        after += 1
    if after >= len(sentence.tokens):
        return False
    verb = sentence.tokens[after]
    # The model takes some verbs for participles (*Niamey mise sur …*): at the head of a sentence they are none.
    opens = at < 0 and after == end and verb.pos == "VERB" and not sentence.headline
    # *Selon la presse, Minsk …*: after a phrase with a preposition the first name is the subject.
    commas = [t.index for t in sentence.tokens[: max(at, 0) + 1] if t.text == ","]
    led = sentence.tokens[0].pos == "ADP" and commas == [at] and verb.text not in (",", "et", ")")
    return opens or led or "VerbForm=Fin" in verb.features


def _features(token: Token) -> tuple[str | None, bool | None]:
    gender = "feminine" if "Gender=Fem" in token.features else "masculine" if "Gender=Masc" in token.features else None
    plural = True if "Number=Plur" in token.features else False if "Number=Sing" in token.features else None
    return gender, plural


def gender_of(
    sentence: Sentence, first: int, head: Token, naming: Naming, entity: Entity, words: Vocabulary
) -> tuple[str | None, bool | None]:
    """Gender and number of a name, by its article, its head noun or, for persons, their title."""
    if len(naming.entities) > 1:
        return None, True
    if entity.label == "Person":
        return _gender_of_person(sentence, first, words), False
    article = sentence.tokens[first].lower if naming.refers_only else sentence.tokens[first - 1].lower if first else ""
    if article in _MASCULINE:
        return "masculine", False
    if article in _FEMININE:
        return "feminine", False
    gender, _ = _features(head)
    if article in _PLURAL:
        return gender, True
    if naming.manner == "pronoun":
        low = head.lower.lstrip("-")
        return (
            "feminine" if low in words.pronouns.feminine else "masculine" if low in words.pronouns.masculine else None
        ), words.pronouns.subjects.get(low) == "plural"
    if naming.manner == "seat":
        return None, False
    if entity.label == "State":
        name = next((alias.split()[0] for alias in entity.aliases if alias[:1].isupper()), "")
        if name.endswith("e"):
            return ("masculine" if name in words.masculine_states else "feminine"), False
        return None, False
    return (gender if head.pos == "NOUN" else None), False


def _gender_of_person(sentence: Sentence, first: int, words: Vocabulary) -> str | None:
    for token in reversed(sentence.tokens[max(0, first - 9) : first]):
        if token.pos == "VERB" or token.text in (".", ";", ":"):
            return None
        if token.lower in words.feminine_titles:
            return "feminine"
        if token.lower in words.titles:
            before = sentence.tokens[token.index - 1].lower if token.index else ""
            return "feminine" if before in _FEMININE else "masculine" if before in _MASCULINE else None
    return None


def lists_in(sentence: Sentence, namings: Sequence[Naming], label_of: Callable[[str], str]) -> dict[int, list[Cue]]:
    """Names of one label joined by commas and *et*: a cue for the whole list, at the first token of its last member."""
    found: dict[int, list[Cue]] = {}
    members: list[tuple[int, int, tuple[str, ...]]] = []
    joined = ""
    for naming in [*sorted(namings, key=lambda n: (n.start, -n.end)), None]:
        if naming is not None:
            first, end = sentence.span(naming.start, naming.end)
            if members and first < members[-1][1]:
                continue  # a name inside a name
            between = [t.lower for t in sentence.tokens[members[-1][1] if members else first : first]]
            links = [w for w in between if w not in _ARTICLES]
            alike = members and label_of(naming.entities[0]) == label_of(members[-1][2][0])
            if alike and links in ([","], ["et"], [",", "et"]):
                joined += links[-1]
                members.append((first, end, naming.entities))
                continue
        ids = tuple(dict.fromkeys(id_ for _, _, meant in members for id_ in meant))
        if len(ids) > 1 and joined.endswith("et"):
            start, stop = members[0][0], members[-1][1]
            rank = 2 if begins_clause(sentence, start, stop) else _rank(sentence, sentence.tokens[start])
            cue = Cue(ids, sentence.index, sentence.paragraph, stop - 1, rank, None, True)
            found.setdefault(members[-1][0], []).append(cue)
        if naming is not None:
            members, joined = [(first, end, naming.entities)], ""
    return found


def introductions(
    sentences: Sequence[Sentence],
    namings: Mapping[int, list[Naming]],
    entities: Mapping[str, Entity],
    words: Vocabulary,
) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """The state that each person speaks for and the titles that introduce him: *le ministre turc Kemal Aydoğdu*."""
    homes: dict[str, str] = {}
    titles: dict[str, frozenset[str]] = {}
    for sentence in sentences:
        here = namings.get(sentence.index, [])
        for person in (n for n in here if entities[n.entities[0]].label == "Person"):
            first, end = sentence.span(person.start, person.end)
            start, stop = _phrase(sentence, first, end)
            said = {t.lower for t in sentence.tokens[start:stop]} & words.titles
            id_ = person.entities[0]
            beside = [
                n.entities[0] for n in here if 0 < person.start - n.end <= 2 and n.manner in ("name", "adjective")
            ]
            if beside and entities[beside[0]].label == "State":
                homes.setdefault(id_, beside[0])
            if not said:
                continue
            titles[id_] = titles.get(id_, frozenset()) | said
            low, high = sentence.tokens[start].start, sentence.tokens[stop - 1].end
            states = [
                n.entities[0]
                for n in here
                if low <= n.start and n.end <= high and entities[n.entities[0]].label == "State"
            ]
            if states:
                homes.setdefault(id_, states[0])
    return homes, titles


def _phrase(sentence: Sentence, first: int, end: int) -> tuple[int, int]:
    """The words around a name that introduce it: back to a verb or a stop, and an apposition after a comma."""
    tokens = sentence.tokens
    start = first
    commas = 0
    while start and first - start < 12:
        token = tokens[start - 1]
        commas += token.text == ","
        if token.pos in ("VERB", "AUX") or token.text in (".", ";", ":", "»", "«", "(", ")") or commas > 1:
            break
        if token.pos == "CCONJ" and tokens[start].pos == "DET":
            break
        start -= 1
    stop = end
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].pos in ("NOUN", "DET", "ADJ"):
        stop = end + 1
        while (
            stop < len(tokens)
            and stop - end < 8
            and tokens[stop].text != ","
            and tokens[stop].pos not in ("VERB", "AUX")
        ):
            stop += 1
    return start, stop
