"""The Neo4j store against a real server: the same contents as the embedded one, and errors that say what to do."""

from __future__ import annotations

import io
import random
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import accord.graph
from accord.graph.errors import QueryError, StoreError, StoreVersionError
from accord.graph.model import DocumentGraph
from accord.graph.stores.embedded import EmbeddedStore
from accord.graph.stores.neo4j import Neo4jStore

World = tuple[DocumentGraph, ...]
TakeOut = Callable[[DocumentGraph, str], DocumentGraph]

pytestmark = pytest.mark.neo4j


@pytest.fixture
def server(neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The server with an empty database, and its user and password in the environment."""
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)
    with Neo4jStore(neo4j_server.uri) as store:
        store.run("MATCH (n) DETACH DELETE n", read_only=False)
    yield neo4j_server


def test_holds_what_the_embedded_store_holds(server: Any, tmp_path: Path, world: World) -> None:
    with accord.graph.open(server.uri) as there, EmbeddedStore(tmp_path / "a.db") as here:
        for batch in (world[1:], world[:2], world[:1]):
            there.apply(batch)
            here.apply(batch)
            assert there.contents("all") == here.contents("all")
            assert there.counts() == here.counts()
        for one in world:
            assert there.mentions(one.document.id) == here.mentions(one.document.id) == one.mentions


def test_applying_again_changes_nothing(server: Any, world: World) -> None:
    everything = "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN n.id, labels(n), properties(n), properties(r), m.id"
    with accord.graph.open(server.uri) as store:
        store.apply(world)
        before = sorted(map(repr, store.run(everything)))
        for one in reversed(world):
            store.apply([one])
        assert sorted(map(repr, store.run(everything))) == before


def test_document_replaces_what_it_said(server: Any, tmp_path: Path, world: World, without_claims: TakeOut) -> None:
    shorter = without_claims(without_claims(world[1], "SUPPORTS"), "PURSUES")
    with accord.graph.open(server.uri) as there, EmbeddedStore(tmp_path / "a.db") as here:
        for store in (there, here):
            store.apply(world)
            store.apply([shorter])
        assert there.contents("all") == here.contents("all")
        assert not any(entity.id == "programme:iran-nuclear" for entity in there.contents().entities)


def test_properties_and_edges_are_the_same(server: Any, tmp_path: Path, world: World) -> None:
    with Neo4jStore(server.uri) as there, EmbeddedStore(tmp_path / "a.db") as here:
        there.apply(world)
        here.apply(world)
        nodes = {id: (set(labels), dict(data)) for id, labels, data in there.run("MATCH (n) RETURN n.id, labels(n), n")}
        edges = sorted(
            (start, end, type, sorted(dict(data).items()))
            for start, end, type, data in there.run("MATCH (a)-[r]->(b) RETURN a.id, b.id, type(r), properties(r)")
        )
        assert nodes == {
            id: (set(data["labels"]), {name: value for name, value in data.items() if name != "labels"})
            for id, data in here.graph.nodes(data=True)
        }
        assert edges == sorted(
            (u, v, data["type"], sorted((name, value) for name, value in data.items() if name != "type"))
            for u, v, data in here.graph.edges(data=True)
        )


def test_refused_port() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    for scheme in ("bolt", "neo4j"):
        with pytest.raises(StoreError, match=f"no Neo4j server answers at {scheme}://{address}"):
            accord.graph.open(f"{scheme}://{address}")


def test_wrong_password_and_none(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    with pytest.raises(StoreError, match="refuses the user or the password: set NEO4J_USERNAME"):
        accord.graph.open(server.uri)
    monkeypatch.delenv("NEO4J_USERNAME")
    monkeypatch.delenv("NEO4J_PASSWORD")
    with pytest.raises(StoreError, match="refuses the user or the password: set NEO4J_USERNAME"):
        accord.graph.open(server.uri)


def test_unknown_database(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "elsewhere")
    with pytest.raises(StoreError, match="has no database 'elsewhere'"):
        accord.graph.open(server.uri)


def test_newer_layout(server: Any) -> None:
    with Neo4jStore(server.uri) as store:
        store.run("CREATE CONSTRAINT accord_999_thing_id FOR (n:Thing) REQUIRE n.id IS UNIQUE", read_only=False)
        try:
            with pytest.raises(StoreVersionError, match="newer Accord"):
                accord.graph.open(server.uri)
        finally:
            store.run("DROP CONSTRAINT accord_999_thing_id", read_only=False)


def test_queries_that_go_wrong(server: Any) -> None:
    with accord.graph.open(server.uri) as store:
        with pytest.raises(QueryError, match=r"line 1, column 8"):
            store.run("MATCH n) RETURN n")
        with pytest.raises(QueryError, match="the query writes"):
            store.run("CREATE (n:Thing)")
        with pytest.raises(QueryError, match="longer than 0.2 seconds"):
            store.run("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)", timeout=0.2)
        with pytest.raises(QueryError, match="parameter"):
            store.run("RETURN $x", {"x": object()})
        with pytest.raises(QueryError, match="parameter"):
            store.run("RETURN $x")
        assert store.run("RETURN $x AS x, 'é' AS y", {"x": [1, 2]}).rows == (([1, 2], "é"),)
        counters = store.run("CREATE (:Thing {a: 1})", read_only=False).counters
        assert counters["nodes_created"] == 1


def test_closed_and_read_only_stores_say_so(server: Any, world: World) -> None:
    with accord.graph.open(server.uri, read_only=True) as store:
        with pytest.raises(StoreError, match="reading only"):
            store.apply(world)
        with pytest.raises(StoreError, match="reading only"):
            store.run("CREATE (n)", read_only=False)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.contents()


def test_unicode_that_is_none_leaves_nothing_behind(server: Any, world: World) -> None:
    bad = replace(world[1], document=replace(world[1].document, title="\ud800"))
    with accord.graph.open(server.uri) as store:
        store.apply(world[:1])
        before = store.contents("all")
        with pytest.raises(StoreError, match="no Unicode"):
            store.apply([bad, world[2]])
        assert store.contents("all") == before


def test_writers_at_the_same_time_lose_nothing(server: Any, tmp_path: Path, world: World) -> None:
    def write(documents: World) -> None:
        with Neo4jStore(server.uri) as store:
            for one in documents:
                store.apply([one])

    with EmbeddedStore(tmp_path / "a.db") as here, Neo4jStore(server.uri) as there, ThreadPoolExecutor(3) as pool:
        here.apply(world)
        for _ in range(3):
            there.run("MATCH (n) DETACH DELETE n", read_only=False)
            list(pool.map(write, (world, world[::-1], world[1:])))
            assert there.contents("all") == here.contents("all")


def test_nodes_of_other_programs_are_left_alone(server: Any, world: World) -> None:
    foreign = (
        "CREATE (:Document {id: 'x', text: 'y'}), (:Entity {id: 'z'}), (:Entity:State {code: 1}), (:Claim {id: 'c'})"
    )
    with Neo4jStore(server.uri) as store:
        store.apply(world)
        contents, counts = store.contents("all"), store.counts()
        store.run(foreign, read_only=False)
        store.apply(world)
        assert store.contents("all") == contents and store.counts() == counts
        assert store.run("MATCH (n) WHERE n.id IN ['x', 'z', 'c'] OR n.code = 1 RETURN count(n)").rows == ((4,),)


def test_histories_end_as_in_the_embedded_store(
    server: Any, tmp_path: Path, world: World, version_of: Callable[[DocumentGraph, int], DocumentGraph]
) -> None:
    chance = random.Random(7)
    with Neo4jStore(server.uri) as there, EmbeddedStore(tmp_path / "a.db") as here:
        for _ in range(12):
            batch = [version_of(chance.choice(world), chance.randrange(4)) for _ in range(chance.randrange(1, 4))]
            there.apply(batch)
            here.apply(batch)
            assert there.contents("all") == here.contents("all")


def test_asks_where_there_is_a_terminal(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name)
    shown = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal(f"{server.user}\n"))
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: server.password)
    with accord.graph.open(server.uri) as store:
        assert store.run("RETURN 1 AS one").rows == ((1,),)
    assert "User at bolt://" in shown.getvalue()
