"""What a member says of a line of the bot: helpful, not now, no help, stop, take it back, why."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.feedback import Felt
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey, ReviewId
from bot.core.interventions import Audience
from bot.core.privacy import Switch
from bot.core.reviews import NoSuchReview, Review
from bot.core.unit_of_work import OpenUnit
from bot.services.ladder import Ladder
from bot.services.noticing import moderators_of
from bot.services.wishes import Explanation, Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came of a press.

    `until`: how long it holds; None: for good, or there is nothing to hold. `for_all`: it was
    stopped for everybody in the channel, not for the one who pressed. `again`: they had said the
    same of this line before, and nothing was changed.
    """

    felt: Felt
    practice: str
    channel: ChannelKey
    until: datetime | None = None
    for_all: bool = False
    again: bool = False


class Feedback:
    """Takes what is said of one line, known by the draft that it was.

    Every press names who pressed by the plain id. None, wherever it is returned: there is no such
    line for them, or it was never sent, so the button is no longer open. A line that was said to
    one person alone is there for nobody else, whoever knows its id. Nobody's presses are added up:
    they say what to do with a practice, and never who is what. Raises Forgotten for who asked to be
    ignored.
    """

    def __init__(self, open_unit: OpenUnit, wishes: Wishes, ladder: Ladder) -> None:
        self._open_unit = open_unit
        self._wishes = wishes
        self._ladder = ladder

    async def helpful(
        self, community: CommunityId, key: ReviewId, member: MemberKey, now: datetime
    ) -> Heard | None:
        """Note that it helped."""
        return await self._note(community, key, member, Felt.HELPFUL, now)

    async def not_now(
        self, community: CommunityId, key: ReviewId, member: MemberKey, now: datetime
    ) -> Heard | None:
        """Leave this member in peace for a day; the practice goes on for everybody else."""
        heard = await self._note(community, key, member, Felt.NOT_NOW, now)
        if heard is None:
            return None
        consent = await self._wishes.not_now(community, member, now)
        return _until(
            heard, min(consent.paused[each] for each in (Switch.PROMPTS, Switch.MENTIONS))
        )

    async def not_helpful(
        self, community: CommunityId, key: ReviewId, member: MemberKey, now: datetime
    ) -> Heard | None:
        """Freeze the practice in that channel; a second press of the same member adds nothing."""
        heard = await self._note(community, key, member, Felt.NOT_HELPFUL, now)
        if heard is None or heard.again:
            return heard
        until = await self._ladder.unhelpful(community, heard.practice, heard.channel, now)
        return _until(heard, until)

    async def line(self, said: MessageKey) -> ReviewId | None:
        """The line that a message of ours in the open was; None: it was none, or for one alone."""
        async with self._open_unit() as unit:
            found = await unit.reviews.said_as(said)
            await unit.commit()
        open_to_all = found is not None and found.proposal.audience is Audience.PUBLIC
        return found.id if found is not None and open_to_all else None

    async def in_the_open(self, community: CommunityId, key: ReviewId, member: MemberKey) -> bool:
        """Whether a line was said to everybody in its place, so that several may want it gone."""
        about = await self._sent(community, key, member)
        return about is not None and about.proposal.audience is Audience.PUBLIC

    async def withdraw(
        self, community: CommunityId, key: ReviewId, member: MemberKey, now: datetime
    ) -> Heard | None:
        """Ask that a line be taken back, which it is once enough people ask; it was no help either.

        None too for what was not said in the open: nobody else could ask.
        """
        about = await self._sent(community, key, member)
        if about is None or about.proposal.audience is not Audience.PUBLIC:
            return None
        heard = await self._note(community, key, member, Felt.WITHDRAW, now)
        if heard is not None:
            await self.not_helpful(community, key, member, now)
        return heard

    async def stop_here(
        self,
        community: CommunityId,
        key: ReviewId,
        member: MemberKey,
        now: datetime,
        *,
        moderates: bool = False,
    ) -> Heard | None:
        """Stop the practice in that channel: by a moderator for all, by a member for themselves.

        `moderates`: what the platform says of them; whom the charter names is one too.
        """
        heard = await self._note(community, key, member, Felt.STOP_HERE, now)
        if heard is None:
            return None
        if not (moderates or await self._is_named(community, member)):
            await self._wishes.stop_here(community, member, heard.practice, heard.channel)
            return heard
        where = (community, heard.practice, heard.channel)
        await self._ladder.switch(*where, now, stopped=True, by=member)
        return Heard(felt=heard.felt, practice=heard.practice, channel=heard.channel, for_all=True)

    async def why(
        self, community: CommunityId, key: ReviewId, member: MemberKey, now: datetime
    ) -> tuple[Explanation, ...] | None:
        """Why it was said, to whoever could see it; empty: what it was about is gone."""
        about = await self._sent(community, key, member)
        if about is None:
            return None
        return await self._wishes.why_said(member, about.proposal.need, now)

    async def _note(
        self, community: CommunityId, key: ReviewId, member: MemberKey, felt: Felt, now: datetime
    ) -> Heard | None:
        about = await self._sent(community, key, member)
        if about is None:
            return None
        async with self._open_unit() as unit:
            await self._wishes.ask_first(unit, community, member)
            known = await unit.members.known_as(community, member)
            first = await unit.feedback.keep(community, about, felt, known, now)
            await unit.commit()
        proposal = about.proposal
        return Heard(
            felt=felt,
            practice=proposal.practice,
            channel=proposal.channel.room,
            again=not first,
        )

    async def _sent(
        self, community: CommunityId, key: ReviewId, member: MemberKey
    ) -> Review | None:
        """The draft that was said where this member could see it."""
        async with self._open_unit() as unit:
            try:
                found = await unit.reviews.get(community, key)
            except NoSuchReview:
                return None
            known = await unit.members.known_as(community, member)
            await unit.commit()
        alone = found.proposal.audience is Audience.MEMBER
        if found.sent is None or (alone and found.proposal.addressee != known):
            return None
        return found

    async def _is_named(self, community: CommunityId, member: MemberKey) -> bool:
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            known = await unit.members.known_as(community, member)
            await unit.commit()
        return known in moderators_of(framework)


def _until(heard: Heard, until: datetime) -> Heard:
    return Heard(
        felt=heard.felt,
        practice=heard.practice,
        channel=heard.channel,
        until=until,
        again=heard.again,
    )
