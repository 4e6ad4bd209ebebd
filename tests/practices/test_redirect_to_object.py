"""Unheard messages about the social object are lifted; drift alone is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.snapshots import Norms, Room, RoomKind
from bot.practices.redirect_to_object import RedirectToObject
from tests.practices.test_every_practice import cut, grown
from tests.practices.triggers import long_talk
from tests.practices.triggers import redirect_to_object as moment


@pytest.fixture(scope="session")
def practice():
    return RedirectToObject()


def changed(snapshot, change):
    told = tuple(change(message) for message in snapshot.conversation.messages)
    return replace(snapshot, conversation=replace(snapshot.conversation, messages=told))


def test_the_first_unheard_message_is_lifted(practice, talk):
    made = practice.propose(moment(talk))

    assert made.need == talk.key("try1")


def test_every_unheard_try_is_cited(practice, talk):
    assert talk.key("try2") in practice.propose(moment(talk)).cites


def test_drift_alone_never_triggers(practice, talk):
    nobody_tried = changed(moment(talk), lambda m: replace(m, affinity=0.1))

    assert practice.propose(nobody_tried) is None


def test_one_person_who_tried_is_not_several(practice, talk):
    one = changed(
        moment(talk),
        lambda m: replace(m, affinity=0.1 if m.key == talk.key("try2") else m.affinity),
    )

    assert practice.propose(one) is None


def test_talk_as_near_as_usual_here_has_not_drifted(practice, talk):
    assert practice.propose(moment(talk, norms=Norms(affinity_from=0.1))) is None


@pytest.mark.parametrize("norms", [None, Norms()])
def test_where_the_usual_is_not_known_it_is_silent(practice, talk, norms):
    assert practice.propose(moment(talk, norms=norms)) is None


def test_one_message_that_was_not_measured_leaves_the_drift_unmeasured(practice, talk):
    one = changed(
        moment(talk), lambda m: replace(m, affinity=None) if m.key == talk.key("m9") else m
    )

    assert practice.propose(one) is None


@pytest.mark.parametrize(("kind", "triggers"), [(RoomKind.SOCIAL, False), (RoomKind.OBJECT, True)])
def test_a_room_for_company_may_drift_as_it_likes(practice, talk, kind, triggers):
    room = Room(open=True, last_human_at=talk.opened, kind=kind)

    assert (practice.propose(moment(talk, room=room)) is not None) is triggers


def test_it_waits_until_the_talk_rests(practice, talk):
    assert practice.propose(moment(talk, waited=timedelta(minutes=22))) is None


@pytest.mark.parametrize(("count", "stirs"), [(19, False), (20, True), (21, False), (25, True)])
def test_it_looks_at_every_fifth_message_of_a_long_talk(practice, talk, count, stirs):
    growth = grown(talk, long_talk(talk, 30))

    assert practice.stirs(cut(growth, count)) is stirs
