"""A question goes to one of those who named its topic themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.interventions import Audience
from bot.core.privacy import OptIn
from bot.core.snapshots import Person
from bot.practices.pass_the_mic import PassTheMic
from tests.practices.triggers import allows, signed
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


def charged(talk, *names):
    """A charter that names these people for the facet."""
    return signed(talk, helpers={"crust": frozenset(talk.member(name) for name in names)})


def test_whom_the_charter_names_for_the_topic_is_asked_if_they_asked_to_be(practice, talk):
    agreed = crowd(talk, ben="rye")

    made = practice.propose(moment(talk, framework=charged(talk, "ben"), **agreed))

    assert made.addressee == talk.member("ben")


def test_whom_the_charter_names_is_told_that_it_was_the_charter(practice, talk):
    agreed = crowd(talk, ben="rye", cleo="crust")
    own, named = agreed | {"volunteers": (talk.member("cleo"),)}, crowd(talk, ben="rye")

    asked = practice.propose(moment(talk, framework=charged(talk, "cleo"), **own))
    handed = practice.propose(moment(talk, framework=charged(talk, "ben"), **named))

    assert asked.wording.template == "pass_the_mic-ask"
    assert handed.wording.template == "pass_the_mic-named-ask"


def test_whom_the_charter_names_is_left_alone_unless_they_asked_to_be_asked(practice, talk):
    nobody = {"consents": {}, "volunteers": ()}

    assert practice.propose(moment(talk, framework=charged(talk, "ben"), **nobody)) is None


def test_the_charter_charges_nobody_with_another_facet(practice, talk):
    agreed = crowd(talk, ben="rye")
    elsewhere = signed(talk, helpers={"rye": frozenset({talk.member("ben")})})

    assert practice.propose(moment(talk, framework=elsewhere, **agreed)) is None


def alone(talk, **topics):
    """The same crowd, who want to be asked privately."""
    found = crowd(talk, **topics)
    for member, consent in found["consents"].items():
        both = frozenset({OptIn.ASK_ME, OptIn.ASK_PRIVATELY})
        found["consents"][member] = replace(consent, opt_ins=both)
    return found


def test_who_chose_to_be_asked_privately_is_named_in_no_room(practice, talk):
    made = practice.propose(moment(talk, **alone(talk, ben="crust")))

    assert made.audience is Audience.MEMBER
    assert made.wording.template == "pass_the_mic-alone"
    assert Capability.MENTION_PERSON not in made.needs


def test_who_had_a_private_line_lately_gets_no_other(practice, talk):
    asked = alone(talk, ben="crust")
    spent = {talk.member("ben"): Person(newcomer=False, notes_left=0)}

    assert practice.propose(moment(talk, **asked | {"people": spent})) is None


def test_where_nobody_can_be_written_to_alone_another_is_asked(practice, talk):
    within = frozenset(Capability) - {Capability.PRIVATE_NOTE}
    fits = alone(talk, ben="crust")
    others = crowd(talk, cleo="crust")
    both = {name: fits[name] | others[name] for name in ("consents", "people")}
    everybody = both | {"volunteers": fits["volunteers"] + others["volunteers"]}

    asked = {
        practice.propose(
            moment(talk, talk.message(f"q{number}"), granted=within, **everybody)
        ).addressee.member
        for number in range(10)
    }

    assert asked == {"cleo"}


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
