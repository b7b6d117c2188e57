"""How rows are cut into batches, and whether columns are made, must not be seen in an answer."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import networkx as nx
import pytest

from accord.cypher import Session, run
from accord.cypher.running import expanding, grouping, shaping, sorting, vectorised
from accord.cypher.snapshot import networkx as source

QUERIES = [
    "MATCH (a:State)-[r]->(b) RETURN a.name, r.tons, b.name",
    "MATCH (a)-[:ARMS]->(b)-[:PAYS]-(c) WHERE a.name < c.name RETURN id(a), id(b), id(c)",
    "MATCH (a)-[:ARMS]->(b)-[:ARMS]->(c)-[:ARMS]->(a) RETURN id(a), id(b), id(c)",
    "MATCH (a:State {name: 'N3'})-[r*1..3]-(b) RETURN id(b), size(r), [x IN r | x.tons]",
    "MATCH (a), (b) WHERE a.name = b.name AND a.region = b.region RETURN count(*)",
    "MATCH (a) RETURN DISTINCT a.region AS region, a:State AS state",
    "MATCH (a)-[r]->(b) RETURN a.region, count(DISTINCT b), count(DISTINCT b.region), sum(r.tons), max(r.tons), min(b.name)",
    "MATCH (a)-[r]->() RETURN a.region + '!' AS x, toUpper(a.region) AS y, a.region STARTS WITH 'e' AS z, r.tons ORDER BY r.tons",
    "MATCH (a)-[r]->(b) WITH a, r ORDER BY r.tons DESC, id(r) LIMIT 7 RETURN a.name, r.tons",
    "MATCH (a) OPTIONAL MATCH (a)-[r:PAYS]->(b:State) RETURN a.name, b.name, r.tons",
    "MATCH (a) OPTIONAL MATCH p = (a)-[:ARMS*1..2]->(b) RETURN a.name, length(p), b.name",
    "MATCH (a)-[r]->(b) RETURN DISTINCT a, type(r)",
    "UNWIND range(1, 20) AS x UNWIND [x, x * 2, null] AS y RETURN x, y",
    "MATCH (a) WHERE EXISTS { (a)-[:ARMS]->(:State) } AND COUNT { (a)--() } > 2 RETURN a.name",
    "MATCH (a {name: 'N1'}), (b) MATCH p = shortestPath((a)-[*..4]-(b)) RETURN id(b), length(p)",
    "MATCH (a {name: 'N1'}), (b) MATCH p = allShortestPaths((a)-[*..4]-(b)) RETURN id(b), [n IN nodes(p) | id(n)]",
    "MATCH (a)-[r]->(b) WHERE r.note = 'x' OR b.mixed = 1 RETURN id(r), r.note, b.mixed",
    "UNWIND ['N1', 'N2', 'N2', 5, null] AS name MATCH (a {name: name}) RETURN name, id(a)",
    "MATCH (a)-[r]->(b) RETURN id(a) % 3 AS k, collect(DISTINCT b.mixed) AS m, avg(r.tons) AS t ORDER BY k",
]


@pytest.fixture
def graph() -> nx.MultiDiGraph[Any]:
    chosen = random.Random(3)
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for node in range(14):
        labels = chosen.choice([["State"], ["Place"], ["State", "Ally"]])
        region = chosen.choice(["east", "west", "south"])
        graph.add_node(node, labels=labels, name=f"N{node}", region=region, mixed=chosen.choice([1, "1", None, 1.0]))
    for _ in range(45):
        ends = chosen.randrange(14), chosen.randrange(14)
        graph.add_edge(*ends, type=chosen.choice(["ARMS", "PAYS"]), tons=chosen.randrange(9), note=chosen.choice("xyz"))
    return graph


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("rows", [1, 2, 5])
def test_small_batches_give_the_same_rows(
    query: str, rows: int, graph: nx.MultiDiGraph[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = list(run(graph, query))
    assert expected, "a question without an answer shows nothing"
    for module in (expanding, shaping):
        monkeypatch.setattr(module, "BATCH_ROWS", rows)
    monkeypatch.setattr(shaping, "_OPTIONAL_ROWS", rows)
    monkeypatch.setattr(sorting, "_HELD_LEAST", rows)
    monkeypatch.setattr(vectorised, "_WORTH_IT", 1)
    monkeypatch.setattr(grouping, "_MARKED", 8)
    monkeypatch.setattr(source, "SMALL", 0)
    session = Session(graph)
    for _ in range(2):
        found = list(session.run(query))
        assert Counter(map(repr, found)) == Counter(map(repr, expected))
        if "ORDER BY" in query and "LIMIT" in query:
            assert found == expected
