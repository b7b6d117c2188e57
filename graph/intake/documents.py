"""Sources to documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from accord.graph.errors import InputError
from accord.graph.identity import document_id
from accord.graph.intake.decoding import LARGEST, decode, read_bytes
from accord.graph.intake.details import STANDARD_INPUT, Source
from accord.graph.intake.inferring import inferred_date, inferred_language, inferred_title
from accord.graph.model import Document

__all__ = ["read_source", "read_sources"]


def read_sources(sources: Iterable[Source], *, stdin: BinaryIO | None = None) -> Iterator[Document]:
    """The documents of the sources, in their order; see `read_source`."""
    for source in sources:
        yield read_source(source, stdin=stdin)


def read_source(source: Source, *, stdin: BinaryIO | None = None) -> Document:
    """The text of a source with where it comes from; `stdin` is the stream that the path ``-`` stands for.

    Title, language and date are read off the text where the source does not tell them.
    Raises `InputError` naming the path if it can't be read, is no text, is blank, or its language is not read.
    """
    text = _text(source.path, stdin)
    name = _shown(source.path)
    if not any(character.isalpha() for character in text):
        raise InputError(f"{name}: is empty" if not text else f"{name}: holds no words")
    given = source.details
    try:
        language = given.language or inferred_language(text)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    date = given.date or inferred_date(text, language)
    told = {"title": given.title, "language": given.language, "date": given.date or not date}
    return Document(
        id=document_id(text),
        text=text,
        title=given.title or inferred_title(text),
        language=language,
        date=date,
        url=given.url,
        publisher=given.publisher,
        inferred=tuple(sorted(field for field, value in told.items() if not value)),
        path=source.path,
    )


def _text(path: str, stdin: BinaryIO | None) -> str:
    if path != STANDARD_INPUT:
        data = read_bytes(path)
    elif stdin is None:
        raise InputError("there is no standard input to read")
    else:
        data = stdin.read(LARGEST + 1)
    # Outer white space is no part of a text: with it, a newline at the end would make a second document.
    return decode(data, _shown(path)).strip()


def _shown(path: str) -> str:
    return "standard input" if path == STANDARD_INPUT else path
