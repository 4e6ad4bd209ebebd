"""Looks at what moderators meet on Discord: the commands, and the channel of their own."""

from collections.abc import AsyncGenerator, Sequence
from typing import Final

import discord

from bot.doctor.base import Check, Group, Mend, Patient, Seen, Surroundings
from bot.doctor.discord import asking, asks, homes
from bot.platforms.discord.acquaintance import Room

NO_STAFF: Final = "a moderators' channel, which TUMMLER_DISCORD_STAFF names"
LAYOUT: Final = ("view_channel", "send_messages", "attach_files")
"""What a digest needs: its layout asks for no right of its own, its charts are files."""
ADMITS: Final = "Channel settings, Permissions: add the bot's role and allow View Channel"


async def commands(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D07: Discord has exactly the commands that are answered."""
    access = patient.around.discord
    if access is None or access.commands is None:
        return [Seen.waiting("the commands that are answered")]
    differing = await access.commands.differing(client)
    if not differing:
        return [Seen.fine("Discord has exactly our commands and menus")]
    seen = f"{len(differing)} commands or menus differ: {', '.join(differing)}"
    return [Seen.failed(seen, "say `tummler discord sync`", auto=True)]


async def register(around: Surroundings) -> None:
    """D07's mending: have Discord take our commands."""
    access = around.discord
    async with asking(around) as client:
        if access is not None and access.commands is not None:
            await access.commands.register(client)


async def private(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D08: the moderators' channel is not there for everybody."""
    seen: list[Seen] = []
    async for number, room in _staff_rooms(client, patient):
        where = number if room is None else f"#{room.name}"
        if room is None:
            fix = "give its number anew: right click on the channel, Copy Channel ID"
            seen.append(Seen.failed("I find no such channel", fix, where))
        elif room.for_everyone:
            fix = "Channel settings, Permissions, @everyone: deny View Channel; no digest till then"
            seen.append(Seen.failed("everybody sees the moderators' channel", fix, where))
        else:
            seen.append(Seen.fine("not everybody sees it", where))
    return seen or [Seen.waiting(NO_STAFF)]


async def layout(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D10: the digest can be posted in its layout, with its charts."""
    seen: list[Seen] = []
    async for _, room in _staff_rooms(client, patient):
        if room is None:
            continue
        missing = room.lacks(LAYOUT)
        where = f"#{room.name}"
        if missing:
            names = ", ".join(each.replace("_", " ") for each in missing)
            fix = f"Channel settings, Permissions, the bot's role: allow {names}"
            seen.append(Seen.failed(f"I may not {names}", fix, where))
        else:
            seen.append(Seen.fine("the layout and its charts may be posted", where))
    return seen or [Seen.waiting(NO_STAFF)]


async def directly(client: discord.Client, patient: Patient) -> Sequence[Seen]:
    """D11: the channel itself lets the bot in, as AutoMod's alerts ask, not its category alone."""
    seen: list[Seen] = []
    async for _, room in _staff_rooms(client, patient):
        if room is None:
            continue
        where = f"#{room.name}"
        if room.directly:
            seen.append(Seen.fine("the channel itself lets the bot in", where))
        else:
            said = "nothing on the channel itself lets the bot in, so AutoMod posts no alerts there"
            seen.append(Seen.warned(said, ADMITS, where))
    return seen or [Seen.waiting(NO_STAFF)]


async def _staff_rooms(
    client: discord.Client, patient: Patient
) -> AsyncGenerator[tuple[str, Room | None]]:
    """Each moderators' channel that was named, in the servers that are listened to."""
    access = patient.around.discord
    left = set(access.staff if access else ())
    async for place, _ in homes(client, patient):
        for room in place.rooms:
            if room.number in left:
                left.remove(room.number)
                yield room.number, room
    for number in sorted(left):
        yield number, None


_DISCORD = Group.DISCORD
_REGISTER = Mend(says="Registering our commands with Discord", do=register)
CHECKS = (
    Check(
        id="D07",
        group=_DISCORD,
        about="commands are registered as they should be",
        look=asks(commands),
        mend=_REGISTER,
    ),
    Check(id="D08", group=_DISCORD, about="the staff channel is private", look=asks(private)),
    Check(id="D10", group=_DISCORD, about="the digest's layout may be posted", look=asks(layout)),
    Check(
        id="D11",
        group=_DISCORD,
        about="the staff channel grants access directly",
        look=asks(directly),
    ),
)
