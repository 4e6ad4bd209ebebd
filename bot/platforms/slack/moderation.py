"""What a moderator has done on Slack through the bot: its own messages are taken back, no more.

platforms.md, section 3. Slack lets an app delete what the app wrote; for everything else the card
leads to the message, where Slack's own tools are. No token of a person is ever asked for.
"""

from collections.abc import Awaitable, Callable

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.automod import AutoRules
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.core.moderation import ActKind, Done, Order
from bot.core.own_posts import Counted
from bot.platforms.slack.calls import answer_of, call
from bot.platforms.slack.hands import LATER, SlackBusy, SlackRefused

Moderates = Callable[[MemberKey, ChannelKey], Awaitable[bool]]


class SlackModeration:
    """Deletes in one workspace what the bot wrote there, as a moderator decided."""

    def __init__(self, client: AsyncWebClient, moderates: Moderates) -> None:
        self._client = client
        self._moderates = moderates

    async def granted(self, channel: ChannelKey, by: MemberKey, *, own: bool) -> frozenset[ActKind]:
        """Taking back a message of ours, for who moderates there; Slack allows nothing else."""
        if own and await self._moderates(by, channel):
            return frozenset({ActKind.REMOVE})
        return frozenset()

    def profile(self, member: MemberKey) -> str:
        """Empty: Slack gives no address of a person that works in every workspace."""
        del member
        return ""

    async def do(self, order: Order) -> Done:
        """Delete a message of ours. Raises PlatformRefused and PlatformBusy."""
        if order.kind is not ActKind.REMOVE:
            raise SlackRefused
        channel, _, moment = order.on.message.partition(":")
        try:
            await call(self._client, "chat.delete", channel=channel, ts=moment)
        except SlackApiError as refused:
            again = answer_of(refused) in LATER
            raise SlackBusy if again else SlackRefused from refused
        except (aiohttp.ClientError, OSError, TimeoutError) as lost:
            raise SlackBusy from lost
        return Done()

    async def undo(self, order: Order, before: str | None) -> None:
        """Nothing that Slack lets us do can be taken back. Raises PlatformRefused."""
        del order, before
        raise SlackRefused

    async def poll(self, channel: ChannelKey, post: MessageKey) -> Counted | None:
        """None: Slack has no polls."""
        del channel, post
        return None

    def rules(self) -> AutoRules | None:
        """None: Slack has no such rules that an app may set."""
        return None
