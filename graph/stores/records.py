"""Model values as properties and back: the one layout of nodes and edges that both stores share.

A property is a string, integer, float, boolean or list of strings; what is None or an empty list is left out, so that
``properties(n)`` is the same in both stores. Places in the text are strings (``"12 27 state:PRK"``) because properties
hold no nested lists. Every function here undoes its twin, but for `Document.path`, which is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from accord.graph.amounts import parse_phrase, phrase
from accord.graph.model import Claim, Document, DocumentGraph, Entity, Mention, Relation

__all__ = [
    "Properties",
    "claim_of",
    "claim_properties",
    "document_of",
    "document_properties",
    "entity_of",
    "entity_properties",
    "mentions_of",
    "relation_of",
    "relation_properties",
]

Properties = dict[str, Any]

# Both stores hold integers of 64 bits; a larger amount is kept as the nearest float (its phrase keeps every digit).
INTEGER_LIMIT = 2**63

RELATION_FIELDS = frozenset(field.name for field in fields(Relation)) - {"type", "source", "target"}


def entity_properties(entity: Entity) -> Properties:
    """What an entity's node carries; its label is not among them."""
    return _without_gaps(id=entity.id, name=entity.name, kind=entity.kind, aliases=sorted(set(entity.aliases)))


def entity_of(label: str, properties: Mapping[str, Any]) -> Entity:
    """The entity of a node."""
    return Entity(
        id=properties["id"],
        label=label,
        name=properties["name"],
        kind=properties.get("kind"),
        aliases=tuple(properties.get("aliases", ())),
    )


def relation_properties(relation: Relation) -> Properties:
    """What a relation's edge carries; its type and ends are not among them."""
    return _without_gaps(
        id=relation.id,
        category=relation.category,
        role=relation.role,
        status=relation.status,
        quantity=_storable(relation.quantity),
        quantity_bound=relation.quantity_bound,
        unit=relation.unit,
        quantities=list(relation.quantities),
        first_date=relation.first_date,
        last_date=relation.last_date,
        support=relation.support,
        documents=relation.documents,
        attributed_to=list(relation.attributed_to),
        sentence=relation.sentence,
        contradicted=relation.contradicted,
        confidence=float(relation.confidence),
    )


def relation_of(type: str, source: str, target: str, properties: Mapping[str, Any]) -> Relation:
    """The relation of an edge."""
    values = {name: value for name, value in properties.items() if name in RELATION_FIELDS}
    for name in ("quantities", "attributed_to"):
        values[name] = tuple(values.get(name, ()))
    return Relation(type=type, source=source, target=target, **values)


def claim_properties(claim: Claim) -> Properties:
    """What a claim's node carries: its ends under ``from`` and ``to``; its document is at the end of its ``IN`` edge."""
    leading = claim.quantities[0] if claim.quantities else None
    return _without_gaps(
        id=claim.id,
        relation=claim.relation,
        type=claim.type,
        **{"from": claim.source, "to": claim.target},
        category=claim.category,
        role=claim.role,
        status=claim.status,
        quantities=[phrase(quantity) for quantity in claim.quantities],
        quantity_places=[f"{quantity.start} {quantity.end}" for quantity in claim.quantities],
        quantity=_storable(leading.value) if leading else None,
        quantity_bound=leading.bound if leading else None,
        unit=(leading.unit or None) if leading else None,
        time=claim.time,
        start_date=claim.start_date,
        end_date=claim.end_date,
        attributed_to=list(claim.attributed_to),
        sentence=claim.sentence,
        start=claim.start,
        end=claim.end,
        rule=claim.rule or None,
        confidence=float(claim.confidence),
    )


def claim_of(document: str, properties: Mapping[str, Any]) -> Claim:
    """The claim of a node that is in `document`."""
    places = [place.split(" ") for place in properties.get("quantity_places", ())]
    quantities = tuple(
        parse_phrase(text, int(start), int(end))
        for text, (start, end) in zip(properties.get("quantities", ()), places, strict=True)
    )
    return Claim(
        id=properties["id"],
        document=document,
        relation=properties["relation"],
        type=properties["type"],
        source=properties["from"],
        target=properties["to"],
        sentence=properties["sentence"],
        start=properties["start"],
        end=properties["end"],
        category=properties.get("category"),
        role=properties.get("role"),
        status=properties["status"],
        quantities=quantities,
        time=properties.get("time"),
        start_date=properties.get("start_date"),
        end_date=properties.get("end_date"),
        attributed_to=tuple(properties.get("attributed_to", ())),
        rule=properties.get("rule", ""),
        confidence=properties["confidence"],
    )


def document_properties(graph: DocumentGraph) -> Properties:
    """What a document's node carries: also the ids of its entities and where it mentions them."""
    document = graph.document
    return _without_gaps(
        id=document.id,
        title=document.title,
        date=document.date,
        url=document.url,
        publisher=document.publisher,
        language=document.language,
        text=document.text,
        inferred=list(document.inferred),
        entities=sorted({entity.id for entity in graph.entities}),
        mentions=[f"{one.start} {one.end} {one.entity}" for one in sorted(graph.mentions, key=_place)],
    )


def document_of(properties: Mapping[str, Any]) -> Document:
    """The document of a node."""
    return Document(
        id=properties["id"],
        text=properties["text"],
        title=properties["title"],
        language=properties["language"],
        date=properties.get("date"),
        url=properties.get("url"),
        publisher=properties.get("publisher"),
        inferred=tuple(properties.get("inferred", ())),
    )


def mentions_of(properties: Mapping[str, Any]) -> tuple[Mention, ...]:
    """Where a document's node mentions entities, in the order of the text."""
    mentions = []
    for place in properties.get("mentions", ()):
        start, end, entity = place.split(" ", 2)
        mentions.append(Mention(int(start), int(end), properties["text"][int(start) : int(end)], entity))
    return tuple(mentions)


def _place(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.entity


def _storable(number: float | None) -> float | None:
    if isinstance(number, int) and not -INTEGER_LIMIT <= number < INTEGER_LIMIT:
        return float(number)
    return number


def _without_gaps(**values: object) -> Properties:
    return {name: value for name, value in values.items() if value is not None and value != []}
