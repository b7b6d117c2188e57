"""What kind of value a Python value is to Cypher.

Null is None; booleans, integers (64 bits), floats and strings are Python's; lists are lists or tuples, maps are
mappings. A node has ``element_id`` and ``labels``, a relationship ``element_id`` and ``start_node``, a path ``nodes`` and
``relationships``: so values of the official driver are taken as well as our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["ALL", "LARGEST_INTEGER", "NUMBERS", "SMALLEST_INTEGER", "is_number", "kind_of"]

NULL: Final = "NULL"
BOOLEAN: Final = "BOOLEAN"
INTEGER: Final = "INTEGER"
FLOAT: Final = "FLOAT"
STRING: Final = "STRING"
LIST: Final = "LIST"
MAP: Final = "MAP"
NODE: Final = "NODE"
RELATIONSHIP: Final = "RELATIONSHIP"
PATH: Final = "PATH"
TEMPORAL: Final = "TEMPORAL"
POINT: Final = "POINT"
OTHER: Final = "OTHER"

ALL: Final = frozenset({BOOLEAN, INTEGER, FLOAT, STRING, LIST, MAP, NODE, RELATIONSHIP, PATH, TEMPORAL, POINT, OTHER})
NUMBERS: Final = frozenset({INTEGER, FLOAT})
SMALLEST_INTEGER: Final = -(2**63)
LARGEST_INTEGER: Final = 2**63 - 1

_BY_CLASS: Final[Mapping[type, str]] = {
    type(None): NULL,
    bool: BOOLEAN,
    int: INTEGER,
    float: FLOAT,
    str: STRING,
    list: LIST,
    tuple: LIST,
    range: LIST,
    dict: MAP,
}


def kind_of(value: Any) -> str:
    """The name of the kind of a value; ``OTHER`` for a Python value that Cypher does not know.

    >>> kind_of(1), kind_of(True), kind_of([1]), kind_of(None)
    ('INTEGER', 'BOOLEAN', 'LIST', 'NULL')
    """
    return _BY_CLASS.get(value.__class__) or _kind_of_other(value)


def _kind_of_other(value: Any) -> str:
    if hasattr(value, "element_id"):
        return RELATIONSHIP if hasattr(value, "start_node") else NODE
    if hasattr(value, "relationships") and hasattr(value, "nodes"):
        return PATH
    for base, kind in _BY_CLASS.items():
        if isinstance(value, base):
            return kind
    return MAP if isinstance(value, Mapping) else OTHER


def is_number(value: Any) -> bool:
    """Is it an integer or a float (a boolean is neither)?"""
    return isinstance(value, int | float) and not isinstance(value, bool)
