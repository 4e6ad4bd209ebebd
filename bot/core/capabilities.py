"""What an intervention is able to do in a channel."""

from typing import Protocol

from bot.core.errors import TummlerError
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.core.own_posts import Poll
from bot.core.words import Word


class Capability(Word):
    """One ability a platform may grant; only added to."""

    REPLY_IN_THREAD = "reply_in_thread"
    POST_IN_CHANNEL = "post_in_channel"
    PIN = "pin"
    BUTTONS = "buttons"
    PRIVATE_NOTE = "private_note"
    ANSWER_PRIVATELY = "answer_privately"
    MENTION_PERSON = "mention_person"
    MODERATOR_ROOM = "moderator_room"
    LINK = "link"
    REACT = "react"
    TAG = "tag"
    POLL = "poll"
    OPEN_THREAD = "open_thread"


EVERYTHING = frozenset(Capability)
SIGNS = frozenset({Capability.REACT, Capability.TAG})
"""What says something without words."""


class PlatformRefused(TummlerError):
    """The platform did not take what was to be said; the bot's rights there may have changed."""


class PlatformBusy(TummlerError):
    """The platform takes nothing at the moment; what was to be said is taken up again later."""


class Capabilities(Protocol):
    """What can speak. Only Delivery holds one.

    Every call is safe to repeat with the same `once`: what was done is not done again, also by
    another process. Rate limits are awaited, never raised; a refusal raises PlatformRefused, and
    where nobody can tell what became of it, or all asking is pointless for a while, PlatformBusy.
    """

    @property
    def simulated(self) -> bool:
        """Whether nobody sees what is said, as in a replay."""
        ...

    def mention(self, member: MemberKey) -> str:
        """How a person (plain id) is called by name in a text, so that they are told of it."""
        ...

    async def posted(
        self, channel: ChannelKey, *, once: str, to: MemberKey | None = None
    ) -> MessageKey | None:
        """What was said in a channel under this `once`; None: nothing was.

        `to`: what was said to this person (plain id) alone. Where a platform cannot tell, it raises
        PlatformRefused: then nothing is said again, for once too few is better than twice.
        """
        ...

    async def reply(
        self,
        to: MessageKey,
        text: str,
        *,
        once: str,
        mentions: tuple[MemberKey, ...] = (),
        language: str = "en",
    ) -> MessageKey:
        """Answer a message in its own place; returns what was posted.

        Nobody is told of it but those in `mentions` (plain ids), whom `text` names by `mention`.
        `language`, as ISO 639-1: what the buttons below it are in, here and where else it stands.
        """
        ...

    async def post(
        self,
        channel: ChannelKey,
        text: str,
        *,
        once: str,
        author: MemberKey,
        poll: Poll | None = None,
        language: str = "en",
    ) -> MessageKey:
        """Say what a person wrote for a channel; returns what was posted.

        `author` (plain id): who wrote it, whom `text` names by `mention` and nobody need be told.
        `poll`: what is asked below it, for which POLL must be granted there.
        """
        ...

    async def open_thread(self, channel: ChannelKey, on: MessageKey, title: str) -> None:
        """Open a thread below a message; where there is one, nothing is done."""
        ...

    async def whisper(
        self, channel: ChannelKey, to: MemberKey, text: str, *, once: str, language: str = "en"
    ) -> MessageKey:
        """Say something that one person (plain id) alone sees; returns what was posted."""
        ...

    async def withdraw(self, channel: ChannelKey, said: MessageKey) -> None:
        """Take back what the bot itself said in the open, for good.

        What is no longer there is no refusal, so that a second time changes nothing.
        """
        ...

    async def show_answered(
        self, channel: ChannelKey, question: MessageKey, within: frozenset[Capability]
    ) -> None:
        """Show without words that a question is answered: a reaction to it, its forum's own tag.

        `within`: what is granted there; of that which is not among it nothing is done. A second
        time it changes nothing, so that it carries no `once`.
        """
        ...
