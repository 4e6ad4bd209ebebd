"""Pass a question to one person who agreed to be asked about its topic."""

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.ids import MemberKey
from bot.core.interventions import Audience, Proposal
from bot.core.privacy import OptIn
from bot.core.readings import LIKELY, Head
from bot.core.senses import Sense
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, People, Practice

_IN_THE_ROOM = frozenset(
    {Capability.REPLY_IN_THREAD, Capability.MENTION_PERSON, Capability.BUTTONS}
)
_ALONE = frozenset({Capability.PRIVATE_NOTE, Capability.LINK, Capability.BUTTONS})


class PassTheMic(Practice):
    """Hand over to the one who knows (practices.md, A-09), by what they said of themselves.

    Besides their own topics, whoever asked to be asked is asked about the facets that the signed
    charter names them for. Nobody's expertise is inferred. Among those who fit one is drawn, the
    likelier the better they fit, so that it is not always the same person; the draw is the same in
    every run.
    """

    key: ClassVar[str] = "pass_the_mic"
    human_name: ClassVar[str] = "Hand over to the one who knows"
    mode: ClassVar[Mode] = Mode.OPT_IN
    needs: ClassVar[frozenset[Capability]] = _IN_THE_ROOM | _ALONE
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = (
        "pass_the_mic-ask",
        "pass_the_mic-named-ask",
        "pass_the_mic-alone",
    )
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
        """Ask one of those who may be asked about a topic that the question is near to."""
        opening = self.due(snapshot)
        if opening is None or snapshot.facets is None:
            return None
        facets = snapshot.facets
        own = {m: _nearest(topics, facets) for m, topics in self._free(snapshot, opening.author)}
        fits = {m: max(near, _nearest(_charged(snapshot, m), facets)) for m, near in own.items()}
        near = sorted((m for m in fits if fits[m] >= self.settings.near), key=lambda m: m.member)
        if not near:
            return None
        member = _drawn(near, [math.sqrt(fits[m]) for m in near], snapshot.conversation.id)
        alone = _privately(snapshot, member)
        listed = own[member] >= self.settings.near
        in_the_room = "pass_the_mic-ask" if listed else "pass_the_mic-named-ask"
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.MEMBER if alone else Audience.PUBLIC,
            template="pass_the_mic-alone" if alone else in_the_room,
            needs=_ALONE if alone else _IN_THE_ROOM,
            confidence=self.score(opening, Head.QUESTION) or 0.0,
            addressee=member,
        )

    def _free(self, snapshot: Snapshot, asker: MemberKey) -> list[tuple[MemberKey, frozenset[str]]]:
        """Who offered to be asked and still may be, in the way they chose; with what they named."""
        found: list[tuple[MemberKey, frozenset[str]]] = []
        for member in snapshot.volunteers:
            person, consent = snapshot.people.get(member), snapshot.consents.get(member)
            if member == asker or consent is None or person is None:
                continue
            alone = _privately(snapshot, member)
            left = person.notes_left if alone else person.mentions_left
            if left > 0 and (not alone or snapshot.granted >= _ALONE):
                found.append((member, consent.topics))
        return found


def _privately(snapshot: Snapshot, member: MemberKey) -> bool:
    """Whether they chose to be asked in private."""
    consent = snapshot.consents.get(member)
    return consent is not None and OptIn.ASK_PRIVATELY in consent.opt_ins


def _charged(snapshot: Snapshot, member: MemberKey) -> frozenset[str]:
    """The facets that the signed charter names this member for."""
    if snapshot.framework is None:
        return frozenset()
    helpers = snapshot.framework.charter.helpers
    return frozenset(facet for facet, some in helpers.items() if member in some)


def _nearest(topics: Iterable[str], facets: Mapping[str, float]) -> float:
    """How near the question is to the nearest of these, 0 to 1."""
    return max((facets.get(topic, 0.0) for topic in topics), default=0.0)


def _drawn(members: Sequence[MemberKey], weights: Sequence[float], by: str) -> MemberKey:
    """One of these, with chances like the weights, by a hash of the conversation's id."""
    chance = int.from_bytes(hashlib.sha256(by.encode()).digest()[:8], "big") / 2**64
    ends = list(accumulate(weights))
    mark = chance * ends[-1]
    return next((m for m, end in zip(members, ends, strict=True) if mark < end), members[-1])
