"""Reads the schema's YAML files and says what is wrong with them, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from accord.graph.datafiles import Table, fail, read_yaml
from accord.graph.schema.types import Captions, Label, RelationType, Schema

__all__ = ["load_schema"]

LANGUAGES = ("en", "fr")
PROPERTY_TYPES = frozenset({"string", "string list", "integer", "float", "number", "boolean", "date"})
SHAPES = frozenset({"circle", "square", "triangle", "triangleDown", "diamond", "hexagon", "star"})
LABEL_KEYS = ("name", "description", "caption", "kinds", "properties", "followthemoney", "colour", "shape")
RELATION_KEYS = (
    *("name", "description", "from", "to", "symmetric", "caption", "inverse", "categories"),
    *("plover", "followthemoney", "colour"),
)


@cache
def load_schema(folder: Path | None = None) -> Schema:
    """The schema in `folder` (ours, if None), checked: names equal file names, ends exist, captions are complete.

    Raises `DataFileError` beginning with ``path:line:``.
    """
    folder = folder or Path(__file__).parent
    labels = {path.stem: _label(path) for path in sorted((folder / "labels").glob("*.yaml"))}
    relations = {
        path.stem: _relation(path, frozenset(labels)) for path in sorted((folder / "relations").glob("*.yaml"))
    }
    properties = read_yaml(folder / "properties.yaml")
    _keys(properties, ("relation", "claim", "document", "statuses", "bounds"))
    return Schema(
        labels=MappingProxyType(labels),
        relations=MappingProxyType(relations),
        properties=MappingProxyType({owner: _types(properties, owner) for owner in ("relation", "claim", "document")}),
        statuses=_captions_by_name(properties, "statuses"),
        bounds=_captions_by_name(properties, "bounds"),
    )


def _label(path: Path) -> Label:
    table = read_yaml(path)
    _keys(table, LABEL_KEYS)
    shape = _text(table, "shape")
    if shape not in SHAPES:
        fail(path, table.line_of("shape"), f"unknown shape {shape!r}; known: {', '.join(sorted(SHAPES))}")
    return Label(
        name=_name(table),
        description=_text(table, "description"),
        caption=_captions(table, "caption"),
        kinds=_captions_by_name(table, "kinds"),
        properties=_types(table, "properties"),
        followthemoney=_text(table, "followthemoney"),
        colour=_colour(table),
        shape=shape,
    )


def _relation(path: Path, labels: frozenset[str]) -> RelationType:
    table = read_yaml(path)
    _keys(table, RELATION_KEYS)
    symmetric = table["symmetric"]
    if not isinstance(symmetric, bool):
        fail(path, table.line_of("symmetric"), "symmetric must be true or false")
    plover = _text(table, "plover")
    return RelationType(
        name=_name(table),
        description=_text(table, "description"),
        sources=_ends(table, "from", labels),
        targets=_ends(table, "to", labels),
        symmetric=symmetric,
        caption=_captions(table, "caption"),
        inverse=_captions(table, "inverse"),
        categories=_captions_by_name(table, "categories"),
        plover=None if plover == "none" else plover,
        followthemoney=_text(table, "followthemoney"),
        colour=_colour(table),
    )


def _keys(table: Table, wanted: tuple[str, ...]) -> None:
    for key in table:
        if key not in wanted:
            fail(table.path, table.line_of(key), f"unknown key {key!r}; known: {', '.join(wanted)}")
    for key in wanted:
        if key not in table:
            fail(table.path, table.line, f"the key {key!r} is missing")


def _text(table: Table, key: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value:
        fail(table.path, table.line_of(key), f"{key} must be text")
    return value


def _name(table: Table) -> str:
    name = _text(table, "name")
    if name != table.path.stem:
        fail(table.path, table.line_of("name"), f"the name {name!r} must equal the file's, {table.path.stem!r}")
    return name


def _colour(table: Table) -> str:
    colour = _text(table, "colour")
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        fail(table.path, table.line_of("colour"), f"colour must be like '#4477aa', not {colour!r}")
    return colour


def _table(table: Table, key: str) -> Table:
    value = table[key]
    if not isinstance(value, Table):
        fail(table.path, table.line_of(key), f"{key} must be a mapping")
    return value


def _captions(table: Table, key: str) -> Captions:
    captions = _table(table, key)
    for language in LANGUAGES:
        if language not in captions:
            fail(table.path, table.line_of(key), f"{key} lacks the language {language!r}")
    return MappingProxyType({language: _text(captions, language) for language in captions})


def _captions_by_name(table: Table, key: str) -> Mapping[str, Captions]:
    named = _table(table, key)
    return MappingProxyType({name: _captions(named, name) for name in named})


def _types(table: Table, key: str) -> Mapping[str, str]:
    types = _table(table, key)
    for name in types:
        if types[name] not in PROPERTY_TYPES:
            known = ", ".join(sorted(PROPERTY_TYPES))
            fail(table.path, types.line_of(name), f"unknown type {types[name]!r} of {name}; known: {known}")
    return MappingProxyType({name: _text(types, name) for name in types})


def _ends(table: Table, key: str, labels: frozenset[str]) -> frozenset[str]:
    ends = table[key]
    if not isinstance(ends, tuple) or not ends:
        fail(table.path, table.line_of(key), f"{key} must be a list of labels")
    for end in ends:
        if end not in labels:
            fail(table.path, table.line_of(key), f"unknown label {end!r}; known: {', '.join(sorted(labels))}")
    return frozenset(str(end) for end in ends)
