"""The norm is shown where a thread begins, in channels that a moderator chose."""

from dataclasses import replace

import pytest

from bot.core.snapshots import Room
from bot.practices.norm_at_door import NormAtDoor
from tests.practices.triggers import DAY, read, signed
from tests.practices.triggers import norm_at_door as moment


@pytest.fixture(scope="session")
def practice():
    return NormAtDoor()


def test_a_thread_in_a_chosen_channel_gets_the_line(practice, talk):
    made = practice.propose(moment(talk))

    assert made.need == talk.key("opening")


def test_no_rule_chooses_a_channel(practice, talk):
    room = Room(open=True, last_human_at=talk.opened)

    assert practice.propose(moment(talk, room=room)) is None


def test_without_a_signed_charter_there_is_no_norm(practice, talk):
    assert practice.propose(moment(talk, framework=None)) is None


def test_a_charter_without_norms_has_none_to_show(practice, talk):
    assert practice.propose(moment(talk, framework=signed(talk, norms=()))) is None


def test_only_a_thread_has_a_door(practice, talk):
    assert practice.propose(moment(talk, conversation=talk.conversation())) is None


def outcome(practice, talk, *later):
    told = talk.conversation(read(talk, heads={"hostility": 0.0}), *later)
    return practice.reached(told, talk.key("opening"), talk.opened + 7 * DAY)


@pytest.mark.parametrize(("hostility", "came"), [(0.0, True), (0.9, False)])
def test_somebody_joining_in_peace_reaches_it(practice, talk, hostility, came):
    joined = read(talk, "joined", heads={"hostility": hostility}, by="ben", after=DAY)

    assert outcome(practice, talk, joined) is came


def test_a_thread_without_company_does_not(practice, talk):
    assert not outcome(practice, talk)


def test_a_thread_in_another_room_is_another_thread(practice, talk):
    snapshot = moment(talk)
    elsewhere = replace(snapshot.room, norm_shown=False)

    assert practice.propose(replace(snapshot, room=elsewhere)) is None
