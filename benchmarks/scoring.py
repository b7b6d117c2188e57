"""The scoring script, which stands beside the gold and outside this repository, as a module."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def load_scorer(path: Path) -> ModuleType:
    """The script at `path`; ends the program with a sentence where there is none."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None or not path.exists():
        sys.exit(f"{path} is no Python file: give the path of score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
