"""How people, rooms and messages of the Parlour are named."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.core.clock import utc
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey

PLATFORM: Final = "parlour"
DEMO: Final = CommunityId("parlour:demo")
"""The one community whose talk we wrote ourselves; nothing may be imported into it."""


class Series(StrEnum):
    """Who counts messages: so that no key of the written talk is ever given again."""

    TOLD = "a"
    LIVE = "b"


def member(name: str) -> MemberKey:
    """Somebody here, by the plain name."""
    return MemberKey(platform=PLATFORM, member=name)


def channel(space: str, name: str) -> ChannelKey:
    """A channel of one house."""
    return ChannelKey(platform=PLATFORM, space=space, channel=name)


def said_under(key: MessageKey, once: str) -> MessageKey:
    """The same key for a line of the bot, so that it tells for ever under what it was said."""
    return replace(key, message=f"{key.message}.{once}")


def once_of(key: MessageKey) -> str | None:
    """Under what a line of the bot was said; None: this is no such key."""
    return key.message.partition(".")[2] or None


def anchor(key: MessageKey) -> str:
    """By what a message is found on its page."""
    return "m" + "".join(c if c.isalnum() else "-" for c in key.message)


def path_of(key: MessageKey) -> str:
    """Where a message stands, as a path of the local pages."""
    return f"/parlour?line={key.message}#{anchor(key)}"


def thread_of(room: ChannelKey, root: MessageKey) -> ChannelKey:
    """The thread below a message, in the room where the message stands."""
    return ChannelKey(
        platform=PLATFORM, space=room.space, channel=room.channel, thread=root.message
    )


def message(community: CommunityId, at: datetime, series: Series, count: int) -> MessageKey:
    """A key that sorts by time; unique where `count` never repeats within its series.

    Raises NaiveTime for a time without a zone.
    """
    since_epoch = round(utc(at, "at").timestamp() * 1000)
    return MessageKey(
        platform=PLATFORM, community=community, message=f"{since_epoch:013d}-{series}{count:05d}"
    )
