"""Step 3, second half: what a message is near to, where a charter says what gathers the people."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.core.charter import SocialObject
from bot.core.growth import Growth
from bot.core.ids import CommunityId
from bot.core.messages import Message
from bot.core.nearness import Near, Nearness, Vector
from bot.core.readings import NotMeasured
from bot.core.readings import Reading as Said
from bot.core.unit_of_work import UnitOfWork
from bot.metrics.base import POOLED_WEEKS
from bot.services.calendar import WEEK

USUAL, LEAST = 500, 100
"""Of a channel so many of the latest messages say what is usual there, and at least so many."""
BEFORE = 50
"""Of a conversation so many of the latest messages make up what was said before."""

REACH = (POOLED_WEEKS - 1) * WEEK
"""How far before a week its own pool begins."""

log = structlog.get_logger()


def since_when(measured_from: datetime | None) -> datetime | None:
    """From when on any number reads a text, where no week before `measured_from` is measured."""
    return None if measured_from is None else measured_from - REACH


class Nearing:
    """Measures each text once, while it is at hand, and only where some number will read it.

    `nearness` None: there is no encoder, and nothing is measured. `since`: no number reads what is
    older. Without a charter nothing is measured either, and no model is opened.
    """

    def __init__(self, nearness: Nearness | None, since: datetime | None = None) -> None:
        self._nearness = nearness
        self._since = since
        self._ahead: Mapping[str, Near | None] = {}

    async def gathers_round(self, unit: UnitOfWork, community: CommunityId) -> SocialObject | None:
        """What texts of this community are measured against; None: they are not measured."""
        if self._nearness is None:
            return None
        framework = await unit.frameworks.current(community)
        return None if framework is None else framework.charter.social_object

    def asks(self, at: datetime, said: Said | None) -> bool:
        """Whether a text of this time, read like this, is measured at all."""
        if self._nearness is None or said is None or (self._since and at < self._since):
            return False
        return self._nearness.reads(said.language)

    async def expect(self, texts: Sequence[str], to: SocialObject) -> None:
        """Measure what is about to come, together: one by one would take three times as long."""
        self._ahead = {}
        distinct = list(dict.fromkeys(texts))
        self._ahead = dict(zip(distinct, await self._near(distinct, to, live=False), strict=True))

    async def near(
        self, unit: UnitOfWork, message: Message, text: str, *, live: bool
    ) -> tuple[Message, Vector | None]:
        """The message with what its text is near to, and the text's vector.

        What cannot be measured stays not measured; it never fails.
        """
        if not self.asks(message.at, message.reading):
            return message, None
        to = await self.gathers_round(unit, message.key.community)
        if to is None:
            return message, None
        known = text in self._ahead
        near = self._ahead[text] if known else (await self._near([text], to, live=live))[0]
        if near is None:
            return message, None
        measured = replace(
            message, affinity=near.affinity, facets=near.facets, encoder=near.encoder
        )
        return measured, near.vector

    async def continuing(
        self, unit: UnitOfWork, growth: Growth, message: Message, vector: Vector
    ) -> Message:
        """The message with how near it is to the middle of what was said before it, here.

        Not measured where nothing was, or where words of that are gone.
        """
        if self._nearness is None or message.encoder is None:
            return message
        before = await unit.messages.meant(
            growth.community, growth.channel, before=message.at, conversation=growth.id, most=BEFORE
        )
        others = [each for each in before if each.message != message.key]
        vectors = [
            e.vector for e in others if e.vector is not None and e.encoder == message.encoder
        ]
        if not vectors or len(vectors) < len(others):
            return message
        return replace(message, continuity=self._nearness.likeness([vectors, [vector]])[0][1])

    async def usual(self, unit: UnitOfWork, growth: Growth, now: datetime) -> float | None:
        """The tenth percentile of how near the channel's latest messages are to the social object.

        None: not enough of them were measured by the encoder and against the object of today.
        """
        if self._nearness is None:
            return None
        meant = await unit.messages.meant(
            growth.community, growth.channel.room, before=now, most=USUAL
        )
        known = sorted(each.affinity for each in meant if each.encoder == meant[0].encoder)
        return known[len(known) // 10] if len(known) >= LEAST else None

    async def _near(
        self, texts: Sequence[str], to: SocialObject, *, live: bool
    ) -> list[Near | None]:
        if self._nearness is None or not texts:
            return [None] * len(texts)
        try:
            return await self._nearness.near(texts, to, live=live)
        except NotMeasured as missing:
            log.warning("nearness_not_measured", error=type(missing).__name__, texts=len(texts))
            return [None] * len(texts)
