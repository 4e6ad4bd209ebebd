"""A question goes to one of those who named its topic themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.privacy import OptIn
from bot.core.snapshots import Person
from bot.practices.pass_the_mic import PassTheMic
from tests.practices.triggers import allows
from tests.practices.triggers import pass_the_mic as moment


@pytest.fixture(scope="session")
def practice():
    return PassTheMic()


def crowd(talk, **topics):
    """Volunteers who named topics, as a snapshot holds them."""
    consents, people = {}, {}
    for name, topic in topics.items():
        consents |= allows(talk, name, OptIn.ASK_ME, topics=(topic,))
        people[talk.member(name)] = Person(newcomer=False)
    return {"consents": consents, "people": people, "volunteers": tuple(consents)}


def test_the_one_who_named_the_topic_is_asked(practice, talk):
    made = practice.propose(moment(talk, **crowd(talk, ben="rye", cleo="crust")))

    assert made.addressee == talk.member("cleo")


def test_nobody_is_asked_about_what_they_did_not_name(practice, talk):
    assert practice.propose(moment(talk, **crowd(talk, ben="rye"))) is None


def test_a_topic_must_be_near_enough(practice, talk):
    assert practice.propose(moment(talk, facets={"crust": 0.39})) is None


def test_what_no_facet_was_measured_for_is_left_alone(practice, talk):
    assert practice.propose(moment(talk, facets=None)) is None


def test_who_was_asked_this_week_is_not_asked_again(practice, talk):
    asked = {talk.member("volunteer"): Person(newcomer=False, mentions_left=0)}

    assert practice.propose(moment(talk, people=asked)) is None


def test_the_asker_is_not_asked(practice, talk):
    assert practice.propose(moment(talk, talk.message(by="volunteer"))) is None


def test_what_is_no_question_is_left_alone(practice, talk):
    assert practice.propose(moment(talk, talk.message(question=0.2))) is None


def test_a_first_message_belongs_to_another_practice(practice, talk):
    new = {talk.member("ana"): Person(newcomer=True)}
    snapshot = moment(talk)

    assert practice.propose(replace(snapshot, people={**snapshot.people, **new})) is None


@pytest.mark.parametrize(("minutes", "triggers"), [(39, False), (40, True)])
def test_it_waits_as_long_as_first_replies_take_here(practice, talk, minutes, triggers):
    made = practice.propose(moment(talk, waited=timedelta(minutes=minutes)))

    assert (made is not None) is triggers


def test_over_many_questions_everybody_who_fits_is_asked(practice, talk):
    fits = crowd(talk, ben="crust", cleo="crust", dan="crust")

    asked = {
        practice.propose(moment(talk, talk.message(f"q{number}"), **fits)).addressee.member
        for number in range(40)
    }

    assert asked == {"ben", "cleo", "dan"}
