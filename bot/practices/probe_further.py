"""Suggest one follow-up to a story that got no more than a nod."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace, turns
from bot.core.growth import Growth
from bot.core.ids import MessageKey
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.readings import Head
from bot.core.senses import Sense
from bot.core.shape import depth
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, Practice

GAPS = 4
"""After how many of the channel's median gaps a nod has had its chance to become talk (A-07)."""
PEOPLE = 2
"""How many must go on for it to have been worth it, in at least so many turns (A-07)."""


class ProbeFurther(Practice):
    """Follow-up question (practices.md, A-07): a story that was only nodded at.

    One question about their words, never "what do you all think", and never where somebody tells of
    distress. A moderator asks it under their own name until a person has trusted this to speak.
    Length stands for substance: of single messages nothing here tells substance better.
    """

    key: ClassVar[str] = "probe_further"
    human_name: ClassVar[str] = "Follow-up question"
    mode: ClassVar[Mode] = Mode.SPEAK
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.REPLY_IN_THREAD})
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = ("probe_further-question",)
    heads: ClassVar[frozenset[Head]] = frozenset({Head.QUESTION})
    senses: ClassVar[frozenset[Sense]] = frozenset({Sense.NORMS})
    needs_answer: ClassVar[bool] = False

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        told: int = field(
            default=25,
            metadata={"description": "From how many words on an opening may tell something."},
        )
        nod: int = field(
            default=8,
            metadata={"description": "Up to how many words a reply counts as no more than a nod."},
        )
        deepest: int = field(
            default=2,
            metadata={"description": "How many replies deep the talk may be, at most."},
        )
        most: int = field(
            default=5,
            metadata={"description": "How many messages the talk may hold, at most."},
        )
        words: int = field(
            default=12,
            metadata={"description": "How many words one of the turns it hopes for should have."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def stirs(self, growth: Growth) -> bool:
        """Somebody nodded to an opening that says something, and little else was said."""
        opening, latest = growth.messages[0], growth.messages[-1]
        return (
            growth.count <= self.settings.most
            and latest.author != opening.author
            and self._nods(latest)
            and opening.words >= self.settings.told
            and not opening.says(Head.QUESTION)
        )

    def patience(self, pace: Pace) -> timedelta:
        """As many of the channel's own gaps as talk needs to go on by itself."""
        return GAPS * pace.median_gap

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """One open question about the opening, where all it got is a nod."""
        conversation = self.settled(snapshot)
        opening = self.need(conversation) if conversation else None
        if conversation is None or opening is None or not self._deserves(snapshot, opening):
            return None
        replies = [m for m in conversation.humans if m.author != opening.author]
        if not replies or not all(map(self._nods, replies)):
            return None
        if depth(conversation) > self.settings.deepest:
            return None
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.PUBLIC,
            template="probe_further-question",
            needs=self.needs,
            confidence=1.0 - (self.score(opening, Head.QUESTION) or 0.0),
            cites=(replies[-1].key,),
        )

    def _nods(self, reply: Message) -> bool:
        return reply.words <= self.settings.nod and not reply.says(Head.QUESTION)

    def _deserves(self, snapshot: Snapshot, opening: Message) -> bool:
        """Whether it is in the longest third of what is opened here, and asks nothing itself."""
        usual = snapshot.norms.long_from if snapshot.norms else None
        return (
            usual is not None
            and opening.words >= max(usual, self.settings.told)
            and not opening.says(Head.QUESTION)
        )

    def reached(self, conversation: Conversation, need: MessageKey, until: datetime) -> bool:
        """Whether at least two people went on, in two turns or more, one of them at some length."""
        if all(message.key != need for message in conversation.messages):
            return False
        after = [m for m in conversation.humans if until - self.window < m.at <= until]
        people = {message.author for message in after}
        longest = max((message.words for message in after), default=0)
        return turns(after) >= PEOPLE and len(people) >= PEOPLE and longest >= self.settings.words
