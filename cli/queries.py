"""``accord queries``: the saved queries."""

from __future__ import annotations

import sys

import click

from accord.cli.options import format_option
from accord.graph.errors import QueryError

__all__ = ["queries"]


@click.command(short_help="List the saved queries.")
@click.argument("name", required=False)
@format_option
def queries(name: str | None, format: str) -> None:
    """List the saved queries with their parameters, or print the Cypher of the one called NAME.

    \b
    accord queries
    accord queries who-arms-whom
    """
    from accord.cli.rows import write_rows
    from accord.cypher.queries import SavedQueryError, saved_queries, saved_query

    if name is not None:
        try:
            click.echo(saved_query(name).text, nl=False)
        except SavedQueryError as error:
            raise QueryError(str(error)) from None
        return
    rows = [
        (
            each.name,
            [*each.required, *(f"{key}={value}" for key, value in each.defaults.items())],
            each.title,
            each.description,
        )
        for each in saved_queries()
    ]
    columns = ("name", "parameters", "title", "description")
    # Descriptions are sentences: side by side with the rest they fit no terminal.
    kept = 3 if format == "table" else 4
    write_rows(columns[:kept], [row[:kept] for row in rows], format, sys.stdout)
