"""The embedded store: a NetworkX graph in memory, kept in one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Self

from accord.graph.errors import QueryError, StoreError
from accord.graph.model import Contents, DocumentGraph, Mention
from accord.graph.stores.batches import checked
from accord.graph.stores.changes import ClaimIndex, changes_of, make_changes
from accord.graph.stores.file import Stamp, StoreFile
from accord.graph.stores.records import mentions_of
from accord.graph.stores.store import Counts, Layer, Result, html_of_counts
from accord.graph.stores.walking import claims_by_relation, contents_of, counts_of

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from accord.cypher import Session

__all__ = ["EmbeddedStore"]


class EmbeddedStore:
    """A graph in memory and in the file at `path`, which is read when the store is opened.

    The file is made by the first `apply`. With `read_only` it must exist, and is never written. What another process
    writes meanwhile is not lost, and seen after the next `apply` or `refresh`.

    Raises `StoreError` (`NotOurStoreError`, `StoreVersionError`) if the file can't be read.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self._file = StoreFile(Path(path))
        self._read_only = read_only
        if read_only and not self._file.check():
            raise StoreError(f"there is no store at {path}: `accord build` makes one")
        self._open = True
        self._session: Session | None = None
        self._index: ClaimIndex | None = None
        self._graph, self._stamp = self._file.load()

    @property
    def path(self) -> Path:
        """Where the store is kept."""
        return self._file.path

    @property
    def graph(self) -> MultiDiGraph[str]:
        """The graph: nodes carry `labels` and properties, edges `type` and properties, under their relation's id."""
        self._check_open()
        return self._graph

    def refresh(self) -> None:
        """Read the file anew; what was changed in `graph` by hand is forgotten."""
        self._check_open()
        self._take(*self._file.load())

    def apply(self, batch: Iterable[DocumentGraph]) -> None:
        """See `Store.apply`."""
        self._check_writable()
        documents = checked(batch)
        if not documents:
            return
        with self._file.writing() as writer:
            if writer.stamp != self._stamp:
                self._take(*self._file.load())
            if self._index is None:
                self._index = claims_by_relation(self._graph)
            changes = changes_of(self._graph, self._index, documents)
            writer.write(changes)
        make_changes(self._graph, self._index, changes)
        self._session = None
        self._stamp = writer.next_stamp

    def contents(self, layer: Layer = "relations") -> Contents:
        """See `Store.contents`."""
        return contents_of(self.graph, layer)

    def mentions(self, document: str) -> tuple[Mention, ...]:
        """See `Store.mentions`."""
        return mentions_of(self.graph.nodes[document]) if document in self.graph else ()

    def counts(self) -> Counts:
        """See `Store.counts`."""
        return counts_of(self.graph)

    def run(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        read_only: bool = True,
    ) -> Result:
        """See `Store.run`."""
        from accord.cypher import CypherError, Session

        self._check_open()
        if not read_only:
            self._check_writable()
        if self._session is None:
            self._session = Session(self._graph)
        try:
            answer = self._session.run(query, parameters, timeout=timeout, read_only=read_only)
        except CypherError as error:
            raise QueryError(str(error)) from None
        if answer.counters.contains_updates:
            self._save()
        counters = {name: count for name, count in asdict(answer.counters).items() if count}
        return Result(answer.columns, answer.rows, MappingProxyType(counters))

    def close(self) -> None:
        """See `Store.close`; the graph is let go of."""
        self._open = False
        self._session = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"EmbeddedStore({str(self.path)!r}{', read_only=True' if self._read_only else ''})"

    def _repr_html_(self) -> str:
        return html_of_counts(str(self.path), self.counts())

    def _take(self, graph: MultiDiGraph[str], stamp: Stamp) -> None:
        self._graph = graph
        self._stamp = stamp
        self._session = None
        self._index = None

    def _save(self) -> None:
        """Write the whole graph after a query has changed it; where that fails, the query has changed nothing."""
        try:
            with self._file.writing() as writer:
                if writer.stamp != self._stamp:
                    raise StoreError(f"{self.path} has been written by another process meanwhile: open it again")
                writer.write_all(self._graph)
        finally:
            self.refresh()

    def _check_open(self) -> None:
        if not self._open:
            raise StoreError(f"the store {self.path} is closed")

    def _check_writable(self) -> None:
        self._check_open()
        if self._read_only:
            raise StoreError(f"the store {self.path} was opened for reading only")
