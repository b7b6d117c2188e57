"""All that a graph holds about one entity, and how an entity is found by what people call it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from accord.graph.errors import InputError
from accord.graph.model import Claim, Contents, Document, Entity, Relation

__all__ = ["Dossier", "Line", "dossier", "find_entity", "matching_entities", "similar_entities"]

MOST_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One relation of the entity: whether it goes out from it, the entity at the other end, and its evidence.

    `evidence` pairs each claim with its document (None where the contents lack it), the later documents first.
    """

    relation: Relation
    outgoing: bool
    other: Entity
    evidence: tuple[tuple[Claim, Document | None], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entity with its relations, the best supported of each type first; `names` are the names of all entities."""

    entity: Entity
    lines: tuple[Line, ...]
    names: dict[str, str]


def find_entity(contents: Contents, name: str) -> Entity:
    """The one entity that is called so: by id, by name, else by alias; case, accents and punctuation aside.

    Raises `InputError` that lists the candidates if there are several, or what looks like it if there is none.
    """
    found = matching_entities(contents, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"{name!r} may be several; name one by its id: {_listed(found)}")
    close = similar_entities(contents, name)
    raise InputError(f"no entity is called {name!r}" + (f"; did you mean {_listed(close)}?" if close else ""))


def matching_entities(contents: Contents, name: str) -> tuple[Entity, ...]:
    """The entities with this id, else with this name, else with this alias, sorted by id."""
    by_id = tuple(entity for entity in contents.entities if entity.id == name)
    key = _key(name)
    if by_id or not key:
        return by_id
    by_name = tuple(entity for entity in contents.entities if key == _key(entity.name))
    return by_name or tuple(entity for entity in contents.entities if key in map(_key, entity.aliases))


def similar_entities(contents: Contents, name: str) -> tuple[Entity, ...]:
    """Entities whose name or alias looks like `name` or holds it, the likest first."""
    owners: dict[str, list[Entity]] = {}
    for entity in contents.entities:
        for called in dict.fromkeys((entity.id, entity.name, *entity.aliases)):
            owners.setdefault(_key(called), []).append(entity)
    key = _key(name)
    close = get_close_matches(key, owners, n=MOST_SUGGESTIONS, cutoff=0.7)
    close += sorted(called for called in owners if len(key) > 2 and key in called)
    found = dict.fromkeys(entity for called in close for entity in owners[called])
    return tuple(found)[:MOST_SUGGESTIONS]


def dossier(contents: Contents, entity: Entity) -> Dossier:
    """What `contents` hold about an entity; layer ``all`` gives sentences with their documents."""
    entities = {each.id: each for each in contents.entities}
    documents = {document.id: document for document in contents.documents}
    mine = {relation.id: relation for relation in contents.relations if entity.id in (relation.source, relation.target)}
    claims: dict[str, list[Claim]] = {id: [] for id in mine}
    for claim in contents.claims:
        if claim.relation in claims:
            claims[claim.relation].append(claim)
    lines = []
    for relation in mine.values():
        outgoing = relation.source == entity.id
        other = entities.get(relation.target if outgoing else relation.source)
        if other is not None:
            evidence = tuple(
                (claim, documents.get(claim.document)) for claim in _ordered(claims[relation.id], documents)
            )
            lines.append(Line(relation, outgoing, other, evidence))
    lines.sort(
        key=lambda line: (
            line.relation.type,
            not line.outgoing,
            -line.relation.support,
            line.other.name,
            line.relation.id,
        )
    )
    return Dossier(entity, tuple(lines), {each.id: each.name for each in contents.entities})


def _ordered(claims: list[Claim], documents: dict[str, Document]) -> list[Claim]:
    placed = sorted(claims, key=lambda claim: (claim.document, claim.start, claim.id))

    def date(claim: Claim) -> str:
        document = documents.get(claim.document)
        return (document.date if document else None) or ""

    return sorted(placed, key=date, reverse=True)


def _listed(entities: tuple[Entity, ...]) -> str:
    return ", ".join(f"{entity.id} ({entity.name})" for entity in entities)


def _key(name: str) -> str:
    """A name as it is compared: without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())
