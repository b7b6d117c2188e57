"""What descriptions and pronouns stand for: *les deux pays*, *cette alliance*, *il*, *son économie*, *dont*.

Precision before recall: a reference that number, gender or kind leave open stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from accord.graph.model import Entity
from accord.graph.reading.naming.cast import Naming
from accord.graph.reading.naming.grammar import singular
from accord.graph.reading.naming.vocabulary import Vocabulary
from accord.graph.reading.parsing import Sentence, Token

__all__ = ["find_references"]

_ACTORS = frozenset({"State", "Organisation", "Person"})


@dataclass
class _Memory:
    """Who was named so far, latest last; `subjects` are those that acted in the sentence before and in this one."""

    entities: dict[str, Entity]
    recent: list[str] = field(default_factory=list)
    subjects: list[tuple[str, ...]] = field(default_factory=list)

    def meet(self, ids: Sequence[str]) -> None:
        for id_ in ids:
            if id_ in self.recent:
                self.recent.remove(id_)
            self.recent.append(id_)

    def last(self, label: str, kind: str | None = None) -> str | None:
        for id_ in reversed(self.recent):
            entity = self.entities[id_]
            if entity.label == label and (kind is None or entity.kind == kind):
                return id_
        return None


def find_references(
    sentences: Sequence[Sentence], entities: Sequence[Entity], namings: Sequence[Naming], words: Vocabulary
) -> list[Naming]:
    """The descriptions and pronouns of the text with what they stand for."""
    memory = _Memory({entity.id: entity for entity in entities})
    by_sentence: dict[int, list[Naming]] = {}
    for naming in namings:
        by_sentence.setdefault(naming.sentence, []).append(naming)
    found: list[Naming] = []
    for sentence in sentences:
        found.extend(_read(sentence, by_sentence.get(sentence.index, []), memory, words))
    return found


def _read(sentence: Sentence, namings: list[Naming], memory: _Memory, words: Vocabulary) -> Iterator[Naming]:
    at_token = _by_token(sentence, namings)
    covered = {i for n in namings for i in range(*sentence.span(n.start, n.end))}
    heads = dict(at_token)
    acting: list[tuple[str, ...]] = []
    for token in sentence.tokens:
        here = at_token.get(token.index)
        if here:
            memory.meet(here)
            if token.role in ("subject", "passive") and memory.entities[here[0]].label in _ACTORS:
                acting.append(here)
        if token.index in covered:
            continue
        naming = _description(sentence, token, memory, words) or _pronoun(sentence, token, memory, acting, heads, words)
        if naming is None:
            continue
        yield naming
        heads.setdefault(token.index, naming.entities)
        if naming.manner == "description":
            memory.meet(naming.entities)
        if token.role in ("subject", "passive"):
            acting.append(naming.entities)
    if acting:
        memory.subjects = acting


def _by_token(sentence: Sentence, namings: list[Naming]) -> dict[int, tuple[str, ...]]:
    """The entities by the token that heads their name, names before the names inside them."""
    found: dict[int, tuple[str, ...]] = {}
    for naming in sorted(namings, key=lambda n: (n.start, -n.end)):
        first, end = sentence.span(naming.start, naming.end)
        inside = range(first, end)
        head = next((i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i), first)
        found.setdefault(head, naming.entities)
    return found


def _description(sentence: Sentence, token: Token, memory: _Memory, words: Vocabulary) -> Naming | None:
    if token.pos not in ("NOUN", "ADJ", "PROPN"):
        return None
    start = _determiner(sentence, token.index, words)
    if start is None:
        return None
    number = next(
        (words.numbers[t.lower] for t in sentence.tokens[start : token.index] if t.lower in words.numbers), None
    )
    if token.lower in words.groups and number:
        ids = _group(token, number, memory, sentence)
    elif (
        "Number=Plur" in token.features
        and singular(token.lower) != token.lower
        and token.lower not in words.references["Organisation"]
    ):
        return None
    else:
        ids = _single(sentence, token, start, memory, words)
    if not ids:
        return None
    return Naming(sentence.tokens[start].start, token.end, sentence.index, ids, "description")


def _determiner(sentence: Sentence, index: int, words: Vocabulary) -> int | None:
    at = index - 1
    while at >= 0 and (sentence.tokens[at].pos == "ADJ" or sentence.tokens[at].lower in words.numbers):
        at -= 1
    if (
        at < 0
        or sentence.tokens[at].lower not in words.definite
        or sentence.tokens[at].lower in words.pronouns.possessives
    ):
        return None
    return at


def _group(token: Token, number: int, memory: _Memory, sentence: Sentence) -> tuple[str, ...]:
    """The last `number` states (or persons) that were named, in the order of their names."""
    wanted = "Person" if token.lower in ("hommes", "dirigeants") else "State"
    if token.lower == "organisations":
        wanted = "Organisation"
    latest = [id_ for id_ in memory.recent if memory.entities[id_].label == wanted][-number:]
    return tuple(latest) if len(latest) == number else ()


def _single(sentence: Sentence, token: Token, start: int, memory: _Memory, words: Vocabulary) -> tuple[str, ...]:
    noun = token.lower
    if _has_complement(sentence, token):
        return ()
    demonstrative = sentence.tokens[start].lower in ("ce", "cet", "cette")
    if noun in words.references["states"]:
        if (
            noun in ("voisin", "allié", "partenaire", "état", "puissance", "nation", "gouvernement", "capitale")
            and not demonstrative
        ):
            return ()
        id_ = _acting_state(memory) if noun in ("pays", "régime", "royaume", "gouvernement") else memory.last("State")
        return (id_,) if id_ else ()
    for label in ("Organisation", "Agreement", "Event", "Place", "Programme", "Person"):
        if noun in words.references[label]:
            id_ = (
                memory.last(label, words.kinds_of_reference.get(noun))
                if label == "Organisation"
                else memory.last(label)
            )
            if label == "Organisation" and words.kinds_of_reference.get(noun) is None and not demonstrative and id_:
                id_ = id_ if memory.recent[-1] == id_ or noun in fold_aliases(memory.entities[id_]) else None
            return (id_,) if id_ else ()
    return ()


def fold_aliases(entity: Entity) -> frozenset[str]:
    """The words of an entity's names in lower case."""
    return frozenset(word for name in (entity.name, *entity.aliases) for word in name.lower().split())


