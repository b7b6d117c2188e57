"""Expressions, compiled once to functions that take a batch and give a vector: one value for each of its rows.

`compiled` looks up the class of the tree's node in a table; `loops` and `subqueries` hold the longer ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from accord.cypher.errors import CypherError, MissingParameter, NotSupported
from accord.cypher.functions.function import Function
from accord.cypher.functions.registry import lookup
from accord.cypher.running import elementary
from accord.cypher.running.batches import Batch
from accord.cypher.running.context import Context
from accord.cypher.running.labels import labelled
from accord.cypher.running.patterns import matches
from accord.cypher.running.properties import properties
from accord.cypher.running.vectorised import boolean, calculated, compared, elementwise, in_constant, truths
from accord.cypher.running.vectors import Constant, Vector, joined, vector_of
from accord.cypher.syntax import tree
from accord.cypher.values import access, arithmetic, equality, text

__all__ = ["Evaluate", "compiled"]

Evaluate: TypeAlias = Callable[[Batch, Context], Vector]


def compiled(expression: tree.Expression) -> Evaluate:
    """A function that computes the expression for every row of a batch.

    What it raises is a `CypherError` that points at the part of the expression it came from.
    """
    evaluate = _compile(expression)
    start, end = expression.start, expression.end

    def located(batch: Batch, context: Context) -> Vector:
        if batch.size == 0:
            return Constant(None, 0)  # not even a constant part may fail where there is no row
        try:
            return evaluate(batch, context)
        except CypherError as error:
            raise error.at(context.text, start, end) from None

    return located


def _compile(node: tree.Expression) -> Evaluate:
    match node:
        case tree.Variable():
            return partial(_variable, node.name)
        case tree.Null():
            return partial(_constant, None)
        case tree.Integer() | tree.Float() | tree.String() | tree.Boolean():
            return partial(_constant, node.value)
        case tree.Parameter():
            return partial(_parameter, node.name)
        case tree.Property():
            return partial(_property, compiled(node.subject), node.key)
        case tree.HasLabels():
            return partial(_has_labels, compiled(node.subject), node.labels)
        case tree.IsNull():
            return partial(_is_null, compiled(node.operand), node.negated)
        case tree.Comparison():
            return _comparison(node)
        case tree.Binary():
            return _binary(node)
        case tree.Unary():
            return _unary(node)
        case tree.FunctionCall():
            return _call(node)
        case tree.Case():
            return _case(node)
        case tree.ListLiteral():
            return partial(_each, lambda *items: list(items), [compiled(item) for item in node.items])
        case tree.MapLiteral():
            keys = [key for key, _ in node.entries]
            make = lambda *values: dict(zip(keys, values, strict=True))
            return partial(_each, make, [compiled(value) for _, value in node.entries])
        case tree.Subscript():
            return partial(_each, access.subscript, [compiled(node.subject), compiled(node.index)])
        case tree.Slice():
            return _slice(node)
    return _compile_longer(node)


def _compile_longer(node: tree.Expression) -> Evaluate:
    from accord.cypher.running import loops, subqueries

    found = loops.compiled_loop(node, compiled) or subqueries.compiled_subquery(node, compiled)
    if found is None:
        what = "IS ::" if isinstance(node, tree.IsType) else type(node).__name__
        error = NotSupported(f"{what} is not supported", "NotSupported")
        error.start, error.end = node.start, node.end
        raise error
    return found


# --- names and constants --------------------------------------------------------------------------------------------


def _variable(name: str, batch: Batch, context: Context) -> Vector:
    return batch.column(name)


def _constant(value: Any, batch: Batch, context: Context) -> Vector:
    return Constant(value, batch.size)


def _parameter(name: str, batch: Batch, context: Context) -> Vector:
    if name not in context.parameters:
        raise MissingParameter(f"the parameter ${name} was not given", "MissingParameter")
    return Constant(context.parameters[name], batch.size)


def _property(subject: Evaluate, key: str, batch: Batch, context: Context) -> Vector:
    return properties(subject(batch, context), key, context)


def _has_labels(subject: Evaluate, labels: tree.LabelExpression, batch: Batch, context: Context) -> Vector:
    return labelled(subject(batch, context), labels, context)


def _is_null(operand: Evaluate, negated: bool, batch: Batch, context: Context) -> Vector:
    nulls = operand(batch, context).null_mask()
    return boolean(~nulls if negated else nulls, None)


def _each(function: Callable[..., Any], parts: Sequence[Evaluate], batch: Batch, context: Context) -> Vector:
    vectors = [part(batch, context) for part in parts]
    return elementwise(function, vectors, batch.size, context)


# --- operators ------------------------------------------------------------------------------------------------------


def _comparison(node: tree.Comparison) -> Evaluate:
    operands = [compiled(operand) for operand in node.operands]

    def pair(at: int) -> Evaluate:
        operator, left, right = node.operators[at], operands[at], operands[at + 1]
        return lambda batch, context: compared(operator, left(batch, context), right(batch, context), context)

    chain = pair(0)
    for at in range(1, len(node.operators)):
        chain = partial(_and, chain, pair(at))
    return chain


def _and(left: Evaluate, right: Evaluate, batch: Batch, context: Context) -> Vector:
    return _connected(left, right, batch, context, decided=False)


def _or(left: Evaluate, right: Evaluate, batch: Batch, context: Context) -> Vector:
    return _connected(left, right, batch, context, decided=True)


def _connected(left: Evaluate, right: Evaluate, batch: Batch, context: Context, *, decided: bool) -> Vector:
    """AND or OR: the right side is only asked where the left one does not decide, so that it can guard it."""
    true, unknown = truths(left(batch, context), context)
    false = ~true if unknown is None else ~(true | unknown)
    settled = true if decided else false
    rows = np.flatnonzero(~settled)
    if len(rows) == 0:
        return boolean(settled if decided else ~settled, None)
    rest = batch if len(rows) == batch.size else batch.take(rows)
    other_true, other_unknown = truths(right(rest, context), context)
    result, nulls = settled.copy() if decided else np.zeros(batch.size, bool), np.zeros(batch.size, bool)
    here_unknown = np.zeros(len(rows), bool) if unknown is None else unknown[rows]
    there_unknown = np.zeros(len(rows), bool) if other_unknown is None else other_unknown
    if decided:
        result[rows] = other_true
        nulls[rows] = ~other_true & (here_unknown | there_unknown)
    else:
        other_false = ~other_true & ~there_unknown
        result[rows] = other_true & ~here_unknown
        nulls[rows] = ~other_false & (here_unknown | there_unknown)
    return boolean(result, nulls)


def _xor(left: Evaluate, right: Evaluate, batch: Batch, context: Context) -> Vector:
    true, unknown = truths(left(batch, context), context)
    other, other_unknown = truths(right(batch, context), context)
    masks = [mask for mask in (unknown, other_unknown) if mask is not None]
    return boolean(true ^ other, np.logical_or.reduce(masks) if masks else None)


def _not(operand: Evaluate, batch: Batch, context: Context) -> Vector:
    true, unknown = truths(operand(batch, context), context)
    return boolean(~true if unknown is None else ~true & ~unknown, unknown)


def _binary(node: tree.Binary) -> Evaluate:
    left, right = compiled(node.left), compiled(node.right)
    match node.operator:
        case "AND":
            return partial(_and, left, right)
        case "OR":
            return partial(_or, left, right)
        case "XOR":
            return partial(_xor, left, right)
        case "IN":
            return partial(_in, left, right)
        case "=~":
            return partial(_matches, left, right)
        case "STARTS WITH":
            return partial(_each, text.starts_with, [left, right])
        case "ENDS WITH":
            return partial(_each, text.ends_with, [left, right])
        case "CONTAINS":
            return partial(_each, text.contains, [left, right])
    operator = node.operator
    return lambda batch, context: calculated(operator, left(batch, context), right(batch, context), context)


def _in(left: Evaluate, right: Evaluate, batch: Batch, context: Context) -> Vector:
    value, items = left(batch, context), right(batch, context)
    if isinstance(items, Constant):
        found = in_constant(value, items.value)
        if found is not None:
            return found
    if isinstance(value, Constant) and isinstance(value.value, str):
        return elementwise(partial(_word_in, value.value), (items,), batch.size, context)
    return elementwise(equality.in_list, (value, items), batch.size, context)


def _word_in(word: str, items: Any) -> bool | None:
    """As `equality.in_list`, but at Python's own speed: a string equals nothing but strings."""
    if type(items) is not list:
        return equality.in_list(word, items)
    return True if word in items else None if None in items else False


