"""How a conversation grows: one message at a time, in constant time and bounded memory."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.conversations import SUSTAINED_TURNS, Conversation, Link
from bot.core.ids import (
    ChannelKey,
    CommunityId,
    ConversationId,
    MemberKey,
    MessageKey,
    conversation_opened_by,
)
from bot.core.messages import Message

KEPT = 200
"""Of a long conversation the opening and this many of the latest messages are kept at hand."""


@dataclass(slots=True, kw_only=True)
class Growth:
    """A conversation while people are in it; the store writes it down when a unit of work ends.

    The one mutable thing of the domain: a frozen conversation per message would copy a thread of n
    messages n times. Practices are shown the frozen `conversation()`.
    """

    id: ConversationId
    community: CommunityId
    channel: ChannelKey
    opened_at: datetime
    last_at: datetime
    opener: MemberKey | None
    human: bool
    """A person opened it."""
    first_answer_at: datetime | None = None
    count: int = 0
    turns: int = 0
    last_speaker: MemberKey | None = None
    messages: list[Message] = field(default_factory=list[Message])
    links: list[Link] = field(default_factory=list[Link])

    @property
    def sustained(self) -> bool:
        """At least four turns between at least two people (metrics.md, B-04)."""
        return self.turns >= SUSTAINED_TURNS

    def add(self, message: Message, link: Link) -> Message | None:
        """Take in a message and the link that joined it; one that came late finds its place.

        The opening stays first, whatever a clock said of those who answered it. Returns the message
        that is let go for it, None while there are few.
        """
        place = len(self.messages)
        if place and self.messages[-1].at > message.at:
            place = self._place_of(message)
        self.messages.insert(place, message)
        self.links.insert(place, link)
        self.count += 1
        self.last_at = max(self.last_at, message.at)
        if message.human:
            self._speak(message)
        if len(self.messages) <= KEPT + 1:
            return None
        del self.links[1]
        return self.messages.pop(1)

    def _place_of(self, late: Message) -> int:
        place = len(self.messages)
        first = 1 if self.opened_by(self.messages[0].key) else 0
        while place > first and self.messages[place - 1].at > late.at:
            place -= 1
        return place

    def _speak(self, message: Message) -> None:
        if message.author != self.last_speaker:
            self.turns += 1
            self.last_speaker = message.author
        if self.first_answer_at is None and message.author != self.opener:
            self.first_answer_at = message.at

    def opened_by(self, key: MessageKey) -> bool:
        """Whether this message opened it."""
        return self.id == conversation_opened_by(key)

    def rewrite(self, key: MessageKey, changed: Message) -> None:
        """Put an edited message in the place of the old one."""
        self.messages = [changed if m.key == key else m for m in self.messages]

    def forget_people(self, before: datetime, nobody: str = "") -> None:
        """Take out who wrote what is older than this; `nobody` stands in their place."""
        self.opener = None
        if self.last_at < before:
            self.last_speaker = None
        self.messages = [
            replace(m, author=replace(m.author, member=nobody)) if m.at < before else m
            for m in self.messages
        ]

    def conversation(self) -> Conversation | None:
        """The frozen view; None when every message of it has been deleted."""
        if not self.messages:
            return None
        return Conversation(
            id=self.id,
            community=self.community,
            channel=self.channel,
            opened_at=self.opened_at,
            last_at=self.last_at,
            messages=tuple(self.messages),
            links=tuple(self.links),
        )
