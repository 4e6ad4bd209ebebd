"""A question whose answer has become unlikely is passed on, and nothing else is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.ids import conversation_opened_by
from bot.core.interventions import Audience
from bot.core.privacy import OptIn
from bot.core.readings import Head, Reading
from bot.core.senses import Sense
from bot.core.snapshots import Person, Related
from bot.practices.rescue_unanswered import RescueUnanswered
from tests.practices.triggers import allows

UNREAD = Reading(language=None, scores={}, model="test-1")


@pytest.fixture(scope="session")
def practice():
    return RescueUnanswered()


def watched(practice, talk, opening, **changes):
    snapshot = talk.snapshot(opening, **changes)
    return practice.watch(snapshot.conversation, snapshot.pace, snapshot.people)


def test_a_question_past_its_time_is_passed_to_a_volunteer(practice, talk):
    made = practice.propose(talk.snapshot())

    assert (made.audience, made.addressee) == (Audience.PUBLIC, talk.member("volunteer"))


def test_it_waits_until_an_answer_is_unlikely_here(practice, talk):
    assert watched(practice, talk, talk.message()) == talk.pace.unlikely_after


def test_asking_a_volunteer_needs_a_thread_and_a_mention(practice, talk):
    made = practice.propose(talk.snapshot())

    assert made.needs == {Capability.REPLY_IN_THREAD, Capability.MENTION_PERSON}


def test_it_is_as_sure_as_the_reading_was(practice, talk):
    made = practice.propose(talk.snapshot(talk.message(question=0.7)))

    assert made.confidence == 0.7


def test_it_asks_whoever_was_least_lately_asked(practice, talk):
    members = tuple(talk.member(name) for name in ("early", "late"))

    made = practice.propose(talk.snapshot(volunteers=members))

    assert made.addressee == members[0]


def test_it_asks_in_turn_also_whoever_may_not_be_asked_again_yet(practice, talk):
    spent = {talk.member("volunteer"): Person(newcomer=False, mentions_left=0)}

    made = practice.propose(talk.snapshot(people=spent))

    assert made.addressee == talk.member("volunteer")


def test_nobody_is_asked_their_own_question(practice, talk):
    members = tuple(talk.member(name) for name in ("ana", "volunteer"))

    made = practice.propose(talk.snapshot(volunteers=members))

    assert made.addressee == talk.member("volunteer")


def test_who_chose_to_be_asked_privately_is_not_named(practice, talk):
    private = allows(talk, "volunteer", OptIn.ASK_ME, OptIn.ASK_PRIVATELY)

    made = practice.propose(talk.snapshot(consents=private))

    assert (made.audience, made.addressee) == (Audience.MODERATORS, None)


@pytest.mark.parametrize("volunteers", [(), ("ana",)])
def test_without_anybody_to_ask_a_moderator_gets_the_question(practice, talk, volunteers):
    members = tuple(talk.member(name) for name in volunteers)

    made = practice.propose(talk.snapshot(volunteers=members))

    assert (made.audience, made.addressee, made.needs) == (
        Audience.MODERATORS,
        None,
        {Capability.MODERATOR_ROOM},
    )


def test_an_answer_does_not_stop_the_proposal_for_the_gates_ask_that(practice, talk):
    answer = talk.message("answer", by="ben", after=timedelta(minutes=5))

    assert practice.propose(talk.snapshot(talk.message(), answer)) is not None


# Near misses, one clause each.


def test_it_does_not_look_too_early(practice, talk):
    waited = talk.pace.unlikely_after - timedelta(seconds=1)

    assert practice.propose(talk.snapshot(waited=waited)) is None


def test_where_too_little_is_known_it_never_looks(practice, talk):
    assert watched(practice, talk, talk.message(), pace=None) is None
    assert practice.propose(talk.snapshot(pace=None)) is None


def test_a_statement_waits_for_nothing(practice, talk):
    statement = talk.message(question=0.49)

    assert watched(practice, talk, statement) is None
    assert practice.propose(talk.snapshot(statement)) is None


def test_a_first_message_belongs_to_another_practice(practice, talk):
    assert watched(practice, talk, talk.message(), newcomer=True) is None
    assert practice.propose(talk.snapshot(newcomer=True)) is None


def test_somebody_of_whom_nothing_is_known_is_not_taken_for_a_newcomer(practice, talk):
    assert practice.propose(talk.snapshot(people={})) is not None


# What could not be read may be a question: the ledger says so, and the gates keep silent.


@pytest.mark.parametrize("reading", [None, UNREAD])
def test_what_could_not_be_read_is_put_forward_without_confidence(practice, talk, reading):
    made = practice.propose(talk.snapshot(talk.message(words=4, reading=reading)))

    assert made.confidence == 0.0


def test_what_could_not_be_read_and_is_short_is_left(practice, talk):
    short = talk.message(words=3, reading=UNREAD)

    assert watched(practice, talk, short) is None


def test_how_short_is_a_setting(talk):
    patient = RescueUnanswered(RescueUnanswered.Settings(words_unread=40))

    assert watched(patient, talk, talk.message(words=39, reading=UNREAD)) is None


def test_the_gates_ask_for_a_read_question(practice):
    assert practice.terms.heads == {Head.QUESTION}


def test_the_words_depend_on_who_is_asked(practice, talk):
    asked, listed = talk.snapshot(), talk.snapshot(volunteers=())

    templates = [practice.propose(each).wording.template for each in (asked, listed)]

    assert templates == ["rescue_unanswered-ask", "rescue_unanswered-list"]


@pytest.mark.parametrize("arm_spoke", [False, True])
def test_its_outcome_is_the_same_question_in_both_arms(practice, talk, arm_spoke):
    ours = talk.message("ours", by="tummler", after=timedelta(hours=2), own=True, automated=True)
    answer = talk.message("answer", by="ben", after=timedelta(hours=3))
    messages = [talk.message(), *([ours] if arm_spoke else []), answer]
    answers = ["opening"] * (len(messages) - 1)
    conversation = talk.conversation(*messages, answers=answers)
    until = talk.opened + timedelta(hours=2) + practice.window

    assert practice.reached(conversation, talk.key("opening"), until)


def test_a_need_that_is_not_the_opening_s_is_never_proposed(practice, talk):
    snapshot = talk.snapshot()
    gone = replace(snapshot.conversation, opened_at=talk.opened - timedelta(minutes=1))

    assert practice.propose(replace(snapshot, conversation=gone)) is None


# An earlier question like it.


def like(talk, *, answered):
    return Related(
        conversation=conversation_opened_by(talk.key("older")),
        opening=talk.key("older"),
        author=talk.member("cem"),
        opened_at=talk.opened - timedelta(days=2),
        likeness=0.8,
        answered=answered,
    )


def test_an_answered_question_like_it_is_linked_instead(practice, talk):
    related = (like(talk, answered=False), like(talk, answered=True))

    made = practice.propose(replace(talk.snapshot(), related=related))

    assert made.wording.template == "rescue_unanswered-link"
    assert made.cites == (talk.key("opening"), talk.key("older"))
    assert (made.addressee, made.needs) == (
        None,
        {Capability.REPLY_IN_THREAD, Capability.LINK},
    )


def test_one_that_found_no_answer_is_not_linked(practice, talk):
    made = practice.propose(replace(talk.snapshot(), related=(like(talk, answered=False),)))

    assert made.wording.template == "rescue_unanswered-ask"


def test_likeness_is_asked_for_and_not_needed(practice):
    assert practice.wants == {Sense.RELATED}
    assert practice.senses == frozenset()
