"""Sources to documents: what is told, and what is read off the text."""

import io
from pathlib import Path

import pytest

from accord.graph.errors import InputError
from accord.graph.identity import document_id
from accord.graph.intake import Details, Source, collect, read_source, read_sources

ARTICLE = (
    "Lisbonne et Rabat signent un pacte\n"
    "Publié le 3 mars 2024 à Lisbonne. Les deux gouvernements ont conclu un accord de pêche, que Madrid a dénoncé.\n"
)


def written(folder: Path, text: str, name: str = "a.txt") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_what_nobody_tells_is_read_off_the_text(tmp_path: Path) -> None:
    document = read_source(Source(written(tmp_path, ARTICLE)))
    assert document.title == "Lisbonne et Rabat signent un pacte"
    assert (document.language, document.date) == ("fr", "2024-03-03")
    assert document.inferred == ("date", "language", "title")
    assert (document.url, document.publisher) == (None, None)
    assert document.id == document_id(ARTICLE.strip()) and document.text == ARTICLE.strip()


def test_what_is_told_is_not_inferred(tmp_path: Path) -> None:
    told = Details("Pacte", "2024-03-04", "https://example.org/1", "Le Courrier", "fr")
    document = read_source(Source(written(tmp_path, ARTICLE), told))
    assert document.inferred == ()
    assert (document.title, document.date, document.url) == ("Pacte", "2024-03-04", "https://example.org/1")


def test_without_a_date_there_is_none_and_nothing_is_inferred(tmp_path: Path) -> None:
    document = read_source(Source(written(tmp_path, "Oslo livre des chars à Kiev depuis le mois de mai.")))
    assert document.date is None
    assert document.inferred == ("language", "title")


def test_a_long_first_sentence_is_cut_at_a_word(tmp_path: Path) -> None:
    sentence = f"Le ministre {'très ' * 60}fatigué a quitté la réunion."
    title = read_source(Source(written(tmp_path, sentence))).title
    assert title.endswith("très…") and len(title) <= 120


def test_the_same_text_is_the_same_document_however_it_is_written(tmp_path: Path) -> None:
    first = written(tmp_path, ARTICLE)
    second = tmp_path / "b.txt"
    second.write_bytes(ARTICLE.replace("\n", "\r\n").encode("utf-16") + "\r\n".encode("utf-16-le"))
    one, two = read_sources(collect([first, second]))
    assert one.id == two.id


def test_standard_input(tmp_path: Path) -> None:
    document = read_source(collect(["-"], title="Flux")[0], stdin=io.BytesIO(ARTICLE.encode("latin-1")))
    assert (document.title, document.path) == ("Flux", "-")
    with pytest.raises(InputError, match="^standard input: is empty"):
        read_source(Source("-"), stdin=io.BytesIO(b" \n\t\n"))
    with pytest.raises(InputError, match="no standard input"):
        read_source(Source("-"))


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "is empty"),
        ("\ufeff \r\n\t", "is empty"),
        ("12 345 — 67 %", "holds no words"),
        ("Die Regierung hat am Montag neue Strafen gegen das Nachbarland angekündigt.", "can't tell its language"),
        ("Правительство объявило о новых мерах против соседней страны.", "can't tell its language"),
        ("外交部宣布新的制裁措施。", "can't tell its language"),
    ],
)
def test_texts_that_can_not_be_read(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_source(Source(path))
    assert str(caught.value).startswith(f"{path}: {message}")


@pytest.mark.parametrize(
    "text",
    [
        "Paris livre des canons à Kiev.",
        "Rome et Tokyo signent un accord.",
        "MOSCOU DÉNONCE LES SANCTIONS DE BRUXELLES",
        "Le KIDA, le CSIS et l'ISW citent Reuters, la BBC et le Washington Post.",
    ],
)
def test_short_french_texts_are_french(tmp_path: Path, text: str) -> None:
    assert read_source(Source(written(tmp_path, text))).language == "fr"


@pytest.mark.parametrize(
    "text", ["Le Brésil a condamné la Chine.", "L’Inde a livré 12 chars au Pérou.", "Le Canada a condamné l'Iran."]
)
def test_one_sentence_full_of_names_tells_its_language(tmp_path: Path, text: str) -> None:
    assert read_source(Source(written(tmp_path, text))).language == "fr"


@pytest.mark.parametrize("text", ["Moscou accuse Berlin.", "Il Canada condanna la Cina.", "The Iran of Canada accuse."])
def test_what_no_small_word_settles_is_not_guessed(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="language"):
        read_source(Source(written(tmp_path, text)))
