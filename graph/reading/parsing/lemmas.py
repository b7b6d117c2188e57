"""Lemmas that rules can count on: the model's, mended where it is known to fail.

spaCy's French lemmas leave many verbs and plurals as they stand (*indique*, *obus* → *obu*); simplemma knows them.
"""

from __future__ import annotations

from functools import cache

__all__ = ["lemma_of"]

# Contracted prepositions and articles, undone: the model does so for most, not for all.
_FRENCH = {"au": "à", "aux": "à", "du": "de", "des": "de", "d'": "de", "l'": "le", "qu'": "que", "n'": "ne", "s'": "se"}


@cache
def lemma_of(word: str, lemma: str, pos: str, language: str) -> str:
    """The lemma of `word`, lower case, given the model's `lemma` and part of speech.

    >>> lemma_of("obus", "obu", "NOUN", "fr"), lemma_of("indique", "indique", "VERB", "fr")
    ('obus', 'indiquer')
    """
    lower = word.lower()
    if pos == "PROPN":
        return lower
    if language == "fr" and pos in ("ADP", "DET", "PRON", "SCONJ", "PART", "ADV") and lower in _FRENCH:
        return _FRENCH[lower]
    if pos in ("NOUN", "VERB", "ADJ", "AUX"):
        return _mended(lower, lemma.lower(), pos, language)
    return lower if pos == "ADP" else lemma.lower()


def _mended(word: str, lemma: str, pos: str, language: str) -> str:
    import simplemma

    if language == "fr" and pos in ("VERB", "AUX") and lemma.endswith(("er", "ir", "re")) and lemma != word:
        return lemma
    known: str = simplemma.lemmatize(word, lang=language).lower()
    if pos == "NOUN" and known.endswith(("er", "ir")) and not word.endswith(("er", "ir")):
        return lemma  # simplemma reads the noun as a verb (*livres* → *livrer*)
    if pos == "VERB" and language == "fr" and not known.endswith(("er", "ir", "re")):
        return lemma
    return known
