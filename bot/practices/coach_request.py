"""Help a moderator draw out what a newcomer's short question leaves open."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.gates import LIVE_GAPS
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.readings import LIKELY, Head
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, People, Practice


class CoachRequest(Practice):
    """Draw out the request (practices.md, A-02): a draft for a moderator, no public correction.

    Only somebody's first message, for what they wrote before is not counted; and only its length
    tells, for whether its words are those of the social object cannot be told from features.
    """

    key: ClassVar[str] = "coach_request"
    human_name: ClassVar[str] = "Draw out the request"
    mode: ClassVar[Mode] = Mode.MODERATOR_ASSIST
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.MODERATOR_ROOM})
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = ("coach_request-draft",)
    heads: ClassVar[frozenset[Head]] = frozenset({Head.QUESTION})

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        words: int = field(
            default=8,
            metadata={"description": "Below how many words a question is hard to answer."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """As soon as nobody is about to go on; the asker may have more to say."""
        opening = self.need(conversation)
        if opening is None or pace is None or not self._short(opening):
            return None
        author = people.get(opening.author)
        return LIVE_GAPS * pace.median_gap if author is not None and author.newcomer else None

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """A line with which a moderator may ask for the rest."""
        opening = self.due(snapshot)
        if opening is None:
            return None
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.MODERATORS,
            template="coach_request-draft",
            needs=self.needs,
            confidence=self.score(opening, Head.QUESTION) or 0.0,
        )

    def _short(self, opening: Message) -> bool:
        return opening.says(Head.QUESTION, LIKELY) and opening.words < self.settings.words
