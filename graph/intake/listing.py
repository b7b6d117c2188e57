"""Reads ``sources.csv``: where the texts beside it come from.

The first line names the columns, of which ``path`` (relative to the list) must be there; the others are
``title``, ``date``, ``url``, ``publisher`` and ``language``, in any order. An empty cell tells nothing.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import NoReturn

from accord.graph.errors import InputError
from accord.graph.intake.decoding import decode, read_bytes
from accord.graph.intake.details import Details, checked_details

__all__ = ["COLUMNS", "LIST_NAME", "read_list"]

LIST_NAME = "sources.csv"
COLUMNS = ("path", "title", "date", "url", "publisher", "language")


def read_list(path: Path) -> dict[Path, Details]:
    """What the list at `path` tells, by the real path of each text.

    Raises `InputError` beginning with ``path:line:`` for an unknown, double or missing column, a row with too many
    or too few cells, a text that is missing or stands twice, and any wrong detail.
    """
    # csv counts the lines that it has read; `newline=""` keeps line breaks inside quotes.
    reader = csv.reader(io.StringIO(decode(read_bytes(str(path)), str(path)), newline=""), strict=True)
    told: dict[Path, Details] = {}
    lines: dict[Path, int] = {}
    columns: list[str] | None = None
    begin = 1
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                pass
            elif columns is None:
                columns = _columns(path, begin, row)
            else:
                text, details = _row(path, begin, columns, row)
                if text in told:
                    _fail(path, begin, f"{row[columns.index('path')]} stands twice (first in line {lines[text]})")
                told[text], lines[text] = details, begin
            begin = reader.line_num + 1
    except csv.Error as error:
        _fail(path, begin, f"is no CSV: {error}")
    if columns is None:
        _fail(path, 1, f"is empty; its first line names the columns: {','.join(COLUMNS)}")
    return told


def _columns(path: Path, line: int, row: list[str]) -> list[str]:
    columns = [cell.strip().lower() for cell in row]
    known = f"known: {', '.join(COLUMNS)}"
    for column in columns:
        if column not in COLUMNS:
            _fail(path, line, f"unknown column {column!r}; {known}")
        if columns.count(column) > 1:
            _fail(path, line, f"column {column!r} stands twice")
    if "path" not in columns:
        _fail(path, line, f"the column 'path' is missing; {known}")
    return columns


def _row(path: Path, line: int, columns: list[str], row: list[str]) -> tuple[Path, Details]:
    if len(row) != len(columns):
        _fail(path, line, f"has {len(row)} cells where {len(columns)} are named; quote a cell that holds a comma")
    cells = dict(zip(columns, row, strict=True))
    name = cells.pop("path").strip()
    if not name or "\0" in name:
        _fail(path, line, "names no path")
    try:
        text = Path(os.path.realpath(path.parent / name))
        found = text.is_file()
    except UnicodeEncodeError:
        # A locale without Unicode, such as a bare C, has no bytes for the name.
        _fail(path, line, f"{name}: this locale can't name such a file; set LC_ALL=C.UTF-8")
    if not found:
        _fail(path, line, f"{name}: there is no such file")
    try:
        return text, checked_details(Details(**cells))
    except InputError as error:
        _fail(path, line, str(error))


def _fail(path: Path, line: int, message: str) -> NoReturn:
    raise InputError(f"{path}:{line}: {message}")
