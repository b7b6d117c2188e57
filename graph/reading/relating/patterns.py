"""Relations that fixed patterns state, where too few examples could be learned from.

Each pattern is a plain function from a scene to `Pattern` values; `relating` adds them to what the judge finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.graph.reading.relating.details import counts_losses
from accord.graph.reading.relating.framing import Match, load_frames
from accord.graph.reading.relating.lexicon import Lexicon
from accord.graph.reading.relating.scene import Phrase, Scene
from accord.graph.reading.relating.sources import Source

__all__ = ["Pattern", "owner_of", "patterns_of"]

_ACTORS = frozenset({"State", "Organisation", "Person"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A relation that pattern `rule` sees stated by the word at `trigger`."""

    type: str
    category: str | None
    source: str
    target: str
    trigger: int
    rule: str


def patterns_of(
    scene: Scene, matches: Sequence[Match], sources: Sequence[Source], lexicon: Lexicon
) -> Iterator[Pattern]:
    """All relations that fixed patterns see in a scene; the same one may come twice."""
    yield from _named_blocs(scene, lexicon)
    yield from _losses(scene, matches)
    yield from _losses_at_a_place(scene, lexicon, sources)
    yield from _earnings(scene, matches)
    yield from _owned_programmes(scene)
    yield from _sanctions(scene, matches)


def _named_blocs(scene: Scene, lexicon: Lexicon) -> Iterator[Pattern]:
    """A list of states and the name that it is given: *A, B et C — surnommés « X »*, *le sigle X réunit A, B et C*."""
    naming = [t.index for t in scene.sentence.tokens if t.lemma in lexicon.words["naming"]]
    blocs = [
        p
        for p in scene.phrases
        if len(p.entities) == 1
        and scene.kind(p.entities[0]) == "bloc"
        and p.manner == "name"
        and scene.document.text[p.start].isupper()
    ]
    for bloc in blocs:
        word = next((i for i in naming if abs(i - bloc.first) <= 8), None)
        if word is None:
            continue
        lists: dict[int, list[str]] = {}
        for phrase in scene.phrases:
            if phrase.group >= 0:
                states = [entity for entity in phrase.entities if scene.label(entity) == "State"]
                lists.setdefault(phrase.group, []).extend(states)
        longest = max(lists.values(), key=len, default=[])
        if len(set(longest)) >= 3:
            for state in longest:
                yield Pattern("MEMBER_OF", None, state, bloc.entities[0], word, "named-bloc")


_WHERE = frozenset({"à", "en", "dans", "lors de", "autour de", "près de", "sur", "au cours de", "devant", "pendant"})


def _losses_at_a_place(scene: Scene, lexicon: Lexicon, sources: Sequence[Source]) -> Iterator[Pattern]:
    """A number of dead, the only actor that is not the source, and the only place or event: *1 500 tués … à X*."""
    words = {lemma for frame in load_frames(scene.document.language) if frame.type == "LOSES" for lemma in frame.nouns}
    triggers = [t.index for t in scene.sentence.tokens if t.lemma in words]
    if not triggers or not any(counts_losses(quantity, lexicon) for quantity in scene.quantities):
        return
    said = {entity for source in sources for entity in source.entities}
    ends = [p for p in scene.phrases if p.group >= 0 and not said & set(p.entities)]
    actors = {
        e for p in ends for e in p.entities if scene.label(e) in _ACTORS and p.preposition not in ("contre", "face à")
    }
    places = {e for p in ends for e in p.entities if scene.label(e) in ("Place", "Event") and p.preposition in _WHERE}
    if len(actors) == len(places) == 1:
        yield Pattern("LOSES", None, min(actors), min(places), triggers[0], "losses-at-a-place")


def _losses(scene: Scene, matches: Sequence[Match]) -> Iterator[Pattern]:
    """Losses in a state (*en Ukraine*) are losses in the war there, where the text names one."""
    for match in matches:
        if match.frame.type != "LOSES" or not match.strong:
            continue
        wars = [war for phrase in scene.phrases for war in _wars_in(scene, phrase)]
        places = [p.entities[0] for p in scene.phrases if p.preposition and scene.label(p.entities[0]) == "Place"]
        if places or not wars:
            continue
        for i, place in match.sources.items():
            phrase = scene.phrases[i]
            if not place.endswith("~") and scene.label(phrase.entities[0]) in _ACTORS and len(phrase.entities) == 1:
                yield Pattern("LOSES", None, phrase.entities[0], wars[0], match.trigger, "losses-in-war")


