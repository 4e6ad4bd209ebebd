"""The queue of drafts: a person takes one up, sends it as their own, edits, declines or labels."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.errors import TummlerError
from bot.core.ids import CommunityId, MemberKey, ReviewId
from bot.core.interventions import Draft, Proposal, Ruling, Verdict
from bot.core.measurements import Span
from bot.core.reviews import (
    OPEN,
    WAITS,
    AlreadyDecided,
    Choice,
    Label,
    Moment,
    Review,
    ReviewStatus,
)
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.deciders import decider
from bot.services.homes import Homes
from bot.services.ladder import Ladder
from bot.services.rewinding import would_have_spoken

_SHORT = 8
_SAID_OF = {
    Choice.POST_IT_MYSELF: Label.SAY,
    Choice.LET_THE_BOT_SEND: Label.SAY,
    Choice.EDIT: Label.SAY,
    Choice.DECLINE: Label.DONT_SAY,
    Choice.NEVER_LIKE_THIS: Label.DONT_SAY,
}
_LEADS_TO = {
    Choice.POST_IT_MYSELF: ReviewStatus.POSTED,
    Choice.LET_THE_BOT_SEND: ReviewStatus.APPROVED,
    Choice.EDIT: ReviewStatus.APPROVED,
    Choice.DECLINE: ReviewStatus.DECLINED,
    Choice.NEVER_LIKE_THIS: ReviewStatus.DECLINED,
}


@dataclass(eq=False)  # errors are compared by identity
class NoWords(TummlerError):
    """The draft {review} has no words of ours, for all were said lately. Give your own with
    `tummler review edit`.
    """

    review: str


@dataclass(eq=False)
class ForModerators(TummlerError):
    """The draft {review} speaks to moderators, so the bot says it to nobody else. Write what you
    would say in your own words: `tummler review edit`.
    """

    review: str


@dataclass(eq=False)
class NoSuchMoment(TummlerError):
    """There is no moment {moment} to label. `tummler review list --shadow` shows them."""

    moment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowCard:
    """A moment at which something would have been said, and nobody has said what they think of it.

    `id` names it for people, as a draft's does.
    """

    id: str
    ruling: Ruling


def review_id(proposal: str, at: datetime) -> ReviewId:
    """The short name of one look at one need; the same in every run."""
    said = f"{proposal}@{at.isoformat()}"
    return ReviewId(hashlib.sha256(said.encode()).hexdigest()[:_SHORT])


def drafted(verdict: Verdict, draft: Draft | None, *, approved: bool) -> Review:
    """The draft that waits for a person, or for delivery alone where the rung is `speak`."""
    proposal: Proposal = verdict.proposal
    return Review(
        id=review_id(proposal.id, verdict.at),
        proposal=proposal,
        text=draft.text if draft else None,
        status=ReviewStatus.APPROVED if approved and draft else ReviewStatus.WAITING,
        submitted_at=verdict.at,
        expires_at=verdict.at + min(WAITS, proposal.window),
    )


class ReviewQueue:
    """What waits for a person in one community, and what they do with it."""

    def __init__(self, open_unit: OpenUnit, ladder: Ladder, homes: Homes) -> None:
        self._open_unit = open_unit
        self._ladder = ladder
        self._homes = homes

    async def waiting(self, community: CommunityId, now: datetime) -> tuple[Review, ...]:
        """What may still be decided, oldest first; what is too late expires on the way."""
        async with self._open_unit() as unit:
            found = await _expire(unit, community, now)
            await unit.commit()
        return found

    async def shadows(self, community: CommunityId, span: Span) -> tuple[ShadowCard, ...]:
        """What would have been said in a stretch of time and nobody has labelled, oldest first."""
        async with self._open_unit() as unit:
            views = await unit.reading()
            rulings = await views.rulings(community, span.start, span.end)
            spoken_of = await unit.reviews.labelled(community)
            await unit.commit()
        return tuple(
            ShadowCard(id=review_id(each.proposal, each.at), ruling=each)
            for each in rulings
            if would_have_spoken(each) and (each.proposal, each.at) not in spoken_of
        )

    async def take(
        self, community: CommunityId, review: ReviewId, by: MemberKey, now: datetime
    ) -> Review:
        """Say that one is at it, so that nobody else writes the same. Raises AlreadyDecided
        and Forgotten.
        """
        async with self._open_unit() as unit:
            await _expire(unit, community, now)
            held = await unit.reviews.get(community, review)
            known = await decider(unit, self._homes, community, by)
            taken = replace(held, status=ReviewStatus.TAKEN, decided_by=known, decided_at=now)
            await unit.reviews.move(community, taken, frozenset({ReviewStatus.WAITING}))
            await unit.commit()
        return taken

    async def decide(
        self,
        community: CommunityId,
        review: ReviewId,
        choice: Choice,
        *,
        by: MemberKey,
        now: datetime,
        words: str | None = None,
        because: str | None = None,
    ) -> Review:
        """Send it as one's own, let it be sent, put `words` in its place, or decline.

        Every choice is a label; `because`: why it is declined, in the moderator's words. "Never
        like this" stops the practice in that channel besides. Raises NoSuchReview, AlreadyDecided,
        Forgotten, and NoWords or ForModerators where there is nothing that the bot could say.
        """
        async with self._open_unit() as unit:
            await _expire(unit, community, now)
            held = await unit.reviews.get(community, review)
            if choice is Choice.LET_THE_BOT_SEND and not held.speaks_to_all:
                raise NoWords(review) if held.text is None else ForModerators(review)
            known = await decider(unit, self._homes, community, by)
            if held.status is ReviewStatus.TAKEN and held.decided_by != known:
                raise AlreadyDecided(review, held.status.value)
            decided = replace(
                held,
                status=_LEADS_TO[choice],
                choice=choice,
                edited=words if choice is Choice.EDIT else None,
                because=because if _LEADS_TO[choice] is ReviewStatus.DECLINED else None,
                decided_by=known,
                decided_at=now,
            )
            await unit.reviews.move(community, decided, OPEN)
            await unit.reviews.label(community, _moment(held), _SAID_OF[choice], known, now)
            if choice is Choice.NEVER_LIKE_THIS:
                proposal = held.proposal
                where = (unit, community, proposal.practice, proposal.channel)
                await self._ladder.switch_within(*where, at=now, by=known, stopped=True)
            await unit.commit()
        return decided

    async def label(
        self,
        community: CommunityId,
        moment: str,
        label: Label,
        *,
        by: MemberKey,
        now: datetime,
        span: Span,
    ) -> ShadowCard:
        """Say what one thinks of a moment at which nothing was sent. Raises NoSuchMoment and
        Forgotten.
        """
        async with self._open_unit() as unit:
            views = await unit.reading()
            rulings = await views.rulings(community, span.start, span.end)
            found = [r for r in rulings if review_id(r.proposal, r.at) == moment]
            if not found:
                raise NoSuchMoment(moment)
            [ruling] = found[:1]
            about = Moment(
                proposal=ruling.proposal,
                at=ruling.at,
                practice=ruling.practice,
                channel=ruling.channel,
            )
            known = await decider(unit, self._homes, community, by)
            await unit.reviews.label(community, about, label, known, now)
            await unit.commit()
        return ShadowCard(id=moment, ruling=ruling)


async def _expire(unit: UnitOfWork, community: CommunityId, now: datetime) -> tuple[Review, ...]:
    held = await unit.reviews.with_status(community, OPEN)
    for review in held:
        if review.expires_at <= now:
            gone = replace(review, status=ReviewStatus.EXPIRED, decided_at=now)
            await unit.reviews.move(community, gone, OPEN)
    return tuple(review for review in held if review.expires_at > now)


def _moment(review: Review) -> Moment:
    proposal = review.proposal
    return Moment(
        proposal=proposal.id,
        at=review.submitted_at,
        practice=proposal.practice,
        channel=proposal.channel,
    )
