"""The patterns of one MATCH as a graph: named nodes, relationships between them, and what is asked of both.

Whatever stands inside the brackets (labels, property maps, WHERE) becomes a predicate like those of the clause's WHERE,
so that the planner has one list to push down. Things without a name get one that no query can write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from accord.cypher.errors import NotSupported
from accord.cypher.syntax import tree, walk

__all__ = ["Link", "PatternGraph", "ShortestLink", "conjuncts", "pattern_graph", "variables_in"]


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a pattern, from `left` to `right` as written.

    `length` is None for a single one. `step` names one relationship of a variable length within `where`.
    """

    variable: str
    left: str
    right: str
    types: tuple[str, ...]
    direction: str
    length: tree.Length | None
    named: bool
    step: str
    where: tree.Expression | None = None


@dataclass(frozen=True, slots=True)
class ShortestLink:
    """A ``shortestPath((left)-[link]-(right))``."""

    path: str
    link: Link
    every: bool


@dataclass(slots=True)
class PatternGraph:
    """`paths` holds (variable, first node, relationships); `predicates` what must be true."""

    nodes: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    shortest: list[ShortestLink] = field(default_factory=list)
    paths: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    predicates: list[tree.Expression] = field(default_factory=list)

    def add_where(self, where: tree.Expression | None) -> None:
        """Ask what the clause's WHERE asks."""
        self.predicates.extend(conjuncts(where))


class Names:
    """Gives names that no query can write."""

    def __init__(self) -> None:
        self._count = 0

    def fresh(self, what: str) -> str:
        self._count += 1
        return f" {what}{self._count}"


def pattern_graph(patterns: tuple[tree.PathPattern, ...], names: Names) -> PatternGraph:
    """The patterns as one graph. Raises NotSupported for quantified paths and selectors that are not run."""
    graph = PatternGraph()
    for pattern in patterns:
        _add_path(graph, pattern, names)
    return graph


def _add_path(graph: PatternGraph, pattern: tree.PathPattern, names: Names) -> None:
    nodes: list[str] = []
    links: list[tuple[tree.RelationshipPattern, str]] = []
    for element in pattern.elements:
        match element:
            case tree.NodePattern():
                nodes.append(_add_node(graph, element, names))
            case tree.RelationshipPattern():
                links.append((element, element.variable.name if element.variable else names.fresh("relationship")))
            case _:
                raise _unsupported("a parenthesised path pattern", element)
    made = [_link(graph, part, name, nodes[at], nodes[at + 1], names) for at, (part, name) in enumerate(links)]
    if pattern.selector is None:
        graph.links.extend(made)
        if pattern.variable is not None:
            graph.paths.append((pattern.variable.name, nodes[0], tuple(name for _, name in links)))
        return
    if pattern.selector.kind not in ("shortestPath", "allShortestPaths"):
        raise _unsupported(f"the path selector {pattern.selector.kind}", pattern.selector)
    if len(made) != 1 or made[0].named:
        raise _unsupported(f"{pattern.selector.kind} with more than one relationship or a named one", pattern)
    path = pattern.variable.name if pattern.variable else names.fresh("path")
    graph.shortest.append(ShortestLink(path, made[0], pattern.selector.kind == "allShortestPaths"))


def _add_node(graph: PatternGraph, pattern: tree.NodePattern, names: Names) -> str:
    name = pattern.variable.name if pattern.variable else names.fresh("node")
    if name not in graph.nodes:
        graph.nodes.append(name)
    subject = tree.Variable(name)
    if pattern.labels is not None:
        for labels in _label_conjuncts(pattern.labels):
            graph.predicates.append(tree.HasLabels(subject, labels))
    graph.predicates.extend(_properties_asked(subject, pattern.properties))
    graph.predicates.extend(conjuncts(pattern.where))
    return name


def _link(
    graph: PatternGraph, pattern: tree.RelationshipPattern, name: str, left: str, right: str, names: Names
) -> Link:
    types, asked = _types(pattern.types)
    single = pattern.length is None
    step = name if single else names.fresh("step")
    subject = tree.Variable(step)
    predicates = [*_properties_asked(subject, pattern.properties)]
    if asked is not None:
        predicates.insert(0, tree.HasLabels(subject, asked))
    if pattern.where is not None:
        if not single:
            raise _unsupported("WHERE inside a relationship of variable length", pattern.where)
        predicates.extend(conjuncts(pattern.where))
    where = None
    if single:
        graph.predicates.extend(predicates)
    else:
        for predicate in predicates:
            where = predicate if where is None else tree.Binary("AND", where, predicate)
    return Link(name, left, right, types, pattern.direction, pattern.length, pattern.variable is not None, step, where)


def _types(types: tree.LabelExpression | None) -> tuple[tuple[str, ...], tree.LabelExpression | None]:
    """The types a relationship may have, and what else is asked of them: ``A|B`` is a list, ``!A`` a predicate."""
    match types:
        case None:
            return (), None
        case tree.Label():
            return (types.name,), None
        case tree.LabelOr() if all(isinstance(one, tree.Label) for one in types.operands):
            return tuple(sorted({one.name for one in types.operands if isinstance(one, tree.Label)})), None
        case _:
            return (), types


def _label_conjuncts(labels: tree.LabelExpression) -> Iterator[tree.LabelExpression]:
    if isinstance(labels, tree.LabelAnd):
        for operand in labels.operands:
            yield from _label_conjuncts(operand)
    else:
        yield labels


def _properties_asked(subject: tree.Variable, properties: tree.Expression | None) -> Iterator[tree.Expression]:
    if properties is None:
        return
    if not isinstance(properties, tree.MapLiteral):
        raise _unsupported("a parameter in the place of a property map", properties)
    for key, value in dict(properties.entries).items():
        yield tree.Comparison(("=",), (tree.Property(subject, key), value))


def conjuncts(predicate: tree.Expression | None) -> Iterator[tree.Expression]:
    """The parts of a conjunction."""
    if isinstance(predicate, tree.Binary) and predicate.operator == "AND":
        yield from conjuncts(predicate.left)
        yield from conjuncts(predicate.right)
    elif predicate is not None:
        yield predicate


def variables_in(node: tree.Node) -> frozenset[str]:
    """The names of all variables an expression mentions, its own loop variables included."""
    return frozenset(found.name for found in walk.descendants(node) if isinstance(found, tree.Variable))


def _unsupported(what: str, node: tree.Node) -> NotSupported:
    error = NotSupported(f"{what} is not supported", "NotSupported")
    error.start, error.end = node.start, node.end
    return error
