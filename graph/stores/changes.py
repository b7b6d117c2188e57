"""What a batch of documents changes in a graph: worked out on the side, so that the graph is touched only once the
file holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from accord.graph.folding import fold
from accord.graph.model import Claim, DocumentGraph, Entity
from accord.graph.stores.batches import merged
from accord.graph.stores.records import (
    Properties,
    claim_of,
    claim_properties,
    document_properties,
    entity_of,
    entity_properties,
    relation_properties,
)
from accord.graph.stores.walking import claims_in, document_with, entity_label, is_claim, is_document

if TYPE_CHECKING:
    from networkx import MultiDiGraph

__all__ = ["Changes", "ClaimIndex", "changes_of", "make_changes"]

EdgeKey = tuple[str, str, str]
"""Source, target and key of an edge."""

ClaimIndex = dict[str, set[str]]
"""The ids of the claims that speak for each relation."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Nodes and edges to write (whole, with all attributes) and to remove; what is removed is not written."""

    nodes: dict[str, Properties] = field(default_factory=dict)
    edges: dict[EdgeKey, Properties] = field(default_factory=dict)
    gone_nodes: set[str] = field(default_factory=set)
    gone_edges: set[EdgeKey] = field(default_factory=set)


def changes_of(graph: MultiDiGraph[str], index: Mapping[str, set[str]], batch: tuple[DocumentGraph, ...]) -> Changes:
    """What the checked `batch` changes in `graph`, whose claims `index` lists by relation."""
    changes = Changes()
    before = {claim: one.document.id for one in batch for claim in claims_in(graph, one.document.id)}
    claims = {claim.id: claim for one in batch for claim in one.claims}
    for one in batch:
        changes.nodes[one.document.id] = {"labels": ["Document"], **document_properties(one)}
        for claim in one.claims:
            changes.nodes[claim.id] = {"labels": ["Claim"], **claim_properties(claim)}
            changes.edges[claim.id, one.document.id, f"in:{claim.id}"] = {"type": "IN"}
    changes.gone_nodes.update(before.keys() - claims.keys())

    names = _change_entities(graph, batch, changes)
    touched = {graph.nodes[id]["relation"] for id in before} | {claim.relation for claim in claims.values()}
    touched |= _renamed(graph, changes)
    kept = {relation: index.get(relation, set()) - before.keys() - claims.keys() for relation in touched}
    folded = _change_relations(graph, batch, changes, [*claims.values(), *_stored(graph, kept.values())], names)
    for id in before:
        replaced = graph.nodes[id]
        if replaced["relation"] not in folded:
            changes.gone_edges.add((replaced["from"], replaced["to"], replaced["relation"]))

    for id in changes.gone_nodes:
        changes.gone_edges.update((u, v, key) for u, v, key in graph.in_edges(id, keys=True))
        changes.gone_edges.update((u, v, key) for u, v, key in graph.out_edges(id, keys=True))
    return changes


def make_changes(graph: MultiDiGraph[str], index: ClaimIndex, changes: Changes) -> None:
    """Carry out `changes` in `graph` and its `index`."""
    for id in sorted(changes.gone_nodes | changes.nodes.keys()):
        if id in graph and is_claim(graph.nodes[id]):
            index[graph.nodes[id]["relation"]].discard(id)
    for source, target, key in sorted(changes.gone_edges):
        graph.remove_edge(source, target, key)
    graph.remove_nodes_from(sorted(changes.gone_nodes))
    for id, attributes in sorted(changes.nodes.items()):
        if id in graph:
            graph.nodes[id].clear()
        graph.add_node(id, **attributes)
        if "Claim" in attributes["labels"]:
            index.setdefault(attributes["relation"], set()).add(id)
    for (source, target, key), attributes in sorted(changes.edges.items()):
        if graph.has_edge(source, target, key):
            graph.edges[source, target, key].clear()
        graph.add_edge(source, target, key, **attributes)


def _change_entities(graph: MultiDiGraph[str], batch: tuple[DocumentGraph, ...], changes: Changes) -> Mapping[str, str]:
    """Write the batch's entities, mark those as gone that no document has any more; the names of all others."""
    entities: dict[str, Entity] = {}
    dropped: set[str] = set()
    for one in batch:
        dropped.update(graph.nodes[one.document.id].get("entities", ()) if one.document.id in graph else ())
        for entity in one.entities:
            entities[entity.id] = merged(entities[entity.id], entity) if entity.id in entities else entity
    dropped -= entities.keys()
    rewritten = {one.document.id for one in batch}
    if dropped:
        for id, attributes in graph.nodes(data=True):
            if is_document(attributes) and id not in rewritten:
                dropped.difference_update(attributes.get("entities", ()))
    changes.gone_nodes.update(dropped)
    names: dict[str, str] = {}
    for id, entity in entities.items():
        if id in graph and (label := entity_label(graph.nodes[id])):
            entity = merged(entity_of(label, graph.nodes[id]), entity)
        changes.nodes[id] = {"labels": ["Entity", entity.label], **entity_properties(entity)}
        names[id] = entity.name
    return _Names(graph, names)


def _renamed(graph: MultiDiGraph[str], changes: Changes) -> set[str]:
    """The relations that repeat the name of an entity whose name changes."""
    renamed = {
        id
        for id, attributes in changes.nodes.items()
        if "Entity" in attributes["labels"] and id in graph and graph.nodes[id].get("name") != attributes["name"]
    }
    if not renamed:
        return set()
    return {
        str(attributes["relation"])
        for _, attributes in graph.nodes(data=True)
        if is_claim(attributes) and not renamed.isdisjoint(attributes.get("attributed_to", ()))
    }


def _change_relations(
    graph: MultiDiGraph[str],
    batch: tuple[DocumentGraph, ...],
    changes: Changes,
    claims: list[Claim],
    names: Mapping[str, str],
) -> set[str]:
    """Write the relations that the claims, which must be all of theirs, fold to; their ids."""
    dates = {claim.document: graph.nodes[claim.document].get("date") for claim in claims if claim.document in graph}
    dates.update({one.document.id: one.document.date for one in batch})
    relations = fold(claims, names, dates)
    for relation in relations:
        attributes = {"type": relation.type, **relation_properties(relation)}
        changes.edges[relation.source, relation.target, relation.id] = attributes
    return {relation.id for relation in relations}


def _stored(graph: MultiDiGraph[str], groups: Iterable[set[str]]) -> Iterable[Claim]:
    for ids in groups:
        for id in ids:
            yield claim_of(document_with(graph, id), graph.nodes[id])


class _Names(Mapping[str, str]):
    """Names of entities: the new ones, else what the graph has; so that no table of all names need be made."""

    def __init__(self, graph: MultiDiGraph[str], new: Mapping[str, str]) -> None:
        self._graph = graph
        self._new = new

    def __getitem__(self, id: str) -> str:
        if id in self._new:
            return self._new[id]
        attributes: Mapping[str, Any] = self._graph.nodes[id]
        return str(attributes["name"])

    def __iter__(self) -> Any:
        return iter(self._graph)

    def __len__(self) -> int:
        return len(self._graph)
