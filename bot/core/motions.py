"""What members propose for their community, and how others vote on it, in counts alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.core.errors import TummlerError
from bot.core.ids import CommunityId, MemberKey, MessageKey

LONGEST = 500
"""Characters of a proposal, and of the reason for a decision on one."""
OPEN_FOR = timedelta(days=60)
"""After so long an undecided one lapses, well before anybody's name leaves its votes."""
TOLD_FOR = timedelta(days=28)
"""For so long everybody may read what was decided, and why (design prior)."""
MOST_OPEN = 3
"""So many of one member are open at a time (design prior)."""
FEWEST = 5
"""Below so many voters, and of a side below so many, no number is told."""


class About(StrEnum):
    """What a proposal is for."""

    CHARTER = "charter"
    PRACTICE = "practice"
    ARTEFACT = "artefact"
    EXAMPLE = "example"
    """A message that shows what a good conversation is here."""


class Vote(StrEnum):
    """What a member says to a proposal."""

    FOR = "for"
    AGAINST = "against"


class Ruled(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    TAKEN_UP = "taken up"
    DECLINED = "declined"


@dataclass(eq=False)  # errors are compared by identity
class NoSuchMotion(TummlerError):
    """There is no proposal {number} here that is still open."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many voted for and against."""

    approve: int = 0
    oppose: int = 0

    @property
    def voters(self) -> int:
        """How many people voted."""
        return self.approve + self.oppose

    @property
    def is_told(self) -> bool:
        """Whether enough people voted for anything to be said of it."""
        return self.voters >= FEWEST

    @property
    def is_exact(self) -> bool:
        """Whether its numbers may be told: a side of a few would be told by what the others are."""
        return self.is_told and not any(0 < side < FEWEST for side in (self.approve, self.oppose))


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """One proposal. `by`: who proposed it, by the keyed hash; None: nobody can tell any more.

    `text` None: its words have had their time, or it is an example, which is a `message` and
    nothing else. `because`: why it was decided so, in the moderators' words.
    """

    number: int
    about: About
    text: str | None
    opened_at: datetime
    by: MemberKey | None = None
    message: MessageKey | None = None
    ruled: Ruled = Ruled.OPEN
    decided_at: datetime | None = None
    because: str | None = None
    tally: Tally = field(default_factory=Tally)

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be voted on and decided."""
        return self.ruled is Ruled.OPEN and now < self.opened_at + OPEN_FOR

    def is_told(self, now: datetime) -> bool:
        """Whether everybody may read what was decided."""
        return self.decided_at is not None and now < self.decided_at + TOLD_FOR

    def __repr__(self) -> str:
        """Hides whose words they are, and the words."""
        return f"Motion(number={self.number}, about={self.about!s}, ruled={self.ruled!s})"


class Motions(Protocol):
    """Proposals of members and the votes on them. Members come under their keyed hash."""

    async def open(self, community: CommunityId, motion: Motion) -> int:
        """Keep a new one, under the next number, which is returned."""
        ...

    async def all(self, community: CommunityId) -> tuple[Motion, ...]:
        """Every one that is kept, oldest first, with what was voted."""
        ...

    async def vote(
        self,
        community: CommunityId,
        number: int,
        by: Sequence[MemberKey],
        vote: Vote | None,
        at: datetime,
    ) -> None:
        """Have one person, the first of whose accounts votes, say this; None takes it back."""
        ...

    async def count_once(self, community: CommunityId, accounts: Sequence[MemberKey]) -> None:
        """Of what these accounts of one person voted on a proposal, keep what came last alone."""
        ...

    async def decide(self, community: CommunityId, motion: Motion, by: MemberKey) -> None:
        """Keep how one was decided, and by whom; raises NoSuchMotion if it was decided before."""
        ...
