"""Forms of verbs whose lemma a model missed: *estime*, *reproche* and *calculent* are read as nouns."""

from __future__ import annotations

from collections.abc import Container

from accord.graph.reading.parsing import Token

__all__ = ["verb_in"]

# The end of a form, and that of its infinitive.
_ENDINGS = (
    *(("ent", "er"), ("es", "er"), ("e", "er"), ("ait", "er"), ("aient", "er"), ("a", "er")),
    *(("ées", "er"), ("és", "er"), ("ée", "er"), ("é", "er")),
    *(("ment", "mentir"), ("mentent", "mentir"), ("ient", "enir"), ("iennent", "enir")),
    *(("met", "mettre"), ("mettent", "mettre"), ("lut", "lure"), ("luent", "lure"), ("naît", "naître")),
)


def verb_in(token: Token, verbs: Container[str]) -> bool:
    """Whether a word is a form of one of `verbs`: by its lemma, else by its ending."""
    if token.lemma in verbs:
        return True
    word = token.lower
    return any(word.endswith(form) and word[: len(word) - len(form)] + ending in verbs for form, ending in _ENDINGS)
