"""Times: tables of sentences (words, first and last day), positions, reference dates, and any text at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.graph.errors import DataFileError
from accord.graph.reading.times import find_periods, first_full_date
from accord.graph.reading.times.lexicon import load_time_words, time_words

HERE = Path(__file__).parent
PIECES = (
    "24|1er|octobre|2025|1999|lundi|dernier|la|semaine|dernière|depuis|entre|et|de|à|du|au|fin|début|mi|-|2|ans|mois|"
    "il y a|au cours des|derniers|XXe|siècle|années|90|été|l'|an|hier|since|October|last|week|ago|the|1990|s|by|end|of|"
    "year|May|31|\n\n|/|12|0001|9999|décennies|avant|après|d'ici"
).split("|")


def rows(language: str) -> list[list[str]]:
    lines = (HERE / f"times_{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.mark.parametrize(
    ("language", "row"), [(language, row) for language in ("fr", "en") for row in rows(language)], ids=str
)
def test_table(language: str, row: list[str]) -> None:
    sentence, reference, words, start, end = row
    found = find_periods(sentence, language, None if reference == "-" else date.fromisoformat(reference))
    if words == "-":
        assert found == ()
    else:
        first = found[0]
        assert (first.text, first.start_date or "-", first.end_date or "-") == (words, start, end)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_tables_are_long_and_have_refusals(language: str) -> None:
    table = rows(language)
    assert len(table) >= 120
    assert sum(row[2] == "-" for row in table) >= 8


def test_several_in_one_sentence() -> None:
    text = "En mars 2024 puis du 3 au 5 juin 2024, ils se sont vus."
    found = [(period.start_date, period.end_date) for period in find_periods(text, "fr")]
    assert found == [("2024-03-01", "2024-03-31"), ("2024-06-03", "2024-06-05")]


@pytest.mark.parametrize(
    ("sentence", "reference", "start"),
    [
        ("Il est parti en novembre.", date(2025, 1, 15), "2024-11-01"),
        ("Il est parti en janvier.", date(2025, 12, 15), "2025-01-01"),
        ("Il est parti cet hiver.", date(2025, 1, 15), "2024-12-01"),
        ("Il est parti le 29 février.", date(2024, 6, 1), "2024-02-29"),
        ("Il est parti la semaine dernière.", date(2025, 1, 1), "2024-12-23"),
        ("Il est parti au cours des deux derniers mois.", date(2025, 4, 30), "2025-02-28"),
    ],
)
def test_across_the_turn_of_the_year(sentence: str, reference: date, start: str) -> None:
    assert find_periods(sentence, "fr", reference)[0].start_date == start


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("PARIS, 3 avril\n\nPublié en 2025, mis à jour le 24 octobre 2025.", "fr", date(2025, 10, 24)),
        ("Published October 24, 2025, after the vote of 1 May 2025.", "en", date(2025, 10, 24)),
        ("Le 31 février 2025 n'existe pas, le 2025-03-01 si.", "fr", date(2025, 3, 1)),
        ("En avril 2025, lundi, hier, le 3 mai.", "fr", None),
        ("", "en", None),
    ],
)
def test_first_full_date(text: str, language: str, day: date | None) -> None:
    assert first_full_date(text, language) == day


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=80),
    st.sampled_from(["fr", "en"]),
    st.none() | st.dates(),
)
def test_any_text_gives_sorted_phrases_of_it(text: str, language: str, reference: date | None) -> None:
    end = 0
    for period in find_periods(text, language, reference):
        assert end <= period.start < period.end <= len(text)
        assert text[period.start : period.end] == period.text
        if period.start_date and period.end_date:
            assert date.fromisoformat(period.start_date) <= date.fromisoformat(period.end_date)
        end = period.end
    first_full_date(text, language)


def test_a_wrong_month_is_refused_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "fr.yaml"
    path.write_text("months:\n  janvier: 1\n  février: 13\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"fr\.yaml:3: months: février: must be from 1 to 12, is 13"):
        load_time_words(path)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(DataFileError, match=r"xx\.yaml:1: can't be read"):
        time_words("xx")
