"""How sure a sentence is of what a word in it states: actual, conditional, planned, denied or ended."""

from __future__ import annotations

from accord.graph.reading.parsing import Sentence, Token
from accord.graph.reading.relating.lexicon import Lexicon

__all__ = ["is_conditional", "status_at"]

_ENDINGS = ("rait", "raient", "rais", "rions", "riez")
_STEMS = ("er", "ir", "dr", "tr", "vr", "oir", "ur", "ser", "fer", "ttr", "ndr")
_NEGATIONS = frozenset({"ne", "n'", "n’"})
_NEVER = frozenset({"pas", "jamais", "aucun", "aucune", "guère", "nullement", "rien", "point"})


def status_at(sentence: Sentence, trigger: int, lexicon: Lexicon) -> str:
    """The status of what the word at `trigger` states, from it and from the words that govern it.

    Governing words count up to the first verb of saying, whose own mood says nothing about what is said
    (*il a dit que la Russie livrerait* is left to the verb below).
    """
    chain = [trigger, *_governors(sentence, trigger, lexicon)]
    words = [sentence.tokens[index] for index in chain]
    helpers = [sentence.tokens[c] for i in chain for c in sentence.children[i]]
    lemmas = {word.lemma for word in words}
    if _negated(sentence, chain):
        return "ended" if any(h.lower == "plus" for h in helpers) else "denied"
    if lemmas & lexicon.words["denying"] or _denied_above(sentence, chain[-1], lexicon):
        return "denied"
    if any(is_conditional(word) for word in [*words, *helpers]):
        return "conditional"
    if (lemmas | {h.lemma for h in helpers}) & lexicon.words["doubting"]:
        return "conditional"
    governing = {word.lemma for word in words[1:]}
    if governing & (lexicon.words["planning"] | lexicon.words["planning_nouns"]):
        return "planned"
    if any("Tense=Fut" in word.features for word in [*words, *helpers] if word.pos in ("VERB", "AUX")):
        return "planned"
    if governing & lexicon.words["ending"]:
        return "ended"
    return "actual"


def is_conditional(token: Token) -> bool:
    """Whether a verb form is a conditional; the model tags it so too rarely.

    An imperfect of a verb in -rer ends alike (*livrait*): there the stem is the infinitive's without its ending.
    """
    if token.pos not in ("VERB", "AUX"):
        return False
    if "Mood=Cnd" in token.features:
        return True
    word = token.lower
    ending = next((e for e in sorted(_ENDINGS, key=len, reverse=True) if word.endswith(e)), None)
    if ending is None:
        return False
    stem = word[: len(word) - len(ending) + 1]
    if token.lemma not in (word, stem) and token.lemma[:-2] == stem:
        return False
    return stem.endswith(_STEMS) and stem + "er" != token.lemma


def _governors(sentence: Sentence, trigger: int, lexicon: Lexicon) -> list[int]:
    found: list[int] = []
    index = trigger
    for up in sentence.ancestors(trigger):
        token = sentence.tokens[up]
        role = sentence.tokens[index].role
        if token.pos not in ("VERB", "AUX", "NOUN", "ADJ") or role in ("relative", "adverbial", "participle"):
            break
        if token.lemma in lexicon.words["reporting"] and token.lemma not in lexicon.words["planning"]:
            break
        if role == "conjunct":
            if token.pos != sentence.tokens[index].pos:
                break
            index = up
            continue
        found.append(up)
        index = up
        if len(found) == 3:
            break
    return found


def _denied_above(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    head = sentence.tokens[sentence.tokens[index].head]
    return head.index != index and head.lemma in lexicon.words["denying"] and sentence.tokens[index].role in (
        "clause",
        "object",
        "oblique",
    )


def _negated(sentence: Sentence, chain: list[int]) -> bool:
    for index in chain:
        if sentence.tokens[index].pos not in ("VERB", "AUX", "ADJ"):
            continue
        lowers = {sentence.tokens[c].lower for c in sentence.children[index]}
        if lowers & _NEGATIONS and (lowers & _NEVER or "plus" in lowers or lowers & {"ni"}):
            return True
    return False
