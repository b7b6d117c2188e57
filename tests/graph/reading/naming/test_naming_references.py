"""What descriptions and pronouns stand for, whose programmes are, which events there are; on sentences of our own."""

from __future__ import annotations

import pytest

from accord.graph.reading.naming import Cast, name_entities
from accord.graph.reading.parsing.models import parse_texts

RUSSIA, CHINA, IRAN, KENYA, FRANCE = "state:RUS", "state:CHN", "state:IRN", "state:KEN", "state:FRA"


def cast_of(text: str) -> Cast:
    return name_entities(text, next(parse_texts([text], "fr")), "fr")


def meaning(text: str, words: str) -> set[str]:
    """What the last place where `text` says `words` refers to."""
    found = [n for n in cast_of(text).namings if n.refers_only and text[n.start : n.end] == words]
    return set(found[-1].entities) if found else set()


RESOLVED = [
    ("La Russie, la Chine et l'Iran se concertent. Ces trois États votent ensemble.", "Ces trois États",
     {RUSSIA, CHINA, IRAN}),
    ("La Russie, la Chine et l'Iran se concertent. Les deux premiers pays ont un siège.", "Les deux premiers pays",
     {RUSSIA, CHINA}),
    ("La Russie, la Chine et l'Iran se concertent. Deux d'entre eux ont des ogives, alors que l'Iran hésite.", "eux",
     {RUSSIA, CHINA}),
    ("Paris et Nairobi vantent leur entente.", "leur", {FRANCE, KENYA}),
    ("Paris et Nairobi se rapprochent. L'Union africaine salue cette coopération.", "cette coopération",
     {FRANCE, KENYA}),
    ("Les soldats kényans ont pris le port. Ils y resteront.", "Ils", {KENYA}),
    ("La participation de Nairobi aux patrouilles soulage son budget.", "son", {KENYA}),
    ("L'Ouganda accuse le Kenya. Ce dernier dément.", "Ce dernier", {KENYA}),
    ("La France et le Kenya s'arment. La France livre des canons à son allié.", "son allié", {KENYA}),
    ("Le ministre kényan Amos Rioba est inquiet. Il juge que son pays est menacé.", "son pays", {KENYA}),
    ("La présidente Lena Varga a reçu le ministre Amos Rioba. Elle a promis des vivres.", "Elle",
     {"person:lena-varga"}),
    ("Le général Omar Diallo et le ministre Amos Rioba ont dîné. Le général est reparti.", "Le général",
     {"person:omar-diallo"}),
    ("Selon l'Institut Varga, les pertes montent. Ce rapport compte 300 morts.", "Ce rapport",
     {"org:institut-varga"}),
    ("Le Japon a changé de cap. L'archipel achète des missiles.", "L'archipel", {"state:JPN"}),
    ("Les combats ont repris à Goma. Douze soldats y ont péri.", "y", {"place:goma"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "entities"), RESOLVED, ids=[f"{r[1]}-{i}" for i, r in enumerate(RESOLVED)])
def test_references_stand_for(text: str, words: str, entities: set[str]) -> None:
    assert meaning(text, words) == entities


OPEN = [
    # nothing before it, a number that fits no list, an article that is none, a subset that nothing tells
    ("Les deux pays se méfient.", "Les deux pays"),
    ("La Russie et la Chine se parlent. Les quatre pays hésitent.", "Les quatre pays"),
    ("Le M23 avance. La ville a vu passer des rebelles.", "des rebelles"),
    ("La Russie, la Chine et l'Iran se concertent. Deux d'entre eux ont des ogives.", "eux"),
    ("Le Kenya hésite. Il y a trop de dettes.", "y"),
    ("Le Kenya hésite. Il est vrai que la dette monte.", "Il"),
]


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_open_references_stay_open(text: str, words: str) -> None:
    assert meaning(text, words) == set()


def programmes(text: str) -> set[str]:
    return {e.id for e in cast_of(text).entities if e.label == "Programme"}


OWNED = [
    ("L'Iran poursuit son programme nucléaire.", {"programme:irn-nuclear"}),
    ("Le volet nucléaire inquiète. L'Iran accélère son programme.", {"programme:irn-nuclear"}),
    ("Moscou et Pékin disposent de l'arme nucléaire.", {"programme:rus-nuclear", "programme:chn-nuclear"}),
    ("La Corée du Nord vend des obus. L'argent finance les programmes nucléaire et balistique du régime.",
     {"programme:prk-nuclear", "programme:prk-missile"}),
    ("Tokyo vise deux colonels de l'Armée populaire de Corée et le courtier qui paie pour le programme balistique.",
     {"programme:prk-missile"}),
    ("Les armes nucléaires inquiètent le Kenya.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), OWNED)
def test_programmes_have_owners(text: str, ids: set[str]) -> None:
    assert programmes(text) == ids


def events(text: str) -> dict[str, set[str]]:
    return {e.id: set(e.aliases) for e in cast_of(text).entities if e.label == "Event"}


HAPPENED = [
    (
        "Le conflit profite à Minsk. La guerre en Ukraine dure.",
        {"event:war-ukraine": {"conflit", "guerre en Ukraine", "guerre"}},
    ),
    (
        "Ils ont paradé au défilé militaire de Pékin.",
        {"event:parade-militaire-beijing": {"défilé militaire de Pékin", "défilé militaire"}},
    ),
    ("La prise de Goma a surpris. La prise de parole aussi.", {"event:capture-goma": {"prise de Goma"}}),
    ("Les capacités offensives de la Russie croissent.", {}),
    ("L'attaque de la Russie a surpris.", {}),
    ("Des opérations françaises en Afrique coûtent cher.", {}),
]


@pytest.mark.parametrize(("text", "expected"), HAPPENED)
def test_events(text: str, expected: dict[str, set[str]]) -> None:
    assert events(text) == expected


def test_a_longer_name_holds_the_shorter() -> None:
    text = "Le sommet de l'Otan à Vilnius s'ouvre. Le sommet de Vilnius durera deux jours."
    found = events(text)
    assert len(found) == 1
    assert next(iter(found.values())) == {"sommet de l'Otan à Vilnius", "sommet de Vilnius", "sommet"}


def test_agreements_of_a_kind_are_none() -> None:
    text = "Les deux camps cherchent un accord politique. L'accord de Valdor les lie."
    assert [e.aliases for e in cast_of(text).entities if e.label == "Agreement"] == [("accord de Valdor",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le programme balistique de la Turquie inquiète Athènes.",
            {"programme:tur-missile": "Turkey's missile programme"},
        ),
        (
            "Les États-Unis gardent leur arsenal nucléaire.",
            {"programme:usa-nuclear": "United States' nuclear programme"},
        ),
        (
            "L'Inde et le Pakistan, dotés de l'arme nucléaire, se surveillent.",
            {
                "programme:ind-nuclear": "India's nuclear programme",
                "programme:pak-nuclear": "Pakistan's nuclear programme",
            },
        ),
        ("Téhéran veut la bombe.", {"programme:irn-nuclear": "Iran's nuclear programme"}),
        ("La bombe a tué deux passants à Lagos.", {}),
    ],
)
def test_programmes_bear_their_owners(text: str, expected: dict[str, str]) -> None:
    assert {e.id: e.name for e in cast_of(text).entities if e.label == "Programme"} == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La guerre en Ukraine dure.", "war in Ukraine"),
        ("Le sommet de Tianjin s'achève.", "Tianjin summit"),
        ("La bataille de Zelmira a commencé.", "bataille de Zelmira"),
    ],
)
def test_events_have_english_names(text: str, name: str) -> None:
    assert [e.name for e in cast_of(text).entities if e.label == "Event"] == [name]


def test_no_name_begins_with_a_possessive() -> None:
    found = [e for e in cast_of("L'Iran défend son programme nucléaire.").entities if e.label == "Programme"]
    assert [e.aliases for e in found] == [("programme nucléaire",)]
