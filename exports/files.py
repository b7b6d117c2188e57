"""Files written whole or not at all, and the report of what went into them."""

from __future__ import annotations

import io
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TextIO

from accord.graph.errors import ExportError

__all__ = ["STANDARD_OUTPUT", "ExportReport", "written"]

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written: how many nodes and edges, and in `losses` one line for each thing the format can't hold.

    `path` is None where it went to a stream or to standard output.
    """

    path: Path | None
    nodes: int
    edges: int
    losses: tuple[str, ...] = ()


@contextmanager
def written(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """A text stream (UTF-8, ``\\n``) whose content stands under `path` once the block has ended well.

    Until then it is a temporary file in the same folder, and if the block raises, it is gone and what stood under
    `path` is untouched. A new file has the permissions that the umask leaves, an old one keeps its own; a link is
    followed; devices and pipes are written to as they are; ``-`` is standard output.
    Raises `ExportError` naming the path if it can't be written.
    """
    if os.fspath(path) == STANDARD_OUTPUT:
        yield from _standard_output()
        return
    if "\0" in os.fspath(path):
        raise ExportError(f"{os.fspath(path)!r}: no file can have this name")
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise ExportError(f"{path}: is a folder; name a file in it")
        if mode is None or stat.S_ISREG(mode):
            yield from _replacement(target, mode)
        else:
            with target.open("w", encoding="utf-8", newline="\n") as stream:
                yield stream
    except OSError as error:
        raise ExportError(f"{path}: can't be written: {error.strerror or error}") from error


def _replacement(target: Path, mode: int | None) -> Iterator[TextIO]:
    temporary = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.part")
    # Not `tempfile`: its files are private (0600), and asking for the umask means changing it for every thread.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _standard_output() -> Iterator[TextIO]:
    # A program may have put a stream without a buffer in its place (a test's, a notebook's).
    binary: IO[bytes] | None = getattr(sys.stdout, "buffer", None)
    if binary is None:
        yield sys.stdout
        return
    sys.stdout.flush()
    stream = io.TextIOWrapper(binary, encoding="utf-8", newline="\n", write_through=False)
    try:
        yield stream
        stream.flush()
    finally:
        # Detached rather than closed: standard output stays open for whoever prints next.
        with suppress(OSError, ValueError):
            stream.detach()
