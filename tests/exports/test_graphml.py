"""GraphML as its readers see it: NetworkX and igraph, with what breaks them in other writers' files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import igraph  # type: ignore[import-untyped]
import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exports.elements import Element, edges, nodes
from accord.exports.graphml import write_graphml
from accord.graph.errors import ExportError
from accord.graph.model import Contents, Entity, Relation

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
LAYERS = ("relations", "claims", "all")


def as_text(contents: Contents, layer: str = "relations") -> str:
    stream = io.StringIO()
    write_graphml(contents, stream, layer=layer)
    return stream.getvalue()


def as_networkx(text: str) -> networkx.MultiDiGraph[str]:
    graph = networkx.parse_graphml(text, edge_key_type=str, force_multigraph=True)
    assert isinstance(graph, networkx.MultiDiGraph)
    return graph


def expected(element: Element) -> dict[str, object]:
    """The element's properties as a reader should give them back: joined lists, no missing values."""
    return {
        name: "; ".join(value) if isinstance(value, tuple) else value
        for name, value in element.properties.items()
        if value is not None and value != ()
    }


@pytest.mark.parametrize("layer", LAYERS)
def test_networkx_reads_all_nodes_edges_types_and_properties(north: Contents, layer: str) -> None:
    graph = as_networkx(as_text(north, layer))
    assert set(graph) == {node.id for node in nodes(north, layer)}
    for node in nodes(north, layer):
        data = graph.nodes[node.id]
        assert (data["type"], data["label"]) == (node.type, node.label)
        assert expected(node).items() <= data.items()
    assert graph.number_of_edges() == sum(1 for _ in edges(north, layer))
    for edge in edges(north, layer):
        data = graph.edges[edge.source, edge.target, edge.id]
        assert data["edge_id"] == edge.id
        assert data["label"] == data["interaction"] == data["type"] == edge.type
        assert data["kind"].split(":")[0] == edge.type
        assert isinstance(data["weight"], float)
        for name, value in expected(edge).items():
            # A boolean that some edges lack stands as a word: readers would take its absence for false.
            assert data[name] == value or data[name] == str(value).lower()


