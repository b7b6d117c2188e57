"""Matching against a hand-written search: every way to walk a pattern over a small random multigraph is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.cypher import NotSupported, Session, run

TYPES = ("ARMS", "PAYS")
Step = tuple[str, str | None]
"""The direction of a relationship in the pattern, and its type (None: any)."""


@st.composite
def graphs(draw: st.DrawFn) -> nx.MultiDiGraph[Any]:
    """Up to five nodes and eight edges, parallel ones and self loops among them."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    size = draw(st.integers(1, 5))
    for node in range(size):
        graph.add_node(node, labels=draw(st.sampled_from([[], ["State"], ["State", "Ally"]])), rank=node % 3)
    ends = st.integers(0, size - 1)
    for start, end, kind in draw(st.lists(st.tuples(ends, ends, st.sampled_from(TYPES)), max_size=8)):
        graph.add_edge(start, end, type=kind, weight=draw(st.integers(0, 3)))
    return graph


def moves(graph: nx.MultiDiGraph[Any], node: int, step: Step) -> Iterator[tuple[tuple[int, int, int], int]]:
    """(edge, node at its other end) for each edge that the step allows from a node; a loop is there once."""
    direction, kind = step
    for start, end, key, data in graph.edges(keys=True, data=True):
        if kind is not None and data["type"] != kind:
            continue
        if direction in ("out", "both") and start == node:
            yield (start, end, key), end
        if direction in ("in", "both") and end == node and not (direction == "both" and start == end):
            yield (start, end, key), start


