"""A draft that waits for a person: what they may do with it, and what that teaches."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.errors import TummlerError
from bot.core.ids import ChannelKey, MemberKey, MessageKey, ProposalId, ReviewId
from bot.core.interventions import Audience, Proposal
from bot.core.reasons import Reason
from bot.core.swift import swift

WAITS = timedelta(hours=24)
"""A draft that nobody took up by then is too late (design prior)."""
FEWEST_CASES = 30
"""So many reviewed cases are the least on which a practice may be trusted to speak."""
LEAST_SAID = 0.8
"""And in so large a share of them somebody must have labelled it "say"."""
_ONE_SIDED_95 = 1.6448536269514722


class ReviewStatus(StrEnum):
    """Where a draft stands; it only ever moves on, and each step is kept before it is taken."""

    WAITING = "waiting"
    TAKEN = "taken"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    POSTED = "posted by a person"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHHELD = "withheld"


OPEN = frozenset({ReviewStatus.WAITING, ReviewStatus.TAKEN})
"""A person may still decide."""


class Choice(StrEnum):
    """What a moderator may do with a draft."""

    POST_IT_MYSELF = "post it myself"
    LET_THE_BOT_SEND = "let the bot send"
    EDIT = "edit"
    DECLINE = "decline"
    NEVER_LIKE_THIS = "never like this"


class Label(StrEnum):
    """What a person says of a moment, whether anything was sent or not."""

    SAY = "say"
    DONT_SAY = "don't say"
    TOO_LATE = "too late"


@dataclass(eq=False)  # errors are compared by identity
class AlreadyDecided(TummlerError):
    """Another moderator was quicker, or its time is over: the draft {review} is {status}."""

    review: str
    status: str


@dataclass(eq=False)
class NoSuchReview(TummlerError):
    """There is no draft {review} here. `tummler review list` shows those that wait."""

    review: str


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A draft waiting for a person. `text` None: no wording was left, and one's own words remain.

    `edited`: a moderator's own words in its place, while it is being sent. `taken_by`: whoever said
    that they are at it. `withheld`: the gate that refused in the last moment. `because`: why a
    moderator declined it, in their words.
    """

    id: ReviewId
    proposal: Proposal
    text: str | None
    status: ReviewStatus
    submitted_at: datetime
    expires_at: datetime
    edited: str | None = None
    decided_by: MemberKey | None = None
    decided_at: datetime | None = None
    choice: Choice | None = None
    withheld: Reason | None = None
    sent: MessageKey | None = None
    because: str | None = None

    def __repr__(self) -> str:
        """Hides the words, which may be a moderator's own."""
        return f"Review(id={self.id!r}, status={self.status!r})"

    @property
    def pressed(self) -> bool:
        """Whether a person said that it may be sent."""
        return self.choice in {Choice.LET_THE_BOT_SEND, Choice.EDIT}

    @property
    def speaks_to_all(self) -> bool:
        """Whether our own words are for the room or a member, and not for moderators alone."""
        return self.text is not None and self.proposal.audience is not Audience.MODERATORS

    @property
    def words(self) -> str | None:
        """What would be said: the moderator's words before ours."""
        return self.edited or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One decision of the ledger, as a person may speak of it."""

    proposal: ProposalId
    at: datetime
    practice: str
    channel: ChannelKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """What a person said of one moment, and when."""

    moment: Moment
    label: Label
    at: datetime

    @property
    def practice(self) -> str:
        """Which practice it was."""
        return self.moment.practice

    @property
    def channel(self) -> ChannelKey:
        """Where it was."""
        return self.moment.channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What people said of a practice in a channel: of so many reviewed cases so many were "say"."""

    say: int
    reviewed: int

    @property
    def share(self) -> float | None:
        """The share of "say", 0 to 1; None: nothing was reviewed."""
        return self.say / self.reviewed if self.reviewed else None

    @property
    def at_least(self) -> float | None:
        """The lower end of Wilson's interval for that share, one-sided 95 %.

        24 of 30 give .657. Source: Wilson 1927, JASA 22, equation 6.
        """
        if not self.reviewed:
            return None
        n, p, z = self.reviewed, self.say / self.reviewed, _ONE_SIDED_95
        middle = p + z * z / (2 * n)
        width = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - width) / (1 + z * z / n)

    @property
    def enough_to_speak(self) -> bool:
        """Whether a person may trust it to speak on this."""
        return self.reviewed >= FEWEST_CASES and self.say >= LEAST_SAID * self.reviewed
