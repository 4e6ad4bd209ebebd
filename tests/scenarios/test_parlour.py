"""Stories told live through the Parlour: the room, the steps and the tick, nobody in between."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.ids import CommunityId
from bot.core.privacy import Consent, OptIn, Switch
from bot.core.reasons import Reason
from bot.core.trust import Rung
from bot.platforms.parlour.keys import channel, member
from bot.platforms.parlour.platform import ParlourPlatform
from bot.services.ticking import EVERY

HOME = CommunityId("parlour:home")
SQUARE = channel("home", "square")


class Room:
    """A house that listens to a Parlour, and a clock that both share."""

    def __init__(self, house, clock):
        self.house = house
        self.clock = clock
        self.parlour = ParlourPlatform(community=HOME, clock=clock)

    async def forward(self, **by):
        """Let time pass, with a tick at each moment of the schedule."""
        until = self.clock.now() + timedelta(**by)
        while self.clock.now() + EVERY <= until:
            self.clock.move_to(self.clock.now() + EVERY)
            await self.house.living().tick(self.clock.now())
        self.clock.move_to(until)

    async def said(self, who, text, room=SQUARE, to=None):
        posted = await self.parlour.say(room, member(who), text, reply_to=to)
        return posted.key

    async def habits(self):
        """Enough quick answers on three days that a usual wait can be learned."""
        for day in range(3):
            for n in range(14):
                asked = await self.said(f"ask{n}", f"Who has the number {day} ladder today?")
                await self.forward(minutes=5)
                await self.said(f"tell{n}", "It stands behind the shed, take it.", to=asked)
                await self.forward(minutes=20)
            await self.forward(hours=24 - 14 * 25 / 60)

    async def decided(self, key):
        async with self.house.store.views() as views:
            now = self.clock.now()
            rulings = await views.rulings(HOME, now - timedelta(days=30), now + EVERY)
        return [r.reason for r in rulings if r.need == key]


@pytest.fixture
def opened(house, clock, talk):
    @asynccontextmanager
    async def open_room(rung=None, consents=()):
        room = Room(house, clock)
        async with house.store.unit() as unit:
            await unit.communities.found(HOME, name="Home", timezone="UTC")
            if rung is not None:
                signed = talk.framework(rung=rung)
                charter = replace(signed.charter, community=HOME)
                await unit.frameworks.sign(replace(signed, community=HOME, charter=charter))
            for consent in consents:
                known = await unit.members.known_as(HOME, consent.member)
                await unit.consents.save(HOME, replace(consent, member=known))
            await unit.commit()
        listening = asyncio.create_task(room.parlour.run(house.living().receive))
        await room.parlour.opened()
        try:
            yield room
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    return open_room


async def test_a_question_past_its_time_would_have_been_taken_up(opened):
    async with opened() as room:
        await room.habits()
        asked = await room.said("ask0", "Which of the two reeds suits a cold room?")

        await room.forward(hours=3)

        assert await room.decided(asked) == [Reason.NO_CHARTER]


async def test_with_a_signed_charter_it_becomes_a_draft_for_the_moderators(opened):
    async with opened(Rung.SPEAK) as room:
        await room.habits()
        asked = await room.said("ask0", "Which of the two reeds suits a cold room?")

        await room.forward(hours=3)

        assert await room.decided(asked) == [Reason.NEEDS_REVIEW]


async def test_a_newcomer_nobody_answers_is_handed_to_who_offered_to_be_asked(opened):
    host = Consent(member=member("host"), opt_ins=frozenset({OptIn.ASK_ME}))
    async with opened(Rung.SPEAK, [host]) as room:
        await room.habits()
        asked = await room.said("new", "Hello, does anybody here know how to mend a wooden oar?")

        await room.forward(hours=3)

        assert await room.decided(asked) == [Reason.GRANTED]


async def test_a_newcomer_who_is_answered_needs_nothing(opened):
    async with opened(Rung.SPEAK) as room:
        await room.habits()
        asked = await room.said("new", "Hello, does anybody here know how to mend a wooden oar?")
        await room.forward(minutes=4)
        await room.said("tell1", "Glue and a clamp, I will show you tonight.", to=asked)

        await room.forward(hours=3)

        [reason] = await room.decided(asked)
        assert reason in {Reason.SOMEONE_IS_TALKING, Reason.TALK_IS_WELL}


async def test_a_loss_is_left_alone_whatever_the_level(opened):
    async with opened(Rung.SPEAK) as room:
        await room.habits()
        asked = await room.said("ask0", "My mother died on Sunday, what do people bring to a wake?")

        await room.forward(hours=3)

        assert await room.decided(asked) == [Reason.DISTRESS]


async def test_an_empty_room_is_never_spoken_into(opened):
    async with opened(Rung.SPEAK) as room:
        await room.habits()
        before = len(await _ledger(room))

        await room.forward(days=5)

        assert len(await _ledger(room)) == before


async def _ledger(room):
    async with room.house.store.views() as views:
        now = room.clock.now()
        return await views.rulings(HOME, now - timedelta(days=60), now + EVERY)


async def test_who_paused_analysis_leaves_no_trace(opened):
    until = timedelta(days=400)
    async with opened() as room:
        paused = Consent(
            member=member("hidden"), paused={Switch.ANALYSIS: room.clock.now() + until}
        )
        async with room.house.store.unit() as unit:
            known = await unit.members.known_as(HOME, paused.member)
            await unit.consents.save(HOME, replace(paused, member=known))
            await unit.commit()

        key = await room.said("hidden", "Do not keep this lantern of mine.")

        async with room.house.store.unit() as unit:
            assert not await unit.messages.seen(key)


async def test_a_repeated_delivery_counts_once(opened):
    async with opened() as room:
        posted = await room.parlour.say(SQUARE, member("ana"), "Once is enough, surely.")

        await room.parlour.play(posted)

        async with room.house.store.views() as views:
            now = room.clock.now()
            heard = await views.heard(HOME, now - timedelta(hours=1), now + timedelta(hours=1))
        assert heard.messages == 1


async def test_a_deleted_question_waits_for_nothing(opened):
    async with opened(Rung.SPEAK) as room:
        await room.habits()
        asked = await room.said("ask0", "Which of the two reeds suits a cold room?")
        await room.parlour.delete(asked)

        await room.forward(hours=3)

        assert await room.decided(asked) == []
