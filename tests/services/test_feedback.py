"""What members press below a line of the bot does what it says, and adds up nobody."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.core.clock import ManualClock
from bot.core.feedback import Felt
from bot.core.ids import CommunityId
from bot.core.interventions import Audience
from bot.core.privacy import OptIn, Then
from bot.core.reviews import ReviewStatus
from bot.core.trust import Rung
from bot.platforms.parlour.hands import ParlourHands
from bot.platforms.parlour.platform import ParlourPlatform
from bot.services.ladder import FREEZES_FOR
from bot.services.wishes import NOT_NOW, Forgotten

HOUR = timedelta(hours=1)
NOW = 5 * HOUR
RESCUE = "rescue_unanswered"


class Said:
    """A house in which one line of the bot was said."""

    def __init__(self, house, talk):
        self.house, self.talk = house, talk
        self.now = talk.at(NOW)
        self.feedback = house.feedback
        self.line = self.room = self.delivery = None

    async def press(self, verb, who="ana", **told):
        act = getattr(self.feedback, verb)
        return await act(self.talk.community, self.line.id, self.talk.member(who), self.now, **told)

    async def consent(self, who="ana"):
        card = await self.house.wishes.card(self.talk.community, self.talk.member(who))
        return card.consent

    async def for_one(self, who):
        """What makes a line one for this member alone, who asked for such; None: for all."""
        if who is None:
            return {}
        member = self.talk.member(who)
        await self.house.wishes.opt_in(self.talk.community, member, tuple(OptIn))
        return {"audience": Audience.MEMBER, "addressee": (await self.consent(who)).member}

    async def stands(self):
        """Whether the line stands in the room once everything was carried out."""
        await self.delivery.carry_out(self.talk.community, self.now)
        return not self.room.board.line(self.line.sent).gone

    async def place(self):
        [place] = [
            each
            for each in await self.house.trust.ladder.show(self.talk.community, self.talk.channel())
            if each.practice == RESCUE
        ]
        return place

    async def forget(self, who, where=None):
        member, where = self.talk.member(who), where or self.talk.community
        await self.house.privacy.note([where], [member], Then.IGNORE_ME, self.now)
        await self.house.privacy.carry_out(self.now)

    async def kept(self):
        async with self.house.store.unit() as unit:
            found = await unit.feedback.since(self.talk.community, self.talk.start)
            await unit.commit()
        return [each.felt for each in found]


@pytest.fixture
def said(towns, talk, takes_in, approves):
    @asynccontextmanager
    async def opened(alone=None, *, heard=True):
        async with towns(framework=talk.framework(rung=Rung.SPEAK)) as house:
            it = Said(house, talk)
            clock = ManualClock(it.now)
            room = ParlourPlatform(
                community=talk.community, clock=clock, bot=talk.member("tummler")
            )
            asked = talk.post("m1", "ana", HOUR, "How do I true a wheel?")
            await room.play(asked)
            await takes_in(house, asked, talk.post("m0", "cat", 2 * HOUR, "I build wheels."))
            await approves(house, "m1", NOW - HOUR, **await it.for_one(alone))
            hands = ParlourHands(room, talk.member("tummler"))
            delivery = house.trust.deliver(hands, lambda key: f"#{key.message}", clock)
            [it.line] = await delivery.carry_out(talk.community, it.now)
            it.room, it.delivery = room, delivery
            history = [each async for each in room.history(talk.channel(), talk.start)]
            if heard:
                await takes_in(house, *(each for each in history if each.own))
            yield it

    return opened


async def test_that_it_helped_is_kept(said):
    async with said() as it:
        heard = await it.press("helpful")

        assert (heard.felt, heard.practice) == (Felt.HELPFUL, RESCUE)
        assert await it.kept() == [Felt.HELPFUL]


async def test_each_person_is_counted_once(said):
    async with said() as it:
        again = [(await it.press("helpful", who)).again for who in ("ana", "ana", "ben")]

        assert again == [False, True, False]
        assert await it.kept() == [Felt.HELPFUL, Felt.HELPFUL]


async def test_not_now_leaves_that_member_in_peace_for_a_day(said):
    async with said() as it:
        heard = await it.press("not_now")

        assert heard.until == it.now + NOT_NOW
        assert set((await it.consent()).paused.values()) == {it.now + NOT_NOW}


async def test_not_now_leaves_the_practice_to_others(said):
    async with said() as it:
        await it.press("not_now")

        assert (await it.place()).standing.frozen_until is None


async def test_not_helpful_freezes_the_practice_in_that_channel(said):
    async with said() as it:
        heard = await it.press("not_helpful")

        assert heard.until == it.now + FREEZES_FOR
        assert (await it.place()).standing.frozen_until == it.now + FREEZES_FOR


async def test_a_second_not_helpful_of_the_same_member_adds_nothing(said, rows_of):
    async with said() as it:
        await it.press("not_helpful")
        await it.press("not_helpful")

        assert len(await rows_of(it.house, "standings")) == 1


async def test_of_thirty_who_press_not_helpful_at_once_each_is_counted(said):
    async with said() as it:
        heard = await asyncio.gather(*(it.press("not_helpful", f"p{n}") for n in range(30)))

        assert [each.again for each in heard] == [False] * 30
        assert await it.kept() == [Felt.NOT_HELPFUL] * 30
        assert (await it.place()).standing.frozen_until == it.now + FREEZES_FOR


async def test_of_one_who_presses_a_hundred_times_at_once_one_press_counts(said, rows_of):
    async with said() as it:
        heard = await asyncio.gather(*(it.press("not_helpful") for _ in range(100)))

        assert [each.again for each in heard].count(False) == 1
        assert await it.kept() == [Felt.NOT_HELPFUL]
        assert len(await rows_of(it.house, "standings")) == 1


async def test_of_thirty_who_stop_it_at_once_each_is_left_alone_and_nobody_else(said, talk):
    async with said() as it:
        people = [f"p{n}" for n in range(30)]

        await asyncio.gather(*(it.press("stop_here", who) for who in people))

        stopped = [(await it.consent(who)).stopped for who in people]
        assert stopped == [{(RESCUE, talk.channel())}] * 30
        assert (await it.consent("ana")).stopped == set()
        assert not (await it.place()).standing.stopped


async def test_a_member_s_stop_is_for_themselves(said, talk):
    async with said() as it:
        heard = await it.press("stop_here")

        assert not heard.for_all
        assert (await it.consent()).stopped == {(RESCUE, talk.channel())}
        assert not (await it.place()).standing.stopped


async def test_a_moderator_s_stop_is_for_all(said):
    async with said() as it:
        heard = await it.press("stop_here", "mo", moderates=True)

        assert heard.for_all
        assert (await it.place()).standing.stopped


async def test_why_is_told_to_whoever_asks(said):
    async with said() as it:
        [told] = await it.press("why", "ben")

        assert (told.practice, told.because) == (RESCUE, "it waits")


@pytest.mark.parametrize("verb", ["helpful", "not_now", "not_helpful", "stop_here", "why"])
async def test_a_line_for_one_person_alone_is_not_there_for_another(said, verb):
    async with said(alone="cat") as it:
        assert await it.press(verb, "ben") is None


async def test_a_line_for_one_person_alone_is_explained_to_them(said):
    async with said(alone="cat") as it:
        [told] = await it.press("why", "cat")

        assert told.practice == RESCUE


async def test_a_line_for_all_does_not_tell_of_one_for_somebody_alone(said, approves):
    async with said() as it:
        await approves(it.house, "m1", NOW, **await it.for_one("cat"))

        assert len(await it.press("why", "ben")) == 1
        assert len(await it.press("why", "cat")) == 2


@pytest.mark.parametrize("verb", ["helpful", "not_now", "not_helpful", "stop_here", "why"])
async def test_of_a_line_that_nobody_knows_nothing_is_heard(said, verb):
    async with said() as it:
        act = getattr(it.feedback, verb)

        assert await act(it.talk.community, "unknown", it.talk.member("ana"), it.now) is None


async def test_of_a_line_that_was_not_sent_nothing_is_heard(said, talk, takes_in, approves):
    async with said() as it:
        await takes_in(it.house, talk.post("m2", "ben", HOUR, "And this one?"))
        it.line = await approves(it.house, "m2", NOW - HOUR)

        assert it.line.status is ReviewStatus.APPROVED
        assert await it.press("helpful") is None


async def test_who_is_forgotten_leaves_no_press_behind(said):
    async with said() as it:
        await it.press("helpful", "ben")
        await it.forget("ben")

        assert await it.kept() == []


async def test_who_asked_to_be_ignored_is_not_kept(said):
    async with said() as it:
        await it.forget("ben")

        with pytest.raises(Forgotten):
            await it.press("helpful", "ben")


async def test_who_asked_to_be_ignored_where_they_were_before_a_link_is_not_kept(said):
    before = CommunityId("parlour:before")
    async with said() as it:
        async with it.house.store.unit() as unit:
            await unit.communities.found(before, name="before", timezone="UTC")
            await unit.commit()
        await it.forget("ben", before)
        async with it.house.store.unit() as unit:
            await unit.joins.begin(before, it.talk.community, it.now)
            it.house.homes.learn(await unit.joins.all())
            await unit.commit()

        with pytest.raises(Forgotten):
            await it.press("helpful", "ben")


async def test_after_ninety_days_nobody_knows_who_pressed(said, rows_of):
    async with said() as it:
        await it.press("helpful", "ben")
        await it.house.privacy.sweep(it.now + timedelta(days=91))

        assert [row["ref"] for row in await rows_of(it.house, "feedback")] == [None]


async def test_two_people_do_not_take_a_line_back(said):
    async with said() as it:
        for who in ("ana", "ben", "ana"):
            await it.press("withdraw", who)

        assert await it.stands()


async def test_three_people_take_a_line_back(said):
    async with said() as it:
        for who in ("ana", "ben", "cat"):
            await it.press("withdraw", who)

        assert not await it.stands()


async def test_a_line_that_nobody_heard_back_is_taken_back_all_the_same(said):
    async with said(heard=False) as it:
        for who in ("ana", "ben", "cat"):
            await it.press("withdraw", who)

        assert not await it.stands()


async def test_two_accounts_of_one_person_are_one_of_the_three(said, talk):
    async with said() as it:
        async with it.house.store.unit() as unit:
            for who in ("ana", "ben"):
                await unit.members.known_as(talk.community, talk.member(who))
            await unit.joins.pair(talk.community, talk.member("ana"), talk.member("ben"), it.now)
            await unit.commit()
        for who in ("ana", "ben", "cat"):
            await it.press("withdraw", who)

        assert await it.stands()


async def test_a_line_is_taken_back_though_everything_is_stopped(said):
    async with said() as it:
        for who in ("ana", "ben", "cat"):
            await it.press("withdraw", who)
        await it.house.trust.ladder.switch(
            it.talk.community, None, None, it.now, stopped=True, by=None
        )

        assert not await it.stands()


async def test_who_asks_for_it_found_it_no_help_either(said):
    async with said() as it:
        await it.press("withdraw")

        assert await it.kept() == [Felt.WITHDRAW, Felt.NOT_HELPFUL]
        assert (await it.place()).standing.frozen_until == it.now + FREEZES_FOR


async def test_what_was_said_to_one_alone_is_not_taken_back(said):
    async with said(alone="ana") as it:
        assert await it.press("withdraw") is None


async def test_of_whoever_is_forgotten_no_asking_is_left(said, talk):
    async with said() as it:
        for who in ("ana", "ben", "cat"):
            await it.press("withdraw", who)
        await it.forget("ben")

        assert await it.stands()
