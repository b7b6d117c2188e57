"""What the seed text states is found in its graph, on both stores: the facts a reader of the article would look up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import accord.graph
from accord.graph import Store
from accord.graph.building import build
from accord.graph.intake import collect, read_sources

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with accord.graph.open(str(tmp_path_factory.mktemp("seed") / "seed.db")) as store:
        build(store, read_sources(collect([str(SEEDS)])))
        yield store


FACTS = {
    "the four members of CRINK": (
        "MATCH (s:State)-[:MEMBER_OF]->(b {name: 'CRINK'}) RETURN s.id ORDER BY s.id",
        [("state:CHN",), ("state:IRN",), ("state:PRK",), ("state:RUS",)],
    ),
    "about 11,000 soldiers to Kursk": (
        """MATCH ({id: 'state:PRK'})-[r:SENDS {category: 'troops'}]->(p:Place {name: 'Kursk'})
        RETURN r.quantity, r.quantity_bound, r.unit""",
        [(11000, "about", "soldats")],
    ),
    "troops to Russia": (
        "MATCH ({id: 'state:PRK'})-[r:SENDS {category: 'troops'}]->({id: 'state:RUS'}) RETURN r.status",
        [("actual",)],
    ),
    "at least four million shells in twenty months, by Reuters and the Open Source Centre": (
        """MATCH ({id: 'state:PRK'})-[r:SENDS {category: 'arms'}]->({id: 'state:RUS'})
        RETURN r.quantity, r.quantity_bound, r.first_date, r.last_date, r.attributed_to""",
        [(4000000, "min", "2024-02-24", "2025-10-24", ["Open Source Centre", "Reuters"])],
    ),
    "losses above 6,000, conditional, by the UK Ministry of Defence": (
        """MATCH ({id: 'state:PRK'})-[r:LOSES]->() WHERE r.quantity = 6000
        RETURN DISTINCT r.quantity_bound, r.status, r.attributed_to""",
        [("min", "conditional", ["UK Ministry of Defence"])],
    ),
    "more than 20 billion dollars, by KIDA": (
        """MATCH ()-[r:SENDS {category: 'money'}]->({id: 'state:PRK'})
        RETURN r.quantity, r.quantity_bound, r.unit, r.attributed_to""",
        [(20000000000, "min", "dollars", ["Korea Institute for Defense Analyses"])],
    ),
    "two agreements, each with both parties": (
        """MATCH (s:State)-[:PARTY_TO]->(a:Agreement) WITH a, s.id AS party ORDER BY party
        WITH a, collect(party) AS parties RETURN parties""",
        [(["state:PRK", "state:RUS"],), (["state:PRK", "state:RUS"],)],
    ),
    "Kim Jong Un's office": (
        "MATCH (p:Person {name: 'Kim Jong Un'})-[r:HOLDS_OFFICE]->(s) RETURN r.role, s.id",
        [("dirigeant", "state:PRK")],
    ),
    "South Korea's sanctions on 11 individuals and 15 entities": (
        "MATCH ({id: 'state:KOR'})-[r:SANCTIONS]->() WITH DISTINCT r.quantities AS amounts RETURN amounts",
        [(["11 individus", "15 entités"],)],
    ),
    "the European Union's condemnation": (
        "MATCH ({id: 'org:eu'})-[r:CONDEMNS]->(s:State) WHERE s.id = 'state:RUS' RETURN r.status",
        [("actual",)],
    ),
    "ISW as a source": (
        "MATCH (c:Claim) WHERE 'org:isw' IN c.attributed_to RETURN count(*) > 0",
        [(True,)],
    ),
    "Iran's nuclear programme": (
        "MATCH ({id: 'state:IRN'})-[:PURSUES]->(p:Programme) RETURN p.id",
        [("programme:irn-nuclear",)],
    ),
    "who supports it": (
        """MATCH (s:State)-[:SUPPORTS]->(t) WHERE t.id IN ['programme:irn-nuclear', 'state:IRN']
        RETURN DISTINCT s.id ORDER BY s.id""",
        [("state:CHN",), ("state:RUS",)],
    ),
    "the SCO's summit in Tianjin": (
        "MATCH (e:Event)-[:LOCATED_IN]->(p {name: 'Tianjin'}) WHERE toLower(e.name) CONTAINS 'sommet' RETURN count(*)",
        [(1,)],
    ),
}


@pytest.mark.parametrize("fact", FACTS)
def test_the_seed_states(embedded: Store, fact: str) -> None:
    query, expected = FACTS[fact]
    assert list(embedded.run(query)) == expected


@pytest.mark.neo4j
def test_a_server_tells_the_same_facts(neo4j_server: Any, embedded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)
    with accord.graph.open(neo4j_server.uri) as server:
        server.run("MATCH (n) DETACH DELETE n", read_only=False)
        for _ in range(2):  # building twice changes nothing
            build(server, read_sources(collect([str(SEEDS)])))
        assert server.contents("all") == embedded.contents("all")
        for fact, (query, expected) in FACTS.items():
            assert list(server.run(query)) == expected, fact


def test_every_relation_opens_its_sentence(embedded: Store) -> None:
    contents = embedded.contents("all")
    texts = {document.id: document.text for document in contents.documents}
    assert contents.claims
    for claim in contents.claims:
        assert texts[claim.document][claim.start : claim.end] == claim.sentence
    sentences = {claim.sentence for claim in contents.claims}
    assert {relation.sentence for relation in contents.relations} <= sentences
