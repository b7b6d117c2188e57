"""Writing clauses: can what they make be made, and is what they change something that can be changed?"""

from __future__ import annotations

from typing import Final

from accord.cypher.semantics.expressions import Scope
from accord.cypher.semantics.patterns import PatternChecks
from accord.cypher.semantics.types import MAP, NODE, PATH, RELATIONSHIP
from accord.cypher.syntax import tree

__all__ = ["WRITING", "WritingChecks"]

WRITING: Final = (tree.Create, tree.Merge, tree.Set, tree.Remove, tree.Delete, tree.Foreach)

_ELEMENT = NODE.kinds | RELATIONSHIP.kinds


class WritingChecks(PatternChecks):
    """CREATE, MERGE, SET, REMOVE and DELETE."""

    def check_writing(self, clause: tree.Clause, scope: Scope) -> Scope:
        """What the next clause sees."""
        match clause:
            case tree.Create():
                return self.made(clause.patterns, scope, directed=True)
            case tree.Merge():
                bound = self.made((clause.pattern,), scope, directed=False)
                for item in (*clause.on_create, *clause.on_match):
                    self.set_item(item, bound)
                return bound
            case tree.Set():
                for item in clause.items:
                    self.set_item(item, scope)
            case tree.Remove():
                for removed in clause.items:
                    if isinstance(removed, tree.SetLabels):
                        self.set_item(removed, scope)
                    else:
                        self.check_target(removed.target, scope)
            case tree.Delete():
                for expression in clause.expressions:
                    self.check_deleted(expression, scope)
            case _:
                raise AssertionError(f"no check for {type(clause).__name__}")
        return scope

    def made(self, patterns: tuple[tree.PathPattern, ...], scope: Scope, *, directed: bool) -> Scope:
        """`scope` with what CREATE (`directed`) or MERGE makes. What a path is made from is there before it."""
        for pattern in patterns:
            bound = self.bind_new((pattern,), scope, directed=directed)
            self.check_pattern_parts((pattern,), scope, parameters=directed)
            scope = bound
        return scope

    def set_item(self, item: tree.SetItem, scope: Scope) -> None:
        match item:
            case tree.SetProperty():
                self.check_target(item.target, scope)
                self.type_of(item.value, scope)
            case tree.SetProperties():
                self.check_element_variable(item.variable, scope)
                found = self.type_of(item.value, scope)
                if not found.may_be(MAP.kinds | _ELEMENT):
                    self.fail(item.value, f"expected a map, found {found}", "InvalidArgumentType")
            case tree.SetLabels():
                self.check_element_variable(item.variable, scope)
                for label in item.labels:
                    self.check_labels(label, scope)

    def check_target(self, target: tree.Expression, scope: Scope) -> None:
        assert isinstance(target, tree.Property | tree.Subscript)
        found = self.type_of(target.subject, scope)
        if not found.may_be(_ELEMENT):
            self.fail(target.subject, f"expected a node or relationship, found {found}", "InvalidArgumentType")
        if isinstance(target, tree.Subscript):
            self.type_of(target.index, scope)

    def check_element_variable(self, variable: tree.Variable, scope: Scope) -> None:
        found = self.type_of(variable, scope)
        if not found.may_be(_ELEMENT):
            self.fail(variable, f"expected a node or relationship, found {found}", "InvalidArgumentType")

    def check_deleted(self, expression: tree.Expression, scope: Scope) -> None:
        if isinstance(expression, tree.HasLabels):
            self.fail(expression, "labels are removed with REMOVE, not DELETE", "InvalidDelete")
        found = self.type_of(expression, scope)
        if not found.may_be(_ELEMENT | PATH.kinds):
            self.fail(expression, f"expected a node, relationship or path, found {found}", "InvalidArgumentType")
