"""``accord query`` and ``accord queries``."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from accord.cli.query import _parameter

ARMS = "MATCH (a)-[r:SENDS]->(b) RETURN a.name AS from, r.quantity AS n, r.quantities AS all ORDER BY from"


def test_the_formats_hold_the_same_rows(run: Any, store: Path) -> None:
    objects = json.loads(run("query", ARMS, "--format", "json").out)
    assert objects == [
        {"from": "Gaul", "n": None, "all": None},
        {"from": "Iberia", "n": 300, "all": ["≥ 300 chars"]},
    ]
    lines = run("query", ARMS, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == objects
    rows = list(csv.reader(io.StringIO(run("query", ARMS, "--format", "csv").out)))
    assert rows == [["from", "n", "all"], ["Gaul", "", ""], ["Iberia", "300", "≥ 300 chars"]]
    table = run("query", ARMS).out.splitlines()
    assert table[-1] == "(2 rows)"
    assert table[3].split() == ["Iberia", "300", "≥", "300", "chars"]


def test_nodes_relationships_and_paths_become_objects(run: Any, store: Path) -> None:
    (row,) = json.loads(run("query", "MATCH p = (a {name: 'Iberia'})-[r:SENDS]->(b) RETURN *", "--format", "json").out)
    assert row["a"]["labels"] == ["Entity", "State"]
    assert row["r"]["type"] == "SENDS" and (row["r"]["start"], row["r"]["end"]) == ("state:IBR", "state:LUS")
    assert row["p"]["nodes"] == [row["a"], row["b"]] and row["p"]["relationships"] == [row["r"]]


def test_a_query_may_stand_in_a_file_or_on_standard_input(run: Any, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "arms.cypher"
    file.write_text(f"// qui arme\n{ARMS}\n", encoding="utf-8-sig")
    typed = run("query", ARMS)
    assert typed.code == 0
    assert run("query", file) == typed
    assert run("query", "-", stdin=ARMS.encode()) == typed


def test_saved_queries_are_listed_and_run_by_name(run: Any, store: Path) -> None:
    listed = json.loads(run("queries", "--format", "json").out)
    assert "who-arms-whom" in [each["name"] for each in listed]
    text = run("queries", "who-arms-whom").out
    assert "MATCH" in text
    assert run("query", "who-arms-whom") == run("query", text)
    chain = run("query", "connection", "-p", "from=ibérie", "-p", "to=Gaule")
    assert chain.code == 0 and "Gaul" in chain.out


@pytest.mark.parametrize(
    "pair, value",
    [
        ("x=3", 3),
        ("x=3.5", 3.5),
        ("x=true", True),
        ("x=null", None),
        ('x="3"', "3"),
        ("x=[1, 2]", [1, 2]),
        ('x={"a": 1}', {"a": 1}),
        ("x=Iran", "Iran"),
        ("x=", ""),
        ("x=a=b", "a=b"),
        ("x=NaN", "NaN"),
        ("x=" + "[" * 100_000, "[" * 100_000),
    ],
)
def test_parameters_are_json_where_they_parse(pair: str, value: object) -> None:
    assert _parameter(pair) == ("x", value)


def test_parameters_reach_the_query(run: Any, store: Path) -> None:
    out = run("query", "RETURN $a + 1 AS a, $b AS b", "-p", "a=2", "-p", "b=Côte d'Ivoire", "--format", "jsonl").out
    assert json.loads(out) == {"a": 3, "b": "Côte d'Ivoire"}


def test_queries_do_not_write(run: Any, store: Path) -> None:
    before = store.read_bytes()
    ending = run("query", "CREATE (:Entity {name: 'x'})")
    assert ending.code == 1 and ending.err.startswith("accord: ")
    assert store.read_bytes() == before


def test_an_error_shows_the_spot(run: Any, store: Path) -> None:
    ending = run("query", "MATCH (a) RETRUN a")
    assert ending.code == 1 and ending.out == ""
    first, shown, carets = ending.err.splitlines()
    assert first.startswith("accord: ") and "line 1, column 11" in first
    assert shown[carets.index("^") :].startswith("RETRUN")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


SENTENCE = "Séoul a livré trois navires à Manille, qui les attendait depuis longtemps. " * 2


@pytest.mark.parametrize("width", [34, 50, 80])
def test_a_table_is_no_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    from accord.cli.rows import write_rows

    monkeypatch.setenv("COLUMNS", str(width))
    terminal = Terminal()
    rows = [("Séoul", SENTENCE, 12), ("北京", "\x1b[2Jdeux\nlignes", None)]
    write_rows(("name", "sentence", "n"), rows, "table", terminal)
    text = terminal.getvalue()
    assert "\x1b" not in text and text.endswith("(2 rows)\n")
    assert max(map(len, text.splitlines())) <= width
    if width < 40:
        # Too narrow for a table: records, which hold the sentence whole.
        assert text.startswith("─ 1 ───")
        assert SENTENCE.strip() in " ".join(text.split())
    else:
        head, rule, first, second, _ = text.splitlines()
        assert head.split() == ["name", "sentence", "n"] and set(rule) <= {"─", " "}
        assert "…" in first and first.endswith("12")
        assert second.startswith("北京   �[2Jdeux lignes")


def test_values_that_json_lacks(run: Any, store: Path) -> None:
    out = run("query", "RETURN 0.0 / 0.0 AS nan, 1.0 / 0.0 AS much, -1.0 / 0.0 AS little", "--format", "jsonl").out
    assert json.loads(out) == {"nan": "NaN", "much": "Infinity", "little": "-Infinity"}


def test_times_and_points_become_text() -> None:
    from neo4j.spatial import CartesianPoint
    from neo4j.time import Date, DateTime, Duration

    from accord.cli.rows import plain

    assert plain([Date(2024, 2, 29), DateTime(2024, 2, 29, 8, 30), Duration(months=20)]) == [
        "2024-02-29",
        "2024-02-29T08:30:00.000000000",
        "P1Y8M",
    ]
    assert isinstance(plain(CartesianPoint((1.0, 2.0))), str)
