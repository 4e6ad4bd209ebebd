"""Pass a question to one person who said that they like being asked about its topic."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.ids import MemberKey
from bot.core.interventions import Audience, Proposal
from bot.core.readings import LIKELY, Head
from bot.core.senses import Sense
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, People, Practice


class PassTheMic(Practice):
    """Hand over to the one who knows (practices.md, A-09), by what they said of themselves alone.

    Nobody's expertise is inferred. Among those who fit one is drawn, the likelier the better they
    fit, so that it is not always the same person; the draw is the same in every run.
    """

    key: ClassVar[str] = "pass_the_mic"
    human_name: ClassVar[str] = "Hand over to the one who knows"
    mode: ClassVar[Mode] = Mode.OPT_IN
    needs: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.REPLY_IN_THREAD, Capability.MENTION_PERSON, Capability.BUTTONS}
    )
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = ("pass_the_mic-ask",)
    heads: ClassVar[frozenset[Head]] = frozenset({Head.QUESTION})
    senses: ClassVar[frozenset[Sense]] = frozenset({Sense.FACETS})
    only_opted_in: ClassVar[bool] = True

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        near: float = field(
            default=0.4,
            metadata={
                "description": "How near, from 0 to 1, a question must be to a topic that somebody "
                "named."
            },
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """When three quarters here have had their first reply; a first message is A-01's."""
        opening = self.need(conversation)
        if opening is None or pace is None or not opening.says(Head.QUESTION, LIKELY):
            return None
        author = people.get(opening.author)
        return None if author is not None and author.newcomer else pace.first_reply_p75

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Mention one of those who named a topic that the question is near to."""
        opening = self.due(snapshot)
        if opening is None or snapshot.facets is None:
            return None
        fits = {
            member: max((snapshot.facets.get(topic, 0.0) for topic in topics), default=0.0)
            for member, topics in self._free(snapshot, opening.author)
        }
        near = sorted((m for m in fits if fits[m] >= self.settings.near), key=lambda m: m.member)
        if not near:
            return None
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.PUBLIC,
            template="pass_the_mic-ask",
            needs=self.needs,
            confidence=self.score(opening, Head.QUESTION) or 0.0,
            addressee=_drawn(near, [math.sqrt(fits[m]) for m in near], snapshot.conversation.id),
        )

    def _free(self, snapshot: Snapshot, asker: MemberKey) -> list[tuple[MemberKey, frozenset[str]]]:
        """Who offered to be asked and may still be mentioned this week, with what they named."""
        found: list[tuple[MemberKey, frozenset[str]]] = []
        for member in snapshot.volunteers:
            person, consent = snapshot.people.get(member), snapshot.consents.get(member)
            if member != asker and consent is not None and person and person.mentions_left > 0:
                found.append((member, consent.topics))
        return found


def _drawn(members: Sequence[MemberKey], weights: Sequence[float], by: str) -> MemberKey:
    """One of these, with chances like the weights, by a hash of the conversation's id."""
    chance = int.from_bytes(hashlib.sha256(by.encode()).digest()[:8], "big") / 2**64
    ends = list(accumulate(weights))
    mark = chance * ends[-1]
    return next((m for m, end in zip(members, ends, strict=True) if mark < end), members[-1])
