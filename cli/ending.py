"""How a command ends: its exit code, and one message on stderr instead of a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress

import click

from accord.cli.streams import printable
from accord.graph.errors import AccordError

__all__ = ["DEBUG", "finished"]

DEBUG = "ACCORD_DEBUG"
FAILED, INTERRUPTED = 1, 130


def finished(run: Callable[[], object]) -> int:
    """Run a command and give the exit code that its ending means.

    With ``ACCORD_DEBUG=1`` an unexpected error is raised instead of told.
    """
    try:
        code = run()
        # Here rather than at the interpreter's end, where a reader that has left or a full disk can't be handled.
        if sys.stdout:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.UsageError as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _told("stopped", INTERRUPTED)
    except click.ClickException as error:
        return _told(error.format_message(), error.exit_code)
    except AccordError as error:
        return _told(str(error), FAILED)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else FAILED
    except Exception as error:
        if isinstance(error, OSError) and error.errno in (errno.EPIPE, errno.ENOSPC, errno.EIO):
            return _output_lost(error)
        if os.environ.get(DEBUG):
            raise
        message = f"internal error: {type(error).__name__}: {error} (a bug; {DEBUG}=1 shows the traceback)"
        return _told(" ".join(message.split()), FAILED)


def _told(message: str, code: int) -> int:
    # A path or a query may hold characters that steer a terminal; lines and tabs stay, carets stand under them.
    lines = ("\t".join(map(printable, line.split("\t"))) for line in message.split("\n"))
    with suppress(OSError):
        click.echo("accord: " + "\n".join(lines), err=True)
    return code


def _output_lost(error: OSError) -> int:
    """Standard output can't be written: quietly if its reader has left (``accord … | head``)."""
    if error.errno != errno.EPIPE:
        _told(f"can't write: {error.strerror}", FAILED)
    _silence_output()
    return FAILED


def _silence_output() -> None:
    """What is still buffered goes nowhere, or the interpreter would complain when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
