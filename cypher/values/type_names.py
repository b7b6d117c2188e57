"""``IS :: type`` and ``valueType()``: the types of values, as Cypher names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, Protocol

from accord.cypher.values import kinds
from accord.cypher.values.kinds import kind_of

__all__ = ["TypeName", "is_of_type", "type_text"]

# In the order in which Cypher names the types of a union.
_RANK: Final[Mapping[str, int]] = MappingProxyType(
    {
        kind: rank
        for rank, kind in enumerate(
            (
                *(kinds.BOOLEAN, kinds.STRING, kinds.INTEGER, kinds.FLOAT, kinds.TEMPORAL, kinds.POINT),
                *(kinds.NODE, kinds.RELATIONSHIP, kinds.MAP, kinds.LIST, kinds.PATH, kinds.OTHER),
            )
        )
    }
)
_PROPERTIES = frozenset({kinds.BOOLEAN, kinds.STRING, kinds.INTEGER, kinds.FLOAT, kinds.TEMPORAL, kinds.POINT})
_TEMPORAL = frozenset({"DATE", "DURATION", "LOCAL DATETIME", "LOCAL TIME", "ZONED DATETIME", "ZONED TIME"})


class TypeName(Protocol):
    """A type as it is written in a query: ``LIST<INTEGER NOT NULL>`` (``tree.ValueType`` is one)."""

    @property
    def name(self) -> str: ...
    @property
    def nullable(self) -> bool: ...
    @property
    def inner(self) -> Sequence[TypeName]: ...


def is_of_type(value: Any, types: Iterable[TypeName]) -> bool:
    """Is the value of one of these types? Null is of every type that does not say NOT NULL."""
    return any(_is_of(value, each) for each in types)


def _is_of(value: Any, wanted: TypeName) -> bool:
    if value is None:
        return wanted.nullable and wanted.name != "NOTHING"
    kind = kind_of(value)
    if wanted.name == "ANY":
        return True
    if wanted.name == "PROPERTY VALUE":
        inner = {kind_of(item) for item in value} if kind == kinds.LIST else {kind}
        return inner <= _PROPERTIES and len(inner) < 2
    if wanted.name in _TEMPORAL:
        return kind == kinds.TEMPORAL
    if kind != wanted.name:
        return False
    return kind != kinds.LIST or not wanted.inner or all(is_of_type(item, wanted.inner) for item in value)


def type_text(value: Any) -> str:
    """The narrowest type of a value.

    >>> type_text(1), type_text([1, "a"]), type_text([])
    ('INTEGER NOT NULL', 'LIST<STRING NOT NULL | INTEGER NOT NULL> NOT NULL', 'LIST<NOTHING> NOT NULL')
    """
    if value is None:
        return kinds.NULL
    if kind_of(value) != kinds.LIST:
        return f"{kind_of(value)} NOT NULL"
    ranked = sorted(((_RANK[kind_of(item)], type_text(item)) for item in value if item is not None), key=_first)
    names = list(dict.fromkeys(text for _, text in ranked))
    if any(item is None for item in value):
        names = [name.removesuffix(" NOT NULL") for name in names] or [kinds.NULL]
    return f"LIST<{' | '.join(names) or 'NOTHING'}> NOT NULL"


def _first(pair: tuple[int, str]) -> int:
    return pair[0]
