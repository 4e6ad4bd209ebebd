"""`tummler up`: the demo town, with no token and no network; or what was connected."""

import asyncio
from typing import Annotated

import typer

from bot.cli.connected import connected
from bot.cli.context import Common


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("up")(up)


def up(
    context: typer.Context,
    *,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The page's port; 8765 if unset.")
    ] = None,
    host: Annotated[
        str | None, typer.Option(help="Where the page listens; 127.0.0.1 if unset.")
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open the page in a browser.")
    ] = False,
    until_ready: Annotated[
        bool, typer.Option("--until-ready", help="Stop with exit 0 once the page answers.")
    ] = False,
    erase_demo: Annotated[
        bool, typer.Option("--erase-demo", help="Remove the demo town's store and stop.")
    ] = False,
) -> int:
    """Open the demo town and print where to look; what was connected is served instead."""
    common: Common = context.obj
    settings = common.settings(port=port, host=host)
    here = connected(settings)
    if here is not None and not erase_demo:
        from bot.cli.running import serve  # heavy

        return serve(settings, here, common.console, until_ready=until_ready)
    from bot.cli.opening import Shown, erase_the_demo, open_the_town  # heavy

    if erase_demo:
        return erase_the_demo(settings, common.console)
    shown = Shown(browser=not (no_browser or until_ready), until_ready=until_ready)
    return asyncio.run(open_the_town(settings, shown, common.console))
