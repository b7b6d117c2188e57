"""Bad input: one clear line, an exit code, nothing half-written, the store as it was."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

GOOD = "Le Danemark a livré dix canons à la Lettonie le 4 mai 2025."
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a-good.txt").write_text(GOOD, encoding="utf-8")
    return folder


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def one_line(ending: Any, *words: str) -> None:
    assert ending.code == 1, ending
    assert ending.out == ""
    assert ending.err.startswith("accord: ") and ending.err.count("\n") == 1, ending.err
    assert "internal error" not in ending.err
    for word in words:
        assert word in ending.err


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize(
    "name, data, words",
    [
        ("empty.txt", b"", "empty.txt: is empty"),
        ("blank.txt", b" \n\t\r\n", "blank.txt: is empty"),
        ("image.txt", PNG, "image.txt: is no text"),
        ("nul.txt", b"Kiev\0", "nul.txt: is no text"),
        ("half.txt", b"\xff\xfea\0b", "half.txt: begins as utf-16-le and is damaged"),
        (
            "deutsch.txt",
            b"Die Regierung hat am Montag neue Strafen verkuendet.",
            "deutsch.txt: can't tell its language",
        ),
        ("sources.csv", b"path,date\na-good.txt,gestern\n", "sources.csv:2: date 'gestern' is no day"),
        ("sources.csv", b"path,language\na-good.txt,tlh\n", "sources.csv:2: language 'tlh' is not read"),
        ("sources.csv", b"path\ngone.txt\n", "sources.csv:2: gone.txt: there is no such file"),
    ],
)
def test_texts(run: Any, store: Path, texts: Path, command: str, name: str, data: bytes, words: str) -> None:
    (texts / name).write_bytes(data)
    before = state(store.parent)
    one_line(run(command, texts), words)
    assert state(store.parent) == before


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["build", "gone.txt"], "gone.txt: can't be read: No such file or directory"),
        (["build", "."], "holds no texts"),
        (["build", "-"], "standard input: is empty"),
        (["build", "texts/a-good.txt", "--language", "xx"], "language 'xx' is not read"),
        (["build", "texts/a-good.txt", "--date", "4 mai"], "date '4 mai' is no day"),
        (["build", "texts/a-good.txt", "--url", "javascript:1"], "is no web address"),
        (["build", "/dev/zero"], "is no file but a pipe or a device"),
        (["query", "who-arms-who"], "did you mean who-arms-whom"),
        (["query", "nothing-like-it"], "accord queries lists them"),
        (["query", "connection"], "needs the parameter 'from'"),
        (["query", "who-arms-whom", "-p", "x=1"], "has no parameter 'x': it takes none\n"),
        (["query", "gone.cypher"], "gone.cypher: there is no such file"),
        (["query", "texts"], "no saved query 'texts'"),
        (["queries", "nothing-like-it"], "no saved query"),
        (["query", "RETURN $x"], "x"),
        (["export", "-o", "gone/g.graphml"], "gone/g.graphml: can't be written"),
        (["export", "-o", "texts", "--format", "graphml"], "texts: is a folder"),
        (["view", "--no-open", "-o", "gone/g.html"], "gone/g.html: can't be written"),
        (["stats", "--store", "gone.db"], "gone.db"),
        (["stats", "--store", "texts/a-good.txt"], "a-good.txt"),
        (["build", "texts", "--store", "texts/a-good.txt"], "a-good.txt"),
        (["stats", "--store", "texts"], "texts"),
        (["stats", "--store", "ftp://localhost"], "no such kind of store"),
        (["stats", "--store", "bolt://127.0.0.1:1"], "127.0.0.1:1"),
        (["show", "x", "--store", ""], ""),
    ],
)
def test_commands(
    run: Any, store: Path, texts: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    empty = store.parent / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty if arguments == ["build", "."] else store.parent)
    before = state(store.parent)
    ending = run(*arguments)
    if arguments[:2] == ["query", "RETURN $x"]:
        # An error in a query shows the spot below its line.
        assert ending.code == 1 and ending.out == "" and words in ending.err
    else:
        one_line(ending, words)
    assert state(store.parent) == before


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["biuld"],
        ["build"],
        ["build", "x", "--nonsense"],
        ["query"],
        ["query", "RETURN 1", "-p", "x"],
        ["query", "RETURN 1", "-p", "1x=2"],
        ["query", "RETURN 1", "--format", "xml"],
        ["export"],
        ["completion", "tcsh"],
        ["show", "x", "--limit", "0"],
    ],
)
def test_wrong_usage_ends_with_2(run: Any, arguments: list[str]) -> None:
    ending = run(*arguments)
    assert (ending.code, ending.out) == (2, "")
    assert "Usage: accord" in ending.err and "Traceback" not in ending.err


def test_a_store_of_a_newer_version(run: Any, store: Path) -> None:
    from accord.graph.stores import file

    version = next(value for name, value in vars(file).items() if "VERSION" in name and isinstance(value, int))
    _as_version(store, version + 1)
    before = store.read_bytes()
    one_line(run("stats"), "newer")
    assert store.read_bytes() == before


def _as_version(store: Path, version: int) -> None:
    import sqlite3

    connection = sqlite3.connect(store)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()


@pytest.mark.neo4j
def test_a_wrong_password(run: Any, neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", "not the password")
    one_line(run("stats", "--store", neo4j_server.uri), "NEO4J_PASSWORD")


def accord(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from accord.cli.main import main; main()", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, **options)


def test_a_reader_that_leaves_is_no_error(store: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    process = accord("query", "UNWIND range(1, 50000) AS x RETURN x", "--format", "csv", stdout=write)
    os.close(write)
    _, err = process.communicate(timeout=60)
    assert err == b"" and process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_in_one_line(store: Path) -> None:
    with open("/dev/full", "wb") as full:
        _, err = (process := accord("stats", stdout=full)).communicate(timeout=60)
    assert err == b"accord: can't write: No space left on device\n" and process.returncode == 1


def test_streams_that_are_closed(store: Path) -> None:
    program = [sys.executable, "-c", "from accord.cli.main import main; main()"]
    shell = ["sh", "-c", '"$@" stats <&- >&-; code=$?; "$@" build - <&- 2>&-; exit $((10 * code + $?))', "sh", *program]
    done = subprocess.run(shell, check=False, capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_text_can_not_steer_the_terminal(run: Any, store: Path) -> None:
    ending = run("show", "\x1b[2J\x07")
    assert ending.code == 1 and "\x1b" not in ending.err and "\x07" not in ending.err


def test_a_listed_name_that_the_locale_cannot_hold(texts: Path) -> None:
    (texts / "sources.csv").write_text("path,publisher\ncafé.txt,Agora\n", encoding="utf-8")
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    process = accord("build", str(texts / "a-good.txt"), "--store", str(texts / "new.db"), env={**os.environ, **bare})
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"sources.csv:2:" in err and b"LC_ALL=C.UTF-8" in err, err
    assert not (texts / "new.db").exists()
