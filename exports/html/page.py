"""What the explorer's page reads: one versioned value, described for other programs by ``page.schema.json``."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from accord.exports.html.bending import bends
from accord.exports.html.layout import places
from accord.graph.amounts import parse_phrase
from accord.graph.model import Claim, Contents, Document, Entity, Quantity, Relation

__all__ = ["VERSION", "Amount", "Edge", "Node", "Page", "PageClaim", "PageDocument", "page_of"]

VERSION = 1
"""Raised when a page of the old script could no longer read the new value."""

SMALLEST_NODE, LARGEST_NODE = 9, 22
THINNEST, THICKEST = 1.5, 6.0


@dataclass(frozen=True, slots=True)
class Node:
    """An entity where it stands in the picture; `group` is its label in the schema, `rank` 0 the most connected."""

    id: str
    name: str
    group: str
    kind: str | None
    aliases: tuple[str, ...]
    x: int
    y: int
    size: int
    rank: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as stated: ``≥ 4000000 obus`` is ``Amount(4000000, "obus", "min", None)``."""

    value: int | float
    unit: str
    bound: str
    high: int | float | None


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation; `bend` is how it curves (to the left of the way from the smaller to the larger id, if positive)."""

    id: str
    source: str
    target: str
    type: str
    category: str | None
    role: str | None
    status: str
    quantities: tuple[Amount, ...]
    first_date: str | None
    last_date: str | None
    attributed_to: tuple[str, ...]
    sentence: str
    contradicted: bool
    confidence: float
    width: float
    bend: float


@dataclass(frozen=True, slots=True)
class PageClaim:
    """A claim: its sentence is ``text[start:end]`` of its document, in code points; `attributed_to` holds ids."""

    id: str
    relation: str
    document: str
    start: int
    end: int
    sentence: str
    status: str
    quantities: tuple[Amount, ...]
    role: str | None
    time: str | None
    start_date: str | None
    end_date: str | None
    attributed_to: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A document; `inferred` names the fields that were read off the text rather than given."""

    id: str
    title: str
    text: str
    language: str
    date: str | None
    url: str | None
    publisher: str | None
    inferred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page shows, each part sorted by id; `language` is the interface's, None the browser's.

    `nodes` and `edges` are only those whose ends are known. `title` is None where the page may find its own.
    """

    title: str | None
    language: str | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    claims: tuple[PageClaim, ...]
    documents: tuple[PageDocument, ...]
    version: int = VERSION


def page_of(contents: Contents, *, title: str | None = None, language: str | None = None) -> Page:
    """The page for what a store holds, places of the nodes included; equal contents give equal pages."""
    entities = {entity.id: entity for entity in sorted(contents.entities, key=lambda entity: entity.id)}
    relations = tuple(
        relation
        for relation in sorted(contents.relations, key=lambda relation: relation.id)
        if relation.source in entities and relation.target in entities
    )
    known = {relation.id for relation in relations}
    claims = sorted((claim for claim in contents.claims if claim.relation in known), key=lambda claim: claim.id)
    documents = sorted(contents.documents, key=lambda document: document.id)
    if title is None and len(documents) == 1:
        title = documents[0].title or None
    nodes = _nodes(entities, relations)
    return Page(
        title=title,
        language=language,
        nodes=nodes,
        edges=_edges(relations, {node.id: (node.x, node.y) for node in nodes}),
        claims=tuple(map(_claim, claims)),
        documents=tuple(map(_text, documents)),
    )


def _nodes(entities: Mapping[str, Entity], relations: Iterable[Relation]) -> tuple[Node, ...]:
    degrees: Counter[str] = Counter()
    links: list[tuple[str, str]] = []
    for relation in relations:
        links.append((relation.source, relation.target))
        degrees.update({relation.source, relation.target})
    most = max(degrees.values(), default=1)
    sizes = {id: _between(SMALLEST_NODE, LARGEST_NODE, math.sqrt(degrees[id] / most)) for id in entities}
    ranked = sorted(entities, key=lambda id: (-degrees[id], id))
    ranks = {id: rank for rank, id in enumerate(ranked)}
    where = places(ranked, links, {id: entities[id].name for id in ranked})
    return tuple(
        Node(
            id=id,
            name=entity.name,
            group=entity.label,
            kind=entity.kind,
            aliases=entity.aliases,
            x=where[id][0],
            y=where[id][1],
            size=round(sizes[id]),
            rank=ranks[id],
        )
        for id, entity in entities.items()
    )


def _between(low: float, high: float, share: float) -> float:
    return low + (high - low) * min(1.0, max(0.0, share))


def _edges(relations: tuple[Relation, ...], where: Mapping[str, tuple[int, int]]) -> tuple[Edge, ...]:
    largest: defaultdict[str, float] = defaultdict(float)
    for relation in relations:
        unit = (relation.unit or "").casefold()
        largest[unit] = max(largest[unit], _magnitude(relation.quantity))
    curves = bends(relations, where)
    return tuple(
        Edge(
            id=relation.id,
            source=relation.source,
            target=relation.target,
            type=relation.type,
            category=relation.category,
            role=relation.role,
            status=relation.status,
            quantities=_amounts(relation.quantities),
            first_date=relation.first_date,
            last_date=relation.last_date,
            attributed_to=relation.attributed_to,
            sentence=relation.sentence,
            contradicted=relation.contradicted,
            confidence=relation.confidence,
            width=_width(relation, largest),
            bend=curves[relation.id],
        )
        for relation in relations
    )


def _magnitude(quantity: float | None) -> float:
    """How many digits an amount has: widths grow with it, for amounts of one unit span many powers of ten."""
    return math.log10(1 + abs(quantity)) if quantity is not None and math.isfinite(quantity) else 0.0


def _width(relation: Relation, largest: Mapping[str, float]) -> float:
    most = largest[(relation.unit or "").casefold()]
    if relation.quantity is None or not most:
        return THINNEST
    return round(_between(THINNEST + 1, THICKEST, _magnitude(relation.quantity) / most), 2)


def _amounts(phrases: Iterable[str]) -> tuple[Amount, ...]:
    """The amounts that the phrases state; a phrase of another program that states none is left out."""
    found = []
    for text in phrases:
        with suppress(ValueError):
            found.append(_amount(parse_phrase(text)))
    return tuple(found)


def _amount(quantity: Quantity) -> Amount:
    return Amount(quantity.value, quantity.unit, quantity.bound, quantity.high)


def _claim(claim: Claim) -> PageClaim:
    return PageClaim(
        id=claim.id,
        relation=claim.relation,
        document=claim.document,
        start=claim.start,
        end=claim.end,
        sentence=claim.sentence,
        status=claim.status,
        quantities=tuple(map(_amount, claim.quantities)),
        role=claim.role,
        time=claim.time,
        start_date=claim.start_date,
        end_date=claim.end_date,
        attributed_to=claim.attributed_to,
        confidence=claim.confidence,
    )


def _text(document: Document) -> PageDocument:
    return PageDocument(
        id=document.id,
        title=document.title,
        text=document.text,
        language=document.language,
        date=document.date,
        url=document.url,
        publisher=document.publisher,
        inferred=document.inferred,
    )
