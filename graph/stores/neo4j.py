"""The Neo4j store: the graph in a Neo4j database, over Bolt with the official driver.

Nothing but the graph is put into the database: the version of its layout stands in the names of the constraints
(``accord_1_entity_id``), so that no query of the world meets a node of ours.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from accord.graph.errors import StoreError, StoreVersionError
from accord.graph.model import Contents, DocumentGraph, Mention
from accord.graph.schema import load_schema
from accord.graph.stores.batches import checked
from accord.graph.stores.records import claim_of, document_of, entity_of, mentions_of, relation_of
from accord.graph.stores.store import Counts, Layer, Result, html_of_counts

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

__all__ = ["FORMAT_VERSION", "Neo4jStore"]

FORMAT_VERSION = 1
"""The layout of nodes and edges; a database of a higher one is refused."""

CONSTRAINT = re.compile(r"accord_(\d+)_\w+")

# Other programs use these labels too: what is in the database beside ours is left alone and not counted.
OUR_ENTITY = "e.id IS NOT NULL AND e.name IS NOT NULL"
OUR_CLAIM = "c.id STARTS WITH 'claim:'"
OUR_DOCUMENT = "d.id STARTS WITH 'doc:'"

CONNECT_SECONDS = 10.0

T = TypeVar("T")


class Neo4jStore:
    """A graph in the Neo4j database at `address`.

    User, password and database come from ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE``; where the
    server wants a user, none is given and a terminal is there, it asks. With `read_only` nothing is ever written.

    Raises `StoreError` if the server does not answer, lets us not in or lacks the database, `StoreVersionError` if the
    database was written by a newer Accord.
    """

    def __init__(self, address: str, *, read_only: bool = False) -> None:
        self.address = address
        self._read_only = read_only
        self._database = os.environ.get("NEO4J_DATABASE") or None
        self._ready = False
        self._driver: Driver | None = self._connect()

    def apply(self, batch: Iterable[DocumentGraph]) -> None:
        """See `Store.apply`; the batch is one transaction."""
        from accord.graph.stores.neo4j_writing import prepare, write

        if self._read_only:
            raise StoreError(f"the store {self.address} was opened for reading only")
        documents = checked(batch)
        if not documents:
            return
        if not self._ready:
            self._in_session(lambda session: prepare(session, FORMAT_VERSION), writes=True)
            self._ready = True
        self._in_session(lambda session: session.execute_write(write, documents), writes=True)

    def contents(self, layer: Layer = "relations") -> Contents:
        """See `Store.contents`."""
        return self._in_session(lambda session: session.execute_read(_contents, layer))

    def mentions(self, document: str) -> tuple[Mention, ...]:
        """See `Store.mentions`."""
        rows = self._rows("MATCH (d:Document {id: $id}) RETURN properties(d)", {"id": document})
        return mentions_of(rows[0][0]) if rows else ()

    def counts(self) -> Counts:
        """See `Store.counts`."""
        schema = load_schema()
        ((documents,),) = self._rows(f"MATCH (d:Document) WHERE {OUR_DOCUMENT} RETURN count(d)")
        ((claims,),) = self._rows(f"MATCH (c:Claim) WHERE {OUR_CLAIM} RETURN count(c)")
        by_label = self._rows(
            f"MATCH (e:Entity) WHERE {OUR_ENTITY} UNWIND labels(e) AS label WITH label, count(*) AS n "
            "WHERE label IN $labels RETURN label, n ORDER BY label",
            {"labels": list(schema.labels)},
        )
        by_type = self._rows(
            "MATCH (:Entity)-[r]->(:Entity) WITH type(r) AS type, count(*) AS n WHERE type IN $types "
            "RETURN type, n ORDER BY type",
            {"types": list(schema.relations)},
        )
        labels, types = dict(by_label), dict(by_type)
        return Counts(
            documents,
            claims,
            sum(labels.values()),
            sum(types.values()),
            MappingProxyType(labels),
            MappingProxyType(types),
        )

    def run(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        read_only: bool = True,
    ) -> Result:
        """See `Store.run`."""
        from neo4j import unit_of_work
        from neo4j.exceptions import DriverError, Neo4jError

        from accord.graph.stores.neo4j_errors import query_error

        if not read_only and self._read_only:
            raise StoreError(f"the store {self.address} was opened for reading only")

        @unit_of_work(timeout=timeout)
        def work(transaction: ManagedTransaction) -> Result:
            answer = transaction.run(query, dict(parameters or {}))
            rows = tuple(tuple(record.values()) for record in answer)
            counters = {name: n for name, n in vars(answer.consume().counters).items() if isinstance(n, int) and n}
            return Result(tuple(answer.keys()), rows, MappingProxyType(counters))

        try:
            with self._session(writes=not read_only) as session:
                return session.execute_read(work) if read_only else session.execute_write(work)
        except (DriverError, Neo4jError, OSError, ValueError, TypeError, OverflowError) as error:
            raise query_error(error, self.address, self._database, timeout) from None

    def close(self) -> None:
        """See `Store.close`."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Neo4jStore({self.address!r}{', read_only=True' if self._read_only else ''})"

    def _repr_html_(self) -> str:
        return html_of_counts(self.address, self.counts())

    def _connect(self) -> Driver:
        from neo4j.exceptions import AuthError, DriverError, Neo4jError

        from accord.graph.stores.neo4j_errors import store_error

        user, password = os.environ.get("NEO4J_USERNAME"), os.environ.get("NEO4J_PASSWORD")
        try:
            try:
                return self._entered(user, password)
            except AuthError:
                if (user and password) or not (sys.stdin.isatty() and sys.stderr.isatty()):
                    raise
                return self._entered(*_ask(self.address, user))
        except (DriverError, Neo4jError, OSError, ValueError) as error:
            raise store_error(error, self.address, self._database) from None

    def _entered(self, user: str | None, password: str | None) -> Driver:
        """A driver that has talked to the server and found no newer layout there."""
        from neo4j import GraphDatabase

        # What the driver logs comes as an exception too; without any handler Python would print it as well.
        if not (log := logging.getLogger("neo4j")).handlers:
            log.addHandler(logging.NullHandler())
        driver = GraphDatabase.driver(
            self.address,
            auth=(user or "neo4j", password or "") if user or password else None,
            connection_timeout=CONNECT_SECONDS,
            notifications_min_severity="OFF",
            user_agent="accord",
        )
        try:
            with driver.session(database=self._database, default_access_mode="READ") as session:
                names = [str(record["name"]) for record in session.run("SHOW CONSTRAINTS YIELD name")]
            found = [int(match[1]) for name in names if (match := CONSTRAINT.fullmatch(name))]
            if max(found, default=0) > FORMAT_VERSION:
                raise StoreVersionError(
                    f"{self.address} was written by a newer Accord (format {max(found)}, known up to {FORMAT_VERSION}):"
                    " update it"
                )
        except BaseException:
            driver.close()
            raise
        return driver

    def _session(self, *, writes: bool = False) -> Session:
        if self._driver is None:
            raise StoreError(f"the store {self.address} is closed")
        return self._driver.session(database=self._database, default_access_mode="WRITE" if writes else "READ")

    def _in_session(self, work: Callable[[Session], T], *, writes: bool = False) -> T:
        """What `work` does in a session of its own, with the driver's errors as ours."""
        from neo4j.exceptions import DriverError, Neo4jError

        from accord.graph.stores.neo4j_errors import store_error

        try:
            with self._session(writes=writes) as session:
                return work(session)
        except (DriverError, Neo4jError, OSError, UnicodeEncodeError) as error:
            raise store_error(error, self.address, self._database) from None

    def _rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Any]:
        return self._in_session(
            lambda session: session.execute_read(
                lambda transaction: transaction.run(query, dict(parameters or {})).values()
            )
        )


