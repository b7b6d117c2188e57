"""Addresses of stores, good and bad."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import accord.graph
from accord.graph.errors import StoreError
from accord.graph.model import DocumentGraph
from accord.graph.stores.embedded import EmbeddedStore


def test_a_path_is_an_embedded_store(tmp_path: Path, world: tuple[DocumentGraph, ...]) -> None:
    for where in (tmp_path / "a.db", str(tmp_path / "a.db")):
        with accord.graph.open(where) as store:
            assert isinstance(store, EmbeddedStore)
            store.apply(world)
    with accord.graph.open(tmp_path / "a.db", read_only=True) as store, pytest.raises(StoreError, match="reading only"):
        store.apply(world)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://127.0.0.1:7474", "no such kind of store"),
        ("bolt://127.0.0.1:x", "can't use the address"),
        ("bolt://[::1", "can't use the address"),
        ("neo4j://127.0.0.1:1", "no Neo4j server answers"),
        ("bolt+s://127.0.0.1:1", "no Neo4j server answers"),
    ],
)
def test_bad_addresses(address: str, message: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        accord.graph.open(address)
    assert len(str(caught.value).splitlines()) == 1
    assert capfd.readouterr() == ("", "")


def test_a_password_in_the_address_is_not_repeated() -> None:
    with pytest.raises(StoreError, match="NEO4J_PASSWORD") as caught:
        accord.graph.open("neo4j://me:s3cret@127.0.0.1:1")
    assert "s3cret" not in str(caught.value)


def test_opening_a_file_needs_no_driver(tmp_path: Path) -> None:
    code = (
        "import sys, accord.graph; assert not {'networkx', 'neo4j', 'sqlite3'} & set(sys.modules);"
        f"accord.graph.open({str(tmp_path / 'a.db')!r}).contents();"
        "assert not {'neo4j', 'spacy', 'numpy'} & set(sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
