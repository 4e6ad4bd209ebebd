"""Everything that leads to one member, counted for them; reads only."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, and_, func, select

from bot.core.holdings import Decided, Held, HeldMessage
from bot.core.ids import CommunityId, MemberKey, MessageKey
from bot.core.interventions import Audience
from bot.core.reasons import Reason
from bot.core.trial import LEARNING
from db import tables
from db.charter_body import people_in
from db.erasing import WHO
from db.recall import room_by_id
from db.rows import key_of
from db.transaction import Transaction
from db.working_set import message_text

_AT: dict[str, str] = {
    "members": "first_at",
    "messages": "at",
    "reactions": "at",
    "conversations": "opened_at",
    "ledger": "at",
}
"""By which column a table tells how old its rows are."""
_KINDS = {
    "members.ref": "member record",
    "departures.ref": "when you left",
    "consents.ref": "wishes",
    "messages.author": "messages",
    "reactions.ref": "reactions",
    "messages.parent_author": "answers to you",
    "conversations.opener": "conversations you opened",
    "conversations.last_speaker": "conversations in which you spoke last",
    "ledger.addressee": "times you were to be asked",
    "reviews.addressee": "drafts that would ask you",
    "reviews.decided_by": "drafts that you decided on",
    "standings.decided_by": "levels that you set",
    "labels.decided_by": "labels that you gave",
    "feedback.ref": "what you said of the bot's lines",
    "accounts.ref": "accounts that you linked",
    "motions.ref": "proposals of yours",
    "motions.decided_by": "proposals that you decided on",
    "votes.ref": "votes of yours",
    "own_posts.ref": "posts that you set for an hour",
    "alerts.ref": "messages that you laid before moderators",
    "alerts.author": "messages of yours that were laid before moderators",
    "incidents.ref": "what a rule of the platform held back of yours",
    "acts.ref": "acts of moderators upon you",
    "acts.author": "acts of moderators about what you wrote",
    "acts.decided_by": "acts of yours as a moderator",
    "acts.undone_by": "acts that you took back as a moderator",
}
"""What people call each column that leads to them; of another column its own name is told."""


class SqlHoldings:
    """What is held of a member, from the tables themselves."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def of(self, community: CommunityId, member: MemberKey) -> tuple[Held, ...]:
        """What is held of a member (hashed), by kind; kinds of which nothing is held are absent."""
        await self._unit.flush()
        found = [await self._in_column(community, column, member.member) for column in WHO]
        found += [
            await self._words(community, member.member),
            await self._decisions(community, member.member),
            await self._papers(community, member.member),
        ]
        return tuple(each for each in found if each.count)

    async def _in_column(self, community: CommunityId, column: Column[Any], ref: str) -> Held:
        table: Table = column.table
        name = f"{table.name}.{column.name}"
        mine = (table.c.community == community, column == ref)
        at = table.c.get(_AT.get(table.name, ""))
        spans: list[Any] = [] if at is None else [func.min(at), func.max(at)]
        row = (await self._unit.connection.execute(select(func.count(), *spans).where(*mine))).one()
        oldest, newest = (row[1], row[2]) if spans else (None, None)
        return Held(kind=_KINDS.get(name, name), count=row[0], oldest=oldest, newest=newest)

    async def _words(self, community: CommunityId, ref: str) -> Held:
        table = tables.messages
        mine = select(func.count(), func.min(table.c.at), func.max(table.c.at)).where(
            table.c.community == community, table.c.author == ref, table.c.text.is_not(None)
        )
        row = (await self._unit.connection.execute(mine)).one()
        return Held(kind="messages with their words", count=row[0], oldest=row[1], newest=row[2])

    async def _decisions(self, community: CommunityId, ref: str) -> Held:
        table, ledger = tables.messages, tables.ledger
        mine = select(table.c.key).where(table.c.community == community, table.c.author == ref)
        about = select(func.count(), func.min(ledger.c.at), func.max(ledger.c.at)).where(
            ledger.c.community == community, ledger.c.need.in_(mine)
        )
        count, oldest, newest = (await self._unit.connection.execute(about)).one()
        kind = "decisions about what you wrote"
        return Held(kind=kind, count=count, oldest=oldest, newest=newest)

    async def _papers(self, community: CommunityId, ref: str) -> Held:
        """Charters, signed or not, that name them or that they signed."""
        papers, drafts = tables.frameworks, tables.charter_drafts
        signed = select(papers.c.body, papers.c.signed_by).where(papers.c.community == community)
        count = 0
        for body, by in await self._unit.connection.execute(signed):
            count += ref in people_in(json.loads(body)["charter"]) or by.endswith(f"/{ref}")
        drafted = select(drafts.c.body).where(drafts.c.community == community)
        for (body,) in await self._unit.connection.execute(drafted):
            count += ref in people_in(json.loads(body))
        return Held(kind="charters that name you or bear your signature", count=count)

    async def messages(self, community: CommunityId, member: MemberKey) -> tuple[HeldMessage, ...]:
        """Their messages, oldest first, with their words while these live."""
        await self._unit.flush()
        vault = (await self._unit.memory(community)).vault
        table = tables.messages
        mine = (
            select(table.c.key, table.c.at, table.c.words, table.c.language, table.c.text)
            .where(table.c.community == community, table.c.author == member.member)
            .order_by(table.c.at, table.c.id)
        )
        return tuple(
            HeldMessage(
                key=key_of(community, row.key),
                at=row.at,
                words=row.words,
                language=row.language,
                text=None if row.text is None else vault.open(row.text),
            )
            for row in await self._unit.connection.execute(mine)
        )

    async def author(self, key: MessageKey) -> MemberKey | None:
        """Who wrote a message (hashed); None: a bot, or nobody knows any more."""
        row = await self._message(key)
        if row is None or not row.author or row.own or row.automated:
            return None
        return MemberKey(platform=key.platform, member=row.author)

    async def own(self, key: MessageKey) -> MessageKey | None:
        """What a message of ours answers; None: it is not ours, or answers nothing."""
        row = await self._message(key)
        if row is None or not row.own or row.parent is None:
            return None
        return key_of(key.community, row.parent)

    async def _message(self, key: MessageKey) -> Any:  # noqa: ANN401  # a row of `messages`
        await self._unit.flush()
        table = tables.messages
        same = select(table).where(
            table.c.community == key.community, table.c.key == message_text(key)
        )
        return (await self._unit.connection.execute(same)).first()

    async def decisions(self, key: MessageKey, now: datetime) -> tuple[Decided, ...]:
        """What was decided about a message that waited, oldest first."""
        await self._unit.flush()
        ledger, windows = tables.ledger, tables.windows
        beside = and_(
            windows.c.community == ledger.c.community,
            windows.c.proposal == ledger.c.proposal,
            windows.c.opens_at == ledger.c.at,
        )
        about = (
            select(ledger, windows.c.closes_at)
            .outerjoin(windows, beside)
            .where(ledger.c.community == key.community, ledger.c.need == message_text(key))
            .order_by(ledger.c.at, ledger.c.id)
        )
        rows = (await self._unit.connection.execute(about)).all()
        memory = await self._unit.memory(key.community)
        return tuple(
            [
                Decided(
                    practice=row.practice,
                    channel=(
                        await room_by_id(self._unit, key.community, memory, row.channel_id)
                    ).key,
                    at=row.at,
                    reason=Reason[row.reason],
                    because=row.because,
                    framework=row.framework,
                    acting=_acting(row),
                    open=row.closes_at is not None and row.closes_at > now,
                    audience=Audience(row.audience),
                    addressee=_member(key, row.addressee),
                )
                for row in rows
            ]
        )


def _member(key: MessageKey, ref: str | None) -> MemberKey | None:
    return None if ref is None else MemberKey(platform=key.platform, member=ref)


def _acting(row: Any) -> float | None:  # noqa: ANN401  # a row of `ledger`
    if row.arm is None:
        return None
    return LEARNING if row.probability is None else row.probability
