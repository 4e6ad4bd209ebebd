"""Only who asked for it is told, in private, that a talk they were in waits for them."""

from datetime import timedelta

import pytest

from bot.core.interventions import Audience
from bot.core.privacy import OptIn
from bot.practices.draw_out_quiet import DrawOutQuiet
from prompts import phrases
from tests.practices.triggers import DAY, GAP, long_talk, read
from tests.practices.triggers import draw_out_quiet as moment


@pytest.fixture(scope="session")
def practice():
    return DrawOutQuiet()


def test_who_was_answered_and_is_gone_is_told_in_private(practice, talk):
    made = practice.propose(moment(talk))

    assert (made.audience, made.addressee, made.need) == (
        Audience.MEMBER,
        talk.member("ana"),
        talk.key("m3"),
    )


@pytest.mark.parametrize("opt_ins", [(), (OptIn.ASK_ME, OptIn.CONNECT)])
def test_who_did_not_ask_for_it_is_never_drawn_out(practice, talk, opt_ins):
    assert practice.propose(moment(talk, opt_ins=opt_ins)) is None


def test_who_spoke_only_twice_is_not_missed(practice, talk):
    assert practice.propose(moment(talk, own=2)) is None


@pytest.mark.parametrize(("minutes", "triggers"), [(179, False), (180, True)])
def test_who_is_gone_no_longer_than_is_their_habit_is_left_alone(practice, talk, minutes, triggers):
    hourly = {0: "opening", 60: "slow", 120: "slower"}
    cast = [(at, name, "ana") for at, name in hourly.items()]
    cast += [(n + 1, f"m{n}", ("ben", "cleo")[n % 2]) for n in range(8)]
    told = [
        read(talk, name, heads={}, by=by, after=timedelta(minutes=at))
        for at, name, by in sorted([*cast, (125, "asked", "ben")])
    ]
    snapshot = moment(talk, conversation=talk.conversation(*told), gone=timedelta(minutes=minutes))

    made = practice.propose(snapshot)

    assert (made is not None) is triggers


def test_nobody_is_called_on_whom_nobody_answered(practice, talk):
    unanswered = long_talk(talk, 14, people=("ben", "cleo"))
    snapshot = moment(talk, conversation=talk.conversation(*unanswered))

    assert practice.propose(snapshot) is None


def test_a_talk_of_two_is_theirs(talk):
    more = DrawOutQuiet(DrawOutQuiet.Settings(people=4))

    assert more.propose(moment(talk)) is None


def test_a_talk_that_has_just_begun_draws_nobody(talk):
    longer = DrawOutQuiet(DrawOutQuiet.Settings(messages=14))

    assert longer.propose(moment(talk)) is None


def test_it_waits_until_the_talk_rests(practice, talk):
    assert practice.propose(moment(talk, gone=13 * GAP / 5)) is None


def test_the_word_quiet_is_never_said():
    said = [phrases().say(f"draw_out_quiet-note-{number}", because="x") for number in range(1, 6)]

    assert not any("quiet" in text.casefold() for text in said)


def outcome(practice, talk, *later):
    before = moment(talk).conversation
    answers = [link.parent.message for link in before.links[1:]]
    told = talk.conversation(
        *before.messages, *(m for m, _ in later), answers=[*answers, *(a for _, a in later)]
    )
    return practice.reached(told, talk.key("asked"), talk.opened + DAY + timedelta(hours=1))


def test_coming_back_and_being_answered_reaches_it(practice, talk):
    back = read(talk, "back", heads={}, by="ana", after=timedelta(hours=2))
    answer = read(talk, "answer", heads={}, by="cleo", after=timedelta(hours=3))

    assert outcome(practice, talk, (back, "asked"), (answer, "back"))


def test_coming_back_unanswered_does_not(practice, talk):
    back = read(talk, "back", heads={}, by="ana", after=timedelta(hours=2))

    assert not outcome(practice, talk, (back, "asked"))


def test_a_need_that_is_gone_reached_nothing(practice, talk):
    assert not practice.reached(talk.conversation(), talk.key("asked"), talk.opened + DAY)
