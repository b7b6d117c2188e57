"""How much, when and in which office: the details of a relation that stand near the word which states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accord.graph.model import Period, Quantity
from accord.graph.reading.relating.lexicon import Lexicon
from accord.graph.reading.relating.scene import Phrase, Scene

__all__ = ["Stated", "period_of", "quantities_by_relation", "role_of"]

Stated = tuple[str, str | None, int]
"""What is stated in a sentence: relation type, category, and the token that states it."""

_TIMELESS = frozenset({"PART_OF", "HOLDS_OFFICE", "LOCATED_IN"})


def quantities_by_relation(
    scene: Scene, stated: Sequence[Stated], lexicon: Lexicon
) -> Mapping[int, tuple[Quantity, ...]]:
    """Which of the sentence's quantities belong to which stated relation, by its number in `stated`.

    A quantity goes to the relations that what it counts fits (soldiers to a flow of troops or to losses, persons to
    sanctions), among these to the nearest; relations stated by the same word share it.
    """
    found: dict[int, list[Quantity]] = {}
    for quantity in scene.quantities:
        first, _ = scene.sentence.span(quantity.start, quantity.end)
        fitting = [i for i, (kind, category, _) in enumerate(stated) if _fits(quantity, kind, category, lexicon)]
        if not fitting:
            continue
        nearest = min(abs(stated[i][2] - first) for i in fitting)
        chosen = next(i for i in fitting if abs(stated[i][2] - first) == nearest)
        for i in fitting:
            same = stated[i][2] == stated[chosen][2] or stated[i][:2] == stated[chosen][:2]
            if same and stated[i][0] == stated[chosen][0]:
                found.setdefault(i, []).append(quantity)
    return {i: tuple(quantities) for i, quantities in found.items()}


def _fits(quantity: Quantity, kind: str, category: str | None, lexicon: Lexicon) -> bool:
    words = _unit_words(quantity.unit)
    categories = {c for word in words for c in lexicon.goods.get(word, ())}
    if kind == "SENDS":
        if category in categories:
            return True
        return not categories and not any(words & counted for counted in lexicon.counted.values())
    if kind == "LOSES":
        return bool(words & lexicon.counted["losses"]) or not words
    if kind == "SANCTIONS":
        return bool(words & lexicon.counted["targets"])
    if kind == "ATTACKS":
        return "arms" in categories
    return False


def _unit_words(unit: str) -> set[str]:
    """The words of a unit and their singulars, as far as a final letter tells."""
    words = {word for word in unit.lower().replace("’", "'").replace("'", " ").split() if len(word) > 2}
    singular = {word[:-1] for word in words if word[-1] in "sx"}
    return words | singular | {word[:-3] + "al" for word in words if word.endswith("aux")}


def period_of(scene: Scene, kind: str, trigger: int) -> Period | None:
    """When what the word at `trigger` states took place: the nearest time of the same sentence."""
    if kind in _TIMELESS or not scene.periods:
        return None
    if len(scene.periods) == 1:
        return scene.periods[0]

    def distance(period: Period) -> tuple[int, int]:
        first, stop = scene.sentence.span(period.start, period.end)
        return (0 if first <= trigger < stop else min(abs(first - trigger), abs(stop - trigger)), period.start)

    return min(scene.periods, key=distance)


def role_of(scene: Scene, person: Phrase, lexicon: Lexicon) -> str | None:
    """The office that a sentence gives a person: the title before the name, or the apposition after it."""
    tokens = scene.sentence.tokens
    offices = {word for word, name in lexicon.carriers.items() if name == "office"} | lexicon.words["offices"]
    before = range(person.first - 1, max(-1, person.first - 12), -1)
    inside = range(person.first, person.last + 1)
    after = range(person.last + 1, min(len(tokens), person.last + 9))
    for span in (inside, before, after):
        for index in span:
            if tokens[index].pos == "VERB" or tokens[index].text in (";", ".", ":"):
                break
            if tokens[index].lemma in offices:
                return _title(scene, index, person)
    return None


def _title(scene: Scene, noun: int, person: Phrase) -> str:
    """The title that begins at a noun, without the nationality in it."""
    tokens = scene.sentence.tokens
    skipped = {
        i
        for naming in scene.namings
        if naming.manner == "adjective"
        for i in range(*scene.sentence.span(naming.start, naming.end))
    }
    words = []
    for token in tokens[noun : noun + 10]:
        if token.index == person.name or token.pos in ("VERB", "AUX", "PUNCT", "PROPN", "PRON", "CCONJ"):
            break
        if token.index not in skipped:
            words.append(token)
    while words and words[-1].pos in ("ADP", "DET"):
        words.pop()
    text = ""
    for token in words:
        glue = "" if not text or text[-1] in "'’" or text.endswith("-") else " "
        text += glue + token.text
    return text
