"""The saved queries: all are well-formed, and a wrong file or name is reported where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.cypher.queries import SavedQueryError, saved_queries, saved_query

GOOD = "// title: One\n// titre: Un\n// description: Gives one.\n// parameter: x = 1\nRETURN $x AS one\n"


def test_there_are_enough_and_their_titles_differ() -> None:
    queries = saved_queries()
    assert len(queries) >= 10
    assert [query.name for query in queries] == sorted({query.name for query in queries})
    for titles in ({query.title for query in queries}, {query.titre for query in queries}):
        assert len(titles) == len(queries)


def test_rows_come_in_an_order() -> None:
    for query in saved_queries():
        assert "ORDER BY" in query.text, query.name


def test_parameters() -> None:
    connection, timeline = saved_query("connection"), saved_query("timeline")
    assert connection.required == ("from", "to")
    assert connection.parameters({"from": "A", "to": "B"}) == {"from": "A", "to": "B"}
    assert timeline.parameters() == {"actor": ""}
    assert timeline.parameters({"actor": "Iran"}) == {"actor": "Iran"}
    with pytest.raises(SavedQueryError, match="the query connection needs the parameter 'to'"):
        connection.parameters({"from": "A"})
    with pytest.raises(SavedQueryError, match="has no parameter 'who': it takes actor"):
        timeline.parameters({"who": "Iran"})


def test_unknown_name() -> None:
    with pytest.raises(SavedQueryError, match=r"no saved query 'aliances'; did you mean alliances\?"):
        saved_query("aliances")
    for name in ("../queries/alliances", "", "zzz"):
        with pytest.raises(SavedQueryError, match="no saved query"):
            saved_query(name)


def test_reads_a_file(tmp_path: Path) -> None:
    (tmp_path / "one.cypher").write_text(GOOD, encoding="utf-8")
    query = saved_query("one", tmp_path)
    assert (query.title, query.titre, query.description) == ("One", "Un", "Gives one.")
    assert query.parameters() == {"x": 1} and query.text == GOOD
    assert saved_queries(tmp_path) == (query,)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (GOOD.replace("// titre: Un\n", ""), 1, "'// titre: …' is missing"),
        (GOOD.replace("titre", "titel"), 2, "expected '// title"),
        (GOOD.replace("// titre", "// title: Two\n// titre"), 2, "title stands twice"),
        (GOOD.replace("x = 1", "x = one"), 4, "the default 'one' is not JSON"),
        (GOOD.replace("x = 1", "x y"), 4, "expected 'name' or 'name = default'"),
        (GOOD.replace("RETURN", "// parameter: x\nRETURN"), 5, "'x' stands twice"),
        (GOOD.replace("$x", "$y"), 5, "'y' is not declared"),
        (GOOD.replace("$x", "1"), 1, "'x' is declared and not used"),
        (GOOD.replace("RETURN $x AS one\n", ""), 5, "the query is missing"),
    ],
)
def test_wrong_files(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "one.cypher"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SavedQueryError) as caught:
        saved_query("one", tmp_path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert message in str(caught.value)


def test_wrong_name(tmp_path: Path) -> None:
    (tmp_path / "Two Words.cypher").write_text(GOOD, encoding="utf-8")
    with pytest.raises(SavedQueryError, match="lower-case words"):
        saved_queries(tmp_path)
