"""Scenes to claims: which phrases of a sentence are related, and how the sentence qualifies it.

The way of one sentence: pairs of phrases → features (`features`, `framing`) → chances (`judge`) → the relations that
are likely enough → the word that states each → status, source, amount, time, office → `Claim`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from accord.graph.identity import claim_id, ordered_ends, relation_id
from accord.graph.model import Claim, Quantity
from accord.graph.reading.relating.details import Stated, period_of, quantities_by_relation, role_of
from accord.graph.reading.relating.features import candidate_pairs, frame_features, pair_features
from accord.graph.reading.relating.framing import Match, frame_matches, load_frames
from accord.graph.reading.relating.judge import Judge, load_judge
from accord.graph.reading.relating.lexicon import Lexicon, load_lexicon
from accord.graph.reading.relating.patterns import owner_of, patterns_of
from accord.graph.reading.relating.scene import Phrase, Scene
from accord.graph.reading.relating.sources import Source, sources_of
from accord.graph.reading.relating.status import status_at
from accord.graph.schema import load_schema

__all__ = ["relate"]

# A second category of one flow must be about as likely as not; the likeliest stands in any case.
_SECOND_CATEGORY = 0.5
_BY_PATTERN = 0.8
# Of what one thing has once a second is kept if its chance comes this near; of other things, within twice as much.
_CLOSE = 0.15


@dataclass(frozen=True, slots=True)
class _Draft:
    type: str
    category: str | None
    phrases: tuple[Phrase, ...]
    source: str
    target: str
    chance: float
    trigger: int
    rule: str


def relate(scenes: Sequence[Scene]) -> tuple[Claim, ...]:
    """The claims that the scenes of one document make, sorted by id."""
    if not scenes:
        return ()
    language = scenes[0].document.language
    lexicon, judge = load_lexicon(language), load_judge(language)
    found: dict[str, Claim] = {}
    earlier: tuple[str, ...] = ()
    for scene in scenes:
        sources = sources_of(scene, lexicon, earlier)
        earlier = tuple(dict.fromkeys(e for s in sources for e in s.entities)) or earlier
        drafts = _without_rivals(list(_drafts(scene, lexicon, judge, sources)))
        for claim in _claims(scene, drafts, sources, lexicon):
            known = found.get(claim.id)
            if known is None or claim.confidence > known.confidence:
                found[claim.id] = claim
    return tuple(found[key] for key in sorted(found))


def _drafts(scene: Scene, lexicon: Lexicon, judge: Judge, sources: Sequence[Source]) -> Iterator[_Draft]:
    schema = load_schema()
    matches = tuple(frame_matches(scene, load_frames(scene.document.language), lexicon))
    framed = frame_features(matches)
    for i, j in candidate_pairs(scene, schema):
        chances = judge.chances(pair_features(scene, i, j, lexicon, framed, sources))
        for kind, relation in schema.relations.items():
            if chances.get(kind, 0.0) < judge.thresholds.get(kind, 1.0):
                continue
            if relation.symmetric and i > j:
                continue
            a, b = scene.phrases[i], scene.phrases[j]
            if kind in _FRIENDLY and {a.preposition, b.preposition} & lexicon.words["adversative"]:
                continue
            if kind == "CONDEMNS" and b.preposition == "par":  # «affaibli par les sanctions de X»
                continue
            trigger, rule = _trigger(scene, matches, kind, i, j)
            if kind == "PART_OF" and _is_elsewhere(scene, a, b, lexicon):
                continue
            if kind not in _UNATTRIBUTED and _only_reports(scene, (a, b), trigger, sources, lexicon):
                continue
            for category in _categories(chances, relation.categories):
                for source, target in _ends(scene, kind, a, b):
                    if not _at_odds(kind, source, target):
                        yield _Draft(kind, category, (a, b), source, target, chances[kind], trigger, rule)
    for found in patterns_of(scene, matches, sources, lexicon):
        if schema.allows(found.type, scene.label(found.source), scene.label(found.target)):
            ends = ordered_ends(found.type, found.source, found.target)
            yield _Draft(found.type, found.category, (), *ends, _BY_PATTERN, found.trigger, found.rule)


def _without_rivals(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Without drafts that a much likelier one of the same type and end rules out in their sentence.

    What one thing has once (an office, an owner, a place) is told by its source alone, and more strictly.
    """
    best: dict[tuple[str, str], float] = {}
    for draft in drafts:
        for end in (draft.source, draft.target):
            best[draft.type, end] = max(draft.chance, best.get((draft.type, end), 0.0))

    def stands(draft: _Draft) -> bool:
        if draft.type in _UNATTRIBUTED:
            return draft.chance + _CLOSE >= best[draft.type, draft.source]
        rival = max(best[draft.type, draft.source], best[draft.type, draft.target])
        strict = draft.type == "SUPPORTS" and owner_of(draft.target)
        return draft.chance + (_CLOSE if strict else 2 * _CLOSE) >= rival

    return [draft for draft in drafts if stands(draft)]


