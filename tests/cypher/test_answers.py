"""What comes out: aggregation, order, subqueries, loops, values; and errors that point."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.cypher import CypherError, Node, NotSupported, Path, Relationship, run
from accord.cypher.errors import QueryTimeout
from accord.cypher.values.ordering import sort_key

EMPTY: nx.MultiDiGraph[Any] = nx.MultiDiGraph()


@pytest.fixture
def flows() -> nx.MultiDiGraph[Any]:
    """Who sends what to whom, all invented."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for key, label, name in (("s", "State", "Syldavia"), ("b", "State", "Borduria"), ("o", "Organisation", "Khemed")):
        graph.add_node(key, labels=["Entity", label], name=name)
    graph.add_edge("s", "b", type="SENDS", category="arms", quantity=40, tags=["shells", "fuses"])
    graph.add_edge("s", "b", type="SENDS", category="money", quantity=2)
    graph.add_edge("b", "s", type="SENDS", category="arms", quantity=5)
    graph.add_edge("o", "o", type="SUPPORTS")
    return graph


def answer(query: str, graph: nx.MultiDiGraph[Any] = EMPTY, **parameters: Any) -> list[tuple[Any, ...]]:
    return list(run(graph, query, parameters))


def test_grouping_and_aggregates(flows: nx.MultiDiGraph[Any]) -> None:
    query = (
        "MATCH (a)-[r:SENDS]->() RETURN a.name AS name, count(*) AS n, sum(r.quantity) AS q, collect(r.category) AS c"
    )
    assert answer(query + " ORDER BY name", flows) == [
        ("Borduria", 1, 5, ["arms"]),
        ("Syldavia", 2, 42, ["arms", "money"]),
    ]
    assert answer("MATCH (a:Nobody) RETURN count(*), sum(a.x), collect(a), max(a.x), avg(a.x)") == [
        (0, 0, [], None, None)
    ]
    assert answer("MATCH (a:Nobody) RETURN a.name, count(*)") == []
    assert answer(
        "MATCH ()-[r]->() RETURN count(r.quantity) + 1 AS n, max(r.quantity) - min(r.quantity) AS d", flows
    ) == [(4, 38)]
    assert answer("UNWIND [1, 1.0, 2, null, 2] AS x RETURN count(DISTINCT x), sum(DISTINCT x), count(x)") == [(2, 3, 4)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(-5, 5), st.floats(-5, 5))), max_size=30))
def test_aggregates_equal_those_of_python(rows: list[tuple[int, Any]]) -> None:
    query = "UNWIND $rows AS row WITH row[0] AS k, row[1] AS v RETURN k, count(v), collect(v), min(v), max(v), count(*)"
    found = answer(query, rows=[list(row) for row in rows])
    groups: dict[int, list[Any]] = {}
    for key, item in rows:
        groups.setdefault(key, []).append(item)
    expected = []
    for key, items in groups.items():
        there = [item for item in items if item is not None]
        expected.append((key, len(there), there, min(there, default=None), max(there, default=None), len(items)))
    assert found == expected


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.floats(-9, 9), st.text("abc", max_size=3)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(values, st.integers(0, 3)), max_size=25), st.booleans(), st.booleans(), st.integers(0, 8))
def test_order_skip_and_limit_equal_a_sorted_list(
    rows: list[tuple[Any, int]], first_down: bool, second_down: bool, limit: int
) -> None:
    down = {True: "DESC", False: ""}
    query = (
        "UNWIND $rows AS row WITH row[0] AS a, row[1] AS b "
        f"RETURN a, b ORDER BY a {down[first_down]}, b {down[second_down]} SKIP 2 LIMIT $limit"
    )
    found = answer(query, rows=[list(row) for row in rows], limit=limit)
    expected = sorted(rows, key=lambda row: row[1], reverse=second_down)
    expected.sort(key=lambda row: sort_key(row[0]), reverse=first_down)
    sought = [(sort_key(a), b) for a, b in expected[2 : 2 + limit]]
    assert [(sort_key(a), b) for a, b in found] == sought


def test_order_by_sees_what_was_there_before(flows: nx.MultiDiGraph[Any]) -> None:
    assert answer("MATCH (a)-[r:SENDS]->() RETURN r.category ORDER BY r.quantity", flows) == [
        ("money",),
        ("arms",),
        ("arms",),
    ]
    assert answer("MATCH (a:State) WITH a.name AS n WHERE a.name ENDS WITH 'via' RETURN n", flows) == [("Syldavia",)]
    assert answer("MATCH (a) RETURN DISTINCT a:State AS s ORDER BY s DESC", flows) == [(True,), (False,)]


def test_subqueries_look_at_each_row(flows: nx.MultiDiGraph[Any]) -> None:
    assert answer("MATCH (a) WHERE (a)-[:SENDS]->() RETURN count(*)", flows) == [(2,)]
    assert answer("MATCH (a) RETURN a.name, COUNT { (a)-[:SENDS]->() } AS n ORDER BY n DESC, a.name", flows) == [
        ("Syldavia", 2),
        ("Borduria", 1),
        ("Khemed", 0),
    ]
    once = "EXISTS { MATCH (a)-[r]->(b) WITH b, count(*) AS n WHERE n > 1 RETURN b }"
    assert answer(f"MATCH (a) WHERE {once} RETURN a.name", flows) == [("Syldavia",)]
    assert answer("MATCH (a:State) RETURN [(a)-[r]->() WHERE r.quantity > 4 | r.quantity] AS q", flows) == [
        ([40],),
        ([5],),
    ]
    assert answer("MATCH (a:State) CALL { WITH a MATCH (a)-[r]->() RETURN sum(r.quantity) AS q } RETURN q", flows) == [
        (42,),
        (5,),
    ]


