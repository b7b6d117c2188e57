"""``accord completion``: what a shell needs to complete commands, options and saved queries."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

__all__ = ["completion"]


@click.command(short_help="Print a shell's completion script.")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that lets a shell complete commands, options and saved queries.

    \b
    accord completion bash >> ~/.bashrc
    accord completion zsh >> ~/.zshrc
    accord completion fish > ~/.config/fish/completions/accord.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "accord", "_ACCORD_COMPLETE").source(), nl=False)
