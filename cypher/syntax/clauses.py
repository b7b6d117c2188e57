"""Reading clauses: MATCH, UNWIND, WITH, RETURN, CALL. The writing ones are in `writing`."""

from __future__ import annotations

from accord.cypher.syntax import tree
from accord.cypher.syntax.expressions import Expressions
from accord.cypher.syntax.tokens import END, NAME


class Clauses(Expressions):
    """``OPTIONAL MATCH (a)-->(b) WHERE ...``, ``WITH a, count(*) AS n ORDER BY n LIMIT 3``"""

    # --- MATCH, UNWIND ---

    def match(self, start: int, optional: bool) -> tree.Match:
        self.expect("MATCH")
        if self.at_words("REPEATABLE", "ELEMENT") or self.at_words("REPEATABLE", "ELEMENTS"):
            self.not_supported("MATCH REPEATABLE ELEMENTS")
        if self.accept("DIFFERENT", "RELATIONSHIPS") or self.accept("DIFFERENT", "RELATIONSHIP"):
            pass  # that is what MATCH means without it
        patterns = self.separated(self.path_pattern)
        while self.token.key == "USING":
            self.hint()
        where = self.expression() if self.accept("WHERE") else None
        return tree.Match(patterns, where, optional, start=start, end=self.end)

    def hint(self) -> None:
        """``USING INDEX n:Label(key)``, ``USING SCAN n:Label``, ``USING JOIN ON n``: advice to another planner."""
        self.expect("USING")
        if self.accept("JOIN"):
            self.expect("ON", "in a join hint")
            self.separated(self.variable)
            return
        kind = self.advance().key
        while self.token.kind == NAME and self.peek().key != ":":
            kind = self.advance().key
        if kind not in ("INDEX", "SCAN", "SEEK"):
            self.unexpected("INDEX, SCAN or JOIN after USING")
        self.variable()
        self.expect(":", "in the hint")
        self.label_expression()
        if self.accept("("):
            self.separated(lambda: self.name("a property name"))
            self.expect(")", "to close the hint")

    def unwind(self) -> tree.Unwind:
        start = self.expect("UNWIND").start
        source = self.expression()
        self.expect("AS", "after what to unwind")
        return tree.Unwind(source, self.variable(), start=start, end=self.end)

    # --- WITH, RETURN ---

    def projection(self) -> tree.Projection:
        word = self.advance()
        distinct = self.token.key == "DISTINCT" and self.peek().kind != END and self.accept("DISTINCT")
        star = self.accept("*")
        items: tuple[tree.ProjectionItem, ...] = ()
        if not star or self.accept(","):
            items = self.separated(self.projection_item)
        order_by: tuple[tree.SortItem, ...] = ()
        if self.accept("ORDER", "BY"):
            order_by = self.separated(self.sort_item)
        skip = self.expression() if self.accept("SKIP") or self.accept("OFFSET") else None
        limit = self.expression() if self.accept("LIMIT") else None
        if word.key == "RETURN":
            return tree.Return(items, star, distinct, order_by, skip, limit, start=word.start, end=self.end)
        where = self.expression() if self.accept("WHERE") else None
        return tree.With(items, star, distinct, order_by, skip, limit, where, start=word.start, end=self.end)

    def projection_item(self) -> tree.ProjectionItem:
        start = self.token.start
        expression = self.expression()
        text = self.text[start : self.end]
        alias = self.variable("a name for the column") if self.accept("AS") else None
        return tree.ProjectionItem(expression, alias, text, start=start, end=self.end)

    def sort_item(self) -> tree.SortItem:
        start = self.token.start
        expression = self.expression()
        descending = self.accept("DESC") or self.accept("DESCENDING")
        if not descending:
            _ = self.accept("ASC") or self.accept("ASCENDING")
        return tree.SortItem(expression, descending, start=start, end=self.end)

    # --- CALL ---

    def call(self, start: int, optional: bool) -> tree.Clause:
        self.expect("CALL")
        if self.token.key in ("{", "("):
            return self.call_subquery(start, optional)
        name = self.name("a procedure")
        while self.accept("."):
            name += "." + self.name("a procedure")
        arguments: tuple[tree.Expression, ...] | None = None
        if self.accept("("):
            arguments = () if self.token.key == ")" else self.separated(self.expression)
            self.expect(")", f"to close {name}(")
        yields: tuple[tree.YieldItem, ...] | None = None
        yield_all = False
        where = None
        if self.accept("YIELD"):
            if self.accept("*"):
                yield_all = True
            else:
                yields = () if self.accept("-") else self.separated(self.yield_item)
            where = self.expression() if self.accept("WHERE") else None
        return tree.CallProcedure(name, arguments, yields, yield_all, where, optional, start=start, end=self.end)

    def yield_item(self) -> tree.YieldItem:
        column = self.variable("a column of the procedure")
        variable = self.variable() if self.accept("AS") else column
        return tree.YieldItem(column.name, variable, start=column.start, end=self.end)

    def call_subquery(self, start: int, optional: bool) -> tree.CallSubquery:
        imports: tuple[tree.Variable, ...] | None = None
        imports_all = False
        if self.accept("("):
            imports_all = self.accept("*")
            imports = () if imports_all or self.token.key == ")" else self.separated(self.variable)
            self.expect(")", "to close the imports")
        self.enter()
        self.expect("{", "to begin the subquery")
        query = self.query("}")
        self.expect("}", "to close the subquery")
        self.leave()
        in_transactions = self.in_transactions()
        return tree.CallSubquery(query, imports, imports_all, optional, in_transactions, start=start, end=self.end)

    def in_transactions(self) -> bool:
        """``IN TRANSACTIONS OF 100 ROWS``"""
        if self.token.key != "IN":
            return False
        if not self.at_words("IN", "TRANSACTIONS"):
            self.not_supported("CALL ... IN CONCURRENT TRANSACTIONS")
        self.accept("IN", "TRANSACTIONS")
        if self.accept("OF"):
            self.expression()
            if not (self.accept("ROWS") or self.accept("ROW")):
                self.unexpected("ROWS")
        if self.token.key in ("ON", "REPORT"):
            self.not_supported("ON ERROR and REPORT STATUS")
        return True
