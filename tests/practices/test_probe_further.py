"""A long opening that got a nod and nothing more; anything else is left alone."""

from datetime import timedelta

import pytest

from bot.core.interventions import Audience
from bot.core.snapshots import Norms
from bot.practices.probe_further import ProbeFurther
from tests.practices.triggers import DAY, GAP, read
from tests.practices.triggers import probe_further as moment


@pytest.fixture(scope="session")
def practice():
    return ProbeFurther()


def story(talk, **changes):
    return read(talk, heads={"question": 0.1}, **{"words": 60, **changes})


def reply(talk, name="nod", *, question=0.0, **changes):
    usual = {"by": "ben", "after": GAP, "words": 3}
    return read(talk, name, heads={"question": question}, **{**usual, **changes})


def test_a_follow_up_is_offered_in_the_thread(practice, talk):
    made = practice.propose(moment(talk))

    assert (made.audience, made.need) == (Audience.PUBLIC, talk.key("opening"))


def test_it_cites_the_nod_as_well(practice, talk):
    assert talk.key("nod") in practice.propose(moment(talk)).cites


def test_without_a_nod_it_is_not_its_turn(practice, talk):
    assert practice.propose(moment(talk, story(talk))) is None


def test_the_author_s_own_line_is_no_nod(practice, talk):
    assert practice.propose(moment(talk, story(talk), reply(talk, by="ana"))) is None


@pytest.mark.parametrize(("words", "triggers"), [(8, True), (9, False)])
def test_a_real_reply_is_no_nod(practice, talk, words, triggers):
    made = practice.propose(moment(talk, story(talk), reply(talk, words=words)))

    assert (made is not None) is triggers


def test_where_somebody_asked_back_a_person_did_it_already(practice, talk):
    assert practice.propose(moment(talk, story(talk), reply(talk, question=0.9))) is None


def test_a_question_is_not_probed(practice, talk):
    asked = read(talk, heads={"question": 0.9}, words=60)

    assert practice.propose(moment(talk, asked, reply(talk))) is None


@pytest.mark.parametrize(("long_from", "triggers"), [(60, True), (61, False), (None, False)])
def test_only_the_longest_third_of_the_channel_is_probed(practice, talk, long_from, triggers):
    made = practice.propose(moment(talk, norms=Norms(long_from=long_from)))

    assert (made is not None) is triggers


def test_what_is_long_only_for_a_terse_channel_tells_nothing(practice, talk):
    made = practice.propose(
        moment(talk, story(talk, words=24), reply(talk), norms=Norms(long_from=5))
    )

    assert made is None


def test_talk_that_went_deep_is_left_alone(practice, talk):
    chain = [reply(talk, f"n{number}", after=GAP * number) for number in (1, 2, 3)]

    assert practice.propose(moment(talk, story(talk), *chain)) is None


@pytest.mark.parametrize(("gaps", "triggers"), [(4.9, False), (5, True)])
def test_it_waits_four_of_the_channel_s_gaps_after_the_nod(practice, talk, gaps, triggers):
    made = practice.propose(moment(talk, waited=gaps * GAP))

    assert (made is not None) is triggers


def outcome(practice, talk, *later):
    told = talk.conversation(story(talk), reply(talk), *later)
    return practice.reached(told, talk.key("opening"), talk.opened + DAY + GAP * 5)


def test_two_people_going_on_at_some_length_reach_it(practice, talk):
    later = (
        reply(talk, "a", by="cleo", after=timedelta(hours=1), words=4),
        reply(talk, "b", by="ana", after=timedelta(hours=2), words=12),
    )

    assert outcome(practice, talk, *later)


@pytest.mark.parametrize(("people", "words"), [(("ana", "ana"), 12), (("ana", "cleo"), 11)])
def test_one_person_or_two_nods_do_not(practice, talk, people, words):
    later = [
        reply(talk, name, by=by, after=timedelta(hours=1), words=words)
        for name, by in zip("ab", people, strict=True)
    ]

    assert not outcome(practice, talk, *later)


def test_talk_before_the_moment_does_not_count(practice, talk):
    early = (
        reply(talk, "a", by="cleo", after=GAP * 2, words=20),
        reply(talk, "b", by="ana", after=GAP * 3, words=20),
    )

    assert not outcome(practice, talk, *early)


def test_a_story_that_is_gone_reached_nothing(practice, talk):
    told = talk.conversation(reply(talk))

    assert not practice.reached(told, talk.key("opening"), talk.opened + DAY)
