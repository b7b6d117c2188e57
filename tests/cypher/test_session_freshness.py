"""A session keeps much and never answers from what is no longer so."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from accord.cypher import CypherError, NotSupported, Session, run

COUNTS = "MATCH (n) OPTIONAL MATCH (n)-[r:ARMS]->() RETURN count(DISTINCT n), count(r)"
Graph = Any


def graph_of_three() -> Graph:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for node in "abc":
        graph.add_node(node, labels=["State"], name=node.upper())
    graph.add_edge("a", "b", type="ARMS")
    return graph


CHANGES: list[Callable[[Graph], object]] = [
    lambda graph: graph.add_node("d", labels=["State"]),
    lambda graph: graph.add_nodes_from(["x", "y"]),
    lambda graph: graph.remove_node("a"),
    lambda graph: graph.remove_nodes_from(["a", "b"]),
    lambda graph: graph.add_edge("b", "c", type="ARMS"),
    lambda graph: graph.add_edges_from([("c", "a", {"type": "ARMS"})]),
    lambda graph: graph.remove_edge("a", "b"),
    lambda graph: graph.remove_edges_from([("a", "b")]),
    lambda graph: graph.clear_edges(),
    lambda graph: graph.clear(),
    lambda graph: graph.update(edges=[("a", "c", {"type": "ARMS"})]),
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_through_networkx_is_seen(change: Callable[[Graph], object]) -> None:
    graph = graph_of_three()
    session = Session(graph)
    before = list(session.run(COUNTS))
    change(graph)
    after = list(session.run(COUNTS))
    assert after != before
    assert after == list(run(graph, COUNTS))


def test_attributes_changed_behind_its_back_are_seen_after_refresh() -> None:
    graph = graph_of_three()
    session = Session(graph)
    query = "MATCH (n {name: 'Z'}) RETURN count(*)"
    assert list(session.run(query)) == [(0,)]
    graph.nodes["a"]["name"] = "Z"
    assert list(run(graph, query)) == [(1,)], "without a session nothing is kept"
    session.refresh()
    assert list(session.run(query)) == [(1,)]


def test_two_sessions_share_what_they_learn() -> None:
    graph = graph_of_three()
    Session(graph).run(COUNTS)
    kept = dict(graph.__networkx_cache__)
    Session(graph).run(COUNTS)
    assert graph.__networkx_cache__ == kept


def test_a_view_shows_what_its_graph_has_now() -> None:
    graph = graph_of_three()
    session = Session(graph.subgraph(["a", "b"]))
    assert list(session.run(COUNTS)) == [(2, 1)]
    graph.add_edge("a", "b", type="ARMS")
    assert list(session.run(COUNTS)) == [(2, 2)]


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda graph: pickle.loads(pickle.dumps(graph)), lambda g: g.copy()])
def test_a_copy_takes_nothing_along(copied: Callable[[Graph], Graph]) -> None:
    graph = graph_of_three()
    Session(graph).run(COUNTS)
    twin = copied(graph)
    twin.nodes["a"]["name"] = "Z"
    assert list(Session(twin).run("MATCH (n {name: 'Z'}) RETURN count(*)")) == [(1,)]
    assert list(Session(graph).run("MATCH (n {name: 'Z'}) RETURN count(*)")) == [(0,)]


def test_plans_take_new_parameters() -> None:
    session = Session(graph_of_three())
    query = "MATCH (n {name: $name}) RETURN n.name"
    assert list(session.run(query, {"name": "A"})) == [("A",)]
    assert list(session.run(query, {"name": "B"})) == [("B",)]
    assert list(session.run(query, {"name": None})) == []
    assert list(session.run(query, {"name": 3})) == []
    with pytest.raises(CypherError) as caught:
        session.run(query)
    assert (caught.value.type, caught.value.column) == ("ParameterMissing", 17)


def test_a_session_answers_as_run_does() -> None:
    graph = graph_of_three()
    session = Session(graph)
    for query in (COUNTS, "MATCH (n) RETURN n.name ORDER BY n.name DESC LIMIT 2", "RETURN rand() < 1"):
        for _ in range(2):
            assert list(session.run(query)) == list(run(graph, query))


def test_procedures_are_refused_for_a_kept_plan_too() -> None:
    session = Session(graph_of_three())
    session.run("RETURN 1")
    with pytest.raises(NotSupported):
        session.run("RETURN 1", procedures=(name for name in ["p"]))
