"""Hand a first message that nobody has answered over to the people who are here."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.ids import MemberKey
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.readings import LIKELY, Head
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, People, Practice


class GreetAndHandOver(Practice):
    """Welcome by handing over (practices.md, A-01): a person answers, the bot points.

    Nobody is greeted for joining: it looks only at somebody's first message, and only once that has
    waited longer than most do here. At most one volunteer is mentioned, and only one who may be.
    """

    key: ClassVar[str] = "greet_and_hand_over"
    human_name: ClassVar[str] = "Welcome by handing over"
    mode: ClassVar[Mode] = Mode.SPEAK
    needs: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.REPLY_IN_THREAD, Capability.MENTION_PERSON}
    )
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = (
        "greet_and_hand_over-question",
        "greet_and_hand_over-question-volunteer",
        "greet_and_hand_over-story",
        "greet_and_hand_over-story-volunteer",
    )

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        words: int = field(
            default=8,
            metadata={
                "description": "From how many words on a first message deserves a word back."
            },
        )
        soonest: timedelta = field(
            default=timedelta(minutes=10),
            metadata={"description": "No first message is handed over sooner than this."},
        )
        latest: timedelta = field(
            default=timedelta(hours=12),
            metadata={"description": "No first message waits longer before it is looked at."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """When three quarters here have had their first reply, within the clamps."""
        opening = self.need(conversation)
        if opening is None or pace is None:
            return None
        author = people.get(opening.author)
        if author is None or not author.newcomer or self._confidence(opening) is None:
            return None
        return min(max(pace.first_reply_p75, self.settings.soonest), self.settings.latest)

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """One line in the thread that passes the message on, to a volunteer where there is one."""
        opening = self.due(snapshot)
        sure = self._confidence(opening) if opening else None
        if opening is None or sure is None:
            return None
        volunteer = _volunteer(snapshot, opening)
        kind = "question" if opening.says(Head.QUESTION, LIKELY) else "story"
        template = f"{self.key}-{kind}"
        needs = frozenset({Capability.REPLY_IN_THREAD})
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.PUBLIC,
            template=template if volunteer is None else f"{template}-volunteer",
            needs=needs if volunteer is None else needs | {Capability.MENTION_PERSON},
            confidence=sure,
            addressee=volunteer,
        )

    def _confidence(self, opening: Message) -> float | None:
        """How surely it waits for a word: by its length, or as a question; None: it does not."""
        if opening.words >= self.settings.words:
            return 1.0
        return self.score(opening, Head.QUESTION) if opening.says(Head.QUESTION, LIKELY) else None


def _volunteer(snapshot: Snapshot, opening: Message) -> MemberKey | None:
    """The volunteer least lately asked who may still be mentioned this week."""
    people = snapshot.people
    return next(
        (
            member
            for member in snapshot.mentionable
            if member != opening.author and member in people and people[member].mentions_left > 0
        ),
        None,
    )
