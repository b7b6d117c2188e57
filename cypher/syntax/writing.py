"""Writing clauses: CREATE, MERGE, SET, REMOVE, DELETE, FOREACH."""

from __future__ import annotations

from accord.cypher.syntax import tree
from accord.cypher.syntax.clauses import Clauses
from accord.cypher.syntax.tokens import NAME


class Writing(Clauses):
    """``MERGE (n:A {id: 1}) ON CREATE SET n.new = true``"""

    def clause(self) -> tree.Clause:
        raise NotImplementedError

    def create(self) -> tree.Create:
        start = self.expect("CREATE").start
        if self.token.kind == NAME and self.token.key and self.peek().key != "=":
            # A schema command (CREATE INDEX ...), or a slip.
            if self.token.key in ("CONSTRAINT", "INDEX", "OR", "DATABASE", "USER", "ROLE", "ALIAS") or (
                self.at_words(self.token.key, "INDEX")
            ):
                self.not_supported(f"CREATE {self.token.key}")
            if self.token.key not in ("SHORTESTPATH", "ALLSHORTESTPATHS"):
                self.unexpected("a pattern")
        return tree.Create(self.separated(self.path_pattern), start=start, end=self.end)

    def merge(self) -> tree.Merge:
        start = self.expect("MERGE").start
        pattern = self.path_pattern()
        on_create: tuple[tree.SetItem, ...] = ()
        on_match: tuple[tree.SetItem, ...] = ()
        while self.accept("ON"):
            if self.expect_one("CREATE", "MATCH").key == "CREATE":
                self.expect("SET", "after ON CREATE")
                on_create += self.separated(self.set_item)
            else:
                self.expect("SET", "after ON MATCH")
                on_match += self.separated(self.set_item)
        return tree.Merge(pattern, on_create, on_match, start=start, end=self.end)

    def set(self) -> tree.Set:
        start = self.expect("SET").start
        return tree.Set(self.separated(self.set_item), start=start, end=self.end)

    def set_item(self) -> tree.SetItem:
        start = self.token.start
        following = self.peek().key
        if self.token.kind == NAME and following in ("=", "+="):
            variable = self.variable()
            self.advance()
            value = self.expression()
            return tree.SetProperties(variable, value, following == "+=", start=start, end=self.end)
        if self.token.kind == NAME and following in (":", "IS"):
            return self.labels_of_variable()
        target = self.property_target()
        self.expect("=", "after the property")
        value = self.expression()
        return tree.SetProperty(target, value, start=start, end=self.end)

    def property_target(self) -> tree.Expression:
        token = self.token
        target = self.postfix()
        if not isinstance(target, tree.Property | tree.Subscript):
            self.fail("expected a property, as in n.name", token=token)
        return target

    def labels_of_variable(self) -> tree.SetLabels:
        """``n:A:B`` or ``n IS A``"""
        variable = self.variable()
        self.advance()
        labels = [self.one_label()]
        while self.accept(":") or self.accept("&"):
            labels.append(self.one_label())
        return tree.SetLabels(variable, tuple(labels), start=variable.start, end=self.end)

    def one_label(self) -> tree.LabelExpression:
        token = self.token
        label = self.label_atom()
        if not isinstance(label, tree.Label | tree.DynamicLabel):
            self.fail("expected a label", token=token)
        return label

    def remove(self) -> tree.Remove:
        start = self.expect("REMOVE").start
        return tree.Remove(self.separated(self.remove_item), start=start, end=self.end)

    def remove_item(self) -> tree.RemoveProperty | tree.SetLabels:
        start = self.token.start
        if self.token.kind == NAME and self.peek().key in (":", "IS"):
            return self.labels_of_variable()
        target = self.property_target()
        return tree.RemoveProperty(target, start=start, end=self.end)

    def delete(self) -> tree.Delete:
        start = self.token.start
        detach = self.accept("DETACH")
        if not detach:
            self.accept("NODETACH")
        self.expect("DELETE")
        return tree.Delete(self.separated(self.expression), detach, start=start, end=self.end)

    def foreach(self) -> tree.Foreach:
        start = self.expect("FOREACH").start
        self.enter()
        self.expect("(", "after FOREACH")
        variable = self.variable()
        self.expect("IN", "in FOREACH")
        source = self.before_bar()
        self.expect("|", "in FOREACH")
        clauses = [self.clause()]
        while self.token.key != ")":
            clauses.append(self.clause())
        self.expect(")", "to close FOREACH")
        self.leave()
        return tree.Foreach(variable, source, tuple(clauses), start=start, end=self.end)