def _matches(left: Evaluate, right: Evaluate, batch: Batch, context: Context) -> Vector:
    return elementwise(matches(context), (left(batch, context), right(batch, context)), batch.size, context)


def _unary(node: tree.Unary) -> Evaluate:
    operand = compiled(node.operand)
    if node.operator == "NOT":
        return partial(_not, operand)
    return partial(_each, arithmetic.negate if node.operator == "-" else arithmetic.plus, [operand])


def _slice(node: tree.Slice) -> Evaluate:
    lower = compiled(node.lower or tree.Null())
    upper = compiled(node.upper or tree.Null())
    cut = partial(access.slice_of, from_start=node.lower is None, to_end=node.upper is None)
    return partial(_each, cut, [compiled(node.subject), lower, upper])


# --- calls and choices ----------------------------------------------------------------------------------------------


def _call(node: tree.FunctionCall) -> Evaluate:
    function = lookup(node.name)
    if function is None or function.call is None:
        error = NotSupported(f"the function {node.name}() is not supported here", "UnknownFunction")
        error.start, error.end = node.start, node.end
        raise error
    arguments = [compiled(argument) for argument in node.arguments]
    whole = elementary.FUNCTIONS.get(function.name)
    return partial(_apply, function, whole, arguments)


def _apply(
    function: Function,
    whole: Callable[[Vector, Context], Vector | None] | None,
    arguments: Sequence[Evaluate],
    batch: Batch,
    context: Context,
) -> Vector:
    vectors = [argument(batch, context) for argument in arguments]
    if whole is not None:
        found = whole(vectors[0], context)
        if found is not None:
            return found
    if not function.constant:
        rows = zip(*map(context.values, vectors), strict=True) if vectors else ((),) * batch.size
        return vector_of([function.apply(row) for row in rows])
    return elementwise(lambda *values: function.apply(values), vectors, batch.size, context)


def _case(node: tree.Case) -> Evaluate:
    """Branch by branch for the rows that none before took, so that a test guards its result."""
    subject = None if node.subject is None else compiled(node.subject)
    branches = [([compiled(test) for test in branch.tests], compiled(branch.result)) for branch in node.branches]
    otherwise = compiled(node.otherwise or tree.Null())

    def evaluate(batch: Batch, context: Context) -> Vector:
        rows, places, pieces = np.arange(batch.size), [], []
        compared_with = None if subject is None else subject(batch, context)
        for tests, result in branches:
            for test in tests:
                if len(rows) == 0:
                    break
                rest = batch.take(rows)
                answer = test(rest, context)
                if compared_with is not None:
                    answer = compared("=", compared_with.take(rows), answer, context)
                taken = truths(answer, context)[0]
                if taken.any():
                    places.append(rows[taken])
                    pieces.append(result(batch.take(rows[taken]), context))
                rows = rows[~taken]
        if len(rows):
            places.append(rows)
            pieces.append(otherwise(batch.take(rows), context))
        return joined(pieces, context.elements).take(np.argsort(np.concatenate(places), kind="stable"))

    return evaluate
