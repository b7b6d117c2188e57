"""Accord's only reader of YAML: schemas, lexicons and rules, with the line of everything that may be wrong.

Stricter than YAML: only integers, decimals, true and false are more than text, so that ``NO``, ``1e5`` and
``2024-10-24`` stay what was written; a key that stands twice, an alias, a tag or a second document is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from accord.graph.errors import DataFileError

if TYPE_CHECKING:
    import yaml

__all__ = ["Table", "fail", "line_of", "read_yaml"]


class Table(Mapping[str, object]):
    """A mapping of a data file that knows its file and the line of each of its keys; read-only.

    Lists are tuples; nested mappings are tables.
    """

    __slots__ = ("_lines", "_values", "line", "path")

    def __init__(self, path: Path, line: int, values: dict[str, object], lines: dict[str, int]) -> None:
        self.path = path
        self.line = line
        self._values = values
        self._lines = lines

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Table({self._values!r})"

    def line_of(self, key: str) -> int:
        """The line of `key`, or the mapping's own first line if it lacks the key."""
        return self._lines.get(key, self.line)


def read_yaml(path: Path) -> Table:
    """The mapping that the YAML file at `path` holds (an empty file holds an empty one).

    Raises `DataFileError` beginning with ``path:line:`` if the file is missing, no UTF-8, no YAML, or breaks the
    rules above.
    """
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        fail(path, 1, f"can't be read: {error.strerror}")
    except UnicodeDecodeError:
        fail(path, 1, "is not UTF-8")
    try:
        # Two passes: events show aliases and tags, which composing resolves silently.
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if getattr(event, "anchor", None):
                fail(path, line, "anchors and aliases are not allowed")
            if tag := getattr(event, "tag", None):
                fail(path, line, f"tags are not allowed: {tag}")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        fail(path, mark.line + 1 if mark else 1, f"is not YAML: {getattr(error, 'problem', None) or error}")
    except RecursionError:
        fail(path, 1, "is nested too deeply")
    value = Table(path, 1, {}, {}) if node is None else _value(path, node)
    if not isinstance(value, Table):
        fail(path, 1, "must be a mapping")
    return value


def line_of(mapping: Mapping[str, object], key: str) -> int:
    """The line of `key` in a mapping that `read_yaml` gave; 1 for any other mapping."""
    return mapping.line_of(key) if isinstance(mapping, Table) else 1


def fail(path: Path, line: int, message: str) -> NoReturn:
    """Raise a `DataFileError` that points: ``path:line: message``."""
    raise DataFileError(f"{path}:{line}: {message}")


def _value(path: Path, node: yaml.Node) -> object:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_value(path, item) for item in node.value)
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            fail(path, line, "a key must be plain text")
        # Keys are text as written: a year or a code stays what it looks like.
        key = str(key_node.value)
        if key in values:
            fail(path, line, f"{key!r} stands twice (first in line {lines[key]})")
        values[key] = _value(path, value_node)
        lines[key] = line
    return Table(path, node.start_mark.line + 1, values, lines)


def _scalar(node: yaml.ScalarNode) -> object:
    text = str(node.value)
    if node.style is not None:
        return text
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null"):
        return None
    digits = text.removeprefix("-")
    if not digits.isascii():
        return text
    if digits.isdigit() and (digits == "0" or not digits.startswith("0")):
        return int(text)
    whole, dot, rest = digits.partition(".")
    return float(text) if dot and whole.isdigit() and rest.isdigit() else text
