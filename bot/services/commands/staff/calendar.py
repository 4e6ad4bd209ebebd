"""What moderators set by the calendar and at doors, with a steward's word."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.cards import Answer, Card, Fact, Linked, Role, Section
from bot.core.display import shown_name
from bot.core.errors import TummlerError
from bot.core.ids import ChannelKey
from bot.services.commands.base import Asked, Command, Kind, Parameter, Source
from bot.services.commands.member.why import message_of
from bot.services.commands.refusals import Refused
from bot.services.commands.rooms import room_meant
from bot.services.commands.telling import said, when
from bot.services.rituals import NoNorms, NotAhead, NotAnArtefact, NotTheirOwn


class Schedule(Command):
    """Shows the calendar, or sets a moderator's own message for an hour."""

    name = "schedule"
    role = Role.STEWARD
    staff = True
    parameters = (
        Parameter(name="message", kind=Kind.MESSAGE, longest=200),
        Parameter(name="day", longest=10),
        Parameter(name="time", longest=5),
        Parameter(name="artefact", rest=True, longest=60),
    )

    async def answer(self, asked: Asked) -> Answer:
        """What is set; or set it, by the community's wall clock."""
        if not asked.said["message"] and asked.message is None:
            return await self._shown(asked)
        at = _moment(asked)
        try:
            ritual = await self.behind.rituals.schedule(
                asked.community,
                message_of(asked),
                at,
                asked.said["artefact"],
                by=asked.member,
                now=asked.at,
            )
        except (NotAhead, NotAnArtefact, NotTheirOwn) as wrong:
            raise _refused(wrong) from None
        moment = when(ritual.at, asked.zone, asked.words)
        return said(asked.words.say("schedule-set", at=moment, artefact=ritual.artefact))

    async def _shown(self, asked: Asked) -> Card:
        words = asked.words
        signed = await self.behind.charters.history(asked.community)
        ahead = [each for each in (signed[-1].rituals if signed else ()) if each.at > asked.at]
        if not ahead:
            return said(words.say("schedule-empty"))
        facts = tuple(
            Fact(
                when(each.at, asked.zone, words),
                (Linked(words.say("queue-message"), each.message), f": {each.artefact}"),
            )
            for each in sorted(ahead, key=lambda each: each.at)
        )
        return Card(heading=words.say("schedule-heading"), sections=(Section(facts=facts),))


def _moment(asked: Asked) -> datetime:
    try:
        local = datetime.fromisoformat(f"{asked.said['day']}T{asked.said['time']}")
    except ValueError:
        raise Refused("refusal-when") from None
    return local.replace(tzinfo=ZoneInfo(asked.zone)).astimezone(asked.at.tzinfo)


def _refused(wrong: TummlerError) -> Refused:
    match wrong:
        case NotAhead():
            return Refused("refusal-not-ahead", {"days": wrong.days})
        case NotAnArtefact():
            return Refused("refusal-not-an-artefact")
        case _:
            return Refused("refusal-not-their-own")


class Channels(Command):
    """The channels that are heard, and at which of them the norms are shown."""

    name = "channels"
    role = Role.MODERATOR
    staff = True
    parameters = (
        Parameter(name="norms", kind=Kind.CHOICE, choices=("on", "off")),
        Parameter(name="channel", kind=Kind.ROOM, source=Source.ROOMS, rest=True, longest=200),
    )

    async def answer(self, asked: Asked) -> Answer:
        """The map; or show the norms where a thread begins in one channel, or no longer."""
        norms, room = asked.said["norms"], await room_meant(self.behind, asked)
        if norms and room is None:
            raise Refused("refusal-missing", {"parameter": "channel"})
        if norms and room is not None:
            if asked.role < Role.STEWARD:
                raise Refused("refusal-e02")
            try:
                await self.behind.rituals.show_norms(
                    asked.community, room, shown=norms == "on", by=asked.member, now=asked.at
                )
            except NoNorms:
                raise Refused("refusal-no-norms") from None
        return await self._map(room, asked)

    async def _map(self, room: ChannelKey | None, asked: Asked) -> Card:
        words = asked.words
        async with self.behind.open_unit() as unit:
            framework = await unit.frameworks.current(asked.community)
            names = await (await unit.reading()).room_names(asked.community)
            await unit.commit()
        doors = framework.doors if framework else frozenset[ChannelKey]()
        facts = tuple(
            Fact(
                shown_name(name), (words.say("channel-norms" if key in doors else "channel-heard"),)
            )
            for key, name in sorted(names.items(), key=lambda pair: pair[1])
            if room in {None, key}
        )
        heading = words.say("channels-heading", count=len(facts))
        return Card(heading=heading, sections=(Section(facts=facts),))
