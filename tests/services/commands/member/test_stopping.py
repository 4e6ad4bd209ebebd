import pytest

from bot.core.plain_cards import plain


async def test_a_practice_is_stopped_in_a_room_by_its_name(counter, talk):
    told = await counter.told("stop-here rescue_unanswered #Square")

    assert "No question left behind" in told
    assert (await counter.allows()).stops("rescue_unanswered", talk.channel())


async def test_without_a_room_it_is_the_one_where_it_is_asked(counter, talk):
    await counter.say("stop-here rescue_unanswered")

    assert (await counter.allows()).stops("rescue_unanswered", talk.channel())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("stop-here poke square", "There are: "),
        ("stop-here", "practice is missing"),
        ("stop-here rescue_unanswered nowhere", "no room called that"),
    ],
)
async def test_what_cannot_be_stopped_is_told(counter, is_refused, said, told):
    answer = await counter.say(said)

    assert is_refused(answer)
    assert told in plain(answer)


async def test_a_member_cannot_stop_it_for_everybody(counter):
    answer = await counter.press("stop:room:rescue_unanswered")

    assert "This is for moderators" in plain(answer)


async def test_a_moderator_stops_it_for_everybody_in_the_room(counter, talk):
    await counter.press("stop:room:rescue_unanswered", who="guard", moderates=True)

    places = await counter.house.trust.ladder.show(talk.community, talk.channel())
    assert [p.practice for p in places if p.standing and p.standing.stopped] == [
        "rescue_unanswered"
    ]


async def test_a_message_that_is_not_ours_stops_nothing(counter, talk):
    asked = counter.asked(message=talk.key("m1"))

    answer = await counter.house.counter.ask("stop-this", asked)

    assert "not a message of mine" in plain(answer)
