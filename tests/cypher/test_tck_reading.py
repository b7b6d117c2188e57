"""The reading scenarios of the openCypher TCK, where its folder is there.

A set-up is a query of CREATE clauses; a small loader here puts what it says into a MultiDiGraph. Scenarios that write,
call procedures or ask for side effects are left to the tests of writing. ``tck_known_failures.txt`` names what fails; it
may only shrink: a scenario in it that passes fails the test, so that it is taken out.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from accord.cypher import CypherError, Node, NotSupported, Relationship, run
from accord.cypher import Path as CypherPath
from accord.cypher.syntax import tree, walk
from accord.cypher.syntax.parser import parse

HERE = Path(__file__).parent
TCK = Path(os.environ.get("OPENCYPHER_TCK", HERE.parents[2] / "shared" / "tck"))
KNOWN = HERE / "tck_known_failures.txt"
FEATURES = sorted((TCK / "features").rglob("*.feature")) if TCK.is_dir() else []
WRITING = (tree.Create, tree.Merge, tree.Set, tree.Remove, tree.Delete, tree.Foreach, tree.CallProcedure)
DEFERRED = re.compile(r"\b(date|datetime|localdatetime|localtime|time|duration)\b[.(]", re.IGNORECASE)


@dataclass
class Scenario:
    """One scenario, outlines written out."""

    name: str
    setups: list[str] = field(default_factory=list)
    named_graph: str | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    expectation: str = ""
    table: list[list[str]] = field(default_factory=list)
    procedures: bool = False


# --- reading feature files ------------------------------------------------------------------------------------------


def scenarios(path: Path) -> Iterator[Scenario]:
    """All scenarios of a feature file."""
    blocks = re.split(r"^  Scenario(?: Outline)?: ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    background = blocks[0].partition("Background:")[2]
    relative = path.relative_to(TCK / "features").with_suffix("").as_posix()
    for block in blocks[1:]:
        title, _, body = block.partition("\n")
        number = title.split("]")[0] + "]"
        body, _, examples = body.partition("Examples:")
        rows = cells_of(examples.splitlines())
        for count, row in enumerate(rows[1:] or [None]):
            text = body
            for name, value in zip(rows[0] if rows else [], row or [], strict=False):
                text = text.replace(f"<{name}>", value)
            yield scenario(f"{relative}{number}" + (f"#{count + 1}" if row else ""), background + "\n" + text)


def cells_of(lines: list[str]) -> list[list[str]]:
    found = []
    for line in lines:
        line = line.strip()
        if line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            found.append([re.sub(r"\\([\\|])", r"\1", cell.strip()) for cell in cells])
    return found


def scenario(name: str, body: str) -> Scenario:
    found = Scenario(name)
    steps = re.split(r"^\s*(?:Given|And|When|Then|But) ", body, flags=re.MULTILINE)[1:]
    for step in steps:
        head, _, rest = step.partition("\n")
        doc = re.search(r'"""\n(.*?)\n\s*"""', rest, re.DOTALL)
        if head.startswith("having executed"):
            found.setups.append(doc[1] if doc else "")
        elif head.startswith(("executing query", "executing control query")):
            if not found.query:
                found.query = doc[1] if doc else ""
        elif head.startswith("parameters are"):
            found.parameters = {name: value(text) for name, text in cells_of(rest.splitlines())}
        elif head.startswith("there exists a procedure"):
            found.procedures = True
        elif match := re.match(r"the (.*) graph", head):
            found.named_graph = match[1]
        elif ("should be" in head) and not found.expectation:
            found.expectation, found.table = head.strip(), cells_of(rest.splitlines())
    return found


# --- values ---------------------------------------------------------------------------------------------------------


def value(text: str) -> Any:
    """A value as the TCK writes it, in the form that `canonical` gives."""
    found, rest = _value(text.strip())
    assert not rest.strip(), f"left over: {rest!r}"
    return found


def _value(text: str) -> tuple[Any, str]:
    text = text.lstrip()
    if text[0] == "'":
        match = re.match(r"'((?:[^'\\]|\\.)*)'", text, re.DOTALL)
        assert match
        return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), match[1]), text[match.end() :]
    if text[0] == "[" and not text.startswith("[:"):
        return _items(text[1:], "]")
    if text[0] == "{":
        return _map(text[1:])
    if text.startswith("[:"):
        match = re.match(r"\[:([^\s{\]]+)\s*", text)
        assert match
        properties, rest = _properties(text[match.end() :])
        return ("relationship", match[1], freeze(properties)), rest.lstrip()[1:]
    if text[0] == "(":
        match = re.match(r"\(((?::[^\s:{)]+)*)\s*", text)
        assert match
        properties, rest = _properties(text[match.end() :])
        return ("node", frozenset(match[1].split(":")[1:]), freeze(properties)), rest.lstrip()[1:]
    if text[0] == "<":
        return _path(text[1:])
    match = re.match(r"[^\s,\]})>]+", text)
    assert match, text
    return literal(match[0]), text[match.end() :]


def literal(word: str) -> Any:
    if word in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[word]
    return int(word) if re.fullmatch(r"-?\d+", word) else float(word)


def _items(text: str, closing: str) -> tuple[list[Any], str]:
    found: list[Any] = []
    text = text.lstrip()
    while not text.startswith(closing):
        item, text = _value(text)
        found.append(item)
        text = text.lstrip().removeprefix(",").lstrip()
    return found, text[1:]


def _map(text: str) -> tuple[dict[str, Any], str]:
    found: dict[str, Any] = {}
    text = text.lstrip()
    while not text.startswith("}"):
        key, _, text = text.partition(":")
        found[key.strip().strip("`")], text = _value(text)
        text = text.lstrip().removeprefix(",").lstrip()
    return found, text[1:]


def _properties(text: str) -> tuple[dict[str, Any], str]:
    return _map(text[1:]) if text.startswith("{") else ({}, text)


def _path(text: str) -> tuple[Any, str]:
    parts: list[Any] = []
    part, text = _value(text)
    parts.append(part)
    while not text.startswith(">"):
        forward = not text.startswith("<-")
        edge, text = _value(text[2:] if text.startswith("<-") else text[1:])
        node, text = _value(text[2:] if text.startswith("->") else text[1:])
        parts += [(edge, forward), node]
    return ("path", *parts), text[1:]


def freeze(thing: Any) -> Any:
    """Comparable and hashable; integers and floats, true and 1 stay apart."""
    if isinstance(thing, dict):
        return ("map", frozenset((key, freeze(item)) for key, item in thing.items()))
    if isinstance(thing, list):
        return ("list", *map(freeze, thing))
    if isinstance(thing, (bool, int, float)):
        return (type(thing).__name__, repr(thing + 0.0 if isinstance(thing, float) else thing))  # -0.0 is 0.0
    return thing


def canonical(thing: Any) -> Any:
    """A value of an answer in the form that `value` gives, frozen."""
    if isinstance(thing, Node):
        return ("node", thing.labels, freeze(dict(thing.items())))
    if isinstance(thing, Relationship):
        return ("relationship", thing.type, freeze(dict(thing.items())))
    if isinstance(thing, CypherPath):
        parts: list[Any] = [canonical(thing.nodes[0])]
        for before, edge, after in zip(thing.nodes, thing.relationships, thing.nodes[1:], strict=False):
            parts += [(canonical(edge), edge.start_node == before), canonical(after)]
        return ("path", *parts)
    if isinstance(thing, (list, tuple)):
        return ("list", *map(canonical, thing))
    if isinstance(thing, dict):
        return ("map", frozenset((key, canonical(item)) for key, item in thing.items()))
    return freeze(thing)


def unordered(thing: Any) -> Any:
    """With the elements of lists in some fixed order."""
    if isinstance(thing, tuple) and thing and thing[0] == "list":
        return ("list", *sorted(map(unordered, thing[1:]), key=repr))
    return thing


# --- set-ups --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Key:
    """A node of the graph, by its key."""

    key: Any


def load(graph: nx.MultiDiGraph[Any], text: str) -> None:
    """Put what a query of CREATE clauses says into a graph; what stands before them is answered by the engine."""
    statement = parse(text)
    assert isinstance(statement.query, tree.SingleQuery)
    clauses = statement.query.clauses
    first = next(number for number, clause in enumerate(clauses) if isinstance(clause, tree.Create))
    rows: list[dict[str, Any]] = [{}]
    if first:
        result = run(graph, text[: clauses[first].start] + " RETURN *")
        rows = [dict(zip(result.columns, row, strict=True)) for row in result]
    keys = list(graph)
    for row in rows:
        names = {name: Key(keys[found.id]) if isinstance(found, Node) else found for name, found in row.items()}
        for clause in clauses[first:]:
            assert isinstance(clause, tree.Create), "a set-up that is more than CREATE"
            for pattern in clause.patterns:
                create(graph, pattern, names, text)


def create(graph: nx.MultiDiGraph[Any], pattern: tree.PathPattern, names: dict[str, Any], text: str) -> None:
    nodes: list[Any] = []
    for element in pattern.elements:
        if isinstance(element, tree.NodePattern):
            name = element.variable.name if element.variable else None
            if name is None or name not in names:
                key = graph.number_of_nodes()
                labels = [found.name for found in walk.descendants(element) if isinstance(found, tree.Label)]
                graph.add_node(key, labels=labels, **properties_of(graph, element.properties, names, text))
                nodes.append(key)
                if name is not None:
                    names[name] = Key(key)
            else:
                nodes.append(names[name].key)
    edges = [element for element in pattern.elements if isinstance(element, tree.RelationshipPattern)]
    for edge, (left, right) in zip(edges, itertools.pairwise(nodes), strict=True):
        start, end = (right, left) if edge.direction == "in" else (left, right)
        assert isinstance(edge.types, tree.Label)
        graph.add_edge(start, end, type=edge.types.name, **properties_of(graph, edge.properties, names, text))


def properties_of(
    graph: nx.MultiDiGraph[Any], properties: tree.Expression | None, names: dict[str, Any], text: str
) -> dict[str, Any]:
    if properties is None:
        return {}
    used = sorted({found.name for found in walk.descendants(properties) if isinstance(found, tree.Variable)})
    bound = ", ".join(f"$`{name}` AS `{name}`" for name in used)
    query = (f"WITH {bound} " if used else "") + f"RETURN {text[properties.start : properties.end]} AS found"
    bound_to = {name: names[name] for name in used}
    given = {name: graph.nodes[one.key] if isinstance(one, Key) else one for name, one in bound_to.items()}
    [(found,)] = run(nx.MultiDiGraph(), query, given)
    return {f"{key}": item for key, item in found.items()}


# --- the test -------------------------------------------------------------------------------------------------------


def reads(one: Scenario) -> bool:
    """Does this scenario only read? Temporal values have an issue of their own."""
    if one.procedures or "temporal" in one.name or any(map(DEFERRED.search, (one.query, *one.setups))):
        return False
    try:
        found = parse(one.query)
    except CypherError:
        return "should be raised" in one.expectation
    return not any(isinstance(node, WRITING) for node in walk.descendants(found))


def outcome(one: Scenario) -> str:
    """``pass``, or in a word and more what went wrong."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    try:
        if one.named_graph not in (None, "empty", "any"):
            file = TCK / "graphs" / str(one.named_graph) / f"{one.named_graph}.cypher"
            load(graph, file.read_text(encoding="utf-8"))
        for setup in one.setups:
            load(graph, setup)
    except (CypherError, AssertionError, StopIteration) as error:
        return f"set-up {type(error).__name__}: {str(error)[:80]}"
    try:
        result = run(graph, one.query, one.parameters, timeout=20)
        rows = [tuple(map(canonical, row)) for row in result]
    except NotSupported as error:
        return f"unsupported: {error.message}"
    except CypherError as error:
        wanted = re.match(r"an? (\w+) should be raised at ([\w ]+): (\S+)", one.expectation)
        if wanted and wanted[1] == error.type and wanted[3] in (error.detail, "*"):
            return "pass"
        return f"error {error.type}: {error.detail}: {error.message[:80]} | {one.expectation[:60]}"
    if "raised" in one.expectation:
        return f"no error | {one.expectation}"
    if "should be empty" in one.expectation:
        return "pass" if not rows else "wrong: rows where there should be none"
    expected = [tuple(freeze(value(cell)) for cell in row) for row in one.table[1:]]
    if list(result.columns) != one.table[0]:
        return f"wrong columns: {result.columns} instead of {one.table[0]}"
    if "ignoring element order" in one.expectation:
        rows, expected = ([tuple(map(unordered, row)) for row in table] for table in (rows, expected))
    if "in order" not in one.expectation:
        rows, expected = sorted(rows, key=repr), sorted(expected, key=repr)
    return "pass" if rows == expected else f"wrong: {rows} instead of {expected}"[:600]


def known_failures() -> frozenset[str]:
    return frozenset(line.split(" ", 1)[0] for line in KNOWN.read_text(encoding="utf-8").splitlines() if line)


@pytest.mark.shared
@pytest.mark.skipif(not FEATURES and os.environ.get("CI") != "true", reason="the TCK's folder is not there")
def test_the_specification_is_there() -> None:
    assert len(FEATURES) == 220


@pytest.mark.shared
@pytest.mark.skipif(not FEATURES, reason="the TCK's folder is not there")
@pytest.mark.parametrize("path", FEATURES, ids=lambda path: path.stem)
def test_reading_scenarios(path: Path) -> None:
    known = known_failures()
    failed, healed = [], []
    for one in scenarios(path):
        if not reads(one):
            continue
        found = outcome(one)
        if found != "pass" and one.name not in known:
            failed.append(f"{one.name}: {found}")
        if found == "pass" and one.name in known:
            healed.append(one.name)
    assert not failed, "\n".join(failed)
    assert not healed, f"take out of {KNOWN.name}: {healed}"
