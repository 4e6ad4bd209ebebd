"""Puts Tummler's face on Slack together, for whoever runs a house there."""

from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import House
from bot.core.ids import CommunityId, MemberKey, MessageKey
from bot.core.ports import Clock
from cogs.slack.surface import Surface

Link = Callable[[MessageKey], str]


def face(
    app: AsyncApp,
    client: AsyncWebClient,
    house: House,
    clock: Clock,
    *,
    link: Link,
    moderates: Callable[[MemberKey], Awaitable[bool]],
    woken: Callable[[CommunityId], None],
) -> None:
    """Make an app answer people. `link`: where a message stands; empty: nowhere."""

    async def address(key: MessageKey) -> str | None:
        return link(key) or None

    Surface(
        house.counter, client, clock, address=address, moderates=moderates, woken=woken
    ).furnish(app)
