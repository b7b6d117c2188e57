"""Values that stand for themselves: literals, names, calls, CASE, and all that is in brackets."""

from __future__ import annotations

from typing import Literal

from accord.cypher.syntax import tree
from accord.cypher.syntax.loops import Loops
from accord.cypher.syntax.tokens import BAD_NUMBER, FLOAT, INTEGER, NAME, PARAMETER, STRING, Token

_SUBQUERIES: dict[str, Literal["EXISTS", "COUNT", "COLLECT"]] = {
    "EXISTS": "EXISTS",
    "COUNT": "COUNT",
    "COLLECT": "COLLECT",
}
_SIDES = {"BOTH": "btrim", "LEADING": "ltrim", "TRAILING": "rtrim"}
NORMAL_FORMS = frozenset({"NFC", "NFD", "NFKC", "NFKD"})
_CLAUSE_WORDS = frozenset({"CREATE", "MATCH", "MERGE", "OPTIONAL", "RETURN", "UNWIND", "WHERE", "WITH"})
_TYPE_NAMES = {
    "BOOL": "BOOLEAN",
    "VARCHAR": "STRING",
    "INT": "INTEGER",
    "SIGNED INTEGER": "INTEGER",
    "TIME": "ZONED TIME",
    "DATETIME": "ZONED DATETIME",
    "VERTEX": "NODE",
    "EDGE": "RELATIONSHIP",
    "ARRAY": "LIST",
    "ANY NODE": "NODE",
    "ANY RELATIONSHIP": "RELATIONSHIP",
    "ANY MAP": "MAP",
    "ANY PROPERTY VALUE": "PROPERTY VALUE",
    "ANY VALUE": "ANY",
}
_TYPES = frozenset(
    "ANY BOOLEAN DATE DURATION FLOAT INTEGER LIST MAP NODE NOTHING NULL PATH POINT RELATIONSHIP STRING".split()
) | {"LOCAL DATETIME", "LOCAL TIME", "PROPERTY VALUE", "ZONED DATETIME", "ZONED TIME"}


