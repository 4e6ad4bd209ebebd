"""Looks at Slack: both tokens, the rights, the connection, and the channels listened to."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, cast

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ids import ChannelKey, CommunityId
from bot.doctor.base import Check, Group, Looking, Patient, Seen, SlackAccess
from bot.platforms.exports.slack_records import PLATFORM, Record
from bot.platforms.slack.calls import GONE, answer_of, call, next_page, objects, text
from bot.platforms.slack.checks import opens, standing_of
from bot.platforms.slack.history import DISTRIBUTED, Pace, member_of
from bot.platforms.slack.manifest import Wanted
from db.vault import SealBroken, Vault

HELLO_WITHIN: Final = 10.0
"""Seconds until Slack says hello to a connection."""
SAMPLE: Final = 3
"""So many channels are looked into: each look is a request of the history, and those are few."""
NOT_CONNECTED: Final = "Slack, which `tummler connect slack` connects"
APPS: Final = "https://api.slack.com/apps"
Ask = Callable[[AsyncWebClient, SlackAccess, Patient], Coroutine[object, object, Sequence[Seen]]]


def _asks(ask: Ask) -> Looking:
    """A look that needs Slack; without tokens, or an answer, it says what it waits for.

    Where several workspaces installed the app, each is looked at by its own token.
    """

    async def look(patient: Patient) -> Sequence[Seen]:
        access = patient.around.slack
        if access is None:
            half = patient.around.slack_fault is not None
            return [Seen.waiting("S01" if half else NOT_CONNECTED)]
        if access.bot_token is not None:
            return await _asked(ask, access, patient)
        try:
            every = await _installed(patient)
        except (SealBroken, OSError):
            return [Seen.waiting("L06, by which the tokens of workspaces open")]
        seen: list[Seen] = []
        for community, token in every.items():
            found = await _asked(ask, replace(access, bot_token=token), patient)
            seen += [replace(each, where=f"{community} {each.where}".strip()) for each in found]
        return seen or [Seen.waiting("a workspace that installs the app")]

    return look


async def _asked(ask: Ask, access: SlackAccess, patient: Patient) -> Sequence[Seen]:
    client = AsyncWebClient(token=access.bot_token, base_url=access.api)
    try:
        return await ask(client, access, patient)
    except SlackApiError as refused:
        answer = answer_of(refused)
        return [Seen.waiting("S01" if answer in GONE else f"an answer of Slack ({answer})")]
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        return [Seen.waiting(f"an answer of Slack ({type(error).__name__})")]


async def _installed(patient: Patient) -> Mapping[CommunityId, str]:
    """The token of each workspace that installed the app. Raises SealBroken and OSError."""
    sealed = await patient.store.installations()
    vault = Vault(patient.around.key.read_bytes())
    return {community: vault.open_token(community, each) for community, each in sealed.items()}


async def whole(patient: Patient) -> Sequence[Seen]:
    """S01, of which the first thing is that Slack is set up whole."""
    half = patient.around.slack_fault
    if half is not None:
        return [Seen.failed(half, "see docs/slack.md, and the settings in the README")]
    return await _asks(tokens)(patient)


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
            fix = (
                f"copy it anew from the app's pages at {APPS}, then say `tummler connect slack`; "
                "of several workspaces, this one installs the app again"
            )
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


async def socket(client: AsyncWebClient, access: SlackAccess, _patient: Patient) -> Sequence[Seen]:
    """S03: a connection can be held, and there is no other but this house's.

    It is left as soon as Slack says how many there are; what it is told meanwhile is told again.
    """
    if access.app_token is None:
        return [Seen.fine("events come over HTTP, without a socket")]
    told = await cast("Any", client).apps_connections_open(app_token=access.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(told["url"]) as line:
        frame = await line.receive(timeout=HELLO_WITHIN)
    if frame.type is not aiohttp.WSMsgType.TEXT:
        return [Seen.waiting("an answer of Slack (it ended the connection)")]
    hello = cast("Record", frame.json())
    number = hello.get("num_connections")
    others = number - 1 if isinstance(number, int) else 0
    if others > 1:
        fix = "stop the other process: Slack tells each event to one connection alone"
        return [Seen.warned(f"{others} connections beside this look, and one is ours", fix)]
    return [Seen.fine(f"it connects; {others or 'no'} other connection")]


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


async def replies(client: AsyncWebClient, _access: SlackAccess, patient: Patient) -> Sequence[Seen]:
    """S05: the newest thread of each of a few channels has as many answers as Slack says it has."""
    here, seen, looked = await standing_of(client), list[Seen](), 0
    for key in sorted(await _chosen(patient, here.team), key=lambda each: each.channel)[:SAMPLE]:
        told = await _newest(client, key.channel, DISTRIBUTED.page)
        counted = (each for each in objects(told.get("messages")) if each.get("reply_count"))
        root = next(counted, None)
        if root is None:
            continue
        looked += 1
        said = cast("int", root["reply_count"])
        found = await call(
            client,
            "conversations.replies",
            channel=key.channel,
            ts=text(root, "ts"),
            limit=DISTRIBUTED.page,
        )
        read = sum(text(each, "ts") != text(root, "ts") for each in objects(found.get("messages")))
        if read < said and next_page(found) is None:
            fix = "look at the app's rights with S02, and at its pace with S06"
            seen.append(Seen.failed(f"{read} of {said} answers can be read", fix, key.channel))
    if not looked:
        return [Seen.waiting("a thread in a channel that is listened to")]
    return seen or [Seen.fine(f"all answers can be read in {looked} threads")]


async def pace(client: AsyncWebClient, access: SlackAccess, patient: Patient) -> Sequence[Seen]:
    """S06: the history is read as fast as Slack lets it be, and no faster.

    Slack tells nobody of which kind an app is; it shows by how much it gives at once.
    """
    here = await standing_of(client)
    for key in sorted(await _chosen(patient, here.team), key=lambda each: each.channel)[:SAMPLE]:
        told = await _newest(client, key.channel, Pace().page)
        given, more = len([*objects(told.get("messages"))]), next_page(told) is not None
        if given > DISTRIBUTED.page:
            return [_as_set(access, limited=False)]
        if given and more:
            return [_as_set(access, limited=True)]
    return [Seen.waiting(f"a listened channel with more than {DISTRIBUTED.page} messages")]


def _as_set(access: SlackAccess, *, limited: bool) -> Seen:
    if limited == access.distributed:
        return Seen.fine(f"{'15' if limited else 'more than 15'} messages at once, as it is set")
    if limited:
        fix = "set TUMMLER_SLACK_HISTORY=distributed, or make an app of the workspace's own"
        return Seen.warned("Slack gives 15 messages at once, and more are asked for", fix)
    fix = "set TUMMLER_SLACK_HISTORY=internal"
    return Seen.warned("Slack gives more than 15 messages at once, and 15 are asked for", fix)


async def _newest(client: AsyncWebClient, number: str, limit: int) -> Record:
    """The first page of a channel's history that is not empty, or the last one."""
    cursor: str | None = None
    while True:
        told = await call(
            client, "conversations.history", channel=number, limit=limit, cursor=cursor
        )
        cursor = next_page(told)
        if cursor is None or any(objects(told.get("messages"))):
            return told


async def _chosen(patient: Patient, team: str) -> frozenset[ChannelKey]:
    rows = await patient.store.listening()
    return frozenset(key for key in rows if key.platform == PLATFORM and key.space == team)


_SLACK = Group.SLACK
CHECKS = (
    Check(id="S01", group=_SLACK, about="both tokens are taken", look=whole),
    Check(id="S02", group=_SLACK, about="the scopes are those needed", look=_asks(scopes)),
    Check(id="S03", group=_SLACK, about="the socket connects, once", look=_asks(socket)),
    Check(
        id="S04",
        group=_SLACK,
        about="the bot is in each channel it listens to",
        look=_asks(invited),
    ),
    Check(id="S05", group=_SLACK, about="replies can be read", look=_asks(replies)),
    Check(id="S06", group=_SLACK, about="the pace at which history may be read", look=_asks(pace)),
)
