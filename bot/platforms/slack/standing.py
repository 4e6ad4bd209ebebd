"""Who moderates a workspace, as Slack says when it is asked, and what the bot may do where."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Final

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.capabilities import Capability
from bot.core.ids import ChannelKey, MemberKey
from bot.core.ports import Clock
from bot.platforms.exports.slack_records import PLATFORM, SlackRoom
from bot.platforms.slack.calls import call, inner

log = structlog.get_logger()
REMEMBERED: Final = timedelta(seconds=60)
MOST: Final = 1000
GRANTED: Final = frozenset(
    {
        Capability.ANSWER_PRIVATELY,
        Capability.BUTTONS,
        Capability.LINK,
        Capability.MENTION_PERSON,
        Capability.MODERATOR_ROOM,  # the queue, which moderators ask for wherever they are
        Capability.POST_IN_CHANNEL,
        Capability.PRIVATE_NOTE,
        Capability.REPLY_IN_THREAD,
    }
)
"""What a channel that invited the bot lets it do."""


class Standing:
    """Asks Slack, and remembers an answer for a minute."""

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._known: dict[str, tuple[bool, datetime]] = {}
        self.rooms: Callable[[], Collection[SlackRoom]] = tuple
        """The channels that the bot was invited to, as far as they are known."""

    def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """What is possible here and now: nothing where nobody invited the bot."""
        inside = any(each.key.channel == channel.channel for each in self.rooms())
        return GRANTED if inside else frozenset()

    async def moderates(self, member: MemberKey) -> bool:
        """Whether this person (plain id) may moderate; who cannot be asked about may not."""
        if member.platform != PLATFORM:
            return False
        now = self._clock.now()
        known = self._known.get(member.member)
        # A clock that was set back would have it remembered for as long again.
        if known is not None and timedelta() <= now - known[1] < REMEMBERED:
            return known[0]
        said = await self._asked(member.member)
        if said is None:  # a failure is no answer, and the next asking may get one
            return False
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[member.member] = (said, now)
        return said

    async def moderates_in(self, member: MemberKey, channel: ChannelKey) -> bool:
        """The same of one channel, which Slack makes no difference for."""
        del channel
        return await self.moderates(member)

    async def _asked(self, user: str) -> bool | None:
        """What Slack says; None: it did not say."""
        try:
            told = inner(await call(self._client, "users.info", user=user), "user")
        except (SlackApiError, ClientError, OSError, TimeoutError) as error:
            log.warning("moderator_not_asked", platform=PLATFORM, error=type(error).__name__)
            return None
        return told.get("is_admin") is True or told.get("is_owner") is True
