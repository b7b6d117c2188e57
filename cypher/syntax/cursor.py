"""A place in the tokens, and how to move on from it: what all parts of the parser stand on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeVar

from accord.cypher.errors import CypherSyntaxError, NotSupported
from accord.cypher.syntax import tree
from accord.cypher.syntax.tokens import END, NAME, SYMBOL, Token, tokenize

MAXIMUM_NESTING = 100
"""How many brackets, subqueries or prefix operators may stand in one another: Python's stack is not endless."""

_OPENING = {"(": ")", "[": "]", "{": "}"}

T = TypeVar("T")


class Cursor:
    """Reads tokens from left to right; `token` is the next one.

    The methods named after a part of the grammar that the parts below this one need are declared here.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.position = 0
        self.token: Token = self.tokens[0]
        self.nesting = 0
        self._partners: dict[int, int] | None = None

    # --- the parts that need one another ---

    def expression(self) -> tree.Expression:
        raise NotImplementedError

    def query(self, closing: str) -> tree.Query:
        raise NotImplementedError

    # --- looking and moving ---

    def peek(self, distance: int = 1) -> Token:
        """The token `distance` after the next one."""
        return self.tokens[min(self.position + distance, len(self.tokens) - 1)]

    def advance(self) -> Token:
        """The next token, and step over it."""
        token = self.token
        if token.kind != END:
            self.position += 1
            self.token = self.tokens[self.position]
        return token

    def at_words(self, *words: str) -> bool:
        """Are these keywords next?"""
        return all(self.peek(distance).key == word for distance, word in enumerate(words))

    def accept(self, *keys: str) -> bool:
        """Step over these keywords or symbols if they are all next."""
        if self.token.key != keys[0] or (len(keys) > 1 and not self.at_words(*keys)):
            return False
        for _ in keys:
            self.advance()
        return True

    def expect(self, key: str, where: str = "") -> Token:
        """Step over this keyword or symbol, which must be next."""
        if self.token.key != key:
            self.unexpected(f"{key!r}{where and ' '}{where}")
        return self.advance()

    def name(self, what: str) -> str:
        """A name, which may be any word."""
        if self.token.kind != NAME:
            self.unexpected(what)
        return str(self.advance().value)

    def variable(self, what: str = "a variable") -> tree.Variable:
        token = self.token
        return tree.Variable(self.name(what), start=token.start, end=token.end)

    def separated(self, part: Callable[[], T]) -> tuple[T, ...]:
        """One or more parts with commas between."""
        parts = [part()]
        while self.accept(","):
            parts.append(part())
        return tuple(parts)

    @property
    def end(self) -> int:
        """Where the token before the next one ends in the text."""
        return self.tokens[self.position - 1].end if self.position else 0

    def partner(self, position: int) -> int | None:
        """The place in the tokens of the bracket that closes the one at `position`; None where it is never closed."""
        if self._partners is None:
            self._partners = self._match_brackets()
        return self._partners.get(position)

    def _match_brackets(self) -> dict[int, int]:
        partners: dict[int, int] = {}
        opened: list[tuple[str, int]] = []
        for position, token in enumerate(self.tokens):
            if token.kind != SYMBOL:
                continue
            if token.key in _OPENING:
                opened.append((_OPENING[token.key], position))
            elif opened and token.key == opened[-1][0]:
                partners[opened.pop()[1]] = position
        return partners

    # --- errors ---

    def enter(self) -> None:
        """Go one level deeper; raises `CypherSyntaxError` where that is too deep. `leave` comes back."""
        self.nesting += 1
        if self.nesting > MAXIMUM_NESTING:
            self.fail(f"the query is nested more than {MAXIMUM_NESTING} levels deep", "NestingTooDeep")

    def leave(self) -> None:
        self.nesting -= 1

    def unexpected(self, expected: str) -> NoReturn:
        """Say what should have come instead of the next token."""
        token = self.token
        found = "the end of the query" if token.kind == END else repr(self.text[token.start : token.end])
        self.fail(f"expected {expected}, found {found}")

    def fail(self, message: str, detail: str = "UnexpectedSyntax", token: Token | None = None) -> NoReturn:
        token = token or self.token
        raise CypherSyntaxError(message, detail, text=self.text, start=token.start, end=token.end)

    def not_supported(self, what: str) -> NoReturn:
        token = self.token
        raise NotSupported(f"{what} is not supported", "NotSupported", text=self.text, start=token.start, end=token.end)
