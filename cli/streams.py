"""Standard streams: their encoding, their colours, their progress."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

import click

__all__ = ["colour", "prepare_streams", "printable", "progress", "standard_input"]


def prepare_streams() -> None:
    """Standard output as UTF-8 whatever the locale; what a terminal can't show becomes ``\\\\udcff``, never an error."""
    # A stream that was closed before we began (`accord … >&-`) is None: what goes there goes nowhere.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def colour() -> bool | None:
    """False where NO_COLOR asks for none (see no-color.org); None leaves it to whether there is a terminal."""
    return False if os.environ.get("NO_COLOR") else None


def standard_input() -> BinaryIO | None:
    """Standard input as bytes; None where there is none."""
    return getattr(sys.stdin, "buffer", None)


@contextmanager
def progress(length: int, label: str, *, results: bool = False) -> Iterator[Callable[[object], None]]:
    """A bar on stderr where that is a terminal; call what it gives once for each of `length` things done.

    There is none where results come meanwhile on the same terminal (`results`).
    """
    if not sys.stderr.isatty() or (results and sys.stdout.isatty()):
        yield lambda _: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr, show_pos=True, color=colour()) as bar:
        yield lambda _: bar.update(1)


def printable(text: str) -> str:
    """The text in one line, without the control characters by which it could steer a terminal.

    >>> printable("Kim\\x1b[2J\\nJong Un")
    'Kim�[2J Jong Un'
    """
    return "".join(" " if c.isspace() else c if c.isprintable() else "�" for c in text)
