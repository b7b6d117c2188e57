"""What the graph is made of: the frozen values that walk from reading to stores and exports.

All are immutable, hashable and compare by value. Identifiers are strings that a person can read
(``state:PRK``, ``org:nato``); ids of documents and claims are hashes of their content.
Positions are Unicode code points into `Document.text`, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Claim", "Contents", "Document", "DocumentGraph", "Entity", "Mention", "Period", "Quantity", "Relation"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text and where it comes from.

    `date` is ISO (``2025-10-24``); `inferred` names the fields that nobody gave and that were read off the text
    (``("date", "title")``). `path` is where it was read from, as given, and is not stored.
    """

    id: str
    text: str
    title: str
    language: str
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    inferred: tuple[str, ...] = ()
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as stated: ``≥ 4000000 obus d'artillerie``.

    `bound` is ``exact``, ``about``, ``min``, ``max`` or ``range`` (then `high` holds the upper end).
    `unit` is in the document's words (``hommes``, ``dollars``). `start` and `end` locate the phrase in the text.
    """

    value: int | float
    unit: str
    bound: str = "exact"
    high: int | float | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """A time as stated (`text`) and, where it can be known, its first and last day as ISO dates (inclusive).

    An open side is None: *depuis octobre 2024* has a start and no end.
    """

    text: str
    start_date: str | None = None
    end_date: str | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a document names an entity: ``text == document.text[start:end]``."""

    start: int
    end: int
    text: str
    entity: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A node: `label` is a label of the schema, `kind` one of its kinds or None, `name` the usual English name."""

    id: str
    label: str
    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says once: a relation between two entities, in one sentence (``text[start:end]``).

    `source` and `target` are entity ids, `attributed_to` ids of the entities to whom the text ascribes it.
    `relation` is the id of the relation it speaks for: one per (type, source, target, category).
    `confidence` is between 0 and 1 and says how far the rule `rule` is to be trusted, not whether the claim is true.
    """

    id: str
    document: str
    relation: str
    type: str
    source: str
    target: str
    sentence: str
    start: int
    end: int
    category: str | None = None
    role: str | None = None
    status: str = "actual"
    quantities: tuple[Quantity, ...] = ()
    time: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    attributed_to: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge: all claims of one (type, source, target, category), folded (see `accord.graph.folding`).

    `attributed_to` holds names, distinct and sorted; `quantities` strings such as ``≥ 4000000 obus d'artillerie``;
    `support` counts claims and `documents` the documents that make them.
    """

    id: str
    type: str
    source: str
    target: str
    category: str | None = None
    role: str | None = None
    status: str = "actual"
    quantity: int | float | None = None
    quantity_bound: str | None = None
    unit: str | None = None
    quantities: tuple[str, ...] = ()
    first_date: str | None = None
    last_date: str | None = None
    support: int = 1
    documents: int = 1
    attributed_to: tuple[str, ...] = ()
    sentence: str = ""
    contradicted: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """What reading makes of one document: its entities where they are mentioned, and its claims; all sorted by id."""

    document: Document
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds, or a part of it, sorted by id: what exports and pictures are made from."""

    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()
    documents: tuple[Document, ...] = ()
