"""Rewriting expressions: replacing parts by others, without touching what stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from accord.cypher.syntax import tree

__all__ = ["rewritten", "substituted"]

NodeType = TypeVar("NodeType", bound=tree.Node)
Change = Callable[[tree.Node, frozenset[str]], tree.Node | None]


def rewritten(node: NodeType, change: Change, local: frozenset[str] = frozenset()) -> NodeType:
    """The tree with every node for which `change` gives another one replaced by it, from the top down.

    `change` is told the loop variables in scope where the node stands, and gives None to go on below it.
    """
    changed = change(node, local)
    if changed is not None:
        return changed  # type: ignore[return-value]
    if isinstance(node, (tree.ListComprehension, tree.Quantifier)):
        local = local | {node.variable.name}
    elif isinstance(node, tree.Reduce):
        local = local | {node.variable.name, node.accumulator.name}
    changes: dict[str, Any] = {}
    for field in fields(node):
        old = getattr(node, field.name)
        new = _rewritten_value(old, change, local)
        if new is not old:
            changes[field.name] = new
    return replace(node, **changes) if changes else node


def _rewritten_value(value: Any, change: Change, local: frozenset[str]) -> Any:
    if isinstance(value, tree.Node):
        return rewritten(value, change, local)
    if isinstance(value, tuple) and value:
        new = tuple(_rewritten_value(item, change, local) for item in value)
        return value if all(one is other for one, other in zip(new, value, strict=True)) else new
    return value


def substituted(expression: tree.Expression, by: Mapping[tree.Expression, tree.Expression]) -> tree.Expression:
    """The expression with all parts that equal a key of `by` replaced, except below loops that hide a variable."""

    def change(node: tree.Node, local: frozenset[str]) -> tree.Node | None:
        if isinstance(node, tree.Variable) and node.name in local:
            return node
        return by.get(node) if isinstance(node, tree.Expression) else None

    return rewritten(expression, change)
