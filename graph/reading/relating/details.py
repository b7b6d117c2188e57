"""How much, when and in which office: the details of a relation that stand near the word which states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accord.graph.model import Period, Quantity
from accord.graph.reading.relating.lexicon import Lexicon
from accord.graph.reading.relating.scene import Phrase, Scene
from accord.graph.reading.relating.verbs import verb_in

__all__ = ["Stated", "counts_losses", "period_of", "quantities_by_relation", "role_of"]

Stated = tuple[str, str | None, int]
"""What is stated in a sentence: relation type, category, and the token that states it."""

_TIMELESS = frozenset({"PART_OF", "HOLDS_OFFICE", "LOCATED_IN"})


def quantities_by_relation(
    scene: Scene, stated: Sequence[Stated], lexicon: Lexicon
) -> Mapping[int, tuple[Quantity, ...]]:
    """Which of the sentence's quantities belong to which stated relation, by its number in `stated`.

    A quantity goes to the relations that what it counts fits (soldiers to a flow of troops or to losses, persons to
    sanctions), among these to what the tree ties it to, else to the nearest; relations stated by the same word share it.
    """
    found: dict[int, list[Quantity]] = {}
    for quantity in scene.quantities:
        first, _ = scene.sentence.span(quantity.start, quantity.end)
        fitting = [i for i, (kind, category, _) in enumerate(stated) if _fits(quantity, kind, category, lexicon)]
        if not fitting:
            continue
        linked = _linked(scene, first)
        chosen = min(fitting, key=lambda i: (stated[i][2] not in linked, abs(stated[i][2] - first), i))
        for i in fitting:
            same = stated[i][2] == stated[chosen][2] or stated[i][:2] == stated[chosen][:2]
            if same and stated[i][0] == stated[chosen][0]:
                found.setdefault(i, []).append(quantity)
    return {i: tuple(quantities) for i, quantities in found.items()}


def _linked(scene: Scene, token: int) -> set[int]:
    """The words that a token hangs on within its clause, and the subject of the verb among them."""
    sentence = scene.sentence
    found: set[int] = set()
    for up in (token, *sentence.ancestors(token)):
        found.add(up)
        if sentence.tokens[up].pos in ("VERB", "AUX"):
            found |= {c for c in sentence.children[up] if sentence.tokens[c].role in ("subject", "passive")}
            break
    return found


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


def counts_losses(quantity: Quantity, lexicon: Lexicon) -> bool:
    """Whether a quantity counts people who may be lost: *tués*, *blessés*, *hommes*."""
    return bool(_unit_words(quantity.unit) & lexicon.counted["losses"])


def _unit_words(unit: str) -> set[str]:
    """The words of a unit and their singulars, as far as a final letter tells."""
    words = {word for word in unit.lower().replace("’", "'").replace("'", " ").split() if len(word) > 2}
    singular = {word[:-1] for word in words if word[-1] in "sx"}
    return words | singular | {word[:-3] + "al" for word in words if word.endswith("aux")}


def period_of(scene: Scene, kind: str, trigger: int, lexicon: Lexicon) -> Period | None:
    """When what the word at `trigger` states took place: the nearest time of its part of the sentence.

    The time at which something was said or published (*une étude publiée le 3 mai*) is none of what was said.
    """
    periods = [p for p in scene.periods if kind not in _TIMELESS and not _of_report(scene, p, trigger, lexicon)]
    periods = [p for p in periods if not _parted(scene, p, trigger)]
    if not periods:
        return None

    def distance(period: Period) -> tuple[int, int]:
        first, stop = scene.sentence.span(period.start, period.end)
        return (0 if first <= trigger < stop else min(abs(first - trigger), abs(stop - trigger)), period.start)

    return min(periods, key=distance)


def _parted(scene: Scene, period: Period, trigger: int) -> bool:
    first, _ = scene.sentence.span(period.start, period.end)
    return any(t.text == ";" for t in scene.sentence.tokens[min(first, trigger) : max(first, trigger)])


def _of_report(scene: Scene, period: Period, trigger: int, lexicon: Lexicon) -> bool:
    """Whether a time tells when a report was made: what it hangs on, or the word before it, says or publishes."""
    tokens = scene.sentence.tokens
    first, _ = scene.sentence.span(period.start, period.end)
    above = next((i for i in scene.sentence.ancestors(first) if tokens[i].pos == "VERB"), None)
    near = next((t.index for t in reversed(tokens[max(0, first - 3) : first]) if t.pos == "VERB"), None)
    words = lexicon.words["reporting"] | lexicon.words["publishing"]
    return any(i is not None and i != trigger and verb_in(tokens[i], words) for i in (above, near))


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
                while index and tokens[index - 1].lemma in offices:  # «premier ministre»
                    index -= 1
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
