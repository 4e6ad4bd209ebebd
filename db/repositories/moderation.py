"""What is laid before moderators and what they did; words and plain ids are sealed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from bot.core.ids import ActId, AlertId, CommunityId, MemberKey, MessageKey
from bot.core.moderation import (
    OF_THE_PLATFORM,
    Act,
    ActKind,
    ActStatus,
    Alert,
    Cause,
    NoSuchAct,
    NoSuchAlert,
)
from db.recall import room_by_id
from db.repositories.rooms import room_of
from db.rows import FORGOTTEN, key_of
from db.tables import acts, alerts
from db.transaction import Transaction
from db.vault import CommunityVault
from db.working_set import message_text

_CHANGES = (ActStatus.DONE, ActStatus.UNDONE)


class SqlModeration:
    """Alerts and acts in the store."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def lay(self, community: CommunityId, alert: Alert) -> None:
        """Keep an alert, or the new words of one who said something of this message before."""
        memory = await self._unit.memory(community)
        room = await room_of(self._unit, community, alert.channel)
        memory.contested = None
        await self._unit.flush()
        by = None if alert.by is None else memory.known_as(alert.by).member
        words = _sealed(alert.words, memory.vault)
        again = (
            update(alerts)
            .where(
                alerts.c.community == community,
                alerts.c.message == message_text(alert.on),
                alerts.c.ref == by,
                alerts.c.ref.is_not(None),
                alerts.c.settled_at.is_(None),
            )
            .values(words=words)
        )
        if (await self._unit.connection.execute(again)).rowcount:
            return
        row = {
            "community": community,
            "id": alert.id,
            "message": message_text(alert.on),
            "channel_id": room.id,
            "ref": by,
            "platform": alert.channel.platform,
            "sealed_id": _sealed(alert.by.member if alert.by else None, memory.vault),
            "words": words,
            "at": alert.at,
            "cause": alert.cause.value,
            "author": _known(alert.author),
        }
        await self._unit.connection.execute(insert(alerts), [row])

    async def waiting(self, community: CommunityId) -> tuple[Alert, ...]:
        """What no moderator has put away, oldest first."""
        await self._unit.flush()
        open_ones = select(alerts).where(
            alerts.c.community == community, alerts.c.settled_at.is_(None)
        )
        ordered = open_ones.order_by(alerts.c.at, alerts.c.id)
        rows = (await self._unit.connection.execute(ordered)).all()
        return tuple([await self._alert(community, row) for row in rows])

    async def contested(self, community: CommunityId, messages: Iterable[MessageKey]) -> bool:
        """Whether one of these waits for moderators."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        if memory.contested is None:
            open_ones = select(alerts.c.message).where(
                alerts.c.community == community, alerts.c.settled_at.is_(None)
            )
            rows = await self._unit.connection.execute(open_ones)
            memory.contested = frozenset(row.message for row in rows)
        held = memory.contested
        return bool(held) and any(message_text(each) in held for each in messages)

    async def was_laid(
        self, community: CommunityId, on: MessageKey, cause: Cause, *, waits: bool
    ) -> bool:
        """Whether this was said of a message before, put away or not; `waits`: and still waits."""
        await self._unit.flush()
        same = select(alerts.c.id).where(
            alerts.c.community == community,
            alerts.c.message == message_text(on),
            alerts.c.cause == cause.value,
        )
        if waits:
            same = same.where(alerts.c.settled_at.is_(None))
        return (await self._unit.connection.execute(same.limit(1))).first() is not None

    async def alert(self, community: CommunityId, alert: AlertId) -> Alert:
        """One of them, put away or not; raises NoSuchAlert."""
        await self._unit.flush()
        same = select(alerts).where(alerts.c.community == community, alerts.c.id == alert)
        row = (await self._unit.connection.execute(same)).first()
        if row is None:
            raise NoSuchAlert(alert)
        return await self._alert(community, row)

    async def settle(self, community: CommunityId, on: MessageKey, at: datetime | None) -> None:
        """Put away all that was said of a message, or take it up again with None."""
        about = (alerts.c.community == community, alerts.c.message == message_text(on))
        moved = update(alerts).where(*about).values(settled_at=at)
        if at is not None:
            moved = moved.where(alerts.c.settled_at.is_(None))
        await self._unit.connection.execute(moved)
        (await self._unit.memory(community)).contested = None

    async def keep(self, community: CommunityId, act: Act) -> None:
        """Keep a new act."""
        memory = await self._unit.memory(community)
        room = await room_of(self._unit, community, act.channel)
        await self._unit.flush()
        row = {
            "community": community,
            "id": act.id,
            "alert": act.alert,
            "kind": act.kind.value,
            "message": message_text(act.on) if act.on else None,
            "channel_id": room.id,
            "platform": act.channel.platform,
            "because": _sealed(act.because, memory.vault),
            "decided_by": act.decided_by.member if act.decided_by else None,
            "at": act.at,
            "status": act.status.value,
            "seconds": act.seconds,
            "ref": act.to.member if act.to else None,
            "before": act.before,
            "author": _known(act.author),
        }
        await self._unit.connection.execute(insert(acts), [row])

    async def move(self, community: CommunityId, act: Act, before: ActStatus) -> None:
        """Keep how an act stands now; raises NoSuchAct if it no longer stood at `before`."""
        moved = (
            update(acts)
            .where(
                acts.c.community == community,
                acts.c.id == act.id,
                acts.c.status == before.value,
            )
            .values(
                status=act.status.value,
                ref=act.to.member if act.to else None,
                before=act.before,
                undone_by=act.undone_by.member if act.undone_by else None,
                undone_at=act.undone_at,
            )
        )
        if (await self._unit.connection.execute(moved)).rowcount != 1:
            raise NoSuchAct(act.id)

    async def act(self, community: CommunityId, act: ActId) -> Act:
        """One act; raises NoSuchAct."""
        await self._unit.flush()
        same = select(acts).where(acts.c.community == community, acts.c.id == act)
        row = (await self._unit.connection.execute(same)).first()
        if row is None:
            raise NoSuchAct(act)
        return await self._act(community, row)

    async def trail(self, community: CommunityId, most: int) -> tuple[Act, ...]:
        """The latest acts, newest first."""
        await self._unit.flush()
        kept = select(acts).where(acts.c.community == community)
        latest = kept.order_by(acts.c.at.desc(), acts.c.id).limit(most)
        rows = (await self._unit.connection.execute(latest)).all()
        return tuple([await self._act(community, row) for row in rows])

    async def upon(self, community: CommunityId, members: Sequence[MemberKey]) -> tuple[Act, ...]:
        """What was done to a person (their keyed hashes) on the platform, newest first."""
        await self._unit.flush()
        kept = select(acts).where(
            acts.c.community == community,
            acts.c.ref.in_([each.member for each in members]),
            acts.c.kind.in_([kind.value for kind in OF_THE_PLATFORM]),
            acts.c.status.in_([status.value for status in _CHANGES]),
        )
        rows = (await self._unit.connection.execute(kept.order_by(acts.c.at.desc()))).all()
        return tuple([await self._act(community, row) for row in rows])

    async def _alert(self, community: CommunityId, row: Row[Any]) -> Alert:
        memory = await self._unit.memory(community)
        room = await room_by_id(self._unit, community, memory, row.channel_id)
        plain = _opened(row.sealed_id, memory.vault)
        return Alert(
            id=AlertId(row.id),
            on=key_of(community, row.message),
            channel=room.key,
            by=MemberKey(platform=row.platform, member=plain) if plain else None,
            words=_opened(row.words, memory.vault),
            at=row.at,
            settled_at=row.settled_at,
            cause=Cause(row.cause),
            author=_person(row.platform, row.author),
        )

    async def _act(self, community: CommunityId, row: Row[Any]) -> Act:
        memory = await self._unit.memory(community)
        room = await room_by_id(self._unit, community, memory, row.channel_id)
        where = row.platform
        return Act(
            id=ActId(row.id),
            alert=AlertId(row.alert),
            kind=ActKind(row.kind),
            on=key_of(community, row.message) if row.message else None,
            channel=room.key,
            because=_opened(row.because, memory.vault),
            decided_by=_person(where, row.decided_by),
            at=row.at,
            status=ActStatus(row.status),
            seconds=row.seconds,
            to=_person(where, row.ref),
            before=row.before,
            undone_by=_person(where, row.undone_by),
            undone_at=row.undone_at,
            author=_person(where, row.author),
        )


def _known(member: MemberKey | None) -> str | None:
    return None if member is None or member.member == FORGOTTEN else member.member


def _person(platform: str, ref: str | None) -> MemberKey | None:
    return None if ref is None else MemberKey(platform=platform, member=ref)


def _sealed(words: str | None, vault: CommunityVault) -> bytes | None:
    return None if words is None else vault.seal(words)


def _opened(sealed: bytes | None, vault: CommunityVault) -> str | None:
    return None if sealed is None else vault.open(sealed)