class Atoms(Loops):
    """``[1, {a: $b}]``, ``toUpper(n.name)``, ``CASE WHEN ... END``, ``EXISTS { ... }``"""

    def atom(self) -> tree.Expression:
        token = self.token
        kind = token.kind
        if kind == NAME:
            return self.name_atom()
        if kind == STRING:
            self.advance()
            return tree.String(str(token.value), start=token.start, end=token.end)
        if kind == INTEGER:
            return tree.Integer(self.natural(), start=token.start, end=token.end)
        if kind == FLOAT:
            self.advance()
            return tree.Float(float(token.value), start=token.start, end=token.end)
        if kind == PARAMETER:
            self.advance()
            return tree.Parameter(str(token.value), start=token.start, end=token.end)
        if kind == BAD_NUMBER:
            self.fail(f"{token.value!r} is no number", "InvalidNumberLiteral")
        return self.bracketed_atom()

    def bracketed_atom(self) -> tree.Expression:
        key = self.token.key
        if key not in ("(", "[", "{"):
            self.unexpected("an expression")
        if key == "(" and self.at_pattern(self.position):
            return self.pattern_expression()
        outer, self.stop_at_bar = self.stop_at_bar, False
        self.enter()
        result: tree.Expression
        if key == "(":
            self.advance()
            result = self.expression()
            self.expect(")", "to close the parenthesis")
        elif key == "[":
            result = self.list_atom()
        else:
            result = self.map_literal()
        self.leave()
        self.stop_at_bar = outer
        return result

    def pattern_expression(self) -> tree.PatternExpression:
        start = self.token.start
        self.enter()
        elements = self.path_elements()
        self.leave()
        pattern = tree.PathPattern(elements, start=start, end=self.end)
        return tree.PatternExpression(pattern, start=start, end=self.end)

    # --- names ---

    def name_atom(self) -> tree.Expression:
        """A variable, a call, or one of the words with a form of their own."""
        token, following = self.token, self.peek()
        special = self.special_form(token, following.key) if token.key else None
        if special is not None:
            return special
        if following.key == "(" or (following.key == "." and self.at_dotted_call()):
            return self.function_call()
        if token.key in _CLAUSE_WORDS and (following.kind == NAME or following.key in ("(", "*")):
            self.unexpected("an expression")
        self.advance()
        variable = tree.Variable(str(token.value), start=token.start, end=token.end)
        if following.key == "{":
            return self.map_projection(variable)
        return variable

    def special_form(self, token: Token, following: str) -> tree.Expression | None:
        """What the words null, true, false, CASE, EXISTS {, count(*), all(x IN, reduce(... begin."""
        key, start, end = token.key, token.start, token.end
        if following == "(":
            return self.special_call(token)
        if following == "{":
            return self.subquery(_SUBQUERIES[key]) if key in _SUBQUERIES else None
        if key == "NULL":
            self.advance()
            return tree.Null(start=start, end=end)
        if key in ("TRUE", "FALSE"):
            self.advance()
            return tree.Boolean(key == "TRUE", start=start, end=end)
        if key == "CASE" and following not in (",", ")", "]", "}", ".", "|"):
            return self.case()
        return None

    def special_call(self, token: Token) -> tree.Expression | None:
        """Calls with a grammar of their own; the parenthesis is next but one."""
        key = token.key
        first, second = self.peek(2), self.peek(3)
        if key == "COUNT" and first.key == "*" and second.key == ")":
            for _ in range(4):
                self.advance()
            return tree.CountStar(start=token.start, end=self.end)
        if key in ("ALL", "ANY", "NONE", "SINGLE") and first.kind == NAME and second.key == "IN":
            return self.quantifier(key)
        if key == "REDUCE" and first.kind == NAME and second.key == "=":
            return self.reduce()
        if key == "TRIM" and (first.key in _SIDES or first.key == "FROM"):
            return self.trim()
        if key in ("SHORTESTPATH", "ALLSHORTESTPATHS"):
            self.enter()
            pattern = self.path_pattern()
            self.leave()
            return tree.PatternExpression(pattern, start=token.start, end=self.end)
        return None

    def at_dotted_call(self) -> bool:
        """``date.truncate(``, as opposed to ``n.name``"""
        distance = 1
        while self.peek(distance).key == "." and self.peek(distance + 1).kind == NAME:
            distance += 2
        return self.peek(distance).key == "("

    def function_call(self) -> tree.FunctionCall:
        start = self.token.start
        name = self.name("a function")
        while self.accept("."):
            name += "." + self.name("a function")
        self.expect("(")
        outer, self.stop_at_bar = self.stop_at_bar, False
        self.enter()
        distinct = False
        if self.token.key == "DISTINCT" and self.peek().key not in (")", ","):
            distinct = self.accept("DISTINCT")
        else:
            self.accept("ALL") if self.token.key == "ALL" and self.peek().kind == NAME else None
        arguments = () if self.token.key == ")" else self.separated(self.expression)
        if name.upper() == "TRIM" and len(arguments) == 1 and self.accept("FROM"):
            name, arguments = "btrim", (self.expression(), *arguments)
        elif name.upper() == "NORMALIZE":
            arguments = (*arguments[:1], *map(_normal_form, arguments[1:]))
        self.leave()
        self.stop_at_bar = outer
        self.expect(")", f"to close {name}(")
        return tree.FunctionCall(name, arguments, distinct, start=start, end=self.end)

    def trim(self) -> tree.FunctionCall:
        """``trim(BOTH 'x' FROM text)``: the function of that side, with its arguments turned round."""
        start = self.advance().start
        self.expect("(")
        name = _SIDES[self.advance().key] if self.token.key in _SIDES else "btrim"
        self.enter()
        characters = () if self.token.key == "FROM" else (self.expression(),)
        self.expect("FROM", "in trim")
        arguments = (self.expression(), *characters)
        self.leave()
        self.expect(")", "to close trim(")
        return tree.FunctionCall(name, arguments, start=start, end=self.end)

    # --- CASE, subqueries ---

    def continued(self, start: int, left: tree.Expression) -> tree.Expression | None:
        """The comparison or predicate on `left` whose operator is next; None where another token is."""
        raise NotImplementedError

    def case(self) -> tree.Case:
        start = self.expect("CASE").start
        self.enter()
        subject = None if self.token.key == "WHEN" else self.expression()
        branches = [self.case_branch(subject)]
        while self.token.key == "WHEN":
            branches.append(self.case_branch(subject))
        otherwise = self.expression() if self.accept("ELSE") else None
        self.expect("END", "to close CASE")
        self.leave()
        if subject is not None and any(_goes_on(test, subject) for branch in branches for test in branch.tests):
            branches = [_searched(branch, subject) for branch in branches]
            subject = None
        return tree.Case(subject, tuple(branches), otherwise, start=start, end=self.end)

    def case_branch(self, subject: tree.Expression | None) -> tree.CaseBranch:
        start = self.expect("WHEN", "in CASE").start
        tests = (self.expression(),) if subject is None else self.separated(lambda: self.case_test(subject))
        self.expect("THEN", "in CASE")
        return tree.CaseBranch(tests, self.expression(), start=start, end=self.end)

    def case_test(self, subject: tree.Expression) -> tree.Expression:
        """A value that may equal the subject, or the rest of a comparison with it: ``WHEN > 3``."""
        return self.continued(self.token.start, subject) or self.expression()

    def subquery(self, kind: Literal["EXISTS", "COUNT", "COLLECT"]) -> tree.Subquery:
        """``EXISTS { (a)-->(b) WHERE ... }`` or ``EXISTS { MATCH ... }``"""
        start = self.advance().start
        outer, self.stop_at_bar = self.stop_at_bar, False
        self.enter()
        self.expect("{")
        token = self.token
        query: tree.Query
        bare = token.key == "(" or (token.kind == NAME and self.peek().key == "=")
        if bare or token.key in ("ANY", "ALL", "SHORTEST", "SHORTESTPATH", "ALLSHORTESTPATHS"):
            patterns = self.separated(self.path_pattern)
            where = self.expression() if self.accept("WHERE") else None
            match = tree.Match(patterns, where, start=token.start, end=self.end)
            query = tree.SingleQuery((match,), start=token.start, end=self.end)
        else:
            query = self.query("}")
        self.expect("}", f"to close {kind}")
        self.leave()
        self.stop_at_bar = outer
        return tree.Subquery(kind, query, start=start, end=self.end)

    # --- types ---

    def value_types(self) -> tuple[tree.ValueType, ...]:
        """``INTEGER | LIST<STRING NOT NULL>``"""
        types = [self.value_type()]
        while self.token.key == "|" and not self.stop_at_bar:
            self.advance()
            types.append(self.value_type())
        return tuple(types)

    def value_type(self) -> tree.ValueType:
        start = self.token.start
        name = self.type_name()
        inner: tuple[tree.ValueType, ...] = ()
        if name == "LIST" and self.accept("<"):
            self.enter()
            outer, self.stop_at_bar = self.stop_at_bar, False
            inner = self.value_types()
            self.stop_at_bar = outer
            self.leave()
            self.expect(">", "to close LIST<")
        nullable = not self.accept("NOT", "NULL")
        result = tree.ValueType(name, nullable, inner, start=start, end=self.end)
        while self.token.key in ("LIST", "ARRAY"):
            self.advance()
            nullable = not self.accept("NOT", "NULL")
            result = tree.ValueType("LIST", nullable, (result,), start=start, end=self.end)
        return result

    def type_name(self) -> str:
        token = self.token
        words = self.name("a type").upper()
        if words in ("LOCAL", "ZONED", "PROPERTY", "SIGNED") or (
            words == "ANY" and self.token.key in ("VALUE", "PROPERTY", "NODE", "RELATIONSHIP", "MAP")
        ):
            words += " " + self.name("a type").upper()
            if words == "ANY PROPERTY":
                words += " " + self.name("VALUE").upper()
        elif words in ("TIME", "TIMESTAMP") and self.token.key in ("WITH", "WITHOUT") and self.peek().key == "TIME":
            zone = "ZONED" if self.advance().key == "WITH" else "LOCAL"
            self.expect("TIME")
            self.expect("ZONE")
            words = f"{zone} {'TIME' if words == 'TIME' else 'DATETIME'}"
        name = _TYPE_NAMES.get(words, words)
        if name not in _TYPES:
            self.fail(f"there is no type {words}", token=token)
        return name


def _normal_form(argument: tree.Expression) -> tree.Expression:
    """The second argument of normalize() is a bare word."""
    if isinstance(argument, tree.Variable) and argument.name.upper() in NORMAL_FORMS:
        return tree.String(argument.name.upper(), start=argument.start, end=argument.end)
    return argument


def _goes_on(test: tree.Expression, subject: tree.Expression) -> bool:
    """Is this test of a CASE the rest of a comparison with its subject?"""
    match test:
        case tree.Comparison():
            return test.operands[0] is subject
        case tree.Binary():
            return test.left is subject
        case tree.IsNull() | tree.IsType():
            return test.operand is subject
        case _:
            return False


def _searched(branch: tree.CaseBranch, subject: tree.Expression) -> tree.CaseBranch:
    """The branch as one of a CASE without a subject: its tests joined by OR."""
    tests = [
        test if _goes_on(test, subject) else tree.Comparison(("=",), (subject, test), start=test.start, end=test.end)
        for test in branch.tests
    ]
    joined = tests[0]
    for test in tests[1:]:
        joined = tree.Binary("OR", joined, test, start=tests[0].start, end=test.end)
    return tree.CaseBranch((joined,), branch.result, start=branch.start, end=branch.end)
