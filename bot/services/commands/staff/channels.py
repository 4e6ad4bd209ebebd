"""The rooms that are heard: what each is for, when it is left alone, and where norms are shown."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Final

from bot.core.cards import (
    Action,
    Answer,
    Button,
    Card,
    Fact,
    Field,
    Form,
    NotAnAction,
    Role,
    Section,
)
from bot.core.charter import QuietHours
from bot.core.display import shown, shown_name
from bot.core.framework import Framework
from bot.core.ids import ChannelKey
from bot.core.room_rules import LONGEST_PURPOSE, RoomRule
from bot.services.choosing_rooms import OBJECTIONS, ChoosingRooms
from bot.services.commands.base import Asked, Command, Kind, Parameter, Press, Source
from bot.services.commands.refusals import Refused
from bot.services.commands.rooms import room_id, room_meant, room_of
from bot.services.commands.telling import day, said
from bot.services.rituals import NoNorms

AREA = "channel"
CLEARED = "-"
"""What takes back what was said of a room."""
_HOURS: Final = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)")


class Channels(Command):
    """The channels that are heard: what each is for, its quiet hours, and where norms are shown."""

    name = "channels"
    role = Role.MODERATOR
    staff = True
    parameters = (
        Parameter(name="norms", kind=Kind.CHOICE, choices=("on", "off")),
        Parameter(name="channel", kind=Kind.ROOM, source=Source.ROOMS, rest=True, longest=200),
        Parameter(name="purpose", longest=LONGEST_PURPOSE),
        Parameter(name="quiet-hours", longest=13),
        Parameter(name="listen", kind=Kind.CHOICE, choices=("on", "off")),
    )
    presses = (
        Press(area=AREA, verb="ask", role=Role.STEWARD, opens_form=True),
        Press(area=AREA, verb="keep", role=Role.STEWARD),
    )

    async def answer(self, asked: Asked) -> Answer:
        """The map; or change what is said of one room, which a steward signs by asking for it."""
        norms, listen = asked.said["norms"], asked.said["listen"]
        room = await room_meant(self.behind, asked)
        if listen:
            return await self._listen(room, asked, on=listen == "on")
        said_of_it = {n: asked.said[n] for n in ("purpose", "quiet-hours") if asked.said[n]}
        if (norms or said_of_it) and room is None:
            raise Refused("refusal-missing", {"parameter": "channel"})
        if room is not None and (norms or said_of_it):
            if asked.role < Role.STEWARD:
                raise Refused("refusal-e02")
            if norms:
                await self._norms(room, asked, shown=norms == "on")
            if said_of_it:
                await self._rule(room, said_of_it, asked)
        return await self._map(room, asked)

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Open the form of one room, or keep what was filled in."""
        room = await room_of(self.behind, asked.community, action.key)
        if room is None:
            return None
        framework = await self._framework(asked)
        if action.verb == "ask":
            return _form(action.key, _rule_of(framework, room), asked)
        given = {n: asked.said.get(n, "") or CLEARED for n in ("purpose", "quiet-hours")}
        await self._rule(room, given, asked)
        return await self._map(room, asked)

    async def _listen(self, room: ChannelKey | None, asked: Asked, *, on: bool) -> Answer:
        """Hear a room, or hear it no more: the one that is named, or the one where it is asked.

        To hear more takes a steward. A room that was never heard has no name here yet.
        """
        where = room or (None if asked.channel is None else asked.channel.room)
        if where is None:
            raise Refused("refusal-missing", {"parameter": "channel"})
        if on and asked.role < Role.STEWARD:
            raise Refused("refusal-e02")
        choosing = ChoosingRooms(self.behind.open_unit, self.behind.homes)
        if on:
            changed = await choosing.listen(asked.community, where, asked.at)
            words_from = day(asked.at + OBJECTIONS, asked.zone, asked.words)
        else:
            changed, words_from = await choosing.leave(asked.community, where), ""
        name = "channel-listens" if on else "channel-left-out"
        if not changed:
            return said(asked.words.say(f"{name}-already"))
        return said(asked.words.say(name, day=words_from))

    async def _norms(self, room: ChannelKey, asked: Asked, *, shown: bool) -> None:
        try:
            await self.behind.rituals.show_norms(
                asked.community, room, shown=shown, by=asked.member, now=asked.at
            )
        except NoNorms:
            raise Refused("refusal-no-norms") from None

    async def _rule(self, room: ChannelKey, given: Mapping[str, str], asked: Asked) -> None:
        """Keep what was given of one room; what was not given stays as it is."""
        rule = _rule_of(await self._framework(asked), room)
        if "purpose" in given:
            told = "" if given["purpose"] == CLEARED else " ".join(given["purpose"].split())
            rule = replace(rule, purpose=told[:LONGEST_PURPOSE])
        if "quiet-hours" in given:
            rule = replace(rule, quiet_hours=_hours(given["quiet-hours"]))
        await self.behind.rituals.rule(asked.community, room, rule, by=asked.member, now=asked.at)

    async def _framework(self, asked: Asked) -> Framework | None:
        async with self.behind.open_unit() as unit:
            framework = await unit.frameworks.current(asked.community)
            await unit.commit()
        return framework

    async def _map(self, room: ChannelKey | None, asked: Asked) -> Card:
        words, framework = asked.words, await self._framework(asked)
        async with self.behind.open_unit() as unit:
            names = await (await unit.reading()).room_names(asked.community)
            chosen = await unit.listening.chosen(asked.community)
            await unit.commit()
        left_out = frozenset(names) - chosen if chosen else frozenset[ChannelKey]()
        facts = tuple(
            Fact(
                shown_name(name),
                (
                    words.say("channel-not-heard")
                    if key in left_out
                    else _told(framework, key, asked),
                ),
            )
            for key, name in sorted(names.items(), key=lambda pair: pair[1])
            if room in {None, key}
        )
        buttons = () if room is None or asked.role < Role.STEWARD else _button(room, asked)
        heading = words.say("channels-heading", count=len(facts))
        return Card(heading=heading, sections=(Section(facts=facts, buttons=buttons),))


