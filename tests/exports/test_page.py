"""What the page reads, and that the file is the same whenever it is made from the same graph."""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from accord.exports.html import network, page_of, render, write_html
from accord.exports.html.bending import bends
from accord.exports.html.layout import box, places
from accord.exports.html.legend import LANGUAGES, interface
from accord.exports.html.rendering import FOLDER, SCRIPTS
from accord.graph.errors import DataFileError, ExportError
from accord.graph.model import Contents, Relation

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    value: dict[str, Any] = json.loads(found[1])
    return value


def check(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "$") -> None:
    """The part of JSON Schema that the page's schema uses; a keyword beyond it is refused."""
    for keyword, rule in schema.items():
        where = f"{path} against {keyword}"
        match keyword:
            case "$ref":
                check(value, root["$defs"][rule.removeprefix("#/$defs/")], root, path)
            case "type":
                rules = [rule] if isinstance(rule, str) else rule
                assert any(isinstance(value, TYPES[one]) and not isinstance(value, bool) for one in rules), where
            case "required":
                assert set(rule) <= set(value), where
            case "properties":
                for name in rule.keys() & value.keys():
                    check(value[name], rule[name], root, f"{path}.{name}")
            case "additionalProperties":
                for name in value.keys() - schema.get("properties", {}).keys():
                    assert rule, f"{where}: {name}"
                    check(value[name], rule, root, f"{path}.{name}")
            case "items":
                for number, item in enumerate(value):
                    check(item, rule, root, f"{path}[{number}]")
            case "const":
                assert value == rule, where
            case "enum":
                assert value in rule, where
            case "minItems":
                assert len(value) >= rule, where
            case "minimum":
                assert value >= rule, where
            case "maximum":
                assert value <= rule, where
            case "exclusiveMinimum":
                assert value > rule, where
            case _:
                assert keyword in {"$schema", "$defs", "title", "description"}, where


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    value: dict[str, Any] = json.loads((FOLDER / "page.schema.json").read_text(encoding="utf-8"))
    return value


@pytest.mark.parametrize("count", [None, 0, 1, 12])
def test_the_data_keep_to_the_schema(
    north: Contents, ring: Callable[[int], Contents], schema: dict[str, Any], count: int | None
) -> None:
    contents = north if count is None else ring(count)
    data = data_of(render(page_of(contents, title="Nord")))
    check(data, schema, schema)
    assert len(data["nodes"]) == len(contents.entities)
    assert len(data["claims"]) == len(contents.claims)


def test_the_schema_refuses_what_the_page_could_not_read(north: Contents, schema: dict[str, Any]) -> None:
    data = data_of(render(page_of(north)))
    del data["edges"][0]["from"]
    with pytest.raises(AssertionError, match=r"\$\.edges\[0\] against required"):
        check(data, schema, schema)


def test_claims_point_at_their_sentences(north: Contents) -> None:
    data = data_of(render(page_of(north)))
    texts = {document["id"]: document["text"] for document in data["documents"]}
    for claim in data["claims"]:
        assert texts[claim["document"]][claim["start"] : claim["end"]] == claim["sentence"]


def test_equal_contents_give_equal_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    made = tmp_path / "make.py"
    made.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from conftest import build_north\n"
        "from accord.exports.graphml import write_graphml\n"
        "from accord.exports.html import write_html\n"
        "write_html(build_north(), sys.argv[1] + '.html')\n"
        "write_graphml(build_north(), sys.argv[1] + '.graphml', layer='all')\n",
        encoding="utf-8",
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, str(made), str(tmp_path / seed)], env=environment, check=True, timeout=120)
    for suffix in ("html", "graphml"):
        assert (tmp_path / f"1.{suffix}").read_bytes() == (tmp_path / f"2.{suffix}").read_bytes()


def test_order_of_the_contents_changes_nothing(north: Contents) -> None:
    turned = Contents(north.entities[::-1], north.relations[::-1], north.claims[::-1], north.documents[::-1])
    assert render(page_of(turned)) == render(page_of(north))


