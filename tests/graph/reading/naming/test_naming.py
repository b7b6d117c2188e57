"""Who and what a text names, on sentences of our own."""

from __future__ import annotations

import pytest

from accord.graph.errors import InputError
from accord.graph.reading.naming import Cast, name_entities
from accord.graph.reading.parsing.models import parse_texts


def cast_of(text: str) -> Cast:
    return name_entities(text, next(parse_texts([text], "fr")), "fr")


def mentions(text: str, cast: Cast, entity: str) -> set[str]:
    return {text[n.start : n.end] for n in cast.namings if entity in n.entities and not n.refers_only}


NAMED = [
    # text, id, label, kind, what the text calls it
    ("Des pilotes nord-coréens s'entraînent avec Pyongyang et la RPDC.", "state:PRK", "State", None,
     {"nord-coréens", "Pyongyang", "RPDC"}),
    ("Les Etats-Unis négocient ; la Maison-Blanche confirme.", "state:USA", "State", None,
     {"Etats-Unis", "Maison-Blanche"}),
    ("L'accord sino-russe inquiète Tokyo.", "state:CHN", "State", None, {"sino"}),
    ("L'accord sino-russe inquiète Tokyo.", "state:RUS", "State", None, {"russe"}),
    ("Les ministres se sont réunis à Pékin.", "place:beijing", "Place", None, {"Pékin"}),
    ("L'Iran a livré des drones à Moscou.", "state:RUS", "State", None, {"Moscou"}),
    ("À quoi bon, dit-on à Séoul, compter les morts ?", "state:KOR", "State", None, {"Séoul"}),
    ("Deux diplomates ont été arrêtés à Ankara.", "place:ankara", "Place", None, {"Ankara"}),
    ("Une note du ministère sud-coréen des Affaires étrangères le dit.", "org:kor-ministry-affaires-etrangeres",
     "Organisation", "government", {"ministère sud-coréen des Affaires étrangères"}),
    ("La brigade Zorianka tient la colline.", "org:zorianka", "Organisation", "military",
     {"Zorianka", "brigade Zorianka"}),
    ("Hier, la 61e brigade a reculé.", "org:61e-brigade", "Organisation", "military", {"61e brigade"}),
    ("Le ministre raille le « trio du Bosphore ».", "org:trio-du-bosphore", "Organisation", "bloc",
     {"trio du Bosphore"}),
    ("Un tour de Vostok Tekhnika a été saisi.", "org:vostok-tekhnika", "Organisation", "company", {"Vostok Tekhnika"}),
    ("Les deux voisins ont paraphé un traité d'amitié.", "agreement:treaty-amitie", "Agreement", "treaty",
     {"traité d'amitié"}),
    ("Ils ont signé un accord de main-d'œuvre pour dix ans avec l'Albanie.", "agreement:agreement-main-oeuvre",
     "Agreement", "treaty", {"accord de main-d'œuvre"}),
    ("MINSK, 3 mars – Une usine a brûlé.", "place:minsk", "Place", None, {"MINSK"}),
    ("L'ONU se tait, le Conseil de sécurité de l'ONU aussi.", "org:un-security-council", "Organisation", "igo",
     {"Conseil de sécurité de l'ONU"}),
    ("L'ONU se tait, le Conseil de sécurité de l'ONU aussi.", "org:un", "Organisation", "igo", {"ONU"}),
    ("Les sanctions occidentales pèsent sur les capitales occidentales elles-mêmes.", "org:west", "Organisation", "bloc",
     {"occidentales", "capitales occidentales"}),
    ("Selon le ministère britannique de la Défense, rien ne bouge.", "org:uk-ministry-of-defence", "Organisation",
     "government", {"ministère britannique de la Défense"}),
    ("Le Parlement turc a voté lundi.", "org:tur-parlement", "Organisation", "government", {"Parlement turc"}),
    ("Les rebelles syriens ont pris un village.", "org:syr-rebels", "Organisation", "military", {"rebelles syriens"}),
    ("Hier, le Front de libération du Valdor (FLV) a frappé. Le FLV revendique.", "org:front-de-liberation-du-valdor",
     "Organisation", "military", {"Front de libération du Valdor", "FLV"}),
    ("La société russe Zarnitsa Trading vend des tours.", "org:zarnitsa-trading", "Organisation", "company",
     {"Zarnitsa Trading"}),
    ("Le président Marek Dolina est parti. M. Dolina reviendra.", "person:marek-dolina", "Person", None,
     {"Marek Dolina", "Dolina"}),
    ("Le général Omar al-Zaydi commande.", "person:omar-al-zaydi", "Person", None, {"Omar al-Zaydi"}),
    ("Les combats ont repris dans la région de Koursk.", "place:kursk", "Place", None, {"région de Koursk", "Koursk"}),
    ("Ils ont signé un traité de partenariat stratégique global.", "agreement:treaty-partenariat-strategique-global",
     "Agreement", "treaty", {"traité de partenariat stratégique global"}),
    ("La guerre en Ukraine dure. La guerre coûte cher.", "event:war-ukraine", "Event", None,
     {"guerre en Ukraine", "guerre"}),
    ("Le programme nucléaire iranien avance.", "programme:irn-nuclear", "Programme", None,
     {"programme nucléaire iranien", "programme nucléaire"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "entity", "label", "kind", "called"), NAMED, ids=[f"{n[1]}-{i}" for i, n in enumerate(NAMED)]
)
def test_names(text: str, entity: str, label: str, kind: str | None, called: set[str]) -> None:
    cast = cast_of(text)
    found = {e.id: (e.label, e.kind) for e in cast.entities}
    assert found.get(entity) == (label, kind), found
    assert mentions(text, cast, entity) == called


NOTHING = [
    "Plusieurs pays ont protesté hier matin.",
    "Le ministre de la Défense a démissionné.",
    "Des obus de 152 mm et des chars T-72 ont été livrés.",
    "Un accord est possible.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_names_nothing(text: str) -> None:
    assert cast_of(text).entities == ()


REFERENCES = [
    ("La Russie et la Chine négocient. Les deux pays se méfient.", "Les deux pays", ("state:RUS", "state:CHN")),
    ("Le Kenya a fermé sa frontière. Il redoute une attaque.", "Il", ("state:KEN",)),
    ("Le Kenya a fermé sa frontière.", "sa", ("state:KEN",)),
    ("L'Iran, dont la flotte est vieille, achète des navires.", "dont", ("state:IRN",)),
    (
        "Le Kenya attend, selon le ministre Amos Rioba. « Nous verrons », a-t-il ajouté.",
        "il",
        ("person:amos-rioba",),
    ),
    ("Le M23 avance. Les rebelles campent près du lac.", "Les rebelles", ("org:m23",)),
    ("Le traité de Valdor a été signé hier. Ce texte engage tout le monde.", "Ce texte", ("agreement:treaty-valdor",)),
]


@pytest.mark.parametrize(("text", "words", "entities"), REFERENCES)
def test_references(text: str, words: str, entities: tuple[str, ...]) -> None:
    found = {text[n.start : n.end]: n.entities for n in cast_of(text).namings if n.refers_only}
    assert found.get(words) == entities


def test_impersonal_pronouns_refer_to_nobody() -> None:
    text = "Le Kenya hésite. Il faut attendre."
    assert [n for n in cast_of(text).namings if text[n.start : n.end] == "Il"] == []


def test_every_naming_points_at_an_entity_and_a_sentence() -> None:
    text = "Selon l'ISW, Séoul aide Kiev.\nLe sommet de Tianjin a réuni la Chine et l'Inde ; il n'a rien décidé."
    cast = cast_of(text)
    ids = {e.id for e in cast.entities}
    assert [e.id for e in cast.entities] == sorted(ids)
    assert cast.namings
    for naming in cast.namings:
        assert set(naming.entities) <= ids
        assert text[naming.start : naming.end].strip() == text[naming.start : naming.end] != ""
    for entity in cast.entities:
        assert set(entity.aliases) == mentions(text, cast, entity.id)


def test_empty_text() -> None:
    assert name_entities("", (), "fr") == Cast((), ())


def test_unknown_language() -> None:
    with pytest.raises(InputError, match="'tlh'"):
        name_entities("", (), "tlh")
