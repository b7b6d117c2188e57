"""Patterns: which variables they bind, which they take, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accord.cypher.semantics.expressions import ExpressionChecks, Scope
from accord.cypher.semantics.types import (
    BOOLEAN,
    MAP,
    NODE,
    PATH,
    RELATIONSHIP,
    Type,
    list_of,
)
from accord.cypher.syntax import tree

__all__ = ["PatternChecks"]


class PatternChecks(ExpressionChecks):
    """What MATCH, and the patterns and queries inside of expressions, bind and ask."""

    # --- binding ---

    def bind_patterns(self, patterns: Iterable[tree.PathPattern], scope: Scope) -> dict[str, Type]:
        """`scope` with the variables of the patterns; raises where one is bound to something else already."""
        bound = dict(scope)
        relationships: set[str] = set()
        for pattern in patterns:
            self.bind_path(pattern, bound, relationships)
        return bound

    def bind_path(self, pattern: tree.PathPattern, bound: dict[str, Type], relationships: set[str]) -> None:
        self.check_selector(pattern)
        for element in pattern.elements:
            match element:
                case tree.NodePattern():
                    self.bind(element.variable, NODE, bound, new=False)
                case tree.RelationshipPattern():
                    self.bind_relationship(element, bound, relationships)
                case tree.ParenthesizedPath():
                    self.bind_parenthesis(element, bound, relationships)
        self.bind(pattern.variable, PATH, bound, new=True)

    def bind(self, variable: tree.Variable | None, wanted: Type, bound: dict[str, Type], *, new: bool) -> None:
        """Bind a variable, or see that what it is bound to already is of the wanted type."""
        if variable is None:
            return
        known = bound.get(variable.name)
        if known is None:
            bound[variable.name] = wanted
        elif new:
            self.fail(variable, f"{variable.name!r} is already bound", "VariableAlreadyBound")
        elif not known.may_be(wanted.kinds) or not (known.item.may_be(wanted.item.kinds) or wanted.items is None):
            message = f"{variable.name!r} is {known} already and can't be {wanted}"
            self.fail(variable, message, "VariableTypeConflict")
        else:
            bound[variable.name] = wanted

    def bind_relationship(
        self, element: tree.RelationshipPattern, bound: dict[str, Type], relationships: set[str]
    ) -> None:
        variable = element.variable
        if variable is None:
            return
        if variable.name in relationships:
            message = f"{variable.name!r} can't be two relationships of one pattern"
            self.fail(variable, message, "RelationshipUniquenessViolation")
        self.bind(variable, list_of(RELATIONSHIP) if element.length else RELATIONSHIP, bound, new=False)
        relationships.add(variable.name)

    def bind_parenthesis(
        self, element: tree.ParenthesizedPath, bound: dict[str, Type], relationships: set[str]
    ) -> None:
        """The variables of a repeated part are single inside and lists outside of it."""
        if element.length is None:
            self.bind_path(element.pattern, bound, relationships)
            return
        inner: dict[str, Type] = {}
        self.bind_path(element.pattern, inner, relationships)
        for variable in _variables(element.pattern):
            if variable.name in bound and variable.name in inner:
                self.fail(variable, f"{variable.name!r} is already bound", "VariableAlreadyBound")
        bound.update((name, list_of(found)) for name, found in inner.items())

    def check_selector(self, pattern: tree.PathPattern) -> None:
        selector = pattern.selector
        if selector is None or selector.kind not in ("shortestPath", "allShortestPaths"):
            return
        middle = pattern.elements[1] if len(pattern.elements) == 3 else None
        if not isinstance(middle, tree.RelationshipPattern):
            self.fail(pattern, f"{selector.kind} needs two nodes and one relationship", "InvalidRelationshipPattern")
        if middle.length is not None and middle.length.minimum > 1:
            message = f"the relationship of {selector.kind} can't have a least length above 1"
            self.fail(middle, message, "InvalidRelationshipPattern")

    # --- what is asked of the elements ---

    def check_pattern_parts(
        self, patterns: Iterable[tree.PathPattern], scope: Scope, *, parameters: bool = False
    ) -> None:
        """Labels, properties and WHERE inside of patterns; `parameters` may stand for properties in CREATE."""
        for pattern in patterns:
            for element in pattern.elements:
                self.check_element(element, scope, parameters)

    def check_element(self, element: tree.PathElement, scope: Scope, parameters: bool) -> None:
        if isinstance(element, tree.ParenthesizedPath):
            inner = self.inside(element, scope)
            self.check_pattern_parts((element.pattern,), inner, parameters=parameters)
            if element.where is not None:
                self.check_predicate(element.where, inner)
            return
        labels = element.labels if isinstance(element, tree.NodePattern) else element.types
        if labels is not None:
            self.check_labels(labels, scope)
        if isinstance(element.properties, tree.Parameter) and not parameters:
            self.fail(
                element.properties, "a pattern can't take all its properties from a parameter", "InvalidParameterUse"
            )
        if element.properties is not None:
            found = self.type_of(element.properties, scope)
            if not found.may_be(MAP.kinds):
                self.fail(element.properties, f"expected a map, found {found}", "InvalidArgumentType")
        if element.where is not None:
            single = dict(scope)
            if element.variable is not None and isinstance(element, tree.RelationshipPattern):
                single[element.variable.name] = RELATIONSHIP
            self.check_predicate(element.where, single)

    def inside(self, element: tree.ParenthesizedPath, scope: Scope) -> Scope:
        """What a parenthesis sees: its own variables singly."""
        if element.length is None:
            return scope
        own: dict[str, Type] = {}
        self.bind_path(element.pattern, own, set())
        return {**scope, **own}

    # --- patterns as expressions ---

    def check_pattern_expression(self, expression: tree.PatternExpression, scope: Scope) -> Type:
        """A pattern that is asked whether it is there binds nothing: all its variables are from outside."""
        pattern = expression.pattern
        selector = pattern.selector
        new = self.bind_patterns((pattern,), scope)
        for variable in _variables(pattern):
            if variable.name not in scope and not (selector and new[variable.name] != NODE):
                self.undefined(variable, list(scope))
        self.check_pattern_parts((pattern,), new, parameters=False)
        if selector is None:
            return BOOLEAN
        return PATH if selector.kind == "shortestPath" else list_of(PATH)

    def check_pattern_comprehension(self, expression: tree.PatternComprehension, scope: Scope) -> Type:
        inner = self.bind_patterns((expression.pattern,), scope)
        self.check_pattern_parts((expression.pattern,), inner)
        if expression.where is not None:
            self.check_predicate(expression.where, inner)
        return list_of(self.type_of(expression.projection, inner))

    # --- CREATE and MERGE ---

    def bind_new(self, patterns: Iterable[tree.PathPattern], scope: Scope, *, directed: bool) -> dict[str, Type]:
        """`scope` with what the patterns of CREATE (`directed`) or MERGE make; raises for what can't be made."""
        bound = dict(scope)
        for pattern in patterns:
            if pattern.selector is not None:
                self.fail(pattern, "shortest paths can't be made", "UnexpectedSyntax")
            for element in pattern.elements:
                match element:
                    case tree.NodePattern():
                        self.bind_new_node(element, bound, alone=len(pattern.elements) == 1)
                    case tree.RelationshipPattern():
                        self.bind_new_relationship(element, bound, directed)
                    case _:
                        self.fail(element, "a path in parentheses can't be made", "UnexpectedSyntax")
            self.bind(pattern.variable, PATH, bound, new=True)
        return bound

    def bind_new_node(self, element: tree.NodePattern, bound: dict[str, Type], *, alone: bool) -> None:
        variable = element.variable
        if element.where is not None:
            self.fail(element.where, "WHERE can't stand in a node that is made", "UnexpectedSyntax")
        if element.labels is not None:
            self.check_made_labels(element.labels)
        adds = alone or element.labels is not None or element.properties is not None
        if variable is not None and variable.name in bound and adds:
            message = f"{variable.name!r} is already bound; nothing can be added to it here"
            self.fail(variable, message, "VariableAlreadyBound")
        self.bind(variable, NODE, bound, new=False)

    def check_made_labels(self, labels: tree.LabelExpression) -> None:
        parts = labels.operands if isinstance(labels, tree.LabelAnd) else (labels,)
        for part in parts:
            if not isinstance(part, tree.Label | tree.DynamicLabel):
                self.fail(part, "a node can only be made with plain labels", "UnexpectedSyntax")

    def bind_new_relationship(self, element: tree.RelationshipPattern, bound: dict[str, Type], directed: bool) -> None:
        self.bind(element.variable, RELATIONSHIP, bound, new=True)
        if element.length is not None:
            self.fail(element, "a relationship of variable length can't be made", "CreatingVarLength")
        if not isinstance(element.types, tree.Label | tree.DynamicLabel):
            self.fail(element, "a relationship is made with exactly one type", "NoSingleRelationshipType")
        if directed and element.direction == "both":
            self.fail(element, "a relationship is made in one direction", "RequiresDirectedRelationship")
        if element.where is not None:
            self.fail(element.where, "WHERE can't stand in a relationship that is made", "UnexpectedSyntax")


def _variables(pattern: tree.PathPattern) -> Iterator[tree.Variable]:
    """The variables that a pattern binds, not those in the expressions inside of it."""
    for element in pattern.elements:
        if isinstance(element, tree.ParenthesizedPath):
            yield from _variables(element.pattern)
        elif element.variable is not None:
            yield element.variable
    if pattern.variable is not None:
        yield pattern.variable
