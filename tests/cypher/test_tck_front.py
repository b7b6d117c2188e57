"""The openCypher TCK's queries, as far as parser and checks go: valid ones pass, the others are refused as they should.

Needs the TCK's feature files: in ``../shared/tck/features``, or where ``OPENCYPHER_TCK`` says.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from accord.cypher.errors import CypherError, NotSupported
from accord.cypher.semantics import analyse
from accord.cypher.syntax.parser import parse

TCK = Path(os.environ.get("OPENCYPHER_TCK", Path(__file__).parents[2].parent / "shared" / "tck"))
FEATURES = TCK if TCK.name == "features" else TCK / "features"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not FEATURES.is_dir() and os.environ.get("CI") != "true", reason="the openCypher TCK is not here"
    ),
]

QUERY = re.compile(r'(executed|executing (?:control )?query):\n\s*"""\n(.*?)\n\s*"""', re.DOTALL)
ERROR = re.compile(r"an? (\w+) should be raised at (compile time|runtime|any time): (\S+)")
# Their errors hang on the procedures that there are, which a parser cannot know.
OF_PROCEDURES = re.compile(r"CALL test\.")


class Query(NamedTuple):
    where: str
    text: str
    error: tuple[str, str, str] | None


def cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def examples(body: str) -> list[dict[str, str]]:
    """The rows that a scenario's outline is filled with; one empty row where it is none."""
    rows = []
    for block in body.split("Examples:")[1:]:
        head, *lines = [cells(line) for line in block.splitlines() if line.strip().startswith("|")]
        rows += [dict(zip(head, line, strict=True)) for line in lines]
    return rows or [{}]


def queries() -> Iterator[Query]:
    for path in sorted(FEATURES.rglob("*.feature")):
        scenarios = re.split(r"\n\s*Scenario(?: Outline)?: ", path.read_text(encoding="utf-8"))[1:]
        for scenario in scenarios:
            name, _, body = scenario.partition("\n")
            error = ERROR.search(body)
            for row in examples(body):
                for kind, text in QUERY.findall(body):
                    for key, value in row.items():
                        text = text.replace(f"<{key}>", value)
                    expected = error.groups() if error and kind == "executing query" else None
                    yield Query(f"{path.stem} {name}", text, expected)  # type: ignore[arg-type]


def outcome(query: Query) -> CypherError | None:
    try:
        analyse(parse(query.text))
    except CypherError as error:
        return error
    return None


def test_valid_queries_parse() -> None:
    refused, count = [], 0
    for query in queries():
        if query.error is None or query.error[1] == "runtime":
            count += 1
            try:
                parse(query.text)
            except CypherError as error:
                refused.append((query.where, str(error)))
    assert count > 4000
    assert not refused


def test_valid_queries_pass_the_checks() -> None:
    refused = []
    for query in queries():
        if query.error is None or query.error[1] == "runtime":
            error = outcome(query)
            if error is not None and not isinstance(error, NotSupported):
                refused.append((query.where, str(error)))
    assert not refused


def test_errors_of_compile_time_have_their_type_and_detail() -> None:
    wrong, count = [], 0
    for query in queries():
        if query.error is None or query.error[1] != "compile time" or OF_PROCEDURES.search(query.text):
            continue
        count += 1
        error = outcome(query)
        found = error and (error.type, error.phase, error.detail)
        if found != query.error:
            wrong.append((query.where, query.text, query.error, found))
    assert count > 550
    assert not wrong
