"""Expressions: operators by precedence climbing, then what may follow a value (``.key``, ``[0]``, ``:Label``).

From loose to tight: OR, XOR, AND, NOT, comparisons (a chain), string, list and null predicates, ``+ - ||``,
``* / %``, ``^`` (all of them from left to right), sign, access. The values themselves are read in `atoms`.
"""

from __future__ import annotations

from collections.abc import Sequence

from accord.cypher.syntax import tree
from accord.cypher.syntax.atoms import NORMAL_FORMS, Atoms
from accord.cypher.syntax.tokens import FLOAT, INTEGER

_OR, _XOR, _AND, _NOT, _COMPARISON, _PREDICATE, _SUM, _PRODUCT, _POWER, _SIGN = range(1, 11)
_LEVEL = {
    "OR": _OR,
    "XOR": _XOR,
    "AND": _AND,
    **dict.fromkeys(("=", "<>", "<", "<=", ">", ">=", "!="), _COMPARISON),
    **dict.fromkeys(("IN", "STARTS", "ENDS", "CONTAINS", "=~", "IS", "::"), _PREDICATE),
    **dict.fromkeys(("+", "-", "||"), _SUM),
    **dict.fromkeys(("*", "/", "%"), _PRODUCT),
    "^": _POWER,
}
_LONG_CHAIN = 32


class Expressions(Atoms):
    """``1 + n.size[0] * 2 > 3 AND NOT n:Label``"""

    def expression(self) -> tree.Expression:
        return self.operators(_OR)

    def operators(self, level: int) -> tree.Expression:
        """An expression of operators that bind at least as tightly as `level`."""
        start = self.token.start
        left = self.prefix(level)
        while True:
            key = self.token.key
            binding = _LEVEL.get(key)
            if binding is None or binding < level:
                return left
            if binding == _COMPARISON:
                left = self.comparison(start, left)
            elif binding == _PREDICATE:
                left = self.predicate(start, left)
            elif binding <= _AND:
                left = self.connective(start, left, key, binding)
            else:
                self.advance()
                right = self.operators(binding + 1)
                left = tree.Binary(key, left, right, start=start, end=self.end)

    def continued(self, start: int, left: tree.Expression) -> tree.Expression | None:
        binding = _LEVEL.get(self.token.key)
        if binding == _COMPARISON:
            return self.comparison(start, left)
        return self.predicate(start, left) if binding == _PREDICATE else None

    def connective(self, start: int, first: tree.Expression, key: str, level: int) -> tree.Expression:
        """A chain of AND, OR or XOR. They are associative, so that a long chain is made a balanced tree:
        thousands of alternatives then nest a dozen deep."""
        operands = [first]
        while self.accept(key):
            operands.append(self.operators(level + 1))
        if len(operands) > _LONG_CHAIN:
            return _balanced(key, operands)
        left = first
        for right in operands[1:]:
            left = tree.Binary(key, left, right, start=start, end=right.end)
        return left

    def comparison(self, start: int, first: tree.Expression) -> tree.Expression:
        operators: list[str] = []
        operands = [first]
        while _LEVEL.get(self.token.key) == _COMPARISON:
            if self.token.key == "!=":
                self.fail("Cypher writes '<>' for 'not equal'")
            operators.append(self.advance().key)
            operands.append(self.operators(_PREDICATE))
        return tree.Comparison(tuple(operators), tuple(operands), start=start, end=self.end)

    def predicate(self, start: int, left: tree.Expression) -> tree.Expression:
        """``IN``, ``STARTS WITH``, ``ENDS WITH``, ``CONTAINS``, ``=~``, ``IS NULL``, ``IS :: type``"""
        key = self.advance().key
        if key == "IS":
            return self.is_predicate(start, left)
        if key == "::":
            return tree.IsType(left, self.value_types(), False, start=start, end=self.end)
        if key in ("STARTS", "ENDS"):
            self.expect("WITH", f"after {key}")
            key += " WITH"
        right = self.operators(_SUM)
        return tree.Binary(key, left, right, start=start, end=self.end)

    def is_predicate(self, start: int, left: tree.Expression) -> tree.Expression:
        negated = self.accept("NOT")
        if self.accept("NULL"):
            return tree.IsNull(left, negated, start=start, end=self.end)
        if self.accept("::") or self.accept("TYPED"):
            return tree.IsType(left, self.value_types(), negated, start=start, end=self.end)
        if self.token.key == "NORMALIZED" or self.token.key in NORMAL_FORMS:
            form = "NFC" if self.token.key == "NORMALIZED" else self.advance().key
            self.expect("NORMALIZED", "after the normal form")
            normal = tree.FunctionCall("normalize", (left, tree.String(form)), start=start, end=self.end)
            return tree.Comparison(("<>" if negated else "=",), (left, normal), start=start, end=self.end)
        return self.unexpected("NULL or :: and a type after IS")

    def prefix(self, level: int) -> tree.Expression:
        """NOT and signs."""
        token = self.token
        if token.key == "NOT" and level <= _NOT:
            self.enter()
            self.advance()
            operand = self.operators(_NOT)
            self.leave()
            return tree.Unary("NOT", operand, start=token.start, end=self.end)
        if token.key not in ("-", "+"):
            return self.postfix()
        self.advance()
        number = self.token
        if token.key == "-" and number.kind in (INTEGER, FLOAT) and self.peek().key not in ("[", ".", ":"):
            return self.negative_number(token.start)
        self.enter()
        operand = self.prefix(_SIGN)
        self.leave()
        return tree.Unary(token.key, operand, start=token.start, end=self.end)

    def negative_number(self, start: int) -> tree.Expression:
        value = self.token.value
        if isinstance(value, int) and value > 2**63:
            self.fail("the integer does not fit in 64 bits", "IntegerOverflow")
        self.advance()
        if isinstance(value, int):
            return tree.Integer(-value, start=start, end=self.end)
        return tree.Float(-float(value), start=start, end=self.end)

    def postfix(self) -> tree.Expression:
        """A value, and what is asked of it."""
        start = self.token.start
        subject = self.atom()
        while True:
            key = self.token.key
            if key == ".":
                self.advance()
                name = self.name("a property name")
                subject = tree.Property(subject, name, start=start, end=self.end)
            elif key == "[":
                subject = self.subscript(start, subject)
            elif key == ":":
                self.advance()
                labels = self.label_expression()
                subject = tree.HasLabels(subject, labels, start=start, end=self.end)
            else:
                return subject

    def subscript(self, start: int, subject: tree.Expression) -> tree.Expression:
        self.expect("[")
        outer, self.stop_at_bar = self.stop_at_bar, False
        self.enter()
        lower = None if self.token.key == ".." else self.expression()
        upper = None
        sliced = self.accept("..")
        if sliced and self.token.key != "]":
            upper = self.expression()
        self.leave()
        self.stop_at_bar = outer
        self.expect("]", "to close the index")
        if sliced:
            return tree.Slice(subject, lower, upper, start=start, end=self.end)
        assert lower is not None
        return tree.Subscript(subject, lower, start=start, end=self.end)


def _balanced(operator: str, operands: Sequence[tree.Expression]) -> tree.Expression:
    if len(operands) == 1:
        return operands[0]
    middle = len(operands) // 2
    left, right = _balanced(operator, operands[:middle]), _balanced(operator, operands[middle:])
    return tree.Binary(operator, left, right, start=left.start, end=right.end)
