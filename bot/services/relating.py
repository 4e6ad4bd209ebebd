"""Finds earlier conversations like this one, by people who allow it, while their words live."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.conversations import first_answer
from bot.core.growth import Growth
from bot.core.ids import ConversationId, MemberKey, conversation_opened_by
from bot.core.nearness import Meant, Nearness, Vector
from bot.core.privacy import OptIn, may_store
from bot.core.readings import Head
from bot.core.snapshots import Related
from bot.core.unit_of_work import UnitOfWork

HELD = 2_000
"""Of a channel so many of the latest messages are compared."""
LEAST = 20
"""Conversations from which on a channel's own likeness is known: 190 pairs."""
RARE = 0.99
"""Of the pairs of a channel's conversations so many are less alike than what is called like."""
MOST = 3


@dataclass(frozen=True, slots=True)
class _Talk:
    """One conversation of a channel, by what of it can still be read."""

    id: ConversationId
    vectors: Sequence[Vector]
    willing: Sequence[Vector]
    """The vectors of those who allow callbacks; none: it is not to be found."""


class Relating:
    """Compares the conversations of one channel; nothing that is worked out here is stored.

    Like is what one pair in a hundred of the channel's own conversations is, over its last days:
    a number of another channel, or of another encoder, would say nothing here.
    """

    def __init__(self, nearness: Nearness | None) -> None:
        self._nearness = nearness

    async def related(
        self, unit: UnitOfWork, growth: Growth, now: datetime
    ) -> tuple[Related, ...] | None:
        """At most three earlier ones, the likest first; None: that is not measured.

        Only such as were opened, before this one and in its channel, by somebody who allows
        callbacks; only words of those who do are compared.
        """
        if self._nearness is None:
            return None
        community = growth.community
        allowing = {
            consent.member
            for consent in await unit.consents.asking_for(community, OptIn.CALLBACKS)
            if may_store(consent, now)
        }
        if not allowing:
            return ()
        meant = await unit.messages.meant(community, growth.channel.room, before=now, most=HELD)
        talks = {each.id: each for each in _talks(meant, allowing)}
        here = talks.pop(growth.id, None)
        if here is None or len(talks) + 1 < LEAST:
            return None
        return await self._like(unit, growth, here, tuple(talks.values()))

    async def _like(
        self, unit: UnitOfWork, growth: Growth, here: _Talk, others: Sequence[_Talk]
    ) -> tuple[Related, ...]:
        nearness = self._nearness
        if nearness is None:
            return ()
        whole = nearness.likeness([each.vectors for each in others])
        usual = sorted(whole[a][b] for a in range(len(others)) for b in range(a))
        least = usual[int(RARE * (len(usual) - 1))]
        found = [each for each in others if each.willing]
        near = nearness.likeness([here.vectors, *(each.willing for each in found)])
        ranked = sorted(
            ((near[0][place], each) for place, each in enumerate(found, 1)), key=lambda e: -e[0]
        )
        related: list[Related] = []
        for likeness, talk in ranked:
            if likeness <= least or len(related) == MOST:
                break
            told = await _told(unit, growth, talk.id, likeness)
            if told is not None:
                related.append(told)
        return tuple(related)


def _talks(meant: Iterable[Meant], allowing: set[MemberKey]) -> Iterable[_Talk]:
    """The conversations whose every message that is known here can still be read."""
    rows: dict[ConversationId, list[Meant]] = {}
    encoders: set[str] = set()
    for each in meant:
        rows.setdefault(each.conversation, []).append(each)
        encoders.add(each.encoder)
    if len(encoders) > 1:
        return
    for conversation, said in rows.items():
        vectors = [each.vector for each in said if each.vector is not None]
        if len(vectors) < len(said):
            continue
        opened = any(
            each.author in allowing and conversation_opened_by(each.message) == conversation
            for each in said
        )
        willing = [e.vector for e in said if e.vector is not None and e.author in allowing]
        yield _Talk(conversation, vectors, willing if opened else ())


async def _told(
    unit: UnitOfWork, growth: Growth, conversation: ConversationId, likeness: float
) -> Related | None:
    """The earlier conversation, if it began before this one and its opening still stands."""
    found = await unit.conversations.get(growth.community, conversation)
    told = None if found is None else found.conversation()
    if told is None or told.opened_at >= growth.opened_at or not told.opening.human:
        return None
    opening = told.opening
    answer = first_answer(told, opening.key)
    accepted = answer is not None and any(
        m.author == opening.author and m.at > answer.at and m.says(Head.THANKS)
        for m in told.messages
    )
    return Related(
        conversation=conversation,
        opening=opening.key,
        author=opening.author,
        opened_at=told.opened_at,
        likeness=likeness,
        answered=accepted,
    )
