"""The demo town's scenes, told through the real house: what rescue, hand-over and restraint do."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import open_house
from bot.core.events import MessagePosted
from bot.core.measurements import Span
from bot.core.reasons import Reason
from bot.demo import DATABASE, KEPT, live_through, show, volunteers
from bot.digest.records import to_json
from bot.digest.text import to_text
from bot.platforms.parlour.residents import town, town_start

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def lived():
    return town(town_start(NOW))


@pytest.fixture(scope="module")
def told(lived, tmp_path_factory):
    """The town lived through once; its rulings by the message that waited, and its page."""

    async def live():
        folder = tmp_path_factory.mktemp("demo")
        async with open_house(folder=folder, database=DATABASE, retention=KEPT) as house:
            await live_through(house, lived)
            async with house.store.views() as views:
                start, end = lived.shown
                rulings = await views.rulings(lived.community, start - timedelta(days=7), end)
            demo = await show(house, lived)
            span = Span(start=lived.shown[0], end=end, seen_until=end)
            return rulings, demo, await house.thinking.of(lived.community, span)

    return asyncio.run(live())


@pytest.fixture
def ruled(told, lived):
    """What was decided on a scene's opening."""
    rulings, _, _ = told

    def of(scene):
        openings = lived.scenes[scene].openings
        return [(r.practice, r.reason) for r in rulings if r.need in openings]

    return of


def test_scene_1_a_newcomer_who_is_answered_in_six_minutes_is_left_to_the_people(ruled):
    assert ruled(1) == [("greet_and_hand_over", Reason.SOMEONE_IS_TALKING)]


def test_scene_2_a_newcomer_who_waits_longer_than_usual_is_handed_to_a_volunteer(told, lived):
    rulings, _, _ = told

    [ruling] = [r for r in rulings if r.need == lived.scenes[2].key]

    assert (ruling.practice, ruling.reason) == ("greet_and_hand_over", Reason.GRANTED)
    assert ruling.addressed
    assert "@volunteer" in ruling.draft


def test_scene_3_a_volunteer_who_was_asked_this_week_is_not_asked_again(ruled):
    assert ruled(3) == [("rescue_unanswered", Reason.PERSON_SPENT)]


def test_scene_5_a_warm_exchange_needs_nothing(ruled):
    assert ruled(5) == [("rescue_unanswered", Reason.TALK_IS_WELL)]


def test_scene_8_a_loss_in_the_family_is_left_alone(ruled):
    assert ruled(8) == [("rescue_unanswered", Reason.DISTRESS)]


def test_scene_8_is_neither_quoted_nor_linked_in_the_digest(told, lived):
    _, demo, _ = told
    key = lived.scenes[8].key

    said = str(to_json(demo.report))

    assert key.message not in said
    assert lived.words(key) not in said


def test_scene_9_a_story_with_thanks_and_nothing_more_gets_a_follow_up(ruled):
    assert ("probe_further", Reason.GRANTED) in ruled(9)


def test_what_was_granted_waits_to_be_delivered_and_nothing_was_said(told, lived):
    rulings, _, _ = told

    own = [event for event in lived.events() if isinstance(event, MessagePosted) and event.own]

    assert any(r.reason is Reason.GRANTED for r in rulings)
    assert own == []


def test_scene_12_nobody_is_asked_about_a_storm_of_emoji(told):
    _, _, thoughts = told

    storm = {t.key for t in thoughts if t.human and t.words == 0}

    assert storm
    assert all(not t.considered for t in thoughts if t.key in storm)


def test_scene_13_who_wants_no_prompts_is_no_trigger_from_then_on(told, lived):
    rulings, _, _ = told
    wish = next(w for w in lived.wishes if not w.forget)
    later = {
        event.key
        for event in lived.events()
        if isinstance(event, MessagePosted)
        and event.author == wish.consent.member
        and event.stamp.occurred_at > wish.at
    }

    granted = {r.need for r in rulings if r.reason is Reason.GRANTED}

    assert not granted & later


def test_scene_14_talk_across_the_two_houses_is_left_to_the_people(ruled):
    assert ruled(14) == [("rescue_unanswered", Reason.SOMEONE_IS_TALKING)]


def test_scene_15_a_language_that_is_not_known_is_not_measured(ruled):
    assert ruled(15) == [("rescue_unanswered", Reason.NOT_MEASURED)]


def test_scene_16_the_coin_keeps_silent_at_a_good_opening(ruled):
    assert ruled(16) == [("rescue_unanswered", Reason.HELD_OUT)]


def test_nobody_is_mentioned_who_did_not_offer_it(told):
    rulings, _, _ = told

    assert len(volunteers()) == 1
    assert sum(r.addressed and r.reason is Reason.GRANTED for r in rulings) <= 2


def test_most_of_what_was_looked_at_ends_in_silence(told):
    rulings, _, _ = told

    spoken = [r for r in rulings if r.reason in {Reason.GRANTED, Reason.NEEDS_REVIEW}]

    assert len(spoken) < len(rulings) / 5


def test_the_digest_of_the_town_is_labelled_and_complete(told):
    _, demo, _ = told

    text = to_text(demo.report)

    assert "made-up town" in text
    assert "generated numbers" in text
    assert demo.report.dropped == ()


def test_every_message_of_the_shown_week_has_its_thought(told, lived):
    _, _, thoughts = told
    start, end = lived.shown
    paused = {w.consent.member: w.at for w in lived.wishes if w.forget}
    kept = {
        event.key
        for event in lived.events()
        if isinstance(event, MessagePosted)
        and start <= event.stamp.occurred_at < end
        and lived.words(event.key) is not None
        and not (event.author in paused and event.stamp.occurred_at > paused[event.author])
    }

    assert {t.key for t in thoughts} == kept


async def test_living_through_the_town_twice_changes_nothing(lived, tmp_path):
    async with open_house(folder=tmp_path, database=DATABASE, retention=KEPT) as house:
        await live_through(house, lived)
        first = to_json((await show(house, lived)).report)

        await live_through(house, lived)
        again = to_json((await show(house, lived)).report)

    assert again == first


async def test_another_house_tells_the_same_town(lived, told, tmp_path):
    _, demo, _ = told

    async with open_house(folder=tmp_path, database=DATABASE, retention=KEPT) as house:
        await live_through(house, lived)
        other = await show(house, lived)

    assert to_json(other.report) == to_json(demo.report)


def test_a_metrics_page_says_of_a_complete_week_what_the_digest_says(told):
    _, demo, _ = told

    headline = next(demo.report.numbers())
    [point] = [p for p in demo.points if p.metric == "valued_share" and not p.so_far]

    assert (headline.name, headline.label) == ("valued_share", "Valued Share, week 45")
    assert (point.week, point.estimate) == ("2026-W45", headline.estimate)
