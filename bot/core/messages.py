"""One post, as the house keeps it."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.core.readings import Head, Reading
from bot.core.swift import swift


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One post by a person or a bot; `author` is always the keyed hash.

    `words` is the number of words of prose. `text` None: its life is over, or it was never kept.
    `reading` None: not read. `affinity` to the social object and to each of its `facets`, in the
    charter's order, and `continuity` with what was said before it, in 0..1; None: not measured.
    `encoder` names who measured them and against which social object. `mentions` are known only
    while the message passes through; nothing stores them. `edited_at`: when it last got other
    words, as far as anybody told.
    """

    key: MessageKey
    channel: ChannelKey
    author: MemberKey
    at: datetime
    words: int
    text: str | None = None
    reading: Reading | None = None
    affinity: float | None = None
    facets: tuple[float | None, ...] = ()
    continuity: float | None = None
    encoder: str | None = None
    own: bool = False
    automated: bool = False
    mentions: tuple[MemberKey, ...] = ()
    edited_at: datetime | None = None

    def __repr__(self) -> str:
        """Hides the text."""
        return f"Message(key={self.key!r}, at={self.at!r}, words={self.words})"

    @property
    def human(self) -> bool:
        """Written by a person: not by a bot or a webhook, and not by us."""
        return not (self.automated or self.own)

    def says(self, head: Head, threshold: float | None = None) -> bool:
        """Whether the reading has this head at the threshold or above it."""
        return self.reading is not None and self.reading.says(head, threshold)
