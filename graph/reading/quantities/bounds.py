"""Reads how an amount is meant: the words before it, after it, and the verb that it hangs on."""

from __future__ import annotations

from accord.graph.reading.quantities.amounts import Amount, Reader

__all__ = ["bound_after", "bound_before"]

# "ne dépasse toujours pas", "now far exceeds": adverbs between verb and amount.
_ADVERBS = 2
# "n'ont jamais dépassé": how far before the verb its negation may stand.
_NEGATION_REACH = 4


def bound_before(reader: Reader, amount: Amount, floor: int) -> tuple[int, str] | None:
    """Where the words that bound `amount` from before begin, and the bound; nothing before token `floor` counts."""
    at = amount.start
    for past_determiner in (False, True):
        phrase = reader.lexicon.before.ending(reader.words, at)
        # "under the five billion deal" bounds nothing; "plus des 11 000" does.
        if past_determiner and not reader.lexicon.bound_before_article:
            phrase = None
        if phrase and phrase[0] >= floor:
            return phrase
        verb = _verb(reader, at, floor)
        if verb:
            return verb
        determiner = reader.lexicon.determiners.ending(reader.words, at)
        if determiner is None or determiner[0] < floor:
            return None
        at = determiner[0]
    return None


def bound_after(reader: Reader, end: int) -> tuple[int, str] | None:
    """The index after the words that bound an amount ending before `end`, a comma between allowed, and the bound."""
    return reader.lexicon.after.at(reader.words, end) or (
        reader.lexicon.after.at(reader.words, end + 1) if reader.word(end) == "," else None
    )


def _verb(reader: Reader, at: int, floor: int) -> tuple[int, str] | None:
    """A verb such as *dépasser* right before `at`, negated or not."""
    verb = at - 1
    for _ in range(_ADVERBS):
        word = reader.word(verb)
        if word not in reader.lexicon.adverbs and not word.endswith(reader.lexicon.adverb_endings):
            break
        verb -= 1
    if verb < floor:
        return None
    bound = _verb_bound(reader, reader.word(verb))
    if bound is None:
        return None
    reach = range(max(verb - _NEGATION_REACH, floor), at)
    negated = any(reader.word(near) in reader.lexicon.negations for near in reach)
    return verb, reader.lexicon.flipped.get(bound, bound) if negated else bound


def _verb_bound(reader: Reader, word: str) -> str | None:
    for stem, bound in reader.lexicon.verbs.items():
        if word.startswith(stem) and word[len(stem) :] in reader.lexicon.verb_endings:
            return bound
    return None
