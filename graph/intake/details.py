"""What may be told about a text, and the checks that it is told well."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlsplit

from accord.graph.errors import InputError
from accord.graph.reading.parsing.models import known_languages

__all__ = ["STANDARD_INPUT", "Details", "Source", "checked_details"]

STANDARD_INPUT = "-"
"""The path that means standard input."""

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Details:
    """Where a text comes from, as far as somebody tells it; `date` is ISO, `language` an ISO 639-1 code."""

    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None

    def over(self, other: Details) -> Details:
        """These details, and where they tell nothing, those of `other`.

        >>> Details(title="A").over(Details(title="B", language="fr"))
        Details(title='A', date=None, url=None, publisher=None, language='fr')
        """
        return Details(*(getattr(self, field.name) or getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Source:
    """A text that is to be read: its `path` as given (``-`` is standard input), and what is told about it."""

    path: str
    details: Details = Details()


def checked_details(details: Details) -> Details:
    """The details without surrounding space, blank ones as None.

    Raises `InputError` for a date that is no ISO day, an address that is no web address, or a language that is not
    read; the message names the value, and not where it stands.

    >>> checked_details(Details(title=" Deux accords ", date="2025-10-24", publisher="", language="FR"))
    Details(title='Deux accords', date='2025-10-24', url=None, publisher=None, language='fr')
    """
    values = [getattr(details, field.name) for field in fields(details)]
    title, day, url, publisher, language = (" ".join(value.split()) if value else None for value in values)
    if day:
        _check_day(day)
    if url:
        _check_address(url)
    if language:
        language = language.lower()
        if language not in known_languages():
            raise InputError(f"language {language!r} is not read; known: {', '.join(known_languages())}")
    return Details(title or None, day or None, url or None, publisher or None, language or None)


def _check_day(day: str) -> None:
    # `date.fromisoformat` takes week dates and forms without hyphens too, which no store could compare.
    try:
        if _ISO_DAY.fullmatch(day):
            date.fromisoformat(day)
            return
    except ValueError:
        pass
    raise InputError(f"date {day!r} is no day; write it as 2025-10-24")


def _check_address(url: str) -> None:
    # Pages and tables make links of it: a `javascript:` address would run there.
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() in ("http", "https") and parts.hostname and " " not in url:
            return
    except ValueError:
        pass
    raise InputError(f"address {url!r} is no web address; it begins with https:// or http://")
