"""`tummler up`: the demo town, with no token and no network; or what was connected."""

import asyncio
from typing import Annotated

import typer

from bot.cli.context import Common
from bot.cli.discord_token import token_of
from bot.cli.errors import PlatformNotHere, SettingMissing, UnknownPlatform
from bot.settings import Settings

_NEEDS = {"slack": ("slack_bot_token", "slack_app_token")}


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
    token = check_platforms(settings)
    if token is not None and not erase_demo:
        from bot.cli.running import serve  # heavy

        return serve(settings, token, common.console, until_ready=until_ready)
    from bot.cli.opening import Shown, erase_the_demo, open_the_town  # heavy

    if erase_demo:
        return erase_the_demo(settings, common.console)
    shown = Shown(browser=not (no_browser or until_ready), until_ready=until_ready)
    return asyncio.run(open_the_town(settings, shown, common.console))


def check_platforms(settings: Settings) -> str | None:
    """Discord's token where Discord is to be served; None: nothing is connected.

    Raises UnknownPlatform, SettingMissing and PlatformNotHere for a platform that is unknown, half
    set up, or not part of this version, and TokenFileMissing; each names what to change.
    """
    for name in settings.platforms:
        if name not in {"discord", *_NEEDS}:
            raise UnknownPlatform(name)
    for name, fields in _NEEDS.items():
        given = [field for field in fields if getattr(settings, field) is not None]
        if not given and name not in settings.platforms:
            continue
        variables = [f"TUMMLER_{field.upper()}" for field in given] or ["TUMMLER_PLATFORMS"]
        said = " and ".join(variables)
        for field in fields:
            if field not in given:
                raise SettingMissing(name.capitalize(), f"TUMMLER_{field.upper()}", said)
        raise PlatformNotHere(name.capitalize(), said)
    token = token_of(settings)
    if token is None and "discord" in settings.platforms:
        raise SettingMissing("Discord", "TUMMLER_DISCORD_TOKEN", "TUMMLER_PLATFORMS")
    return token
