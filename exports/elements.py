"""The graph as nodes and edges with properties, for the layer that an export shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accord.graph.amounts import phrase
from accord.graph.model import Claim, Contents, Document, Entity, Quantity, Relation

__all__ = ["LAYERS", "Element", "Value", "edges", "nodes"]

Value = str | int | float | bool | tuple[str, ...] | None

LAYERS = ("relations", "claims", "all")
"""What an export holds: entities with one edge a relation; entities with one edge a claim; entities, relations, and
claims and documents as nodes of their own, each claim with an edge to its document."""


@dataclass(frozen=True, slots=True)
class Element:
    """A node, or an edge if `source` and `target` are given; `type` is a node's label or a relation's type."""

    id: str
    type: str
    label: str
    properties: Mapping[str, Value]
    source: str = ""
    target: str = ""


def nodes(contents: Contents, layer: str) -> Iterator[Element]:
    """The nodes of a layer, sorted by id within each sort: entities, then (``all``) claims and documents."""
    for entity in sorted(contents.entities, key=lambda entity: entity.id):
        yield _entity(entity)
    if layer == "all":
        for claim in sorted(contents.claims, key=lambda claim: claim.id):
            yield Element(claim.id, "Claim", claim.sentence, {"type_of_relation": claim.type, **_claim(claim)})
        for document in sorted(contents.documents, key=lambda document: document.id):
            yield _document(document)


def edges(contents: Contents, layer: str) -> Iterator[Element]:
    """The edges of a layer, sorted by id within each sort: relations or claims, then (``all``) from claims to their documents."""
    if layer == "claims":
        documents = {document.id: document for document in contents.documents}
        for claim in sorted(contents.claims, key=lambda claim: claim.id):
            source = documents.get(claim.document)
            properties = {**_claim(claim), **_provenance(source)}
            yield Element(claim.id, claim.type, claim.type, properties, claim.source, claim.target)
        return
    for relation in sorted(contents.relations, key=lambda relation: relation.id):
        yield _relation(relation)
    if layer == "all":
        for claim in sorted(contents.claims, key=lambda claim: claim.id):
            yield Element(f"{claim.id}-IN->{claim.document}", "IN", "IN", {}, claim.id, claim.document)


def _entity(entity: Entity) -> Element:
    properties: dict[str, Value] = {"name": entity.name, "kind": entity.kind, "aliases": entity.aliases}
    return Element(entity.id, entity.label, entity.name, properties)


def _document(document: Document) -> Element:
    properties: dict[str, Value] = {
        "title": document.title,
        "date": document.date,
        "url": document.url,
        "publisher": document.publisher,
        "language": document.language,
        "inferred": document.inferred,
        "text": document.text,
    }
    return Element(document.id, "Document", document.title, properties)


def _provenance(document: Document | None) -> dict[str, Value]:
    if document is None:
        return {}
    return {
        "document_title": document.title,
        "document_date": document.date,
        "document_url": document.url,
        "document_publisher": document.publisher,
    }


def _relation(relation: Relation) -> Element:
    properties: dict[str, Value] = {
        "category": relation.category,
        "role": relation.role,
        "status": relation.status,
        "quantity": relation.quantity,
        "quantity_bound": relation.quantity_bound,
        "unit": relation.unit,
        "quantities": relation.quantities,
        "first_date": relation.first_date,
        "last_date": relation.last_date,
        "support": relation.support,
        "documents": relation.documents,
        "attributed_to": relation.attributed_to,
        "sentence": relation.sentence,
        "contradicted": relation.contradicted,
        "confidence": relation.confidence,
    }
    return Element(relation.id, relation.type, relation.type, properties, relation.source, relation.target)


def _claim(claim: Claim) -> dict[str, Value]:
    first: Quantity | None = claim.quantities[0] if claim.quantities else None
    return {
        "document": claim.document,
        "relation": claim.relation,
        "from": claim.source,
        "to": claim.target,
        "category": claim.category,
        "role": claim.role,
        "status": claim.status,
        "quantity": first.value if first else None,
        "quantity_bound": first.bound if first else None,
        "unit": first.unit if first else None,
        "quantities": tuple(phrase(quantity) for quantity in claim.quantities),
        "time": claim.time,
        "start_date": claim.start_date,
        "end_date": claim.end_date,
        "attributed_to": claim.attributed_to,
        "sentence": claim.sentence,
        "start": claim.start,
        "end": claim.end,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }
