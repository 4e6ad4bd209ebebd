"""Holds which questions somebody just marked as answered, until that is shown where they stand."""

from bot.core.ids import CommunityId, MessageKey


class Answered:
    """In memory alone: who marked one was told so, and a sign that a restart loses says no more."""

    def __init__(self) -> None:
        self._marked: dict[CommunityId, dict[MessageKey, None]] = {}

    def mark(self, community: CommunityId, message: MessageKey) -> None:
        """Have it shown soon that this question is answered; twice is once."""
        self._marked.setdefault(community, {})[message] = None

    def taken(self, community: CommunityId) -> tuple[MessageKey, ...]:
        """What was marked there since the last time, oldest first; it is marked no more."""
        return tuple(self._marked.pop(community, {}))
