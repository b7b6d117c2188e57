"""``accord build``: texts into a store."""

from __future__ import annotations

import click

from accord.cli.options import source_options, sources_of, store_option
from accord.cli.streams import progress, standard_input

__all__ = ["build"]


@click.command(short_help="Read texts into a store.")
@source_options
@store_option
def build(paths: tuple[str, ...], store: str, **details: str | None) -> None:
    """Read texts into a store, which is made if it is not there.

    PATH is a text, a folder (all its *.txt and *.md, and those in folders below), or - for standard input. Where texts
    come from is told by the options, or by a sources.csv beside them (path,title,date,url,publisher,language); what
    neither tells is read off the text. Building twice changes nothing.

    \b
    accord build texts/
    accord build report.txt --date 2025-10-24 --publisher "Institute for War Studies"
    """
    from accord.graph import open
    from accord.graph.building import build as build_store
    from accord.graph.intake import read_sources

    sources = sources_of(paths, details)
    # All texts are read before any is put in: one that can't be read leaves the store as it was.
    documents = tuple(read_sources(sources, stdin=standard_input()))
    with open(store) as opened:
        with progress(len(documents), "Reading") as step:
            count = build_store(opened, documents, progress=step)
        held = opened.counts()
    click.echo(
        f"{store}: {_many(count, 'document')} read; it holds {_many(held.documents, 'document')}, "
        f"{_many(held.entities, 'entity', 'entities')}, {_many(held.relations, 'relation')}, "
        f"{_many(held.claims, 'claim')}"
    )


def _many(count: int, one: str, several: str | None = None) -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"
