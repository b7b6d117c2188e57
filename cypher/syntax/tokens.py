"""Text to tokens: names, numbers, strings, parameters and symbols, each with its place.

Keywords are names: Cypher reserves none, so the parser decides by `Token.key` what a word means where it stands.
"""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from accord.cypher.errors import CypherSyntaxError

__all__ = ["END", "Token", "tokenize"]

NAME, INTEGER, FLOAT, BAD_NUMBER, STRING, PARAMETER, SYMBOL, END = (
    "name",
    "integer",
    "float",
    "bad number",
    "string",
    "parameter",
    "symbol",
    "end",
)


class Token(NamedTuple):
    """`key` is what the grammar looks at: a bare word in capitals, a symbol as it is, else empty (so a name in
    backticks is never a keyword). `value` is the name, number, or text meant."""

    kind: str
    key: str
    value: str | int | float
    start: int
    end: int


_TOKEN = re.compile(
    r"""
    (?P<space>\s+ | //[^\n]* | /\*.*?\*/)
  | (?P<name>[^\W\d]\w*)
  | (?P<number>0[xX]\w* | 0[oO]\w* | (?:\d[\d_]*)?\.\d+(?:[eE][+-]?\d+)?\w* | \d[\d_]*[eE][+-]?\d+\w* | \d\w*)
  | (?P<symbol><=|>=|<>|!=|=~|\.\.|\+=|\|\||::|[-+*/%^=<>(){}\[\],.:;|&!?])
  | (?P<parameter>\$(?:\w+|`(?:[^`]|``)*`))
  | (?P<dollar>\$)
  | (?P<quoted>`(?:[^`]|``)*`)
  | (?P<string>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", "'": "'", '"': '"', "`": "`", "\\": "\\"}
_UNENDED = {"'": "string", '"': "string", "`": "name in backticks", "/*": "comment"}


def tokenize(text: str) -> list[Token]:
    """The tokens of `text`, in order, closed by one of kind ``end``; white space and comments are dropped.

    Raises `CypherSyntaxError` for a character that is no Cypher, an unended string, name or comment, a wrong escape
    and a number too large. A number that runs into letters is a token of kind ``bad number``.

    >>> [token.value for token in tokenize("RETURN n.name, 0x1F")]
    ['RETURN', 'n', '.', 'name', ',', 31, '']
    """
    tokens: list[Token] = []
    append = tokens.append
    position, length = 0, len(text)
    match = _TOKEN.match
    while position < length:
        found = match(text, position)
        if found is None:
            _refuse(text, position)
        kind, end = found.lastgroup, found.end()
        if kind == "name":
            value = found.group()
            # Only ASCII words are keywords: capitals of other letters can be ASCII (a dotless ı gives I).
            append(Token(NAME, value.upper() if value.isascii() else "", value, position, end))
        elif kind == "symbol":
            value = found.group()
            if value == "/" and text.startswith("/*", position):
                _refuse(text, position)
            append(Token(SYMBOL, value, value, position, end))
        elif kind != "space":
            assert kind is not None
            append(_other(text, kind, position, end))
        position = end
    append(Token(END, "", "", length, length))
    return tokens


def _other(text: str, kind: str, start: int, end: int) -> Token:
    """The rarer tokens."""
    source = text[start:end]
    if kind == "number":
        return _number(text, start, end)
    if kind == "string":
        return Token(STRING, "", _unescape(text, start + 1, end - 1), start, end)
    if kind == "dollar":
        return Token(SYMBOL, "$", "$", start, end)
    name = source.removeprefix("$")
    if name.startswith("`"):
        name = name[1:-1].replace("``", "`")
    return Token(PARAMETER if kind == "parameter" else NAME, "", name, start, end)


def _number(text: str, start: int, end: int) -> Token:
    """An integer (decimal, ``0x``, ``0o``) or a float; whether it fits in 64 bits hangs on the sign before it."""
    source = text[start:end]
    digits = source.replace("_", "")
    if source.endswith("_") or "__" in source or "_." in source or not digits.isascii():
        return Token(BAD_NUMBER, "", source, start, end)
    try:
        if digits[:2] in ("0x", "0X"):
            return Token(INTEGER, "", int(digits, 0), start, end)
        if digits[:2] in ("0o", "0O"):
            return Token(INTEGER, "", int(digits, 0), start, end)
        if digits.isdigit():
            if len(digits) > 4000:  # int() refuses more, and 19 are too many already
                raise _error("the integer does not fit in 64 bits", "IntegerOverflow", text, start, end)
            return Token(INTEGER, "", int(digits), start, end)
        value = float(digits)
    except ValueError:
        return Token(BAD_NUMBER, "", source, start, end)
    if value == float("inf"):
        raise _error("the number is too large for a float", "FloatingPointOverflow", text, start, end)
    return Token(FLOAT, "", value, start, end)


def _unescape(text: str, start: int, end: int) -> str:
    """What the inside of a string literal means; a backslash before any other character stands for itself."""
    source = text[start:end]
    if "\\" not in source:
        return source

    def replace(found: re.Match[str]) -> str:
        code = found.group(1)
        if code[0] not in "uU":
            return _ESCAPED.get(code, found.group())
        spot = start + found.start()
        try:
            character = chr(int(code[1:], 16))
        except (ValueError, OverflowError):
            raise _error("not a Unicode escape", "InvalidUnicodeLiteral", text, spot, spot + 2) from None
        return character

    return _join_surrogates(_ESCAPE.sub(replace, source), text, start, end)


def _join_surrogates(value: str, text: str, start: int, end: int) -> str:
    """Two escapes can make one character (UTF-16); half of one is no text."""
    try:
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise _error("half a surrogate pair is no character", "InvalidUnicodeLiteral", text, start, end) from None


def _refuse(text: str, position: int) -> NoReturn:
    """Say what is wrong where no token begins."""
    for opening, what in _UNENDED.items():
        if text.startswith(opening, position):
            end = position + len(opening)
            raise _error(f"this {what} does not end", "UnexpectedSyntax", text, position, end)
    character = text[position]
    detail = "UnexpectedSyntax" if character.isascii() else "InvalidUnicodeCharacter"
    message = f"{character!r} (U+{ord(character):04X}) has no meaning in Cypher"
    raise _error(message, detail, text, position, position + 1)


def _error(message: str, detail: str, text: str, start: int, end: int) -> CypherSyntaxError:
    return CypherSyntaxError(message, detail, text=text, start=start, end=end)