def walks(graph: nx.MultiDiGraph[Any], steps: list[Step]) -> Iterator[tuple[int, ...]]:
    """The nodes of every trail along the steps."""

    def go(node: int, at: int, used: tuple[Any, ...], passed: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if at == len(steps):
            yield passed
            return
        for edge, other in moves(graph, node, steps[at]):
            if edge not in used:
                yield from go(other, at + 1, (*used, edge), (*passed, other))

    for node in graph:
        yield from go(node, 0, (), (node,))


def arrow(step: Step, name: str = "", length: str = "") -> str:
    direction, kind = step
    inside = f"[{name}{':' + kind if kind else ''}{length}]"
    return {"out": f"-{inside}->", "in": f"<-{inside}-", "both": f"-{inside}-"}[direction]


steps_of_patterns = st.tuples(st.sampled_from(["out", "in", "both"]), st.sampled_from([None, *TYPES]))


@settings(max_examples=150, deadline=None)
@given(graphs(), st.lists(steps_of_patterns, min_size=1, max_size=3))
def test_chains_are_trails(graph: nx.MultiDiGraph[Any], steps: list[Step]) -> None:
    pattern = "(n0)" + "".join(f"{arrow(step)}(n{number + 1})" for number, step in enumerate(steps))
    names = ", ".join(f"id(n{number})" for number in range(len(steps) + 1))
    found = Counter(run(graph, f"MATCH {pattern} RETURN {names}"))
    assert found == Counter(walks(graph, steps))


@settings(max_examples=100, deadline=None)
@given(graphs(), st.lists(steps_of_patterns, min_size=2, max_size=3))
def test_closed_patterns_return_to_their_start(graph: nx.MultiDiGraph[Any], steps: list[Step]) -> None:
    middle = "".join(f"{arrow(step)}(n{number + 1})" for number, step in enumerate(steps[:-1]))
    pattern = f"(n0){middle}{arrow(steps[-1])}(n0)"
    [(count,)] = run(graph, f"MATCH {pattern} RETURN count(*)")
    assert count == sum(walk[0] == walk[-1] for walk in walks(graph, steps))


@settings(max_examples=100, deadline=None)
@given(graphs(), steps_of_patterns, st.integers(0, 2), st.integers(0, 2), st.booleans())
def test_variable_length_is_all_trails_of_those_lengths(
    graph: nx.MultiDiGraph[Any], step: Step, least: int, more: int, labelled: bool
) -> None:
    asked = f"*{least}..{least + more}"
    label = ":Ally" if labelled else ""
    query = f"MATCH (a){arrow(step, 'r', asked)}(b{label}) RETURN id(a), id(b), size(r)"
    found = Counter(run(graph, query))
    expected: Counter[tuple[int, int, int]] = Counter()
    for length in range(least, least + more + 1):
        for walk in walks(graph, [step] * length):
            if not labelled or "Ally" in graph.nodes[walk[-1]]["labels"]:
                expected[walk[0], walk[-1], length] += 1
    assert found == expected


@settings(max_examples=100, deadline=None)
@given(graphs(), steps_of_patterns)
def test_relationships_are_not_used_twice_across_patterns_of_one_match(graph: nx.MultiDiGraph[Any], step: Step) -> None:
    one_match = f"MATCH (a){arrow(step)}(b), (c){arrow(step, '', '*1..2')}(d) RETURN count(*)"
    two_matches = f"MATCH (a){arrow(step)}(b) MATCH (c){arrow(step, '', '*1..2')}(d) RETURN count(*)"
    [(together,)] = run(graph, one_match)
    [(apart,)] = run(graph, two_matches)
    expected, free = 0, 0
    for node in graph:
        for edge, _ in moves(graph, node, step):
            for other in graph:
                for second, middle in moves(graph, other, step):
                    free += 1
                    expected += second != edge
                    for third, _ in moves(graph, middle, step):
                        free += third != second
                        expected += third != second and edge not in (second, third)
    assert (together, apart) == (expected, free)


@settings(max_examples=100, deadline=None)
@given(graphs(), steps_of_patterns, st.integers(1, 4))
def test_shortest_paths_are_those_of_breadth_first_search(
    graph: nx.MultiDiGraph[Any], step: Step, longest: int
) -> None:
    ends = "MATCH (a), (b) WHERE id(a) <> id(b)"
    asked = arrow(step, "", f"*..{longest}")
    one = run(graph, f"{ends} MATCH p = shortestPath((a){asked}(b)) RETURN id(a), id(b), length(p)")
    every = run(graph, f"{ends} MATCH p = allShortestPaths((a){asked}(b)) RETURN id(a), id(b), length(p)")
    least: dict[tuple[int, int], int] = {}
    ways: Counter[tuple[int, int]] = Counter()
    for length in range(1, longest + 1):
        for walk in walks(graph, [step] * length):
            pair = walk[0], walk[-1]
            if pair[0] != pair[1] and least.setdefault(pair, length) == length:
                ways[pair] += 1
    assert sorted(one) == sorted((*pair, length) for pair, length in least.items())
    assert Counter(every) == Counter({(*pair, length): ways[pair] for pair, length in least.items()})


@settings(max_examples=100, deadline=None)
@given(graphs(), st.integers(0, 3))
def test_predicates_do_not_hang_on_where_they_are_applied(graph: nx.MultiDiGraph[Any], bound: int) -> None:
    """The planner may start anywhere and filter early: the rows are those of filtering everything at the end."""
    query = (
        "MATCH (a:State)-[r:ARMS]->(b)<-[s]-(c:Ally) "
        "WHERE r.weight >= $bound AND s.weight < a.rank + 2 AND (b.rank = c.rank OR b:Ally) "
        "RETURN id(a), id(b), id(c), r.weight, s.weight"
    )
    expected: Counter[tuple[int, ...]] = Counter()
    nodes = graph.nodes
    for a, b, k, r in graph.edges(keys=True, data=True):
        for c, other, l, s in graph.edges(keys=True, data=True):
            matched = other == b and (a, b, k) != (c, other, l) and r["type"] == "ARMS"
            labelled = "State" in nodes[a]["labels"] and "Ally" in nodes[c]["labels"]
            asked = r["weight"] >= bound and s["weight"] < nodes[a]["rank"] + 2
            alike = nodes[b]["rank"] == nodes[c]["rank"] or "Ally" in nodes[b]["labels"]
            if matched and labelled and asked and alike:
                expected[a, b, c, r["weight"], s["weight"]] += 1
    assert Counter(run(graph, query, {"bound": bound})) == expected
    session = Session(graph)
    assert Counter(session.run(query, {"bound": bound})) == Counter(session.run(query, {"bound": bound})) == expected


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_optional_match_keeps_every_row(graph: nx.MultiDiGraph[Any]) -> None:
    query = "MATCH (a) OPTIONAL MATCH (a)-[r:PAYS]->(b:State) WHERE r.weight > 1 RETURN id(a), id(b), r.weight"
    expected: list[tuple[Any, ...]] = []
    for node in graph:
        found = [
            (node, end, data["weight"])
            for start, end, data in graph.edges(data=True)
            if start == node and data["type"] == "PAYS" and "State" in graph.nodes[end]["labels"] and data["weight"] > 1
        ]
        expected += found or [(node, None, None)]
    assert Counter(run(graph, query)) == Counter(expected)


def test_a_shortest_path_is_the_shortest_of_those_that_fulfil_the_condition() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_edge("a", "c", type="ARMS", doubtful=True)
    graph.add_edge("a", "b", type="ARMS", doubtful=False)
    graph.add_edge("b", "c", type="ARMS", doubtful=False)
    graph.nodes["a"]["name"], graph.nodes["c"]["name"] = "A", "C"
    match = "MATCH p = shortestPath((a {name: 'A'})-[*]->(c {name: 'C'}))"
    assert list(run(graph, f"{match} RETURN length(p)")) == [(1,)]
    sure = "all(r IN relationships(p) WHERE NOT r.doubtful)"
    assert list(run(graph, f"{match} WHERE {sure} RETURN length(p)")) == [(2,)]
    assert list(run(graph, f"{match} WHERE none(r IN relationships(p) WHERE r.doubtful) RETURN length(p)")) == [(2,)]
    with pytest.raises(NotSupported):
        run(graph, f"{match} WHERE size(nodes(p)) > 2 RETURN length(p)")
