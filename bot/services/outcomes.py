"""Step 8: what people did after a moment, measured alike whether the bot spoke or not."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.core.conversations import Conversation
from bot.core.ids import CommunityId
from bot.core.outcomes import Outcome, Window
from bot.core.unit_of_work import UnitOfWork
from bot.practices.base import Practice
from bot.services.containing import told_by
from bot.services.prompt_draws import look_back
from bot.services.reviewing import review_id


class Outcomes:
    """Closes windows whose time is over; messages of people only, replies to the bot left out."""

    def __init__(self, practices: Sequence[Practice]) -> None:
        self._by_key = {practice.key: practice for practice in practices}

    async def measure_due(self, unit: UnitOfWork, community: CommunityId, now: datetime) -> int:
        """Measure every window that has closed; how many there were."""
        windows = await unit.outcomes.due(community, now)
        uses = await unit.prompts.all(community) if windows else ()
        of_draft = {use.key: use for use in uses if use.exchange is None}
        for window in windows:
            growth = await unit.conversations.get(community, window.conversation)
            conversation = growth.conversation() if growth else None
            await unit.outcomes.close(community, self._measure(window, conversation, now))
            use = of_draft.get(review_id(window.proposal, window.opens_at))
            if use is not None:
                await look_back(unit, community, use, window, conversation)
        return len(windows)

    def _measure(self, window: Window, conversation: Conversation | None, now: datetime) -> Outcome:
        practice = self._by_key.get(window.practice)
        need = None
        if conversation is not None:
            need = next((m for m in conversation.messages if m.key == window.need), None)
        if practice is None or conversation is None or need is None:
            return _missing(window, "practice gone" if practice is None else "message deleted", now)
        reached = told_by(
            practice,
            conversation.id,
            partial(practice.reached, conversation, window.need, window.closes_at),
            otherwise=None,
        )
        if reached is None:
            return _missing(window, "practice failed", now)
        after = [
            m
            for m in conversation.messages
            if m.human and window.opens_at < m.at <= window.closes_at and m.author != need.author
        ]
        return Outcome(
            window=window,
            reached=reached,
            missing=None,
            human_replies=len(after),
            distinct_people=len({m.author for m in after}),
            at=now,
        )


def _missing(window: Window, cause: str, now: datetime) -> Outcome:
    return Outcome(
        window=window, reached=None, missing=cause, human_replies=0, distinct_people=0, at=now
    )
