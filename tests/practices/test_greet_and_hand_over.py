"""A first message that nobody answered is handed over, and nobody is greeted for joining."""

from datetime import timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.interventions import Audience
from bot.core.privacy import OptIn
from bot.core.snapshots import Person
from bot.practices.greet_and_hand_over import GreetAndHandOver
from tests.practices.triggers import allows

WAITED = timedelta(minutes=40)


@pytest.fixture(scope="session")
def practice():
    return GreetAndHandOver()


def proposed(practice, talk, *messages, **changes):
    return practice.propose(
        talk.snapshot(*messages, **{"waited": WAITED, "newcomer": True, **changes})
    )


def watched(practice, talk, opening, **changes):
    snapshot = talk.snapshot(opening, **{"newcomer": True, **changes})
    return practice.watch(snapshot.conversation, snapshot.pace, snapshot.people)


def pace_with(talk, first_reply):
    return type(talk.pace)(
        median_gap=timedelta(minutes=5), first_reply_p75=first_reply, unlikely_after=first_reply
    )


def test_a_first_message_past_its_time_is_handed_to_the_room(practice, talk):
    made = proposed(practice, talk)

    assert made.audience is Audience.PUBLIC


def test_one_volunteer_is_mentioned(practice, talk):
    made = proposed(practice, talk)

    assert made.addressee == talk.member("volunteer")
    assert made.needs == {Capability.REPLY_IN_THREAD, Capability.MENTION_PERSON}


def test_without_a_volunteer_nobody_is_mentioned(practice, talk):
    made = proposed(practice, talk, volunteers=())

    assert made.addressee is None
    assert made.needs == {Capability.REPLY_IN_THREAD}


def test_a_volunteer_who_chose_to_be_asked_privately_is_not_named(practice, talk):
    private = allows(talk, "volunteer", OptIn.ASK_ME, OptIn.ASK_PRIVATELY)

    made = proposed(practice, talk, consents=private)

    assert made.addressee is None


def test_a_volunteer_who_was_mentioned_this_week_is_passed_over(practice, talk):
    tired, rested = talk.member("tired"), talk.member("rested")
    people = {
        talk.member("ana"): Person(newcomer=True),
        tired: Person(newcomer=False, mentions_left=0),
        rested: Person(newcomer=False),
    }

    made = proposed(practice, talk, volunteers=(tired, rested), people=people)

    assert made.addressee == rested


def test_a_volunteer_of_whom_nothing_is_known_is_passed_over(practice, talk):
    made = proposed(practice, talk, volunteers=(talk.member("stranger"),))

    assert made.addressee is None


def test_nobody_is_asked_to_answer_themselves(practice, talk):
    made = proposed(practice, talk, volunteers=(talk.member("ana"),))

    assert made.addressee is None


@pytest.mark.parametrize(
    ("question", "volunteers", "template"),
    [
        (1.0, (), "greet_and_hand_over-question"),
        (0.0, (), "greet_and_hand_over-story"),
        (1.0, ("volunteer",), "greet_and_hand_over-question-volunteer"),
        (0.0, ("volunteer",), "greet_and_hand_over-story-volunteer"),
    ],
)
def test_the_words_depend_on_what_was_said_and_who_is_asked(
    practice, talk, question, volunteers, template
):
    members = tuple(talk.member(name) for name in volunteers)

    made = proposed(practice, talk, talk.message(question=question), volunteers=members)

    assert made.wording.template == template
    assert template in practice.templates


def test_eight_words_are_enough_to_be_sure(practice, talk):
    made = proposed(practice, talk, talk.message(words=8, question=0.0))

    assert made.confidence == 1.0


def test_a_shorter_question_is_as_sure_as_it_was_read(practice, talk):
    made = proposed(practice, talk, talk.message(words=7, question=0.7))

    assert made.confidence == 0.7


def test_a_long_message_in_an_unknown_language_is_left_to_the_gates(practice, talk):
    made = proposed(practice, talk, talk.message(reading=None))

    assert made is not None


@pytest.mark.parametrize(
    ("first_reply", "wait"),
    [
        (timedelta(minutes=40), timedelta(minutes=40)),
        (timedelta(minutes=2), timedelta(minutes=10)),
        (timedelta(hours=20), timedelta(hours=12)),
    ],
)
def test_it_waits_as_long_as_first_replies_take_here_within_limits(
    practice, talk, first_reply, wait
):
    pace = pace_with(talk, first_reply)

    assert watched(practice, talk, talk.message(), pace=pace) == wait


def test_the_limits_are_settings(talk):
    prompt = GreetAndHandOver(
        GreetAndHandOver.Settings(
            soonest=timedelta(minutes=1), latest=timedelta(minutes=5), words=30
        )
    )

    assert watched(prompt, talk, talk.message()) == timedelta(minutes=5)
    assert watched(prompt, talk, talk.message(words=29, question=0.0)) is None


# Near misses, one clause each.


def test_it_does_not_look_too_early(practice, talk):
    assert proposed(practice, talk, waited=WAITED - timedelta(seconds=1)) is None


def test_only_a_first_message_is_handed_over(practice, talk):
    assert watched(practice, talk, talk.message(), newcomer=False) is None
    assert proposed(practice, talk, newcomer=False) is None


def test_somebody_of_whom_nothing_is_known_is_not_greeted(practice, talk):
    assert watched(practice, talk, talk.message(), people={}) is None


def test_a_short_remark_waits_for_nothing(practice, talk):
    remark = talk.message(words=7, question=0.49)

    assert watched(practice, talk, remark) is None
    assert proposed(practice, talk, remark) is None


def test_a_short_message_that_could_not_be_read_waits_for_nothing(practice, talk):
    assert watched(practice, talk, talk.message(words=7, reading=None)) is None


def test_where_too_little_is_known_it_never_looks(practice, talk):
    assert watched(practice, talk, talk.message(), pace=None) is None
    assert proposed(practice, talk, pace=None) is None


def test_a_bot_that_comes_in_is_not_greeted(practice, talk):
    assert watched(practice, talk, talk.message(automated=True)) is None


@pytest.mark.parametrize("arm_spoke", [False, True])
def test_its_outcome_is_the_same_question_in_both_arms(practice, talk, arm_spoke):
    ours = talk.message("ours", by="tummler", after=WAITED, own=True, automated=True)
    answer = talk.message("answer", by="ben", after=timedelta(hours=25))
    messages = [talk.message(), *([ours] if arm_spoke else []), answer]
    conversation = talk.conversation(*messages, answers=["opening"] * (len(messages) - 1))

    came = practice.reached(
        conversation, talk.key("opening"), talk.opened + WAITED + practice.window
    )

    assert not came
