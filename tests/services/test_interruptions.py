"""The public budget counts what the ledger holds, and shows nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.feedback import Felt
from bot.core.reasons import Reason
from bot.core.reviews import ReviewStatus
from bot.services.reviewing import drafted
from tests.services.test_reviewing import verdict, words

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = DAY + 20 * HOUR


async def kept(house, talk, *verdicts):
    async with house.store.unit() as unit:
        for made in verdicts:
            await unit.ledger.keep(talk.community, made, words(talk), shadow=False)
        await unit.commit()


def looked(talk, number, reason, **changes):
    made = verdict(talk, at=talk.at(DAY + number * HOUR), id=f"rescue_unanswered:{number}")
    return replace(made, reason=reason, **changes)


@pytest.fixture
async def told(towns, talk, takes_in):
    """What the budget of a lively town says after a day of looking."""
    async with towns(framework=talk.framework()) as house:
        await takes_in(house, *[talk.post(f"m{n}", "ana", n * HOUR) for n in range(30)], each=10)
        silences = [looked(talk, n, Reason.TALK_IS_WELL) for n in range(6)]
        granted = looked(talk, 7, Reason.GRANTED)
        held = looked(talk, 8, Reason.HELD_OUT)
        waits = looked(talk, 9, Reason.NEEDS_REVIEW)
        await kept(house, talk, *silences, granted, held, waits)
        async with house.store.unit() as unit:
            review = drafted(granted, words(talk), approved=True)
            await unit.reviews.add(talk.community, review)
            sent = replace(review, status=ReviewStatus.SENT, sent=talk.key("m1"))
            await unit.reviews.move(talk.community, sent, {ReviewStatus.APPROVED})
            for name in ("ana", "ben", "cleo"):
                who = await unit.members.known_as(talk.community, talk.member(name))
                await unit.feedback.keep(talk.community, sent, Felt.HELPFUL, who, talk.at(NOW))
            await unit.commit()
        yield await house.trust.budget.as_of(talk.community, talk.at(NOW))


def test_what_was_sent_is_spoken_and_the_rest_was_suggested(told):
    everywhere = told.this_week[0]

    assert (everywhere.room, everywhere.spoken, everywhere.suggested) == (None, 1, 1)


def test_it_is_counted_how_often_people_said_that_it_helped(told):
    assert (told.helpful, told.not_helpful) == (3, 0)


async def test_where_nothing_was_said_nobody_could_say_that_it_helped(town, talk):
    found = await town.trust.budget.as_of(talk.community, talk.at(NOW))

    assert (found.helpful, found.not_helpful) == (None, None)


def test_what_the_coin_held_back_is_told_apart(told):
    everywhere = told.this_week[0]

    assert everywhere.to_learn == 1
    assert everywhere.held_back == {Reason.TALK_IS_WELL: 6}


def test_each_channel_has_its_own_line(told):
    assert [tally.room for tally in told.this_week] == [None, "square"]


def test_last_week_is_another_week(told):
    assert told.last_week[0].held_back == {}


def test_spoken_and_held_out_are_spent_alike(told):
    [day] = [limit for limit in told.limits if limit.name == "a day"]

    assert (day.spent, day.allowed, day.usual, day.hardest) == (3, 3, 3, 10)


def test_the_share_of_talk_is_told_against_its_limit(told):
    [share] = [limit for limit in told.limits if limit.name == "share of talk"]

    assert (share.spent, share.allowed) == (3 / 30, 0.02)


def test_a_person_s_own_budget_is_nobody_s_to_read(told):
    private = [limit for limit in told.limits if limit.name in {"private notes", "a conversation"}]

    assert [limit.spent for limit in private] == [None, None]


def test_every_practice_stands_in_it(told):
    assert len(told.practices) == 18


def test_a_signed_town_that_may_speak_does_not_only_listen(told):
    assert (told.listening, told.version) == (False, 1)


async def test_without_a_charter_it_only_listens(town, talk):
    told = await town.trust.budget.as_of(talk.community, talk.at(NOW))

    assert (told.listening, told.version, told.plans) == (True, None, ())


async def test_a_freeze_is_told_with_its_place(towns, talk, takes_in):
    async with towns(framework=talk.framework()) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR))
        await house.trust.ladder.unhelpful(
            talk.community, "callback", talk.channel(), talk.at(HOUR)
        )

        told = await house.trust.budget.as_of(talk.community, talk.at(NOW))

    assert [(each.practice, each.channel) for each in told.frozen] == [("callback", talk.channel())]


async def test_a_plan_shows_its_commitment_and_no_seed(towns, talk):
    plan = talk.plan()
    async with towns(framework=talk.framework(plan)) as house:
        told = await house.trust.budget.as_of(talk.community, talk.at(NOW))

    assert [(each.commitment, each.seed) for each in told.plans] == [(plan.commitment, None)]
