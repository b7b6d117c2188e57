"""What a store is: the one protocol that the embedded store and Neo4j both keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType, TracebackType
from typing import Any, Literal, Protocol, Self

from accord.graph.model import Contents, DocumentGraph, Mention

__all__ = ["Counts", "Layer", "Result", "Store", "html_of_counts"]

Layer = Literal["relations", "claims", "all"]
"""How much of a store: entities and relations; these and the claims; these and the documents with their texts."""


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: column names, and rows of values as the Neo4j driver gives them.

    `counters` names what a writing query changed (``nodes_created``, …); it is empty for a reading one.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    counters: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_html_(self) -> str:
        """The first twenty rows as a table, for notebooks."""
        return _table(self.columns, self.rows[:20], f"{len(self.rows)} rows" if len(self.rows) > 20 else "")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds; the mappings are by label and by relation type, sorted by name."""

    documents: int
    claims: int
    entities: int
    relations: int
    labels: Mapping[str, int]
    types: Mapping[str, int]


class Store(Protocol):
    """A graph and where it is kept. Use it in a ``with`` statement, or call `close`."""

    def apply(self, batch: Iterable[DocumentGraph]) -> None:
        """Put documents in, all or none; a document that is there already replaces what it said before.

        The same documents give the same contents in whatever order and however often they come; of two with one id
        the last stays. Relations are folded anew from all their claims; what nothing supports any more goes.
        Raises `StoreError` if a document is malformed or the store can't be written; the store is then as it was.
        """
        ...

    def contents(self, layer: Layer = "relations") -> Contents:
        """What the store holds, sorted by id: entities and relations, with ``claims`` the claims, with ``all`` both
        claims and documents."""
        ...

    def mentions(self, document: str) -> tuple[Mention, ...]:
        """Where a document names entities, in the order of its text; nothing for an unknown id."""
        ...

    def counts(self) -> Counts:
        """How much the store holds."""
        ...

    def run(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        read_only: bool = True,
    ) -> Result:
        """Answer a Cypher query. `timeout` is in seconds.

        Raises `QueryError` if the query is wrong, takes too long, or writes although `read_only`.
        """
        ...

    def close(self) -> None:
        """Let go of the file or the connection; closing twice is allowed."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def html_of_counts(where: str, counts: Counts) -> str:
    """A store in a notebook: what it holds, as a short table."""
    rows: list[tuple[str, int]] = [("documents", counts.documents), ("claims", counts.claims)]
    rows += [("entities", counts.entities), *counts.labels.items()]
    rows += [("relations", counts.relations), *counts.types.items()]
    return _table((where, "count"), rows, "")


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]], note: str) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(f'<td>{escape(str(value))}</td>' for value in row)}</tr>" for row in rows)
    return (
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{f'<p>{escape(note)}</p>' if note else ''}"
    )
