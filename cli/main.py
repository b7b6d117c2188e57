"""The command `accord`: its commands, and how each of them ends.

Exit codes: 0 all well; 1 something is wrong with a text, a store, a query or a file; 2 the command was given wrongly;
130 interrupted.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from accord.cli.build import build
from accord.cli.completion import completion
from accord.cli.ending import finished
from accord.cli.export import export
from accord.cli.extract import extract
from accord.cli.queries import queries
from accord.cli.query import query
from accord.cli.show import show
from accord.cli.stats import stats
from accord.cli.streams import colour, prepare_streams
from accord.cli.view import view

__all__ = ["accord", "main"]

COMMANDS: tuple[click.Command, ...] = (build, extract, query, queries, show, stats, view, export, completion)
"""In the order in which --help lists them. These modules import what is heavy inside their functions."""


class InOrder(click.Group):
    """A group that lists its commands in the order in which they were added, as they are used one after another."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=InOrder,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command has its own --help, with an example. Stores: --store, or ACCORD_STORE, or ./accord.db.",
)
@click.version_option(package_name="accord", message="accord %(version)s")
@click.pass_context
def accord(ctx: click.Context) -> None:
    """Read news and think-tank texts into a graph of who does what to whom, and ask it in Cypher.

    \b
    accord build texts/
    accord query who-arms-whom
    accord view
    """
    ctx.color = colour()


for command in COMMANDS:
    accord.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line (the process's own, if None) and leave the process with its exit code; never a traceback."""
    prepare_streams()
    raise SystemExit(finished(lambda: accord.main(arguments, prog_name="accord", standalone_mode=False)))
