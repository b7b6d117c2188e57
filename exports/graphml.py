"""GraphML that Gephi, igraph (R, Python), Cytoscape, yEd and NetworkX read without loss or warning.

Each of them trips over something that the format allows, so the file keeps to what all take: keys first, one type a
key, no two names alike but for case, unique edge ids (as ``id`` and again as the property ``edge_id``), nodes before
edges, lists joined by ``"; "``, ISO dates as strings, nothing written where there is no value. Nodes are named by
``label``, their label in the schema is ``type``; edges carry ``label``, ``interaction`` and ``type`` (all the relation
type), ``kind`` (with the category: ``SENDS:arms``) and ``weight`` (the number of claims).
"""

from __future__ import annotations

import math
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from accord.exports.elements import LAYERS, Element, Value, edges, nodes
from accord.exports.files import STANDARD_OUTPUT, ExportReport, written
from accord.graph.errors import ExportError
from accord.graph.model import Contents

__all__ = ["write_graphml"]

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
# What XML 1.0 has no way to write, not even as a reference.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Tabs and ends of line as references: parsers turn them into spaces in attributes, and \r into \n everywhere.
ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
REPLACED = "characters replaced, for XML has none of them"
SMALLEST, LARGEST = -(2**63), 2**63 - 1
# Amounts are doubles even where all of a graph are whole, so that two files have the same columns.
ALWAYS_DOUBLE = frozenset({"weight", "quantity", "confidence"})


def write_graphml(
    contents: Contents, path: str | os.PathLike[str] | TextIO, *, layer: str = "relations"
) -> ExportReport:
    """Write the graph to a file (whole or not at all), to standard output (``-``) or to a text stream.

    `layer` is ``relations`` (entities, one edge a relation), ``claims`` (one edge a claim, with its document) or
    ``all`` (claims and documents as nodes too). Equal contents give equal bytes. The report's `losses` tell what the
    format can't hold: characters replaced by U+FFFD, numbers that are none, edges without both ends.
    Raises `ExportError` for an unknown layer or a path that can't be written.
    """
    if layer not in LAYERS:
        raise ExportError(f"unknown layer {layer!r}; known: {', '.join(LAYERS)}")
    if not isinstance(path, (str, os.PathLike)):
        return _write(contents, layer, path, None)
    with written(path) as stream:
        return _write(contents, layer, stream, None if os.fspath(path) == STANDARD_OUTPUT else Path(path))


@dataclass(frozen=True, slots=True)
class Column:
    """A property of all nodes or all edges: its key in the file, and its type there."""

    key: str
    name: str
    type: str


def _write(contents: Contents, layer: str, stream: TextIO, path: Path | None) -> ExportReport:
    losses: Counter[str] = Counter()
    text = partial(_escaped, losses=losses)
    node_ids = _node_ids(contents, layer)
    node_columns = _columns("n", lambda: (row for _, row in _node_rows(contents, layer)))
    edge_columns = _columns("e", lambda: (row for _, row in _edge_rows(contents, layer, node_ids)))
    stream.write(HEAD)
    stream.writelines(_keys("node", node_columns))
    stream.writelines(_keys("edge", edge_columns))
    stream.write('  <graph id="accord" edgedefault="directed">\n')
    node_count = edge_count = 0
    for node, row in _node_rows(contents, layer):
        stream.write(f'    <node id="{text(node_ids[node.id])}">\n')
        stream.writelines(_data(row, node_columns, text, losses))
        stream.write("    </node>\n")
        losses[REPLACED] += len(FORBIDDEN.findall(node.id))
        node_count += 1
    for edge, row in _edge_rows(contents, layer, node_ids):
        source, target = text(node_ids[edge.source]), text(node_ids[edge.target])
        stream.write(f'    <edge id="{text(str(row["edge_id"]))}" source="{source}" target="{target}">\n')
        stream.writelines(_data(row, edge_columns, text, losses))
        stream.write("    </edge>\n")
        losses[REPLACED] += len(FORBIDDEN.findall(edge.id))
        edge_count += 1
    stream.write("  </graph>\n</graphml>\n")
    losses["edges left out, for want of one of their ends"] = sum(1 for _ in edges(contents, layer)) - edge_count
    return ExportReport(path, node_count, edge_count, tuple(f"{n} {what}" for what, n in sorted(losses.items()) if n))


