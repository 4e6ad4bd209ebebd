"""One message, from the door to the ledger: the same steps live, in an import and in a replay."""

from dataclasses import replace
from datetime import timedelta

from bot.core.clock import utc
from bot.core.events import (
    ChannelChanged,
    Event,
    MemberJoined,
    MemberLeft,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Source,
    Stamp,
)
from bot.core.messages import Message
from bot.core.privacy import Retention
from bot.core.unit_of_work import UnitOfWork
from bot.services.deliberation import Deliberation
from bot.services.intake import Intake
from bot.services.reading import Reading
from bot.services.threading import Threading
from bot.services.ticking import Ticking

STALE_AFTER = timedelta(minutes=10)
"""A message that reached us later than this is measured, and nothing is proposed upon it."""


class Pipeline:
    """The eight steps. Translation (1) is the platform's; what waits is woken by the tick (5 to 8).

    2 intake, 3 reading, 4 threading, then at their moment 5 deliberation, 6 restraint, 7 wording,
    8 outcomes; a week's metrics and its digest follow from the tick too.
    """

    def __init__(
        self,
        *,
        intake: Intake,
        reading: Reading,
        threading: Threading,
        deliberation: Deliberation,
        ticking: Ticking,
        retention: Retention,
    ) -> None:
        self.intake = intake
        self._reading = reading
        self._threading = threading
        self._deliberation = deliberation
        self._ticking = ticking
        self._retention = retention

    async def handle(self, unit: UnitOfWork, event: Event) -> None:
        """Take one event through; the unit is the caller's to commit."""
        match event:
            case MessagePosted():
                await self._post(unit, event)
            case MessageEdited():
                await self._edit(unit, event)
            case MessageDeleted():
                await self._delete(unit, event)
            case ReactionAdded() | ReactionRemoved():
                await self.intake.react(unit, event)
            case ChannelChanged():
                await unit.rooms.rename(
                    event.community, event.channel, event.name, private=event.private
                )
            case MemberJoined() | MemberLeft():
                await self.intake.note(unit, event)

    async def _post(self, unit: UnitOfWork, event: MessagePosted) -> None:
        admitted = await self.intake.receive(unit, event)
        if admitted is None:
            return
        human = not (event.automated or event.own)
        reading, words = self._reading.read(event.text, human=human)
        message = Message(
            key=event.key,
            channel=event.channel,
            author=admitted.author,
            at=utc(event.stamp.occurred_at, "occurred_at"),
            words=words,
            reading=reading,
            own=event.own,
            automated=not human,
            mentions=admitted.mentions,
        )
        await self._ticking.begin(unit, event.key.community, message.at)
        text = event.text if self._keeps(event.stamp) else None
        growth, opened = await self._threading.attach(
            unit, message, text, event.reply_to, event.text
        )
        watched = False
        if opened and not _stale(event.stamp):
            watched = await self._deliberation.watch(unit, growth)
        if human and not watched:
            await unit.ledger.nothing_to_say(message.key.community, message.channel, message.at)

    async def _edit(self, unit: UnitOfWork, event: MessageEdited) -> None:
        before = await unit.messages.get(event.key)
        if before is None:
            return
        read = await self._reread(unit, event, before)
        growth = await unit.conversations.holding(event.key)
        if growth is None or not growth.opened_by(event.key):
            return
        # What opened the conversation says something else now: the practices are asked again.
        await unit.agenda.unwatch(event.key.community, growth.id)
        if read and growth.first_answer_at is None and not _stale(event.stamp):
            await self._deliberation.watch(unit, growth)

    async def _reread(self, unit: UnitOfWork, event: MessageEdited, before: Message) -> bool:
        if not await self.intake.revise(unit, event, before.author):
            # The old words are gone, the new ones are not ours to read.
            await unit.messages.change(replace(before, reading=None), None)
            return False
        reading, words = self._reading.read(event.text, human=before.human)
        # An edit gives nobody's words a longer life than the message has.
        lives = event.stamp.received_at - before.at < self._retention.text
        text = event.text if lives else None
        await unit.messages.change(replace(before, reading=reading, words=words), text)
        return True

    async def _delete(self, unit: UnitOfWork, event: MessageDeleted) -> None:
        growth = await unit.conversations.holding(event.key)
        await self.intake.erase(unit, event)
        if growth is not None and growth.opened_by(event.key):
            await unit.agenda.unwatch(event.key.community, growth.id)

    def _keeps(self, stamp: Stamp) -> bool:
        # What is older than its life is read in passing and never stored.
        return stamp.received_at - stamp.occurred_at < self._retention.text


def _stale(stamp: Stamp) -> bool:
    # In a replay the clock is the data's, so nothing is late.
    late = stamp.received_at - stamp.occurred_at > STALE_AFTER
    return late and stamp.source is not Source.REPLAY
