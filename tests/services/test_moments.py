"""Precision and recall on planted needs, worked out by hand; and verdicts per week."""

from datetime import timedelta

import pytest

from bot.core.interventions import Audience, Ruling
from bot.core.reasons import Reason
from bot.services.moments import NO_NEED, found, weekly

HOUR = timedelta(hours=1)
PRACTICES = ("rescue_unanswered", "revoice")


def ruling(talk, opening, reason, practice="rescue_unanswered", *, otherwise=False):
    return Ruling(
        proposal=f"{practice}:parlour/{opening}",
        practice=practice,
        channel=talk.channel(),
        conversation=f"parlour/{opening}",
        need=talk.key(opening),
        need_at=talk.at(HOUR),
        at=talk.at(2 * HOUR),
        reason=reason,
        otherwise=otherwise,
        audience=Audience.PUBLIC,
        addressed=False,
        because="it waits",
        draft=None,
        reached=None,
        replied_after=None,
    )


def judged(talk, planted, *rulings):
    by_key = {talk.key(name): practice for name, practice in planted.items()}
    rescue, _ = found(rulings, by_key, PRACTICES)
    return (rescue.planted, rescue.fired, rescue.found, rescue.precision, rescue.recall)


def test_of_four_planted_three_were_found_and_one_more_fired(talk):
    planted = dict.fromkeys("abcd", "rescue_unanswered") | {"e": None}
    rulings = [ruling(talk, name, Reason.GRANTED) for name in "abce"]

    assert judged(talk, planted, *rulings) == (4, 4, 3, 0.75, 0.75)


def test_where_nothing_fired_there_is_no_precision(talk):
    assert judged(talk, {"a": "rescue_unanswered"}) == (1, 0, 0, None, 0.0)


def test_where_nothing_is_planted_there_is_no_recall(talk):
    assert judged(talk, {"a": None}, ruling(talk, "a", Reason.GRANTED)) == (0, 1, 0, 0.0, None)


@pytest.mark.parametrize("reason", sorted(NO_NEED))
def test_a_reason_that_finds_no_need_is_no_firing(talk, reason):
    planted = {"a": "rescue_unanswered"}

    assert judged(talk, planted, ruling(talk, "a", reason))[1] == 0


@pytest.mark.parametrize("reason", [Reason.HELD_OUT, Reason.PERSON_SPENT, Reason.LISTENING])
def test_what_only_budgets_trust_or_the_coin_withheld_fired(talk, reason):
    planted = {"a": "rescue_unanswered"}

    assert judged(talk, planted, ruling(talk, "a", reason))[1] == 1


def test_looking_twice_at_one_conversation_fires_once(talk):
    twice = [ruling(talk, "a", Reason.GRANTED)] * 2

    assert judged(talk, {"a": "rescue_unanswered"}, *twice)[1] == 1


def test_talk_without_a_truth_is_left_out(talk):
    elsewhere = ruling(talk, "z", Reason.GRANTED)

    assert judged(talk, {"a": None}, elsewhere)[1] == 0


def test_verdicts_are_told_per_week(talk):
    rulings = [
        ruling(talk, "a", Reason.GRANTED),
        ruling(talk, "b", Reason.TALK_IS_WELL),
        ruling(talk, "c", Reason.LISTENING, otherwise=True),
    ]

    rescue, revoice = weekly(rulings, 2, PRACTICES)

    assert (rescue.looked, rescue.opportunities) == (1.5, 1.0)
    assert rescue.by_reason[Reason.TALK_IS_WELL] == 1
    assert (revoice.looked, revoice.by_reason) == (0.0, {})
