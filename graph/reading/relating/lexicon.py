"""The words that relating knows, per language, read from ``lexicons/<language>.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from accord.graph.datafiles import Table, fail, read_yaml
from accord.graph.reading.parsing import Token

__all__ = ["Lexicon", "load_lexicon", "plain"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`carriers` maps a noun's lemma to its class, `goods` to the categories it may flow as (in the file's order).

    `prepositions` are those of several words, each a tuple of words, longest first. `words` are the plain lists by
    name: ``reporting``, ``according``, ``planning``, …; `counted` maps what is counted to what its number tells.
    """

    carriers: Mapping[str, str]
    goods: Mapping[str, tuple[str, ...]]
    counted: Mapping[str, frozenset[str]]
    prepositions: tuple[tuple[str, ...], ...]
    words: Mapping[str, frozenset[str]]


@cache
def load_lexicon(language: str, folder: Path | None = None) -> Lexicon:
    """The lexicon of a language. Raises `DataFileError` with path and line where the file is wrong."""
    path = (folder or Path(__file__).parent / "lexicons") / f"{language}.yaml"
    table = read_yaml(path)
    carriers: dict[str, str] = {}
    for name, words in _lists(table, "carriers").items():
        for word in words:
            carriers.setdefault(word, name)
    goods: dict[str, tuple[str, ...]] = {}
    for name, words in _lists(table, "goods").items():
        for word in words:
            goods[word] = (*goods.get(word, ()), name)
    split = sorted(
        (tuple(word.replace("'", "' ").split()) for word in _words(table, "prepositions")), key=lambda w: (-len(w), w)
    )
    counted = {name: frozenset(words) for name, words in _lists(table, "counted").items()}
    return Lexicon(
        carriers=MappingProxyType(carriers),
        goods=MappingProxyType(goods),
        counted=MappingProxyType(counted),
        prepositions=tuple(split),
        words=MappingProxyType({name: frozenset(_words(table, name)) for name in PLAIN}),
    )


PLAIN = (
    *("reporting", "stating", "publishing", "according", "according_phrases", "reports"),
    *("denying", "planning", "planning_nouns", "ending", "doubting", "offices", "naming", "adversative"),
)


def plain(token: Token) -> str:
    """A token's form as the lexicons write it: lower case, straight apostrophes."""
    return token.lower.replace("’", "'")


def _words(table: Table, key: str) -> tuple[str, ...]:
    words = table.get(key)
    if not isinstance(words, tuple) or not all(isinstance(word, str) for word in words):
        fail(table.path, table.line_of(key), f"{key} must be a list of words")
    return tuple(str(word) for word in words)


def _lists(table: Table, key: str) -> Mapping[str, tuple[str, ...]]:
    value = table.get(key)
    if not isinstance(value, Table):
        fail(table.path, table.line_of(key), f"{key} must be a mapping of lists")
    return {name: _words(value, name) for name in value}
