"""Weaves a long talk into a few links because somebody asked: for them alone, or for the room."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.errors import TummlerError
from bot.core.growth import Growth
from bot.core.ids import CommunityId, MessageKey
from bot.core.reasons import Reason
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.practices.summarise_and_weave import SummariseAndWeave
from bot.services.deliberation import Deliberation

WORDS_A_MINUTE = 200
"""How fast people read, to tell how long a talk takes (design prior)."""


class NothingThere(TummlerError):
    """No talk is held in which that message stands."""


@dataclass(eq=False)  # errors are compared by identity
class TooShort(TummlerError):
    """That talk needs no weaving before it has {messages} messages by {people} people."""

    messages: int
    people: int
    minutes: int
    """How long it takes to read, at least one."""


class Weaving:
    """Answers whoever asks for a weave; what would be said to a room goes through every gate."""

    def __init__(self, open_unit: OpenUnit, deliberation: Deliberation) -> None:
        self._open_unit = open_unit
        self._deliberation = deliberation
        self._practice = SummariseAndWeave()

    async def links(self, community: CommunityId, message: MessageKey) -> tuple[MessageKey, ...]:
        """Where to look in the talk around a message, its opening first; nothing is kept of it.

        Raises NothingThere and TooShort.
        """
        async with self._open_unit() as unit:
            growth = await _held(unit, community, message)
            found = self._found(growth, message)
            await unit.commit()
        return found

    async def here(self, community: CommunityId, message: MessageKey, at: datetime) -> Reason:
        """Have it said below that message if every gate lets it, and how that was decided.

        Raises NothingThere and TooShort.
        """
        asking = frozenset({self._practice.key})
        async with self._open_unit() as unit:
            growth = await _held(unit, community, message)
            self._found(growth, message)
            verdicts = await self._deliberation.look(unit, growth, asking, at, asked=message)
            await unit.commit()
        return verdicts[0].reason if verdicts else Reason.NOT_MEASURED

    def _found(self, growth: Growth, message: MessageKey) -> tuple[MessageKey, ...]:
        talk = growth.conversation()
        found = None if talk is None else self._practice.links(talk, message)
        if talk is None or all(each.key != message for each in talk.humans):
            raise NothingThere
        if found is None:
            words = sum(each.words for each in talk.humans)
            least = self._practice.settings
            minutes = max(1, round(words / WORDS_A_MINUTE))
            raise TooShort(least.messages, least.people, minutes)
        return found


async def _held(unit: UnitOfWork, community: CommunityId, message: MessageKey) -> Growth:
    await unit.communities.zone(community)
    growth = await unit.conversations.holding(message)
    if growth is None or growth.community != community:
        raise NothingThere
    return growth
