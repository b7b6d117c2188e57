"""``accord build`` and ``accord extract``, with the real language model."""

import json
from pathlib import Path
from typing import Any

import pytest

import accord.graph

TEXT = (
    "Ottawa livre 40 blindés à Varsovie\n"
    "Le Canada a livré 40 blindés à la Pologne, a indiqué le 7 février 2025 le ministère canadien de la Défense. "
    "La Biélorussie a condamné cette livraison.\n"
)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "texts" / "blindes.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_extract_prints_the_shape_that_programs_read(run: Any, text: Path) -> None:
    ending = run("extract", text.parent, "--publisher", "La Tribune")
    assert ending.code == 0 and ending.err == ""
    (line,) = ending.out.splitlines()
    document = json.loads(line)
    assert document["document"] == str(text)
    assert document["title"] == "Ottawa livre 40 blindés à Varsovie"
    assert (document["date"], document["publisher"], document["language"]) == ("2025-02-07", "La Tribune", "fr")
    nodes = {node["id"]: node for node in document["nodes"]}
    assert nodes["state:CAN"]["labels"] == ["State"] and "Canada" in nodes["state:CAN"]["mentions"]
    arms = [edge for edge in document["edges"] if (edge["type"], edge["category"]) == ("SENDS", "arms")]
    (edge,) = [edge for edge in arms if (edge["source"], edge["target"]) == ("state:CAN", "state:POL")]
    assert {"value": 40, "bound": "exact"}.items() <= edge["quantities"][0].items()
    assert edge["evidence"] and all(sentence in TEXT for sentence in edge["evidence"])
    assert set(edge) == {
        *("type", "source", "target", "category", "role", "status", "quantities", "time", "start_date", "end_date"),
        *("attributed_to", "evidence", "confidence"),
    }


def test_extract_reads_standard_input(run: Any, text: Path) -> None:
    named, streamed = run("extract", text), run("extract", "-", stdin=TEXT.encode("utf-16"))
    assert json.loads(streamed.out) == {**json.loads(named.out), "document": "-"}


def test_building_twice_changes_nothing(run: Any, text: Path, tmp_path: Path) -> None:
    store = tmp_path / "new.db"
    first = run("build", text, "--store", store, "--url", "https://example.org/1")
    assert first.code == 0 and first.out.startswith(f"{store}: 1 document read; it holds 1 document, ")
    before = run("query", "MATCH (n) RETURN n.id, n ORDER BY n.id", "--store", store, "--format", "json").out
    assert "https://example.org/1" in before
    second = run("build", text, "--store", store, "--url", "https://example.org/1")
    assert second == first
    assert run("query", "MATCH (n) RETURN n.id, n ORDER BY n.id", "--store", store, "--format", "json").out == before


def test_the_list_beside_the_texts_is_read(run: Any, text: Path, tmp_path: Path) -> None:
    (text.parent / "sources.csv").write_text("path,date,title\nblindes.txt,2025-02-09,Blindés\n", encoding="utf-8")
    store = tmp_path / "new.db"
    assert run("build", text.parent, "--store", store).code == 0
    rows = run("query", "MATCH (d:Document) RETURN d.title, d.date", "--store", store, "--format", "csv").out
    assert rows.splitlines()[1] == "Blindés,2025-02-09"


@pytest.mark.neo4j
def test_a_server_answers_like_a_file(
    run: Any, text: Path, tmp_path: Path, neo4j_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    with accord.graph.open(neo4j_server.uri) as opened:
        opened.run("MATCH (n) DETACH DELETE n", read_only=False)
    answers = []
    for store in (str(tmp_path / "new.db"), neo4j_server.uri):
        first, second = run("build", text, "--store", store), run("build", text, "--store", store)
        assert first == second and first.code == 0, first.err
        commands = (["stats"], ["show", "canada"], ["query", "who-arms-whom"], ["export", "-o", "-"])
        answers.append([run(*command, "--store", store) for command in commands])
    assert answers[0] == answers[1]
    assert all(answer.code == 0 for answer in answers[0])
