"""``=~``: regular expressions that match the whole string, and never for longer than the query may take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import regex

from accord.cypher.errors import CypherArgumentError, CypherTypeError, QueryTimeout
from accord.cypher.running.context import Context
from accord.cypher.values.kinds import kind_of

__all__ = ["matches"]

_PATIENCE = 10.0  # seconds for one match where the query itself has no end


def matches(context: Context) -> Callable[[Any, Any], bool | None]:
    """``text =~ pattern``: unknown unless both are strings. Raises for a pattern that is none."""
    known: dict[str, regex.Pattern[str]] = {}

    def match(text: Any, pattern: Any) -> bool | None:
        if pattern is None:
            return None
        if not isinstance(pattern, str):
            raise CypherTypeError(f"=~ needs a string, not {kind_of(pattern)}", "InvalidArgumentType")
        if pattern not in known:
            try:
                known[pattern] = regex.compile(pattern)
            except regex.error as error:
                message = f"no regular expression: {error}"
                raise CypherArgumentError(message, "InvalidRegularExpression") from None
        if not isinstance(text, str):
            return None
        try:
            return known[pattern].fullmatch(text, timeout=context.remaining() or _PATIENCE) is not None
        except TimeoutError:
            raise QueryTimeout("the regular expression took longer than the query may", "Timeout") from None

    return match
