"""The order in which a pattern is matched: start where there is least, expand where it grows least, filter at once.

Every start is tried: the plan is grown greedily from it, and the start whose plan handles the fewest rows wins.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.cypher.planning import plan
from accord.cypher.planning.patterns import Link, PatternGraph, ShortestLink, variables_in
from accord.cypher.planning.shortest import path_predicates
from accord.cypher.planning.statistics import Statistics
from accord.cypher.syntax import tree, walk

__all__ = ["match_plan"]

_REVERSED = {"out": "in", "in": "out", "both": "both"}
_ASSUMED_LENGTH = 3  # how far an unbounded variable length is taken to go
_EQUAL, _OTHER = 0.1, 0.4  # the share of rows that an equality, or another predicate, is taken to keep


@dataclass(slots=True)
class _Growing:
    """A plan under construction, how many rows it gives and how many it has handled."""

    operator: plan.Operator
    bound: set[str]
    rows: float
    work: float = 0.0
    links: list[Link] = field(default_factory=list)
    predicates: list[tree.Expression] = field(default_factory=list)
    matched: list[Link] = field(default_factory=list)

    def copy(self) -> _Growing:
        return _Growing(
            self.operator, set(self.bound), self.rows, self.work, list(self.links), list(self.predicates),
            list(self.matched),
        )  # fmt: skip


class _Matcher:
    def __init__(self, graph: PatternGraph, statistics: Statistics) -> None:
        self.graph = graph
        self.statistics = statistics
        self.labels: dict[str, list[str]] = {}
        for predicate in graph.predicates:
            if isinstance(predicate, tree.HasLabels) and isinstance(predicate.labels, tree.Label):
                assert isinstance(predicate.subject, tree.Variable)
                self.labels.setdefault(predicate.subject.name, []).append(predicate.labels.name)
        self.local = frozenset(
            [*graph.nodes, *(link.variable for link in graph.links), *(name for name, _, _ in graph.paths)]
            + [found.path for found in graph.shortest]
        )

    # --- growing --------------------------------------------------------------------------------------------------

    def grow(self, state: _Growing) -> _Growing:
        """Match all that is left."""
        state = self.filtered(state)
        while True:
            while (link := self.cheapest_link(state)) is not None:
                state = self.expanded(state, link)
            if not state.links and all(node in state.bound for node in self.graph.nodes):
                return state
            state = self.best_start(state)

    def best_start(self, state: _Growing) -> _Growing:
        """A start for a part of the pattern that hangs on nothing bound, with all that hangs on it matched."""
        best: _Growing | None = None
        for started in self.starts(state):
            grown = self.filtered(started)
            while (link := self.cheapest_link(grown)) is not None:
                grown = self.expanded(grown, link)
            if best is None or grown.work < best.work:
                best = grown
        assert best is not None
        return best

    def starts(self, state: _Growing) -> list[_Growing]:
        """One for every node and every single relationship that is not bound yet."""
        nodes = [node for node in self.graph.nodes if node not in state.bound]
        in_links = {node for link in state.links for node in (link.left, link.right)}
        lonely = [node for node in nodes if node not in in_links]
        found = [self.scan(state, node) for node in (lonely[:1] if lonely else nodes)]
        if not lonely:
            found += [
                self.scan_relationship(state, link)
                for link in state.links
                if link.length is None and link.left not in state.bound and link.right not in state.bound
            ]
        return found

    def scan(self, before: _Growing, node: str) -> _Growing:
        state = before.copy()
        labels = sorted(self.labels.get(node, ()), key=lambda label: (self.statistics.nodes(label), label))
        count = float(self.statistics.nodes(labels[0] if labels else None))
        for predicate in state.predicates:
            sought = self.sought(predicate, node, state.bound)
            if sought is not None:
                key, value = sought
                state.operator = plan.PropertySeek(state.operator, node, key, value)
                state.predicates.remove(predicate)
                count = min(count, self.statistics.nodes() / self.statistics.distinct(key))
                break
        else:
            if labels:
                state.operator = plan.LabelScan(state.operator, node, labels[0])
                state.predicates.remove(tree.HasLabels(tree.Variable(node), tree.Label(labels[0])))
            else:
                state.operator = plan.NodeScan(state.operator, node)
        state.bound.add(node)
        return self.counted(state, count)

    def sought(
        self, predicate: tree.Expression, node: str, bound: set[str]
    ) -> tuple[str, tree.Expression] | None:  # fmt: skip
        """(property, value) where the predicate says that a property of the node equals something known."""
        if not isinstance(predicate, tree.Comparison) or predicate.operators != ("=",):
            return None
        for one, other in (predicate.operands, predicate.operands[::-1]):
            if isinstance(one, tree.Property) and one.subject == tree.Variable(node) and self.known(other, bound):
                return one.key, other
        return None

    def known(self, expression: tree.Expression, bound: set[str]) -> bool:
        return (variables_in(expression) & self.local) <= bound

    def scan_relationship(self, before: _Growing, link: Link) -> _Growing:
        state = before.copy()
        state.operator = plan.RelationshipScan(state.operator, link.left, link.right, self.relationships(state, link))
        count = float(self.statistics.edges(link.types, link.direction))
        if link.left == link.right:
            count *= 0.01
        self.matched(state, link)
        return self.counted(state, count)

    def counted(self, state: _Growing, factor: float) -> _Growing:
        state.rows *= max(factor, 0.001)
        state.work += state.rows + 1
        return state

    def matched(self, state: _Growing, link: Link) -> None:
        state.links.remove(link)
        state.matched.append(link)
        state.bound |= {link.left, link.right, link.variable}

    def relationships(self, state: _Growing, link: Link) -> plan.Relationships:
        """With those of the same MATCH that it must differ from: not where the types tell them apart anyway."""
        differing = tuple(
            other.variable
            for other in state.matched
            if not (link.types and other.types and not set(link.types) & set(other.types))
        )
        return plan.Relationships(link.variable, link.types, link.direction, differing)

    # --- expanding ------------------------------------------------------------------------------------------------

    def cheapest_link(self, state: _Growing) -> Link | None:
        touching = [
            link
            for link in state.links
            if link.left in state.bound or link.right in state.bound or link.variable in state.bound
        ]
        if not touching:
            return None
        return min(touching, key=lambda link: (self.growth(state, link), state.links.index(link)))

    def growth(self, state: _Growing, link: Link) -> float:
        """Rows after the expansion for each row before it."""
        if link.variable in state.bound:
            return 0.0
        left, right = link.left in state.bound, link.right in state.bound
        if left and right:
            degree = self.degree(link, link.left, None, link.direction) / max(1, self.statistics.nodes())
            return degree if link.length is None else self.compounded(link, link.left, link.direction)
        near, far, direction = self.side(state, link)
        if link.length is None:
            return self.degree(link, near, far, direction)
        return self.compounded(link, near, direction)

    def side(self, state: _Growing, link: Link) -> tuple[str, str, str]:
        if link.left in state.bound:
            return link.left, link.right, link.direction
        return link.right, link.left, _REVERSED[link.direction]

    def degree(self, link: Link, near: str, far: str | None, direction: str) -> float:
        near_label = self.rarest(near)
        far_label = None if far is None else self.rarest(far)
        edges = self.statistics.edges(link.types, direction, near_label, far_label)
        return edges / max(1, self.statistics.nodes(near_label))

    def rarest(self, node: str) -> str | None:
        labels = self.labels.get(node)
        return min(labels, key=lambda label: (self.statistics.nodes(label), label)) if labels else None

    def compounded(self, link: Link, near: str, direction: str) -> float:
        assert link.length is not None
        steps = link.length.maximum if link.length.maximum is not None else link.length.minimum + _ASSUMED_LENGTH
        degree = self.degree(link, near, None, direction)
        later = self.statistics.edges(link.types, direction) / max(1, self.statistics.nodes())
        return degree * float(max(1.0, later) ** min(max(steps - 1, 0), 20)) + (link.length.minimum == 0)

    def expanded(self, before: _Growing, link: Link) -> _Growing:
        state = before.copy()
        factor = self.growth(state, link)
        relationships = self.relationships(state, link)
        if link.variable in state.bound:
            state.operator = plan.BindEnds(state.operator, link.left, link.right, relationships)
            factor = 1.0
        else:
            near, far, direction = self.side(state, link)
            into = far in state.bound
            relationships = plan.Relationships(link.variable, link.types, direction, relationships.distinct_from)
            if link.length is None:
                state.operator = plan.Expand(state.operator, near, far, relationships, into)
            else:
                state.operator = plan.VariableExpand(
                    state.operator, near, far, relationships, into, link.length.minimum, link.length.maximum,
                    near != link.left, link.step, link.where,
                )  # fmt: skip
        self.matched(state, link)
        return self.filtered(self.counted(state, factor))

    # --- filtering ------------------------------------------------------------------------------------------------

    def filtered(self, before: _Growing) -> _Growing:
        """All predicates whose variables are bound, cheap ones first."""
        state = before.copy()
        ready = [predicate for predicate in state.predicates if self.known(predicate, state.bound)]
        for predicate in sorted(ready, key=_price):
            state.operator = plan.Filter(state.operator, predicate)
            state.predicates.remove(predicate)
            if isinstance(predicate, tree.HasLabels):
                continue  # counted by the statistics of labels
            equal = isinstance(predicate, tree.Comparison) and predicate.operators == ("=",)
            state.rows *= _EQUAL if equal else _OTHER
        return state


def _price(predicate: tree.Expression) -> int:
    """Columns are compared by the thousand, calls go row by row, subqueries run plans."""
    price = 0
    for node in walk.descendants(predicate):
        match node:
            case tree.Subquery() | tree.PatternExpression() | tree.PatternComprehension():
                price += 1000
            case tree.FunctionCall() | tree.ListComprehension() | tree.Quantifier() | tree.Reduce():
                price += 10
            case _:
                price += 1
    return price


def match_plan(
    source: plan.Operator, graph: PatternGraph, bound: frozenset[str], statistics: Statistics
) -> plan.Operator:
    """A plan that binds the whole pattern to each row of `source`, in which `bound` is bound already.

    Predicates that mention shortest paths or named paths come last, all others as soon as they can.
    """
    matcher = _Matcher(graph, statistics)
    shortest_only = {found.path for found in graph.shortest} | {name for name, _, _ in graph.paths}
    state = _Growing(source, set(bound), 1.0, links=list(graph.links), predicates=list(graph.predicates))
    state.bound -= shortest_only
    state = matcher.grow(state)
    for name, first, parts in graph.paths:
        state.operator = plan.NamePath(state.operator, name, first, parts)
        state.bound.add(name)
    state = matcher.filtered(state)
    for found in graph.shortest:
        asked = [predicate for predicate in state.predicates if found.path in variables_in(predicate)]
        inside, after = path_predicates(found, asked)
        state.predicates = [predicate for predicate in state.predicates if predicate not in asked] + after
        state.operator = _shortest(state.operator, found, inside)
        state.bound.add(found.path)
        state = matcher.filtered(state)
    assert not state.predicates, "a predicate was left behind"
    return state.operator


def _shortest(source: plan.Operator, found: ShortestLink, inside: list[tree.Expression]) -> plan.Operator:
    link = found.link
    minimum = 1 if link.length is None else link.length.minimum
    maximum = 1 if link.length is None else link.length.maximum
    relationships = plan.Relationships(None, link.types, link.direction)
    where = link.where
    for predicate in inside:
        where = predicate if where is None else tree.Binary("AND", where, predicate)
    return plan.ShortestPath(
        source, found.path, link.left, link.right, relationships, minimum, maximum, found.every, link.step, where
    )
