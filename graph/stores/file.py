"""The file of the embedded store: one SQLite database of nodes and edges, and who may write it when.

SQLite's rollback journal makes every write all or nothing, through a crash too, and is gone once the write is done, so
that a store is always one file. Writers take turns (`BUSY_SECONDS` is how long one waits); readers read between them.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from accord.graph.errors import NotOurStoreError, StoreError, StoreVersionError
from accord.graph.stores.changes import Changes

if TYPE_CHECKING:
    from networkx import MultiDiGraph

__all__ = ["FORMAT_VERSION", "Stamp", "StoreFile", "Writer"]

APPLICATION_ID = 0x41434344
"""«ACCD» in the file's header says that it is ours."""

FORMAT_VERSION = 1
"""The layout of nodes and edges; a store of a higher one is refused."""

BUSY_SECONDS = 3.0

# Keys have no declared type, so that SQLite keeps a key as it is given: text stays text.
TABLES = """
CREATE TABLE state (generation INTEGER NOT NULL);
INSERT INTO state VALUES (0);
CREATE TABLE node (key PRIMARY KEY, attributes TEXT NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE edge (
    source, target, key, attributes TEXT NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (source, target, key)
);
"""

Stamp = tuple[int, int] | None
"""Which file, and which of its generations: equal stamps, equal contents. None where there is no store yet."""


@dataclass(frozen=True, slots=True)
class Writer:
    """An open write transaction: nothing of it is seen by others until it ends well."""

    connection: sqlite3.Connection
    stamp: Stamp
    """What the file holds before the transaction; None where it is being made."""
    next_stamp: Stamp
    """What it holds once the transaction has ended well."""

    def write(self, changes: Changes) -> None:
        """Write the changes."""
        run = self.connection.executemany
        run("DELETE FROM edge WHERE source = ? AND target = ? AND key = ?", sorted(changes.gone_edges))
        run("DELETE FROM node WHERE key = ?", ((key,) for key in sorted(changes.gone_nodes)))
        nodes = (_row((key,), attributes) for key, attributes in sorted(changes.nodes.items()))
        run("INSERT OR REPLACE INTO node VALUES (?, ?, ?)", nodes)
        edges = (_row(key, attributes) for key, attributes in sorted(changes.edges.items()))
        run("INSERT OR REPLACE INTO edge VALUES (?, ?, ?, ?, ?)", edges)

    def write_all(self, graph: MultiDiGraph[Any]) -> None:
        """Write the whole graph in place of what the file holds."""
        self.connection.execute("DELETE FROM edge")
        self.connection.execute("DELETE FROM node")
        nodes = (_row((key,), attributes) for key, attributes in graph.nodes(data=True))
        self.connection.executemany("INSERT INTO node VALUES (?, ?, ?)", nodes)
        edges = (_row((u, v, key), attributes) for u, v, key, attributes in graph.edges(keys=True, data=True))
        self.connection.executemany("INSERT INTO edge VALUES (?, ?, ?, ?, ?)", edges)


