"""``accord export``, ``view`` and ``stats``."""

import json
import webbrowser
from pathlib import Path
from typing import Any

import networkx
import pytest


def test_export_writes_what_networkx_reads(run: Any, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "g.graphml"
    ending = run("export", "-o", path)
    assert (ending.code, ending.out) == (0, f"{path}: 4 nodes, 3 edges\n")
    graph = networkx.read_graphml(path)
    assert graph.has_edge("state:IBR", "state:LUS")


def test_export_on_standard_output_is_the_file_alone(run: Any, store: Path, tmp_path: Path) -> None:
    run("export", "-o", tmp_path / "g.graphml")
    assert run("export", "-o", "-").out == (tmp_path / "g.graphml").read_text(encoding="utf-8")


def test_layers(run: Any, store: Path, tmp_path: Path) -> None:
    assert "5 edges" not in run("export", "-o", tmp_path / "a.graphml").out
    everything = run("export", "-o", tmp_path / "b.graphml", "--layer", "all")
    assert everything.code == 0
    assert networkx.read_graphml(tmp_path / "b.graphml").number_of_nodes() > 4
    assert run("export", "-o", tmp_path / "c.graphml", "--layer", "claims").code == 0
    claims = networkx.read_graphml(tmp_path / "c.graphml").edges(data=True)
    assert claims and all(data["document_title"] for _, _, data in claims)


@pytest.mark.parametrize("name, hint", [("g.csv", "known: graphml"), ("g.html", "accord view"), ("g", "--format")])
def test_an_unknown_ending(run: Any, store: Path, tmp_path: Path, name: str, hint: str) -> None:
    ending = run("export", "-o", tmp_path / name)
    assert ending.code == 2 and hint in ending.err
    assert not (tmp_path / name).exists()


def test_view_writes_the_page_and_opens_it(
    run: Any, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browser(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", browser)
    monkeypatch.setenv("DISPLAY", ":0")
    page = tmp_path / "pâge 1.html"
    assert run("view", "-o", page).code == 0
    assert opened == [page.as_uri()]
    assert "Lusitania" in page.read_text(encoding="utf-8")
    assert run("view", "-o", page, "--no-open").code == 0
    assert len(opened) == 1


def test_view_without_a_browser_says_so(run: Any, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    ending = run("view", "-o", tmp_path / "g.html")
    assert ending.code == 0 and "open the file yourself" in ending.err


def test_stats(run: Any, store: Path) -> None:
    rows = json.loads(run("stats", "--format", "json").out)
    counts = {(row["what"], row["type"]): row["count"] for row in rows}
    assert counts == {
        ("documents", None): 1,
        ("claims", None): 3,
        ("entities", None): 4,
        ("entities", "Organisation"): 1,
        ("entities", "State"): 3,
        ("relations", None): 3,
        ("relations", "CONDEMNS"): 1,
        ("relations", "SENDS"): 2,
    }
