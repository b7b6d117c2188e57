"""Documents into a store: what ``accord build`` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from accord.graph.model import Document, DocumentGraph
from accord.graph.stores.store import Store

__all__ = ["BATCH", "build"]

BATCH = 50
"""How many documents go into the store at once: each batch is there whole or not at all."""


def build(store: Store, documents: Iterable[Document], *, progress: Callable[[Document], None] | None = None) -> int:
    """Read the documents and put what they state into the store; gives how many were read.

    A document that is there already replaces what it said before, so that building twice changes nothing.
    `progress` is called with each document once it has been read. Raises `InputError` if a language is not read or its
    model is missing, `StoreError` if the store can't be written; whole batches that went in before stay.
    """
    # Loading the language model takes seconds, so it is asked for only here.
    from accord.graph.reading import read_documents

    count = 0
    graphs = iter(read_documents(documents))
    while batch := _next(graphs, progress):
        store.apply(batch)
        count += len(batch)
    return count


def _next(graphs: Iterable[DocumentGraph], progress: Callable[[Document], None] | None) -> list[DocumentGraph]:
    batch = []
    for graph in islice(graphs, BATCH):
        if progress:
            progress(graph.document)
        batch.append(graph)
    return batch
