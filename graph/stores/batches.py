"""What goes into a store, checked before anything is touched, and how two descriptions of an entity become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from accord.graph.amounts import phrase
from accord.graph.errors import StoreError
from accord.graph.folding import STATUS_ORDER, distinct_claims
from accord.graph.identity import ordered_ends, relation_id
from accord.graph.model import Claim, DocumentGraph, Entity
from accord.graph.schema import load_schema

__all__ = ["checked", "merged"]


def checked(batch: Iterable[DocumentGraph]) -> tuple[DocumentGraph, ...]:
    """The documents, each once (the last of an id), sorted by id, with their claims and entities each once.

    Raises `StoreError` naming the first document that breaks the schema or refers to what it does not hold.
    """
    last = {graph.document.id: graph for graph in batch}
    return tuple(_checked(last[id]) for id in sorted(last))


def merged(one: Entity, other: Entity) -> Entity:
    """One entity from two descriptions of it, whichever comes first: the smaller name (the other becomes an alias),
    the union of aliases, and a kind that says something before ``other`` and none.

    >>> merged(Entity("org:x", "Organisation", "X Corp"), Entity("org:x", "Organisation", "X", "company"))
    Entity(id='org:x', label='Organisation', name='X', kind='company', aliases=('X Corp',))
    """
    name = min(one.name, other.name)
    aliases = {*one.aliases, *other.aliases, *({one.name, other.name} - {name})}
    kinds = sorted({kind for kind in (one.kind, other.kind) if kind}, key=lambda kind: (kind == "other", kind))
    return Entity(one.id, min(one.label, other.label), name, kinds[0] if kinds else None, tuple(sorted(aliases)))


def _checked(graph: DocumentGraph) -> DocumentGraph:
    document = graph.document
    labels: dict[str, str] = {}
    entities: dict[str, Entity] = {}
    for entity in graph.entities:
        if entity.label not in load_schema().labels:
            _refuse(document.id, f"the entity {entity.id} has the unknown label {entity.label!r}")
        if not entity.id or entity.id.startswith(("doc:", "claim:")):
            _refuse(document.id, f"an entity can't have the id {entity.id!r}")
        plain = replace(entity, aliases=tuple(sorted(set(entity.aliases))))
        entities[entity.id] = merged(entities[entity.id], plain) if entity.id in entities else plain
        labels[entity.id] = entities[entity.id].label
    if not document.id.startswith("doc:"):
        _refuse(document.id, "a document's id begins with 'doc:'")
    for claim in graph.claims:
        if problem := _problem(claim, document.id, labels):
            _refuse(document.id, f"the claim {claim.id} {problem}")
    for mention in graph.mentions:
        if mention.entity not in labels:
            _refuse(document.id, f"the mention {mention.text!r} is of the unknown entity {mention.entity}")
    return DocumentGraph(
        document, tuple(entities[id] for id in sorted(entities)), graph.mentions, distinct_claims(graph.claims)
    )


def _problem(claim: Claim, document: str, labels: dict[str, str]) -> str | None:
    """What is wrong with a claim, as the end of a sentence; None for a sound one."""
    schema = load_schema()
    if not claim.id.startswith("claim:"):
        return "has an id that does not begin with 'claim:'"
    if claim.document != document:
        return f"is of another document, {claim.document}"
    if claim.type not in schema.relations:
        return f"has the unknown type {claim.type!r}"
    for id in (claim.source, claim.target, *claim.attributed_to):
        if id not in labels:
            return f"names the unknown entity {id}"
    if (claim.source, claim.target) != ordered_ends(claim.type, claim.source, claim.target):
        return f"must have its ends in order, as {claim.type} is symmetric"
    if claim.relation != relation_id(claim.type, claim.source, claim.target, claim.category):
        return f"belongs to {relation_id(claim.type, claim.source, claim.target, claim.category)}, not {claim.relation}"
    if claim.category is not None and claim.category not in schema.relations[claim.type].categories:
        return f"has the unknown category {claim.category!r}"
    if claim.status not in STATUS_ORDER:
        return f"has the unknown status {claim.status!r}"
    if not 0 <= claim.confidence <= 1:
        return f"has the confidence {claim.confidence}, which is not between 0 and 1"
    try:
        for quantity in claim.quantities:
            phrase(quantity)
    except ValueError as error:
        return f"has an amount that can't be kept: {error}"
    return None


def _refuse(document: str, problem: str) -> None:
    raise StoreError(f"can't store the document {document}: {problem}")
