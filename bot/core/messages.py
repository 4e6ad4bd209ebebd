"""One post, as the house keeps it."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.core.readings import Head, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One post by a person or a bot; `author` is always the keyed hash.

    `words` is the number of words of prose. `text` None: its life is over, or it was never kept.
    `reading` None: not read. `affinity` in 0..1, None: not measured. `mentions` are known only
    while the message passes through; nothing stores them.
    """

    key: MessageKey
    channel: ChannelKey
    author: MemberKey
    at: datetime
    words: int
    text: str | None = None
    reading: Reading | None = None
    affinity: float | None = None
    own: bool = False
    automated: bool = False
    mentions: tuple[MemberKey, ...] = ()

    def __repr__(self) -> str:
        """Hides the text."""
        return f"Message(key={self.key!r}, at={self.at!r}, words={self.words})"

    @property
    def human(self) -> bool:
        """Written by a person: not by a bot or a webhook, and not by us."""
        return not (self.automated or self.own)

    def says(self, head: Head, threshold: float = 0.5) -> bool:
        """Whether the reading has this head at the threshold or above it."""
        return self.reading is not None and self.reading.says(head, threshold)