def _told(framework: Framework | None, room: ChannelKey, asked: Asked) -> str:
    words = asked.words
    at_door = framework is not None and room in framework.doors
    told = [words.say("channel-norms" if at_door else "channel-heard")]
    rule = _rule_of(framework, room)
    if rule.quiet_hours is not None:
        told.append(words.say("channel-quiet", hours=_written(rule.quiet_hours)))
    if rule.purpose:
        told.append(words.say("channel-purpose", purpose=shown(rule.purpose)))
    return "; ".join(told)


def _rule_of(framework: Framework | None, room: ChannelKey) -> RoomRule:
    return RoomRule() if framework is None else framework.rooms.get(room.room, RoomRule())


def _hours(given: str) -> QuietHours | None:
    """Hours as `22:00-07:00`; None: none of its own. Raises Refused."""
    if given.casefold() in {CLEARED, "none"}:
        return None
    found = _HOURS.fullmatch(given.replace(" ", ""))
    if found is None or found[1] == found[2]:
        raise Refused("refusal-hours")
    return QuietHours(start=time.fromisoformat(found[1]), end=time.fromisoformat(found[2]))


def _written(hours: QuietHours) -> str:
    return f"{hours.start:%H:%M}-{hours.end:%H:%M}"


def _button(room: ChannelKey, asked: Asked) -> tuple[Button, ...]:
    try:
        action = Action(area=AREA, verb="ask", key=room_id(room))
    except NotAnAction:  # an id that no button can carry: its parameters do the same
        return ()
    return (Button(action=action, label=asked.words.say("channel-change"), opens_form=True),)


def _form(key: str, rule: RoomRule, asked: Asked) -> Form:
    words = asked.words
    hours = "" if rule.quiet_hours is None else _written(rule.quiet_hours)
    fields = (("purpose", rule.purpose, LONGEST_PURPOSE), ("quiet-hours", hours, 13))
    return Form(
        action=Action(area=AREA, verb="keep", key=key),
        title=words.say("channel-change"),
        about=words.say("channel-change-about"),
        fields=tuple(
            Field(
                key=name,
                label=words.say(f"channel-ask-{name}"),
                initial=initial,
                required=False,
                longest=longest,
            )
            for name, initial, longest in fields
        ),
        submit=words.say("setup-sign"),
    )
