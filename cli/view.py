"""``accord view``: the graph as a page."""

from __future__ import annotations

import os
import sys

import click

from accord.cli.options import store_option

__all__ = ["view"]


@click.command(short_help="Write the graph as a page, and open it.")
@click.option("--output", "-o", default="graph.html", show_default=True, metavar="FILE", help="The page; - prints it.")
@click.option("--open/--no-open", "opens", default=True, show_default=True, help="Open it in a browser.")
@click.option("--title", metavar="TEXT", help="The page's heading.")
@click.option("--interface", type=click.Choice(("en", "fr")), help="The page's language; else the browser's.")
@store_option
def view(output: str, opens: bool, title: str | None, interface: str | None, store: str) -> None:
    """Write the graph as one HTML page that works offline, and open it in a browser.

    \b
    accord view
    accord view -o crink.html --no-open
    """
    from accord.exports.html import write_html
    from accord.graph import open

    with open(store, read_only=True) as opened:
        contents = opened.contents("all")
    report = write_html(contents, output, title=title, language=interface)
    for loss in report.losses:
        click.echo(f"accord: {loss}", err=True)
    if report.path is None:
        return
    click.echo(f"{report.path}: {report.nodes} nodes, {report.edges} edges")
    if opens and not _opened(report.path.resolve().as_uri()):
        click.echo("accord: there is no browser to open it in; open the file yourself", err=True)


def _opened(address: str) -> bool:
    import webbrowser

    # Without a display the browser found would be one that takes over the terminal.
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
