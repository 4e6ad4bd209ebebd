"""`tummler connect`: brings a platform into the house, and starts with listening."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.announcing import Announced
from bot.cli.context import Common, known_zone
from bot.cli.errors import UnknownPlatform


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("connect")(connect)


def connect(
    context: typer.Context,
    platform: Annotated[str, typer.Argument(help="discord or slack")],
    *,
    token_file: Annotated[
        Path | None, typer.Option(help="Take the token, or Slack's two, from this file.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only look how it stands; change nothing.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing: what is not named here is left out.")
    ] = False,
    server: Annotated[
        str | None,
        typer.Option(help="Which server or workspace, by its id, where the bot is in several."),
    ] = None,
    channel: Annotated[
        list[str] | None, typer.Option(help="Listen to this channel; may be repeated.")
    ] = None,
    least: Annotated[
        bool, typer.Option("--least", help="Invite with two rights: see, and read the history.")
    ] = False,
    moderation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="POWER",
            help="Moderators may by the bot: remove, time-out, slow-mode or automod; repeat it.",
        ),
    ] = None,
    time_zone: Annotated[
        str | None, typer.Option(help="The community's IANA zone; asked for if unset.")
    ] = None,
    wait: Annotated[
        float, typer.Option(min=0, help="How many minutes to wait for the invitation.")
    ] = 10.0,
    objections: Annotated[
        int | None,
        typer.Option(
            min=0, max=90, help="For how many days members may object before words are read."
        ),
    ] = None,
    announced: Annotated[
        str | None, typer.Option(metavar="LINK", help="Where members were told of it.")
    ] = None,
    print_manifest: Annotated[
        bool, typer.Option("--print-manifest", help="Slack: print what an app is made from.")
    ] = False,
    address: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Slack posts to this https address; with the manifest."),
    ] = None,
    several: Annotated[
        bool,
        typer.Option("--several", help="Slack: other workspaces may install it; with the address."),
    ] = False,
) -> int:
    """Connect a platform: token, switch, invitation, and the channels to listen to.

    It only listens at first. Every step can be repeated; what is done stays done.
    """
    common: Common = context.obj
    if print_manifest:
        from bot.cli.connecting_slack import printed_manifest

        typer.echo(printed_manifest(address, several=several))
        return 0
    channels = tuple(each.removeprefix("#") for each in channel or ())
    zone = known_zone(time_zone) if time_zone else None
    ask = not (yes or check)
    told = Announced(days=objections, link=announced)
    if platform == "slack":
        from bot.cli import connecting_slack as slack

        said = slack.Answers(
            token_file=token_file,
            check=check,
            ask=ask,
            channels=channels,
            time_zone=zone,
            announced=told,
            workspace=server,
        )
        return asyncio.run(slack.Steps(common.settings(), said, common.console).run())
    if platform != "discord":
        raise UnknownPlatform(platform)
    from bot.cli.connecting_discord import Answers, Steps, powers_of

    answers = Answers(
        token_file=token_file,
        check=check,
        ask=ask,
        server=server,
        channels=channels,
        least=least,
        moderation=powers_of(moderation or ()),
        time_zone=zone,
        wait=wait * 60,
        announced=told,
    )
    return asyncio.run(Steps(common.settings(), answers, common.console).run())
