"""Weave a long talk together in a few links, where a member asked for it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from bot.core.conversations import Conversation
from bot.core.ids import MessageKey
from bot.core.interventions import Audience, Proposal
from bot.core.readings import LIKELY, Head
from bot.core.reasons import Reason
from bot.core.shape import unanswered
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, Practice

MOST_LINKS = 3
"""A weave is to be read, so it points to the opening and to so few more."""


class SummariseAndWeave(Practice):
    """Summarise and weave (practices.md, A-17), on request only: what waits is that request.

    It lists what was asked and is still open, by link, and what was said at the greatest length.
    Who agrees and who does not cannot be measured here, and the text says so in its place.
    """

    key: ClassVar[str] = "summarise_and_weave"
    human_name: ClassVar[str] = "Summarise and weave"
    mode: ClassVar[Mode] = Mode.SPEAK
    needs: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.REPLY_IN_THREAD, Capability.LINK}
    )
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = ("summarise_and_weave-links",)
    exempt: ClassVar[frozenset[Reason]] = frozenset(
        {Reason.SOMEONE_IS_TALKING, Reason.TALK_IS_WELL}
    )
    needs_answer: ClassVar[bool] = False

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        messages: int = field(
            default=30,
            metadata={"description": "From how many messages of people on there is much to weave."},
        )
        people: int = field(
            default=4,
            metadata={"description": "How many people must be in the talk."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """What a member asked for, if there is enough of it and their message still stands."""
        told = snapshot.conversation.humans
        asked = next((m for m in told if m.key == snapshot.asked), None)
        cites = None if asked is None else self.links(snapshot.conversation, asked.key)
        if asked is None or cites is None:
            return None
        return self.proposal(
            snapshot,
            asked,
            audience=Audience.PUBLIC,
            template="summarise_and_weave-links",
            needs=self.needs,
            confidence=1.0,
            cites=cites,
        )

    def links(self, conversation: Conversation, asked: MessageKey) -> tuple[MessageKey, ...] | None:
        """The opening, what is asked and still open, then what was said at the greatest length.

        Never the message of the request itself. None: there is not enough of it.
        """
        told = conversation.humans
        if len(told) < self.settings.messages:
            return None
        if len({message.author for message in told}) < self.settings.people:
            return None
        still_open = [m for m in unanswered(conversation) if m.says(Head.QUESTION, LIKELY)]
        longest = sorted(told, key=lambda m: (-m.words, m.at))
        chosen = dict.fromkeys(m.key for m in (told[0], *still_open, *longest) if m.key != asked)
        return tuple(chosen)[: MOST_LINKS + 1]
