"""What a practice would do, what was decided, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.capabilities import Capability
from bot.core.ids import (
    ChannelKey,
    ConversationId,
    MemberKey,
    MessageKey,
    ProposalId,
)
from bot.core.reasons import Reason
from bot.core.swift import swift
from bot.core.trial import Draw


class Audience(StrEnum):
    """Who would see it."""

    PUBLIC = "public"
    MEMBER = "member"
    MODERATORS = "moderators"


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What to say, as data: a template's name and what to fill in. Never a member's words."""

    template: str
    slots: Mapping[str, str]


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a practice would do, for whom, and why.

    `need` is the message, by a person, that waits for something; without one there is no proposal.
    `confidence` in 0..1 that the need is real. `because` is shown to people. `unmeasured`: what the
    practice would have to know besides and nothing measures; such a proposal is never carried out.
    """

    id: ProposalId
    practice: str
    at: datetime
    conversation: ConversationId
    channel: ChannelKey
    audience: Audience
    addressee: MemberKey | None
    need: MessageKey
    wording: Wording
    because: str
    cites: tuple[MessageKey, ...]
    confidence: float
    needs: frozenset[Capability]
    window: timedelta
    unmeasured: tuple[str, ...] = ()


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The budget's decision.

    `reason`: the first gate that said no, or yes. `otherwise`: all other gates and budgets passed.
    `draw` is None unless every gate passed and a plan runs.
    """

    proposal: Proposal
    reason: Reason
    otherwise: bool
    at: datetime
    framework: int | None
    draw: Draw | None = None

    @property
    def would_have_said(self) -> bool:
        """Held back by the level of trust alone: a shadow card, labelled, never sent."""
        return self.otherwise and self.reason.shadows


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The words for a proposal. `drafter` names who found them, and in which variant."""

    proposal: ProposalId
    text: str
    language: str
    drafter: str


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One row of the ledger, read back: a verdict without text or author.

    `need_at` is when the waiting message was written; None: it is gone. `reached` is the practice's
    own outcome; None: still open, missing, or nothing was looked for. `replied_after` is how long
    the need waited for another person; None: nobody answered, as far as was seen.
    """

    proposal: ProposalId
    practice: str
    channel: ChannelKey
    conversation: ConversationId
    need: MessageKey
    need_at: datetime | None
    at: datetime
    reason: Reason
    otherwise: bool
    audience: Audience
    addressed: bool
    because: str
    draft: str | None
    reached: bool | None
    replied_after: timedelta | None
