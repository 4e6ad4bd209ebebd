"""One schedule for everything that waits: watches, outcomes, digests and sweeps."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.core.ids import CommunityId, ConversationId
from bot.core.privacy import Retention
from bot.core.unit_of_work import UnitOfWork
from bot.practices.standing_prompt import StandingPrompt
from bot.services.calendar import next_digest_after
from bot.services.deliberation import Deliberation
from bot.services.measuring import Measuring
from bot.services.outcomes import Outcomes
from bot.services.stepping_down import SteppingDown

EVERY = timedelta(minutes=5)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DIGEST, SWEEP = "digest", "sweep"
RITUAL = "ritual:"
"""Begins the name of an appointment with a conversation in which a ritual was set."""
DAILY = timedelta(days=1)
WEEKLY = timedelta(days=7)


def next_on_the_grid(at: datetime) -> datetime:
    """The first moment of the schedule after `at`."""
    return _EPOCH + ((at - _EPOCH) // EVERY + 1) * EVERY


def on_the_grid(at: datetime) -> datetime:
    """The first moment of the schedule at or after `at`: every five minutes, for everybody."""
    return _EPOCH + -((_EPOCH - at) // EVERY) * EVERY


class Ticking:
    """Wakes what is due. An idle tick changes nothing, so import and replay may leave it out."""

    def __init__(
        self,
        deliberation: Deliberation,
        outcomes: Outcomes,
        measuring: Measuring,
        retention: Retention,
        measure_from: datetime | None = None,
        *,
        stepping_down: SteppingDown | None = None,
    ) -> None:
        """`measure_from`: no week before it is measured, as no digest would look back there.

        `stepping_down`: carries out what experiments ask for; None: nothing is under test.
        """
        self._stepping_down = stepping_down
        self._measure_from = measure_from
        self._deliberation = deliberation
        self._outcomes = outcomes
        self._measuring = measuring
        self._retention = retention
        # Words must not outlive their hours by long; author references alone may wait for a week.
        self._sweeping = DAILY if retention.text else WEEKLY

    async def begin(self, unit: UnitOfWork, community: CommunityId, at: datetime) -> None:
        """Make the house's own appointments with a community, once."""
        appointed = await unit.agenda.appointments(community)
        if DIGEST not in appointed:
            zone = await unit.communities.zone(community)
            first = max(at, self._measure_from or at)
            await unit.agenda.appoint(community, DIGEST, next_digest_after(first, zone))
        if SWEEP not in appointed:
            await unit.agenda.appoint(community, SWEEP, at + self._sweeping)

    async def catch_up(
        self,
        unit: UnitOfWork,
        community: CommunityId,
        until: datetime,
        before: Callable[[datetime], None] | None = None,
        *,
        since: datetime | None = None,
    ) -> None:
        """Tick at every moment up to `until` at which something is due, and at no other.

        `before` is told each such moment, so that a clock can follow. `since`: up to when every
        moment has had its tick; what fell due before it, as after an edit, is done at the next.
        """
        # Most of the time nothing is due, and that is seen without working the moment out.
        while (due := await unit.agenda.next_due(community)) is not None and due <= until:
            moment = on_the_grid(due)
            if since is not None and moment <= since:
                moment = next_on_the_grid(since)
            if moment > until:
                return
            if before is not None:
                before(moment)
            await self.tick(unit, community, moment)

    async def tick(self, unit: UnitOfWork, community: CommunityId, at: datetime) -> None:
        """Do everything of one community that is due by `at`."""
        for conversation, practices in await unit.agenda.due(community, at):
            growth = await unit.conversations.get(community, conversation)
            if growth is not None:
                await self._deliberation.look(unit, growth, practices, at)
        await self._outcomes.measure_due(unit, community, at)
        for due_at, what in await unit.agenda.appointments_due(community, at):
            if what == DIGEST:
                await self._digest(unit, community, due_at)
            elif what.startswith(RITUAL):
                await self._bring_up(unit, community, what.removeprefix(RITUAL), at)
            else:
                await self._sweep(unit, community, at, due_at)

    async def _sweep(
        self, unit: UnitOfWork, community: CommunityId, at: datetime, due_at: datetime
    ) -> None:
        await unit.messages.let_fade(community, at, self._retention)
        again = self._sweeping
        if self._stepping_down is not None:
            await self._stepping_down.look(unit, community, at)
            if await self._stepping_down.watches(unit, community, at):
                again = DAILY  # what harms steps down within a day, whether words are kept or not
        await unit.agenda.appoint(community, SWEEP, due_at + again)

    async def _bring_up(
        self, unit: UnitOfWork, community: CommunityId, conversation: str, at: datetime
    ) -> None:
        growth = await unit.conversations.get(community, ConversationId(conversation))
        if growth is not None:
            await self._deliberation.look(unit, growth, frozenset({StandingPrompt.key}), at)

    async def _digest(self, unit: UnitOfWork, community: CommunityId, due_at: datetime) -> None:
        zone = await unit.communities.zone(community)
        await self._measuring.measure_week_before(unit, community, due_at)
        await unit.agenda.appoint(community, DIGEST, next_digest_after(due_at, zone))
