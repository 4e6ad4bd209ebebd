"""Looks at whether rooms are heard: tells their silence from our deafness, and what is missed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import aiohttp
import discord

from bot.core.ids import ChannelKey
from bot.doctor.base import Check, Group, Patient, Seen
from bot.doctor.discord import asking, homes
from bot.platforms.discord.keys import PLATFORM, written_at
from bot.platforms.discord.rights import LEAST
from db.overhearing import Habit, habits, positions, unfilled

LOOKS_AT: Final = timedelta(days=28)
FEWEST: Final = 20
"""Of fewer messages no habit can be told."""
LEAST_SILENCE: Final = timedelta(days=1)
LONGER_THAN_USUAL: Final = 2
ARRIVES_WITHIN: Final = timedelta(minutes=10)


async def silent(patient: Patient) -> Sequence[Seen]:
    """R02: no room is silent for longer than it ever is, and nothing in Discord is unheard."""
    now = patient.around.now
    known = await habits(patient.store, now - LOOKS_AT)
    heard_of = await _unheard(patient)
    seen = [
        Seen.failed(
            f"Discord has a message of {at:%Y-%m-%d %H:%M} UTC that was not heard",
            "let `tummler run` run: it fetches what it missed; if it does run, look at D05",
            f"#{name}",
        )
        for name, at in sorted((heard_of or {}).items())
    ]
    asked = frozenset[str]() if heard_of is None else frozenset({PLATFORM})
    silent_ones = [each for each in known if each.room.platform not in asked]
    seen += [_told(each, now) for each in silent_ones if _too_long(each, now)]
    if not known and not seen:
        return [Seen.waiting("talk that was heard within the last 28 days")]
    return seen or [Seen.fine("no room is silent for longer than it usually is")]


async def filled(patient: Patient) -> Sequence[Seen]:
    """R03: what was said while nobody heard it has been fetched."""
    return [
        Seen.warned(
            f"not heard from {each.since:%Y-%m-%d %H:%M} to {each.until:%Y-%m-%d %H:%M} UTC",
            "let `tummler run` run: it fetches what it missed, and the digest names the gap",
            f"{each.community}, {each.room or f'all rooms on {each.platform}'}",
        )
        for each in await unfilled(patient.store)
    ] or [Seen.fine("no gap is left to fill")]


async def reachable(patient: Patient) -> Sequence[Seen]:
    """R05: every channel that is listened to can be reached; where one cannot, the rest runs."""
    chosen = [key for key in await patient.store.listening() if key.platform == PLATFORM]
    if not chosen:
        return [Seen.waiting("a channel on Discord that is listened to; S04 looks at Slack's")]
    reached = await _reached(patient)
    if reached is None:
        return [Seen.waiting("an answer of Discord, for which D01 asks")]
    away = sorted(key.channel for key in chosen if key not in reached)
    if not away:
        return [Seen.fine(f"all {len(chosen)} channels can be reached")]
    fix = "give the rights that D05 names; where it was deleted over there, nothing else suffers"
    heard = len(chosen) - len(away)
    return [
        Seen.failed(f"it cannot be reached; the other {heard} are heard", fix, f"#{number}")
        for number in away
    ]


async def _reached(patient: Patient) -> frozenset[ChannelKey] | None:
    """The rooms that may be looked into and read back in; None: Discord cannot be asked."""
    if patient.around.discord is None:
        return None
    found: set[ChannelKey] = set()
    try:
        async with asking(patient.around) as client:
            async for place, chosen in homes(client, patient):
                open_ones = {room.number for room in place.rooms if not room.lacks(LEAST)}
                found |= {key for key in chosen if key.channel in open_ones}
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
        return None
    return frozenset(found)


async def _unheard(patient: Patient) -> Mapping[str, datetime] | None:
    """Rooms by name in which Discord has something newer; None: it cannot be asked."""
    if patient.around.discord is None:
        return None
    heard = await positions(patient.store, PLATFORM)
    found: dict[str, datetime] = {}
    try:
        async with asking(patient.around) as client:
            async for place, chosen in homes(client, patient):
                numbers = {key.channel for key in chosen}
                for room in (each for each in place.rooms if each.number in numbers):
                    last = room.last_message or 0
                    at = written_at(str(last))
                    if last > heard.get(room.number, last) and _arrived(at, patient):
                        found[room.name] = at
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
        return None
    return found


def _arrived(at: datetime, patient: Patient) -> bool:
    return patient.around.now - at > ARRIVES_WITHIN


def _too_long(habit: Habit, now: datetime) -> bool:
    allowed = max(LEAST_SILENCE, LONGER_THAN_USUAL * habit.longest_pause)
    return habit.messages >= FEWEST and now - habit.last > allowed


def _told(habit: Habit, now: datetime) -> Seen:
    days = (now - habit.last) / timedelta(days=1)
    usual = habit.longest_pause / timedelta(days=1)
    seen = f"nothing was heard for {days:.1f} days; people never paused longer than {usual:.1f}"
    fix = "look whether people write there; if they do, start `tummler run` anew"
    return Seen.warned(seen, fix, habit.room.channel)


CHECKS = (
    Check(
        id="R02",
        group=Group.RUNNING,
        about="no channel is silent because nobody hears it",
        look=silent,
    ),
    Check(id="R05", group=Group.RUNNING, about="every channel can be reached", look=reachable),
    Check(id="R03", group=Group.RUNNING, about="gaps are filled", look=filled),
)
