"""Lift a question that has waited longer than a reply is still likely in its channel."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.readings import LIKELY, Head
from bot.core.senses import Sense
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, People, Practice


class RescueUnanswered(Practice):
    """No question left behind (practices.md, A-03); it never answers one.

    It asks one volunteer, the one least lately asked; without volunteers a moderator gets the
    question to take up. Where an earlier question like this one had an answer that was accepted,
    and whoever asked it allows callbacks, it links that one instead. A first message belongs to
    `greet_and_hand_over`.
    """

    key: ClassVar[str] = "rescue_unanswered"
    human_name: ClassVar[str] = "No question left behind"
    mode: ClassVar[Mode] = Mode.SPEAK
    needs: ClassVar[frozenset[Capability]] = frozenset(
        {
            Capability.REPLY_IN_THREAD,
            Capability.MENTION_PERSON,
            Capability.MODERATOR_ROOM,
            Capability.LINK,
        }
    )
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = (
        "rescue_unanswered-link",
        "rescue_unanswered-ask",
        "rescue_unanswered-list",
    )
    heads: ClassVar[frozenset[Head]] = frozenset({Head.QUESTION})
    helped_by: ClassVar[frozenset[Sense]] = frozenset({Sense.RELATED})

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        words_unread: int = field(
            default=4,
            metadata={
                "description": "From how many words on an opening that could not be read counts "
                "as a possible question; nothing is said, and the ledger says why."
            },
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """When a reply within the next day has become unlikely, by the channel's own pace."""
        opening = self.need(conversation)
        if opening is None or pace is None or not self._may_ask(opening):
            return None
        author = people.get(opening.author)
        return None if author is not None and author.newcomer else pace.unlikely_after

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Link an answered one like it, or ask one volunteer, or list it for the moderators."""
        opening = self.due(snapshot)
        if opening is None:
            return None
        sure = self.score(opening, Head.QUESTION) or 0.0
        answered = next((each for each in snapshot.related or () if each.answered), None)
        if answered is not None:
            return self.proposal(
                snapshot,
                opening,
                audience=Audience.PUBLIC,
                template="rescue_unanswered-link",
                needs=frozenset({Capability.REPLY_IN_THREAD, Capability.LINK}),
                confidence=sure,
                cites=(answered.opening,),
            )
        volunteer = next((v for v in snapshot.mentionable if v != opening.author), None)
        if volunteer is None:
            return self.proposal(
                snapshot,
                opening,
                audience=Audience.MODERATORS,
                template="rescue_unanswered-list",
                needs=frozenset({Capability.MODERATOR_ROOM}),
                confidence=sure,
            )
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.PUBLIC,
            template="rescue_unanswered-ask",
            needs=frozenset({Capability.REPLY_IN_THREAD, Capability.MENTION_PERSON}),
            confidence=sure,
            addressee=volunteer,
        )

    def _may_ask(self, opening: Message) -> bool:
        """Whether it reads as a question, or could not be read and is long enough to be one."""
        if self.score(opening, Head.QUESTION) is None:
            return opening.words >= self.settings.words_unread
        return opening.says(Head.QUESTION, LIKELY)
