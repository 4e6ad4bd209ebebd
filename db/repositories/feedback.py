"""What members said of the bot's lines."""

from datetime import datetime

from sqlalchemy import func, insert, select

from bot.core.feedback import Felt, Said
from bot.core.ids import CommunityId, MemberKey, ReviewId
from bot.core.reviews import Review
from db.recall import room_by_id
from db.repositories.rooms import room_of
from db.tables import accounts, feedback
from db.transaction import Transaction


class SqlFeedback:
    """Feedback in the store: who gave it stands there for ninety days, to count each once."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def keep(
        self, community: CommunityId, about: Review, felt: Felt, by: MemberKey, at: datetime
    ) -> bool:
        """Keep what a member (hashed) says; False: they said the same of it before."""
        await self._unit.flush()
        same = select(feedback.c.id).where(
            feedback.c.community == community,
            feedback.c.review == about.id,
            feedback.c.felt == felt.value,
            feedback.c.ref == by.member,
        )
        if (await self._unit.connection.execute(same)).first() is not None:
            return False
        room = await room_of(self._unit, community, about.proposal.channel)
        row = {
            "community": community,
            "review": about.id,
            "practice": about.proposal.practice,
            "channel_id": room.id,
            "felt": felt.value,
            "ref": by.member,
            "at": at,
        }
        await self._unit.connection.execute(insert(feedback), [row])
        if felt is Felt.HELPFUL:
            room.since[False].thanked = at  # nobody sees what was only shadowed
        return True

    async def by_several(
        self, community: CommunityId, felt: Felt, people: int
    ) -> tuple[ReviewId, ...]:
        """The lines of which so many people say the same; two accounts of one person are one."""
        await self._unit.flush()
        whose = func.coalesce(accounts.c.person, feedback.c.ref)
        same = (accounts.c.community == feedback.c.community) & (accounts.c.ref == feedback.c.ref)
        said = (
            select(feedback.c.review)
            .select_from(feedback.outerjoin(accounts, same))
            .where(feedback.c.community == community, feedback.c.felt == felt.value)
            .group_by(feedback.c.review)
            .having(func.count(whose.distinct()) >= people)
            .order_by(feedback.c.review)
        )
        rows = (await self._unit.connection.execute(said)).all()
        return tuple(ReviewId(row.review) for row in rows)

    async def since(self, community: CommunityId, start: datetime) -> tuple[Said, ...]:
        """All that was said from then on, oldest first."""
        await self._unit.flush()
        memory = await self._unit.memory(community)
        said = select(feedback).where(feedback.c.community == community, feedback.c.at >= start)
        rows = (await self._unit.connection.execute(said.order_by(feedback.c.id))).all()
        return tuple(
            [
                Said(
                    practice=row.practice,
                    channel=(await room_by_id(self._unit, community, memory, row.channel_id)).key,
                    review=ReviewId(row.review),
                    felt=Felt(row.felt),
                    at=row.at,
                )
                for row in rows
            ]
        )
