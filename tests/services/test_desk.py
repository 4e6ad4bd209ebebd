"""A member asks in a few words and is answered; what is not understood changes nothing."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.privacy import OptIn, Switch, Then
from bot.services.desk import Desk
from bot.services.wishes import ALWAYS, Wishes
from db.transaction import UnknownCommunity

HOUR = timedelta(hours=1)


@pytest.fixture
def ana(talk):
    return talk.member("ana")


@pytest.fixture
async def shed(towns, talk, takes_in):
    async with towns(framework=talk.framework()) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, "Which pump still works?"))
        async with house.store.unit() as unit:
            await unit.rooms.rename(talk.community, talk.channel(), "square", private=False)
            await unit.commit()
        yield house


@pytest.fixture
def ask(shed, talk, ana):
    async def say(said):
        return await shed.desk.answer(talk.community, ana, said, talk.at(HOUR))

    return say


@pytest.fixture
def allows(shed, talk, ana):
    async def now():
        return (await shed.wishes.card(talk.community, ana)).consent

    return now


async def test_a_pause_is_said_back_with_its_end_and_its_undoing(ask, allows, talk):
    answer = await ask("pause prompts for 7d")

    assert "Until 9 March 2026, 02:00 I will not say anything about what you write" in answer.text
    assert "resume prompts" in answer.text
    assert (await allows()).paused == {Switch.PROMPTS: talk.at(HOUR) + timedelta(days=7)}


@pytest.mark.parametrize("said", ["pause", "pause all", "pause all always", "PAUSE all for always"])
async def test_without_more_a_pause_is_of_everything_and_for_good(ask, allows, said):
    answer = await ask(said)

    assert "From now on" in answer.text
    assert (await allows()).paused == dict.fromkeys(Switch, ALWAYS)


async def test_resume_takes_a_pause_back(ask, allows):
    await ask("pause all")

    answer = await ask("resume")

    assert "on again" in answer.text
    assert (await allows()).blank


async def test_not_now_says_until_when(ask):
    assert "until 3 March 2026, 02:00" in (await ask("not-now")).text


async def test_not_now_within_a_pause_for_good_says_that(ask):
    await ask("pause all")

    assert "from now on" in (await ask("not-now")).text


@pytest.mark.parametrize("what", list(OptIn), ids=lambda each: each.name)
async def test_each_thing_can_be_asked_for_and_taken_back(ask, allows, what):
    slug = what.value.replace(" ", "-")

    assert "You asked for this" in (await ask(f"opt-in {slug}")).text
    assert (await allows()).opt_ins == {what}
    assert (await ask(f"opt-out {slug}")).understood
    assert (await allows()).blank


async def test_everything_cannot_be_asked_for_at_once(ask, allows):
    assert not (await ask("opt-in all")).understood
    assert (await allows()).blank


async def test_everything_can_be_taken_back_at_once(ask, allows):
    await ask("opt-in connect")
    await ask("opt-in reminders")

    await ask("opt-out all")

    assert (await allows()).blank


async def test_a_facet_is_offered(ask, allows):
    answer = await ask("offer bicycles")

    assert "You offered bicycles" in answer.text
    assert (await allows()).topics == {"bicycles"}


async def test_what_is_no_facet_is_answered_with_those_there_are(ask):
    answer = await ask("offer knitting")

    assert not answer.understood
    assert "bicycles" in answer.text
    assert "knitting" not in answer.text


async def test_a_practice_is_stopped_in_a_room_by_its_name(ask, allows, talk):
    answer = await ask("stop-here rescue_unanswered #Square")

    assert "No question left behind" in answer.text
    assert (await allows()).stops("rescue_unanswered", talk.channel())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("stop-here poke square", "There are: "),
        ("stop-here", "There are: "),
        ("stop-here rescue_unanswered nowhere", "no room called that"),
    ],
)
async def test_what_cannot_be_stopped_is_told(ask, said, told):
    answer = await ask(said)

    assert not answer.understood
    assert told in answer.text


async def test_the_card_tells_what_is_held_and_allowed(ask):
    await ask("pause mentions 1d")
    await ask("pause prompts")
    await ask("offer bicycles")
    await ask("stop-here rescue_unanswered square")

    card = (await ask("me")).text

    assert "messages: 1, from 2 Mar 2026 to 2 Mar 2026" in card
    assert "mentions until 3 March 2026, 02:00; prompts, for good" in card
    assert "You asked for: being asked now and then" in card
    assert "You offered to be asked about: bicycles" in card
    assert "Stopped by you: No question left behind" in card


async def test_the_card_of_somebody_new_is_empty(shed, talk):
    answer = await shed.desk.answer(talk.community, talk.member("zoe"), "", talk.start)

    assert answer.text.splitlines() == [
        "Nothing is held of you.",
        "Nothing is paused.",
        "You asked for nothing, so nobody is sent your way.",
    ]


async def test_where_nothing_was_decided_that_is_said(ask):
    assert (await ask("why parlour/m1")).text == "Nothing was decided here that concerned you."


async def test_whoever_was_forgotten_is_told_so(shed, talk, ana, ask):
    await shed.privacy.note([talk.community], [ana], Then.IGNORE_ME, talk.at(2 * HOUR))
    await shed.privacy.carry_out(talk.at(2 * HOUR))

    assert "You asked to be forgotten" in (await ask("pause all")).text


async def test_help_is_given(ask):
    assert "pause prompts, mentions, analysis or all" in (await ask("help")).text


@pytest.mark.parametrize(
    "said",
    ["dance", "pause everything", "pause all for 3d", "opt-in", "opt-in fame", "why", "resume x"],
)
async def test_what_is_not_understood_changes_nothing_and_helps(ask, allows, said):
    answer = await ask(said)

    assert not answer.understood
    assert "I did not understand that" in answer.text
    assert (await allows()).blank


async def test_in_a_community_that_is_not_here_nobody_is_answered(shed, ana, talk):
    with pytest.raises(UnknownCommunity):
        await shed.desk.answer("nowhere", ana, "me", talk.start)


async def test_whatever_is_said_is_answered(shed, talk, ana):
    desk = Desk(shed.store.unit, Wishes(shed.store.unit, ()), {})
    said = []

    @settings(max_examples=40)
    @given(st.text(max_size=60))
    def collect(text):
        said.append(text)

    collect()
    for text in said:
        assert (await desk.answer(talk.community, ana, text, talk.start)).text
