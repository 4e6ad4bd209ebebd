"""One transaction over all repositories: everything of it lasts, or nothing does."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.events import ChannelChanged, Event, MessagePosted
from bot.core.ids import CommunityId
from bot.core.unit_of_work import OpenUnit
from db.behind import Behind
from db.bulk import queues
from db.planning import Planning
from db.repositories.agenda import SqlAgenda
from db.repositories.audits import SqlAudits
from db.repositories.charters import SqlCharters
from db.repositories.communities import SqlCommunities
from db.repositories.consents import SqlConsents
from db.repositories.conversations import SqlConversations
from db.repositories.erasures import SqlErasures
from db.repositories.feedback import SqlFeedback
from db.repositories.frameworks import SqlFrameworks
from db.repositories.holdings import SqlHoldings
from db.repositories.incidents import SqlIncidents
from db.repositories.installations import SqlInstallations
from db.repositories.joins import SqlJoins
from db.repositories.ledger import SqlLedger
from db.repositories.listening import SqlListening
from db.repositories.members import SqlMembers
from db.repositories.messages import SqlMessages
from db.repositories.moderation import SqlModeration
from db.repositories.motions import SqlMotions
from db.repositories.outcomes import SqlOutcomes
from db.repositories.own_posts import SqlOwnPosts
from db.repositories.posts import SqlPosts
from db.repositories.prompt_uses import SqlPromptUses
from db.repositories.reviews import SqlReviews
from db.repositories.rooms import SqlRooms, room_of
from db.repositories.runs import SqlRuns
from db.repositories.standings import SqlStandings
from db.repositories.weeks import SqlWeeks
from db.runner import Runner
from db.transaction import Transaction, WorkingSet
from db.vault import Vault
from db.views import SqlViews
from db.working_set import message_text


class SqlUnitOfWork:
    """The repositories of one transaction. Never shared between tasks."""

    def __init__(self, transaction: Transaction, behind: Behind) -> None:
        self.transaction = transaction
        self.behind = behind
        self.communities = SqlCommunities(transaction)
        self.rooms = SqlRooms(transaction)
        self.members = SqlMembers(transaction)
        self.messages = SqlMessages(transaction)
        self.conversations = SqlConversations(transaction)
        self.agenda = SqlAgenda(transaction)
        self.ledger = SqlLedger(transaction)
        self.outcomes = SqlOutcomes(transaction)
        self.weeks = SqlWeeks(transaction)
        self.audits = SqlAudits(transaction)
        self.posts = SqlPosts(transaction)
        self.frameworks = SqlFrameworks(transaction)
        self.charters = SqlCharters(transaction)
        self.prompts = SqlPromptUses(transaction)
        self.holdings = SqlHoldings(transaction)
        self.standings = SqlStandings(transaction)
        self.reviews = SqlReviews(transaction)
        self.own_posts = SqlOwnPosts(transaction)
        self.feedback = SqlFeedback(transaction)
        self.consents = SqlConsents(transaction)
        self.runs = SqlRuns(transaction)
        self.listening = SqlListening(transaction)
        self.erasures = SqlErasures(transaction)
        self.joins = SqlJoins(transaction)
        self.installations = SqlInstallations(transaction)
        self.moderation = SqlModeration(transaction)
        self.incidents = SqlIncidents(transaction)
        self.motions = SqlMotions(transaction)
        self.committed = False

    async def expect(self, events: Sequence[Event]) -> None:
        """Fetch ahead what these events will ask for; changes no answer, only the time it takes.

        A room that is announced has its number from then on, whatever becomes of the announcement.
        """
        self.transaction.working.present.clear()
        posted: dict[CommunityId, list[MessagePosted]] = {}
        for event in events:
            if isinstance(event, MessagePosted):
                posted.setdefault(event.key.community, []).append(event)
            elif isinstance(event, ChannelChanged):
                await room_of(self.transaction, event.community, event.channel)
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
        await self.behind.landed()  # upon what failed, nothing may last
        await self.transaction.flush(commit=True)
        self.transaction.working.present.clear()
        self._end()

    async def hand_over(self, coming: Sequence[Event]) -> None:
        """Have everything of this unit written down while the next one takes in what is `coming`.

        Whether it lasts is known when the next unit is handed over or the stretch ends. A database
        whose driver takes one question at a time writes it down before this returns.
        """
        await self.expect(coming)  # before the writing, behind which every question now waits
        if queues(self.transaction.connection):
            await self.behind.write(self._write)
        else:
            await self._write()
        self._end()

    async def _write(self) -> None:
        lasts = False
        try:
            await self.transaction.flush(commit=True)
            lasts = True
        finally:
            if not lasts:
                # What is remembered was worked out upon what is not there.
                self.transaction.working.clear()

    def _end(self) -> None:
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
        self._behind = Behind()

    @asynccontextmanager
    async def unit(self) -> AsyncGenerator[SqlUnitOfWork]:
        """Begin a unit of work; leaving it without `commit` rolls back."""
        alone = Behind()
        async with self._runner.turn() as connection, self._next(connection, alone) as unit:
            await self._behind.at_rest()
            yield unit
            await alone.landed()

    @asynccontextmanager
    async def stretch(self) -> AsyncGenerator[OpenUnit]:
        """Begin units of work that follow one another on one connection.

        Each may be handed over: it is then written down while the next is worked out, in the same
        order. Leaving waits until all of them last, and raises what any of them failed with; what
        was worked out upon one that failed is forgotten. Other units and views wait likewise, so
        that nobody sees less than what was handed over.
        """
        async with self._runner.turn() as connection:
            try:
                yield partial(self._in_stretch, connection)
            finally:
                await self._behind.landed()

    @asynccontextmanager
    async def _in_stretch(self, connection: AsyncConnection) -> AsyncGenerator[SqlUnitOfWork]:
        async with self._next(connection, self._behind) as unit:
            try:
                yield unit
            finally:
                if not unit.committed:
                    # What was worked out upon a unit that failed may fail too: the first is told.
                    await self._behind.landed()

    @asynccontextmanager
    async def _next(
        self, connection: AsyncConnection, behind: Behind
    ) -> AsyncGenerator[SqlUnitOfWork]:
        # One unit at a time: two would remember past each other, and SQLite has one writer anyway.
        async with self._turn:
            unit = SqlUnitOfWork(Transaction(connection, self._working, self._vault), behind)
            try:
                yield unit
            finally:
                if not unit.committed:
                    # What was remembered may hold what is now rolled back.
                    self._working.clear()
                    await connection.rollback()
            if unit.committed:
                await self._planning.note(connection, unit.transaction.written)

    @asynccontextmanager
    async def views(self) -> AsyncGenerator[SqlViews]:
        """Begin reading; what others write meanwhile is not seen half."""
        async with self._runner.looking() as connection:
            await self._behind.at_rest()
            yield SqlViews(connection)

    def forget(self) -> None:
        """Read everything from the tables again, as after a restart."""
        self._working.clear()
