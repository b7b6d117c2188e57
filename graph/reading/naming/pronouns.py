"""Pronouns and possessives and whom they stand for: *il*, *leur*, *son économie*, *y*, *trois d'entre eux*."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from accord.graph.model import Entity
from accord.graph.reading.naming.cast import Naming
from accord.graph.reading.naming.groups import some_of
from accord.graph.reading.naming.memory import ACTORS, Cue, Memory
from accord.graph.reading.naming.vocabulary import Vocabulary
from accord.graph.reading.parsing import Sentence, Token

__all__ = ["resolve_pronoun", "who"]

Heads = Mapping[int, tuple[str, ...]]


def resolve_pronoun(sentence: Sentence, token: Token, memory: Memory, heads: Heads, words: Vocabulary) -> Naming | None:
    """What the pronoun or possessive `token` stands for; None where it is none, or where that is open."""
    bare = token.text.lstrip("-") if token.text.startswith("-") else token.text
    # *a-t-il*: the model may leave the euphonic t on the pronoun.
    bare = bare.removeprefix("t-")
    ids = _meaning(sentence, token, bare.lower(), memory, heads, words)
    return Naming(token.end - len(bare), token.end, sentence.index, ids, "pronoun") if ids else None


def _meaning(
    sentence: Sentence, token: Token, word: str, memory: Memory, heads: Heads, words: Vocabulary
) -> tuple[str, ...]:
    pronouns = words.pronouns
    if word in pronouns.relatives and token.pos == "PRON":
        return _antecedent(sentence, token, heads)
    if word in pronouns.places and token.pos in ("PRON", "ADV"):
        return _there(sentence, token, memory, words)
    if word in pronouns.possessives and token.pos == "DET":
        return who(sentence, memory, plural=pronouns.possessives[word] == "plural")
    gender = "feminine" if word in pronouns.feminine else "masculine" if word in pronouns.masculine else None
    number = pronouns.subjects.get(word) or pronouns.datives.get(word)
    if number is None or token.pos in ("DET", "ADP"):
        return ()
    plural = number == "plural"
    before = sentence.tokens[token.index - 1] if token.index else None
    if before and before.lower == "parmi":
        return ()
    if before and before.lower == "entre" and plural:
        return _subset(sentence, token, memory, heads, words)
    if word.endswith("-ci"):
        return _nearest(sentence, memory, plural, gender)
    if word in pronouns.subjects and _inverted(token, before):
        return _asked(sentence, memory, plural, gender)
    if word in pronouns.subjects and not plural and _impersonal(sentence, token, words):
        return ()
    stressed = before is not None and (before.pos == "ADP" or before.text == ",")
    if word in pronouns.datives or stressed:
        # Before a verb *lui* is of either gender.
        return _other(sentence, token, memory, heads, plural, gender if stressed else None)
    return who(sentence, memory, plural=plural, gender=gender, strict=True)


def who(
    sentence: Sentence,
    memory: Memory,
    *,
    plural: bool,
    gender: str | None = None,
    without: Collection[str] = (),
    strict: bool = False,
) -> tuple[str, ...]:
    """The actor that agrees in number and gender and that acts nearest; `strict` asks that it acts at all."""

    def fits(cue: Cue) -> bool:
        label = memory.label(cue.entities[0])
        if label not in ACTORS and not (label == "Agreement" and cue.rank == 2 and not plural and gender):
            return False
        if strict and cue.rank == 0 or set(cue.entities) & set(without):
            return False
        return _agrees(cue, plural, gender)

    cue = memory.best(fits, sentence.index, sentence.paragraph, gender=gender)
    return cue.entities if cue else ()


def _agrees(cue: Cue, plural: bool, gender: str | None) -> bool:
    if plural and not cue.plural or not plural and cue.plural:
        return False
    return gender is None or cue.gender in (None, gender)


def _nearest(sentence: Sentence, memory: Memory, plural: bool, gender: str | None) -> tuple[str, ...]:
    """*celle-ci*: what was named last and agrees."""
    for cue in memory.since(sentence.index - 1):
        if cue.named and memory.label(cue.entities[0]) in ACTORS | {"Agreement"} and _agrees(cue, plural, gender):
            return cue.entities
    return ()


def _asked(sentence: Sentence, memory: Memory, plural: bool, gender: str | None) -> tuple[str, ...]:
    """An inverted pronoun: in a question what it asks about, else who speaks (*…, a-t-il ajouté*)."""
    if sentence.text.rstrip(" »”").endswith("?"):
        for cue in memory.since(sentence.index):
            if cue.rank == 2 and memory.label(cue.entities[0]) in ACTORS and _agrees(cue, plural, gender):
                return cue.entities
        return who(sentence, memory, plural=plural, gender=gender, strict=True)
    if plural:
        return ()

    def speaks(cue: Cue) -> bool:
        return memory.label(cue.entities[0]) == "Person" and _agrees(cue, False, gender)

    said = memory.best(speaks, sentence.index, sentence.paragraph, reach=3, topic=0.0)
    return said.entities if said else ()


def _other(
    sentence: Sentence, token: Token, memory: Memory, heads: Heads, plural: bool, gender: str | None
) -> tuple[str, ...]:
    """*lui*, *avec elle*: someone other than who acts in the clause; between commas the one just named."""
    before = sentence.tokens[token.index - 1] if token.index else None
    after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    if before and before.text == "," and after and after.text == ",":
        cue = next(memory.since(sentence.index), None)
        return cue.entities if cue and _agrees(cue, plural, gender) else ()
    if before and before.lower in ("selon", "après"):
        return _speaker(sentence, memory, gender)
    acting = {
        id_
        for verb in sentence.ancestors(token.index)
        for child in sentence.children[verb]
        if sentence.tokens[child].role in ("subject", "passive")
        for id_ in _inside(sentence, child, heads)
    }
    if before is None or before.pos != "ADP":
        acting |= memory.acting(sentence.index)
    return who(
        sentence, memory, plural=plural, gender=gender, without=acting, strict=before is None or before.pos != "ADP"
    )


def _speaker(sentence: Sentence, memory: Memory, gender: str | None) -> tuple[str, ...]:
    def speaks(entity: Entity) -> bool:
        return entity.label == "Person"

    id_ = memory.last(speaks, sentence.index - 3)
    return (id_,) if id_ else ()


def _inside(sentence: Sentence, head: int, heads: Heads) -> tuple[str, ...]:
    """What the phrase under token `head` names."""
    return tuple(id_ for at in sorted(sentence.subtree(head)) for id_ in heads.get(at, ()))


def _there(sentence: Sentence, token: Token, memory: Memory, words: Vocabulary) -> tuple[str, ...]:
    """*y*: the place named last, or a state named as one."""
    around = sentence.tokens[max(0, token.index - 1) : token.index + 2]
    if any(t.lower in ("il", "avoir") or t.lemma == "avoir" and t.pos == "VERB" for t in around):
        return ()

    places = {
        cue.entities
        for cue in memory.since(sentence.index - 1)
        if memory.label(cue.entities[0]) == "Place" or memory.label(cue.entities[0]) == "State" and cue.place
    }
    return places.pop() if len(places) == 1 else ()


def _subset(sentence: Sentence, token: Token, memory: Memory, heads: Heads, words: Vocabulary) -> tuple[str, ...]:
    """*trois d'entre eux*; without a number before it, the whole."""
    ahead = [t.lower for t in sentence.tokens[max(0, token.index - 3) : token.index]]
    number = next((words.numbers[w] for w in ahead if w in words.numbers), None)
    if "d'" not in ahead and "d’" not in ahead:
        return who(sentence, memory, plural=True)
    if number is None:
        return ()
    named = {
        id_ for at, ids in heads.items() if at > token.index and len(ids) == 1 for id_ in _contrasted(sentence, at, ids)
    }
    return some_of(sentence, number, memory, named)


def _contrasted(sentence: Sentence, at: int, ids: tuple[str, ...]) -> tuple[str, ...]:
    """`ids` where token `at` is the subject of a clause of its own: those whom the sentence sets apart."""
    return ids if sentence.tokens[at].role in ("subject", "passive") else ()


def _antecedent(sentence: Sentence, token: Token, heads: Heads) -> tuple[str, ...]:
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


def _inverted(token: Token, before: Token | None) -> bool:
    """Whether the pronoun follows its verb: *…, a-t-il ajouté*."""
    return token.text.startswith("-") or bool(before and before.text.endswith("-"))


def _impersonal(sentence: Sentence, token: Token, words: Vocabulary) -> bool:
    """*il faut*, *il s'agit de*, *il y a*."""
    after = sentence.tokens[token.index + 1 : token.index + 4]
    there = len(after) > 1 and any(t.lower == "y" for t in after[:2]) and any(t.lemma == "avoir" for t in after)
    return there or any(t.lemma in words.pronouns.impersonal for t in after)
