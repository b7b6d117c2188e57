"""A parsed sentence: tokens with a collapsed role, whatever label set the model speaks.

Roles (of a token towards its head):

==============  =====================================================================================
``root``        the head of the sentence
``subject``     of an active verb or a copula's predicate
``passive``     subject of a passive verb
``object``      direct object
``indirect``    indirect object without preposition (*leur fournit*)
``agent``       who acts in a passive (*par la Russie*, *by Russia*)
``oblique``     complement of a verb or adjective through a preposition (see `Sentence.preposition`)
``nominal``     complement of a noun through a preposition
``apposition``  *le dirigeant Kim Jong Un*
``conjunct``    later members of a list, towards the first
``adjective``   an adjective of a noun
``participle``  a participle of a noun (*déployés en Russie*), towards the noun
``relative``    the verb of a relative clause, towards the noun
``clause``      the verb of a complement clause (*indique que …*), an infinitive, or parallel text
``adverbial``   the verb of an adverbial clause (*invoquant …*)
``name``        later words of a name
``case``        a preposition
``mark``        *que*, *pour* + infinitive
``auxiliary`` ``copula`` ``determiner`` ``number`` ``negation`` ``adverb`` ``coordinator`` ``punctuation`` ``other``
==============  =====================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Sentence", "Token"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `start` and `end` are code points of the document's text; `head` is an index into the sentence.

    `lemma` is in lower case; `pos` a universal part of speech (``VERB``, ``PROPN``); `features` hold universal
    features (``Mood=Cnd``, ``Number=Plur``). A root is its own head.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    features: frozenset[str]
    head: int
    role: str

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: ``document.text[start:end]``.

    `paragraph` counts from 0; `headline` is true for a line without final punctuation, such as a title.
    `entities` are the model's own named entities: (first token, one past the last, label), label one of
    ``PER``, ``ORG``, ``LOC``, ``MISC``. `children[i]` are the tokens headed by token i, in order.
    """

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    headline: bool
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    entities: tuple[tuple[int, int, str], ...] = ()

    def subtree(self, index: int) -> Iterator[int]:
        """The tokens under (and with) token `index`, in no particular order."""
        stack = [index]
        while stack:
            found = stack.pop()
            yield found
            stack.extend(self.children[found])

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads of token `index`, nearest first, without itself."""
        while (head := self.tokens[index].head) != index:
            yield head
            index = head

    def preposition(self, index: int) -> str:
        """The preposition before the phrase headed by token `index`, lower case, contractions undone; or ``""``.

        Multiword ones stand as one: ``aux côtés de``, ``à l'encontre de``, ``in exchange for``. Members of a list share the first's.
        """
        for child in self.children[index]:
            if self.tokens[child].role == "case":
                return self._case(child)
        token = self.tokens[index]
        return self.preposition(token.head) if token.role == "conjunct" and token.head != index else ""

    def _case(self, index: int) -> str:
        words = [index, *(child for child in self.children[index] if self.tokens[child].role in ("other", "case"))]
        return " ".join(self.tokens[word].lemma for word in sorted(words))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The tokens (first, one past the last) that the document's code points `start` to `end` touch."""
        touched = [token.index for token in self.tokens if token.start < end and token.end > start]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)
