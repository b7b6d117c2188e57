"""Paths and folders to sources, with what sources.csv tells."""

import os
from pathlib import Path

import pytest

from accord.graph.errors import InputError
from accord.graph.intake import Details, collect


def put(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_folder_gives_its_texts_sorted_and_those_below(tmp_path: Path) -> None:
    put(tmp_path, b_txt="b", a_md="a", c_pdf="c", sub__d_TXT="d", __hidden="")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x")
    (tmp_path / ".draft.txt").write_text("x")
    names = [os.path.relpath(source.path, tmp_path) for source in collect([tmp_path])]
    assert names == ["a.md", "b.txt", "sub/d.TXT"]


def test_a_file_is_taken_once_and_whatever_its_ending(tmp_path: Path) -> None:
    put(tmp_path, a_txt="a", b_news="b")
    paths = [tmp_path / "b.news", tmp_path, tmp_path / "a.txt", tmp_path / ".." / tmp_path.name / "a.txt"]
    assert [Path(source.path).name for source in collect(paths)] == ["b.news", "a.txt"]


def test_links_to_folders_are_not_followed_round(tmp_path: Path) -> None:
    put(tmp_path, a_txt="a")
    (tmp_path / "again").symlink_to(tmp_path)
    assert len(collect([tmp_path])) == 1


def test_the_list_tells_and_options_tell_over_it(tmp_path: Path) -> None:
    put(
        tmp_path,
        a_txt="a",
        deep__b_text="b",
        sources_csv=(
            "\ufeffdate,path,title,url,publisher\n"
            '2025-03-01,a.txt,"Deux, trois accords",https://example.org/a,Le Courrier\n'
            "\n"
            "2025-03-02,deep/b.text,,,\n"
        ),
    )
    first, second = collect([tmp_path], publisher="La Gazette", language="fr")
    assert first.details == Details("Deux, trois accords", "2025-03-01", "https://example.org/a", "La Gazette", "fr")
    assert (Path(second.path).name, second.details.date) == ("b.text", "2025-03-02")
    (alone,) = collect([tmp_path / "a.txt"])
    assert alone.details.publisher == "Le Courrier"


def test_the_nearest_list_tells(tmp_path: Path) -> None:
    put(
        tmp_path,
        sub__a_txt="a",
        sources_csv="path,title\nsub/a.txt,from above\n",
        sub__sources_csv="path,title\na.txt,from beside\n",
    )
    assert collect([tmp_path])[0].details.title == "from beside"


@pytest.mark.parametrize(
    "text, message",
    [
        ("path,titel\na.txt,x\n", "1: unknown column 'titel'; known: path, title"),
        ("title,date\nx,2025-01-01\n", "1: the column 'path' is missing"),
        ("path,path\na.txt,a.txt\n", "1: column 'path' stands twice"),
        ("\n\npath,date\na.txt,2025-02-30\n", "4: date '2025-02-30' is no day"),
        ("path,date\na.txt,20250203\n", "2: date '20250203' is no day"),
        ("path,language\na.txt,xx\n", "2: language 'xx' is not read; known: "),
        ("path,url\na.txt,javascript:alert(1)\n", "2: address 'javascript:alert(1)' is no web address"),
        ('path,title\n"a.txt","over\ntwo lines"\ngone.txt,x\n', "4: gone.txt: there is no such file"),
        ("path,title\na.txt,x\na.txt,y\n", r"3: a.txt stands twice (first in line 2)"),
        ("path,title\na.txt,Un, deux\n", "2: has 3 cells where 2 are named"),
        ("path,title\n,x\n", "2: names no path"),
        ('path,title\na.txt,"x\n', "2: is no CSV"),
        ("", "1: is empty; its first line names the columns"),
    ],
)
def test_a_wrong_list_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    put(tmp_path, a_txt="a", sources_csv=text)
    with pytest.raises(InputError) as caught:
        collect([tmp_path])
    assert str(caught.value).startswith(f"{tmp_path}/sources.csv:{message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["", "a\0b", "gone", "gone/gone.txt"])
def test_a_path_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        collect([path])


def test_a_folder_without_texts(tmp_path: Path) -> None:
    put(tmp_path, a_pdf="a")
    with pytest.raises(InputError, match=r"holds no texts \(files named \*\.txt or \*\.md\)"):
        collect([tmp_path])


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: str) -> None:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr(os, "scandir", refuse)  # root may read all, so that no mode would do
    with pytest.raises(InputError, match="can't be read: Permission denied"):
        collect([tmp_path])


@pytest.mark.parametrize(
    "details, message",
    [
        ({"title": "Un seul"}, "one title is given for 2 texts"),
        ({"url": "https://example.org"}, "one url is given for 2 texts"),
        ({"date": "hier"}, "date 'hier' is no day"),
        ({"language": "klingon"}, "language 'klingon' is not read"),
        ({"url": "example.org"}, "address 'example.org' is no web address"),
        ({"url": "https://[bad"}, "is no web address"),
    ],
)
def test_wrong_details(tmp_path: Path, details: dict[str, str], message: str) -> None:
    put(tmp_path, a_txt="a", b_txt="b")
    with pytest.raises(InputError, match=message):
        collect([tmp_path], **details)
