"""Step 7b: says what may be said, once, and asks right before it whether it still may."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import structlog

from bot.core.capabilities import SIGNS, Capabilities, PlatformBusy, PlatformRefused
from bot.core.events import TimePassed
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.interventions import Audience, Proposal
from bot.core.leaving import Stopped, as_long_as
from bot.core.ports import Clock
from bot.core.reasons import Reason
from bot.core.restraint import RestraintBudget
from bot.core.reviews import Review, ReviewStatus
from bot.core.snapshots import Snapshot
from bot.core.trust import EVERY_PRACTICE
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.practices.base import LANGUAGE, VOLUNTEER, Practice
from bot.services.answered import Answered
from bot.services.noticing import Noticing
from bot.services.own_saying import OwnSaying
from bot.services.taking_back import TakingBack
from prompts import said_in

_APPROVED = frozenset({ReviewStatus.APPROVED})
_SENDING = frozenset({ReviewStatus.SENDING})

log = structlog.get_logger()


class Delivery:
    """The only holder of what can speak.

    A draft is approved, then kept as being sent, then said, then kept as sent: each step lasts
    before the next is taken. What a stop of the program left between two of them is taken up again:
    what the platform has is kept as sent; what it has not is asked about anew, for somebody may
    have stopped it meanwhile, and said under the same `once`. `link`: where a message stands.
    `clock`: what time it is when a request leaves, which may be long after the round began.
    """

    def __init__(
        self,
        open_unit: OpenUnit,
        capabilities: Capabilities,
        noticing: Noticing,
        practices: Sequence[Practice],
        link: Callable[[MessageKey], str],
        *,
        clock: Clock,
        answered: Answered | None = None,
    ) -> None:
        self._open_unit = open_unit
        self._capabilities = capabilities
        self._noticing = noticing
        self._link = link
        self._clock = clock
        self._answered = answered or Answered()
        self._own = OwnSaying(open_unit, capabilities, noticing.granted, noticing.moderates, clock)
        self._taking_back = TakingBack(open_unit, capabilities)
        self._practices = {practice.key: practice for practice in practices}
        self._budget = RestraintBudget({p.key: p.terms for p in practices})

    async def carry_out(self, community: CommunityId, now: datetime) -> tuple[Review, ...]:
        """Say all that may be said, what was begun before a stop first; returns how each ended.

        One at which something fails is left where it stood, and not among them.
        """
        await self._taking_back.carry_out(community)
        begun = await self._with_status(community, _SENDING)
        ended = [await self._alone(self._take_up, community, review, now) for review in begun]
        approved = await self._with_status(community, _APPROVED)
        ended += [await self._alone(self._try, community, review, now) for review in approved]
        await self._show_answered(community)
        await self._say_own(community, now)
        return tuple(review for review in ended if review is not None)

    async def _say_own(self, community: CommunityId, now: datetime) -> None:
        """Say what moderators wrote for this hour; one at which something fails waits alone."""
        for post in await self._own.ahead(community, now):
            try:
                await self._own.carry_out(community, post, now)
            except Exception:  # as with a draft, it must not keep the others back
                log.exception("own_post_failed")

    async def _show_answered(self, community: CommunityId) -> None:
        """Show where they stand which questions people marked as answered; once, come what may."""
        for question in self._answered.taken(community):
            channel = await self._may_show(community, question)
            if channel is None:
                continue
            within = self._noticing.granted(channel) & SIGNS
            try:
                with as_long_as(partial(self._not_silent, community, question)):
                    await self._capabilities.show_answered(channel, question, within)
            except (PlatformRefused, PlatformBusy, Stopped) as refused:
                log.info("sign_not_shown", why=type(refused).__name__)

    async def _not_silent(self, community: CommunityId, question: MessageKey) -> bool:
        return await self._may_show(community, question) is not None

    async def _may_show(self, community: CommunityId, question: MessageKey) -> ChannelKey | None:
        """Where a question stands; None: gone, or left out, or everything is stopped there."""
        async with self._open_unit() as unit:
            held = await unit.messages.get(question)
            said = await unit.standings.latest(community)
            heard = held and await self._noticing.is_open(unit, community, held.channel)
            await unit.commit()
        if held is None or not heard:
            return None
        stops = {each.channel for each in said if each.practice == EVERY_PRACTICE and each.stopped}
        return None if stops & {None, held.channel.room} else held.channel

    async def _alone(
        self,
        step: Callable[[CommunityId, Review, datetime], Awaitable[Review]],
        community: CommunityId,
        review: Review,
        now: datetime,
    ) -> Review | None:
        """Take one step; None: it failed, and where it stopped is taken up the next time.

        So it is too where nothing at all is possible, as before a platform has told what is.
        """
        if review.expires_at > now and not self._noticing.granted(review.proposal.channel):
            log.info("not_said_yet", practice=review.proposal.practice)
            return None
        try:
            return await step(community, review, now)
        except Exception:  # a platform that fails at one draft must not keep the others back
            log.exception("not_said", practice=review.proposal.practice)
            return None

    async def _take_up(self, community: CommunityId, review: Review, now: datetime) -> Review:
        """End what was being sent when the program stopped."""
        try:
            posted = await self._posted(community, review)
        except PlatformRefused:
            return await self._refused(community, review, now)
        if posted is None:
            return await self._try(community, review, now)
        return await self._end(
            community, replace(review, status=ReviewStatus.SENT, sent=posted), now
        )

    async def _posted(self, community: CommunityId, review: Review) -> MessageKey | None:
        proposal = review.proposal
        to = None
        if proposal.audience is Audience.MEMBER:
            to = await self._addressee(community, proposal)
        return await self._capabilities.posted(proposal.channel, once=review.id, to=to)

    async def _try(self, community: CommunityId, review: Review, now: datetime) -> Review:
        if review.expires_at > now and await self._quiet(community, review, now):
            log.info("not_said_yet", practice=review.proposal.practice)
            return review
        ready = await self._ready(community, review, now)
        if ready.status is not ReviewStatus.SENDING:
            return ready
        return await self._say(community, ready, now)

    async def _quiet(self, community: CommunityId, review: Review, now: datetime) -> bool:
        """Whether it is an hour or a day of silence, whoever pressed; what it holds back waits."""
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            await unit.commit()
        if framework is None:
            return False
        local = framework.charter.local(now)
        channel = review.proposal.channel
        return local.date() in framework.quiet_days or framework.is_quiet(channel, local.time())

    async def _with_status(
        self, community: CommunityId, statuses: frozenset[ReviewStatus]
    ) -> tuple[Review, ...]:
        async with self._open_unit() as unit:
            found = await unit.reviews.with_status(community, statuses)
            await unit.commit()
        return found

    async def _ready(self, community: CommunityId, review: Review, now: datetime) -> Review:
        """Ask the late gates, and keep that it is being sent, or why it is not."""
        async with self._open_unit() as unit:
            reason = await self._refusal(unit, community, review, now)
            status = ReviewStatus.SENDING if reason is None else ReviewStatus.WITHHELD
            moved = replace(review, status=status, withheld=reason)
            await unit.reviews.move(community, moved, frozenset({review.status}))
            await unit.commit()
        if reason is not None:
            log.info("withheld", practice=review.proposal.practice, reason=reason.name)
        return moved

    async def _refusal(
        self, unit: UnitOfWork, community: CommunityId, review: Review, now: datetime
    ) -> Reason | None:
        if review.expires_at <= now:
            return Reason.EXPIRED
        proposal = review.proposal
        practice = self._practices.get(proposal.practice)
        snapshot = await self._as_it_stands(unit, community, proposal, now)
        if practice is None or snapshot is None:
            return Reason.PRACTICE_OFF if practice is None else Reason.TARGET_GONE
        return self._budget.late(proposal, snapshot, pressed=review.pressed)

    async def _as_it_stands(
        self, unit: UnitOfWork, community: CommunityId, proposal: Proposal, now: datetime
    ) -> Snapshot | None:
        growth = await unit.conversations.get(community, proposal.conversation)
        conversation = growth.conversation() if growth else None
        if growth is None or conversation is None:
            return None
        practice = self._practices[proposal.practice]
        return await self._noticing.snapshot(
            unit,
            growth,
            conversation,
            TimePassed(community=community, conversation=growth.id, at=now),
            now,
            about=frozenset({practice.key}),
            wanted=practice.wants & self._noticing.senses,
        )

    async def _say(self, community: CommunityId, review: Review, now: datetime) -> Review:
        """Say it, and keep that it was said.

        Whether it may is asked again whenever a request is about to leave: the platform's library
        may have waited. Where it may not, an earlier try may have arrived all the same.
        """
        try:
            with as_long_as(lambda: self._still_may(community, review, now)):
                sent = await self._act(community, review)
        except Stopped:
            return await self._take_up(community, review, self._by_now(now))
        except PlatformRefused:
            return await self._refused(community, review, now)
        return await self._end(community, replace(review, status=ReviewStatus.SENT, sent=sent), now)

    async def _still_may(self, community: CommunityId, review: Review, began: datetime) -> bool:
        """Whether it may still be said by now: an hour of silence may have begun meanwhile."""
        now = self._by_now(began)
        async with self._open_unit() as unit:
            reason = await self._refusal(unit, community, review, now)
            await unit.commit()
        return reason is None and not await self._quiet(community, review, now)

    def _by_now(self, began: datetime) -> datetime:
        """The time; a clock that is set back meanwhile makes nothing allowed again."""
        return max(began, self._clock.now())

    async def _refused(self, community: CommunityId, review: Review, now: datetime) -> Review:
        log.warning("platform_refused", practice=review.proposal.practice)
        withheld = replace(review, status=ReviewStatus.WITHHELD, withheld=Reason.REFUSED)
        return await self._end(community, withheld, now)

    async def _end(self, community: CommunityId, ended: Review, now: datetime) -> Review:
        moved = replace(ended, decided_at=ended.decided_at or now)
        async with self._open_unit() as unit:
            await unit.reviews.move(community, moved, _SENDING)
            await unit.commit()
        return moved

    async def _act(self, community: CommunityId, review: Review) -> MessageKey:
        proposal = review.proposal
        person = await self._addressee(community, proposal)
        text = self._text(review, person)
        language = said_in(proposal.wording.slots.get(LANGUAGE, ""))
        if proposal.audience is Audience.MEMBER and person is not None:
            return await self._capabilities.whisper(
                proposal.channel, person, text, once=review.id, language=language
            )
        named = () if person is None or VOLUNTEER not in (review.words or "") else (person,)
        return await self._capabilities.reply(
            proposal.need, text, once=review.id, mentions=named, language=language
        )

    async def _addressee(self, community: CommunityId, proposal: Proposal) -> MemberKey | None:
        if proposal.addressee is None:
            return None
        async with self._open_unit() as unit:
            person = await unit.members.plainly(community, proposal.addressee)
            await unit.commit()
        if person is None:
            raise PlatformRefused  # forgotten in the meantime: there is nobody to speak to
        return person

    def _text(self, review: Review, person: MemberKey | None) -> str:
        """The words, with the one mention in its place and the links below.

        Whoever is written to alone is not beside the message that waits, so it is linked too.
        """
        words = review.words or ""
        if person is not None:
            words = words.replace(VOLUNTEER, self._capabilities.mention(person))
        proposal = review.proposal
        alone = proposal.audience is Audience.MEMBER
        links = [self._link(key) for key in proposal.cites if alone or key != proposal.need]
        return "\n".join((words, *links))
