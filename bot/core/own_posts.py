"""What moderators write themselves and have said at an hour of their choice, under their name."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.errors import TummlerError
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey, OwnPostId

MOST_ANSWERS = 10
"""So many answers a poll may have, where a platform has polls."""
LONGEST_ANSWER = 55
LONGEST_QUESTION = 300
LONGEST_THREAD = 100
LONGEST_WORDS = 1_500
"""Characters, each the least that a platform takes with what stands beside it."""


_OWN = "own-"


def named(drawn: str) -> OwnPostId:
    """A post's name, under which it is said once; no draft of the bot's has such a one."""
    return OwnPostId(f"{_OWN}{drawn}")


def is_own(once: str) -> bool:
    """Whether what was said under this `once` is a person's post, and no line of the bot's."""
    return once.startswith(_OWN)


class OwnPostStatus(StrEnum):
    """How far a moderator's own post came."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"
    WITHHELD = "withheld"
    """It was stopped or a quiet hour when its time came, or whoever wrote it moderates no more."""
    REFUSED = "refused"
    TOO_LATE = "too late"
    UNCERTAIN = "uncertain"
    """It was being said when the program stopped, and nobody can tell any more whether it was."""


AHEAD = frozenset({OwnPostStatus.WAITING, OwnPostStatus.SENDING})
"""What is not over yet."""


@dataclass(eq=False)  # errors are compared by identity
class NoSuchPost(TummlerError):
    """There is no post {post} that waits here."""

    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The words of a post. `answers`: a poll's, none without one; `thread`: the name of a thread
    to be opened below it, empty without one.
    """

    words: str
    answers: tuple[str, ...] = ()
    thread: str = ""

    def __repr__(self) -> str:
        """Hides the words."""
        return f"Written(answers={len(self.answers)}, thread={bool(self.thread)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A question that people answer by choosing; nobody's choice is kept here."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How a poll stands: its answers, each with how many chose it. `over`: nobody can any more."""

    answers: tuple[tuple[str, int], ...]
    over: bool

    def __repr__(self) -> str:
        """Hides the answers."""
        return f"Counted(answers={len(self.answers)}, over={self.over})"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPost:
    """A moderator's own post. `author`: the plain id, which the store keeps sealed.

    `at`: when it is to be said. `written` None: it was said or given up, or its words have gone.
    `sent`: what stands there; `ended_at`: when it came to an end, None: it has not.
    """

    id: OwnPostId
    author: MemberKey
    channel: ChannelKey
    at: datetime
    written: Written | None
    status: OwnPostStatus = OwnPostStatus.WAITING
    sent: MessageKey | None = None
    ended_at: datetime | None = None


class OwnPosts(Protocol):
    """What moderators set for an hour."""

    async def keep(self, community: CommunityId, post: OwnPost) -> None:
        """Keep a new one, or in the place of the one of the same id that still waits."""
        ...

    async def get(self, community: CommunityId, post: OwnPostId) -> OwnPost:
        """One post; raises NoSuchPost."""
        ...

    async def sent_as(self, key: MessageKey) -> OwnPost | None:
        """The post that a message is; None: it is none of these."""
        ...

    async def with_status(
        self, community: CommunityId, statuses: AbstractSet[OwnPostStatus]
    ) -> tuple[OwnPost, ...]:
        """Those that stand at one of these, by their hour."""
        ...

    async def move(
        self, community: CommunityId, post: OwnPost, before: AbstractSet[OwnPostStatus]
    ) -> None:
        """Keep where one stands now; raises NoSuchPost if it no longer stood at `before`.

        Its words go when it is sent or cancelled.
        """
        ...
