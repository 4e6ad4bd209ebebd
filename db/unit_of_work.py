"""One transaction over all repositories: everything of it lasts, or nothing does."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

from bot.core.events import Event, MessagePosted
from bot.core.ids import CommunityId
from db.planning import Planning
from db.repositories.agenda import SqlAgenda
from db.repositories.communities import SqlCommunities
from db.repositories.consents import SqlConsents
from db.repositories.conversations import SqlConversations
from db.repositories.erasures import SqlErasures
from db.repositories.frameworks import SqlFrameworks
from db.repositories.ledger import SqlLedger
from db.repositories.members import SqlMembers
from db.repositories.messages import SqlMessages
from db.repositories.outcomes import SqlOutcomes
from db.repositories.rooms import SqlRooms
from db.repositories.runs import SqlRuns
from db.repositories.weeks import SqlWeeks
from db.runner import Runner
from db.transaction import Transaction, WorkingSet
from db.vault import Vault
from db.views import SqlViews
from db.working_set import message_text


class SqlUnitOfWork:
    """The repositories of one transaction. Never shared between tasks."""

    def __init__(self, transaction: Transaction) -> None:
        self.transaction = transaction
        self.communities = SqlCommunities(transaction)
        self.rooms = SqlRooms(transaction)
        self.members = SqlMembers(transaction)
        self.messages = SqlMessages(transaction)
        self.conversations = SqlConversations(transaction)
        self.agenda = SqlAgenda(transaction)
        self.ledger = SqlLedger(transaction)
        self.outcomes = SqlOutcomes(transaction)
        self.weeks = SqlWeeks(transaction)
        self.frameworks = SqlFrameworks(transaction)
        self.consents = SqlConsents(transaction)
        self.runs = SqlRuns(transaction)
        self.erasures = SqlErasures(transaction)
        self.committed = False

    async def expect(self, events: Sequence[Event]) -> None:
        """Fetch ahead what these events will ask for; changes no answer, only the time it takes."""
        posted: dict[CommunityId, list[MessagePosted]] = {}
        for event in events:
            if isinstance(event, MessagePosted):
                posted.setdefault(event.key.community, []).append(event)
        for community, messages in posted.items():
            memory = await self.transaction.memory(community)
            await self.messages.expect(community, [message_text(m.key) for m in messages])
            authors = {m.author.member: m.author for m in messages}
            refs = {memory.known_as(author).member for author in authors.values()}
            await self.members.expect(community, refs)

    async def reading(self) -> SqlViews:
        """Views that see what this unit has done so far."""
        await self.transaction.flush()
        return SqlViews(self.transaction.connection)

    async def commit(self) -> None:
        """Make everything of this unit last."""
        await self.transaction.flush()
        await self.transaction.connection.commit()
        self.committed = True
        for memory in self.transaction.working.communities.values():
            memory.let_go()


class Store:
    """The database of one house: hands out units of work, one after the other."""

    def __init__(self, runner: Runner, vault: Vault, look_back: int) -> None:
        self._runner = runner
        self._vault = vault
        self._working = WorkingSet(look_back)
        self._turn = asyncio.Lock()
        self._planning = Planning()

    @asynccontextmanager
    async def unit(self) -> AsyncGenerator[SqlUnitOfWork]:
        """Begin a unit of work; leaving it without `commit` rolls back."""
        # One unit at a time: two would remember past each other, and SQLite has one writer anyway.
        async with self._turn, self._runner.turn() as connection:
            unit = SqlUnitOfWork(Transaction(connection, self._working, self._vault))
            try:
                yield unit
            finally:
                if not unit.committed:
                    # What was remembered may hold what was just rolled back.
                    self._working.clear()
            if unit.committed:
                await self._planning.note(connection, unit.transaction.written)

    @asynccontextmanager
    async def views(self) -> AsyncGenerator[SqlViews]:
        """Begin reading; what others write meanwhile is not seen half."""
        async with self._runner.looking() as connection:
            yield SqlViews(connection)

    def forget(self) -> None:
        """Read everything from the tables again, as after a restart."""
        self._working.clear()
