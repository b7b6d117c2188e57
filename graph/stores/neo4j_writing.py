"""Puts documents into Neo4j: one transaction, in steps that each send all their rows at once.

The first steps write to the documents and entities concerned and so lock them: of two writers that touch the same
relation, the second reads its claims only when the first is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from accord.graph.folding import fold
from accord.graph.model import Claim, DocumentGraph, Entity, Relation
from accord.graph.schema import load_schema
from accord.graph.stores.batches import merged
from accord.graph.stores.records import (
    claim_of,
    claim_properties,
    document_properties,
    entity_of,
    entity_properties,
    relation_properties,
)

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

__all__ = ["prepare", "write"]

ROWS = 1000
"""How many rows go with one statement."""


def prepare(session: Session, version: int) -> None:
    """Make the constraints and the index that `write` needs; their names say the version of the layout."""
    for label in ("Entity", "Claim", "Document"):
        name = f"accord_{version}_{label.lower()}_id"
        session.run(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE").consume()
    session.run(f"CREATE INDEX accord_{version}_claim_relation IF NOT EXISTS FOR (c:Claim) ON (c.relation)").consume()
    session.run("CALL db.awaitIndexes(300)").consume()


def write(transaction: ManagedTransaction, batch: tuple[DocumentGraph, ...]) -> None:
    """Put the checked documents in, fold the relations that they touch, and remove what nothing supports any more."""
    documents = [one.document.id for one in batch]
    entities = {entity.id for one in batch for entity in one.entities}
    _lock(transaction, "Document", documents)
    dropped = _listed(transaction, documents) - entities
    _lock(transaction, "Entity", entities | dropped)
    before = {row[0]: row[1:] for row in _claims_in(transaction, documents)}

    renamed = _write_entities(transaction, batch)
    _write_claims(transaction, batch, before.keys())
    touched = {relation: (type, source, target) for relation, type, source, target in before.values()}
    claims = [claim for one in batch for claim in one.claims]
    touched.update({claim.relation: (claim.type, claim.source, claim.target) for claim in claims})
    touched.update(_citing(transaction, renamed))
    relations = _folded(transaction, touched)
    _write_relations(transaction, relations)
    _remove_relations(transaction, {id: touched[id] for id in touched.keys() - {one.id for one in relations}})
    _remove_entities(transaction, dropped)


def _send(transaction: ManagedTransaction, query: str, rows: Iterable[Any]) -> None:
    """Run `query`, which unwinds ``$rows``, over the rows."""
    rows = list(rows)
    for start in range(0, len(rows), ROWS):
        transaction.run(query, {"rows": rows[start : start + ROWS]}).consume()


def _lock(transaction: ManagedTransaction, label: str, ids: Iterable[str]) -> None:
    # Sorted, so that two writers wait for each other rather than both for the other.
    _send(transaction, f"UNWIND $rows AS id MERGE (n:{label} {{id: id}}) SET n.id = id", sorted(ids))


def _listed(transaction: ManagedTransaction, documents: list[str]) -> set[str]:
    """The entities that the documents had before."""
    query = "MATCH (d:Document) WHERE d.id IN $ids UNWIND d.entities AS id RETURN DISTINCT id"
    return {record[0] for record in transaction.run(query, {"ids": documents})}


def _claims_in(transaction: ManagedTransaction, documents: list[str]) -> list[list[Any]]:
    query = "MATCH (c:Claim)-[:IN]->(d:Document) WHERE d.id IN $ids RETURN c.id, c.relation, c.type, c.`from`, c.`to`"
    return transaction.run(query, {"ids": documents}).values()


def _write_entities(transaction: ManagedTransaction, batch: tuple[DocumentGraph, ...]) -> set[str]:
    """Merge the batch's entities into what is known of them; the ids of those that have a new name."""
    schema = load_schema()
    entities: dict[str, Entity] = {}
    for one in batch:
        for entity in one.entities:
            entities[entity.id] = merged(entities[entity.id], entity) if entity.id in entities else entity
    renamed: set[str] = set()
    query = "MATCH (e:Entity) WHERE e.id IN $ids AND e.name IS NOT NULL RETURN labels(e), properties(e)"
    for labels, properties in transaction.run(query, {"ids": sorted(entities)}):
        label = next((label for label in sorted(labels) if label in schema.labels), None)
        if label:
            id = properties["id"]
            entities[id] = merged(entity_of(label, properties), entities[id])
            renamed.update({id} if entities[id].name != properties["name"] else ())
    by_label: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for id in sorted(entities):
        by_label[entities[id].label].append(entity_properties(entities[id]))
    for label, rows in sorted(by_label.items()):
        others = ":".join(f"`{other}`" for other in schema.labels if other != label)
        query = f"UNWIND $rows AS row MATCH (e:Entity {{id: row.id}}) REMOVE e:{others} SET e:`{label}`, e = row"
        _send(transaction, query, rows)
    return renamed


