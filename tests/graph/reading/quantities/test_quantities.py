"""Quantities: tables of sentences (value, bound, upper end, unit), positions, and texts that nobody would write."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.graph.errors import DataFileError
from accord.graph.reading.quantities import find_quantities
from accord.graph.reading.quantities.lexicon import load_quantity_words, quantity_words

HERE = Path(__file__).parent
PIECES = (
    "4 000|quatre|millions|de|d'|obus|plus de|au moins|entre|et|à|une|centaine|demi|%|$|€|M|Mds|-|,|.|(|)|2024|le|"
    "deux|des|soldats|more than|between|and|to|half|a|million|dozen|of|men|U-2|\u202f|\n\n|ne|dépassent|pas|²|٣|ß"
).split("|")


def rows(language: str) -> list[list[str]]:
    lines = (HERE / f"quantities_{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.mark.parametrize(
    ("language", "row"), [(language, row) for language in ("fr", "en") for row in rows(language)], ids=str
)
def test_table(language: str, row: list[str]) -> None:
    sentence, value, bound, high, unit = row
    found = find_quantities(sentence, language)
    if value == "-":
        assert found == ()
    else:
        first = found[0]
        read = (str(first.value), first.bound, "-" if first.high is None else str(first.high), first.unit or "-")
        assert read == (value, bound, high, unit)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_tables_are_long_and_have_refusals(language: str) -> None:
    table = rows(language)
    assert len(table) >= 150
    assert sum(row[1] == "-" for row in table) >= 25


def test_several_in_one_sentence() -> None:
    text = "L'accord vise 11 individus, 15 entités et au moins 2 millions d'euros."
    found = [(quantity.value, quantity.unit, quantity.bound) for quantity in find_quantities(text, "fr")]
    assert found == [(11, "individus", "exact"), (15, "entités", "exact"), (2000000, "euros", "min")]


def test_an_amount_told_again_keeps_its_unit() -> None:
    text = "The north lost nine soldiers, the south fourteen. Trade fell."
    assert [(quantity.value, quantity.unit) for quantity in find_quantities(text, "en")] == [
        (9, "soldiers"),
        (14, "soldiers"),
    ]


def test_a_change_is_no_range() -> None:
    text = "L'effectif est passé de 5 000 à 9 000 hommes."
    assert [(quantity.value, quantity.high) for quantity in find_quantities(text, "fr")] == [(5000, None), (9000, None)]


def test_positions_hold_the_whole_phrase() -> None:
    text = "Hier, au moins quatre millions d’obus d’artillerie sont partis."
    (quantity,) = find_quantities(text, "fr")
    assert text[quantity.start : quantity.end] == "au moins quatre millions d’obus d’artillerie"


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=80), st.sampled_from(["fr", "en"])
)
def test_any_text_gives_sorted_phrases_of_it(text: str, language: str) -> None:
    end = 0
    for quantity in find_quantities(text, language):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.bound in ("exact", "about", "min", "max", "range")
        assert (quantity.bound == "range") == (quantity.high is not None)
        assert quantity.high is None or quantity.high > quantity.value
        assert text[quantity.start : quantity.end].strip() == text[quantity.start : quantity.end]
        end = quantity.end


def test_a_wrong_bound_is_refused_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "fr.yaml"
    path.write_text("largest_group: 12\nrange_openers: {}\nbefore:\n  plus de: mini\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"fr\.yaml:4: before: plus de: 'mini' is none of"):
        load_quantity_words(path)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(DataFileError, match=r"xx\.yaml:1: can't be read"):
        quantity_words("xx")
