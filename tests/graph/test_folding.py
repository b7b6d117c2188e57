"""The fold from claims to relations: what leads, what adds up, and that order and repetition change nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from accord.graph.folding import STATUS_ORDER, distinct_claims, fold
from accord.graph.model import Claim, Quantity
from accord.graph.schema import load_schema

NAMES = {"org:a": "Agency A", "org:b": "Bureau B"}
DATES = {"doc:1": "2025-01-01", "doc:2": "2025-06-01", "doc:3": None}

BASE = Claim("claim:0", "doc:1", "r", "SENDS", "state:X", "state:Y", "X sends Y five tanks.", 0, 21, "arms")

statuses = st.sampled_from(STATUS_ORDER)
amounts = st.builds(
    Quantity, st.integers(1, 4), st.sampled_from(["tanks", "men"]), st.sampled_from(["exact", "about", "min", "max"])
)
claims = st.builds(
    replace,
    st.just(BASE),
    id=st.sampled_from([f"claim:{n}" for n in range(8)]),
    document=st.sampled_from(sorted(DATES)),
    relation=st.sampled_from(["r", "s"]),
    sentence=st.sampled_from(["X sends Y five tanks.", "Y gets tanks."]),
    status=statuses,
    quantities=st.lists(amounts, max_size=2).map(tuple),
    start_date=st.sampled_from([None, "2024-01-01", "2024-05-01"]),
    end_date=st.sampled_from([None, "2024-06-01"]),
    attributed_to=st.lists(st.sampled_from(["org:a", "org:b", "org:unknown"]), max_size=2).map(tuple),
    confidence=st.sampled_from([0.25, 0.5, 1.0]),
)


@given(st.lists(claims, max_size=8), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(said: list[Claim], random: object) -> None:
    folded = fold(said, NAMES, DATES)
    mixed = said + said[: len(said) // 2]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert fold(mixed, NAMES, DATES) == folded
    assert fold(distinct_claims(mixed), NAMES, DATES) == folded
    assert [one.id for one in folded] == sorted({claim.relation for claim in distinct_claims(said)})


@given(st.lists(claims, max_size=6), st.lists(claims, max_size=6), st.lists(claims, max_size=6))
def test_shards_may_be_joined_in_any_way(one: list[Claim], two: list[Claim], three: list[Claim]) -> None:
    left = distinct_claims([*distinct_claims([*one, *two]), *three])
    right = distinct_claims([*one, *distinct_claims([*two, *three])])
    assert left == right and fold(left, NAMES, DATES) == fold(right, NAMES, DATES)


@given(st.lists(claims, min_size=1, max_size=8))
def test_what_a_relation_says_some_claim_says(said: list[Claim]) -> None:
    kept = distinct_claims(said)
    for relation in fold(said, NAMES, DATES):
        mine = [claim for claim in kept if claim.relation == relation.id]
        assert relation.support == len(mine)
        assert relation.documents == len({claim.document for claim in mine})
        assert relation.confidence == max(claim.confidence for claim in mine)
        leading = [
            claim
            for claim in mine
            if (claim.status, claim.sentence) == (relation.status, relation.sentence)
            and relation.quantity == (claim.quantities[0].value if claim.quantities else None)
        ]
        assert leading
        assert STATUS_ORDER.index(relation.status) == min(STATUS_ORDER.index(claim.status) for claim in mine)
        assert (relation.quantity is None) == (relation.quantity_bound is None) == (relation.unit is None)


def test_statuses_are_those_of_the_schema() -> None:
    assert set(STATUS_ORDER) == set(load_schema().statuses)


def test_leading_claim() -> None:
    later = replace(BASE, id="claim:9", document="doc:2", sentence="Later.", quantities=(Quantity(7, "tanks", "min"),))
    denied = replace(BASE, id="claim:1", document="doc:2", status="denied", attributed_to=("org:b",))
    undated = replace(BASE, id="claim:2", document="doc:3", sentence="Undated.", role="x", attributed_to=("org:a",))
    for said in permutations([BASE, later, denied, undated]):
        (relation,) = fold(said, NAMES, DATES)
        assert (relation.status, relation.sentence, relation.role) == ("actual", "Later.", None)
        assert (relation.quantity, relation.quantity_bound, relation.unit) == (7, "min", "tanks")
        assert (relation.support, relation.documents) == (4, 3)
        assert relation.attributed_to == ("Agency A",)
        assert relation.contradicted


def test_amounts_sources_and_dates_add_up() -> None:
    one = replace(
        BASE,
        quantities=(Quantity(4_000_000, "obus d'artillerie", "min"), Quantity(3, "ships")),
        attributed_to=("org:b", "org:unknown"),
        start_date="2024-03-01",
    )
    two = replace(
        BASE,
        id="claim:1",
        quantities=(Quantity(3, "ships"), Quantity(1000, "men", "range", 1500)),
        attributed_to=("org:a", "org:b"),
        start_date="2024-01-01",
        end_date="2024-02-01",
    )
    (relation,) = fold([two, one], NAMES, DATES)
    assert relation.quantities == ("≥ 4000000 obus d'artillerie", "3 ships", "1000–1500 men")
    assert relation.attributed_to == ("Agency A", "Bureau B", "org:unknown")
    assert (relation.first_date, relation.last_date) == ("2024-01-01", "2024-03-01")
    assert not relation.contradicted


def test_contradictions_in_amounts() -> None:
    def contradicted(one: Claim, other: Claim) -> bool:
        return fold([one, replace(other, id="claim:1")], NAMES, DATES)[0].contradicted

    five, six = replace(BASE, quantities=(Quantity(5, "tanks"),)), replace(BASE, quantities=(Quantity(6, "Tanks"),))
    assert contradicted(five, six)
    assert not contradicted(five, five)
    assert not contradicted(five, replace(BASE, quantities=(Quantity(6, "men"),)))
    assert not contradicted(five, replace(BASE, quantities=(Quantity(6, "tanks", "about"),)))
    assert not contradicted(five, replace(BASE, quantities=(Quantity(5, "tanks"), Quantity(6, "tanks"))))
    assert not contradicted(five, replace(six, start_date="2020-01-01", end_date="2020-12-31"))
    assert not contradicted(BASE, replace(BASE, status="planned"))
    assert contradicted(BASE, replace(BASE, status="denied"))