@pytest.mark.parametrize("count", [0, 1, 2, 30, 700])
def test_no_two_nodes_overlap(ring: Callable[[int], Contents], count: int) -> None:
    contents = ring(count)
    names = {entity.id: entity.name * (1 + number % 4) for number, entity in enumerate(contents.entities)}
    links = [(relation.source, relation.target) for relation in contents.relations]
    found = places(sorted(names), links, names)
    boxes = []
    for id, (x, y) in found.items():
        width, height = box(names[id])
        boxes.append((x - width // 2, y - 24, x - width // 2 + width, y - 24 + height))
    assert len(boxes) == count
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_linked_nodes_stand_nearer_than_others(ring: Callable[[int], Contents]) -> None:
    contents = ring(40)
    links = {(relation.source, relation.target) for relation in contents.relations}
    found = places([entity.id for entity in contents.entities], links, {e.id: e.name for e in contents.entities})

    def distance(a: str, b: str) -> float:
        return math.dist(found[a], found[b])

    linked = [distance(*pair) for pair in links]
    every = [distance(a, b) for a, b in combinations(found, 2)]
    assert sum(linked) / len(linked) < 0.7 * sum(every) / len(every)


def test_parallel_relations_bend_apart(north: Contents) -> None:
    found = [edge.bend for edge in page_of(north).edges if {edge.source, edge.target} == {"state:NOR", "state:POL"}]
    assert len(found) == len(set(found)) == 4


def test_a_curve_goes_round_a_node_in_its_way() -> None:
    places = {"a": (0, 0), "b": (400, 0), "between": (200, 5)}
    relation = Relation("r", "MEETS", "a", "b")
    assert bends([relation], {name: places[name] for name in ("a", "b")}) == {"r": 0}
    assert bends([relation], places)["r"] != 0


def test_width_grows_with_the_amount_within_one_unit(north: Contents) -> None:
    first = next(relation for relation in north.relations if relation.category == "arms")
    more = replace(first, id="r2", target="state:SWE", quantity=250_000)
    page = page_of(replace(north, relations=(first, more)))
    widths = {edge.id: edge.width for edge in page.edges}
    assert widths["r2"] > widths[first.id] > 1.5


def test_pyvis_holds_the_network(north: Contents) -> None:
    net = network(page_of(north))
    assert net.num_nodes() == len(north.entities)
    assert net.num_edges() == len(north.relations)
    assert net.get_node("state:NOR")["label"] == "Norway"


def test_what_is_left_out_is_told(north: Contents, tmp_path: Path) -> None:
    odd = replace(north.relations[0], quantities=("beaucoup", "≈ 3 navires"))
    lost = replace(north.relations[1], target="state:XXX")
    report = write_html(replace(north, relations=(odd, lost)), tmp_path / "page.html")
    assert (report.nodes, report.edges) == (len(north.entities), 1)
    assert report.losses == (
        "1 edges left out, for want of one of their ends",
        "1 amounts left out, for they can't be read",
    )


def test_an_unknown_language_is_refused(north: Contents, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="unknown language 'de'; known: fr, en"):
        write_html(north, tmp_path / "page.html", language="de")
    assert not list(tmp_path.iterdir())


def test_without_script_the_relations_stand_in_a_table(north: Contents) -> None:
    table = render(page_of(north, language="fr")).split("<noscript>")[1].split("</noscript>")[0]
    assert table.count("<tr>") == len(north.relations) + 1
    assert "<td>est partie à</td>" in table


def test_the_library_is_the_one_named() -> None:
    vendor = json.loads((FOLDER / "vendor" / "vendor.json").read_text(encoding="utf-8"))
    content = (FOLDER / "vendor" / vendor["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == vendor["sha256"]
    assert f"@version {vendor['version']}".encode() in content
    assert all((FOLDER / "vendor" / licence).stat().st_size for licence in vendor["licences"])


def test_every_word_of_the_page_is_used_and_every_used_word_is_there() -> None:
    code = "".join((FOLDER / "script" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    code += (FOLDER / "template.html").read_text(encoding="utf-8")
    unused = [name for name in interface() if not re.search(rf'["\'.]{name}\b', code)]
    assert unused == []
    assert set(re.findall(r'\bword\("(\w+)"|\bwords\.(\w+)', code)) <= {(n, "") for n in interface()} | {
        ("", n) for n in interface()
    }


def test_all_scripts_are_in_the_page() -> None:
    assert sorted(SCRIPTS) == sorted(path.stem for path in (FOLDER / "script").iterdir())


def test_a_word_without_a_language_is_an_error_that_points(tmp_path: Path) -> None:
    path = tmp_path / "texts.yaml"
    path.write_text("fit: {en: Fit, fr: Recadrer}\nlist: {en: List}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"texts\.yaml:2: list must have the languages fr, en"):
        interface(path)
    assert LANGUAGES == ("fr", "en")
