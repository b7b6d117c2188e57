"""``accord extract``: texts to JSON lines, without a store."""

from __future__ import annotations

import click

from accord.cli.options import source_options, sources_of
from accord.cli.streams import progress, standard_input

__all__ = ["extract"]


@click.command(short_help="Print what texts state, as JSON lines.")
@source_options
def extract(paths: tuple[str, ...], **details: str | None) -> None:
    """Print what texts state, one JSON object a document and line, without a store.

    Each has the document's title, date, url, publisher and language, its nodes (id, labels, kind, name, mentions,
    aliases) and its edges (type, source, target, category, role, status, quantities, time, start_date, end_date,
    attributed_to, evidence, confidence). PATH and options are those of build.

    \b
    accord extract report.txt
    cat report.txt | accord extract - --language fr
    """
    import json

    from accord.graph.extracts import extract as extracted
    from accord.graph.intake import read_sources
    from accord.graph.reading import read_documents

    documents = tuple(read_sources(sources_of(paths, details), stdin=standard_input()))
    with progress(len(documents), "Reading", results=True) as step:
        for graph in read_documents(documents):
            click.echo(json.dumps(extracted(graph), ensure_ascii=False))
            step(graph)