def test_loops_over_lists(flows: nx.MultiDiGraph[Any]) -> None:
    assert answer(
        "RETURN [x IN range(1, 5) WHERE x % 2 = 1 | x * x] AS l, reduce(s = 0, x IN [1, 2, 3] | s + x) AS r"
    ) == [([1, 9, 25], 6)]
    assert answer("RETURN all(x IN [] WHERE x), any(x IN [null] WHERE x), none(x IN [1] WHERE x > 1)") == [
        (True, None, True)
    ]
    assert answer("MATCH ()-[r]->() WHERE any(tag IN r.tags WHERE tag CONTAINS 'shell') RETURN r.quantity", flows) == [
        (40,)
    ]
    assert answer("MATCH p = (:State)-[*2]->() RETURN count(p), max(length(p))", flows) == [(4, 2)]


def test_union_and_unwind() -> None:
    assert answer("UNWIND [2, 1, 2] AS x RETURN x UNION RETURN 1 AS x") == [(2,), (1,)]
    assert answer("UNWIND [2] AS x RETURN x UNION ALL RETURN 2 AS x") == [(2,), (2,)]
    assert answer("UNWIND [[1, 2], [], null, [3]] AS l UNWIND l AS x RETURN sum(x)") == [(6,)]


def test_a_test_guards_what_comes_behind_it() -> None:
    assert answer("UNWIND [0, 2] AS x RETURN CASE WHEN x = 0 THEN null ELSE 4 / x END AS y") == [(None,), (2,)]
    assert answer("UNWIND [0, 2] AS x WITH x WHERE x <> 0 AND 4 / x = 2 RETURN x") == [(2,)]
    with pytest.raises(CypherError) as caught:
        answer("UNWIND [0, 2] AS x RETURN 4 / x AS y")
    assert (caught.value.detail, caught.value.line, caught.value.column) == ("DivisionByZero", 1, 27)


def test_values_have_the_attributes_of_the_drivers(flows: nx.MultiDiGraph[Any]) -> None:
    [(node, edge, path)] = answer("MATCH p = (a {name: 'Borduria'})-[r]->() RETURN a, r, p", flows)
    assert isinstance(node, Node)
    assert (node.element_id, node.labels, dict(node)) == ("b", frozenset({"Entity", "State"}), {"name": "Borduria"})
    assert (node["name"], node.get("rank", 0), sorted(node.keys())) == ("Borduria", 0, ["name"])
    assert isinstance(edge, Relationship)
    assert (edge.type, edge.start_node, edge.end_node["name"]) == ("SENDS", node, "Syldavia")
    assert (edge["quantity"], dict(edge.items())) == (5, {"category": "arms", "quantity": 5})
    assert isinstance(path, Path)
    assert (path.nodes[0], path.relationships, len(path), path.end_node) == (node, (edge,), 1, edge.end_node)


def test_what_is_not_supported_says_so_and_where() -> None:
    with pytest.raises(NotSupported) as caught:
        answer("MATCH (a)\nMATCH ((x)-->(y)){1,2}\nRETURN a")
    assert caught.value.line == 2
    with pytest.raises(NotSupported) as caught:
        answer("RETURN 1 IS :: INTEGER")
    assert caught.value.column == 8
    with pytest.raises(NotSupported):
        answer("CREATE (a)")
    with pytest.raises(NotSupported):
        answer("CALL db.labels() YIELD label RETURN label")


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (a)-[*]->(b) RETURN count(*)",
        "MATCH (a), (b), (c), (d), (e) RETURN count(*)",
        "UNWIND range(1, 10000) AS x UNWIND range(1, 10000) AS y RETURN sum(x + y)",
        "RETURN reduce(s = 0, x IN range(1, 10000000) | s + x)",
        f"RETURN '{'a' * 60}bc' =~ '(a|aa)+bd?'",
    ],
)
def test_the_time_given_holds(query: str) -> None:
    graph: nx.MultiDiGraph[Any] = nx.complete_graph(60, nx.MultiDiGraph())
    begun = time.monotonic()
    with pytest.raises(QueryTimeout):
        run(graph, query, timeout=0.3)
    assert time.monotonic() - begun < 5


def test_limit_stops_early() -> None:
    graph: nx.MultiDiGraph[Any] = nx.complete_graph(40, nx.MultiDiGraph())
    result = run(graph, "MATCH (a)-[*]->(b) RETURN id(b) LIMIT 3", timeout=10)
    assert len(result) == 3, "all trails of a complete graph would take for ever"


def test_explain_shows_the_plan_and_runs_nothing(flows: nx.MultiDiGraph[Any]) -> None:
    result = run(flows, "EXPLAIN MATCH (a:State)-[r:SENDS]->(b) WHERE b.name = 'Borduria' RETURN a.name AS n LIMIT 1")
    assert result.plan is not None
    assert (result.columns, list(result)) == (("n",), [])
    names = [line.strip().partition("(")[0] for line in result.plan.splitlines()]
    assert names[0] == "Limit"
    assert names[-2:] == ["PropertySeek", "Argument"], "it starts with the one node that is named"


def test_the_package_is_light_until_a_query_runs() -> None:
    code = "import sys, accord.cypher; print([name for name in ('numpy', 'neo4j', 'networkx') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
