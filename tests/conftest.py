"""What tests of several rooms share: a real Neo4j."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType


def _launcher() -> ModuleType:
    path = Path(__file__).parent / "neo4j_server" / "launcher.py"
    spec = importlib.util.spec_from_file_location("neo4j_launcher", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Any]:
    """A real Neo4j with `uri`, `user` and `password`, started once a session.

    Skips, and says what to install, where Java or Maven is missing; in CI that is a failure.
    """
    launcher = _launcher()
    if missing := launcher.missing_tools():
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with launcher.running_server() as server:
        yield server
