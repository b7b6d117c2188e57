"""What runs over the elements of a list, map or pattern inside an expression, and the literals of lists and maps."""

from __future__ import annotations

from typing import Literal

from accord.cypher.syntax import tree
from accord.cypher.syntax.patterns import Patterns
from accord.cypher.syntax.tokens import NAME

_KINDS: dict[str, Literal["all", "any", "none", "single"]] = {
    "ALL": "all",
    "ANY": "any",
    "NONE": "none",
    "SINGLE": "single",
}


class Loops(Patterns):
    """``[x IN xs WHERE x > 1 | x * 2]``, ``all(x IN xs WHERE ...)``, ``reduce(...)``, ``n {.name, .*}``"""

    def list_atom(self) -> tree.Expression:
        """A list literal, a list comprehension or a pattern comprehension."""
        first, second = self.peek(1), self.peek(2)
        if first.kind == NAME and second.key == "IN":
            return self.list_comprehension()
        named = first.kind == NAME and second.key == "="
        if self.at_comprehended_pattern(self.position + (3 if named else 1)):
            return self.pattern_comprehension()
        start = self.expect("[").start
        items = () if self.token.key == "]" else self.separated(self.expression)
        self.expect("]", "to close the list")
        return tree.ListLiteral(items, start=start, end=self.end)

    def map_literal(self) -> tree.MapLiteral:
        start = self.expect("{").start
        entries = () if self.token.key == "}" else self.separated(self.map_entry)
        self.expect("}", "to close the map")
        return tree.MapLiteral(entries, start=start, end=self.end)

    def map_entry(self) -> tuple[str, tree.Expression]:
        key = self.name("a key")
        self.expect(":", "after the key")
        return key, self.expression()

    # --- patterns in expressions ---

    def at_pattern(self, position: int) -> bool:
        """Does a path pattern begin here, rather than an expression in parentheses?

        Decided by looking on, never by trying: ``(``, what can begin a node, the partner of the ``(``, and an arrow.
        """
        tokens = self.tokens
        first = tokens[position + 1] if tokens[position].key == "(" else None
        if first is None:
            return False
        second = tokens[min(position + 2, len(tokens) - 1)]
        node = first.key in (")", ":", "{") or (
            first.kind == NAME and (second.key in (")", ":", "{", "WHERE", "IS") or second.kind == "parameter")
        )
        if not (node or first.kind == "parameter"):
            return False
        closing = self.partner(position)
        return closing is not None and self.after_arrow(closing + 1) is not None

    def after_arrow(self, position: int) -> int | None:
        """The place in the tokens after the relationship that begins here, if one does and a node follows."""
        keys = [token.key for token in self.tokens[position : position + 4]]
        if keys[:1] == ["<"]:
            position, keys = position + 1, keys[1:]
        if keys[:1] != ["-"]:
            return None
        position += 1
        if keys[1:2] == ["["]:
            closing = self.partner(position)
            if closing is None or self.tokens[closing + 1].key != "-":
                return None
            position = closing + 1
        elif keys[1:2] != ["-"]:
            return None
        position += 1
        if self.tokens[position].key == ">":
            position += 1
        if self.tokens[position].key == "{":
            position = (self.partner(position) or position) + 1
        elif self.tokens[position].key in ("+", "*"):
            position += 1
        return position if self.tokens[position].key == "(" else None

    def at_comprehended_pattern(self, position: int) -> bool:
        """Does a path pattern begin here that is followed by ``|`` or WHERE?"""
        if not self.at_pattern(position):
            return False
        following: int | None = position
        while following is not None:
            closing = self.partner(following)
            if closing is None:
                return False
            position = closing + 1
            following = self.after_arrow(position)
        return self.tokens[position].key in ("|", "WHERE")

    def pattern_comprehension(self) -> tree.PatternComprehension:
        start = self.expect("[").start
        pattern = self.path_pattern()
        where = self.before_bar() if self.accept("WHERE") else None
        self.expect("|", "before what the comprehension gives")
        projection = self.expression()
        self.expect("]", "to close the comprehension")
        return tree.PatternComprehension(pattern, where, projection, start=start, end=self.end)

    # --- loops over lists ---

    def before_bar(self) -> tree.Expression:
        """An expression that a ``|`` may end."""
        outer, self.stop_at_bar = self.stop_at_bar, True
        result = self.expression()
        self.stop_at_bar = outer
        return result

    def list_comprehension(self) -> tree.ListComprehension:
        start = self.expect("[").start
        variable = self.variable()
        self.expect("IN")
        source = self.before_bar()
        where = self.before_bar() if self.accept("WHERE") else None
        projection = self.expression() if self.accept("|") else None
        self.expect("]", "to close the comprehension")
        return tree.ListComprehension(variable, source, where, projection, start=start, end=self.end)

    def quantifier(self, key: str) -> tree.Expression:
        start = self.advance().start
        self.expect("(")
        outer, self.stop_at_bar = self.stop_at_bar, False
        self.enter()
        variable = self.variable()
        self.expect("IN")
        source = self.expression()
        self.expect("WHERE", f"in {_KINDS[key]}(")
        where = self.expression()
        self.leave()
        self.stop_at_bar = outer
        self.expect(")", f"to close {_KINDS[key]}(")
        return tree.Quantifier(_KINDS[key], variable, source, where, start=start, end=self.end)

    def reduce(self) -> tree.Reduce:
        start = self.advance().start
        self.expect("(")
        self.enter()
        accumulator = self.variable()
        self.expect("=")
        initial = self.expression()
        self.expect(",", "after the first value of reduce")
        variable = self.variable()
        self.expect("IN", "in reduce")
        source = self.before_bar()
        self.expect("|", "in reduce")
        outer, self.stop_at_bar = self.stop_at_bar, False
        step = self.expression()
        self.stop_at_bar = outer
        self.leave()
        self.expect(")", "to close reduce(")
        return tree.Reduce(accumulator, initial, variable, source, step, start=start, end=self.end)

    # --- map projection ---

    def map_projection(self, subject: tree.Variable) -> tree.MapProjection:
        self.expect("{")
        outer, self.stop_at_bar = self.stop_at_bar, False
        self.enter()
        entries = () if self.token.key == "}" else self.separated(lambda: self.projected_entry(subject))
        self.leave()
        self.stop_at_bar = outer
        self.expect("}", "to close the map projection")
        return tree.MapProjection(subject, entries, start=subject.start, end=self.end)

    def projected_entry(self, subject: tree.Variable) -> tree.MapEntry:
        start = self.token.start
        value: tree.Expression
        if self.accept("."):
            if self.accept("*"):
                return tree.MapEntry("*", None, start=start, end=self.end)
            key = self.name("a property name or *")
            value = tree.Property(subject, key, start=start, end=self.end)
        elif self.peek().key == ":":
            key, value = self.map_entry()
        else:
            variable = self.variable("a property, a variable or a key")
            key, value = variable.name, variable
        return tree.MapEntry(key, value, start=start, end=self.end)
