"""One document's graph as JSON: claims of one relation become one edge."""

import json
from dataclasses import replace
from itertools import permutations

from accord.graph.extracts import extract, statements
from accord.graph.model import Claim, Document, DocumentGraph, Entity, Mention, Quantity


def claim(id: str, start: int, **changes: object) -> Claim:
    made = Claim(
        id,
        "doc:1",
        "state:A-SENDS:arms->state:B",
        "SENDS",
        "state:A",
        "state:B",
        f"Phrase {start}.",
        start,
        start + 9,
        category="arms",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


TANKS, GUNS = Quantity(40, "chars", "min", start=3, end=11), Quantity(5, "canons", "range", 9)
CLAIMS = (
    claim("c", 0, status="conditional", quantities=(TANKS,), attributed_to=("org:x",), confidence=0.5),
    claim("b", 20, status="actual", quantities=(GUNS,), attributed_to=("org:y",), confidence=0.9),
    claim(
        "a",
        40,
        status="conditional",
        quantities=(replace(TANKS, start=43, end=51), GUNS),
        attributed_to=("org:w", "org:x"),
        time="en 2024",
        start_date="2024-01-01",
        end_date="2024-12-31",
        confidence=0.7,
    ),
)


def test_the_first_statement_gives_the_status_and_its_like_the_rest() -> None:
    (statement,) = statements(CLAIMS)
    assert statement.first == CLAIMS[0]
    assert [(amount.value, amount.unit) for amount in statement.quantities] == [(40, "chars"), (5, "canons")]
    assert statement.quantities[0].start == 3
    assert statement.attributed_to == ("org:w", "org:x")
    assert (statement.time, statement.start_date) == ("en 2024", "2024-01-01")
    assert statement.confidence == 0.7
    assert statement.evidence == ("Phrase 0.", "Phrase 20.", "Phrase 40.")


def test_the_order_of_claims_changes_nothing() -> None:
    assert len({statements(order) for order in permutations(CLAIMS)}) == 1


def test_relations_are_kept_apart_and_sorted() -> None:
    other = replace(CLAIMS[0], id="d", relation="state:A-ATTACKS->state:B", type="ATTACKS", category=None)
    assert [statement.first.type for statement in statements([*CLAIMS, other])] == ["ATTACKS", "SENDS"]


def test_the_shape() -> None:
    document = Document("doc:1", "x", "Titre", "fr", "2025-01-01", inferred=("date",), path="a/b.txt")
    entities = (Entity("state:A", "State", "A-land", aliases=("A",)), Entity("state:B", "State", "B-land"))
    mentions = (Mention(0, 1, "a", "state:A"), Mention(2, 3, "A", "state:A"), Mention(4, 5, "a", "state:A"))
    made = extract(DocumentGraph(document, entities, mentions, CLAIMS))
    assert json.loads(json.dumps(made)) == made
    assert (made["document"], made["date"], made["inferred"]) == ("a/b.txt", "2025-01-01", ["date"])
    assert made["nodes"] == [
        {
            "id": "state:A",
            "labels": ["State"],
            "kind": None,
            "name": "A-land",
            "mentions": ["A", "a"],
            "aliases": ["A"],
        },
        {"id": "state:B", "labels": ["State"], "kind": None, "name": "B-land", "mentions": [], "aliases": []},
    ]
    edges = made["edges"]
    assert isinstance(edges, list) and len(edges) == 1
    edge = edges[0]
    assert edge["quantities"][1] == {"value": 5, "bound": "range", "unit": "canons", "high": 9}
    assert (edge["source"], edge["target"], edge["status"]) == ("state:A", "state:B", "conditional")
