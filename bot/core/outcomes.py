"""What people did after a moment, whether the bot spoke in it or not."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.ids import ConversationId, MessageKey, ProposalId
from bot.core.trial import Arm


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
