"""Reads the layout of the embedded graph: entities, claims and documents as nodes, relations and ``IN`` as edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from accord.graph.model import Contents
from accord.graph.schema import load_schema
from accord.graph.stores.records import claim_of, document_of, entity_of, relation_of
from accord.graph.stores.store import Counts, Layer

if TYPE_CHECKING:
    from networkx import MultiDiGraph

__all__ = [
    "claims_by_relation",
    "claims_in",
    "contents_of",
    "counts_of",
    "document_with",
    "entity_label",
    "is_claim",
    "is_document",
]


def entity_label(attributes: Mapping[str, Any]) -> str | None:
    """The schema's label of an entity's node; None for any other node, such as one that a query has made."""
    labels = attributes.get("labels", ())
    if "Entity" not in labels or "id" not in attributes or "name" not in attributes:
        return None
    return next((label for label in labels if label in load_schema().labels), None)


def is_claim(attributes: Mapping[str, Any]) -> bool:
    """Whether the node is a claim of ours."""
    return "Claim" in attributes.get("labels", ()) and str(attributes.get("id")).startswith("claim:")


def is_document(attributes: Mapping[str, Any]) -> bool:
    """Whether the node is a document of ours."""
    return "Document" in attributes.get("labels", ()) and str(attributes.get("id")).startswith("doc:")


def claims_in(graph: MultiDiGraph[str], document: str) -> Iterator[str]:
    """The ids of a document's claims; none for a document that the graph does not have."""
    if document not in graph:
        return iter(())
    return (id for id in graph.predecessors(document) if is_claim(graph.nodes[id]))


def document_with(graph: MultiDiGraph[str], claim: str) -> str:
    """The id of the document that makes a claim."""
    return next(id for id in graph.successors(claim) if is_document(graph.nodes[id]))


def claims_by_relation(graph: MultiDiGraph[str]) -> dict[str, set[str]]:
    """The ids of all claims, by the relation that they speak for."""
    index: dict[str, set[str]] = {}
    for id, attributes in graph.nodes(data=True):
        if is_claim(attributes):
            index.setdefault(attributes["relation"], set()).add(id)
    return index


def contents_of(graph: MultiDiGraph[str], layer: Layer) -> Contents:
    """The graph's contents as model values, each kind sorted by id."""
    entities = (entity_of(label, data) for _, data in graph.nodes(data=True) if (label := entity_label(data)))
    relations = (
        relation_of(data["type"], source, target, data)
        for source, target, data in graph.edges(data=True)
        if data.get("type") in load_schema().relations and "id" in data
    )
    claims = (
        claim_of(document_with(graph, id), data)
        for id, data in graph.nodes(data=True)
        if layer != "relations" and is_claim(data)
    )
    documents = (document_of(data) for _, data in graph.nodes(data=True) if layer == "all" and is_document(data))
    return Contents(
        entities=tuple(sorted(entities, key=lambda one: one.id)),
        relations=tuple(sorted(relations, key=lambda one: one.id)),
        claims=tuple(sorted(claims, key=lambda one: one.id)),
        documents=tuple(sorted(documents, key=lambda one: one.id)),
    )


def counts_of(graph: MultiDiGraph[str]) -> Counts:
    """How much the graph holds."""
    labels: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for _, data in graph.nodes(data=True):
        if label := entity_label(data):
            labels[label] += 1
        kinds["Claim"] += is_claim(data)
        kinds["Document"] += is_document(data)
    types = Counter(
        str(data["type"]) for _, _, data in graph.edges(data=True) if data.get("type") in load_schema().relations
    )
    return Counts(
        documents=kinds["Document"],
        claims=kinds["Claim"],
        entities=labels.total(),
        relations=types.total(),
        labels=MappingProxyType(dict(sorted(labels.items()))),
        types=MappingProxyType(dict(sorted(types.items()))),
    )
