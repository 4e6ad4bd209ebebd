"""Slack as a platform: what happens in one workspace is heard for as long as it runs."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError

from bot.core.capabilities import Capability
from bot.core.events import Event
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.ports import Clock
from bot.platforms.exports.slack_records import PLATFORM
from bot.platforms.slack.calls import call, objects, text
from bot.platforms.slack.connection import Connection
from bot.platforms.slack.ears import Ears
from bot.platforms.slack.history import Pace, missed
from bot.platforms.slack.keys import address_of, place_of
from bot.services.hearing import Hearing

ALIVE_WITHIN = timedelta(minutes=12)
"""A socket is watched every minute and left after ten silent ones."""
Moderates = Callable[[MemberKey], Awaitable[bool]]


class SlackPlatform:
    """One workspace: its connection and its ears. `moderates`: who is named as a moderator.

    Slack knows owners and admins, but an app cannot ask what somebody may do in a channel; who
    moderates is what the charter says.
    """

    def __init__(
        self,
        connection: Connection,
        hearing: Hearing,
        clock: Clock,
        *,
        life: timedelta,
        gone: Callable[[CommunityId], Awaitable[None]],
        moderates: Moderates,
        private: bool = False,
        pace: Pace | None = None,
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._moderates = moderates
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

    @property
    def name(self) -> str:
        """The name every key of it carries."""
        return PLATFORM

    @property
    def ready(self) -> bool:
        """Whether Slack was heard lately."""
        last = self._connection.last_heard_at
        return last is not None and self._clock.now() - last <= ALIVE_WITHIN

    async def run(self) -> None:
        """Hear until cancelled; raises SlackStopped where no new attempt would help."""
        self.ears.am(await self._connection.identity())
        try:
            await self._connection.run(self.ears.hear, self.ears.began, self.ears.silent)
        finally:
            await self.ears.leaving()

    async def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """What is possible here and now."""
        return self.may(channel)

    def may(self, channel: ChannelKey) -> frozenset[Capability]:
        """What is possible here and now: nothing where nobody invited the bot."""
        if channel.channel not in {each.key.channel for each in self.ears.rooms}:
            return frozenset()
        return frozenset(
            {
                Capability.ANSWER_PRIVATELY,
                Capability.BUTTONS,
                Capability.LINK,
                Capability.MENTION_PERSON,
                Capability.POST_IN_CHANNEL,
                Capability.PRIVATE_NOTE,
                Capability.REPLY_IN_THREAD,
            }
        )

    async def is_moderator(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether this person (plain id) may moderate here."""
        del channel
        return await self._moderates(member)

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
