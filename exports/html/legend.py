"""What the page calls things: the schema's captions, colours and shapes, and the words of its own buttons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from accord.graph.datafiles import Table, fail, read_yaml
from accord.graph.schema import load_schema

__all__ = ["LANGUAGES", "caption", "interface", "legend"]

LANGUAGES = ("fr", "en")
"""The languages of the interface."""

Captions = Mapping[str, str]


@cache
def legend() -> dict[str, dict[str, dict[str, object]]]:
    """Captions by language, colours and shapes of ``labels``, ``types``, ``statuses`` and ``bounds``, by their names."""
    schema = load_schema()
    return {
        "labels": {
            name: {
                "caption": dict(label.caption),
                "colour": label.colour,
                "shape": label.shape,
                "kinds": _plain(label.kinds),
            }
            for name, label in schema.labels.items()
        },
        "types": {
            name: {
                "caption": dict(type.caption),
                "inverse": dict(type.inverse),
                "colour": type.colour,
                "symmetric": type.symmetric,
                "categories": _plain(type.categories),
            }
            for name, type in schema.relations.items()
        },
        "statuses": {name: {"caption": dict(captions)} for name, captions in schema.statuses.items()},
        "bounds": {name: {"caption": dict(captions)} for name, captions in schema.bounds.items()},
    }


def caption(part: str, name: str, language: str) -> str:
    """What the legend calls `name` of that part; the name itself where the schema lacks it."""
    captions = legend()[part].get(name, {}).get("caption", {})
    return captions.get(language, name) if isinstance(captions, dict) else name


@cache
def interface(path: Path | None = None) -> dict[str, dict[str, str]]:
    """The page's own words, by name and language. Raises `DataFileError` where one lacks a language."""
    table = read_yaml(path or Path(__file__).with_name("texts.yaml"))
    return {name: _captions(table, name) for name in table}


def _captions(table: Table, name: str) -> dict[str, str]:
    captions = table[name]
    if not isinstance(captions, Table) or set(captions) != set(LANGUAGES):
        fail(table.path, table.line_of(name), f"{name} must have the languages {', '.join(LANGUAGES)}, and no others")
    return {language: str(captions[language]) for language in LANGUAGES}


def _plain(captions: Mapping[str, Captions]) -> dict[str, dict[str, str]]:
    return {name: dict(by_language) for name, by_language in captions.items()}
