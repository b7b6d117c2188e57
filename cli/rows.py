"""Rows on a stream: as a table for eyes, as CSV, JSON or JSON lines for programs."""

from __future__ import annotations

import csv
import json
import math
import shutil
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from accord.cli.tables import table

__all__ = ["cell", "plain", "write_rows"]


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], format: str, stream: TextIO) -> None:
    """Write rows in one of the formats ``table``, ``csv``, ``json`` (a list of objects) and ``jsonl``."""
    if format == "csv":
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([cell(value) for value in row] for row in rows)
    elif format == "json":
        stream.write(json.dumps([_object(columns, row) for row in rows], ensure_ascii=False, indent=2) + "\n")
    elif format == "jsonl":
        stream.writelines(json.dumps(_object(columns, row), ensure_ascii=False) + "\n" for row in rows)
    else:
        width = shutil.get_terminal_size().columns if stream.isatty() else None
        kept = [tuple(row) for row in rows]
        numeric = [all(map(_is_number, column)) for column in zip(*kept, strict=True)] or [False] * len(columns)
        lines = table(columns, [[cell(value) for value in row] for row in kept], numeric, width)
        stream.writelines(f"{line}\n" for line in lines)


def plain(value: Any) -> Any:
    """A value of a query as JSON can hold it: nodes, relationships and paths as objects, times and points as text.

    >>> plain([1, None, float("nan")])
    [1, None, 'NaN']
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]
    if hasattr(value, "relationships") and hasattr(value, "nodes"):
        return {
            "nodes": [plain(node) for node in value.nodes],
            "relationships": [plain(relationship) for relationship in value.relationships],
        }
    if hasattr(value, "element_id"):
        return _element(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)) and not hasattr(value, "srid") and type(value) in (list, tuple):
        return [plain(item) for item in value]
    form = getattr(value, "iso_format", None)
    return form() if form else str(value)


def cell(value: Any) -> str:
    """A value as a table or CSV shows it: nothing for null, the parts of a list joined by ``; ``.

    >>> cell(["Iran", "Russia"]), cell(None), cell(True)
    ('Iran; Russia', '', 'true')
    """
    value = plain(value)
    if isinstance(value, list) and all(not isinstance(item, (list, dict)) for item in value):
        return "; ".join(cell(item) for item in value)
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _object(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(columns, map(plain, row), strict=True))


def _element(value: Any) -> dict[str, Any]:
    properties = {key: plain(item) for key, item in sorted(value.items())}
    if hasattr(value, "labels"):
        return {"labels": sorted(value.labels), "properties": properties}
    ends = {side: _name(getattr(value, f"{side}_node")) for side in ("start", "end")}
    return {"type": value.type, **ends, "properties": properties}


def _name(node: Any) -> str | None:
    return None if node is None else str(node.get("id", node.element_id))


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))
