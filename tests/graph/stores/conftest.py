"""A small invented world, built by hand, that both stores are filled with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from accord.graph.identity import claim_id, document_id, ordered_ends, relation_id
from accord.graph.model import Claim, Document, DocumentGraph, Entity, Mention, Quantity

ENTITIES = {
    entity.id: entity
    for entity in (
        Entity("state:PRK", "State", "North Korea", None, ("Corée du Nord", "Pyongyang")),
        Entity("state:RUS", "State", "Russia", None, ("Moscou", "Russie")),
        Entity("state:UKR", "State", "Ukraine"),
        Entity("state:KOR", "State", "South Korea", None, ("Corée du Sud",)),
        Entity("state:IRN", "State", "Iran"),
        Entity("state:CHN", "State", "China", None, ("Chine",)),
        Entity("org:crink", "Organisation", "CRINK", "bloc"),
        Entity("org:kida", "Organisation", "KIDA", "thinktank"),
        Entity("org:reuters", "Organisation", "Reuters", "media"),
        Entity("org:g7", "Organisation", "G7", "bloc"),
        Entity("person:kim-jong-un", "Person", "Kim Jong Un"),
        Entity("person:o-brien", "Person", 'Anne "Annie" O\'Brien \\ <b>'),
        Entity("agreement:partnership", "Agreement", "Partnership treaty", "treaty"),
        Entity("programme:iran-nuclear", "Programme", "Iran's nuclear programme"),
        Entity("place:kursk", "Place", "Kursk"),
        Entity("event:tianjin", "Event", "Tianjin summit"),
    )
}


@dataclass(frozen=True)
class Says:
    """One claim to be: a line of text, and what it states."""

    sentence: str
    type: str
    source: str
    target: str
    category: str | None = None
    status: str = "actual"
    quantities: tuple[Quantity, ...] = ()
    by: tuple[str, ...] = ()
    role: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    confidence: float = 0.75


def build_document(title: str, date: str | None, *said: Says, language: str = "en") -> DocumentGraph:
    """A document of those sentences, read by hand."""
    text = "\n".join([title, *(one.sentence for one in said)])
    document = Document(document_id(text), text, title, language, date, inferred=("title",))
    claims, mentions = [], []
    ids: set[str] = set()
    for one in said:
        start = text.index(one.sentence)
        source, target = ordered_ends(one.type, one.source, one.target)
        relation = relation_id(one.type, source, target, one.category)
        end = start + len(one.sentence)
        claims.append(
            Claim(
                claim_id(document.id, relation, start, end, one.status, one.quantities),
                document.id,
                relation,
                one.type,
                source,
                target,
                one.sentence,
                start,
                end,
                one.category,
                one.role,
                one.status,
                one.quantities,
                "since then" if one.start_date else None,
                one.start_date,
                one.end_date,
                one.by,
                "by-hand",
                one.confidence,
            )
        )
        ids.update((source, target, *one.by))
        for id in (source, target):
            place = text.find(ENTITIES[id].name, start, end)
            if place >= 0:
                name = ENTITIES[id].name
                mentions.append(Mention(place, place + len(name), name, id))
    return DocumentGraph(
        document,
        tuple(ENTITIES[id] for id in sorted(ids)),
        tuple(sorted(set(mentions), key=lambda mention: (mention.start, mention.end, mention.entity))),
        tuple(sorted(claims, key=lambda claim: claim.id)),
    )


def build_world() -> tuple[DocumentGraph, ...]:
    """Three documents with parallel relations, several claims a relation, amounts, sources, doubts and denials."""
    shells = "obus d'artillerie"
    first = build_document(
        "Shells for Russia",
        "2025-10-24",
        Says(
            "North Korea sent Russia at least four million shells, Reuters says.",
            *("SENDS", "state:PRK", "state:RUS", "arms"),
            quantities=(Quantity(4_000_000, shells, "min", start=31, end=53),),
            by=("org:reuters",),
            start_date="2024-02-24",
            end_date="2025-10-24",
        ),
        Says(
            "North Korea may have sent about 11,000 soldiers to Russia.",
            *("SENDS", "state:PRK", "state:RUS", "troops", "conditional"),
            quantities=(Quantity(11_000, "soldiers", "about"),),
        ),
        Says(
            "Up to 6,000 of them would have fallen in Kursk.",
            *("LOSES", "state:PRK", "place:kursk", None, "conditional"),
            quantities=(Quantity(6_000, "soldiers", "max"),),
            by=("org:kida",),
        ),
        Says("North Korea attacks Ukraine.", "ATTACKS", "state:PRK", "state:UKR"),
        Says("Russia and North Korea work together.", "COOPERATES_WITH", "state:RUS", "state:PRK"),
        Says("North Korea is in CRINK.", "MEMBER_OF", "state:PRK", "org:crink"),
        Says("Russia is in CRINK.", "MEMBER_OF", "state:RUS", "org:crink"),
        Says("North Korea signed the treaty.", "PARTY_TO", "state:PRK", "agreement:partnership"),
        Says("Russia signed it as well.", "PARTY_TO", "state:RUS", "agreement:partnership"),
        Says("Kim Jong Un rules.", "HOLDS_OFFICE", "person:kim-jong-un", "state:PRK", role="leader"),
    )
    second = build_document(
        "Sanctions à Séoul – « vite »",
        "2025-11-02",
        Says(
            "South Korea sanctioned 11 people and 15 firms of North Korea.",
            *("SANCTIONS", "state:KOR", "state:PRK"),
            quantities=(Quantity(11, "people"), Quantity(15, "firms")),
        ),
        Says(
            "North Korea delivered no shells to Russia, China insists.",
            *("SENDS", "state:PRK", "state:RUS", "arms", "denied"),
            by=("state:CHN",),
        ),
        Says(
            "Between 1,000 and 1,500 soldiers went from North Korea to Russia.",
            *("SENDS", "state:PRK", "state:RUS", "troops"),
            quantities=(Quantity(1_000, "soldiers", "range", 1_500),),
        ),
        Says("Iran pursues its programme.", "PURSUES", "state:IRN", "programme:iran-nuclear"),
        Says("China backs it.", "SUPPORTS", "state:CHN", "programme:iran-nuclear"),
        Says("Russia backs it too.", "SUPPORTS", "state:RUS", "programme:iran-nuclear"),
        Says("Iran is in CRINK.", "MEMBER_OF", "state:IRN", "org:crink"),
        Says("Iran would sanction the G7.", "SANCTIONS", "state:IRN", "org:g7", None, "planned"),
        Says("China came to Tianjin.", "PARTICIPATES_IN", "state:CHN", "event:tianjin"),
        language="fr",
    )
    third = build_document(
        "A note without a date",
        None,
        Says(
            "South Korea sanctioned 12 people of North Korea.",
            *("SANCTIONS", "state:KOR", "state:PRK"),
            quantities=(Quantity(12, "people"),),
            by=("org:kida", "org:reuters"),
        ),
        Says(
            "North Korea earned over 20.5 billion dollars from Russia.",
            *("SENDS", "state:RUS", "state:PRK", "money"),
            quantities=(Quantity(20_500_000_000, "dollars", "min"),),
        ),
        Says("O'Brien is minister of South Korea.", "HOLDS_OFFICE", "person:o-brien", "state:KOR", role="minister"),
        Says("China left CRINK.", "MEMBER_OF", "state:CHN", "org:crink", None, "ended"),
        Says("Russia threatens Ukraine.", "THREATENS", "state:RUS", "state:UKR"),
    )
    return first, second, third


def build_version(graph: DocumentGraph, number: int) -> DocumentGraph:
    """The document as another reader might have read it: each number leaves out other claims and their entities."""
    claims = tuple(claim for place, claim in enumerate(graph.claims) if number == 0 or (place + number) % 3)
    needed = {id for claim in claims for id in (claim.source, claim.target, *claim.attributed_to)}
    return replace(
        graph,
        document=replace(graph.document, date=None if number == 2 else graph.document.date),
        entities=tuple(entity for entity in graph.entities if entity.id in needed),
        mentions=tuple(mention for mention in graph.mentions if mention.entity in needed),
        claims=claims,
    )


@pytest.fixture(scope="session")
def world() -> tuple[DocumentGraph, ...]:
    """See `build_world`."""
    return build_world()


@pytest.fixture
def without_claims() -> Callable[[DocumentGraph, str], DocumentGraph]:
    """Takes the claims of a relation type out of a document, with the entities that only they need."""

    def take_out(graph: DocumentGraph, type: str) -> DocumentGraph:
        claims = tuple(claim for claim in graph.claims if claim.type != type)
        needed = {id for claim in claims for id in (claim.source, claim.target, *claim.attributed_to)}
        return replace(
            graph,
            entities=tuple(entity for entity in graph.entities if entity.id in needed),
            mentions=tuple(mention for mention in graph.mentions if mention.entity in needed),
            claims=claims,
        )

    return take_out


@pytest.fixture(scope="session")
def version_of() -> Callable[[DocumentGraph, int], DocumentGraph]:
    """See `build_version`."""
    return build_version
