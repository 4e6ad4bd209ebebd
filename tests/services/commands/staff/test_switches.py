"""Silence at once, and back."""

from bot.core.trust import Rung

SPEAKING = "rescue_unanswered"


async def test_everything_is_silent_and_it_is_said_since_when(counter, talk):
    assert "Silent everywhere since 2 March 2026, 03:00" in await counter.told("staff stop", "mo")

    places = await counter.house.trust.ladder.show(talk.community)
    assert all(each.standing.stopped for each in places)


async def test_one_room_alone_is_silent(counter, talk):
    assert "Silent in square" in await counter.told("staff stop square", "mo")

    assert "You offered bicycles" in await counter.told("offer bicycles")


async def test_a_room_that_is_not_heard_is_not_stopped(counter):
    assert "I do not read #attic" in await counter.told("staff stop #attic", "mo")


async def test_whoever_moderates_on_the_platform_stops_everything(counter):
    assert "Silent" in await counter.told("staff stop", "guard", moderates=True)


async def test_only_a_steward_lets_it_go_on(counter):
    await counter.say("staff stop", "mo")

    told = await counter.told("staff resume", "guard", moderates=True)

    assert "Only a steward can sign this" in told
    assert "silenced me" in await counter.told("offer bicycles")


async def test_nothing_comes_back_straight_to_speaking(counters, talk):
    async with counters(rung=Rung.SPEAK) as counter:
        await counter.say("staff stop", "mo")

        assert "Nothing is above" in await counter.told("staff resume", "mo")

        places = await counter.house.trust.ladder.show(talk.community)
        here = await counter.house.trust.ladder.show(talk.community, talk.channel())
        assert max(each.rung for each in (*places, *here)) is Rung.SUGGEST
        assert not any(each.standing.stopped for each in places)


async def test_privacy_is_answered_while_everything_is_silent(counter):
    await counter.say("staff stop", "mo")

    for said in ("me", "pause all", "resume all", "export", "forget", "why parlour/m1"):
        assert "silenced me" not in await counter.told(said)
