"""Functions of strings."""

from __future__ import annotations

import unicodedata
from typing import Any

from accord.cypher.errors import CypherArgumentError
from accord.cypher.functions.function import Function, Kinds
from accord.cypher.values import kinds

__all__ = ["FUNCTIONS"]

# What Java holds to be white space, and Neo4j trims: not the spaces that do not break (U+00A0, U+2007, U+202F).
_BLANKS = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000"
_STRING: Kinds = frozenset({kinds.STRING})
_INTEGER: Kinds = frozenset({kinds.INTEGER})
_LIST: Kinds = frozenset({kinds.LIST})


def _not_negative(value: int, function: str) -> int:
    if value < 0:
        raise CypherArgumentError(f"{function}() can't take a negative number", "NumberOutOfRange")
    return value


def _left(text: str, length: int) -> str:
    return text[: _not_negative(length, "left")]


def _right(text: str, length: int) -> str:
    return text[max(0, len(text) - _not_negative(length, "right")) :]


def _substring(text: str, start: int, length: int | None = None) -> str:
    start = _not_negative(start, "substring")
    return text[start:] if length is None else text[start : start + _not_negative(length, "substring")]


def _split(text: str, delimiters: str | list[Any]) -> list[str]:
    """At every delimiter; where two begin at one place, the one that is named first."""
    wanted = [delimiters] if isinstance(delimiters, str) else [each for each in delimiters if isinstance(each, str)]
    if "" in wanted:
        return list(text)
    parts, begin, position = [], 0, 0
    while position < len(text):
        found = next((each for each in wanted if text.startswith(each, position)), None)
        if found is None:
            position += 1
            continue
        parts.append(text[begin:position])
        begin = position = position + len(found)
    return [*parts, text[begin:]]


def _trim(text: str, characters: str = _BLANKS) -> str:
    return text.strip(characters)


def _ltrim(text: str, characters: str = _BLANKS) -> str:
    return text.lstrip(characters)


def _rtrim(text: str, characters: str = _BLANKS) -> str:
    return text.rstrip(characters)


def _normalize(text: str, form: str = "NFC") -> str:
    if form.upper() not in ("NFC", "NFD", "NFKC", "NFKD"):
        raise CypherArgumentError(f"there is no normal form {form}", "InvalidArgumentValue")
    return unicodedata.normalize(form.upper(), text)  # type: ignore[arg-type]


FUNCTIONS = (
    Function("btrim", (_STRING, _STRING), _STRING, _trim, optional=1),
    Function("char_length", (_STRING,), _INTEGER, len),
    Function("character_length", (_STRING,), _INTEGER, len),
    Function("left", (_STRING, _INTEGER), _STRING, _left),
    Function("lower", (_STRING,), _STRING, str.lower),
    Function("ltrim", (_STRING, _STRING), _STRING, _ltrim, optional=1),
    Function("normalize", (_STRING, _STRING), _STRING, _normalize, optional=1),
    Function("replace", (_STRING, _STRING, _STRING), _STRING, str.replace),
    Function("right", (_STRING, _INTEGER), _STRING, _right),
    Function("rtrim", (_STRING, _STRING), _STRING, _rtrim, optional=1),
    Function("split", (_STRING, _STRING | _LIST), _LIST, _split, items=_STRING),
    Function("substring", (_STRING, _INTEGER, _INTEGER), _STRING, _substring, optional=1),
    Function("toLower", (_STRING,), _STRING, str.lower),
    Function("toUpper", (_STRING,), _STRING, str.upper),
    Function("trim", (_STRING,), _STRING, _trim),
    Function("upper", (_STRING,), _STRING, str.upper),
)
