"""Rows on a stream: as a table for eyes, as CSV, JSON or JSON lines for programs."""

from __future__ import annotations

import csv
import json
import math
import shutil
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from accord.cli.streams import printable

__all__ = ["cell", "plain", "write_rows"]

NARROWEST = 8


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
        stream.writelines(f"{line}\n" for line in _table(columns, rows, width))


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


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]], width: int | None) -> Iterable[str]:
    """Lines with columns side by side; cells are cut so that a line is at most `width` wide (None: not cut)."""
    numeric = [True] * len(columns)
    cells = [[printable(column) for column in columns]]
    for row in rows:
        cells.append([printable(cell(value)) for value in row])
        for index, value in enumerate(row):
            numeric[index] &= value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    if width is not None:
        _fit(widths, width - 2 * (len(widths) - 1))
    for number, row_cells in enumerate(cells):
        yield "  ".join(
            _padded(text, wide, right and number > 0)
            for text, wide, right in zip(row_cells, widths, numeric, strict=True)
        ).rstrip()
        if number == 0:
            yield "  ".join("─" * wide for wide in widths)
    count = len(cells) - 1
    yield f"({count} row{'' if count == 1 else 's'})"


def _fit(widths: list[int], room: int) -> None:
    """Narrow the widest columns until all fit, or none is wider than the narrowest allowed."""
    while sum(widths) > room and max(widths) > NARROWEST:
        widest = max(range(len(widths)), key=lambda index: widths[index])
        second = max([NARROWEST, *(wide for wide in widths if wide < widths[widest])])
        equal = widths.count(widths[widest])
        excess = -(-(sum(widths) - room) // equal)
        narrowed = max(second, widths[widest] - excess)
        widths[:] = [narrowed if wide == widths[widest] else wide for wide in list(widths)]


def _padded(text: str, width: int, right: bool) -> str:
    if _width(text) > width:
        kept, used = [], 1
        for character in text:
            used += _width(character)
            if used > width:
                break
            kept.append(character)
        text = "".join(kept) + "…"
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
