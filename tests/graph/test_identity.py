"""Ids: readable, the same in every run, and different for different things."""

from __future__ import annotations

import subprocess
import sys

import pytest

from accord.graph.identity import claim_id, document_id, ordered_ends, relation_id
from accord.graph.model import Quantity
from accord.graph.schema import load_schema


def test_relation_ids_can_be_read() -> None:
    assert relation_id("SENDS", "state:PRK", "state:RUS", "arms") == "state:PRK-SENDS:arms->state:RUS"
    assert relation_id("SUPPORTS", "state:CHN", "state:RUS") == "state:CHN-SUPPORTS->state:RUS"


def test_only_symmetric_relations_lose_their_direction() -> None:
    for type, kind in load_schema().relations.items():
        there, back = relation_id(type, "org:a", "org:b"), relation_id(type, "org:b", "org:a")
        assert (there == back) is kind.symmetric
        assert (ordered_ends(type, "org:b", "org:a") == ("org:a", "org:b")) is kind.symmetric


def test_unknown_type() -> None:
    with pytest.raises(KeyError):
        relation_id("LIKES", "org:a", "org:b")


def test_claim_ids_tell_apart_what_differs() -> None:
    men = Quantity(5, "men")
    ids = {
        claim_id("doc:1", "r", 0, 10),
        claim_id("doc:2", "r", 0, 10),
        claim_id("doc:1", "s", 0, 10),
        claim_id("doc:1", "r", 1, 10),
        claim_id("doc:1", "r", 0, 11),
        claim_id("doc:1", "r", 0, 10, "denied"),
        claim_id("doc:1", "r", 0, 10, quantities=[men]),
        claim_id("doc:1", "r", 0, 10, quantities=[Quantity(5, "men", "min")]),
        claim_id("doc:1", "r", 0, 10, quantities=[men, Quantity(6, "men")]),
    }
    assert len(ids) == 9 and all(id.startswith("claim:") for id in ids)
    both = [men, Quantity(6, "men")]
    assert claim_id("doc:1", "r", 0, 10, quantities=both) == claim_id("doc:1", "r", 0, 10, quantities=both[::-1])


def test_ids_are_the_same_in_every_process() -> None:
    code = "from accord.graph.identity import *; print(document_id('Été'), claim_id('doc:1', 'r', 0, 10))"
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == [document_id("Été"), claim_id("doc:1", "r", 0, 10)]
    assert document_id("a\ud800").startswith("doc:")
