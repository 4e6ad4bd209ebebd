"""Which weekly digests were posted where, and how far each came."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from bot.core.ids import CommunityId
from bot.core.posts import DigestPost, PostStatus
from db.rows import key_of
from db.tables import digests
from db.transaction import Transaction
from db.upsert import insert_for, insert_or_update
from db.working_set import message_text


class SqlPosts:
    """Posted digests in the store."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def claim(
        self, community: CommunityId, week: str, surface: str, at: datetime
    ) -> DigestPost:
        """Claim the post of a week, or take up the one that is there: as it stands now."""
        begun = DigestPost(week=week, surface=surface, status=PostStatus.CLAIMED, at=at)
        statement = insert_for(self._unit.connection.dialect, digests).values(
            _row(community, begun)
        )
        await self._unit.connection.execute(statement.on_conflict_do_nothing())
        return await self.of_week(community, week, surface) or begun

    async def keep(self, community: CommunityId, post: DigestPost) -> None:
        """Keep how far a post came, in the place of what was kept before."""
        await insert_or_update(self._unit.connection, digests, [_row(community, post)])

    async def of_week(self, community: CommunityId, week: str, surface: str) -> DigestPost | None:
        """The post of a week; None: nobody began it."""
        same = select(digests).where(
            digests.c.community == community,
            digests.c.week == week,
            digests.c.surface == surface,
        )
        row = (await self._unit.connection.execute(same)).first()
        return _post(community, row) if row else None

    async def last_posted(self, community: CommunityId, surface: str) -> str | None:
        """The latest week that was posted there; None: none was."""
        last = select(func.max(digests.c.week)).where(
            digests.c.community == community,
            digests.c.surface == surface,
            digests.c.status == PostStatus.POSTED.value,
        )
        return (await self._unit.connection.execute(last)).scalar()


def _row(community: CommunityId, post: DigestPost) -> dict[str, object]:
    return {
        "community": community,
        "week": post.week,
        "surface": post.surface,
        "status": post.status.value,
        "at": post.at,
        "posted": message_text(post.posted) if post.posted else None,
    }


def _post(community: CommunityId, row: Row[Any]) -> DigestPost:
    return DigestPost(
        week=row.week,
        surface=row.surface,
        status=PostStatus(row.status),
        at=row.at,
        posted=key_of(community, row.posted) if row.posted else None,
    )