class StoreFile:
    """The file at `path`, which need not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def check(self) -> bool:
        """Whether there is a store; a missing or an empty file is none yet.

        Raises `NotOurStoreError` for any other file, `StoreVersionError` for a newer store; the file is not touched.
        """
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StoreError(f"can't open {self.path}: {error.strerror}") from None
        if not stat.S_ISREG(status.st_mode):
            raise NotOurStoreError(f"{self.path} is no Accord store: it is not a file")
        if not status.st_size:
            return False
        # immutable: look at the header only; no lock, and no foreign journal is played back.
        try:
            with closing(self._connect("ro&immutable=1")) as connection:
                self._check(connection)
        except sqlite3.DatabaseError as error:
            if Path(f"{self.path}-journal").exists():
                return True  # a crash left it half-written: SQLite repairs it when it is opened, then we look again
            self._explain(error)
        return True

    def load(self) -> tuple[MultiDiGraph[str], Stamp]:
        """The graph that the file holds, and its stamp; an empty graph where there is no store yet."""
        from networkx import MultiDiGraph

        graph: MultiDiGraph[str] = MultiDiGraph()
        if not self.check():
            return graph, None
        try:
            with closing(self._connect("rw")) as connection:
                connection.execute("BEGIN")
                if not self._check(connection):
                    return graph, None
                nodes = connection.execute("SELECT * FROM node ORDER BY key")
                graph.add_nodes_from(_read(nodes))
                edges = connection.execute("SELECT * FROM edge ORDER BY source, target, key")
                graph.add_edges_from(_read(edges))
                return graph, self._stamp(connection)
        except (sqlite3.Error, ValueError) as error:
            self._explain(error)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A write transaction that is kept if the body ends well and leaves no trace if it does not.

        The file is made if it is missing. Raises `StoreError` if it can't be written or another process is at it.
        """
        fresh = not self.check()
        try:
            with closing(self._connect("rwc")) as connection:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    made = not connection.execute("PRAGMA schema_version").fetchone()[0]
                    if made:
                        self._make(connection)
                    self._check(connection)
                    file, generation = self._stamp(connection)
                    yield Writer(connection, None if made else (file, generation), (file, generation + 1))
                    connection.execute("UPDATE state SET generation = generation + 1")
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
        except (sqlite3.Error, UnicodeEncodeError) as error:
            self._explain(error)
        finally:
            if fresh and self.path.is_file() and not self.path.stat().st_size:
                self.path.unlink()

    def _make(self, connection: sqlite3.Connection) -> None:
        for statement in TABLES.strip().split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")

    def _check(self, connection: sqlite3.Connection) -> bool:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION_ID:
            if not connection.execute("PRAGMA schema_version").fetchone()[0] and not self.path.stat().st_size:
                return False
            raise NotOurStoreError(f"{self.path} is no Accord store: it is the database of another program")
        if version > FORMAT_VERSION:
            raise StoreVersionError(
                f"{self.path} was written by a newer Accord (format {version}, known up to {FORMAT_VERSION}): update it"
            )
        return True

    def _stamp(self, connection: sqlite3.Connection) -> tuple[int, int]:
        return self.path.stat().st_ino, connection.execute("SELECT generation FROM state").fetchone()[0]

    def _connect(self, mode: str) -> sqlite3.Connection:
        address = f"{Path(os.path.abspath(self.path)).as_uri()}?mode={mode}"
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)

    def _explain(self, error: Exception) -> NoReturn:
        name = getattr(error, "sqlite_errorname", "")
        if name == "SQLITE_NOTADB":
            raise NotOurStoreError(f"{self.path} is no Accord store") from None
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreError(f"{self.path} is being written by another process: try again when it is done") from None
        if name.startswith("SQLITE_READONLY") or name == "SQLITE_PERM":
            raise StoreError(f"can't write {self.path}: it or its folder is read-only") from None
        if name.startswith("SQLITE_CANTOPEN"):
            raise StoreError(f"can't open {self.path}: no such folder, or no right to it") from None
        if name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR"):
            raise StoreError(f"can't read or write {self.path}: the disk reports an error, it may be full") from None
        if isinstance(error, UnicodeEncodeError):
            raise StoreError(f"can't write {self.path}: a text holds what is no Unicode character") from None
        if name.startswith("SQLITE_CORRUPT") or isinstance(error, ValueError) or "decode to UTF-8" in str(error):
            raise StoreError(f"{self.path} is damaged: build it anew") from None
        raise StoreError(f"can't read or write {self.path}: {error}") from None


def _row(key: tuple[Any, ...], attributes: dict[str, Any]) -> tuple[Any, ...]:
    """A row of a table: the key's parts, the attributes, and a checksum over both."""
    try:
        text = json.dumps(attributes, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise StoreError(f"the embedded store can't hold a value: {error}") from None
    return *key, text, _checksum(key, text)


def _read(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The key's parts and the attributes of each row. Raises `ValueError` where the checksum is not right."""
    decode = json.JSONDecoder().raw_decode  # json.loads looks for white space around, which takes as long again
    for *key, text, checksum in rows:
        if not isinstance(text, str) or checksum != _checksum(tuple(key), text):
            raise ValueError("a checksum is wrong")
        yield *key, decode(text)[0]


def _checksum(key: tuple[Any, ...], text: str) -> int:
    return zlib.crc32(repr(key).encode() + text.encode())
