"""A NetworkX graph as arrays: all four kinds of graph, labels and types however they are written."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest

from accord.cypher import run
from accord.cypher.snapshot.columns import column_of, concatenated
from accord.cypher.snapshot.networkx import NetworkXSnapshot, property_value


def small() -> nx.MultiDiGraph[Any]:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node("a", labels=["State", "Entity"], name="Aland", rank=1)
    graph.add_node("b", labels="State", name="Borduria", rank=None)
    graph.add_node("c", labels={"Place"}, size=2.5)
    graph.add_node(4)
    graph.add_edge("a", "b", key="first", type="ARMS", tons=5)
    graph.add_edge("a", "b", key="second", type="PAYS", tons=7)
    graph.add_edge("c", "c", type="ARMS")
    graph.add_edge("b", 4)
    return graph


def test_labels_are_masks_and_positions() -> None:
    snapshot = NetworkXSnapshot(small())
    assert snapshot.labels == ("Entity", "Place", "State")
    assert snapshot.label_mask("State").tolist() == [True, True, False, False]
    assert snapshot.label_positions("Place").tolist() == [2]
    assert snapshot.label_positions("Nothing").tolist() == []
    assert snapshot.node_labels(0) == ("State", "Entity")


def test_adjacency_from_all_sides() -> None:
    snapshot = NetworkXSnapshot(small())
    assert snapshot.types == ("ARMS", "PAYS")
    outgoing = snapshot.adjacency((), "out")
    assert np.diff(outgoing.pointer).tolist() == [2, 1, 1, 0]
    both = snapshot.adjacency((), "both")
    assert np.diff(both.pointer).tolist() == [2, 3, 1, 1], "a self loop is seen once"
    arms = snapshot.adjacency(("ARMS",), "in")
    assert np.diff(arms.pointer).tolist() == [0, 1, 1, 0]
    assert arms.neighbour.tolist() == [0, 2]


def test_property_columns_are_typed() -> None:
    snapshot = NetworkXSnapshot(small())
    assert snapshot.node_column("name").values() == ["Aland", "Borduria", None, None]
    assert snapshot.node_column("name").kind == "string"
    assert snapshot.node_column("rank").values() == [1, None, None, None]
    assert snapshot.edge_column("tons").kind == "integer"
    assert snapshot.node_column("labels").values() == [None] * 4, "labels are no property"
    assert snapshot.node_properties(1) == {"name": "Borduria"}, "None is no property"


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2, None], "integer"),
        ([1.5, None], "float"),
        ([True, False], "boolean"),
        (["b", "a", None], "string"),
        ([1, "a"], "any"),
        ([1, 1.0], "any"),
        ([True, 1], "any"),
        ([[1], [1, 2]], "any"),
        ([2**63, 1], "any"),
        ([None, None], "any"),
        ([], "any"),
    ],
)
def test_columns_hold_what_they_were_given(values: list[Any], kind: str) -> None:
    column = column_of(values)
    assert (column.kind, column.values()) == (kind, values)
    assert [type(value) for value in column.values()] == [type(value) for value in values]
    assert concatenated([column, column_of(["x"]), column]).values() == [*values, "x", *values]


def test_element_ids_tell_keys_apart() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_nodes_from(["1", 1, "#1", ("1",)])
    graph.add_edge("1", 1)
    graph.add_edge("1", 1)
    graph.add_edge(1, "1")
    ids = [row[0] for row in run(graph, "MATCH (n) RETURN elementId(n)")]
    edges = [row[0] for row in run(graph, "MATCH ()-[r]->() RETURN elementId(r)")]
    assert ids[0] == "1"
    assert len(set(ids)) == 4
    assert len(set(edges)) == 3


def test_element_ids_stay_when_the_graph_grows() -> None:
    graph = small()
    query = "MATCH (n)-[r]->() RETURN elementId(n), elementId(r)"
    before = set(run(graph, query))
    graph.add_node("0", labels=["State"])
    graph.add_edge("0", "a", type="ARMS")
    assert before < set(run(graph, query))


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_all_kinds_of_graph_can_be_asked(kind: Any) -> None:
    graph = kind()
    graph.add_edge("a", "b", weight=2)
    graph.add_edge("b", "c", weight=3)
    assert list(run(graph, "MATCH (a)-[r]->(b) RETURN id(a), id(b), r.weight, type(r)")) == [
        (0, 1, 2, None),
        (1, 2, 3, None),
    ]
    assert list(run(graph, "MATCH ()--() RETURN count(*)")) == [(4,)]
    assert list(run(graph, "MATCH (n:State) RETURN n")) == []
    assert list(run(graph, "MATCH ()-[r:ARMS]->() RETURN r")) == []


def test_the_graph_is_left_as_it_was() -> None:
    graph = small()
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    run(graph, "MATCH (n)-[r]-(m) RETURN n, r, m.name ORDER BY m.name")
    assert list(graph.nodes(data=True)) == nodes
    assert list(graph.edges(keys=True, data=True)) == edges


def test_attributes_that_cypher_does_not_know_become_lists_and_numbers() -> None:
    assert property_value((1, {"a": (2,)}, np.int64(3))) == [1, {"a": [2]}, 3]
    assert property_value(np.array([1.5, 2.5])) == [1.5, 2.5]
    assert property_value({2, 1}) == [1, 2]
