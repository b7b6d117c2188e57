"""Bytes to text: UTF-8 with or without byte-order mark, UTF-16 and UTF-32 with one, else Windows-1252 (and so Latin-1).

Bytes that would give no plausible text in any of these are refused rather than read wrongly.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
import unicodedata
from collections import Counter

from accord.graph.errors import InputError

__all__ = ["LARGEST", "decode", "read_bytes"]

LARGEST = 64 * 2**20
"""The most bytes that a text may have: far above any article, and a bound for a stream that never ends."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINES = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# What text has besides printable characters: tab, newline, form feed, and the marks of writing from right to left.
_LAYOUT = frozenset("\t\n\v\f")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_MOST_STRANGE = 0.01
_LEAST_PLAIN = 0.8


def read_bytes(path: str) -> bytes:
    """The bytes of a regular file.

    Raises `InputError` naming the path if it is missing, a folder, a pipe or a device, can't be read, or is too large.
    """
    try:
        # Asked before opening: opening a pipe waits for someone to write to it.
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{path}: is a folder, not a text")
        if not stat.S_ISREG(mode):
            raise InputError(f"{path}: is no file but a pipe or a device; give a stream on standard input, as -")
        with open(path, "rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from error
    return data


def decode(data: bytes, name: str) -> str:
    """The text in `data`: line ends as ``\\n``, composed letters (NFC), without byte-order mark.

    Raises `InputError` beginning with `name` if the bytes are no text, or too many.

    >>> decode(b"\\xef\\xbb\\xbfL'arm\\xc3\\xa9e\\r\\nrecule.", "a.txt")
    "L'armée\\nrecule."
    >>> decode("Kiev résiste.".encode("latin-1"), "a.txt")
    'Kiev résiste.'
    """
    if len(data) > LARGEST:
        raise InputError(f"{name}: is larger than {LARGEST // 2**20} MiB; split it")
    text = _NEWLINES.sub("\n", _decoded(data, name))
    strange = sum(count for character, count in Counter(text).items() if _is_strange(character))
    if strange > len(text) * _MOST_STRANGE:
        raise InputError(f"{name}: is no text (it holds control characters)")
    return unicodedata.normalize("NFC", text)


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _without_nul(data[len(mark) :].decode(encoding), name)
            except UnicodeDecodeError as error:
                raise InputError(f"{name}: begins as {encoding} and is damaged at byte {error.start}") from error
    if b"\0" in data:
        raise InputError(f"{name}: is no text (it holds NUL bytes; UTF-16 is read with a byte-order mark)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        damage = error.start
    # Hardly any Latin text holds byte pairs that are UTF-8; a text full of them is UTF-8 that was cut or mended badly.
    whole = _UTF8_SEQUENCE.findall(data)
    broken = len(_HIGH_BYTE.findall(data)) - sum(map(len, whole))
    if len(whole) > broken:
        raise InputError(f"{name}: is UTF-8 that is damaged at byte {damage}")
    return _western(data, name)


def _western(data: bytes, name: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is no text in UTF-8, UTF-16 or Windows-1252") from error
    plain = sum(character.isalnum() or character.isspace() for character in text)
    if plain < len(text) * _LEAST_PLAIN:
        raise InputError(f"{name}: is no text in UTF-8, UTF-16 or Windows-1252")
    return text


def _without_nul(text: str, name: str) -> str:
    if "\0" in text:
        raise InputError(f"{name}: is no text (it holds NUL characters)")
    return text


def _is_strange(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") and character not in _LAYOUT
