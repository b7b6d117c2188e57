"""``accord export``: the graph as a file for other programs."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from accord.cli.options import store_option

if TYPE_CHECKING:
    from accord.graph.stores.store import Layer

__all__ = ["export"]

FORMATS = ("graphml",)
LAYERS = ("relations", "claims", "all")


@click.command(short_help="Write the graph as GraphML.")
@click.option("--output", "-o", required=True, metavar="FILE", help="The file; - is standard output.")
@click.option("--format", "format", type=click.Choice(FORMATS), help="The format; else told by the file's ending.")
@click.option(
    "--layer",
    type=click.Choice(LAYERS),
    default="relations",
    show_default=True,
    help="Entities and relations; one edge a claim; or claims and documents as nodes too.",
)
@store_option
def export(output: str, format: str | None, layer: Layer, store: str) -> None:
    """Write the graph as GraphML, which Gephi, Cytoscape, R, igraph and NetworkX read.

    \b
    accord export -o graph.graphml
    accord export -o - --format graphml | gzip > graph.graphml.gz
    """
    from accord.exports.graphml import write_graphml
    from accord.graph import open

    _check_format(output, format)
    with open(store, read_only=True) as opened:
        # Claims tell their document's title, date and address, so that those are needed too.
        contents = opened.contents("relations" if layer == "relations" else "all")
    report = write_graphml(contents, output, layer=layer)
    for loss in report.losses:
        click.echo(f"accord: {loss}", err=True)
    if report.path is not None:
        click.echo(f"{report.path}: {report.nodes} nodes, {report.edges} edges")


def _check_format(output: str, format: str | None) -> None:
    ending = PurePath(output).suffix.lower().lstrip(".")
    if format is None and ending not in FORMATS and output != "-":
        hint = "accord view -o FILE writes a page" if ending in ("html", "htm") else f"known: {', '.join(FORMATS)}"
        raise click.BadParameter(f"{output!r} tells no format; name one with --format ({hint})", param_hint="-o")
