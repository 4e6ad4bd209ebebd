"""Takes back a line of the bot's own that three people no longer want to stand there."""

from typing import Final

import structlog

from bot.core.capabilities import Capabilities, PlatformBusy, PlatformRefused
from bot.core.feedback import Felt
from bot.core.ids import CommunityId, ReviewId
from bot.core.interventions import Audience
from bot.core.reviews import NoSuchReview, Review
from bot.core.unit_of_work import OpenUnit

log = structlog.get_logger()
ENOUGH: Final = 3
"""So many people take a line back (product.md, section 4.11); one of them is never enough."""


class TakingBack:
    """Deletes what enough people asked to be taken back; a part of Delivery, which alone may act.

    Silence needs no leave: it is done through quiet hours and while everything is stopped. Nothing
    is kept of it: a line that is gone is not asked for again, and the store learns that from the
    platform as of every other message.
    """

    def __init__(self, open_unit: OpenUnit, capabilities: Capabilities) -> None:
        self._open_unit = open_unit
        self._capabilities = capabilities
        self._done: set[ReviewId] = set()

    async def carry_out(self, community: CommunityId) -> None:
        """Take back all that is due; what the platform does not take now is tried again."""
        for review in await self._due(community):
            if review.sent is None:
                continue
            try:
                await self._capabilities.withdraw(review.proposal.channel, review.sent)
            except PlatformBusy:
                log.info("not_taken_back_yet", practice=review.proposal.practice)
                continue
            except PlatformRefused:
                log.warning("not_taken_back", practice=review.proposal.practice)
            self._done.add(review.id)

    async def _due(self, community: CommunityId) -> list[Review]:
        async with self._open_unit() as unit:
            asked = await unit.feedback.by_several(community, Felt.WITHDRAW, ENOUGH)
            found: list[Review] = []
            for number in asked:
                if number in self._done:
                    continue
                try:
                    review = await unit.reviews.get(community, number)
                except NoSuchReview:
                    continue
                sent = review.sent
                if sent is None or review.proposal.audience is not Audience.PUBLIC:
                    continue
                if await unit.messages.seen(sent) and await unit.messages.get(sent) is None:
                    continue
                found.append(review)
            await unit.commit()
        return found
