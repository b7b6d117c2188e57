"""The map in pyproject.toml against the tree: an editable install finds sub-packages that a wheel would lack."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("cli", "cypher", "exports", "graph")


def test_packages_are_the_tree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = {
        ".".join(("accord", *module.parent.relative_to(ROOT).parts))
        for room in ROOMS
        for module in (ROOT / room).rglob("*.py")
    }
    packages = project["tool"]["setuptools"]["packages"]
    assert packages == sorted(folders)
    assert project["tool"]["setuptools"]["package-dir"] == {f"accord.{room}": room for room in ROOMS}


@pytest.mark.parametrize("room", ROOMS)
def test_every_package_says_what_it_is(room: str) -> None:
    for folder in {module.parent for module in (ROOT / room).rglob("*.py")}:
        assert (folder / "__init__.py").read_text(encoding="utf-8").startswith('"""'), folder


def test_the_type_checkers_names_lead_to_the_rooms() -> None:
    for room in ROOMS:
        assert (ROOT / ".names" / "accord" / room).resolve() == ROOT / room


def test_no_module_is_longer_than_a_reader_bears() -> None:
    long = {
        str(module.relative_to(ROOT)): length
        for room in ROOMS
        for module in (ROOT / room).rglob("*.py")
        if (length := module.read_text(encoding="utf-8").count("\n")) > 450
    }
    assert not long


def test_the_locks_hold_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {
        name: re.findall(r"^([\w.-]+)==", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in ("requirements.lock", "requirements-dev.lock")
    }
    wanted = dict.fromkeys(locked, project["dependencies"])
    wanted["requirements-dev.lock"] = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for lock, requirements in wanted.items():
        names = {re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-") for requirement in requirements}
        assert names <= set(locked[lock]), f"{lock} is stale: make lock"
