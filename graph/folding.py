"""From claims to relations: what all documents say of one (type, source, target, category), as one edge.

The fold hangs on the *set* of claims alone: their order, and how often each is given, change nothing. So shards may be
read in any order, and a relation is right as soon as it is folded from all of its claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from accord.graph.amounts import phrase
from accord.graph.model import Claim, Relation

__all__ = ["STATUS_ORDER", "distinct_claims", "fold"]

STATUS_ORDER = ("actual", "conditional", "planned", "ended", "denied")
"""The statuses, from the one that speaks first for a relation to the one that speaks last."""


def fold(claims: Iterable[Claim], names: Mapping[str, str], dates: Mapping[str, str | None]) -> tuple[Relation, ...]:
    """One relation for each relation id among the claims, sorted by id.

    `names` maps entity ids to names (an unknown id stands for itself), `dates` document ids to ISO dates. Status,
    role, sentence, quantity (the first), its bound and unit come from the leading claim: actual before conditional,
    planned, ended, denied; then the later document; then the one that tells an amount; then the smaller claim id.
    `quantities` are those of all claims, the leading one's first, `attributed_to` the sources of the claims that have
    its status; the dates are the first and the last that any claim names.
    """
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in distinct_claims(claims):
        groups[claim.relation].append(claim)
    return tuple(_folded(groups[relation], names, dates) for relation in sorted(groups))


def distinct_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, one for each id, sorted by id; of two with one id the surer one, then the smaller one, stays."""
    chosen: dict[str, Claim] = {}
    for claim in claims:
        known = chosen.get(claim.id)
        if known is None or _certainty(claim) < _certainty(known):
            chosen[claim.id] = claim
    return tuple(chosen[id] for id in sorted(chosen))


def _certainty(claim: Claim) -> tuple[float, str]:
    return -claim.confidence, repr(claim)


def _folded(claims: list[Claim], names: Mapping[str, str], dates: Mapping[str, str | None]) -> Relation:
    ranked = sorted(claims, key=lambda claim: claim.id)
    # Python's sort is stable: later keys first, so that each earlier key only breaks the ties of the next.
    ranked.sort(key=lambda claim: not claim.quantities)  # of one document, the claim that tells how much
    ranked.sort(key=lambda claim: dates.get(claim.document) or "", reverse=True)
    ranked.sort(key=lambda claim: STATUS_ORDER.index(claim.status))
    leading = ranked[0]
    # Who denies what the leading claim states is no source of it.
    peers = [claim for claim in claims if claim.status == leading.status]
    amount = leading.quantities[0] if leading.quantities else None
    days = sorted(day for claim in claims for day in (claim.start_date, claim.end_date) if day)
    return Relation(
        id=leading.relation,
        type=leading.type,
        source=leading.source,
        target=leading.target,
        category=leading.category,
        role=leading.role,
        status=leading.status,
        quantity=amount.value if amount else None,
        quantity_bound=amount.bound if amount else None,
        unit=(amount.unit or None) if amount else None,
        quantities=_amounts(ranked),
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        support=len(claims),
        documents=len({claim.document for claim in claims}),
        attributed_to=tuple(sorted({names.get(id, id) for claim in peers for id in claim.attributed_to})),
        sentence=leading.sentence,
        contradicted=_contradicted(claims),
        confidence=max(claim.confidence for claim in claims),
    )


def _amounts(ranked: list[Claim]) -> tuple[str, ...]:
    """All amounts, each once, those of the leading claim first and in its order."""
    return tuple(dict.fromkeys(phrase(quantity) for claim in ranked for quantity in claim.quantities))


def _contradicted(claims: list[Claim]) -> bool:
    """Whether one claim states what another denies, or two give exact amounts of one unit and time that differ."""
    if {"actual", "denied"} <= {claim.status for claim in claims}:
        return True
    stated: defaultdict[tuple[str, str | None, str | None], set[frozenset[int | float]]] = defaultdict(set)
    for claim in claims:
        exact: defaultdict[str, set[int | float]] = defaultdict(set)
        for quantity in claim.quantities:
            if quantity.bound == "exact":
                exact[quantity.unit.casefold()].add(quantity.value)
        for unit, values in exact.items():
            stated[unit, claim.start_date, claim.end_date].add(frozenset(values))
    return any(not one & other for sets in stated.values() for one, other in combinations(sorted(sets, key=sorted), 2))
