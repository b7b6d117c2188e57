"""How commands end where no input is to blame, and what `accord` itself says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click
import pytest

from accord.cli.ending import finished
from accord.cli.main import COMMANDS, accord
from accord.cli.streams import colour
from accord.graph.errors import StoreError


def raising(error: BaseException) -> Callable[[], NoReturn]:
    def run() -> NoReturn:
        raise error

    return run


@pytest.mark.parametrize(
    "error, code, message",
    [
        (KeyboardInterrupt(), 130, "accord: stopped\n"),
        (click.Abort(), 130, "accord: stopped\n"),
        (StoreError("the disk is gone"), 1, "accord: the disk is gone\n"),
        (
            ValueError("two\nlines"),
            1,
            "accord: internal error: ValueError: two lines (a bug; ACCORD_DEBUG=1 shows the traceback)\n",
        ),
        (BrokenPipeError(32, "Broken pipe"), 1, ""),
        (SystemExit(3), 3, ""),
    ],
)
def test_codes(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    message: str,
) -> None:
    monkeypatch.setattr("accord.cli.ending._silence_output", lambda: None)
    assert finished(raising(error)) == code
    assert capfd.readouterr() == ("", message)


def test_debugging_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        finished(raising(ZeroDivisionError()))


def test_an_interrupted_build_leaves_the_store_as_it_was(
    run: Any, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Le Danemark a livré dix canons à la Lettonie.", encoding="utf-8")
    monkeypatch.setattr("accord.graph.reading.read_documents", lambda _: raising(KeyboardInterrupt())())
    before = store.read_bytes()
    ending = run("build", text)
    assert (ending.code, ending.out) == (130, "")
    assert ending.err.strip() == "accord: stopped"
    assert store.read_bytes() == before


def test_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert colour() is None
    monkeypatch.setenv("NO_COLOR", "1")
    assert colour() is False


def test_version(run: Any) -> None:
    from importlib.metadata import version

    assert run("--version").out == f"accord {version('accord')}\n"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_explains_itself_with_an_example(run: Any, command: click.Command) -> None:
    ending = run(str(command.name), "--help")
    assert ending.code == 0
    assert f"\n  accord {command.name}" in ending.out or f"| accord {command.name}" in ending.out
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_help_lists_every_command(run: Any) -> None:
    assert list(accord.commands) == [command.name for command in COMMANDS]
    out = run("--help").out
    for command in COMMANDS:
        assert f"\n  {command.name} " in out


@pytest.mark.parametrize("shell, word", [("bash", "complete -o"), ("zsh", "#compdef accord"), ("fish", "complete")])
def test_completion(run: Any, shell: str, word: str) -> None:
    ending = run("completion", shell)
    assert ending.code == 0 and word in ending.out and "_ACCORD_COMPLETE" in ending.out


def test_saved_queries_are_completed() -> None:
    from click.shell_completion import ShellComplete

    completer = ShellComplete(accord, {}, "accord", "_ACCORD_COMPLETE")
    assert "who-arms-whom" in [item.value for item in completer.get_completions(["query"], "who")]
