"""Looks at Discord: the token, the switch, the servers, and what is missing in which channel."""

from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
import discord

from bot.core.ids import ChannelKey
from bot.doctor.base import Check, Group, Looking, Mend, Patient, Seen, Surroundings
from bot.platforms.discord.acquaintance import (
    MEMBERS,
    PRESENCE,
    App,
    Home,
    app_of,
    home,
    servers,
    switch_on,
)
from bot.platforms.discord.backfill import PAGE
from bot.platforms.discord.connection import starts_of
from bot.platforms.discord.keys import PLATFORM
from bot.platforms.discord.rest import rest_client
from bot.platforms.discord.rights import FIRST, LEAST, MODERATION, Power

NOT_CONNECTED: Final = "Discord, which `tummler connect discord` connects"
PORTAL: Final = "https://discord.com/developers/applications"
REVIEWED_FROM: Final = 10_000
SAMPLE: Final = 20
HUMAN_TYPES: Final = frozenset({0, 19})
Ask = Callable[[discord.Client, Patient], Coroutine[object, object, Sequence[Seen]]]


@asynccontextmanager
async def asking(around: Surroundings) -> AsyncGenerator[discord.Client]:
    """A client that asks as the settings say. Raises LookupError where Discord is not connected."""
    if around.discord is None:
        raise LookupError
    async with rest_client(around.discord.token, around.discord.addresses) as client:
        yield client


def asks(ask: Ask) -> Looking:
    """A look that needs Discord; without a token, or an answer, it says what it waits for."""

    async def look(patient: Patient) -> Sequence[Seen]:
        if patient.around.discord is None:
            return [Seen.waiting(NOT_CONNECTED)]
        try:
            async with asking(patient.around) as client:
                return await ask(client, patient)
        except discord.LoginFailure:
            return [Seen.waiting("D01")]
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
            return [Seen.waiting(f"an answer of Discord ({type(error).__name__})")]

    return look


async def token(patient: Patient) -> Sequence[Seen]:
    """D01: Discord knows the token."""
    around = patient.around
    if around.discord is None:
        return [Seen.waiting(NOT_CONNECTED)]
    try:
        async with asking(around) as client:
            return [Seen.fine("the token is valid", client.user.name if client.user else "")]
    except discord.LoginFailure:
        fix = "reset it in the developer portal, page Bot, then say `tummler connect discord`"
        return [Seen.failed("Discord does not know the token", fix)]
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
        seen = f"Discord was not reached ({type(error).__name__})"
        return [Seen.warned(seen, "look at the network, then at discordstatus.com")]