def _has_complement(sentence: Sentence, token: Token) -> bool:
    """Whether the noun says by itself what it means (*le ministre de la Défense*), and is no back reference."""
    after = sentence.tokens[token.index + 1 : token.index + 2]
    if not after:
        return False
    linked = after[0].lower in ("de", "du", "des", "d'", "d’") or after[0].pos in ("ADJ", "PROPN")
    return linked or after[0].text[:1].isupper()


def _acting_state(memory: _Memory) -> str | None:
    for ids in reversed(memory.subjects):
        if len(ids) == 1 and memory.entities[ids[0]].label == "State":
            return ids[0]
    return memory.last("State")


def _pronoun(
    sentence: Sentence,
    token: Token,
    memory: _Memory,
    acting: list[tuple[str, ...]],
    heads: dict[int, tuple[str, ...]],
    words: Vocabulary,
) -> Naming | None:
    pronouns = words.pronouns
    bare = token.text.lstrip("-") if token.text.startswith("-") else token.text
    # *a-t-il*: the model may leave the euphonic t on the pronoun.
    bare = bare.removeprefix("t-")
    word = bare.lower()
    ids: tuple[str, ...] = ()
    if word in pronouns.relatives and token.pos == "PRON":
        ids = _antecedent(sentence, token, heads)
    elif word in pronouns.subjects and token.pos != "DET":
        speaker = memory.last("Person")
        if word in pronouns.masculine | pronouns.feminine and speaker and _inverted(sentence, token):
            ids = (speaker,)
        elif not _impersonal(sentence, token, words):
            ids = _who(memory, acting, pronouns.subjects[word], word, words)
    elif word in pronouns.possessives and token.pos == "DET":
        ids = _who(memory, acting, pronouns.possessives[word], "", words)
    elif word in pronouns.datives and token.pos == "PRON":
        ids = _who(memory, [], pronouns.datives[word], "", words)
    return Naming(token.end - len(bare), token.end, sentence.index, ids, "pronoun") if ids else None


def _antecedent(sentence: Sentence, token: Token, heads: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """What stands right before the relative pronoun, or the noun that the relative clause hangs on."""
    for at in (token.index - 1, token.index - 2):
        if at >= 0 and at in heads:
            return heads[at]
        if at >= 0 and sentence.tokens[at].text not in (",",) and sentence.tokens[at].pos not in ("ADP", "PUNCT"):
            break
    for verb in sentence.ancestors(token.index):
        if sentence.tokens[verb].role == "relative":
            return heads.get(sentence.tokens[verb].head, ())
    return ()


def _inverted(sentence: Sentence, token: Token) -> bool:
    """Whether the pronoun follows its verb inside a quotation's frame: *…, a-t-il ajouté*."""
    before = sentence.tokens[max(0, token.index - 1) : token.index]
    return token.text.startswith("-") or bool(before and before[0].text.endswith("-"))


def _impersonal(sentence: Sentence, token: Token, words: Vocabulary) -> bool:
    """*il faut*, *il s'agit de*, *il y a*."""
    after = sentence.tokens[token.index + 1 : token.index + 4]
    return any(t.lower == "y" for t in after[:2]) or any(t.lemma in words.pronouns.impersonal for t in after)


def _who(memory: _Memory, acting: list[tuple[str, ...]], number: str, word: str, words: Vocabulary) -> tuple[str, ...]:
    """The nearest subject that agrees in number and, where it is known, in gender."""
    for ids in [*reversed(acting), *reversed(memory.subjects)]:
        if number == "plural" and len(ids) > 1:
            return ids
        if number == "singular" and len(ids) == 1 and _agrees(memory.entities[ids[0]], word, words):
            return ids
    return ()


def _agrees(entity: Entity, word: str, words: Vocabulary) -> bool:
    if word not in words.pronouns.feminine | words.pronouns.masculine:
        return True
    gender = _gender(entity, words)
    return gender is None or (gender == "feminine") == (word in words.pronouns.feminine)


def _gender(entity: Entity, words: Vocabulary) -> str | None:
    """The gender of a state's name, by its ending; None where it is not known."""
    name = next((alias.split()[0] for alias in entity.aliases if alias[:1].isupper()), "")
    if entity.label != "State" or not name.endswith("e"):
        return None
    return "masculine" if name in words.masculine_states else "feminine"