@pytest.mark.parametrize("layer", LAYERS)
def test_igraph_reads_all_nodes_edges_types_and_properties(north: Contents, layer: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    write_graphml(north, path, layer=layer)
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed()
    found = {vertex["id"]: vertex.attributes() for vertex in graph.vs}
    for node in nodes(north, layer):
        assert expected(node).items() <= found[node.id].items()
    assert graph.vcount() == len(found)
    by_id = {edge["edge_id"]: edge for edge in graph.es}
    assert len(by_id) == graph.ecount() == sum(1 for _ in edges(north, layer))
    for edge in edges(north, layer):
        seen = by_id[edge.id]
        assert graph.vs[seen.source]["id"] == edge.source
        assert graph.vs[seen.target]["id"] == edge.target
        assert seen["type"] == edge.type
        for name, value in expected(edge).items():
            assert seen[name] == value or seen[name] == str(value).lower()


def test_parallel_relations_stay_apart(north: Contents) -> None:
    graph = as_networkx(as_text(north))
    assert len(graph["state:NOR"]["state:POL"]) == 3


def test_the_file_keeps_to_the_profile(north: Contents) -> None:
    root = ElementTree.fromstring(as_text(north, "all"))
    assert [child.tag for child in root] == [f"{NAMESPACE}key"] * (len(root) - 1) + [f"{NAMESPACE}graph"]
    keys = [(key.get("for"), str(key.get("attr.name")).lower()) for key in root[:-1]]
    assert len(set(keys)) == len(keys)
    assert {key.get("attr.type") for key in root[:-1]} <= {"string", "long", "double", "boolean"}
    body = [child.tag for child in root[-1]]
    assert body == sorted(body, key=lambda tag: tag == f"{NAMESPACE}edge")
    ids = [edge.get("id") for edge in root[-1].iter(f"{NAMESPACE}edge")]
    assert len(set(ids)) == len(ids)


def test_order_of_the_contents_changes_nothing(north: Contents) -> None:
    turned = Contents(north.entities[::-1], north.relations[::-1], north.claims[::-1], north.documents[::-1])
    assert as_text(turned, "all") == as_text(north, "all")


def test_edges_without_both_ends_are_left_out_and_told(north: Contents) -> None:
    partial = replace(north, entities=tuple(e for e in north.entities if e.id != "state:SWE"))
    stream = io.StringIO()
    report = write_graphml(partial, stream)
    assert report.edges == len(north.relations) - 1
    assert report.losses == ("1 edges left out, for want of one of their ends",)
    assert "state:SWE" not in stream.getvalue()


def test_numbers_that_are_none_are_left_out_and_told(north: Contents) -> None:
    odd = replace(north.relations[0], confidence=float("nan"), quantity=float("inf"))
    report = write_graphml(replace(north, relations=(odd,)), io.StringIO())
    assert report.losses == ("2 numbers left out, for they are none (NaN or infinite)",)


def test_integers_beyond_64_bits_are_kept_as_text() -> None:
    ends = (Entity("a", "State", "A"), Entity("b", "State", "B"))
    graph = as_networkx(as_text(Contents(ends, (Relation("r", "SENDS", "a", "b", quantity=10**30),))))
    assert graph.edges["a", "b", "r"]["quantity"] == str(10**30)


def test_ids_that_differ_in_unwritable_characters_alone_stay_two() -> None:
    ends = (Entity("a\x00", "State", "A"), Entity("a\x01", "State", "B"))
    relations = (Relation("r\x00", "MEETS", "a\x00", "a\x01"), Relation("r\x01", "MEETS", "a\x01", "a\x00"))
    stream = io.StringIO()
    report = write_graphml(Contents(ends, relations), stream)
    graph = as_networkx(stream.getvalue())
    assert sorted(graph) == ["a\ufffd", "a\ufffd~2"]
    assert [key for _, _, key in graph.edges(keys=True)] == ["r\ufffd", "r\ufffd~2"]
    assert report.losses and report.losses[0].endswith("characters replaced, for XML has none of them")


HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x08\x0b\x1f\x7f\x85\ufffe\uffff\ud800\udfff<>&\"';]\r\n\t \u2028"),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(HOSTILE, min_size=2, max_size=6, unique=True), st.lists(HOSTILE, min_size=1, max_size=4), HOSTILE)
def test_any_string_comes_back_but_for_what_xml_lacks(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], aliases: list[str], sentence: str
) -> None:
    entities = tuple(Entity(name, "State", name, sentence, tuple(aliases)) for name in names)
    relation = Relation(sentence, "SENDS", names[0], names[1], role=names[0], quantities=tuple(aliases))
    text = as_text(Contents(entities, (relation,)))

    def kept(string: str) -> str:
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", string)

    graph = as_networkx(text)
    assert sorted(data["name"] for _, data in graph.nodes(data=True)) == sorted(map(kept, names))
    assert {data["aliases"] for _, data in graph.nodes(data=True)} == {kept("; ".join(aliases))}
    ((_, _, edge_id, edge),) = graph.edges(keys=True, data=True)
    assert (edge_id, edge["role"], edge["quantities"]) == (kept(sentence), kept(names[0]), kept("; ".join(aliases)))
    path = tmp_path_factory.getbasetemp() / "hostile.graphml"
    path.write_text(text, encoding="utf-8", newline="\n")
    seen = igraph.Graph.Read_GraphML(str(path))
    assert sorted(seen.vs["name"]) == sorted(map(kept, names))
    assert seen.es["role"] == [kept(names[0])]


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_graph(ring: Callable[[int], Contents], count: int) -> None:
    assert as_networkx(as_text(ring(count))).number_of_nodes() == count


def test_an_unknown_layer_is_refused(north: Contents) -> None:
    with pytest.raises(ExportError, match="unknown layer 'paths'; known: relations, claims, all"):
        write_graphml(north, io.StringIO(), layer="paths")