def _write_claims(transaction: ManagedTransaction, batch: tuple[DocumentGraph, ...], before: Iterable[str]) -> None:
    """Write documents and claims, and remove the claims that the documents had `before` and have no more."""
    claims = [claim for one in batch for claim in one.claims]
    gone = set(before) - {claim.id for claim in claims}
    _send(transaction, "UNWIND $rows AS id MATCH (c:Claim {id: id}) DETACH DELETE c", sorted(gone))
    _send(
        transaction,
        "UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d = row",
        (document_properties(one) for one in batch),
    )
    _send(
        transaction,
        "UNWIND $rows AS row MATCH (d:Document {id: row.document}) MERGE (c:Claim {id: row.claim.id}) "
        "SET c = row.claim MERGE (c)-[:IN]->(d)",
        ({"document": claim.document, "claim": claim_properties(claim)} for claim in claims),
    )


def _citing(transaction: ManagedTransaction, renamed: set[str]) -> dict[str, tuple[str, str, str]]:
    """The relations that repeat the name of an entity whose name has changed, with type and ends."""
    if not renamed:
        return {}
    query = (
        "MATCH (c:Claim) WHERE any(id IN c.attributed_to WHERE id IN $ids) "
        "RETURN DISTINCT c.relation, c.type, c.`from`, c.`to`"
    )
    rows = transaction.run(query, {"ids": sorted(renamed)})
    return {relation: (type, source, target) for relation, type, source, target in rows}


def _folded(transaction: ManagedTransaction, touched: Iterable[str]) -> tuple[Relation, ...]:
    """The touched relations, folded from all claims that now speak for them."""
    query = (
        "MATCH (c:Claim)-[:IN]->(d:Document) WHERE c.relation IN $ids RETURN d.id, d.date, properties(c) ORDER BY c.id"
    )
    claims: list[Claim] = []
    dates: dict[str, str | None] = {}
    for document, date, properties in transaction.run(query, {"ids": sorted(touched)}):
        claims.append(claim_of(document, properties))
        dates[document] = date
    cited = sorted({id for claim in claims for id in claim.attributed_to})
    names = transaction.run("MATCH (e:Entity) WHERE e.id IN $ids RETURN e.id, e.name", {"ids": cited})
    return fold(claims, dict(names.values()), dates)


def _write_relations(transaction: ManagedTransaction, relations: Iterable[Relation]) -> None:
    by_type: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in relations:
        row = {"source": one.source, "target": one.target, "properties": relation_properties(one)}
        by_type[one.type].append(row)
    for type, rows in sorted(by_type.items()):
        query = (
            "UNWIND $rows AS row MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target}) "
            f"MERGE (a)-[r:`{type}` {{id: row.properties.id}}]->(b) SET r = row.properties"
        )
        _send(transaction, query, rows)


def _remove_relations(transaction: ManagedTransaction, gone: Mapping[str, tuple[str, str, str]]) -> None:
    query = (
        "UNWIND $rows AS row MATCH (a:Entity {id: row.source})-[r {id: row.id}]->(b:Entity {id: row.target}) "
        "WHERE type(r) = row.type DELETE r"
    )
    rows = ({"id": id, "type": gone[id][0], "source": gone[id][1], "target": gone[id][2]} for id in sorted(gone))
    _send(transaction, query, rows)


def _remove_entities(transaction: ManagedTransaction, dropped: set[str]) -> None:
    """Remove those of the entities that no document has any more."""
    if not dropped:
        return
    query = "MATCH (d:Document) UNWIND d.entities AS id WITH DISTINCT id WHERE id IN $ids RETURN id"
    kept = {record[0] for record in transaction.run(query, {"ids": sorted(dropped)})}
    _send(transaction, "UNWIND $rows AS id MATCH (e:Entity {id: id}) DETACH DELETE e", sorted(dropped - kept))
