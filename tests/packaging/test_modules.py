"""Every module: its doctests, its __all__, and who may import whom."""

import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    ".".join(("accord", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    for room in ("cli", "cypher", "exports", "graph")
    for path in (ROOT / room).rglob("*.py")
)


# Not `--doctest-modules`: that imports a second copy of each module, under another name.
@pytest.mark.parametrize("name", MODULES)
def test_doctests_hold_and_names_exist(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(name)
    assert module.__doc__
    for public in getattr(module, "__all__", ()):
        assert hasattr(module, public)
    assert doctest.testmod(module).failed == 0


def test_rooms_import_only_what_they_may() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


HEAVY = ("spacy", "neo4j", "pyvis", "networkx", "numpy", "simplemma", "yaml", "regex", "jinja2", "sqlite3")


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["query", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from accord.cli.main import main\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "try:\n    main()\n"
        f"finally:\n    print('HEAVY', *sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "HEAVY"
