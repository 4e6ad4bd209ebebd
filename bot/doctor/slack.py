"""Looks at Slack: both tokens, the rights, the connection, and the channels listened to."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ids import ChannelKey
from bot.doctor.base import Check, Group, Looking, Patient, Seen, SlackAccess
from bot.platforms.exports.slack_records import PLATFORM
from bot.platforms.slack.calls import GONE, answer_of, text
from bot.platforms.slack.checks import opens, standing_of
from bot.platforms.slack.history import Pace, member_of
from bot.platforms.slack.manifest import Wanted

NOT_CONNECTED: Final = "Slack, which `tummler connect slack` connects"
APPS: Final = "https://api.slack.com/apps"
Ask = Callable[[AsyncWebClient, SlackAccess, Patient], Coroutine[object, object, Sequence[Seen]]]


def _asks(ask: Ask) -> Looking:
    """A look that needs Slack; without tokens, or an answer, it says what it waits for."""

    async def look(patient: Patient) -> Sequence[Seen]:
        access = patient.around.slack
        if access is None:
            return [Seen.waiting(NOT_CONNECTED)]
        client = AsyncWebClient(token=access.bot_token, base_url=access.api)
        try:
            return await ask(client, access, patient)
        except SlackApiError as refused:
            answer = answer_of(refused)
            return [Seen.waiting("S01" if answer in GONE else f"an answer of Slack ({answer})")]
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            return [Seen.waiting(f"an answer of Slack ({type(error).__name__})")]

    return look


async def tokens(client: AsyncWebClient, access: SlackAccess, _patient: Patient) -> Sequence[Seen]:
    """S01: Slack takes both tokens; over HTTP there is one."""
    seen: list[Seen] = []
    tried: dict[str, Coroutine[object, object, object]] = {"bot": standing_of(client)}
    if access.app_token is not None:
        tried["app"] = opens(client, access.app_token)
    for name, trying in tried.items():
        try:
            await trying
        except SlackApiError as refused:
            fix = f"copy it anew from the app's pages at {APPS}, then say `tummler connect slack`"
            seen.append(Seen.failed(f"Slack says {answer_of(refused)}", fix, f"{name} token"))
    if access.app_token is None:
        return seen or [
            Seen.fine("the bot token is taken; events come over HTTP, without a socket")
        ]
    return seen or [Seen.fine("both tokens are taken, and a connection may be opened")]


async def scopes(client: AsyncWebClient, access: SlackAccess, _patient: Patient) -> Sequence[Seen]:
    """S02: the app has the rights that it needs, and no others."""
    wanted = Wanted(private_channels=access.private)
    here = await standing_of(client)
    missing, more = here.missing(wanted), here.more(wanted)
    seen: list[Seen] = []
    if missing:
        fix = f"add them on the app's page OAuth & Permissions, and install it again: {APPS}"
        seen.append(Seen.failed(f"missing: {', '.join(missing)}", fix))
    if more:
        fix = f"remove them on the app's page OAuth & Permissions: {APPS}"
        seen.append(Seen.warned(f"more than needed: {', '.join(more)}", fix))
    return seen or [Seen.fine("every right that is needed, and no other")]


async def invited(client: AsyncWebClient, access: SlackAccess, patient: Patient) -> Sequence[Seen]:
    """S04: the bot is in each channel that is listened to."""
    here = await standing_of(client)
    told = await member_of(client, Pace(pause=timedelta()), private=access.private)
    inside = {text(each, "id") for each in told}
    wanted = await _chosen(patient, here.team)
    away = sorted(key.channel for key in wanted if key.channel not in inside)
    fix = "in that channel, somebody types: /invite @tummler"
    seen = [Seen.failed("I am not in this channel", fix, each) for each in away]
    return seen or [Seen.fine(f"in all {len(wanted)} channels that are listened to")]


async def _chosen(patient: Patient, team: str) -> frozenset[ChannelKey]:
    rows = await patient.store.listening()
    return frozenset(key for key in rows if key.platform == PLATFORM and key.space == team)


_SLACK = Group.SLACK
CHECKS = (
    Check(id="S01", group=_SLACK, about="both tokens are taken", look=_asks(tokens)),
    Check(id="S02", group=_SLACK, about="the scopes are those needed", look=_asks(scopes)),
    Check(
        id="S04",
        group=_SLACK,
        about="the bot is in each channel it listens to",
        look=_asks(invited),
    ),
)
