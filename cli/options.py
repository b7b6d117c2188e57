"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from accord.graph.intake import Source

__all__ = ["FORMATS", "format_option", "source_options", "sources_of", "store_option"]

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("table", "csv", "json", "jsonl")

store_option = click.option(
    "--store",
    metavar="STORE",
    envvar="ACCORD_STORE",
    default="accord.db",
    show_default=True,
    show_envvar=True,
    help="The store: a file, or a Neo4j server as neo4j://HOST or bolt://HOST.",
)

format_option = click.option(
    "--format",
    "format",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How the rows are printed; json is a list of objects, jsonl one object a line.",
)


def source_options(command: F) -> F:
    """The paths of texts, and what may be told about them."""
    options = (
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
        click.option("--title", metavar="TEXT", help="The title (one text only)."),
        click.option("--date", metavar="YYYY-MM-DD", help="The day of publication, from which «last month» is seen."),
        click.option("--url", metavar="URL", help="The web address (one text only)."),
        click.option("--publisher", metavar="TEXT", help="Who published it."),
        click.option("--language", metavar="CODE", help="The language, such as fr; else it is detected."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def sources_of(paths: tuple[str, ...], details: dict[str, str | None]) -> tuple[Source, ...]:
    """The texts at the paths, with what `source_options` tell; raises `InputError`."""
    from accord.graph.intake import collect

    return collect(paths, **details)
