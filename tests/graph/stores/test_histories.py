"""Whatever was applied before, a store holds what the last version of each document says, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.graph.model import Contents, DocumentGraph
from accord.graph.stores.embedded import EmbeddedStore

World = tuple[DocumentGraph, ...]


def version(graph: DocumentGraph, number: int) -> DocumentGraph:
    """The document as another reader might have read it: each number leaves out other claims and their entities."""
    claims = tuple(claim for place, claim in enumerate(graph.claims) if number == 0 or (place + number) % 3)
    needed = {id for claim in claims for id in (claim.source, claim.target, *claim.attributed_to)}
    return replace(
        graph,
        document=replace(graph.document, date=None if number == 2 else graph.document.date),
        entities=tuple(entity for entity in graph.entities if entity.id in needed),
        mentions=tuple(mention for mention in graph.mentions if mention.entity in needed),
        claims=claims,
    )


def stored(folder: str, name: str, batches: list[list[DocumentGraph]]) -> Contents:
    with EmbeddedStore(Path(folder) / name) as store:
        for batch in batches:
            store.apply(batch)
        in_memory = store.contents("all")
    with EmbeddedStore(Path(folder) / name) as store:
        assert store.contents("all") == in_memory
    return in_memory


steps = st.lists(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=3), max_size=5)


@settings(max_examples=25, deadline=None)
@given(steps=steps)
def test_only_the_last_versions_count(world: World, steps: list[list[tuple[int, int]]]) -> None:
    batches = [[version(world[place], number) for place, number in batch] for batch in steps]
    last = {one.document.id: one for batch in batches for one in batch}
    with TemporaryDirectory() as folder:
        assert stored(folder, "a.db", batches) == stored(folder, "b.db", [list(last.values())])
