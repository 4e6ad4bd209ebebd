"""Whoever asked says that it is answered, and nobody is asked about it any more."""

from datetime import timedelta

from bot.core.plain_cards import plain

HOUR = timedelta(hours=1)
ASKED = "parlour/m1"


async def watched(counter):
    talk = counter.talk
    async with counter.house.store.unit() as unit:
        due = await unit.agenda.due(talk.community, talk.at(48 * HOUR))
        await unit.commit()
    return bool(due)


async def watch(counter):
    talk = counter.talk
    async with counter.house.store.unit() as unit:
        growth = await unit.conversations.holding(talk.key("m1"))
        await unit.agenda.watch(talk.community, growth.id, "rescue_unanswered", talk.at(4 * HOUR))
        await unit.commit()


async def test_what_is_answered_is_looked_at_no_more(counter):
    await watch(counter)

    assert "ask nobody" in await counter.told(f"solved {ASKED}")

    assert not await watched(counter)


async def test_a_moderator_may_say_so_too(counter):
    assert "ask nobody" in await counter.told(f"solved {ASKED}", "guard", moderates=True)


async def test_somebody_else_may_not(counter):
    await watch(counter)

    assert "Only who asked" in await counter.told(f"solved {ASKED}", "ben")

    assert await watched(counter)


async def test_a_message_that_is_gone_is_said_to_be_gone(counter):
    assert "no longer exists" in await counter.told("solved parlour/never")


async def test_the_menu_of_a_message_points_at_it(counter, talk):
    answer = await counter.house.counter.ask("solved", counter.asked(message=talk.key("m1")))

    assert "ask nobody" in plain(answer)


async def test_without_a_message_it_is_asked_for(counter):
    assert "Point at a message" in await counter.told("solved")
