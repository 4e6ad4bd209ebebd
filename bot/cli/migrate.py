"""`tummler migrate`: bring the database to this version's schema, or tell what is pending."""

import asyncio
from typing import Annotated

import typer

from bot.app import STORE_FILE, schema_of
from bot.cli.context import Common


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("migrate")(migrate)


def migrate(
    context: typer.Context,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only tell what is pending; exit 1 if anything is.")
    ] = False,
) -> int:
    """Upgrade the database; `tummler up` and `tummler import` do it by themselves."""
    common: Common = context.obj
    settings = common.settings()
    folder, server = settings.data, settings.server
    if check and server is None and not (folder / STORE_FILE).exists():
        typer.echo(f"There is no database in {folder} yet; the first command makes one.")
        return 0
    if check:
        state = asyncio.run(schema_of(folder, server, upgrading=False))
        typer.echo(
            f"Schema {state.found}: nothing is pending."
            if state.current
            else f"Schema {state.found or 'none'}; this version needs {state.newest}: "
            "`tummler migrate` brings it there."
        )
        return 0 if state.current else 1
    state = asyncio.run(schema_of(folder, server, upgrading=True))
    typer.echo(
        f"Schema {state.newest}: nothing was pending."
        if state.current
        else f"Upgraded from {state.found or 'an empty database'} to schema {state.newest}."
    )
    return 0
