"""``n:A&(B|!C)`` for many nodes or relationships at once."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cypher.errors import CypherTypeError, NotSupported
from accord.cypher.running.context import Context
from accord.cypher.running.vectorised import boolean
from accord.cypher.running.vectors import Constant, Edges, Nodes, Vector, vector_of
from accord.cypher.syntax import tree

__all__ = ["labelled"]

Mask: TypeAlias = NDArray[np.bool_]


def labelled(vector: Vector, labels: tree.LabelExpression, context: Context) -> Vector:
    """Whether each row's node has the labels, or its relationship the type; null of null."""
    if isinstance(vector, Constant) and vector.value is None:
        return vector
    if not isinstance(vector, (Nodes, Edges)):
        vector = vector_of(context.values(vector))
    if isinstance(vector, (Nodes, Edges)):
        positions = vector.positions
        nulls = positions < 0
        if nulls.all():
            return Constant(None, len(vector))
        holds = _nodes_hold if isinstance(vector, Nodes) else _edges_hold
        if not nulls.any():
            return boolean(holds(labels, positions, context), None)
        return boolean(holds(labels, np.maximum(positions, 0), context), nulls)
    if all(value is None for value in context.values(vector)):
        return Constant(None, len(vector))
    raise CypherTypeError("only nodes and relationships have labels or a type", "InvalidArgumentType")


def _nodes_hold(labels: tree.LabelExpression, positions: NDArray[Any], context: Context) -> Mask:
    match labels:
        case tree.Label():
            labelled_nodes: Mask = context.snapshot.label_mask(labels.name)[positions]
            return labelled_nodes
        case tree.AnyLabel():
            found = np.zeros(len(positions), bool)
            for label in context.snapshot.labels:
                found |= context.snapshot.label_mask(label)[positions]
            return found
    return _combined(labels, positions, context, nodes=True)


def _edges_hold(labels: tree.LabelExpression, positions: NDArray[Any], context: Context) -> Mask:
    match labels:
        case tree.Label():
            found = np.zeros(context.snapshot.edge_count, bool)
            found[context.snapshot.edges_of((labels.name,))] = True
            typed: Mask = found[positions]
            return typed
        case tree.AnyLabel():
            return ~context.snapshot.type_column().take(positions).null_mask()
    return _combined(labels, positions, context, nodes=False)


def _combined(labels: tree.LabelExpression, positions: NDArray[Any], context: Context, *, nodes: bool) -> Mask:
    holds = _nodes_hold if nodes else _edges_hold
    match labels:
        case tree.LabelNot():
            return ~holds(labels.operand, positions, context)
        case tree.LabelAnd():
            every: Mask = np.logical_and.reduce([holds(operand, positions, context) for operand in labels.operands])
            return every
        case tree.LabelOr():
            some: Mask = np.logical_or.reduce([holds(operand, positions, context) for operand in labels.operands])
            return some
        case _:
            raise NotSupported("a label given by an expression is not supported", "NotSupported")
