"""What a variable is bound to, for many rows at once.

Beside the typed columns of properties (`accord.cypher.snapshot.columns.Column`) there are positions of nodes and edges,
the edges of variable length patterns (`Trails`), paths, and constants. All know their length, give the rows at an
index, and say where they are null; what they are as Python values is said by `values_of`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cypher.result import Node, Relationship
from accord.cypher.running.elements import Elements
from accord.cypher.snapshot.columns import Column, column_of, concatenated

__all__ = ["Constant", "Edges", "Nodes", "Paths", "Trails", "Vector", "joined", "values_of", "vector_of"]

Array = NDArray[Any]
Positions = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """Nodes by position; -1 is null."""

    positions: Positions

    def __len__(self) -> int:
        return len(self.positions)

    def take(self, index: Array) -> Nodes:
        return Nodes(self.positions[index])

    def null_mask(self) -> Mask:
        return self.positions < 0


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Relationships by position; -1 is null."""

    positions: Positions

    def __len__(self) -> int:
        return len(self.positions)

    def take(self, index: Array) -> Edges:
        return Edges(self.positions[index])

    def null_mask(self) -> Mask:
        return self.positions < 0


@dataclass(frozen=True, slots=True, eq=False)
class Trails:
    """Lists of relationships: row by row the positions in `steps`, -1 being a hole; `missing` where the list is null."""

    steps: Positions
    missing: Mask | None = None

    def __len__(self) -> int:
        return len(self.steps)

    def take(self, index: Array) -> Trails:
        return Trails(self.steps[index], None if self.missing is None else self.missing[index])

    def null_mask(self) -> Mask:
        return np.zeros(len(self.steps), bool) if self.missing is None else self.missing


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """Paths: the first node (-1 where the path is null) and the edges walked, -1 being a hole."""

    first: Positions
    steps: Positions

    def __len__(self) -> int:
        return len(self.first)

    def take(self, index: Array) -> Paths:
        return Paths(self.first[index], self.steps[index])

    def null_mask(self) -> Mask:
        return self.first < 0

    def lengths(self) -> Positions:
        """The number of edges of each path."""
        lengths: Positions = np.count_nonzero(self.steps >= 0, axis=1).astype(np.int64)
        return lengths


@dataclass(frozen=True, slots=True, eq=False)
class Constant:
    """One value for all rows."""

    value: Any
    size: int

    def __len__(self) -> int:
        return self.size

    def take(self, index: Array) -> Constant:
        return Constant(self.value, len(index))

    def null_mask(self) -> Mask:
        return np.full(self.size, self.value is None)


Vector: TypeAlias = Column | Nodes | Edges | Trails | Paths | Constant


def values_of(vector: Vector, elements: Elements) -> list[Any]:
    """The rows as Python values: nodes, relationships and paths as the result gives them."""
    match vector:
        case Column():
            return vector.values()
        case Nodes():
            return [elements.node(position) for position in vector.positions.tolist()]
        case Edges():
            return [elements.relationship(position) for position in vector.positions.tolist()]
        case Constant():
            return [vector.value] * vector.size
        case Trails():
            missing = vector.null_mask().tolist()
            return [
                None if gone else [elements.relationship(edge) for edge in row if edge >= 0]
                for row, gone in zip(vector.steps.tolist(), missing, strict=True)
            ]
        case Paths():
            return [
                elements.path(first, [edge for edge in row if edge >= 0])
                for first, row in zip(vector.first.tolist(), vector.steps.tolist(), strict=True)
            ]


def vector_of(values: Sequence[Any]) -> Vector:
    """The tightest vector for Python values: positions where all (but nulls) are nodes or all relationships."""
    types = set(map(type, values))
    if Node in types and types <= {Node, type(None)}:
        return Nodes(_positions(values))
    if Relationship in types and types <= {Relationship, type(None)}:
        return Edges(_positions(values))
    return column_of(values)


def _positions(values: Sequence[Any]) -> Positions:
    return np.fromiter((-1 if value is None else value.id for value in values), np.int64, len(values))


def joined(vectors: Sequence[Vector], elements: Elements) -> Vector:
    """The vectors one below the other."""
    first = vectors[0]
    if len(vectors) == 1:
        return first
    if all(isinstance(vector, Nodes) for vector in vectors):
        return Nodes(np.concatenate([vector.positions for vector in vectors]))  # type: ignore[union-attr]
    if all(isinstance(vector, Edges) for vector in vectors):
        return Edges(np.concatenate([vector.positions for vector in vectors]))  # type: ignore[union-attr]
    if all(isinstance(vector, Trails) for vector in vectors):
        masks = np.concatenate([vector.null_mask() for vector in vectors])
        return Trails(_padded([vector.steps for vector in vectors]), masks)  # type: ignore[union-attr]
    if all(isinstance(vector, Paths) for vector in vectors):
        heads = np.concatenate([vector.first for vector in vectors])  # type: ignore[union-attr]
        return Paths(heads, _padded([vector.steps for vector in vectors]))  # type: ignore[union-attr]
    if all(isinstance(vector, Column) for vector in vectors):
        return concatenated(vectors)  # type: ignore[arg-type]
    return vector_of([value for vector in vectors for value in values_of(vector, elements)])


def _padded(matrices: Sequence[Positions]) -> Positions:
    width = max(matrix.shape[1] for matrix in matrices)
    return np.concatenate(
        [np.pad(matrix, ((0, 0), (0, width - matrix.shape[1])), constant_values=-1) for matrix in matrices]
    )
