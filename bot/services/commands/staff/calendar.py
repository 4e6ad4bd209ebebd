"""What moderators set by the calendar and at doors, with a steward's word."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.cards import Answer, Card, Fact, Linked, Role, Section
from bot.core.errors import TummlerError
from bot.services.commands.base import Asked, Command, Kind, Parameter
from bot.services.commands.member.why import message_of
from bot.services.commands.refusals import Refused
from bot.services.commands.telling import said, when
from bot.services.rituals import NotAhead, NotAnArtefact, NotTheirOwn


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
