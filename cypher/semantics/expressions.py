"""Expressions: are the names defined, the functions known, the operands of kinds that go together?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from accord.cypher.functions.registry import FUNCTIONS, is_deferred, lookup
from accord.cypher.semantics import operators
from accord.cypher.semantics.reporting import Reporting
from accord.cypher.semantics.types import (
    ANYTHING,
    BOOLEAN,
    FLOAT,
    INTEGER,
    LIST,
    MAP,
    NODE,
    NULL,
    PATH,
    RELATIONSHIP,
    STRING,
    Type,
    list_of,
)
from accord.cypher.syntax import tree
from accord.cypher.values import kinds

__all__ = ["Aggregation", "ExpressionChecks", "Scope"]

Scope: TypeAlias = Mapping[str, Type]

Aggregation: TypeAlias = Literal["allowed", "forbidden", "inside"]
"""May an aggregating function stand here; ``inside`` means inside another one."""

_WITH_KEYS = MAP.kinds | NODE.kinds | RELATIONSHIP.kinds | {kinds.TEMPORAL, kinds.POINT}
_ELEMENTS = NODE.kinds | RELATIONSHIP.kinds
PROPERTY = Type(kinds.ALL - _ELEMENTS - PATH.kinds)
"""What a node or relationship may hold."""
_LITERALS = {
    tree.Null: NULL,
    tree.Boolean: BOOLEAN,
    tree.Integer: INTEGER,
    tree.Float: FLOAT,
    tree.String: STRING,
    tree.Parameter: ANYTHING,
}


class ExpressionChecks(Reporting):
    """`type_of` gives an expression's type and raises for what can't be meant.

    Patterns and queries inside of expressions are checked by the layers above.
    """

    def check_pattern_expression(self, expression: tree.PatternExpression, scope: Scope) -> Type:
        raise NotImplementedError

    def check_pattern_comprehension(self, expression: tree.PatternComprehension, scope: Scope) -> Type:
        raise NotImplementedError

    def check_subquery(self, expression: tree.Subquery, scope: Scope) -> Type:
        raise NotImplementedError

    def check_labels(self, labels: tree.LabelExpression, scope: Scope) -> None:
        """The expressions of dynamic labels."""
        match labels:
            case tree.DynamicLabel():
                self.type_of(labels.expression, scope)
            case tree.LabelNot():
                self.check_labels(labels.operand, scope)
            case tree.LabelAnd() | tree.LabelOr():
                for operand in labels.operands:
                    self.check_labels(operand, scope)

    def check_predicate(
        self, expression: tree.Expression, scope: Scope, aggregation: Aggregation = "forbidden"
    ) -> None:
        """What WHERE, AND, OR and NOT ask for: a boolean, or a pattern that there is or is not."""
        if isinstance(expression, tree.PatternExpression) and expression.pattern.selector is None:
            self.check_pattern_expression(expression, scope)
            return
        found = self.type_of(expression, scope, aggregation)
        if not found.may_be(BOOLEAN.kinds):
            self.fail(expression, f"expected a boolean, found {found}", "InvalidArgumentType")

    def type_of(self, expression: tree.Expression, scope: Scope, aggregation: Aggregation = "forbidden") -> Type:
        """The type of an expression; raises `CypherSyntaxError`, `CypherTypeError` or `NotSupported`."""
        literal = _LITERALS.get(expression.__class__)
        if literal is not None:
            return literal
        match expression:
            case tree.Variable():
                if expression.name not in scope:
                    self.undefined(expression, list(scope))
                return scope[expression.name]
            case tree.Property():
                return self.property(expression, scope, aggregation)
            case tree.FunctionCall() | tree.CountStar():
                return self.function_call(expression, scope, aggregation)
            case tree.Unary() | tree.Binary() | tree.Comparison() | tree.IsNull() | tree.IsType():
                return self.operation(expression, scope, aggregation)
            case tree.ListLiteral():
                items = NULL
                for index, item in enumerate(expression.items):
                    found = self.type_of(item, scope, aggregation)
                    items = items.or_else(found) if index else found
                return list_of(items if expression.items else ANYTHING)
            case tree.MapLiteral():
                for _, value in expression.entries:
                    self.type_of(value, scope, aggregation)
                return MAP
            case tree.Subscript() | tree.Slice():
                return self.item(expression, scope, aggregation)
            case tree.HasLabels():
                subject = self.type_of(expression.subject, scope, aggregation)
                if not subject.may_be(NODE.kinds | RELATIONSHIP.kinds):
                    self.fail(expression, f"{subject} has no labels", "InvalidArgumentType")
                self.check_labels(expression.labels, scope)
                return BOOLEAN
            case _:
                return self.compound(expression, scope, aggregation)

    def compound(self, expression: tree.Expression, scope: Scope, aggregation: Aggregation) -> Type:
        """CASE, loops, patterns and queries."""
        match expression:
            case tree.Case():
                return self.case(expression, scope, aggregation)
            case tree.MapProjection():
                subject = self.type_of(expression.subject, scope, aggregation)
                if not subject.may_be(_WITH_KEYS):
                    self.fail(expression.subject, f"{subject} has no properties", "InvalidArgumentType")
                for entry in expression.entries:
                    if entry.value is not None:
                        self.type_of(entry.value, scope, aggregation)
                return MAP
            case tree.ListComprehension() | tree.Quantifier() | tree.Reduce():
                return self.loop(expression, scope, aggregation)
            case tree.PatternComprehension():
                return self.check_pattern_comprehension(expression, scope)
            case tree.Subquery():
                return self.check_subquery(expression, scope)
            case tree.PatternExpression():
                if expression.pattern.selector is None:
                    self.fail(expression, "a pattern can only be asked whether it is there", "UnexpectedSyntax")
                return self.check_pattern_expression(expression, scope)
        raise AssertionError(f"no check for {type(expression).__name__}")

    # --- access ---

    def property(self, expression: tree.Property, scope: Scope, aggregation: Aggregation) -> Type:
        subject = self.type_of(expression.subject, scope, aggregation)
        if not subject.may_be(_WITH_KEYS):
            message = f"{subject} has no property {expression.key!r}"
            if subject == PATH:
                self.fail(expression, message, "InvalidArgumentType")
            self.fail_type(expression, message)
        return PROPERTY if subject.kinds and subject.kinds <= _ELEMENTS else ANYTHING

    def item(self, expression: tree.Subscript | tree.Slice, scope: Scope, aggregation: Aggregation) -> Type:
        subject = self.type_of(expression.subject, scope, aggregation)
        keyed = frozenset() if isinstance(expression, tree.Slice) else _WITH_KEYS
        if not subject.may_be(LIST.kinds | keyed):
            self.fail_type(expression, f"{subject} has no items")
        indexes = (expression.lower, expression.upper) if isinstance(expression, tree.Slice) else (expression.index,)
        for index in indexes:
            if index is None:
                continue
            found = self.type_of(index, scope, aggregation)
            if subject.kinds == LIST.kinds and not found.may_be(INTEGER.kinds):
                self.fail_type(index, f"the index must be an integer, not {found}", "ListElementAccessByNonInteger")
        if isinstance(expression, tree.Slice):
            return Type(LIST.kinds, subject.items)
        return subject.item if subject.kinds == LIST.kinds else ANYTHING

    # --- operators and calls ---

    def operation(self, expression: tree.Expression, scope: Scope, aggregation: Aggregation) -> Type:
        match expression:
            case tree.Unary(operator="NOT"):
                self.check_predicate(expression.operand, scope, aggregation)
            case tree.Unary():
                operand = self.type_of(expression.operand, scope, aggregation)
                if not operand.may_be(kinds.NUMBERS | {kinds.TEMPORAL}):
                    self.fail(expression, f"{expression.operator} needs a number, not {operand}", "InvalidArgumentType")
                return operand
            case tree.Comparison():
                for each in expression.operands:
                    self.type_of(each, scope, aggregation)
            case tree.IsNull() | tree.IsType():
                self.type_of(expression.operand, scope, aggregation)
            case tree.Binary(operator="AND" | "OR" | "XOR"):
                self.check_predicate(expression.left, scope, aggregation)
                self.check_predicate(expression.right, scope, aggregation)
            case tree.Binary():
                return self.binary(expression, scope, aggregation)
        return BOOLEAN

    def binary(self, expression: tree.Binary, scope: Scope, aggregation: Aggregation) -> Type:
        left = self.type_of(expression.left, scope, aggregation)
        right = self.type_of(expression.right, scope, aggregation)
        operator = expression.operator
        if operator == "IN" and not right.may_be(LIST.kinds):
            self.fail(expression.right, f"IN needs a list, not {right}", "InvalidArgumentType")
        if operator == "=~" and not (left.may_be(STRING.kinds) and right.may_be(STRING.kinds)):
            self.fail(expression, f"=~ needs strings, not {left} and {right}", "InvalidArgumentType")
        if operator in ("IN", "STARTS WITH", "ENDS WITH", "CONTAINS", "=~"):
            return BOOLEAN
        result = operators.arithmetic(operator, left, right)
        if result is None:
            self.fail(expression, f"{operator} can't be used on {left} and {right}", "InvalidArgumentType")
        return result

    def function_call(
        self, expression: tree.FunctionCall | tree.CountStar, scope: Scope, aggregation: Aggregation
    ) -> Type:
        if isinstance(expression, tree.CountStar):
            self.check_aggregation(expression, aggregation)
            return INTEGER
        function = lookup(expression.name)
        if function is None:
            if is_deferred(expression.name):
                self.not_supported(expression, f"the function {expression.name}()")
            self.unknown_function(expression, [each.name for each in FUNCTIONS.values()])
        self.check_arity(expression, function.minimum, function.maximum)
        if function.aggregates:
            self.check_aggregation(expression, aggregation)
            aggregation = "inside"
        elif expression.distinct:
            self.fail(expression, f"DISTINCT means nothing in {function.name}()", "InvalidAggregation")
        elif aggregation == "inside" and not function.constant:
            self.fail(expression, f"{function.name}() can't be aggregated", "NonConstantExpression")
        types = []
        for index, argument in enumerate(expression.arguments):
            if function.name == "exists" and isinstance(argument, tree.PatternExpression):
                self.check_predicate(argument, scope)
                types.append(BOOLEAN)
                continue
            found = self.type_of(argument, scope, aggregation)
            if not found.may_be(function.accepted(index)):
                wanted = Type(function.accepted(index))
                self.fail(argument, f"{function.name}() needs {wanted}, not {found}", "InvalidArgumentType")
            types.append(found)
        return operators.call(function, types)

    def check_arity(self, expression: tree.FunctionCall, minimum: int, maximum: int | None) -> None:
        count = len(expression.arguments)
        if count < minimum or (maximum is not None and count > maximum):
            wanted = str(minimum) if minimum == maximum else f"{minimum} or more" if maximum is None else None
            wanted = wanted or f"{minimum} to {maximum}"
            message = f"{expression.name}() takes {wanted} argument{'s' * (wanted != '1')}, not {count}"
            self.fail(expression, message, "InvalidNumberOfArguments")

    def check_aggregation(self, expression: tree.Expression, aggregation: Aggregation) -> None:
        if aggregation == "inside":
            self.fail(expression, "an aggregation can't stand inside another", "NestedAggregation")
        if aggregation == "forbidden":
            message = "an aggregation can't stand here, only in what WITH or RETURN projects"
            self.fail(expression, message, "InvalidAggregation")

    # --- CASE and loops ---

    def case(self, expression: tree.Case, scope: Scope, aggregation: Aggregation) -> Type:
        if expression.subject is not None:
            self.type_of(expression.subject, scope, aggregation)
        result: Type | None = None
        for branch in expression.branches:
            for test in branch.tests:
                if expression.subject is None:
                    self.check_predicate(test, scope, aggregation)
                else:
                    self.type_of(test, scope, aggregation)
            found = self.type_of(branch.result, scope, aggregation)
            result = found if result is None else result.or_else(found)
        if expression.otherwise is not None:
            found = self.type_of(expression.otherwise, scope, aggregation)
            result = found if result is None else result.or_else(found)
        return result or NULL

    def loop(
        self,
        expression: tree.ListComprehension | tree.Quantifier | tree.Reduce,
        scope: Scope,
        aggregation: Aggregation,
    ) -> Type:
        """Over the items of a list; an aggregation may give the list, but not stand in the loop."""
        source = self.type_of(expression.source, scope, aggregation)
        if not source.may_be(LIST.kinds):
            self.fail(expression.source, f"expected a list, found {source}", "InvalidArgumentType")
        item = source.item if source.kinds == LIST.kinds else ANYTHING
        inside: Aggregation = "inside" if aggregation == "inside" else "forbidden"
        inner = {**scope, expression.variable.name: item}
        if isinstance(expression, tree.Reduce):
            initial = self.type_of(expression.initial, scope, aggregation)
            inner[expression.accumulator.name] = ANYTHING
            return initial.or_else(self.type_of(expression.step, inner, inside))
        if expression.where is not None:
            self.check_predicate(expression.where, inner, inside)
        if isinstance(expression, tree.Quantifier):
            return BOOLEAN
        if expression.projection is None:
            return list_of(item)
        return list_of(self.type_of(expression.projection, inner, inside))
