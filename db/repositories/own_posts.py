"""What moderators write themselves, to be said at an hour; their words and ids are sealed."""

import json
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import Row, select, update

from bot.core.ids import CommunityId, MemberKey, MessageKey, OwnPostId
from bot.core.own_posts import AHEAD, NoSuchPost, OwnPost, OwnPostStatus, Written
from db.recall import room_by_id
from db.repositories.rooms import room_of
from db.rows import key_of
from db.tables import own_posts
from db.transaction import Transaction
from db.upsert import insert_or_update
from db.vault import CommunityVault
from db.working_set import message_text

_LET_GO = frozenset({OwnPostStatus.SENT, OwnPostStatus.CANCELLED})
"""Where a post's words are needed no longer: they stand in the channel, or nobody wants them."""


class SqlOwnPosts:
    """Moderators' own posts in the store."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def keep(self, community: CommunityId, post: OwnPost) -> None:
        """Keep a new one, or in the place of the one of the same id that still waits."""
        memory = await self._unit.memory(community)
        room = await room_of(self._unit, community, post.channel)
        await self._unit.flush()
        row: dict[str, object] = {
            "community": community,
            "id": post.id,
            "ref": memory.known_as(post.author).member,
            "platform": post.author.platform,
            "sealed_id": memory.vault.seal(post.author.member),
            "channel_id": room.id,
            "at": post.at,
            "written": _sealed(post.written, memory.vault),
            "status": post.status.value,
            "sent": None,
            "ended_at": None,
        }
        await insert_or_update(self._unit.connection, own_posts, [row])

    async def get(self, community: CommunityId, post: OwnPostId) -> OwnPost:
        """One post; raises NoSuchPost."""
        same = select(own_posts).where(own_posts.c.community == community, own_posts.c.id == post)
        row = (await self._unit.connection.execute(same)).first()
        if row is None:
            raise NoSuchPost(post)
        return await self._read(community, row)

    async def sent_as(self, key: MessageKey) -> OwnPost | None:
        """The post that a message is; None: it is none of these."""
        same = select(own_posts).where(
            own_posts.c.community == key.community, own_posts.c.sent == message_text(key)
        )
        row = (await self._unit.connection.execute(same)).first()
        return None if row is None else await self._read(key.community, row)

    async def with_status(
        self, community: CommunityId, statuses: AbstractSet[OwnPostStatus]
    ) -> tuple[OwnPost, ...]:
        """Those that stand at one of these, by their hour."""
        there = select(own_posts).where(
            own_posts.c.community == community,
            own_posts.c.status.in_([status.value for status in statuses]),
        )
        order = there.order_by(own_posts.c.at, own_posts.c.id)
        rows = (await self._unit.connection.execute(order)).all()
        return tuple([await self._read(community, row) for row in rows])

    async def move(
        self, community: CommunityId, post: OwnPost, before: AbstractSet[OwnPostStatus]
    ) -> None:
        """Keep where one stands now; raises NoSuchPost if it no longer stood at `before`."""
        gone: dict[str, None] = {"written": None} if post.status in _LET_GO else {}
        moved = (
            update(own_posts)
            .where(
                own_posts.c.community == community,
                own_posts.c.id == post.id,
                own_posts.c.status.in_([status.value for status in before]),
            )
            .values(
                status=post.status.value,
                sent=message_text(post.sent) if post.sent else None,
                ended_at=None if post.status in AHEAD else post.ended_at,
                **gone,
            )
        )
        if (await self._unit.connection.execute(moved)).rowcount != 1:
            raise NoSuchPost(post.id)

    async def _read(self, community: CommunityId, row: Row[Any]) -> OwnPost:
        memory = await self._unit.memory(community)
        room = await room_by_id(self._unit, community, memory, row.channel_id)
        return OwnPost(
            id=OwnPostId(row.id),
            author=MemberKey(platform=row.platform, member=memory.vault.open(row.sealed_id)),
            channel=room.key,
            at=row.at,
            written=_opened(row.written, memory.vault),
            status=OwnPostStatus(row.status),
            sent=key_of(community, row.sent) if row.sent else None,
            ended_at=row.ended_at,
        )


def _sealed(written: Written | None, vault: CommunityVault) -> bytes | None:
    if written is None:
        return None
    return vault.seal(json.dumps([written.words, list(written.answers), written.thread]))


def _opened(sealed: bytes | None, vault: CommunityVault) -> Written | None:
    if sealed is None:
        return None
    words, answers, thread = json.loads(vault.open(sealed))
    return Written(words=words, answers=tuple(answers), thread=thread)
