"""What people did after a moment, whether the bot spoke in it or not."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.ids import ChannelKey, ConversationId, MessageKey, ProposalId
from bot.core.swift import swift
from bot.core.trial import Arm, Known


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How long we look after an opportunity; the same in both arms.

    `arm` None: nothing was drawn (no plan runs, or the practice only listens).
    """

    proposal: ProposalId
    practice: str
    conversation: ConversationId
    need: MessageKey
    arm: Arm | None
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it. `reached` None: missing, with the cause. Replies to the bot do not count."""

    window: Window
    reached: bool | None
    missing: str | None
    human_replies: int
    distinct_people: int
    at: datetime


FORGOTTEN = "forgotten"
"""Why an outcome is missing whose window is gone, as when somebody asked to be forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One drawn moment of a plan, read back: what was known, what was drawn, what came of it.

    `reached` None: with `missing` None it is still open, else its outcome is missing for that
    cause.
    """

    practice: str
    plan: int
    position: int
    at: datetime
    closes_at: datetime
    channel: ChannelKey
    arm: Arm
    probability: float
    known: Known | None
    reached: bool | None
    missing: str | None

    @property
    def matured(self) -> bool:
        """Whether it has been looked at; it may be that nothing could be seen."""
        return self.reached is not None or self.missing is not None
