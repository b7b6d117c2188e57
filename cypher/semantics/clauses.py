"""Clauses and queries: each clause sees the variables that the ones before it leave."""

from __future__ import annotations

from collections.abc import Mapping

from accord.cypher.semantics.analysis import Projected
from accord.cypher.semantics.expressions import Scope
from accord.cypher.semantics.projections import ProjectionChecks
from accord.cypher.semantics.types import ANYTHING, BOOLEAN, INTEGER, LIST, Type, list_of
from accord.cypher.semantics.writing import WRITING, WritingChecks
from accord.cypher.syntax import tree
from accord.cypher.syntax.walk import descendants

__all__ = ["QueryChecks"]

_NOTHING: Mapping[str, Type] = {}


class QueryChecks(WritingChecks, ProjectionChecks):
    """Walks a query from clause to clause; keeps what each WITH and RETURN projects and what each clause sees."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.projections: dict[int, Projected] = {}
        self.scopes: dict[int, Scope] = {}

    # --- queries ---

    def check_query(
        self, query: tree.Query, scope: Scope, constants: Scope = _NOTHING, *, concluded: bool = True
    ) -> dict[str, Type]:
        """The columns of a query with their types (none where it returns nothing).

        `scope` is what its first clause sees; `constants` what is seen by all. A query must be `concluded` by
        RETURN or by writing, except in EXISTS and COUNT.
        """
        if isinstance(query, tree.SingleQuery):
            return self.check_single_query(query, scope, constants, concluded)
        columns = [self.check_single_query(branch, scope, constants, concluded) for branch in query.branches]
        merged = columns[0]
        for branch, found in zip(query.branches[1:], columns[1:], strict=True):
            if list(found) != list(columns[0]):
                at = branch.clauses[-1]
                self.fail(at, "all queries of a UNION must return the same columns", "DifferentColumnsInUnion")
            merged = {name: merged[name].or_else(found[name]) for name in merged}
        return merged

    def check_single_query(
        self, query: tree.SingleQuery, scope: Scope, constants: Scope, concluded: bool
    ) -> dict[str, Type]:
        self.check_composition(query, concluded)
        for clause in query.clauses:
            self.scopes[id(clause)] = dict(sorted(scope.items()))
            if isinstance(clause, tree.Return):
                return self.projection(clause, scope, constants)
            scope = self.check_clause(clause, scope, constants)
        last = query.clauses[-1]
        if isinstance(last, tree.CallProcedure) and len(query.clauses) == 1:
            return dict(scope)  # a call on its own returns what it yields
        return {}

    def check_composition(self, query: tree.SingleQuery, concluded: bool) -> None:
        *others, last = query.clauses
        for clause in others:
            if isinstance(clause, tree.Return | tree.Finish):
                self.fail(clause, "RETURN and FINISH can only come last", "InvalidClauseComposition")
        self.check_order_of_calls(query)
        if not concluded or isinstance(last, (tree.Return, tree.Finish, tree.CallProcedure, *WRITING)):
            return
        if isinstance(last, tree.CallSubquery) and not _returns(last.query):
            return
        name = type(last).__name__.upper()
        self.fail(last, f"a query can't end with {name}; it needs a RETURN", "InvalidClauseComposition")

    def check_order_of_calls(self, query: tree.SingleQuery) -> None:
        """A call that is a whole query may be shorter than one that has neighbours."""
        if len(query.clauses) == 1:
            return
        for clause in query.clauses:
            if isinstance(clause, tree.CallProcedure):
                if clause.yield_all:
                    self.fail(clause, "YIELD * can only be used where the call stands alone", "UnexpectedSyntax")
                if clause.arguments is None:
                    message = f"{clause.name} needs parentheses beside other clauses"
                    self.fail(clause, message, "InvalidArgumentPassingMode")

    # --- clauses ---

    def check_clause(self, clause: tree.Clause, scope: Scope, constants: Scope) -> Scope:
        """What the next clause sees."""
        match clause:
            case tree.Match():
                return self.match(clause, scope)
            case tree.With():
                columns = self.projection(clause, scope, constants)
                return {**constants, **columns}
            case tree.Unwind():
                source = self.type_of(clause.source, scope)
                item = source.item if source.kinds == LIST.kinds else ANYTHING
                return self.with_new(scope, clause.variable, item)
            case tree.CallProcedure():
                return self.call(clause, scope)
            case tree.CallSubquery():
                return self.call_subquery(clause, scope)
            case tree.Foreach():
                self.foreach(clause, scope, constants)
                return scope
            case tree.Finish():
                return {}
            case _:
                return self.check_writing(clause, scope)

    def projection(self, clause: tree.Projection, scope: Scope, constants: Scope) -> dict[str, Type]:
        projected = self.project(clause, scope, constants)
        self.projections[id(clause)] = projected
        return {column.name: column.type for column in projected.columns}

    def match(self, clause: tree.Match, scope: Scope) -> Scope:
        bound = self.bind_patterns(clause.patterns, scope)
        self.check_pattern_parts(clause.patterns, bound)
        if clause.where is not None:
            self.check_predicate(clause.where, bound)
        return bound

    def with_new(self, scope: Scope, variable: tree.Variable, found: Type) -> Scope:
        """`scope` with one more variable, which must not be there yet."""
        if variable.name in scope:
            self.fail(variable, f"{variable.name!r} is already bound", "VariableAlreadyBound")
        return {**scope, variable.name: found}

    def foreach(self, clause: tree.Foreach, scope: Scope, constants: Scope) -> None:
        source = self.type_of(clause.source, scope)
        if not source.may_be(LIST.kinds):
            self.fail(clause.source, f"expected a list, found {source}", "InvalidArgumentType")
        inner = self.with_new(scope, clause.variable, source.item if source.kinds == LIST.kinds else ANYTHING)
        for each in clause.clauses:
            if not isinstance(each, WRITING):
                self.fail(each, "only writing clauses can stand in FOREACH", "InvalidClauseComposition")
            self.scopes[id(each)] = dict(sorted(inner.items()))
            inner = self.check_clause(each, inner, constants)

    # --- CALL ---

    def call(self, clause: tree.CallProcedure, scope: Scope) -> Scope:
        for argument in clause.arguments or ():
            self.type_of(argument, scope)
        for item in clause.yields or ():
            scope = self.with_new(scope, item.variable, ANYTHING)
        if clause.where is not None:
            self.check_predicate(clause.where, scope)
        return scope

    def call_subquery(self, clause: tree.CallSubquery, scope: Scope) -> Scope:
        """The newer form names what the query sees; in the older a leading WITH takes it from outside."""
        if clause.imports_all:
            inner: Scope = scope
        else:
            for variable in clause.imports or ():
                self.type_of(variable, scope)
            inner = {variable.name: scope[variable.name] for variable in clause.imports or ()}
        if clause.imports is None:
            columns = self.importing_query(clause.query, scope)
        else:
            columns = self.check_query(clause.query, inner, inner)
        for name, found in columns.items():
            scope = self.with_new(scope, tree.Variable(name, start=clause.start, end=clause.end), found)
        return scope

    def importing_query(self, query: tree.Query, scope: Scope) -> dict[str, Type]:
        branches = query.branches if isinstance(query, tree.Union) else (query,)
        importing = [_imports(branch) for branch in branches]
        if not any(importing):
            return self.check_query(query, {})
        for branch, imports in zip(branches, importing, strict=True):
            first = branch.clauses[0]
            if not imports and isinstance(first, tree.With) and first.star:
                self.not_supported(first, "WITH * with more in it at the start of a subquery")
        # A branch without an importing WITH sees nothing from outside; with one it sees what that names.
        results = [
            self.check_query(branch, scope if imports else {})
            for branch, imports in zip(branches, importing, strict=True)
        ]
        if any(list(found) != list(results[0]) for found in results):
            self.fail(query, "all queries of a UNION must return the same columns", "DifferentColumnsInUnion")
        return results[0]

    # --- subqueries in expressions ---

    def check_subquery(self, expression: tree.Subquery, scope: Scope) -> Type:
        for node in descendants(expression.query):
            if isinstance(node, WRITING):
                message = f"{expression.kind} can't hold a clause that writes"
                self.fail(node, message, "InvalidClauseComposition")
        columns = self.check_query(expression.query, scope, scope, concluded=expression.kind == "COLLECT")
        if expression.kind == "EXISTS":
            return BOOLEAN
        if expression.kind == "COUNT":
            return INTEGER
        if len(columns) != 1:
            self.fail(expression, "COLLECT needs a query that returns one column", "InvalidClauseComposition")
        return list_of(next(iter(columns.values())))


def _returns(query: tree.Query) -> bool:
    branch = query.branches[0] if isinstance(query, tree.Union) else query
    return isinstance(branch.clauses[-1], tree.Return)


def _imports(query: tree.SingleQuery) -> bool:
    """Does it begin with a WITH that only names variables?"""
    first = query.clauses[0]
    if not isinstance(first, tree.With):
        return False
    plain = all(item.alias is None and isinstance(item.expression, tree.Variable) for item in first.items)
    return plain and not (first.distinct or first.order_by or first.skip or first.limit or first.where)
