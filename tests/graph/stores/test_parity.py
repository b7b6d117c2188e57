"""The same documents in both stores give the same rows to every saved query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from accord.cypher.queries import saved_queries, saved_query
from accord.graph.model import DocumentGraph
from accord.graph.stores.embedded import EmbeddedStore
from accord.graph.stores.neo4j import Neo4jStore

pytestmark = pytest.mark.neo4j

CASES: tuple[tuple[str, dict[str, object]], ...] = (
    *((query.name, {}) for query in saved_queries() if not query.required),
    ("claims-by-source", {"source": "reuters"}),
    ("conditional-claims", {"status": "denied"}),
    ("connection", {"from": "séoul", "to": "chine"}),
    ("connection", {"from": "Corée DU Sud", "to": "crink"}),
    ("connection", {"from": "iran", "to": "Ukraine"}),
    ("evidence", {"from": "pyongyang", "to": "Russia"}),
    ("evidence", {"from": "Moscou", "to": "Corée du Nord"}),
    ("flows", {"category": "money"}),
    ("timeline", {"actor": "chine"}),
    ("top-actors", {"limit": 3}),
)
"""Every saved query, with its defaults and with some parameters of its own."""


@dataclass(frozen=True)
class Both:
    here: EmbeddedStore
    there: Neo4jStore


@pytest.fixture(scope="module")
def both(
    neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory, world: tuple[DocumentGraph, ...]
) -> Iterator[Both]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", neo4j_server.user)
        patch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        patch.delenv("NEO4J_DATABASE", raising=False)
        path: Path = tmp_path_factory.mktemp("parity") / "a.db"
        with EmbeddedStore(path) as here, Neo4jStore(neo4j_server.uri) as there:
            there.run("MATCH (n) DETACH DELETE n", read_only=False)
            for store in (here, there):
                store.apply(world)
            yield Both(here, there)


@pytest.mark.parametrize(("name", "given"), CASES, ids=lambda value: value if isinstance(value, str) else None)
def test_every_saved_query_gives_the_same_rows(both: Both, name: str, given: dict[str, object]) -> None:
    query = saved_query(name)
    there = both.there.run(query.text, query.parameters(given))
    here = both.here.run(query.text, query.parameters(given))
    assert here.columns == there.columns
    assert here.rows == there.rows
    assert here.rows or name == "connection"


def test_cases_name_every_saved_query() -> None:
    assert {name for name, _ in CASES} == {query.name for query in saved_queries()}


def test_rows_stay_the_same_when_documents_come_again(both: Both, world: tuple[DocumentGraph, ...]) -> None:
    query = saved_query("who-arms-whom")
    before = both.there.run(query.text).rows
    for store in (both.here, both.there):
        store.apply(reversed(world))
    assert both.here.run(query.text).rows == both.there.run(query.text).rows == before
