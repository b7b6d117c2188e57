"""The corpus's format: what it says comes out whole; what breaks it is told with path and line."""

from pathlib import Path
from typing import Any

import pytest

from accord.graph.errors import DataFileError
from accord.graph.reading.learning.annotated import read_annotated
from accord.graph.reading.learning.checking import FICTION, check, tally

SMALL = f"""\
@id small
@lang fr
@date 2031-05-06
@fiction {FICTION}
@entities
e1 State | Peru
e2 State | Chile
e3 Organisation/government | Ministry of Defence of Chile
@text
[Lima]{{e1}} cède des hélicoptères

[Le Pérou]{{e1}} a cédé de 10 à 12 hélicoptères [au Chili]{{e2}}, selon [le ministère [chilien]{{e2}} de la Défense]{{e3}}.
> SENDS:arms e1 e2 | q=range 10-12 hélicoptères | by=e3
> PART_OF e3 e2
[Les deux pays]{{~e1,e2}} se rencontreraient lundi.
> MEETS e1 e2 | status=conditional | time=lundi
> MEETS e2 e1 | q=about 1.5 heure
"""


def written(folder: Path, content: str, name: str = "small.txt") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def marked_again(path: Path) -> str:
    """The document at `path`, written anew from what was read."""
    document = read_annotated(path)
    graph = document.graph
    lines = [f"@id {document.name}", f"@lang {document.language}", f"@date {document.date}", f"@fiction {FICTION}"]
    lines.append("@entities")
    for entity in graph["entities"]:
        kind = f"/{entity['kind']}" if entity["kind"] else ""
        lines.append(f"{entity['id']} {entity['type']}{kind} | {entity['name']}")
    lines.append("@text")
    offset = 0
    for sentence in document.text.split("\n"):
        signs = []
        for start, end, ids, refers in document.spans:
            if offset <= start and end <= offset + len(sentence):
                signs.append((start - offset, 1, -end, "["))
                signs.append((end - offset, 0, -start, f"]{{{'~' * refers}{','.join(ids)}}}"))
        shown = sentence
        for at, _, _, sign in sorted(signs, reverse=True):
            shown = shown[:at] + sign + shown[at:]
        lines.append(shown)
        lines += [relation_line(r) for r in graph["relations"] if sentence in r["evidence"]]
        offset += len(sentence) + 1
    return "\n".join(lines) + "\n"


def relation_line(relation: dict[str, Any]) -> str:
    category = f":{relation['category']}" if "category" in relation else ""
    parts = [f"> {relation['type']}{category} {relation['from']} {relation['to']}"]
    for q in relation["quantities"]:
        high = f"-{q['high']}" if "high" in q else ""
        parts.append(f"q={q['bound']} {q['value']}{high} {q['unit']}")
    if relation["status"] != "actual":
        parts.append(f"status={relation['status']}")
    if relation["attributed_to"]:
        parts.append(f"by={','.join(relation['attributed_to'])}")
    if "time" in relation:
        parts.append(f"time={relation['time']}")
    return " | ".join(parts)


def test_text_spans_and_graph(tmp_path: Path) -> None:
    document = check(written(tmp_path, SMALL))
    assert document.text.splitlines()[2].startswith("Le Pérou a cédé de 10 à 12 hélicoptères au Chili, selon")
    surfaces = [document.text[start:end] for start, end, _, _ in document.spans]
    assert surfaces == [
        "Lima",
        "Le Pérou",
        "au Chili",
        "le ministère chilien de la Défense",
        "chilien",
        "Les deux pays",
    ]
    assert document.spans[-1][2:] == (("e1", "e2"), True)
    assert document.graph["entities"][0]["mentions"] == ["Lima", "Le Pérou"]
    arms, part, meeting = document.graph["relations"]
    assert arms["quantities"] == [{"value": 10, "high": 12, "unit": "hélicoptères", "bound": "range"}]
    assert (arms["category"], arms["attributed_to"], part["type"]) == ("arms", ["e3"], "PART_OF")
    assert (meeting["status"], meeting["time"], meeting["quantities"][0]["value"]) == ("conditional", "lundi", 1.5)
    assert (tally([document]).relations, tally([document]).stating, tally([document]).sentences) == (3, 2, 3)


def test_what_is_read_can_be_written_and_read_again(tmp_path: Path) -> None:
    first = read_annotated(written(tmp_path, SMALL))
    again = read_annotated(written(tmp_path, marked_again(tmp_path / "small.txt"), "again.txt"))
    assert (again.text, again.spans) == (first.text, first.spans)
    assert [e["mentions"] for e in again.graph["entities"]] == [e["mentions"] for e in first.graph["entities"]]
    keys = ("type", "from", "to", "status", "quantities", "attributed_to")
    assert [[r[k] for k in keys] for r in again.graph["relations"]] == [
        [r[k] for k in keys] for r in first.graph["relations"]
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("e2 State |", "e2 Country |", 7, "an entity is"),
        ("e3 Organisation/government", "e3 Organisation", 8, "kinds"),
        ("e3 Organisation/government", "e3 Organisation/army", 8, "kinds"),
        ("e1 State | Peru\n", "e1 State | Peru\ne1 State | Peru\n", 7, "twice"),
        ("[Lima]{e1}", "[Lima]", 10, "bracket"),
        ("[Lima]{e1}", "[Lima{e1}", 10, "not closed"),
        ("[Lima]{e1}", "[Lima]{e9}", 10, "unknown entity e9"),
        ("cède des hélicoptères\n", "cède des hélicoptères\n\n> MEETS e1 e2\n", 12, "without a sentence"),
        ("> PART_OF e3 e2", "> PART_OF e1 e2", 14, "does not lead from Peru (State) to Chile (State)"),
        ("> PART_OF e3 e2", "> OWNS e3 e2", 14, "unknown type OWNS"),
        ("> PART_OF e3 e2", "> PART_OF e3", 14, "a relation is"),
        ("> PART_OF e3 e2", "> PART_OF:arms e3 e2", 14, "categories"),
        ("SENDS:arms", "SENDS", 13, "categories"),
        ("q=range 10-12", "q=range 10", 13, "a quantity is"),
        ("q=about 1.5", "q=roughly 1.5", 17, "a quantity is"),
        ("by=e3", "by=e4", 13, "unknown entity e4"),
        ("status=conditional", "status=maybe", 16, "not understood"),
        ("@text", "@lang fr\n@text", 9, "after the head"),
        ("@lang fr\n", "", 1, "no @lang"),
        ("@id small\n", "@id small\n\nsmall\n", 3, "the head holds"),
        ("[le ministère [chilien]{e2} de la Défense]{e3}", "le ministère", 8, "never mentioned: Ministry"),
    ],
)
def test_what_is_wrong_is_told_with_path_and_line(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    assert old in SMALL
    path = written(tmp_path, SMALL.replace(old, new, 1))
    with pytest.raises(DataFileError) as raised:
        check(path)
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert told in str(raised.value)


def test_a_document_bears_its_files_name_and_says_that_it_is_fiction(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"other.txt:1: @id is 'small'"):
        check(written(tmp_path, SMALL, "other.txt"))
    with pytest.raises(DataFileError, match=r"small.txt:1: the head lacks «@fiction"):
        check(written(tmp_path, SMALL.replace(f"@fiction {FICTION}\n", "")))


def test_a_file_that_is_no_text_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    with pytest.raises(DataFileError, match="picture.txt:1: "):
        read_annotated(path)
    with pytest.raises(DataFileError, match="missing.txt:1: "):
        read_annotated(tmp_path / "missing.txt")
