"""What was used of the book of prompts; wordings stand here as keyed hashes only."""

from datetime import datetime

from sqlalchemy import delete, select, update

from bot.core.ids import CommunityId
from bot.core.prompt_uses import NOT_TWICE_WITHIN, PromptUse
from db.tables import prompt_uses, prompt_wordings
from db.transaction import Transaction
from db.upsert import insert_or_update


class SqlPromptUses:
    """Uses of prompts in the store, a few rows a month."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def all(self, community: CommunityId) -> tuple[PromptUse, ...]:
        """Every use that is remembered, oldest first."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        if memory.prompt_uses is None:
            memory.prompt_uses = await self._read(community)
        return memory.prompt_uses

    async def _read(self, community: CommunityId) -> tuple[PromptUse, ...]:
        mine = select(prompt_uses).where(prompt_uses.c.community == community)
        rows = await self._unit.connection.execute(
            mine.order_by(prompt_uses.c.used_at, prompt_uses.c.key)
        )
        return tuple(
            PromptUse(
                key=row.key,
                prompt=row.prompt,
                artefact=row.artefact,
                used_at=row.used_at,
                exchange=row.exchange,
            )
            for row in rows
        )

    async def keep(self, community: CommunityId, use: PromptUse, wording: str) -> None:
        """Keep a use, and a keyed hash of its wording, as `compared` gives it, for 60 days."""
        row = {
            "community": community,
            "key": use.key,
            "prompt": use.prompt,
            "artefact": use.artefact,
            "used_at": use.used_at,
            "exchange": use.exchange,
        }
        await insert_or_update(self._unit.connection, prompt_uses, [row])
        await self._changed(community)
        mark = await self._mark(community, wording)
        said = {"community": community, "wording": mark, "said_at": use.used_at}
        await insert_or_update(self._unit.connection, prompt_wordings, [said])
        await self.sweep(community, use.used_at - NOT_TWICE_WITHIN)

    async def said(self, community: CommunityId, wording: str, since: datetime) -> bool:
        """Whether this wording was kept since then."""
        same = select(prompt_wordings.c.said_at).where(
            prompt_wordings.c.community == community,
            prompt_wordings.c.wording == await self._mark(community, wording),
            prompt_wordings.c.said_at >= since,
        )
        return (await self._unit.connection.execute(same)).first() is not None

    async def judge(self, community: CommunityId, key: str, *, exchange: bool) -> bool:
        """Note what came of a use; False: there is no such use."""
        mine = update(prompt_uses).where(
            prompt_uses.c.community == community, prompt_uses.c.key == key
        )
        done = await self._unit.connection.execute(mine.values(exchange=exchange))
        await self._changed(community)
        return done.rowcount > 0

    async def put_back(self, community: CommunityId, key: str) -> None:
        """Forget a use of what in the end nobody was asked; its wording rests all the same."""
        mine = delete(prompt_uses).where(
            prompt_uses.c.community == community, prompt_uses.c.key == key
        )
        await self._unit.connection.execute(mine)
        await self._changed(community)

    async def sweep(self, community: CommunityId, before: datetime) -> int:
        """Let go of hashes of wordings that are older than this; how many there were."""
        old = delete(prompt_wordings).where(
            prompt_wordings.c.community == community, prompt_wordings.c.said_at < before
        )
        return (await self._unit.connection.execute(old)).rowcount

    async def _changed(self, community: CommunityId) -> None:
        (await self._unit.memory(community)).prompt_uses = None

    async def _mark(self, community: CommunityId, wording: str) -> str:
        return (await self._unit.memory(community)).vault.wording(wording)
