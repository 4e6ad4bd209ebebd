"""Slack as a platform: what happens in one workspace is heard for as long as it runs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.core.capabilities import Capability
from bot.core.events import Event
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.ports import Clock
from bot.platforms.exports.slack_records import PLATFORM
from bot.platforms.slack.calls import call, objects, text
from bot.platforms.slack.connection import Connection, Identity
from bot.platforms.slack.ears import Ears
from bot.platforms.slack.history import Pace, missed
from bot.platforms.slack.keys import address_of, place_of
from bot.platforms.slack.standing import Standing
from bot.services.hearing import Hearing

log = structlog.get_logger()
ALIVE_WITHIN = timedelta(minutes=12)
"""A socket is watched every minute and left after ten silent ones."""


class SlackPlatform:
    """One workspace: its connection, its ears, and what is granted there.

    Slack knows owners and admins; an app cannot ask what somebody may do in one channel.
    """

    def __init__(
        self,
        connection: Connection,
        hearing: Hearing,
        clock: Clock,
        *,
        life: timedelta,
        gone: Callable[[CommunityId], Awaitable[None]],
        standing: Standing,
        private: bool = False,
        pace: Pace | None = None,
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._standing = standing
        self._pace = pace or Pace()
        self.ears = Ears(
            hearing,
            connection.client,
            clock,
            life=life,
            gone=gone,
            deaf_since=lambda: connection.deaf_since,
            private=private,
            pace=self._pace,
        )
        standing.rooms = lambda: self.ears.rooms

    @property
    def name(self) -> str:
        """The name every key of it carries."""
        return PLATFORM

    @property
    def ready(self) -> bool:
        """Whether Slack was heard lately."""
        last = self._connection.last_heard_at
        return last is not None and self._clock.now() - last <= ALIVE_WITHIN

    async def look_around(self, me: Identity) -> None:
        """Know the channels before anything is to be said in them, where Slack tells them now."""
        self.ears.am(me)
        try:
            await self.ears.know_rooms()
        except (SlackApiError, ClientError, OSError, TimeoutError) as error:
            log.warning("channels_not_told", platform=PLATFORM, error=type(error).__name__)

    @property
    def first_heard(self) -> asyncio.Event:
        """Set once Slack is heard for the first time."""
        return self.ears.first

    async def run(self) -> None:
        """Hear until cancelled; raises SlackStopped where no new attempt would help."""
        self.ears.am(await self._connection.identity())
        try:
            await self._connection.run(self.ears.hear, self.ears.began, self.ears.silent)
        finally:
            await self.ears.leaving()

    async def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """What is possible here and now."""
        return self._standing.granted(channel)

    async def is_moderator(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether this person (plain id) may moderate here."""
        return await self._standing.moderates_in(member, channel)

    async def read(self, key: MessageKey) -> str | None:
        """The text as it stands now; None: it is gone, or we may not look."""
        place = place_of(key)
        if place is None:
            return None
        number, timestamp = place
        try:
            told = await call(
                self._connection.client,
                "conversations.replies",
                channel=number,
                ts=timestamp,
                limit=1,
                inclusive=True,
            )
        except SlackApiError:
            return None
        found = (each for each in objects(told.get("messages")) if text(each, "ts") == timestamp)
        return next((text(each, "text") for each in found), None)

    def link(self, key: MessageKey, channel: ChannelKey) -> str:
        """Where a message stands, for people who may look there."""
        del channel
        return address_of(key, self.ears.workspace) or ""

    async def history(self, channel: ChannelKey, since: datetime) -> AsyncIterator[Event]:
        """The messages of a channel from then on, oldest first; asks Slack."""
        room = next((each for each in self.ears.rooms if each.key == channel.room), None)
        if room is None:
            return
        records = await missed(self._connection.client, channel.channel, since, self._pace)
        for event in self.ears.events(records, room, self._clock.now()):
            yield event