def _only_reports(
    scene: Scene, ends: tuple[Phrase, Phrase], trigger: int, sources: Sequence[Source], lexicon: Lexicon
) -> bool:
    """Whether one of the ends only reports what the other does: *les analystes britanniques précisent que …*."""
    according = [p for p in scene.phrases if p.preposition in lexicon.words["according"]]
    for phrase in ends:
        # «selon le Korea Institute for Defense Analyses (KIDA)»: the abbreviation is the source, too
        if any(p is phrase or (p.entities == phrase.entities and 0 < phrase.first - p.last <= 2) for p in according):
            return True
        for source in sources:
            speaks = set(phrase.entities) <= set(source.entities) and phrase.head not in source.covers
            if source.verb >= 0 and speaks and _has_own_clause(scene, source.verb, trigger):
                return True
    return False


def _is_elsewhere(scene: Scene, part: Phrase, whole: Phrase, lexicon: Lexicon) -> bool:
    """Whether what an organisation should be part of stands in what the organisation says, not in its name."""
    if whole.manner == "adjective" or min(part.group, whole.group) < 0 or whole.first < part.last:
        return False
    between = scene.sentence.tokens[part.last + 1 : whole.first]
    if any(t.pos in ("VERB", "AUX") and t.lemma in lexicon.words["reporting"] for t in between):
        return True
    said = [p for p in scene.phrases if p.entities == part.entities and p.preposition in lexicon.words["according"]]
    return bool(said) and any(t.text == "," for t in between)


def _has_own_clause(scene: Scene, verb: int, trigger: int) -> bool:
    """Whether the word stands in a *que* clause under the verb of saying, which then has a subject of its own."""
    sentence = scene.sentence
    index = trigger
    while index != verb and sentence.tokens[index].head != index:
        if any(
            sentence.tokens[c].role == "mark" and sentence.tokens[c].lemma == "que" for c in sentence.children[index]
        ):
            return True
        index = sentence.tokens[index].head
    return False


def _categories(chances: Mapping[str, float], known: Iterable[str]) -> tuple[str | None, ...]:
    """What flows: the likeliest of the categories, and others that are likely in themselves; None if there are none."""
    chance = {name: chances.get(f"SENDS:{name}", 0.0) for name in known}
    if not chance:
        return (None,)
    best = max(sorted(chance), key=lambda name: chance[name])
    return tuple(sorted({best, *(name for name, value in chance.items() if value >= _SECOND_CATEGORY)}))


def _ends(scene: Scene, kind: str, a: Phrase, b: Phrase) -> Iterator[tuple[str, str]]:
    schema = load_schema()
    for source in a.entities:
        for target in b.entities:
            if source != target and schema.allows(kind, scene.label(source), scene.label(target)):
                yield ordered_ends(kind, source, target)


