"""What a moderator says by pointing: it still waits, was no case at all, or is worth reading."""

from datetime import datetime, timedelta

from bot.core.ids import MemberKey, MessageKey
from bot.core.interventions import Ruling
from bot.core.reviews import Label, Moment
from bot.core.unit_of_work import OpenUnit
from bot.services.rewinding import would_have_spoken

LOOKED_BACK = timedelta(days=14)
"""Decisions older than this are not labelled by pointing; the talk has gone on (design prior)."""
WAITED_FOR = ("greet_and_hand_over", "rescue_unanswered")
"""The practices that look after what waits for an answer; each looks anew by its own rules."""


class Pointing:
    """Takes what moderators say of single messages. Nobody is counted or ranked by it."""

    def __init__(self, open_unit: OpenUnit) -> None:
        self._open_unit = open_unit

    async def still_waits(self, message: MessageKey, at: datetime) -> bool:
        """Have its conversation looked at again at once; False: none is held.

        Nothing is said because of it alone: every gate and budget is asked as ever.
        """
        community = message.community
        async with self._open_unit() as unit:
            growth = await unit.conversations.holding(message)
            if growth is not None and growth.community == community:
                for practice in WAITED_FOR:
                    await unit.agenda.watch(community, growth.id, practice, at)
            await unit.commit()
        return growth is not None and growth.community == community

    async def worth_reading(self, message: MessageKey, at: datetime) -> bool:
        """Have its conversation named in the week's digest; False: none is held."""
        community = message.community
        async with self._open_unit() as unit:
            growth = await unit.conversations.holding(message)
            if growth is not None and growth.community == community:
                await unit.conversations.point(growth, at)
            await unit.commit()
        return growth is not None and growth.community == community

    async def not_a_case(self, message: MessageKey, by: MemberKey, at: datetime) -> int:
        """Label what was, or would have been, said about it "don't say"; returns how many.

        `message` may be what waited, or the line of ours below it.
        """
        community = message.community
        async with self._open_unit() as unit:
            need = await unit.holdings.own(message) or message
            views = await unit.reading()
            rulings = await views.rulings(community, at - LOOKED_BACK, at + timedelta(seconds=1))
            found = [each for each in rulings if each.need == need and would_have_spoken(each)]
            known = await unit.members.known_as(community, by)
            for each in found:
                await unit.reviews.label(community, _moment(each), Label.DONT_SAY, known, at)
            await unit.commit()
        return len(found)


def _moment(ruling: Ruling) -> Moment:
    return Moment(
        proposal=ruling.proposal, at=ruling.at, practice=ruling.practice, channel=ruling.channel
    )
