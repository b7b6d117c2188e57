"""Which texts there are: paths and folders to `Source` values, with what ``sources.csv`` tells about each."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from accord.graph.errors import InputError
from accord.graph.intake.details import STANDARD_INPUT, Details, Source, checked_details
from accord.graph.intake.listing import LIST_NAME, read_list

__all__ = ["SUFFIXES", "collect"]

SUFFIXES = (".txt", ".md")
"""The endings of the files that are taken from a folder; a file that is named is taken whatever its ending."""


def collect(
    paths: Iterable[str | os.PathLike[str]],
    *,
    title: str | None = None,
    date: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> tuple[Source, ...]:
    """The texts at `paths`: files, folders (with all below them, but for hidden ones) and ``-`` for standard input.

    What the arguments tell holds for all texts and over what a ``sources.csv`` tells; `title` and `url` are for one
    text only. Sources come in the order of the paths, those of a folder sorted, each file once.
    Raises `InputError` for a path that is missing or is neither file nor folder, a folder without texts, a wrong
    detail, and anything wrong in a ``sources.csv``, with its line.
    """
    given = checked_details(Details(title, date, url, publisher, language))
    found: dict[str, Source] = {}
    lists: dict[Path, dict[Path, Details]] = {}
    for path in paths:
        for file in _files(os.fspath(path), lists):
            details = given if file == STANDARD_INPUT else given.over(_told(Path(file), lists))
            found.setdefault(file if file == STANDARD_INPUT else os.path.realpath(file), Source(file, details))
    if len(found) > 1 and (given.title or given.url):
        name = "title" if given.title else "url"
        raise InputError(
            f"one {name} is given for {len(found)} texts; a {LIST_NAME} beside the texts can name one for each"
        )
    return tuple(found.values())


def _files(path: str, lists: dict[Path, dict[Path, Details]]) -> Iterator[str]:
    if path == STANDARD_INPUT:
        yield path
        return
    if not path or "\0" in path:
        raise InputError(f"{path!r}: no file can have this name")
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror}") from error
    if not stat.S_ISDIR(mode):
        yield path
        return
    texts = list(_texts_below(path, lists))
    if not texts:
        raise InputError(f"{path}: holds no texts (files named {' or '.join(f'*{suffix}' for suffix in SUFFIXES)})")
    yield from texts


def _texts_below(folder: str, lists: dict[Path, dict[Path, Details]]) -> Iterator[str]:
    """The texts in a folder and below it, sorted; a listed file counts as a text whatever its ending."""
    below: list[str] = []
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(f"{folder}: can't be read: {error.strerror}") from error
    _list_of(Path(folder), lists)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            below.append(entry.path)
        elif not entry.is_dir() and (entry.name.lower().endswith(SUFFIXES) or _is_listed(entry.path, lists)):
            yield entry.path
    for sub_folder in below:
        yield from _texts_below(sub_folder, lists)


def _is_listed(file: str, lists: dict[Path, dict[Path, Details]]) -> bool:
    return any(Path(os.path.realpath(file)) in told for told in lists.values())


def _told(file: Path, lists: dict[Path, dict[Path, Details]]) -> Details:
    """What the nearest list tells: that of the file's own folder, then those of the folders read so far above it."""
    real = Path(os.path.realpath(file))
    _list_of(file.parent, lists)
    holding = [folder for folder in lists if folder == real.parent or folder in real.parents]
    for folder in sorted(holding, key=lambda folder: len(folder.parts), reverse=True):
        if real in lists[folder]:
            return lists[folder][real]
    return Details()


def _list_of(folder: Path, lists: dict[Path, dict[Path, Details]]) -> dict[Path, Details]:
    real = Path(os.path.realpath(folder))
    if real not in lists:
        path = folder / LIST_NAME
        lists[real] = read_list(path) if os.path.lexists(path) else {}
    return lists[real]
