"""Whatever was applied before, a store holds what the last version of each document says, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.graph.model import Contents, DocumentGraph
from accord.graph.stores.embedded import EmbeddedStore

World = tuple[DocumentGraph, ...]
VersionOf = Callable[[DocumentGraph, int], DocumentGraph]


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
def test_only_the_last_versions_count(world: World, version_of: VersionOf, steps: list[list[tuple[int, int]]]) -> None:
    batches = [[version_of(world[place], number) for place, number in batch] for batch in steps]
    last = {one.document.id: one for batch in batches for one in batch}
    with TemporaryDirectory() as folder:
        assert stored(folder, "a.db", batches) == stored(folder, "b.db", [list(last.values())])
