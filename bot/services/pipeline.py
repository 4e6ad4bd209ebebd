"""One message, from the door to the ledger: the same steps live, in an import and in a replay."""

from collections.abc import Sequence
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
from bot.core.ids import CommunityId
from bot.core.messages import Message
from bot.core.privacy import Retention
from bot.core.readings import Head
from bot.core.readings import Reading as Said
from bot.core.unit_of_work import UnitOfWork
from bot.services.alarming import links_anew, raise_alert
from bot.services.charter_sense import touches
from bot.services.deliberation import Deliberation
from bot.services.intake import Intake
from bot.services.nearing import Nearing
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
        nearing: Nearing,
    ) -> None:
        self.intake = intake
        self._reading = reading
        self._threading = threading
        self._deliberation = deliberation
        self._ticking = ticking
        self._retention = retention
        self._nearing = nearing

    async def expect(
        self, unit: UnitOfWork, community: CommunityId, events: Sequence[Event]
    ) -> None:
        """Read what is about to come together, where an encoder reads it too; () lets go of it."""
        to = await self._nearing.gathers_round(unit, community)
        if to is None:
            return
        posted = [
            each
            for each in events
            if isinstance(each, MessagePosted)
            and not (each.automated or each.own)
            and await self.intake.admits(unit, each)
        ]
        self._reading.expect(each.text for each in posted)
        asked = [
            each.text
            for each in posted
            if self._nearing.asks(
                each.stamp.occurred_at, self._reading.read(each.text, human=True)[0]
            )
        ]
        await self._nearing.expect(asked, to)

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
            await self._come_again(unit, event)
            return
        human = not (event.automated or event.own)
        told = human and not event.unread
        reading, words = await self._read(unit, event, human=told)
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
            edited_at=event.edited_at,
        )
        await self._ticking.begin(unit, event.key.community, message.at)
        text = event.text if self._keeps(event.stamp) else None
        live = event.stamp.source is Source.LIVE
        message, vector = await self._nearing.near(unit, message, event.text, live=live)
        kept = None if text is None else vector
        growth, opened = await self._threading.attach(
            unit, message, text, event.reply_to, event.text, quotes=event.quotes, vector=kept
        )
        await raise_alert(unit, message, event.stamp)
        watched = False
        if not _stale(event.stamp):
            if opened:
                watched = await self._deliberation.watch(unit, growth)
            elif human:
                watched = await self._deliberation.stir(unit, growth)
        if human and not watched:
            await unit.ledger.nothing_to_say(message.key.community, message.channel, message.at)

    async def _come_again(self, unit: UnitOfWork, event: MessagePosted) -> None:
        """A message that came before: with words that are later, this is their edit.

        One that another room calls by the same id is another message, and stays out, as do words
        that are not to be read.
        """
        again = event.edited_at is not None and not event.unread
        before = await unit.messages.get(event.key) if again else None
        if event.edited_at is not None and before and before.channel.room == event.channel.room:
            stamp = replace(event.stamp, occurred_at=event.edited_at)
            await self._edit(unit, MessageEdited(stamp=stamp, key=event.key, text=event.text))

    async def _edit(self, unit: UnitOfWork, event: MessageEdited) -> None:
        before = await unit.messages.get(event.key)
        if before is None:
            return
        if before.edited_at is not None and event.stamp.occurred_at <= before.edited_at:
            return  # an older archive, or the same once more
        read = await self._reread(unit, event, before)
        growth = await unit.conversations.holding(event.key)
        if growth is None or not growth.opened_by(event.key):
            return
        # What opened the conversation says something else now: the practices are asked again.
        await unit.agenda.unwatch(event.key.community, growth.id)
        if read and growth.first_answer_at is None and not _stale(event.stamp):
            await self._deliberation.watch(unit, growth)

    async def _reread(self, unit: UnitOfWork, event: MessageEdited, was: Message) -> bool:
        before = replace(_unmeasured(was), edited_at=event.stamp.occurred_at)
        if not await self.intake.revise(unit, event, before.author):
            # The old words are gone, the new ones are not ours to read.
            await unit.messages.change(replace(before, reading=None), None)
            return False
        reading, words = await self._read(unit, event, human=before.human)
        # An edit gives nobody's words a longer life than the message has.
        lives = event.stamp.received_at - before.at < self._retention.text
        text = event.text if lives else None
        live = event.stamp.source is Source.LIVE
        blank = replace(before, reading=reading, words=words)
        message, vector = await self._nearing.near(unit, blank, event.text, live=live)
        growth = await unit.conversations.holding(event.key)
        if lives and vector is not None and growth is not None:
            message = await self._nearing.continuing(unit, growth, message, vector)
        said = await unit.messages.text(event.key)
        await unit.messages.change(message, text, vector if lives else None)
        anew = links_anew(said, event.text)
        await raise_alert(unit, message, event.stamp, links_anew=anew)
        return True

    async def _read(
        self, unit: UnitOfWork, event: MessagePosted | MessageEdited, *, human: bool
    ) -> tuple[Said | None, int]:
        """What a text says, and whether it speaks of what the signed charter leaves alone."""
        reading, words = self._reading.read(event.text, human=human)
        framework = await unit.frameworks.current(event.key.community)
        topics = framework.charter.off_limits if framework else ()
        if reading is not None and any(touches(event.text, topic) for topic in topics):
            reading = replace(reading, scores={**reading.scores, Head.OFF_LIMITS: 1.0})
        return reading, words

    async def _delete(self, unit: UnitOfWork, event: MessageDeleted) -> None:
        growth = await unit.conversations.holding(event.key)
        await self.intake.erase(unit, event)
        if growth is not None and growth.opened_by(event.key):
            await unit.agenda.unwatch(event.key.community, growth.id)

    def _keeps(self, stamp: Stamp) -> bool:
        # What is older than its life is read in passing and never stored.
        return stamp.received_at - stamp.occurred_at < self._retention.text


def _unmeasured(message: Message) -> Message:
    """The message without what its old words were near to."""
    return replace(message, affinity=None, facets=(), continuity=None, encoder=None)


def _stale(stamp: Stamp) -> bool:
    # In a replay the clock is the data's, so nothing is late.
    if stamp.source is Source.REPLAY:
        return False
    return stamp.received_at - stamp.occurred_at > STALE_AFTER
