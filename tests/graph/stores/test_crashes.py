"""A process that dies while it writes leaves the store as it was, or as it was to be; never between."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.graph.errors import StoreError
from accord.graph.model import DocumentGraph
from accord.graph.stores.embedded import EmbeddedStore

World = tuple[DocumentGraph, ...]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

DYING = """
import importlib.util, os, signal, sys
from accord.graph.stores.embedded import EmbeddedStore
from accord.graph.stores import file

path, builder, statement, moment, spill, times = sys.argv[1:]
spec = importlib.util.spec_from_file_location("builder", builder)
module = importlib.util.module_from_spec(spec)
sys.modules["builder"] = module
spec.loader.exec_module(module)

def die():
    os.kill(os.getpid(), signal.SIGKILL)

class Connection(file.sqlite3.Connection):
    def execute(self, sql, *rest):
        if sql.startswith("BEGIN") and spill == "spill":
            super().execute("PRAGMA cache_size = 1")
        mine = sql.startswith(statement)
        if mine and moment == "before":
            die()
        answer = super().execute(sql, *rest)
        if mine and moment == "after":
            die()
        return answer

    def executemany(self, sql, rows):
        rows = list(rows)
        if sql.startswith(statement):
            super().executemany(sql, rows[: len(rows) // 2] if moment == "before" else rows)
            die()
        return super().executemany(sql, rows)

connect = file.sqlite3.connect
file.sqlite3.connect = lambda *given, **named: connect(*given, factory=Connection, **named)
with EmbeddedStore(path) as store:
    print("ready", flush=True)
    for _ in range(int(times)):
        store.apply(module.build_world())
"""

MOMENTS = [
    *((statement, "after", "spill") for statement in ("BEGIN", "INSERT OR REPLACE INTO edge", "UPDATE", "COMMIT")),
    ("INSERT OR REPLACE INTO node", "before", "spill"),
    ("INSERT OR REPLACE INTO edge", "before", "cache"),
    ("COMMIT", "before", "cache"),
]
"""The statement at which the process dies, before or after (or half-way through) it, and whether SQLite has a cache to
hold back what is not committed or must spill it into the file."""


def writing(path: Path, statement: str, moment: str, spill: str, times: int) -> subprocess.Popen[bytes]:
    """Another process that applies the world to the store so many times, or dies there."""
    script = path.parent / "dying.py"
    script.write_text(DYING, encoding="utf-8")
    builder = Path(__file__).with_name("conftest.py")
    command = [sys.executable, str(script), str(path), str(builder), statement, moment, spill, str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def die_at(path: Path, statement: str, moment: str, spill: str) -> None:
    """Apply the world to the store in another process, which kills itself there."""
    with writing(path, statement, moment, spill, times=1) as process:
        _, errors = process.communicate()
    assert process.returncode == -signal.SIGKILL, errors.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that must hold no leftover once the store has been opened and written again."""
    yield tmp_path
    assert {path.name for path in tmp_path.iterdir()} <= {"a.db", "dying.py"}


@pytest.mark.parametrize(("statement", "moment", "spill"), MOMENTS)
def test_killed_while_adding(folder: Path, world: World, statement: str, moment: str, spill: str) -> None:
    path = folder / "a.db"
    with EmbeddedStore(path) as store:
        store.apply(world[:1])
        before = store.contents("all")
    die_at(path, statement, moment, spill)
    with EmbeddedStore(path, read_only=True) as store:
        after = store.contents("all")
    committed = (statement, moment) == ("COMMIT", "after")
    assert (after == before) is not committed
    with EmbeddedStore(path) as store, EmbeddedStore(folder / "b.db") as fresh:
        store.apply(world)
        fresh.apply(world)
        assert store.contents("all") == fresh.contents("all")
        if committed:
            assert after == fresh.contents("all")
    (folder / "b.db").unlink()


@pytest.mark.parametrize(("statement", "moment", "spill"), MOMENTS)
def test_killed_while_making_the_file(folder: Path, world: World, statement: str, moment: str, spill: str) -> None:
    path = folder / "a.db"
    die_at(path, statement, moment, spill)
    with EmbeddedStore(path) as store:
        assert len(store.contents("all").documents) == (3 if (statement, moment) == ("COMMIT", "after") else 0)
        store.apply(world)
        kept = store.contents("all")
    with EmbeddedStore(path, read_only=True) as store:
        assert store.contents("all") == kept and len(kept.documents) == 3


def test_killed_at_any_time(folder: Path, world: World) -> None:
    """From outside, at times spread over the whole write."""
    path = folder / "a.db"
    with EmbeddedStore(path) as store:
        store.apply(world)
        before = store.contents("all")
    for round in range(6):
        with writing(path, "nothing", "before", "cache", times=1_000_000) as process:
            assert process.stdout and process.stdout.readline() == b"ready\n"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.02 + round * 0.01)
            process.kill()
        with EmbeddedStore(path, read_only=True) as store:
            assert store.contents("all") == before
    with EmbeddedStore(path) as store:
        store.apply(world)
        assert store.contents("all") == before


def test_a_flipped_bit_never_passes_for_the_truth(folder: Path, world: World) -> None:
    path = folder / "a.db"
    with EmbeddedStore(path) as store:
        store.apply(world)
        truth = store.contents("all")
    whole = path.read_bytes()
    refused = 0
    for place in [*range(0, 100, 7), *range(100, len(whole), 241)]:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        try:
            with EmbeddedStore(path, read_only=True) as store:
                assert store.contents("all") == truth, place
        except StoreError:
            refused += 1
    assert refused > 50


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
exec(open(sys.argv[1]).read().split("def die")[0].replace("sys.argv[1:]", "(*sys.argv[2:], '', '', '', '')"))
from accord.graph.errors import StoreError
with EmbeddedStore(path) as store:
    before = store.contents("all")
    size = os.path.getsize(path) if os.path.exists(path) else 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, resource.RLIM_INFINITY))
    try:
        store.apply(module.build_world())
    except StoreError as error:
        print(error)
    assert store.contents("all") == before
"""


def test_no_room_left(folder: Path, world: World) -> None:
    path, script = folder / "a.db", folder / "dying.py"
    script.write_text(DYING, encoding="utf-8")
    command = [sys.executable, "-c", FULL, str(script), str(path), str(Path(__file__).with_name("conftest.py"))]
    for known in ((), world[:1]):
        with EmbeddedStore(path) as store:
            store.apply(known)
            before = store.contents("all")
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"can't read or write {path}: the disk reports an error, it may be full\n"
        assert path.exists() is bool(known)
        with EmbeddedStore(path) as store:
            assert store.contents("all") == before
