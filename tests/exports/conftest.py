"""Graphs to export: a small one written here, with what is hard about real ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accord.graph.folding import fold
from accord.graph.identity import claim_id, document_id, relation_id
from accord.graph.model import Claim, Contents, Document, Entity, Quantity

SHIPYARD = (
    "Chantiers et livraisons\n"
    "Le 3 mars 2025, la Norvège a remis à la Pologne au moins 250 véhicules blindés, selon l’agence Baltica. "
    "Oslo enverrait aussi quelque 1 200 instructeurs à Varsovie. "
    "La Norvège et la Pologne ont signé l’accord de Gdynia. "
    "Le ministre Piotr Zaleski dirige la défense polonaise. "
    "La Pologne verse 1,5 milliard d’euros à la Norvège.\n"
)
DENIAL = (
    "Varsovie dément\n"
    "La Pologne nie avoir reçu des blindés norvégiens. "
    "La Suède prévoit de livrer du gaz à la Pologne à partir de 2026. "
    "La Norvège a quitté le conseil de l’Ambre en 2024.\n"
)


def _document(text: str, date: str, url: str | None, publisher: str | None) -> Document:
    return Document(document_id(text), text, text.split("\n", 1)[0], "fr", date, url, publisher)


class Builder:
    """Makes claims from a document and the sentence's first words, so that offsets are right by construction."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []

    def says(
        self,
        document: Document,
        beginning: str,
        source: str,
        type: str,
        target: str,
        category: str | None = None,
        **more: object,
    ) -> None:
        start = document.text.index(beginning)
        end = document.text.index(".", start + len(beginning)) + 1
        relation = relation_id(type, source, target, category)
        quantities: tuple[Quantity, ...] = more.get("quantities", ())  # type: ignore[assignment]
        self.claims.append(
            Claim(
                id=claim_id(document.id, relation, start, end, str(more.get("status", "actual")), quantities),
                document=document.id,
                relation=relation,
                type=type,
                source=source,
                target=target,
                sentence=document.text[start:end],
                start=start,
                end=end,
                category=category,
                **more,  # type: ignore[arg-type]
            )
        )


def build_north() -> Contents:
    """Nine entities, nine relations, ten claims, two documents: parallel flows, all statuses, a contradiction."""
    yard = _document(SHIPYARD, "2025-03-04", "https://baltica.example/chantiers", "Baltica")
    denial = _document(DENIAL, "2025-03-09", None, None)
    entities = (
        Entity("agreement:gdynia", "Agreement", "Gdynia agreement", "other", ("accord de Gdynia",)),
        Entity("event:regatta", "Event", "Amber Regatta"),
        Entity("org:amber-council", "Organisation", "Amber Council", "igo", ("conseil de l’Ambre",)),
        Entity("org:baltica", "Organisation", "Baltica", "media", ("l’agence Baltica",)),
        Entity("person:piotr-zaleski", "Person", "Piotr Zaleski"),
        Entity("place:gdynia", "Place", "Gdynia"),
        Entity("programme:frigates", "Programme", "Frigate programme"),
        Entity("state:NOR", "State", "Norway", None, ("Norvège", "Oslo")),
        Entity("state:POL", "State", "Poland", None, ("Pologne", "Varsovie")),
        Entity("state:SWE", "State", "Sweden", None, ("Suède",)),
    )
    builder = Builder()
    builder.says(
        yard,
        "Le 3 mars",
        "state:NOR",
        "SENDS",
        "state:POL",
        "arms",
        quantities=(Quantity(250, "véhicules blindés", "min"),),
        start_date="2025-03-03",
        end_date="2025-03-03",
        attributed_to=("org:baltica",),
        confidence=0.9,
    )
    builder.says(
        yard,
        "Oslo enverrait",
        "state:NOR",
        "SENDS",
        "state:POL",
        "technology",
        quantities=(Quantity(1200, "instructeurs", "about"),),
        status="conditional",
    )
    builder.says(yard, "La Norvège et", "state:NOR", "PARTY_TO", "agreement:gdynia")
    builder.says(yard, "La Norvège et", "state:POL", "PARTY_TO", "agreement:gdynia")
    builder.says(yard, "La Norvège et", "state:NOR", "COOPERATES_WITH", "state:POL")
    builder.says(yard, "Le ministre", "person:piotr-zaleski", "HOLDS_OFFICE", "state:POL", role="ministre")
    builder.says(
        yard,
        "La Pologne verse",
        "state:POL",
        "SENDS",
        "state:NOR",
        "money",
        quantities=(Quantity(1.5e9, "euros"),),
    )
    builder.says(denial, "La Pologne nie", "state:NOR", "SENDS", "state:POL", "arms", status="denied")
    builder.says(
        denial, "La Suède", "state:SWE", "SENDS", "state:POL", "energy", status="planned", start_date="2026-01-01"
    )
    builder.says(denial, "La Norvège a quitté", "state:NOR", "MEMBER_OF", "org:amber-council", status="ended")
    claims = tuple(sorted(builder.claims, key=lambda claim: claim.id))
    documents = tuple(sorted((yard, denial), key=lambda document: document.id))
    names = {entity.id: entity.name for entity in entities}
    return Contents(entities, fold(claims, names, {item.id: item.date for item in documents}), claims, documents)


@pytest.fixture(scope="session")
def north() -> Contents:
    return build_north()


@pytest.fixture(scope="session")
def ring() -> Callable[[int], Contents]:
    """Makes a graph of `count` states, each linked to the next three."""

    def make(count: int) -> Contents:
        entities = tuple(Entity(f"state:{n:05}", "State", f"State {n}") for n in range(count))
        text = "Un texte."
        document = _document(text, "2025-01-01", None, None)
        builder = Builder()
        for n in range(count):
            for step in (1, 2, 3):
                other = (n + step * step) % count
                if other != n:
                    builder.says(document, "Un", entities[n].id, "SUPPORTS", entities[other].id)
        relations = fold(builder.claims, {}, {document.id: document.date})
        return Contents(entities, relations, tuple(builder.claims), (document,))

    return make
