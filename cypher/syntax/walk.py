"""Visiting a tree without knowing its classes."""

from __future__ import annotations

from collections.abc import Iterator

from accord.cypher.syntax.tree import Node

__all__ = ["children", "depth", "descendants"]


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below `node`."""
    for name in node.__dataclass_fields__:
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from _nodes_in(value)


def _nodes_in(values: tuple[object, ...]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from _nodes_in(value)


def descendants(node: Node) -> Iterator[Node]:
    """`node` and all nodes below it, each before what is below it, in the order of the text."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(tuple(children(current))))


def depth(node: Node) -> tuple[int, Node]:
    """How many nodes stand below one another at most, and the deepest of them."""
    deepest, where = 0, node
    waiting = [(node, 1)]
    while waiting:
        current, level = waiting.pop()
        if level > deepest:
            deepest, where = level, current
        waiting.extend((child, level + 1) for child in children(current))
    return deepest, where
