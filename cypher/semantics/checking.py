"""`analyse`: from a syntax tree to a statement that can be planned."""

from __future__ import annotations

from collections.abc import Collection

from accord.cypher.errors import CypherSyntaxError, MissingParameter
from accord.cypher.semantics.analysis import Analysis
from accord.cypher.semantics.clauses import QueryChecks
from accord.cypher.semantics.writing import WRITING
from accord.cypher.syntax import tree
from accord.cypher.syntax.walk import descendants

__all__ = ["analyse"]


def analyse(statement: tree.Statement, parameters: Collection[str] | None = None) -> Analysis:
    """Check the names and types of a statement.

    `parameters` are the names of those that will be given (a mapping will do); without, they are not checked.
    Raises `CypherSyntaxError` for undefined variables, unknown functions, clauses in the wrong place and the like,
    `CypherTypeError` for operands that can't go together, `MissingParameter`, and `NotSupported` for functions that
    this engine does not have.

    >>> from accord.cypher.syntax.parser import parse
    >>> analyse(parse("MATCH (n) RETURN n.name, count(*) AS number")).columns
    ('n.name', 'number')
    """
    asked = [node for node in descendants(statement.query) if isinstance(node, tree.Parameter)]
    if parameters is not None:
        for parameter in asked:
            if parameter.name not in parameters:
                message = f"the parameter ${parameter.name} is missing"
                raise MissingParameter(
                    message, "MissingParameter", text=statement.text, start=parameter.start, end=parameter.end
                )
    checks = QueryChecks(statement.text)
    try:
        columns = checks.check_query(statement.query, {})
    except RecursionError:
        raise CypherSyntaxError("the query is nested too deep", "NestingTooDeep") from None
    return Analysis(
        statement,
        tuple(columns),
        tuple(sorted({parameter.name for parameter in asked})),
        any(isinstance(node, WRITING) for node in descendants(statement.query)),
        checks.projections,
        checks.scopes,
    )
