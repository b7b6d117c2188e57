"""What descriptions and pronouns stand for: *les deux pays*, *cette alliance*, *il*, *son économie*, *dont*.

Precision before recall: a reference that number, gender or kind leave open stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from accord.graph.model import Entity
from accord.graph.reading.naming.cast import Naming
from accord.graph.reading.naming.cues import cue_of, introductions, lists_in
from accord.graph.reading.naming.describing import describe
from accord.graph.reading.naming.memory import Memory
from accord.graph.reading.naming.pronouns import resolve_pronoun
from accord.graph.reading.naming.vocabulary import Vocabulary
from accord.graph.reading.parsing import Sentence

__all__ = ["find_references"]


def find_references(
    sentences: Sequence[Sentence], entities: Sequence[Entity], namings: Sequence[Naming], words: Vocabulary
) -> list[Naming]:
    """The descriptions and pronouns of the text with what they stand for."""
    by_sentence: dict[int, list[Naming]] = {}
    for naming in namings:
        by_sentence.setdefault(naming.sentence, []).append(naming)
    known = {entity.id: entity for entity in entities}
    homes, titles = introductions(sentences, by_sentence, known, words)
    memory = Memory(known, Counter(id_ for n in namings for id_ in n.entities), homes, titles)
    found: list[Naming] = []
    for sentence in sentences:
        found.extend(_read(sentence, by_sentence.get(sentence.index, []), memory, words))
    return found


def _read(sentence: Sentence, namings: list[Naming], memory: Memory, words: Vocabulary) -> Iterator[Naming]:
    """The references of one sentence, left to right: each word knows what stands before it."""
    begins: dict[int, list[Naming]] = {}
    covered: set[int] = set()
    heads: dict[int, tuple[str, ...]] = {}
    for naming in sorted(namings, key=lambda n: (n.start, -n.end)):
        first, end = sentence.span(naming.start, naming.end)
        begins.setdefault(first, []).append(naming)
        covered.update(range(first, end))
        inside = range(first, end)
        head = next((i for i in inside if sentence.tokens[i].head not in inside or sentence.tokens[i].head == i), first)
        heads.setdefault(head, naming.entities)
    together = lists_in(sentence, namings, memory.label)
    for token in sentence.tokens:
        for naming in begins.get(token.index, ()):
            bracketed = token.index > 0 and sentence.tokens[token.index - 1].text == "("
            # An acronym in brackets says no more than the name before it, whose gender and number we know.
            if not bracketed or naming.entities not in [cue.entities for cue in memory.cues[-3:]]:
                memory.cues.append(cue_of(sentence, naming, memory, words))
        for cue in together.get(token.index, ()):
            memory.cues.append(cue)
        if token.index in covered:
            continue
        found = describe(sentence, token, memory, words) or resolve_pronoun(sentence, token, memory, heads, words)
        if found is None:
            continue
        yield found
        heads.setdefault(token.index, found.entities)
        memory.cues.append(cue_of(sentence, found, memory, words, token.index))
