"""All functions by name. Names ignore case: ``toupper`` is ``toUpper``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from accord.cypher.functions import aggregates, conversion, elements, lists, numbers, strings
from accord.cypher.functions.function import Function

__all__ = ["DEFERRED", "FUNCTIONS", "is_deferred", "lookup"]

FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType(
    {
        function.name.lower(): function
        for module in (aggregates, conversion, elements, lists, numbers, strings)
        for function in module.FUNCTIONS
    }
)

DEFERRED: Final = frozenset("date datetime distance duration localdatetime localtime point time timestamp".split())
"""Functions of temporal and spatial values, with all that begins with their name and a dot: known, not yet built."""


def lookup(name: str) -> Function | None:
    """The function of this name, None where there is none.

    >>> function = lookup("TOUPPER")
    >>> function.name, function.apply(["arms"])
    ('toUpper', 'ARMS')
    """
    return FUNCTIONS.get(name.lower())


def is_deferred(name: str) -> bool:
    """Is this a function of Cypher that this engine does not have yet?"""
    return name.lower().split(".")[0] in DEFERRED
