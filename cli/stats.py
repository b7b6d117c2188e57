"""``accord stats``: how much a store holds."""

from __future__ import annotations

import sys

import click

from accord.cli.options import format_option, store_option

__all__ = ["stats"]


@click.command(short_help="Count what the store holds.")
@format_option
@store_option
def stats(format: str, store: str) -> None:
    """Count what the store holds: documents, claims, entities by label, relations by type.

    \b
    accord stats
    accord stats --store neo4j://localhost --format json
    """
    from accord.cli.rows import write_rows
    from accord.graph import open

    with open(store, read_only=True) as opened:
        counts = opened.counts()
    rows: list[tuple[str, str | None, int]] = [
        ("documents", None, counts.documents),
        ("claims", None, counts.claims),
        ("entities", None, counts.entities),
        *(("entities", label, count) for label, count in counts.labels.items()),
        ("relations", None, counts.relations),
        *(("relations", type, count) for type, count in counts.types.items()),
    ]
    write_rows(("what", "type", "count"), rows, format, sys.stdout)
