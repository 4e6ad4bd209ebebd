"""What two moderators said of drawn conversations, to hold metrics against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.ids import CommunityId, ConversationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Whether each of two moderators found one conversation worth reading; not who they are."""

    conversation: ConversationId
    first: bool
    second: bool


class Audits(Protocol):
    """The labels of each quarter, named like 2026-Q4."""

    async def keep(
        self, community: CommunityId, quarter: str, labels: Sequence[Label], at: datetime
    ) -> None:
        """Keep labels; a conversation labelled again has the new ones."""
        ...

    async def labels(self, community: CommunityId, quarter: str) -> tuple[Label, ...]:
        """Of a quarter, in order of the conversations' ids; empty where nobody labelled any."""
        ...
