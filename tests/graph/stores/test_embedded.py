"""The embedded store: what goes in comes out, in any order, and after opening again."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from accord.graph.errors import NotOurStoreError, QueryError, StoreError, StoreVersionError
from accord.graph.folding import fold
from accord.graph.model import DocumentGraph, Entity
from accord.graph.stores.embedded import EmbeddedStore
from accord.graph.stores.file import StoreFile

World = tuple[DocumentGraph, ...]
TakeOut = Callable[[DocumentGraph, str], DocumentGraph]


def test_holds_what_was_put_in(tmp_path: Path, world: World) -> None:
    with EmbeddedStore(tmp_path / "a.db") as store:
        store.apply(world)
        kept = store.contents("all")
    assert {one.id for one in kept.documents} == {one.document.id for one in world}
    assert set(kept.documents) == {one.document for one in world}
    assert set(kept.claims) == {claim for one in world for claim in one.claims}
    assert set(kept.entities) == {entity for one in world for entity in one.entities}
    names = {entity.id: entity.name for one in world for entity in one.entities}
    dates = {one.document.id: one.document.date for one in world}
    assert kept.relations == fold([claim for one in world for claim in one.claims], names, dates)


def test_opens_again_as_it_was(tmp_path: Path, world: World) -> None:
    with EmbeddedStore(tmp_path / "a.db") as store:
        store.apply(world)
        before, mentions = store.contents("all"), store.mentions(world[0].document.id)
    with EmbeddedStore(tmp_path / "a.db", read_only=True) as again:
        assert again.contents("all") == before
        assert again.mentions(world[0].document.id) == mentions == world[0].mentions
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_order_repetition_and_batches_change_nothing(tmp_path: Path, world: World) -> None:
    seen = set()
    for number, order in enumerate(itertools.permutations(world)):
        with EmbeddedStore(tmp_path / f"{number}.db") as store:
            store.apply(order[:2])
            store.apply([order[2], order[0]])
            store.apply(order[2:])
            seen.add(store.contents("all"))
        with EmbeddedStore(tmp_path / f"{number}.db") as store:
            seen.add(store.contents("all"))
    assert len(seen) == 1


def test_layers(tmp_path: Path, world: World) -> None:
    with EmbeddedStore(tmp_path / "a.db") as store:
        store.apply(world)
        assert not store.contents().claims and not store.contents().documents and store.contents().relations
        assert store.contents("claims").claims and not store.contents("claims").documents


def test_document_replaces_what_it_said(tmp_path: Path, world: World, without_claims: TakeOut) -> None:
    shorter = without_claims(world[1], "SUPPORTS")
    shorter = without_claims(shorter, "PURSUES")
    with EmbeddedStore(tmp_path / "a.db") as store, EmbeddedStore(tmp_path / "b.db") as fresh:
        store.apply(world)
        assert any(entity.id == "programme:iran-nuclear" for entity in store.contents().entities)
        store.apply([shorter])
        fresh.apply([world[0], shorter, world[2]])
        assert store.contents("all") == fresh.contents("all")
        assert not any(entity.id == "programme:iran-nuclear" for entity in store.contents().entities)
        assert not any(relation.type == "SUPPORTS" for relation in store.contents().relations)
    with EmbeddedStore(tmp_path / "a.db") as store, EmbeddedStore(tmp_path / "b.db") as fresh:
        assert store.contents("all") == fresh.contents("all")


def test_new_name_of_an_entity_reaches_the_relations_that_cite_it(tmp_path: Path, world: World) -> None:
    renamed = replace(
        world[2],
        entities=tuple(
            replace(entity, name="Agence Reuters") if entity.id == "org:reuters" else entity
            for entity in world[2].entities
        ),
    )
    with EmbeddedStore(tmp_path / "a.db") as store, EmbeddedStore(tmp_path / "b.db") as other:
        store.apply(world[:1])
        store.apply([renamed])
        other.apply([renamed])
        other.apply(world[:1])
        assert store.contents("all") == other.contents("all")
        (arms,) = (one for one in store.contents().relations if one.category == "arms")
    assert arms.attributed_to == ("Agence Reuters",)


def test_graph_layout(tmp_path: Path, world: World) -> None:
    with EmbeddedStore(tmp_path / "a.db") as store:
        store.apply(world)
        graph = store.graph
        assert graph.nodes["state:PRK"]["labels"] == ["Entity", "State"]
        arms = graph.edges["state:PRK", "state:RUS", "state:PRK-SENDS:arms->state:RUS"]
        assert arms["type"] == "SENDS" and arms["quantities"] == ["≥ 4000000 obus d'artillerie"]
        assert arms["contradicted"] is True and arms["documents"] == 2
        attributes = [data for _, data in graph.nodes(data=True)]
        attributes += [data for _, _, data in graph.edges(data=True)]
        for data in attributes:
            assert None not in data.values() and [] not in data.values()
            for value in data.values():
                assert isinstance(value, (str, int, float, bool)) or all(isinstance(one, str) for one in value)
        between = {data["type"] for u, v, data in graph.edges(data=True) if u.startswith("claim:")}
        assert between == {"IN"}
        assert all(v.startswith("doc:") for u, v in graph.edges() if u.startswith("claim:"))


def test_counts(tmp_path: Path, world: World) -> None:
    with EmbeddedStore(tmp_path / "a.db") as store:
        assert store.counts().documents == 0
        store.apply(world)
        counts, contents = store.counts(), store.contents("all")
        assert counts.documents == 3 and counts.claims == len(contents.claims)
        assert counts.entities == len(contents.entities) == sum(counts.labels.values())
        assert counts.relations == len(contents.relations) == sum(counts.types.values())
        assert counts.labels["State"] == 6 and list(counts.types) == sorted(counts.types)
        assert "<td>State</td><td>6</td>" in store._repr_html_()


def test_missing_file_is_made_only_by_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with EmbeddedStore(path) as store:
        assert store.contents("all").entities == ()
        store.apply([])
    assert not path.exists()
    with pytest.raises(StoreError, match="no store at"):
        EmbeddedStore(path, read_only=True)


def test_refuses_what_is_not_ours(tmp_path: Path, world: World) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("Not a store at all, but a note that is longer than a hundred characters. " * 3)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    for path in (text, other):
        before = path.read_bytes()
        for read_only in (True, False):
            with pytest.raises(NotOurStoreError, match="is no Accord store"):
                EmbeddedStore(path, read_only=read_only)
        assert path.read_bytes() == before
    for path in (tmp_path, Path("/dev/null")):
        with pytest.raises(NotOurStoreError, match="not a file"):
            EmbeddedStore(path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "other.db"]


def test_refuses_a_newer_version(tmp_path: Path, world: World) -> None:
    path = tmp_path / "a.db"
    with EmbeddedStore(path) as store:
        store.apply(world)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreVersionError, match="newer Accord"):
        EmbeddedStore(path)
    assert path.read_bytes() == before


def test_folder_that_is_missing(tmp_path: Path, world: World) -> None:
    with EmbeddedStore(tmp_path / "no" / "a.db") as store, pytest.raises(StoreError, match="no such folder"):
        store.apply(world)


def test_damaged_file(tmp_path: Path, world: World) -> None:
    path = tmp_path / "a.db"
    with EmbeddedStore(path) as store:
        store.apply(world)
    path.write_bytes(path.read_bytes()[:4096] + b"\0" * 8192)
    with pytest.raises(StoreError, match="damaged"):
        EmbeddedStore(path)


def test_second_writer_is_told(tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.graph.stores.file.BUSY_SECONDS", 0.05)
    path = tmp_path / "a.db"
    with EmbeddedStore(path) as store:
        store.apply(world[:1])
        before = store.contents("all")
        with StoreFile(path).writing():
            with EmbeddedStore(path, read_only=True) as reader:
                assert reader.contents("all") == before
            with pytest.raises(StoreError, match="being written by another process"):
                store.apply(world)
        assert store.contents("all") == before
        store.apply(world)


def test_two_writers_in_turn_lose_nothing(tmp_path: Path, world: World) -> None:
    path = tmp_path / "a.db"
    with EmbeddedStore(path) as one, EmbeddedStore(path) as other:
        one.apply(world[:1])
        other.apply(world[1:2])
        one.apply(world[2:])
        other.refresh()
        assert one.contents("all") == other.contents("all")
        assert len(one.contents("all").documents) == 3


def test_failed_write_changes_neither_file_nor_graph(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    bad = replace(world[1], document=replace(world[1].document, title="\ud800"))
    with EmbeddedStore(path) as store:
        with pytest.raises(StoreError, match="no Unicode"):
            store.apply([bad])
        assert not path.exists()
        store.apply(world[:1])
        before, stored = store.contents("all"), path.read_bytes()
        with pytest.raises(StoreError, match="no Unicode"):
            store.apply([bad, world[2]])
        assert store.contents("all") == before
    assert path.read_bytes() == stored


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "LIKES"}, "unknown type 'LIKES'"),
        ({"source": "state:XXX"}, "unknown entity state:XXX"),
        ({"status": "maybe"}, "unknown status 'maybe'"),
        ({"category": "arms"}, "belongs to"),
        ({"document": "doc:other"}, "another document"),
        ({"confidence": 1.5}, "not between 0 and 1"),
        ({"id": "x"}, "does not begin with 'claim:'"),
    ],
)
def test_malformed_claims_are_refused(tmp_path: Path, world: World, change: dict[str, object], message: str) -> None:
    claim = next(claim for claim in world[0].claims if claim.type == "ATTACKS")
    bad = replace(world[0], claims=(replace(claim, **change),))  # type: ignore[arg-type]
    with EmbeddedStore(tmp_path / "a.db") as store, pytest.raises(StoreError, match=message):
        store.apply([world[1], bad])
    assert not (tmp_path / "a.db").exists()


def test_unknown_label_is_refused(tmp_path: Path, world: World) -> None:
    bad = replace(world[0], entities=(*world[0].entities, Entity("x:1", "Planet", "Mars")))
    with EmbeddedStore(tmp_path / "a.db") as store, pytest.raises(StoreError, match="unknown label 'Planet'"):
        store.apply([bad])


def test_closed_and_read_only_stores_say_so(tmp_path: Path, world: World) -> None:
    path = tmp_path / "a.db"
    with EmbeddedStore(path) as store:
        store.apply(world)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.contents()
    with EmbeddedStore(path, read_only=True) as reader, pytest.raises(StoreError, match="reading only"):
        reader.apply(world)


def test_answers_queries(tmp_path: Path, world: World) -> None:
    members = "MATCH (m)-[:MEMBER_OF]->({name: $bloc}) RETURN m.name AS name ORDER BY name"
    with EmbeddedStore(tmp_path / "a.db") as store:
        store.apply(world[:1])
        result = store.run(members, {"bloc": "CRINK"})
        assert result.columns == ("name",) and list(result) == [("North Korea",), ("Russia",)]
        store.apply(world)
        assert len(store.run(members, {"bloc": "CRINK"})) == 4
        assert "<td>Iran</td>" in store.run(members, {"bloc": "CRINK"})._repr_html_()


def test_query_errors_show_the_spot(tmp_path: Path, world: World) -> None:
    with EmbeddedStore(tmp_path / "a.db") as store:
        with pytest.raises(QueryError, match=r"line 1, column 7"):
            store.run("MATCH n) RETURN n")
        with pytest.raises(QueryError, match="nowhere"):
            store.run("MATCH (n) RETURN nowhere")
        with pytest.raises(QueryError):
            store.run("CREATE (n:Thing)")
        assert not store.graph


def test_what_a_query_writes_is_kept(tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine may not write yet: a stand-in does what it will do, the store must keep it."""
    from accord.cypher import Counters, Session
    from accord.cypher import Result as Answer

    path = tmp_path / "a.db"
    with EmbeddedStore(path) as store:
        store.apply(world)

        def create(session: Session, query: str, parameters: object = None, **options: object) -> Answer:
            store.graph.add_node("note:1", labels=["Note"], key="a name that NetworkX uses itself")
            store.graph.add_edge("note:1", "state:PRK", "about", type="ABOUT")
            return Answer((), (), Counters(nodes_created=1, relationships_created=1))

        with monkeypatch.context() as patch:
            patch.setattr(Session, "run", create)
            result = store.run("CREATE …", read_only=False)
        assert dict(result.counters) == {"nodes_created": 1, "relationships_created": 1}
        kept = store.contents("all")
    with EmbeddedStore(path) as store:
        assert store.graph.nodes["note:1"]["key"] == "a name that NetworkX uses itself"
        assert store.graph.edges["note:1", "state:PRK", "about"] == {"type": "ABOUT"}
        assert store.contents("all") == kept
        store.apply(world)
        assert store.contents("all") == kept and "note:1" in store.graph


def test_saved_queries_run_on_an_empty_store(tmp_path: Path) -> None:
    from accord.cypher.queries import saved_queries

    with EmbeddedStore(tmp_path / "a.db") as store:
        for query in saved_queries():
            given = dict.fromkeys(query.required, "x")
            assert store.run(query.text, query.parameters(given)).rows == (), query.name


def test_properties_are_those_of_the_schema(tmp_path: Path, world: World) -> None:
    from accord.graph.schema import load_schema

    schema = load_schema()
    with EmbeddedStore(tmp_path / "a.db") as store:
        store.apply(world)
        for _, data in store.graph.nodes(data=True):
            label = data["labels"][-1]
            # Where phrases stand in the text is for pages and for reading back, not for queries.
            places = {"labels", "quantity_places", "mentions"}
            known = schema.labels[label].properties if label in schema.labels else schema.properties[label.lower()]
            assert data.keys() - places <= known.keys()
        for _, _, data in store.graph.edges(data=True):
            assert data.keys() - {"type"} <= (schema.properties["relation"].keys() if data["type"] != "IN" else set())
