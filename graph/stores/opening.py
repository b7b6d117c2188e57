"""Opens a store by its address."""

from __future__ import annotations

import os
from pathlib import Path

from accord.graph.errors import StoreError
from accord.graph.stores.store import Store

__all__ = ["open"]

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open(where: str | os.PathLike[str], *, read_only: bool = False) -> Store:
    """The store at `where`: a file, or a Neo4j server at ``neo4j://…`` or ``bolt://…`` (``+s`` and ``+ssc`` too).

    User, password and database of a server come from the environment: ``NEO4J_USERNAME``, ``NEO4J_PASSWORD``,
    ``NEO4J_DATABASE``. A missing file is made by the first `Store.apply`; with `read_only` it is an error.

    Raises `StoreError` if the store can't be opened, is not ours, or is of a newer version.
    """
    address = os.fspath(where)
    scheme, separator, _ = address.partition("://")
    if not separator:
        from accord.graph.stores.embedded import EmbeddedStore

        return EmbeddedStore(Path(address), read_only=read_only)
    if scheme.lower() not in SCHEMES:
        raise StoreError(
            f"no such kind of store: {address!r}; a store is a file or an address {'://, '.join(SCHEMES)}://"
        )
    if "@" in address.partition("://")[2].partition("/")[0]:
        raise StoreError("user and password don't belong in an address: set NEO4J_USERNAME and NEO4J_PASSWORD")
    from accord.graph.stores.neo4j import Neo4jStore

    return Neo4jStore(address, read_only=read_only)
