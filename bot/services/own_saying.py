"""Says moderators' own posts at their hour: once, and only what still may be said then."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.core.capabilities import Capabilities, Capability, PlatformBusy, PlatformRefused
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.leaving import Stopped, as_long_as
from bot.core.own_posts import AHEAD, NoSuchPost, OwnPost, OwnPostStatus, Poll, Written
from bot.core.ports import Clock
from bot.core.trust import EVERY_PRACTICE
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.own_posting import forbidden, quiet
from prompts import Phrases, phrases, said_in

TOO_LATE = timedelta(hours=1)
"""So long after its hour a post may still go out, as after an outage; later it would mislead."""
CAN_BE_FOUND = timedelta(hours=24)
"""So long after its hour a post that was begun can be looked for where it would stand."""
_WAITING = frozenset({OwnPostStatus.WAITING})
_SENDING = frozenset({OwnPostStatus.SENDING})

Granted = Callable[[ChannelKey], frozenset[Capability]]
Moderates = Callable[[MemberKey, ChannelKey], Awaitable[bool]]

log = structlog.get_logger()


class OwnSaying:
    """Delivery's part for what people wrote themselves; each step lasts before the next is taken.

    `moderates`: whether a person (plain id) may moderate a channel, asked of the platform.
    """

    def __init__(
        self,
        open_unit: OpenUnit,
        capabilities: Capabilities,
        granted: Granted,
        moderates: Moderates,
        clock: Clock,
    ) -> None:
        self._open_unit = open_unit
        self._capabilities = capabilities
        self._granted = granted
        self._moderates = moderates
        self._clock = clock

    async def ahead(self, community: CommunityId, now: datetime) -> tuple[OwnPost, ...]:
        """What is due, what was begun before a stop of the program first."""
        async with self._open_unit() as unit:
            found = await unit.own_posts.with_status(community, AHEAD)
            await unit.commit()
        due = [each for each in found if each.at <= now]
        return tuple(sorted(due, key=lambda each: each.status is OwnPostStatus.WAITING))

    async def carry_out(self, community: CommunityId, post: OwnPost, now: datetime) -> OwnPost:
        """Take one post as far as it comes now; returns how it stands then."""
        try:
            if post.status is OwnPostStatus.SENDING:
                return await self._take_up(community, post, now)
            return await self._try(community, post, now)
        except PlatformBusy:
            log.info("own_post_waits")
            return post
        except NoSuchPost:  # cancelled or changed in the meantime
            return post

    async def _take_up(self, community: CommunityId, post: OwnPost, now: datetime) -> OwnPost:
        """End what was being said when the program stopped."""
        if now - post.at > CAN_BE_FOUND:
            return await self._end(community, post, OwnPostStatus.UNCERTAIN, now)
        try:
            sent = await self._capabilities.posted(post.channel, once=post.id)
        except PlatformRefused:
            return await self._end(community, post, OwnPostStatus.UNCERTAIN, now)
        if sent is None:
            return await self._try(community, post, now)
        return await self._sent(community, post, sent, now)

    async def _try(self, community: CommunityId, post: OwnPost, now: datetime) -> OwnPost:
        if now - post.at > TOO_LATE:
            return await self._end(community, post, OwnPostStatus.TOO_LATE, now)
        granted = self._granted(post.channel)
        if not granted:  # as before a platform has told what is possible
            return post
        if Capability.POST_IN_CHANNEL not in granted:
            return await self._end(community, post, OwnPostStatus.REFUSED, now)
        # Without words it is from a store that was made anew from a backup.
        if post.written is None or not await self._may(community, post, post.written, now):
            return await self._end(community, post, OwnPostStatus.WITHHELD, now)
        begun = await self._begun(community, post)
        if begun.written is None or begun.at > now:  # its author set another hour meanwhile
            return await self._back(community, begun)
        return await self._say(community, begun, begun.written, now)

    async def _begun(self, community: CommunityId, post: OwnPost) -> OwnPost:
        """The post as it stands once nobody changes it any more."""
        async with self._open_unit() as unit:
            begun = replace(post, status=OwnPostStatus.SENDING)
            await unit.own_posts.move(community, begun, frozenset({post.status}))
            held = await unit.own_posts.get(community, post.id)
            await unit.commit()
        return held

    async def _back(self, community: CommunityId, post: OwnPost) -> OwnPost:
        waiting = replace(post, status=OwnPostStatus.WAITING)
        await self._keep(community, waiting, _SENDING)
        return waiting

    async def _say(
        self, community: CommunityId, post: OwnPost, written: Written, now: datetime
    ) -> OwnPost:
        try:
            with as_long_as(lambda: self._still_may(community, post, written, now)):
                sent = await self._act(community, post, written)
        except Stopped:  # an earlier try may have arrived all the same
            found = await self._capabilities.posted(post.channel, once=post.id)
            if found is None:
                return await self._end(community, post, OwnPostStatus.WITHHELD, now)
            sent = found
        except PlatformRefused:
            return await self._end(community, post, OwnPostStatus.REFUSED, now)
        return await self._sent(community, post, sent, now)

    async def _act(self, community: CommunityId, post: OwnPost, written: Written) -> MessageKey:
        polls = bool(written.answers) and Capability.POLL in self._granted(post.channel)
        language = await self._language(community)
        words = phrases(language)
        return await self._capabilities.post(
            post.channel,
            _text(written, self._capabilities.mention(post.author), words, polls=polls),
            once=post.id,
            author=post.author,
            poll=Poll(question=written.words, answers=written.answers) if polls else None,
            language=language,
        )

    async def _sent(
        self, community: CommunityId, post: OwnPost, sent: MessageKey, now: datetime
    ) -> OwnPost:
        """Open its thread, and keep that it was said; a thread that is refused undoes nothing."""
        written = post.written
        opens = Capability.OPEN_THREAD in self._granted(post.channel)
        if written is not None and written.thread and opens:
            try:
                with as_long_as(lambda: self._still_may(community, post, written, now)):
                    await self._capabilities.open_thread(post.channel, sent, written.thread)
            except (PlatformRefused, Stopped) as refused:
                log.warning("thread_not_opened", why=type(refused).__name__)
        over = replace(post, status=OwnPostStatus.SENT, sent=sent, ended_at=now)
        await self._keep(community, over, _SENDING)
        return over

    async def _still_may(
        self, community: CommunityId, post: OwnPost, written: Written, began: datetime
    ) -> bool:
        """The same by now, for the platform's library may have waited since the round began."""
        return await self._may(community, post, written, max(began, self._clock.now()))

    async def _may(
        self, community: CommunityId, post: OwnPost, written: Written, now: datetime
    ) -> bool:
        """Whether it may be said now: by the charter, by stops, and by who wrote it."""
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            stopped = await _stopped(unit, community, post.channel)
            await unit.commit()
        if framework is None or stopped:
            return False
        charter = framework.charter
        if quiet(framework, post.channel, now) or forbidden(charter, written):
            return False
        return await self._moderates(post.author, post.channel)

    async def _language(self, community: CommunityId) -> str:
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            await unit.commit()
        return said_in(framework.charter.language) if framework else "en"

    async def _end(
        self, community: CommunityId, post: OwnPost, status: OwnPostStatus, now: datetime
    ) -> OwnPost:
        over = replace(post, status=status, ended_at=now)
        await self._keep(community, over, frozenset({post.status}))
        log.warning("own_post_not_said", status=status.value)
        return over

    async def _keep(
        self, community: CommunityId, post: OwnPost, before: frozenset[OwnPostStatus]
    ) -> None:
        async with self._open_unit() as unit:
            await unit.own_posts.move(community, post, before)
            await unit.commit()


def _text(written: Written, author: str, words: Phrases, *, polls: bool) -> str:
    """The words and whose they are. A poll shows the words itself; where the place has none, its
    answers stand below them.
    """
    by = words.say("own-post-by", author=author)
    if polls:
        return by
    numbered = enumerate(written.answers, 1)
    answers = [words.say("own-post-answer", number=str(n), answer=a) for n, a in numbered]
    return "\n".join((written.words, *answers, by))


async def _stopped(unit: UnitOfWork, community: CommunityId, channel: ChannelKey) -> bool:
    """Whether moderators silenced the bot there, or everywhere."""
    said = await unit.standings.latest(community)
    stops = {each.channel for each in said if each.practice == EVERY_PRACTICE and each.stopped}
    return bool(stops & {None, channel.room})