async def switch(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D02: the switch Message Content Intent is on, where words are wanted."""
    app, chosen = await app_of(client), patient.around.discord
    if chosen is not None and chosen.content == "off":
        return [Seen.fine("no words are asked for: only structure is measured")]
    if app.reads_words:
        return [Seen.fine("Message Content Intent is on")]
    fix = f"turn it on: {_page(app)}"
    if chosen is not None and chosen.content == "optional":
        seen = "Message Content Intent is off: only structure is measured, and nothing is said"
        return [Seen.warned(seen, fix, auto=True)]
    return [Seen.failed("Message Content Intent is off", fix, auto=True)]


async def turn_on(around: Surroundings) -> None:
    """D02's mending: ask Discord for the switch."""
    async with asking(around) as client:
        await switch_on(client, await app_of(client))


async def reached(client: discord.Client, _patient: Patient) -> Sequence[Seen]:
    """D03: fewer people are reached than from which Discord reviews an app every year."""
    people = sum(server.people or 0 for server in await servers(client))
    if people < REVIEWED_FROM:
        return [Seen.fine(f"at most {people} people are reached, and a review begins at 10000")]
    fix = f"apply for the review within 90 days of Discord's notice: {PORTAL}"
    return [Seen.warned(f"up to {people} people are reached: Discord reviews such an app", fix)]


async def listed(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D04: the bot is in the servers that are listened to, and in no others."""
    chosen = await _chosen(patient)
    found = {server.number: server for server in await servers(client)}
    wanted = {room.space for room in chosen}
    seen: list[Seen] = []
    for number, server in found.items():
        if number not in wanted:
            fix = f"say `tummler connect discord --server {number}`, or remove the bot there"
            seen.append(Seen.warned("I am there and listen to nothing", fix, server.name))
    for number in sorted(wanted - found.keys()):
        fix = "invite the bot again, or say `tummler erase --community`"
        seen.append(Seen.failed("I am not in this server any more", fix, number))
    return seen or [Seen.fine(f"in {len(found)} servers, all of them listened to")]


async def rights(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D05: in each channel that is listened to, what is needed is allowed, overwrites included."""
    seen: list[Seen] = []
    async for place, chosen in homes(client, patient):
        rooms = {room.number: room for room in place.rooms}
        for key in sorted(chosen, key=lambda each: each.channel):
            room = rooms.get(key.channel)
            if room is None:
                fix = "leave it out of what is listened to"
                seen.append(Seen.failed("this channel is gone", fix, f"#{key.channel}"))
                continue
            missing, later = room.lacks(LEAST), room.lacks([n for n in FIRST if n not in LEAST])
            if missing:
                seen.append(Seen.failed(_may_not(missing), _allow(missing), f"#{room.name}"))
            elif later:
                seen.append(Seen.warned(_may_not(later), _allow(later), f"#{room.name}"))
    return seen or [Seen.fine("everything that is needed is allowed in every channel")]


async def pinning(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D06: the right to pin is not held, for nothing here pins."""
    seen = [
        Seen.warned(
            "I hold the right to pin, and nothing here pins",
            "take Pin Messages from the role",
            place.server.name,
        )
        async for place, _ in homes(client, patient)
        if place.rights.pin_messages
    ]
    return seen or [Seen.fine("it is not held")]


async def blank(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D09: of the last messages of people not all are blank."""
    app = await app_of(client)
    seen: list[Seen] = []
    async for place, chosen in homes(client, patient):
        numbers = {key.channel for key in chosen}
        for room in (each for each in place.rooms if each.number in numbers and not each.lacks()):
            told = await client.http.logs_from(int(room.number), PAGE)
            people = [
                each["content"]
                for each in told
                if each["type"] in HUMAN_TYPES and not each["author"].get("bot", False)
            ][:SAMPLE]
            if people and not any(people):
                fix = f"look at D02; if it is fine, invite the bot again: {_page(app)}"
                said = f"the last {len(people)} messages of people arrived without words"
                seen.append(Seen.failed(said, fix, f"#{room.name}"))
    return seen or [Seen.fine("messages arrive with their words")]


async def unused(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D12: no administrator, no switch but those that are used, and nobody else may invite it."""
    app = await app_of(client)
    seen: list[Seen] = []
    joins = patient.around.discord is not None and patient.around.discord.joins
    if joins and not app.lists_members:
        fix = f"turn it on, or the start is refused: {_page(app)}"
        seen.append(Seen.failed("joins are to be heard, and Server Members Intent is off", fix))
    switches = ((MEMBERS, "Server Members Intent", joins), (PRESENCE, "Presence Intent", False))
    for bits, name, used in switches:
        if app.flags & bits and not used:
            fix = f"turn it off: {_page(app)}"
            seen.append(Seen.warned(f"the switch {name} is on and not used", fix))
    if app.public:
        fix = f"turn Public Bot off: {_page(app)}"
        seen.append(Seen.warned("anybody may invite the bot into a server of theirs", fix))
    async for place, _ in homes(client, patient):
        if place.rights.administrator:
            fix = "take Administrator from its role"
            seen.append(Seen.failed("I am an administrator", fix, place.server.name))
    return seen or [Seen.fine("nothing is held that is not used")]


async def sessions(client: discord.Client, _patient: Patient) -> Sequence[Seen]:
    """D15: enough of the day's sessions are left to begin one after a break."""
    starts = await starts_of(client)
    said = f"{starts.remaining} of {starts.total} sessions of the day are left"
    if not starts.few:
        return [Seen.fine(said)]
    hours = max(1, round(starts.reset_after / 3600))
    fix = f"look why it starts so often; until they are whole again, in {hours} h, it waits"
    return [Seen.warned(said, fix)]


async def moderation(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D14: of the rights of moderation those are held that moderators can use, and no others."""
    used = {"manage_threads", *(each.right for each in Power)}  # tags need the first
    manage = (name for name, _ in discord.Permissions.all() if name.startswith("manage_"))
    tier = (*MODERATION, *manage)
    seen: list[Seen] = []
    async for place, _ in homes(client, patient):
        held = [name for name in dict.fromkeys(tier) if getattr(place.rights, name)]
        idle = [name for name in held if name not in used]
        if place.rights.administrator:
            continue
        if idle:
            fix = "take them from its role"
            seen.append(Seen.warned(f"I may {_words(idle)}", fix, place.server.name))
        elif held:
            seen.append(Seen.fine(f"I may {_words(held)}, as moderators chose", place.server.name))
    return seen or [Seen.fine("none is held")]


async def _chosen(patient: Patient) -> frozenset[ChannelKey]:
    rows = await patient.store.listening()
    return frozenset(key for key in rows if key.platform == PLATFORM)


async def homes(
    client: discord.Client, patient: Patient
) -> AsyncGenerator[tuple[Home, frozenset[ChannelKey]]]:
    """Every server that is listened to and that the bot is in, with what is listened to there."""
    chosen = await _chosen(patient)
    for server in await servers(client):
        here = frozenset(key for key in chosen if key.space == server.number)
        if here:
            yield await home(client, server), here


def _page(app: App) -> str:
    return f"{PORTAL}/{app.number}/bot"


def _words(names: Sequence[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _may_not(names: Sequence[str]) -> str:
    return f"I may not {_words(names)}"


def _allow(names: Sequence[str]) -> str:
    return f"Channel settings, Permissions, the bot's role: allow {_words(names)}"


_TURN_ON = Mend(says="Asking Discord for the switch Message Content Intent", do=turn_on)
_DISCORD = Group.DISCORD
CHECKS = (
    Check(id="D01", group=_DISCORD, about="the token is valid", look=token),
    Check(
        id="D02",
        group=_DISCORD,
        about="message content may be read",
        look=asks(switch),
        mend=_TURN_ON,
    ),
    Check(id="D03", group=_DISCORD, about="how many people are reached", look=asks(reached)),
    Check(
        id="D04",
        group=_DISCORD,
        about="the bot is in the listed servers only",
        look=asks(listed),
    ),
    Check(id="D05", group=_DISCORD, about="the rights in each channel", look=asks(rights)),
    Check(
        id="D06",
        group=_DISCORD,
        about="the right to pin only where it is used",
        look=asks(pinning),
    ),
    Check(id="D09", group=_DISCORD, about="messages do not arrive blank", look=asks(blank)),
    Check(id="D12", group=_DISCORD, about="no right is held that is not used", look=asks(unused)),
    Check(
        id="D14",
        group=_DISCORD,
        about="moderation rights are exactly those chosen",
        look=asks(moderation),
    ),
    Check(id="D15", group=_DISCORD, about="sessions are left for the day", look=asks(sessions)),
)
