"""Files appear whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from accord.exports import written
from accord.graph.errors import ExportError


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError), written(path) as stream:
        stream.write("half of the ne")
        raise RuntimeError
    assert [(item.name, item.read_text(encoding="utf-8")) for item in tmp_path.iterdir()] == [("page.html", "old")]


def test_permissions_follow_the_umask_and_an_old_file_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    before = os.umask(0o027)
    try:
        with written(path) as stream:
            stream.write("é\n")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o604)
        with written(path) as stream:
            stream.write("à\n")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert path.read_bytes() == "à\n".encode()


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    with written(tmp_path / "link") as stream:
        stream.write("x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("name", ["missing/page.html", "", "a\0b", "file/page.html"])
def test_an_unwritable_path_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError) as caught, written(f"{tmp_path}/{name}") as stream:
        stream.write("x")
    assert "\n" not in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_device_is_written_to_and_not_replaced() -> None:
    with written(os.devnull) as stream:
        stream.write("x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_dash_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with written("-") as stream:
        stream.write("été\n")
    assert capfdbinary.readouterr().out == "été\n".encode()
