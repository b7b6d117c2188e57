"""The YAML reader: what it takes as text, what it refuses, and that its errors point."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.graph.datafiles import Table, line_of, read_yaml
from accord.graph.errors import DataFileError


def written(folder: Path, text: str) -> Path:
    path = folder / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_text_stays_text(tmp_path: Path) -> None:
    table = read_yaml(written(tmp_path, "NO: [yes, off, 1e5, 2024-10-24, 007, '12', 12, -3, 1.5, true, null]\n"))
    assert table["NO"] == ("yes", "off", "1e5", "2024-10-24", "007", "12", 12, -3, 1.5, True, None)


def test_lines_are_known_in_depth(tmp_path: Path) -> None:
    table = read_yaml(written(tmp_path, "# first\na: 1\nb:\n  c: 2\n\n  d: 3\n"))
    inner = table["b"]
    assert isinstance(inner, Table)
    assert (line_of(table, "b"), line_of(inner, "d"), inner.line, line_of({}, "x")) == (3, 6, 4, 1)


def test_an_empty_file_is_an_empty_mapping(tmp_path: Path) -> None:
    assert dict(read_yaml(written(tmp_path, "# nothing\n"))) == {}


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a' stands twice (first in line 1)"),
        ("a: &x 1\nb: *x\n", 1, "anchors"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "tags"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "is not YAML"),
        ("a: 1\n---\nb: 2\n", 2, "is not YAML"),
        ("- a\n- b\n", 1, "must be a mapping"),
        ("a: 1\n? [b, c]\n: 2\n", 2, "a key must be plain text"),
        ("a: " + "[" * 5000, 1, ""),
    ],
)
def test_errors_point(tmp_path: Path, text: str, line: int, part: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(DataFileError) as caught:
        read_yaml(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert part in str(caught.value)


def test_missing_and_binary_files(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"none\.yaml:1: can't be read"):
        read_yaml(tmp_path / "none.yaml")
    (tmp_path / "image.yaml").write_bytes(b"\x89PNG\xff")
    with pytest.raises(DataFileError, match=r"image\.yaml:1: is not UTF-8"):
        read_yaml(tmp_path / "image.yaml")
