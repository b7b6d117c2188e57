"""How the checks say what is wrong, and where."""

from __future__ import annotations

from collections.abc import Collection
from typing import NoReturn

from accord.cypher.errors import COMPILE_TIME, CypherSyntaxError, CypherTypeError, NotSupported
from accord.cypher.syntax import tree

__all__ = ["Reporting"]


class Reporting:
    """Raises errors that point into the text of a statement."""

    def __init__(self, text: str) -> None:
        self.text = text

    def fail(self, node: tree.Node, message: str, detail: str) -> NoReturn:
        raise CypherSyntaxError(message, detail, text=self.text, start=node.start, end=node.end)

    def fail_type(self, node: tree.Node, message: str, detail: str = "InvalidArgumentType") -> NoReturn:
        raise CypherTypeError(message, detail, phase=COMPILE_TIME, text=self.text, start=node.start, end=node.end)

    def not_supported(self, node: tree.Node, what: str) -> NoReturn:
        message = f"{what} is not supported"
        raise NotSupported(message, "NotSupported", text=self.text, start=node.start, end=node.end)

    def undefined(self, variable: tree.Variable, names: Collection[str]) -> NoReturn:
        self.fail(variable, f"{variable.name!r} is not defined{self._near(variable.name, names)}", "UndefinedVariable")

    def unknown_function(self, call: tree.FunctionCall, names: Collection[str]) -> NoReturn:
        self.fail(call, f"there is no function {call.name}(){self._near(call.name, names)}", "UnknownFunction")

    @staticmethod
    def _near(name: str, names: Collection[str]) -> str:
        from difflib import get_close_matches

        folded = {each.lower(): each for each in sorted(names)}
        near = get_close_matches(name.lower(), list(folded), n=1)
        return f"; did you mean {folded[near[0]]!r}?" if near else ""
