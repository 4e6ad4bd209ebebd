"""Show two people who both asked for it that one has what the other is at."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace, first_answer
from bot.core.ids import MemberKey, MessageKey
from bot.core.interventions import Audience, Proposal
from bot.core.privacy import OptIn
from bot.core.senses import Sense
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, People, Practice

_BOTH = frozenset({OptIn.CONNECT, OptIn.CALLBACKS})


class ConnectTwo(Practice):
    """Introduce two people (practices.md, A-04), by what they wrote and nothing else.

    Both must have asked to be connected and to be called back, have written something of substance
    lately, be at home in different channels, and neither have answered the other nor been
    introduced lately. No score is told, nothing is inferred of anybody, and no likeness of people
    is kept.
    """

    key: ClassVar[str] = "connect_two"
    human_name: ClassVar[str] = "Introduce two people"
    mode: ClassVar[Mode] = Mode.OPT_IN
    needs: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.REPLY_IN_THREAD, Capability.LINK, Capability.MENTION_PERSON}
    )
    window: ClassVar[timedelta] = timedelta(days=7)
    templates: ClassVar[tuple[str, ...]] = ("connect_two-volunteer",)
    opt_in: ClassVar[OptIn] = OptIn.CONNECT
    senses: ClassVar[frozenset[Sense]] = frozenset({Sense.RELATED, Sense.TIES})
    needs_answer: ClassVar[bool] = False
    only_opted_in: ClassVar[bool] = True

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        words: int = field(
            default=25,
            metadata={
                "description": "From how many words on an opening says enough to be compared."
            },
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """When three quarters here have had their first reply, for an opening of some length."""
        del people  # whoever wrote it
        opening = self.need(conversation)
        if opening is None or pace is None or opening.words < self.settings.words:
            return None
        return pace.first_reply_p75

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Mention the author of the likest talk who asked for it, to one who asked for it too."""
        opening = self.due(snapshot)
        if opening is None or not _asked(snapshot, opening.author):
            return None
        other = next(
            (
                each
                for each in snapshot.related or ()
                if each.met is False
                and each.apart
                and each.ripe
                and each.author != opening.author
                and _asked(snapshot, each.author)
            ),
            None,
        )
        if other is None:
            return None
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.PUBLIC,
            template="connect_two-volunteer",
            needs=self.needs,
            confidence=1.0,
            addressee=other.author,
            cites=(other.opening,),
        )

    def reached(self, conversation: Conversation, need: MessageKey, until: datetime) -> bool:
        """Whether somebody answered and the one who waited wrote back, within the window."""
        answer = first_answer(conversation, need)
        asker = next((m.author for m in conversation.messages if m.key == need), None)
        return answer is not None and any(
            m.author == asker and answer.at < m.at <= until for m in conversation.humans
        )


def _asked(snapshot: Snapshot, member: MemberKey) -> bool:
    consent = snapshot.consents.get(member)
    return consent is not None and consent.opt_ins >= _BOTH
