"""Show a moderator what moved several people to answer at length, and nobody has thanked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.growth import Growth
from bot.core.ids import MessageKey
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, Practice


class RecogniseContribution(Practice):
    """Recognise a deep contribution (practices.md, A-16): a person thanks, the bot only points.

    No points, no lists of the best, no praise of quantity. Who was thanked before is not counted,
    for nothing is kept about anybody; the moderator sees that it is not always the same people.
    """

    key: ClassVar[str] = "recognise_contribution"
    human_name: ClassVar[str] = "Recognise a deep contribution"
    mode: ClassVar[Mode] = Mode.MODERATOR_ASSIST
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.MODERATOR_ROOM, Capability.LINK})
    window: ClassVar[timedelta] = timedelta(days=7)
    templates: ClassVar[tuple[str, ...]] = ("recognise_contribution-thank",)
    heads: ClassVar[frozenset[Head]] = frozenset({Head.QUESTION, Head.THANKS})
    exempt: ClassVar[frozenset[Reason]] = frozenset({Reason.TALK_IS_WELL})
    needs_answer: ClassVar[bool] = False

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        told: int = field(
            default=25,
            metadata={"description": "From how many words on an opening may be a contribution."},
        )
        people: int = field(
            default=2,
            metadata={"description": "How many others must have answered at some length."},
        )
        words: int = field(
            default=12,
            metadata={"description": "From how many words on a reply is one of some length."},
        )
        first: int = field(
            default=20,
            metadata={"description": "Among how many of the first messages they are looked for."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def stirs(self, growth: Growth) -> bool:
        """The reply of some length with which enough others have answered such an opening."""
        if growth.count > self.settings.first:
            return False
        opening, latest = growth.messages[0], growth.messages[-1]
        if opening.words < self.settings.told or latest.words < self.settings.words:
            return False
        return not opening.says(Head.QUESTION) and self._moved(growth.messages)

    def patience(self, pace: Pace) -> timedelta:
        """Until three quarters here have had a first reply: people thank of their own accord."""
        return pace.first_reply_p75

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Show the opening to a moderator, who may thank for it."""
        conversation = self.settled(snapshot)
        opening = self.need(conversation) if conversation else None
        if conversation is None or opening is None or opening.words < self.settings.told:
            return None
        others = [m for m in conversation.humans if m.author != opening.author]
        thanked = any(m.says(Head.THANKS) for m in others)
        if thanked or opening.says(Head.QUESTION) or not self._moved(conversation.messages):
            return None
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.MODERATORS,
            template="recognise_contribution-thank",
            needs=self.needs,
            confidence=1.0 - (self.score(opening, Head.QUESTION) or 0.0),
        )

    def _moved(self, messages: Sequence[Message]) -> bool:
        """Whether enough others answered at some length."""
        others = {
            message.author
            for message in messages
            if message.words >= self.settings.words and message.human
        } - {messages[0].author}
        return len(others) >= self.settings.people

    def reached(self, conversation: Conversation, need: MessageKey, until: datetime) -> bool:
        """Whether another person thanked in this conversation within the window."""
        author = next((m.author for m in conversation.messages if m.key == need), None)
        return author is not None and any(
            m.says(Head.THANKS) and m.author != author and until - self.window < m.at <= until
            for m in conversation.humans
        )
