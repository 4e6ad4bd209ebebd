"""The command line: thin, each command in a file of its own, heavy things imported when used."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.cli.errors import FAILED, exit_code, sentence
from bot.core.display import shown
from bot.core.errors import TummlerError
from bot.settings import calculate_in_one_thread, collect_seldom

COMMANDS = (
    *("up", "running", "connecting", "disconnecting", "discord_sync"),
    *("replaying", "importing", "digest", "metrics", "charter", "prompts", "experiment"),
    *("trust", "review", "budget"),
    *("auditing", "exporting", "forgetting", "me", "doctor", "models", "backing_up"),
    *("erasing", "evaluate", "migrate"),
)
"""The modules of the commands, in the order of the help page."""


CALLED: Mapping[str, tuple[str, ...]] = {
    "running": ("run",),
    "connecting": ("connect",),
    "disconnecting": ("disconnect",),
    "discord_sync": ("discord",),
    "replaying": ("replay",),
    "importing": ("import",),
    "auditing": ("audit",),
    "exporting": ("export",),
    "forgetting": ("forget",),
    "backing_up": ("backup", "restore"),
    "erasing": ("erase",),
}
"""The commands of those modules that are not called as their one command is."""


def commands_of(module: str) -> tuple[str, ...]:
    """What is typed for the commands of a module."""
    return CALLED.get(module, (module,))


def asked_for(words: Sequence[str]) -> tuple[str, ...]:
    """The modules of the commands that a command line names; all where it names none first.

    Loading all of them takes longer than most commands do.
    """
    names = {name for module in COMMANDS for name in commands_of(module)}
    before = list(takewhile(lambda word: word not in names, words))
    if "--help" in before or len(before) == len(words):
        return COMMANDS
    return tuple(each for each in COMMANDS if not set(commands_of(each)).isdisjoint(words))


def leave(code: object, **_options: object) -> None:
    """End with the exit code that a command returned."""
    raise typer.Exit(code if isinstance(code, int) else 0)


app = typer.Typer(
    name="tummler",
    result_callback=leave,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A community bot that gets people to talk to one another, and then steps back.",
    epilog="Nothing leaves this machine; no token is needed. `tummler up` opens the demo town.",
)


def _show_version(wanted: bool) -> None:  # the form typer's callbacks have
    if wanted:
        typer.echo(f"Tummler {version('tummler')}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    *,
    data: Annotated[
        Path | None,
        typer.Option(help="The folder of database and keys.", show_default="of your user account"),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what failed.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Log every step, in keys.")] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """What goes with every command."""
    from bot.cli.context import Common  # settings are read only when a command runs

    logs.set_up(debug=debug, quiet=quiet)
    context.obj = Common(data=data, quiet=quiet, debug=debug)


def main() -> int:
    """Run the command line; every error becomes one sentence and one exit code."""
    collect_seldom()
    calculate_in_one_thread()
    for name in asked_for(sys.argv[1:]):
        import_module(f"bot.cli.{name}").register(app)
    try:
        app()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else FAILED
    except TummlerError as refused:
        sys.stderr.write(f"{sentence(refused)}\n")
        return exit_code(refused)
    except OSError as failed:
        where = shown(str(failed.filename or "no file named"))
        sys.stderr.write(f"{failed.strerror or failed}: {where}\n")
        return FAILED
    except Exception as fault:  # noqa: BLE001  # the top of everything: nobody reads a traceback
        if "--debug" in sys.argv:
            sys.stderr.write(f"{logs.places(fault)}\n")
            return FAILED
        sys.stderr.write(
            f"Something broke that should not have ({type(fault).__name__}). What was finished is "
            "kept. `tummler --debug ...` shows where; please report it.\n"
        )
        return FAILED
    return 0