def _ask(address: str, user: str | None) -> tuple[str, str]:
    from getpass import getpass

    if not user:
        print(f"User at {address} [neo4j]: ", end="", file=sys.stderr, flush=True)
        user = sys.stdin.readline().strip() or "neo4j"
    return user, getpass(f"Password of {user}: ", sys.stderr)


def _contents(transaction: ManagedTransaction, layer: Layer) -> Contents:
    schema = load_schema()
    entities = []
    for labels, properties in transaction.run(f"MATCH (e:Entity) WHERE {OUR_ENTITY} RETURN labels(e), properties(e)"):
        if label := next((label for label in sorted(labels) if label in schema.labels), None):
            entities.append(entity_of(label, properties))
    relations = [
        relation_of(*row)
        for row in transaction.run(
            "MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) IN $types AND r.id IS NOT NULL "
            "RETURN type(r), a.id, b.id, properties(r)",
            {"types": list(schema.relations)},
        )
    ]
    claims, documents = [], []
    if layer != "relations":
        rows = transaction.run(f"MATCH (c:Claim)-[:IN]->(d:Document) WHERE {OUR_CLAIM} RETURN d.id, properties(c)")
        claims = [claim_of(*row) for row in rows]
    if layer == "all":
        rows = transaction.run(f"MATCH (d:Document) WHERE {OUR_DOCUMENT} RETURN properties(d)")
        documents = [document_of(*row) for row in rows]
    return Contents(
        entities=tuple(sorted(entities, key=lambda one: one.id)),
        relations=tuple(sorted(relations, key=lambda one: one.id)),
        claims=tuple(sorted(claims, key=lambda one: one.id)),
        documents=tuple(sorted(documents, key=lambda one: one.id)),
    )
