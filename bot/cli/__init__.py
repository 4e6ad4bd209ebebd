"""The command line: thin, each command in a file of its own, heavy things imported when used."""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.cli.errors import USAGE, exit_code, sentence
from bot.core.errors import TummlerError

COMMANDS = ("up", "replaying", "importing", "migrate")
"""The modules of the commands, in the order of the help page."""

app = typer.Typer(
    name="tummler",
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
    from bot.cli.common import Common  # settings are read only when a command runs

    logs.set_up(debug=debug, quiet=quiet)
    context.obj = Common(data=data, quiet=quiet, debug=debug)


def main() -> int:
    """Run the command line; every error becomes one sentence and one exit code."""
    for name in COMMANDS:
        import_module(f"bot.cli.{name}").register(app)
    return _guarded(lambda: app(standalone_mode=False))


def _guarded(run: Callable[[], object]) -> int:
    import click  # typer's own

    try:
        result = run()
    except (click.exceptions.Exit, typer.Exit) as leaving:
        return leaving.exit_code
    except click.exceptions.Abort:
        sys.stderr.write("Stopped.\n")
        return 130
    except click.ClickException as wrong:
        wrong.show()
        return USAGE
    except TummlerError as refused:
        sys.stderr.write(f"{sentence(refused)}\n")
        return exit_code(refused)
    except OSError as failed:
        sys.stderr.write(f"{failed.strerror or failed}: {failed.filename or ''}\n")
        return 1
    return result if isinstance(result, int) else 0
