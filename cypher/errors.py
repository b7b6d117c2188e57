"""What can go wrong with a query, as one tree.

::

    CypherError                  type, phase, detail, and the spot in the query
    ├── CypherSyntaxError        SyntaxError: the form, names or types are wrong; found before anything runs
    ├── CypherSemanticError      SemanticError
    ├── CypherTypeError          TypeError: a value of the wrong type
    ├── CypherArgumentError      ArgumentError: a value of the right type that can't be taken
    ├── CypherArithmeticError    ArithmeticError: overflow, division by zero
    ├── MissingParameter         ParameterMissing
    ├── EntityNotFound           EntityNotFound: a node or relationship that was deleted
    ├── ConstraintFailed         ConstraintVerificationFailed
    ├── ProcedureError           ProcedureError
    ├── NotSupported             NotSupported: Cypher that this engine does not run
    └── QueryTimeout             Timeout

`type`, `phase` and `detail` use the names of the openCypher TCK.
"""

from __future__ import annotations

from typing import ClassVar, Self

__all__ = [
    "COMPILE_TIME",
    "RUNTIME",
    "ConstraintFailed",
    "CypherArgumentError",
    "CypherArithmeticError",
    "CypherError",
    "CypherSemanticError",
    "CypherSyntaxError",
    "CypherTypeError",
    "EntityNotFound",
    "MissingParameter",
    "NotSupported",
    "ProcedureError",
    "QueryTimeout",
]

COMPILE_TIME = "compile time"
RUNTIME = "runtime"

_LINE_SHOWN = 120


class CypherError(Exception):
    """A query that can't be answered.

    `message` is a sentence, `detail` the TCK's name for it (``UndefinedVariable``), `phase` ``compile time`` or
    ``runtime``. `text`, `start` and `end` locate the spot where known; `line` and `column` count from 1.

    >>> print(CypherSyntaxError("unexpected ')'", "UnexpectedSyntax", text="RETURN )", start=7, end=8))
    unexpected ')' (line 1, column 8)
      RETURN )
             ^
    """

    type: ClassVar[str] = "CypherError"
    default_phase: ClassVar[str] = RUNTIME

    def __init__(
        self,
        message: str,
        detail: str = "",
        *,
        phase: str | None = None,
        text: str | None = None,
        start: int | None = None,
        end: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail
        self.phase = phase or self.default_phase
        self.text = text
        self.start = start
        self.end = end

    def at(self, text: str, start: int, end: int) -> Self:
        """Say where it happened, unless that is known already; gives the error itself, to raise."""
        if self.start is None or self.text is None:
            self.text, self.start, self.end = text, start, end
        return self

    @property
    def line(self) -> int | None:
        """The line of the spot, from 1; None where the spot is unknown."""
        if self.text is None or self.start is None:
            return None
        return self.text.count("\n", 0, self.start) + 1

    @property
    def column(self) -> int | None:
        """The column of the spot, from 1; None where the spot is unknown."""
        if self.text is None or self.start is None:
            return None
        return self.start - self.text.rfind("\n", 0, self.start)

    def __str__(self) -> str:
        if self.line is None or self.column is None:
            return self.message
        return f"{self.message} (line {self.line}, column {self.column})\n{self._excerpt()}"

    def _excerpt(self) -> str:
        """The line of the spot (a window of it where it is long) with carets under the spot."""
        assert self.text is not None and self.start is not None and self.column is not None
        begin = self.start - self.column + 1
        stop = self.text.find("\n", self.start)
        line = self.text[begin : stop if stop >= 0 else len(self.text)].rstrip("\r")
        offset = self.column - 1
        width = max(1, min((self.end or self.start) - self.start, len(line) - offset))
        before, after = "", ""
        if len(line) > _LINE_SHOWN:
            cut = max(0, min(offset - _LINE_SHOWN // 2, len(line) - _LINE_SHOWN))
            before, after = "…" * (cut > 0), "…" * (cut + _LINE_SHOWN < len(line))
            line, offset = line[cut : cut + _LINE_SHOWN], offset - cut
            width = max(1, min(width, len(line) - offset))
        # Tabs are kept under tabs so that the caret stands right however wide they are shown.
        margin = "".join("\t" if character == "\t" else " " for character in before + line[:offset])
        return f"  {before}{line}{after}\n  {margin}{'^' * width}"

    def __reduce__(self) -> tuple[object, ...]:
        state = {name: getattr(self, name) for name in ("phase", "text", "start", "end")}
        return (self.__class__, (self.message, self.detail), state)


class CypherSyntaxError(CypherError):
    """The form, names or types of the query are wrong."""

    type = "SyntaxError"
    default_phase = COMPILE_TIME


class CypherSemanticError(CypherError):
    """The query says something that can't be meant."""

    type = "SemanticError"


class CypherTypeError(CypherError):
    """A value of the wrong type."""

    type = "TypeError"


class CypherArgumentError(CypherError):
    """A value of the right type that can't be taken."""

    type = "ArgumentError"


class CypherArithmeticError(CypherError):
    """Overflow of 64-bit integers, or division by zero."""

    type = "ArithmeticError"


class MissingParameter(CypherError):
    """The query asks for a parameter that was not given."""

    type = "ParameterMissing"
    default_phase = COMPILE_TIME


class EntityNotFound(CypherError):
    """A node or relationship that is no longer there."""

    type = "EntityNotFound"


class ConstraintFailed(CypherError):
    """The graph would break one of its rules: a relationship without its node."""

    type = "ConstraintVerificationFailed"


class ProcedureError(CypherError):
    """A procedure that is unknown, or that was called wrongly."""

    type = "ProcedureError"
    default_phase = COMPILE_TIME


class NotSupported(CypherError):
    """Cypher that this engine does not run: an error, never a wrong answer."""

    type = "NotSupported"
    default_phase = COMPILE_TIME


class QueryTimeout(CypherError):
    """The query took longer than it may."""

    type = "Timeout"
