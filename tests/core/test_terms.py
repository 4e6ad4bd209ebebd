"""What a practice is held to beyond the common gates, and what is asked again right before it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversations import Pace
from bot.core.gates import GATES, LATE
from bot.core.ids import ConversationId
from bot.core.privacy import Consent
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.core.restraint import RestraintBudget, Spent
from bot.core.snapshots import Person, Related
from bot.core.trust import Rung

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


def refusals(case):
    return [gate.reason for gate in GATES if gate.refuses(case)]


def answered(town):
    return town.conversation(town.message("answer", by="ben", after=MINUTE))


def test_an_answer_is_enough_for_a_need_that_waits_for_one(town):
    assert refusals(town.case(conversation=answered(town))) == [Reason.TALK_IS_WELL]


def test_an_answer_is_not_enough_for_another_need(town):
    case = town.case(conversation=answered(town), terms=town.terms(needs_answer=False))

    assert refusals(case) == []


def test_an_exchange_under_way_is_enough_for_every_need(town):
    turns = [
        town.message(f"m{n}", by=("ben", "ana")[n % 2], after=(n + 1) * MINUTE) for n in range(4)
    ]
    case = town.case(conversation=town.conversation(*turns), terms=town.terms(needs_answer=False))

    assert refusals(case) == [Reason.TALK_IS_WELL]


def test_a_gate_is_not_asked_of_what_is_there_for_its_subject(town):
    hostile = town.message("sharp", by="ben", after=MINUTE, reading=town.reading(hostility=0.95))
    conversation = town.conversation(hostile)
    moderators = town.terms(
        exempt=frozenset({Reason.HEATED, Reason.TALK_IS_WELL}), heads=frozenset()
    )

    usual = refusals(town.case(conversation=conversation))
    asked = refusals(town.case(conversation=conversation, terms=moderators))

    assert Reason.HEATED in usual
    assert asked == []


def test_what_could_not_be_measured_is_never_carried_out(town):
    proposal = town.proposal(unmeasured=("claims",))

    assert refusals(town.case(proposal=proposal)) == [Reason.NOT_MEASURED]


def test_an_earlier_conversation_that_is_still_there_may_be_cited(town):
    earlier = Related(
        conversation=ConversationId("parlour/earlier"),
        opening=town.key("earlier"),
        author=town.member("cleo"),
        opened_at=town.opened - 9 * HOUR,
        likeness=0.9,
    )
    proposal = town.proposal(cites=(town.key("opening"), town.key("earlier")))

    there = refusals(town.case(proposal=proposal, related=(earlier,)))
    gone = refusals(town.case(proposal=proposal, related=()))

    assert (there, gone) == ([], [Reason.TARGET_GONE])


@pytest.mark.parametrize(
    ("ignored", "ago", "reasons"),
    [
        (False, 6 * HOUR, []),
        (True, 6 * HOUR, [Reason.COOLING_DOWN]),
        (True, 12 * HOUR - SECOND, [Reason.COOLING_DOWN]),
        (True, 12 * HOUR, []),
    ],
)
def test_a_channel_that_ignored_the_last_one_cools_down_twice_as_long(town, ignored, ago, reasons):
    spent = Spent(
        people_since=4, messages_since=20, last_in_channel=town.now - ago, ignored=ignored
    )

    assert refusals(town.case(spent=spent)) == reasons


# Right before it is said.


def late(town, *, pressed=False, proposal=None, **changes):
    budget = RestraintBudget({"rescue_unanswered": town.terms()})
    asked = proposal or town.proposal()
    return budget.late(asked, town.snapshot(**changes), pressed=pressed)


def test_where_nothing_changed_nothing_speaks_against_it(town):
    assert late(town) is None


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        ({"stopped": True}, Reason.PRACTICE_OFF),
        ({"rung": Rung.LISTEN}, Reason.LISTENING),
        ({"rung": Rung.DIGEST}, Reason.DIGEST_ONLY),
    ],
)
def test_a_change_of_trust_is_seen(town, standing, reason):
    assert late(town, standings=town.standing(**standing)) is reason


def test_a_withdrawn_opt_in_is_seen(town):
    volunteer = town.member("volunteer")

    assert late(town, consents={volunteer: Consent(member=volunteer)}) is Reason.NOT_OPTED_IN


def test_budgets_were_asked_before_and_are_not_asked_again(town):
    spent = Spent(in_conversation=1, today=9, bot_share=0.9, last_in_channel=town.now)

    assert late(town, spent=spent) is None


@pytest.mark.parametrize(("pressed", "reason"), [(False, Reason.MODERATOR_PRESENT), (True, None)])
def test_a_moderator_who_pressed_send_is_no_reason_to_keep_silent(town, pressed, reason):
    mo = town.member("mo")
    wrote = town.message("aside", by="mo", after=3 * HOUR - 9 * MINUTE)
    aside = town.conversation(wrote)
    people = {**town.snapshot().people, mo: Person(newcomer=False, moderator=True)}
    talk = {
        "conversation": replace(aside, links=aside.links[:1]),  # it answers nobody
        "people": people,
        "pace": Pace(median_gap=MINUTE, first_reply_p75=HOUR, unlikely_after=HOUR),
    }

    assert late(town, pressed=pressed, **talk) is reason


def test_a_disclosure_meanwhile_is_seen_and_goes_before_what_is_gone(town):
    grief = town.message("grief", by="ana", after=MINUTE, reading=town.reading(distress=0.9))

    assert late(town, conversation=town.conversation(grief)) is Reason.DISTRESS


def test_what_protects_people_is_asked_again():
    protects = {Reason.OPTED_OUT, Reason.NOT_OPTED_IN, Reason.DISTRESS, Reason.HEATED}

    assert protects <= LATE


def test_a_person_is_known_by_nothing_but_what_a_practice_needs(town):
    del town

    assert set(Person.__slots__) == {
        *("newcomer", "moderator", "mentions_left", "notes_left", "last_at"),
    }


def test_the_head_of_a_need_is_still_asked_for(town):
    unread = town.terms(heads=frozenset({Head.DERAILMENT}))

    assert refusals(town.case(terms=unread)) == [Reason.NOT_MEASURED]
