"""Which names an expression binds for a part of itself, and which it takes from outside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from accord.cypher.functions.registry import lookup
from accord.cypher.syntax import tree
from accord.cypher.syntax.walk import children, descendants

__all__ = ["aggregation_in", "free_variables", "is_aggregation", "names_bound", "replaced"]

E = TypeVar("E", bound=tree.Node)


def is_aggregation(node: tree.Node) -> bool:
    """Is it a call of an aggregating function?"""
    if isinstance(node, tree.CountStar):
        return True
    if not isinstance(node, tree.FunctionCall):
        return False
    function = lookup(node.name)
    return function is not None and function.aggregates


def aggregation_in(node: tree.Node) -> tree.Node | None:
    """The first aggregation in an expression; the queries of its subqueries aggregate for themselves."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if is_aggregation(current):
            return current
        if not isinstance(current, tree.Subquery):
            waiting.extend(reversed(tuple(children(current))))
    return None


def names_bound(node: tree.Node) -> frozenset[str]:
    """The names that a loop over a list binds."""
    match node:
        case tree.ListComprehension() | tree.Quantifier():
            return frozenset({node.variable.name})
        case tree.Reduce():
            return frozenset({node.variable.name, node.accumulator.name})
        case _:
            return frozenset()


def _outside(node: tree.Node) -> tuple[tree.Node, ...]:
    """The parts of a loop that do not see the names it binds."""
    match node:
        case tree.ListComprehension() | tree.Quantifier():
            return (node.source,)
        case tree.Reduce():
            return (node.initial, node.source)
        case _:
            return ()


def free_variables(node: tree.Node, names: Collection[str]) -> Iterator[tree.Variable]:
    """The variables in an expression that mean the ones of these names outside it."""
    if isinstance(node, tree.Variable):
        if node.name in names:
            yield node
        return
    bound = names_bound(node)
    outside = _outside(node)
    inner = names if bound.isdisjoint(names) else [name for name in names if name not in bound]
    for child in children(node):
        yield from free_variables(child, names if any(child is each for each in outside) else inner)


def replaced(node: E, substitutes: Mapping[tree.Expression, tree.Expression]) -> E:
    """`node` with the substitutes in place of the parts that are equal to their keys; `node` itself if there are none.

    Subqueries, and names that a loop binds, are left alone.
    """
    if not substitutes or isinstance(node, tree.Subquery):
        return node
    if isinstance(node, tree.Expression) and node in substitutes:
        return substitutes[node]  # type: ignore[return-value]
    bound = names_bound(node)
    inner = substitutes
    if bound:
        inner = {key: value for key, value in substitutes.items() if not _mentions(key, bound)}
    outside = _outside(node)
    changes: dict[str, Any] = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, tree.Node | tuple):
            new = _replaced_in(value, substitutes if any(value is part for part in outside) else inner)
            if new is not value:
                changes[each.name] = new
    return replace(node, **changes) if changes else node


def _replaced_in(value: Any, substitutes: Mapping[tree.Expression, tree.Expression]) -> Any:
    if isinstance(value, tree.Node):
        return replaced(value, substitutes)
    if isinstance(value, tuple):
        new = tuple(_replaced_in(each, substitutes) for each in value)
        return value if all(one is other for one, other in zip(new, value, strict=True)) else new
    return value


def _mentions(expression: tree.Expression, names: Collection[str]) -> bool:
    return any(isinstance(each, tree.Variable) and each.name in names for each in descendants(expression))
