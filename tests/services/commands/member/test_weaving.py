"""A long talk in a few links: for whoever asked at once, for the room only through every gate."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.cards import Linked
from bot.core.plain_cards import plain
from bot.core.restraint import Budget
from bot.core.trust import Rung

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PEOPLE = ("ana", "ben", "cleo", "dan", "eva")
LAST = "parlour/t31"


@pytest.fixture
def long_talk(counters, talk, takes_in):
    """Has a talk go on from the question of the town, in so many messages by so many people."""

    async def told(counter, count=32, people=5):
        said = [
            talk.post(
                f"t{n}",
                PEOPLE[n % people],
                HOUR + n * MINUTE,
                "The old pump holds as long as somebody turns it over in spring.",
                to=f"t{n - 1}" if n else "m1",
            )
            for n in range(count)
        ]
        await takes_in(counter.house, *said, each=8)

    return told


async def signs(counter, rung):
    """Has the charter say how far weaving is trusted, and that it may be a small share of talk."""
    talk = counter.talk
    async with counter.house.store.unit() as unit:
        framework = await unit.frameworks.current(talk.community)
        risen = replace(
            framework,
            version=framework.version + 1,
            rungs={"summarise_and_weave": rung},
            budget=Budget(per_day=10, channel_gap=HOUR, bot_share=0.05),
        )
        await unit.frameworks.sign(risen)
        await unit.commit()


async def drafts(counter):
    found = await counter.house.trust.reviews.waiting(counter.talk.community, counter.talk.at(HOUR))
    return [each for each in found if each.proposal.practice == "summarise_and_weave"]


async def test_whoever_asks_gets_links_into_the_talk(counter, long_talk, talk):
    await long_talk(counter)

    card = await counter.say(f"weave {LAST}")

    [(first,), *others] = card.sections[0].lines
    assert isinstance(first, Linked)
    assert first.to == talk.key("m1")
    assert len(others) == 3


async def test_for_them_alone_nothing_is_kept_and_nothing_waits(counter, long_talk, rows_of):
    await long_talk(counter)
    await signs(counter, Rung.SUGGEST)
    before = await rows_of(counter.house, "ledger")

    await counter.say(f"weave {LAST}")

    assert await rows_of(counter.house, "ledger") == before
    assert await drafts(counter) == []


async def test_for_the_room_a_moderator_looks_at_it_first(counter, long_talk, talk):
    await long_talk(counter)
    await signs(counter, Rung.SUGGEST)

    said = await counter.told(f"weave {LAST} where:here")

    assert "A moderator looks at it" in said
    assert [each.proposal.need for each in await drafts(counter)] == [talk.key("t31")]


async def test_what_only_listens_says_so_and_gives_the_links_all_the_same(counter, long_talk):
    await long_talk(counter)

    said = await counter.told(f"weave {LAST} where:here")

    assert "I will not say it there: listening only" in said
    assert "how it began" in said
    assert await drafts(counter) == []


async def test_asked_twice_it_waits_once(counter, long_talk):
    await long_talk(counter)
    await signs(counter, Rung.SUGGEST)
    await counter.say(f"weave {LAST} where:here")

    again = await counter.told(f"weave {LAST} where:here", "ben", 3 * HOUR)

    assert "I will not say it there" in again
    assert len(await drafts(counter)) == 1


@pytest.mark.parametrize(("count", "people"), [(28, 5), (32, 3)])
async def test_a_short_talk_is_read_sooner_than_woven(counter, long_talk, count, people):
    await long_talk(counter, count, people)

    said = await counter.told("weave parlour/t0")

    assert "it needs 30 messages by 4 people" in said


async def test_a_message_that_is_gone_is_said_to_be_gone(counter):
    assert "no longer exists" in await counter.told("weave parlour/never")


async def test_a_message_may_be_pointed_at(counter, long_talk, talk):
    await long_talk(counter)

    asked = counter.asked(message=talk.key("t31"))

    assert "how it began" in plain(await counter.house.counter.ask("weave", asked))
