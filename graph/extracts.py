"""One document's graph as a value that JSON can hold: what ``accord extract`` prints.

A document may state a relation several times; here each stands once. Its status is that of its first statement, its
amounts and sources are those of all statements with that status (the store keeps every claim).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.graph.model import Claim, Document, DocumentGraph, Entity, Mention, Quantity

__all__ = ["Statement", "extract", "statements"]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one document says of one relation; `first` is the claim that speaks first, `evidence` all its sentences."""

    first: Claim
    role: str | None
    quantities: tuple[Quantity, ...]
    time: str | None
    start_date: str | None
    end_date: str | None
    attributed_to: tuple[str, ...]
    evidence: tuple[str, ...]
    confidence: float


def statements(claims: Iterable[Claim]) -> tuple[Statement, ...]:
    """The claims of one document, one statement for each relation, sorted by the relation's id."""
    groups: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id)):
        groups.setdefault(claim.relation, []).append(claim)
    return tuple(_statement(groups[relation]) for relation in sorted(groups))


def extract(graph: DocumentGraph) -> dict[str, object]:
    """The document, its nodes and its edges, as dicts, lists, strings, numbers and None."""
    return {
        **_origin(graph.document),
        "nodes": [_node(entity, graph.mentions) for entity in graph.entities],
        "edges": [_edge(statement) for statement in statements(graph.claims)],
    }


def _statement(claims: list[Claim]) -> Statement:
    first = claims[0]
    agreeing = [claim for claim in claims if claim.status == first.status]
    amounts = {
        (amount.value, amount.high, amount.bound, amount.unit): amount
        for claim in reversed(agreeing)
        for amount in reversed(claim.quantities)
    }
    timed = next((claim for claim in agreeing if claim.time or claim.start_date or claim.end_date), first)
    return Statement(
        first=first,
        role=next((claim.role for claim in agreeing if claim.role), None),
        quantities=tuple(reversed(amounts.values())),
        time=timed.time,
        start_date=timed.start_date,
        end_date=timed.end_date,
        attributed_to=tuple(sorted({source for claim in agreeing for source in claim.attributed_to})),
        evidence=tuple(dict.fromkeys(claim.sentence for claim in claims)),
        confidence=max(claim.confidence for claim in agreeing),
    )


def _origin(document: Document) -> dict[str, object]:
    return {
        "document": document.path or document.id,
        "id": document.id,
        "title": document.title,
        "date": document.date,
        "url": document.url,
        "publisher": document.publisher,
        "language": document.language,
        "inferred": list(document.inferred),
    }


def _node(entity: Entity, mentions: tuple[Mention, ...]) -> dict[str, object]:
    return {
        "id": entity.id,
        "labels": [entity.label],
        "kind": entity.kind,
        "name": entity.name,
        "mentions": sorted({mention.text for mention in mentions if mention.entity == entity.id}),
        "aliases": list(entity.aliases),
    }


def _edge(statement: Statement) -> dict[str, object]:
    first = statement.first
    return {
        "type": first.type,
        "source": first.source,
        "target": first.target,
        "category": first.category,
        "role": statement.role,
        "status": first.status,
        "quantities": [
            {"value": amount.value, "bound": amount.bound, "unit": amount.unit, "high": amount.high}
            for amount in statement.quantities
        ],
        "time": statement.time,
        "start_date": statement.start_date,
        "end_date": statement.end_date,
        "attributed_to": list(statement.attributed_to),
        "evidence": list(statement.evidence),
        "confidence": statement.confidence,
    }