def _at_odds(kind: str, source: str, target: str) -> bool:
    """Whether a state is said to pursue another's programme, or to support its own."""
    owner = owner_of(target)
    return owner is not None and source.startswith("state:") and (source == owner) is (kind != "PURSUES")


def _trigger(scene: Scene, matches: Sequence[Match], kind: str, i: int, j: int) -> tuple[int, str]:
    """The token that states a relation of two phrases, and the name of the frame that says so."""
    for match in matches:
        if match.frame.type == kind and i in match.sources and j in match.targets:
            return match.trigger, match.frame.name
    for match in matches:
        if match.frame.type == kind and (i in match.sources or j in match.targets):
            return match.trigger, match.frame.name
    sentence = scene.sentence
    a, b = scene.phrases[i].head, scene.phrases[j].head
    above = [b, *sentence.ancestors(b)]
    meet = next((up for up in [a, *sentence.ancestors(a)] if up in above), a)
    return meet, "learned"


def _claims(scene: Scene, drafts: Sequence[_Draft], sources: Sequence[Source], lexicon: Lexicon) -> Iterator[Claim]:
    best: dict[tuple[str, str, str, str | None], _Draft] = {}
    for draft in drafts:
        key = (draft.type, draft.source, draft.target, draft.category)
        if key not in best or draft.chance > best[key].chance:
            best[key] = draft
    kept = [best[key] for key in sorted(best, key=str)]
    stated: list[Stated] = [(draft.type, draft.category, draft.trigger) for draft in kept]
    amounts = quantities_by_relation(scene, stated, lexicon)
    for number, draft in enumerate(kept):
        yield _claim(scene, draft, tuple(_straight(q) for q in amounts.get(number, ())), sources, lexicon)


def _straight(quantity: Quantity) -> Quantity:
    """An amount whose unit has straight apostrophes, so that one unit is one word in the graph."""
    return replace(quantity, unit=quantity.unit.replace("’", "'"))


def _claim(
    scene: Scene, draft: _Draft, amounts: tuple[Quantity, ...], sources: Sequence[Source], lexicon: Lexicon
) -> Claim:
    sentence = scene.sentence
    period = period_of(scene, draft.type, draft.trigger, lexicon)
    status = status_at(sentence, draft.trigger, lexicon, draft.type)
    relation = relation_id(draft.type, draft.source, draft.target, draft.category)
    person = next((p for p in draft.phrases if scene.label(p.entities[0]) == "Person"), None)
    return Claim(
        id=claim_id(scene.document.id, relation, sentence.start, sentence.end, status, amounts),
        document=scene.document.id,
        relation=relation,
        type=draft.type,
        source=draft.source,
        target=draft.target,
        sentence=sentence.text,
        start=sentence.start,
        end=sentence.end,
        category=draft.category,
        role=role_of(scene, person, lexicon) if person and draft.type == "HOLDS_OFFICE" else None,
        status=status,
        quantities=amounts,
        time=period.text if period else None,
        start_date=period.start_date if period else None,
        end_date=period.end_date if period else None,
        attributed_to=_attribution(draft, sources),
        rule=draft.rule,
        confidence=round(draft.chance, 2),
    )


_FRIENDLY = frozenset({"MEMBER_OF", "COOPERATES_WITH", "SUPPORTS", "PARTY_TO"})
_UNATTRIBUTED = frozenset({"PART_OF", "LOCATED_IN", "HOLDS_OFFICE"})
# What somebody does by speaking: who speaks is an end, not a source.
_SPOKEN = frozenset({"CONDEMNS", "THREATENS", "MEETS"})


def _attribution(draft: _Draft, sources: Sequence[Source]) -> tuple[str, ...]:
    """The sources that cover the word that states the relation; of words and threats the speaker is no source."""
    if draft.type in _UNATTRIBUTED:
        return ()
    found: set[str] = set()
    for source in sources:
        speaks = source.verb == draft.trigger or draft.source in source.entities
        if draft.trigger in source.covers and not (speaks and draft.type in _SPOKEN):
            found.update(source.entities)
    return tuple(sorted(found))
