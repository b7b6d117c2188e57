"""Path patterns, and what they ask of labels and types."""

from __future__ import annotations

from typing import Literal

from accord.cypher.syntax import tree
from accord.cypher.syntax.cursor import Cursor
from accord.cypher.syntax.tokens import INTEGER, NAME, PARAMETER, Token

_FUNCTIONS: dict[str, Literal["shortestPath", "allShortestPaths"]] = {
    "SHORTESTPATH": "shortestPath",
    "ALLSHORTESTPATHS": "allShortestPaths",
}


class Patterns(Cursor):
    """``p = shortestPath((a:A)-[r:R*1..3]->(b))`` and all that may stand in it."""

    stop_at_bar = False
    """Does a ``|`` end the expression (``[x IN xs WHERE x:A | x]``) rather than offer another label?"""

    # --- paths ---

    def path_pattern(self) -> tree.PathPattern:
        """One path of MATCH, CREATE, MERGE or a subquery, with its variable and selector."""
        start = self.token.start
        variable = None
        if self.token.kind == NAME and self.peek().key == "=":
            variable = self.variable()
            self.advance()
        selector = self.selector()
        if selector is not None and selector.kind in _FUNCTIONS.values():
            self.advance()
            elements = self.path_elements()
            self.expect(")", "to close " + selector.kind)
        else:
            elements = self.path_elements()
        return tree.PathPattern(elements, variable, selector, start=start, end=self.end)

    def selector(self) -> tree.Selector | None:
        """``shortestPath`` (its parenthesis is next then), ``ANY SHORTEST``, ``ALL SHORTEST``, ``SHORTEST 3 GROUPS``."""
        token = self.token
        if token.key in _FUNCTIONS and self.peek().key == "(":
            self.advance()
            return tree.Selector(_FUNCTIONS[token.key], start=token.start, end=token.end)
        if self.token.key not in ("ANY", "ALL", "SHORTEST"):
            return None
        kind: Literal["ANY", "SHORTEST", "ALL SHORTEST", "SHORTEST GROUPS"]
        count = 1
        if self.accept("ALL", "SHORTEST"):
            kind = "ALL SHORTEST"
        elif self.accept("ANY", "SHORTEST"):
            kind = "SHORTEST"
        else:
            kind = "ANY" if self.expect_one("ANY", "SHORTEST").key == "ANY" else "SHORTEST"
            if self.token.kind == INTEGER:
                count = self.natural()
        _ = self.accept("PATH") or self.accept("PATHS")
        if kind == "SHORTEST" and (self.accept("GROUPS") or self.accept("GROUP")):
            kind = "SHORTEST GROUPS"
        return tree.Selector(kind, count, start=token.start, end=self.end)

    def expect_one(self, *keys: str) -> Token:
        if self.token.key not in keys:
            self.unexpected(" or ".join(keys))
        return self.advance()

    def path_elements(self) -> tuple[tree.PathElement, ...]:
        """Nodes, relationships and parentheses in a row."""
        outer, self.stop_at_bar = self.stop_at_bar, False
        elements: list[tree.PathElement] = [self.node_or_parenthesis()]
        while True:
            if self.at_relationship():
                elements.append(self.relationship_pattern())
                elements.append(self.node_or_parenthesis())
            elif self.token.key == "(" and (
                isinstance(elements[-1], tree.ParenthesizedPath) or self.at_parenthesized_path()
            ):
                elements.append(self.node_or_parenthesis())
            else:
                self.stop_at_bar = outer
                return tuple(elements)

    def node_or_parenthesis(self) -> tree.NodePattern | tree.ParenthesizedPath:
        if self.token.key == "(" and self.at_parenthesized_path():
            return self.parenthesized_path()
        return self.node_pattern()

    def at_parenthesized_path(self) -> bool:
        """``((`` or ``(p = (``: a path in parentheses, not a node."""
        after = self.peek()
        return after.key == "(" or (after.kind == NAME and self.peek(2).key == "=" and self.peek(3).key == "(")

    def parenthesized_path(self) -> tree.ParenthesizedPath:
        start = self.expect("(").start
        self.enter()
        pattern = self.path_pattern()
        where = self.expression() if self.accept("WHERE") else None
        self.expect(")", "to close the path")
        self.leave()
        length = self.repetition()
        return tree.ParenthesizedPath(pattern, where, length, start=start, end=self.end)

    # --- nodes and relationships ---

    def node_pattern(self) -> tree.NodePattern:
        start = self.expect("(", "to begin a node").start
        variable = None
        if self.token.kind == NAME and not (self.token.key in ("WHERE", "IS") and self.peek().key != ")"):
            variable = self.variable()
        labels = self.label_expression() if self.accept(":") or self.accept("IS") else None
        properties = self.pattern_properties()
        where = self.expression() if self.accept("WHERE") else None
        self.expect(")", "to close the node")
        return tree.NodePattern(variable, labels, properties, where, start=start, end=self.end)

    def pattern_properties(self) -> tree.Expression | None:
        if self.token.key == "{":
            return self.map_literal()
        if self.token.kind == PARAMETER:
            token = self.advance()
            return tree.Parameter(str(token.value), start=token.start, end=token.end)
        return None

    def map_literal(self) -> tree.MapLiteral:
        raise NotImplementedError

    def at_relationship(self) -> bool:
        """``--``, ``-[``, ``<--`` or ``<-[``"""
        key, distance = self.token.key, 1
        if key == "<":
            key, distance = self.peek().key, 2
        return key == "-" and self.peek(distance).key in ("-", "[")

    def relationship_pattern(self) -> tree.RelationshipPattern:
        start = self.token.start
        leftward = self.accept("<")
        self.expect("-")
        variable, types, length, properties, where = None, None, None, None, None
        if self.accept("["):
            if self.token.kind == NAME and not (self.token.key in ("WHERE", "IS") and self.peek().key != "]"):
                variable = self.variable()
            types = self.label_expression() if self.accept(":") or self.accept("IS") else None
            if self.token.key == "*":
                length = self.variable_length()
            elif self.token.key == "..":
                self.fail("a length begins with '*', as in [:T*..3]", "InvalidRelationshipPattern")
            properties = self.pattern_properties()
            if self.token.key == "WHERE" and length is not None:
                self.fail("WHERE can't stand behind a length; use -[...]->{1,3}", "InvalidRelationshipPattern")
            where = self.expression() if self.accept("WHERE") else None
            self.expect("]", "to close the relationship")
        self.expect("-", "after the relationship")
        rightward = self.accept(">")
        repetition = self.repetition()
        if repetition is not None and length is not None:
            self.fail("a relationship has one length", "InvalidRelationshipPattern")
        direction: Literal["out", "in", "both"] = "both"
        if leftward != rightward:
            direction = "in" if leftward else "out"
        length = length or repetition
        return tree.RelationshipPattern(
            variable, types, direction, length, properties, where, start=start, end=self.end
        )

    def variable_length(self) -> tree.Length:
        """``*``, ``*2``, ``*1..3``, ``*..3``, ``*2..``"""
        start = self.expect("*").start
        minimum: int | None = None
        maximum: int | None = None
        if self.token.kind == INTEGER:
            minimum = maximum = self.natural()
        if self.accept(".."):
            maximum = self.natural() if self.token.kind == INTEGER else None
        elif self.token.key == "-" or self.token.kind not in ("symbol", "integer", "parameter", "name"):
            self.fail("a length is a positive integer", "InvalidRelationshipPattern")
        return tree.Length(1 if minimum is None else minimum, maximum, start=start, end=self.end)

    def repetition(self) -> tree.Length | None:
        """``+``, ``*``, ``{2}``, ``{1,3}``, ``{,3}``, ``{2,}`` behind a relationship or a parenthesis."""
        start = self.token.start
        if self.accept("+"):
            return tree.Length(1, None, start=start, end=self.end)
        if self.accept("*"):
            return tree.Length(0, None, start=start, end=self.end)
        if not self.accept("{"):
            return None
        minimum: int | None = self.natural() if self.token.kind == INTEGER else None
        maximum = minimum
        if self.accept(","):
            maximum = self.natural() if self.token.kind == INTEGER else None
        elif minimum is None:
            self.unexpected("how often to repeat, as in {1,3}")
        self.expect("}", "to close the repetition")
        return tree.Length(minimum or 0, maximum, start=start, end=self.end)

    def natural(self) -> int:
        if self.token.kind != INTEGER:
            self.unexpected("a positive integer")
        value = self.token.value
        assert isinstance(value, int)
        if value >= 2**63:
            self.fail("the integer does not fit in 64 bits", "IntegerOverflow")
        self.advance()
        return value

    # --- labels and types ---

    def label_expression(self) -> tree.LabelExpression:
        """What follows the ``:``; ``|`` binds loosest, then ``&`` and ``:``, then ``!``."""
        start = self.token.start
        operands = [self.label_conjunction()]
        while self.token.key == "|" and not self.stop_at_bar:
            if self.colon_between(operands[-1]):
                self.fail("labels are joined by ':' or by '|', '&' and '!', not by both")
            self.advance()
            self.accept(":")
            operands.append(self.label_conjunction())
        if len(operands) == 1:
            return operands[0]
        return tree.LabelOr(tuple(operands), start=start, end=self.end)

    def label_conjunction(self) -> tree.LabelExpression:
        start = self.token.start
        operands = [self.label_atom()]
        while self.token.key in ("&", ":"):
            self.advance()
            operands.append(self.label_atom())
        if len(operands) == 1:
            return operands[0]
        return tree.LabelAnd(tuple(operands), start=start, end=self.end)

    def colon_between(self, labels: tree.LabelExpression) -> bool:
        """Was it written ``A:B``?"""
        return isinstance(labels, tree.LabelAnd) and ":" in self.text[labels.operands[0].end : labels.operands[1].start]

    def label_atom(self) -> tree.LabelExpression:
        token = self.token
        if token.kind == NAME:
            self.advance()
            return tree.Label(str(token.value), start=token.start, end=token.end)
        if self.accept("%"):
            return tree.AnyLabel(start=token.start, end=token.end)
        self.enter()
        result: tree.LabelExpression
        if self.accept("!"):
            operand = self.label_atom()
            result = tree.LabelNot(operand, start=token.start, end=self.end)
        elif self.accept("("):
            outer, self.stop_at_bar = self.stop_at_bar, False
            result = self.label_expression()
            self.stop_at_bar = outer
            self.expect(")", "to close the label expression")
        else:
            result = self.dynamic_label()
        self.leave()
        return result

    def dynamic_label(self) -> tree.DynamicLabel:
        """``$(expression)``, ``$all(expression)``, ``$any(expression)``"""
        token = self.token
        function = str(token.value).lower()
        if not (
            self.peek().key == "(" and (token.key == "$" or (token.kind == PARAMETER and function in ("all", "any")))
        ):
            self.unexpected("a label or type")
        self.advance()
        self.expect("(")
        expression = self.expression()
        self.expect(")", "to close the dynamic label")
        return tree.DynamicLabel(expression, function == "any", start=token.start, end=self.end)
