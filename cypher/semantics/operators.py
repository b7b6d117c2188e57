"""The types that operators and functions give, from the types of what they are given.

A result without kinds that is not `NULL` by nature means that the operands can't go together: `None` is given then.
"""

from __future__ import annotations

from collections.abc import Sequence

from accord.cypher.functions.function import Function
from accord.cypher.semantics.types import ANYTHING, FLOAT, INTEGER, LIST, NULL, NUMBER, STRING, Type, list_of
from accord.cypher.values import kinds

__all__ = ["arithmetic", "call"]

_TEMPORAL = frozenset({kinds.TEMPORAL})
_TEXT_OR_NUMBER = kinds.NUMBERS | {kinds.STRING}
_AS_THEIR_ARGUMENT = frozenset({"abs", "max", "min", "percentiledisc", "reverse", "sum", "tail"})
_AN_ITEM = frozenset({"head", "last"})


def arithmetic(operator: str, left: Type, right: Type) -> Type | None:
    """The type of ``left operator right``; None where no values of these types can be combined so."""
    if not left.kinds or not right.kinds:
        return ANYTHING if left.kinds or right.kinds else NULL
    if operator == "+":
        return _sum(left, right)
    if operator == "||":
        both = left.kinds & right.kinds & {kinds.STRING, kinds.LIST}
        return Type(both) if both else None
    if operator in "-*/" and (left.may_be(_TEMPORAL) or right.may_be(_TEMPORAL)):
        return ANYTHING
    if not (left.may_be(kinds.NUMBERS) and right.may_be(kinds.NUMBERS)):
        return None
    return FLOAT if operator == "^" else _number(left, right)


def _number(left: Type, right: Type) -> Type:
    if left == INTEGER and right == INTEGER:
        return INTEGER
    return FLOAT if FLOAT in (left, right) else NUMBER


def _sum(left: Type, right: Type) -> Type | None:
    possible = NULL
    if left.may_be(kinds.NUMBERS) and right.may_be(kinds.NUMBERS):
        possible = possible.or_else(_number(left, right))
    for one, other in ((left, right), (right, left)):
        if one.may_be(STRING.kinds) and other.may_be(_TEXT_OR_NUMBER):
            possible = possible.or_else(STRING)
        if one.may_be(LIST.kinds):
            items = _items_of_sum(one, other) if one.kinds == LIST.kinds else ANYTHING
            possible = possible.or_else(list_of(items))
        if one.may_be(_TEMPORAL):
            return ANYTHING
    return possible if possible.kinds else None


def _items_of_sum(items: Type, other: Type) -> Type:
    if other.kinds == LIST.kinds:
        return items.item.or_else(other.item)
    return ANYTHING if other.may_be(LIST.kinds) else items.item.or_else(other)


def call(function: Function, arguments: Sequence[Type]) -> Type:
    """The type of what a function gives for arguments of these types."""
    name = function.name.lower()
    if name == "collect":
        return list_of(arguments[0])
    if name == "coalesce":
        result = arguments[0]
        for argument in arguments[1:]:
            result = result.or_else(argument)
        return result
    if name in _AN_ITEM:
        return arguments[0].item
    if name in _AS_THEIR_ARGUMENT:
        return Type(arguments[0].kinds & function.result or function.result, arguments[0].items)
    return Type(function.result, Type(function.items) if function.items else None)
