"""What WHERE asks of a shortest path: it is the shortest of the paths that fulfil it, so it can't just be filtered."""

from __future__ import annotations

from accord.cypher.errors import NotSupported
from accord.cypher.planning.patterns import ShortestLink, variables_in
from accord.cypher.planning.rewriting import substituted
from accord.cypher.syntax import tree

__all__ = ["path_predicates"]


def path_predicates(
    found: ShortestLink, predicates: list[tree.Expression]
) -> tuple[list[tree.Expression], list[tree.Expression]]:
    """(what is asked of each relationship on the way, what may be asked of the path found).

    ``all`` and ``none`` over the relationships guide the search; an upper bound of the length may come after it.
    Raises NotSupported for any other predicate over the path: the search would have to try every path.
    """
    inside: list[tree.Expression] = []
    after: list[tree.Expression] = []
    for predicate in predicates:
        step = _asked_of_steps(found, predicate)
        if step is not None:
            inside.append(step)
        elif _bounds_length(found.path, predicate):
            after.append(predicate)
        else:
            message = "this condition on a shortest path is not supported: name the path with WITH first, then filter"
            error = NotSupported(message, "NotSupported")
            error.start, error.end = predicate.start, predicate.end
            raise error
    return inside, after


def _asked_of_steps(found: ShortestLink, predicate: tree.Expression) -> tree.Expression | None:
    if not isinstance(predicate, tree.Quantifier) or predicate.kind not in ("all", "none"):
        return None
    source = predicate.source
    over_steps = (
        isinstance(source, tree.FunctionCall)
        and source.name.lower() in ("relationships", "rels")
        and source.arguments == (tree.Variable(found.path),)
    )
    if not over_steps or found.path in variables_in(predicate.where):
        return None
    step = tree.Variable(found.link.step)
    where = substituted(predicate.where, {predicate.variable: step})
    if predicate.kind == "all":
        return where
    return tree.Unary("NOT", where, start=predicate.start, end=predicate.end)


def _bounds_length(path: str, predicate: tree.Expression) -> bool:
    if not isinstance(predicate, tree.Comparison) or len(predicate.operators) != 1:
        return False
    left, right = predicate.operands
    operator = predicate.operators[0]
    if operator in ("=", "<>"):
        return False
    if operator in (">", ">="):
        left, right = right, left
    length = isinstance(left, tree.FunctionCall) and left.name.lower() == "length"
    return length and path not in variables_in(right)
