"""The infinitives of verbs whose lemma a model missed: *estime*, *reproche* and *calculent* are read as nouns."""

from __future__ import annotations

from collections.abc import Container

from accord.graph.reading.parsing import Token

__all__ = ["verb_in"]

_ENDINGS = ("ent", "es", "e", "ait", "aient", "ées", "és", "ée", "é", "a")


def verb_in(token: Token, verbs: Container[str]) -> bool:
    """Whether a word is a form of one of `verbs`: by its lemma, else by its ending as a verb in *-er*."""
    if token.lemma in verbs:
        return True
    word = token.lower
    return any(word.endswith(ending) and word[: len(word) - len(ending)] + "er" in verbs for ending in _ENDINGS)
