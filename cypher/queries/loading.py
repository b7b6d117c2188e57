"""Reads the saved queries and checks what their headers say."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

__all__ = ["SavedQuery", "SavedQueryError", "saved_queries", "saved_query"]

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HEADER = re.compile(r"//\s*(?P<key>title|titre|description|parameter):\s*(?P<value>.*\S)\s*")
PARAMETER = re.compile(r"(?P<name>[A-Za-z_]\w*)(?:\s*=\s*(?P<default>.+))?")
USED = re.compile(r"\$([A-Za-z_]\w*)")

_REQUIRED = object()


class SavedQueryError(Exception):
    """There is no such query, or its file is wrong (then the message begins with ``path:line:``)."""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with a name: `title` is English, `titre` French, `text` the whole file, its comments included.

    `defaults` maps the parameters that need not be given to their values, `required` names the others; both sorted.
    """

    name: str
    title: str
    titre: str
    description: str
    defaults: Mapping[str, object]
    required: tuple[str, ...]
    text: str

    def parameters(self, given: Mapping[str, object] | None = None) -> dict[str, object]:
        """The query's parameters: those `given`, the others by default.

        Raises `SavedQueryError` if a required one is missing or a given one is not the query's.
        """
        given = given or {}
        known = [*self.defaults, *self.required]
        for name in given:
            if name not in known:
                takes = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
                raise SavedQueryError(f"the query {self.name} has no parameter {name!r}: {takes}")
        for name in self.required:
            if name not in given:
                raise SavedQueryError(f"the query {self.name} needs the parameter {name!r}")
        return {**self.defaults, **given}


def saved_queries(folder: Path | None = None) -> tuple[SavedQuery, ...]:
    """The saved queries in `folder` (ours, if None), sorted by name.

    Raises `SavedQueryError` if a file is wrong.

    >>> [query.name for query in saved_queries()][:2]
    ['agreements-and-parties', 'alliances']
    """
    paths = sorted((folder or Path(__file__).parent).glob("*.cypher"), key=lambda path: path.stem)
    return tuple(_read(path) for path in paths)


def saved_query(name: str, folder: Path | None = None) -> SavedQuery:
    """The saved query of that name.

    Raises `SavedQueryError`, with names that look like it, if there is none.

    >>> saved_query("who-arms-whom").titre
    'Qui arme qui'
    """
    path = (folder or Path(__file__).parent) / f"{name}.cypher"
    if NAME.fullmatch(name) and path.is_file():
        return _read(path)
    close = get_close_matches(name, [query.name for query in saved_queries(folder)])
    raise SavedQueryError(f"no saved query {name!r}" + (f"; did you mean {' or '.join(close)}?" if close else ""))


def _read(path: Path) -> SavedQuery:
    text = path.read_text(encoding="utf-8")
    if not NAME.fullmatch(path.stem):
        raise SavedQueryError(f"{path}:1: a query's name is of lower-case words joined by '-'")
    lines = text.splitlines()
    length = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    header: dict[str, str] = {}
    defaults: dict[str, object] = {}
    required: list[str] = []
    for number, line in enumerate(lines[:length], 1):
        found = HEADER.fullmatch(line)
        if not found:
            raise SavedQueryError(f"{path}:{number}: expected '// title|titre|description|parameter: …'")
        if found["key"] == "parameter":
            name, default = _parameter(path, number, found["value"])
            if name in defaults or name in required:
                raise SavedQueryError(f"{path}:{number}: the parameter {name!r} stands twice")
            if default is _REQUIRED:
                required.append(name)
            else:
                defaults[name] = default
        elif found["key"] in header:
            raise SavedQueryError(f"{path}:{number}: {found['key']} stands twice")
        else:
            header[found["key"]] = found["value"]
    for key in ("title", "titre", "description"):
        if key not in header:
            raise SavedQueryError(f"{path}:1: the line '// {key}: …' is missing")
    _check_use(path, lines, length, {*defaults, *required})
    return SavedQuery(
        path.stem,
        header["title"],
        header["titre"],
        header["description"],
        MappingProxyType(dict(sorted(defaults.items()))),
        tuple(sorted(required)),
        text,
    )


def _parameter(path: Path, number: int, value: str) -> tuple[str, object]:
    found = PARAMETER.fullmatch(value)
    if not found:
        raise SavedQueryError(f"{path}:{number}: expected 'name' or 'name = default', not {value!r}")
    if found["default"] is None:
        return found["name"], _REQUIRED
    try:
        return found["name"], json.loads(found["default"])
    except ValueError:
        raise SavedQueryError(f"{path}:{number}: the default {found['default']!r} is not JSON") from None


def _check_use(path: Path, lines: list[str], length: int, declared: set[str]) -> None:
    """Every parameter that the query uses is declared, and the other way round."""
    if not any(line.strip() for line in lines[length:]):
        raise SavedQueryError(f"{path}:{length + 1}: the query is missing")
    used = {name: number for number, line in enumerate(lines, 1) if number > length for name in USED.findall(line)}
    for name in sorted(used.keys() - declared):
        raise SavedQueryError(f"{path}:{used[name]}: the parameter {name!r} is not declared")
    for name in sorted(declared - used.keys()):
        raise SavedQueryError(f"{path}:1: the parameter {name!r} is declared and not used")
