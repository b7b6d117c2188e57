"""``accord query``: Cypher, typed, from a file, or saved under a name."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import NoReturn

import click
from click.shell_completion import CompletionItem

from accord.cli.options import format_option, store_option
from accord.cli.streams import standard_input
from accord.graph.errors import InputError, QueryError

__all__ = ["query"]

NAME = re.compile(r"[\w-]+")


def _complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from accord.cypher.queries import saved_queries

    return [CompletionItem(q.name, help=q.title) for q in saved_queries() if q.name.startswith(incomplete)]


@click.command(short_help="Ask the graph in Cypher.")
@click.argument("text", metavar="TEXT|FILE|NAME", shell_complete=_complete)
@click.option("given", "-p", multiple=True, metavar="NAME=VALUE", help="A parameter; the value is JSON, else text.")
@format_option
@store_option
def query(text: str, given: tuple[str, ...], format: str, store: str) -> None:
    """Ask the graph in Cypher.

    The question is typed, is in a FILE (- for standard input), or is one of the saved queries (accord queries lists
    them). Queries only read.

    \b
    accord query who-arms-whom
    accord query connection -p from=Iran -p to=Moscou
    accord query "MATCH (a)-[r:SENDS]->(b) RETURN a.name, r.category, b.name" --format csv
    """
    from accord.cli.rows import write_rows
    from accord.graph import open

    parameters = dict(_parameter(pair) for pair in given)
    cypher, parameters = _resolved(text, parameters)
    with open(store, read_only=True) as opened:
        result = opened.run(cypher, parameters)
    write_rows(result.columns, result.rows, format, sys.stdout)


def _parameter(pair: str) -> tuple[str, object]:
    name, separator, value = pair.partition("=")
    if not separator or not name.isidentifier():
        raise click.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="-p")
    try:
        return name, json.loads(value, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return name, value


def _no_constant(name: str) -> NoReturn:
    # NaN and Infinity are no JSON, whatever Python says: they are text like any other.
    raise ValueError(name)


def _resolved(text: str, parameters: dict[str, object]) -> tuple[str, dict[str, object]]:
    """The Cypher that is meant, and its parameters with the defaults of a saved query."""
    if text == "-":
        stream = standard_input()
        return _decoded(stream.read() if stream else b"", "standard input"), parameters
    if _is_file(text):
        from accord.graph.intake.decoding import read_bytes

        return _decoded(read_bytes(text), text), parameters
    if text.endswith(".cypher") and "\n" not in text:
        raise InputError(f"{text}: there is no such file")
    if not NAME.fullmatch(text):
        return text, parameters
    from accord.cypher.queries import SavedQueryError, saved_query

    try:
        saved = saved_query(text)
        return saved.text, saved.parameters(parameters)
    except SavedQueryError as error:
        raise QueryError(f"{error}{_hint(str(error))}") from None


def _hint(message: str) -> str:
    if message.startswith("no saved query"):
        return " (accord queries lists them)"
    return ": -p NAME=VALUE gives one" if "needs the parameter" in message else ""


def _is_file(text: str) -> bool:
    # A typed query may be longer than any name, or hold what no name may.
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _decoded(data: bytes, name: str) -> str:
    from accord.graph.intake.decoding import decode

    return decode(data, name)
