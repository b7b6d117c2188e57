"""`parse`: text to `tree.Statement`, by recursive descent.

The parser is one class in layers, each in its module and standing on the one before:
`cursor` (tokens) < `patterns` < `loops` < `atoms` < `expressions` < `clauses` < `writing` < this one (statements).
"""

from __future__ import annotations

from typing import Literal

from accord.cypher.errors import CypherSyntaxError
from accord.cypher.syntax import tree, walk
from accord.cypher.syntax.tokens import END
from accord.cypher.syntax.writing import Writing

__all__ = ["parse"]

MAXIMUM_DEPTH = 200
"""How many parts of a query may stand in one another: what comes after the parser walks the tree recursively."""

_UNSUPPORTED = frozenset(
    "ALTER CYPHER DENY DROP DRYRUN ENABLE FILTER FOR GRANT INSERT LET LOAD RENAME REVOKE SHOW START STOP TERMINATE "
    "USE".split()
)


def parse(text: str) -> tree.Statement:
    """The syntax tree of a Cypher statement.

    Checks the form alone; names and types are checked by `accord.cypher.semantics.analyse`.
    Raises `CypherSyntaxError` where the text is no Cypher, `NotSupported` for Cypher that this engine never runs
    (schema commands, LOAD CSV, USE).

    >>> statement = parse("MATCH (n:State) RETURN n.name AS name")
    >>> [type(clause).__name__ for clause in statement.query.clauses]
    ['Match', 'Return']
    """
    try:
        return _Parser(text).statement()
    except RecursionError:  # the caller may have used up most of the stack
        raise CypherSyntaxError("the query is nested too deep", "NestingTooDeep") from None


class _Parser(Writing):
    def statement(self) -> tree.Statement:
        mode: Literal["EXPLAIN", "PROFILE"] | None = None
        if self.accept("EXPLAIN"):
            mode = "EXPLAIN"
        elif self.accept("PROFILE"):
            mode = "PROFILE"
        if self.token.kind == END:
            self.fail("the query is empty")
        query = self.query("")
        self.accept(";")
        if self.token.kind != END:
            self.fail("only one statement can be run at a time")
        self.check_depth(query)
        return tree.Statement(self.text, query, mode, start=query.start, end=query.end)

    def check_depth(self, query: tree.Query) -> None:
        """A chain such as 1 + 1 + ... makes a tree as deep as it is long."""
        if len(self.tokens) <= MAXIMUM_DEPTH:
            return
        depth, node = walk.depth(query)
        if depth > MAXIMUM_DEPTH:
            message = f"the expression is too deep: {depth} levels, {MAXIMUM_DEPTH} are allowed"
            raise CypherSyntaxError(message, "NestingTooDeep", text=self.text, start=node.start, end=node.end)

    def query(self, closing: str) -> tree.Query:
        """Single queries joined by UNION, up to `closing` or the end."""
        start = self.token.start
        branches = [self.single_query(closing)]
        kinds: set[bool] = set()
        while self.token.key == "UNION":
            union = self.advance()
            kinds.add(self.accept("ALL"))
            if len(kinds) > 1:
                self.fail("UNION and UNION ALL can't be mixed", "InvalidClauseComposition", union)
            self.accept("DISTINCT")
            branches.append(self.single_query(closing))
        if len(branches) == 1:
            return branches[0]
        return tree.Union(tuple(branches), kinds == {True}, start=start, end=self.end)

    def single_query(self, closing: str) -> tree.SingleQuery:
        start = self.token.start
        clauses = [self.clause()]
        while self.token.kind != END and self.token.key not in ("UNION", ";") and self.token.key != closing:
            clauses.append(self.clause())
        return tree.SingleQuery(tuple(clauses), start=start, end=self.end)

    def clause(self) -> tree.Clause:
        """One clause, told by its first word."""
        token = self.token
        match token.key:
            case "MATCH":
                return self.match(token.start, optional=False)
            case "OPTIONAL":
                self.advance()
                if self.token.key == "CALL":
                    return self.call(token.start, optional=True)
                return self.match(token.start, optional=True)
            case "RETURN" | "WITH":
                return self.projection()
            case "UNWIND":
                return self.unwind()
            case "CALL":
                return self.call(token.start, optional=False)
            case _:
                return self.writing_clause()

    def writing_clause(self) -> tree.Clause:
        token = self.token
        match token.key:
            case "CREATE":
                return self.create()
            case "MERGE":
                return self.merge()
            case "SET":
                return self.set()
            case "REMOVE":
                return self.remove()
            case "DELETE" | "DETACH" | "NODETACH":
                return self.delete()
            case "FOREACH":
                return self.foreach()
            case "FINISH":
                self.advance()
                return tree.Finish(start=token.start, end=token.end)
        if token.key in _UNSUPPORTED and self.peek().kind in ("name", "integer"):
            self.not_supported(token.key)
        return self.unexpected("a clause such as MATCH, WHERE or RETURN")