def _wars_in(scene: Scene, phrase: Phrase) -> Iterator[str]:
    """The wars that the document says to be in the state that a phrase names as a place."""
    if phrase.preposition not in ("en", "à", "dans") or phrase.carrier:
        return
    for state in phrase.entities:
        if scene.label(state) != "State":
            continue
        suffix = scene.entities[state].aliases
        for entity in scene.entities.values():
            if entity.label == "Event" and any(f" {name}" in alias for alias in entity.aliases for name in suffix):
                yield entity.id


def _earnings(scene: Scene, matches: Sequence[Match]) -> Iterator[Pattern]:
    """*Sa participation à la guerre a rapporté 20 milliards à son économie*: money from the war to its owner."""
    sentence = scene.sentence
    for match in matches:
        if match.frame.name != "earn" or "money" not in match.goods:
            continue
        events = [
            p
            for p in scene.phrases
            if p.last < match.trigger and p.group >= 0 and scene.label(p.entities[0]) in ("Event", "Programme")
        ]
        receivers = [scene.phrases[i] for i in match.targets if scene.phrases[i].first > match.trigger]
        receivers += [
            p
            for p in scene.phrases
            if p.first > match.trigger and sentence.tokens[p.head].role == "determiner" and p not in receivers
        ]
        for event in events[-1:]:
            for receiver in receivers[:1]:
                for entity in receiver.entities:
                    if scene.label(event.entities[0]) == "Event" and scene.label(entity) in _ACTORS:
                        yield Pattern("SENDS", "money", event.entities[0], entity, match.trigger, "earnings")


_SANCTIONED = frozenset({"contre", "à l'encontre de", "dont", "object"})


def _sanctions(scene: Scene, matches: Sequence[Match]) -> Iterator[Pattern]:
    """Who imposes sanctions on whom, where the tree shows both; or the only other actor, where the frame shows one."""
    for match in matches:
        if match.frame.type != "SANCTIONS" or not match.strong:
            continue
        sources = [scene.phrases[i] for i, place in match.sources.items() if place in ("subject", "owner")]
        targets = [scene.phrases[i] for i, place in match.targets.items() if place in _SANCTIONED]
        actors = {p.entities for p in scene.phrases if p.group >= 0 and scene.label(p.entities[0]) in _ACTORS}
        if not targets and len(actors) == 2:
            targets = [p for p in scene.phrases if p.first > match.trigger and p.group >= 0 and p.entities in actors]
        for a in sources:
            for b in targets[:1] if len(actors) == 2 else targets:
                if a.group != b.group and set(a.entities).isdisjoint(b.entities):
                    for source in a.entities:
                        for target in b.entities:
                            yield Pattern("SANCTIONS", None, source, target, match.trigger, "sanctions")


def _owned_programmes(scene: Scene) -> Iterator[Pattern]:
    """A programme named with its owner in the sentence (*le programme nucléaire iranien*) is pursued by it."""
    for phrase in scene.phrases:
        for programme in phrase.entities:
            if scene.label(programme) != "Programme":
                continue
            owner = _owner_of(scene, programme)
            if owner is not None:
                yield Pattern("PURSUES", None, owner, programme, phrase.head, "owned-programme")


def _owner_of(scene: Scene, programme: str) -> str | None:
    """The owner of a programme, if the sentence has it."""
    owner = owner_of(programme)
    return owner if any(owner in phrase.entities for phrase in scene.phrases) else None


def owner_of(programme: str) -> str | None:
    """The state whose programme this is, as far as its id tells (it begins with the owner's code).

    >>> owner_of("programme:irn-nuclear"), owner_of("programme:nuclear")
    ('state:IRN', None)
    """
    code, dash, _ = programme.removeprefix("programme:").partition("-")
    return f"state:{code.upper()}" if dash and len(code) == 3 else None
