"""What holds for every practice there is, the example to be copied included."""

from dataclasses import fields
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Pace
from bot.practices import load_practices
from bot.practices._example import Example

every = pytest.mark.parametrize(
    "practice", [*load_practices(), Example()], ids=lambda practice: practice.key
)
waits = st.integers(0, 10**7).map(lambda seconds: timedelta(seconds=seconds))
paces = st.builds(Pace, median_gap=waits, first_reply_p75=waits, unlikely_after=waits)
moments = st.fixed_dictionaries(
    {"waited": waits, "pace": st.one_of(st.none(), paces), "newcomer": st.booleans()}
)


def nothing_waits(practice, snapshot):
    wait = practice.watch(snapshot.conversation, snapshot.pace, snapshot.people)
    return wait is None and practice.propose(snapshot) is None


@every
@given(moment=moments)
def test_an_empty_room_never_triggers_whatever_the_clock_says(talk, practice, moment):
    snapshot = talk.snapshot(conversation=talk.empty(), **moment)

    assert nothing_waits(practice, snapshot)


@every
@given(moment=moments, own=st.booleans())
def test_a_room_in_which_only_bots_talk_never_triggers(talk, practice, moment, own):
    bots = [talk.message(name, words=60, automated=True, own=own) for name in ("one", "two")]

    snapshot = talk.snapshot(*bots, **moment)

    assert nothing_waits(practice, snapshot)


@every
@given(moment=moments)
def test_it_proposes_exactly_when_its_own_time_has_come(talk, practice, moment):
    snapshot = talk.snapshot(talk.message(words=60), **moment)
    wait = practice.watch(snapshot.conversation, snapshot.pace, snapshot.people)

    made = practice.propose(snapshot)

    assert (made is not None) == (wait is not None and moment["waited"] >= wait)


@every
@pytest.mark.parametrize("newcomer", [False, True])
@pytest.mark.parametrize("volunteers", [(), ("volunteer",)])
def test_it_asks_only_for_what_it_said_it_needs(talk, practice, volunteers, newcomer):
    members = tuple(talk.member(name) for name in volunteers)
    snapshot = talk.snapshot(talk.message(words=60), newcomer=newcomer, volunteers=members)

    made = practice.propose(snapshot)

    assert made is None or made.needs <= practice.needs


@every
def test_it_proposes_something_to_somebody(talk, practice):
    snapshots = [talk.snapshot(talk.message(words=60), newcomer=new) for new in (False, True)]

    made = [practice.propose(snapshot) for snapshot in snapshots]

    assert any(made)


@every
def test_looking_twice_changes_nothing(talk, practice):
    snapshot = talk.snapshot(talk.message(words=60))

    assert practice.propose(snapshot) == practice.propose(snapshot)


@every
def test_every_setting_says_what_it_is_for(practice):
    described = [field.metadata.get("description", "") for field in fields(practice.Settings)]

    assert all(text.endswith(".") for text in described)