def _keys(scope: str, columns: Mapping[str, Column]) -> Iterator[str]:
    for column in columns.values():
        yield f'  <key id="{column.key}" for="{scope}" attr.name="{column.name}" attr.type="{column.type}"/>\n'


def _node_ids(contents: Contents, layer: str) -> dict[str, str]:
    """What each node is called in the file: its id, with what XML can't write replaced, and still one of its own."""
    return dict(_distinct(element.id for element in nodes(contents, layer)))


def _distinct(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for id in ids:
        name = readable = FORBIDDEN.sub("�", id)
        number = 1
        while name in taken:
            number += 1
            name = f"{readable}~{number}"
        taken.add(name)
        yield id, name


def _node_rows(contents: Contents, layer: str) -> Iterator[tuple[Element, Mapping[str, Value]]]:
    for node in nodes(contents, layer):
        yield node, {"label": node.label, "type": node.type, **node.properties}


def _edge_rows(
    contents: Contents, layer: str, node_ids: Mapping[str, str]
) -> Iterator[tuple[Element, Mapping[str, Value]]]:
    whole = [edge for edge in edges(contents, layer) if edge.source in node_ids and edge.target in node_ids]
    for edge, (_, edge_id) in zip(whole, _distinct(edge.id for edge in whole), strict=True):
        category = edge.properties.get("category")
        row = {
            "edge_id": edge_id,
            "label": edge.label,
            "kind": f"{edge.type}:{category}" if category else edge.type,
            "interaction": edge.type,
            "type": edge.type,
            "weight": edge.properties.get("support", 1),
            **edge.properties,
        }
        yield edge, row


def _columns(scope: str, rows: Callable[[], Iterable[Mapping[str, Value]]]) -> dict[str, Column]:
    """The properties that any row has, in their first order, with a type that holds all values."""
    kinds: dict[str, set[str]] = {}
    present: Counter[str] = Counter()
    total = 0
    for row in rows():
        total += 1
        for name, value in row.items():
            kind = _kind(value)
            if kind:
                kinds.setdefault(name, set()).add(kind)
                present[name] += 1
    return {
        name: Column(f"{scope}_{name}", name, _common_type(name, found, total=present[name] == total))
        for name, found in kinds.items()
    }


def _kind(value: Value) -> str | None:
    match value:
        case None | ():
            return None
        case bool():
            return "boolean"
        case int():
            return "long" if SMALLEST <= value <= LARGEST else "string"
        case float():
            return "double" if math.isfinite(value) else None
        case _:
            return "string"


def _common_type(name: str, kinds: set[str], *, total: bool) -> str:
    if kinds <= {"long", "double"}:
        return "long" if kinds == {"long"} and name not in ALWAYS_DOUBLE else "double"
    # Readers take a missing boolean for false, so it is one only where no element lacks it.
    return "boolean" if kinds == {"boolean"} and total else "string"


def _data(
    row: Mapping[str, Value], columns: Mapping[str, Column], text: Callable[[str], str], losses: Counter[str]
) -> Iterator[str]:
    for name, value in row.items():
        if isinstance(value, float) and not math.isfinite(value):
            losses["numbers left out, for they are none (NaN or infinite)"] += 1
        if _kind(value):
            yield f'      <data key="{columns[name].key}">{text(_literal(value, columns[name].type))}</data>\n'


def _literal(value: Value, type: str) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return repr(float(value)) if type == "double" and isinstance(value, int) else str(value)


def _escaped(text: str, losses: Counter[str]) -> str:
    readable, replaced = FORBIDDEN.subn("�", text)
    losses[REPLACED] += replaced
    return readable.translate(ESCAPES)
