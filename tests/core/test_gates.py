"""Each gate says no for its own reason, and one step this side of its limit it does not."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.charter import QuietHours
from bot.core.conversations import Pace
from bot.core.gates import GATES
from bot.core.interventions import Audience
from bot.core.privacy import Consent, OptIn, Switch
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.core.restraint import Budget, Spent
from bot.core.room_rules import RoomRule
from bot.core.snapshots import Person, Room
from bot.core.trial import Expected, Stage
from bot.core.trust import Rung

NOTHING: list[Reason] = []
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def noes(case):
    return [gate.reason for gate in GATES if gate.holds_back(case)]


def test_the_gates_stand_in_the_order_of_the_reasons():
    order = list(Reason)

    places = [order.index(gate.reason) for gate in GATES]

    assert places == sorted(places)


def test_no_reason_has_two_gates():
    reasons = [gate.reason for gate in GATES]

    assert len(reasons) == len(set(reasons))


def test_every_reason_that_can_be_asked_beforehand_has_a_gate():
    elsewhere = {
        *(Reason.GRANTED, Reason.NEEDS_REVIEW, Reason.OUTRANKED, Reason.HELD_OUT),
        *(Reason.DECLINED, Reason.EXPIRED, Reason.REFUSED),
    }

    assert {gate.reason for gate in GATES} == set(Reason) - elsewhere


def test_where_all_is_as_it_should_be_no_gate_says_no(town):
    assert noes(town.case()) == NOTHING


# Scope and trust.


def test_without_a_charter_nothing_is_said(town):
    case = town.case(framework=None)

    assert noes(case) == [Reason.NO_CHARTER]


def test_a_channel_nobody_opened_is_closed(town):
    case = town.case(room=Room(open=False, last_human_at=None))

    assert noes(case) == [Reason.CHANNEL_CLOSED]


def test_a_practice_that_was_stopped_is_off(town):
    case = town.case(standings=town.standing(stopped=True))

    assert noes(case) == [Reason.PRACTICE_OFF]


@pytest.mark.parametrize(
    ("rung", "reasons"),
    [
        (Rung.LISTEN, [Reason.LISTENING]),
        (Rung.DIGEST, [Reason.DIGEST_ONLY]),
        (Rung.SUGGEST, NOTHING),
        (Rung.SPEAK, NOTHING),
    ],
)
def test_the_rung_a_person_gave_binds(town, rung, reasons):
    assert noes(town.case(standings=town.standing(rung))) == reasons


@pytest.mark.parametrize(
    ("ceiling", "reasons"),
    [(Rung.LISTEN, [Reason.LISTENING]), (Rung.DIGEST, [Reason.DIGEST_ONLY]), (Rung.SUGGEST, [])],
)
def test_the_ceiling_of_its_mode_binds(town, ceiling, reasons):
    assert noes(town.case(terms=town.terms(ceiling=ceiling))) == reasons


def test_a_practice_without_a_standing_starts_where_the_framework_says(town):
    framework = town.framework(rungs={"rescue_unanswered": Rung.DIGEST})

    assert noes(town.case(framework=framework, standings={})) == [Reason.DIGEST_ONLY]


def test_a_practice_that_nobody_named_listens(town):
    assert noes(town.case(standings={})) == [Reason.LISTENING]


def test_a_standing_outweighs_where_the_framework_started_it(town):
    framework = town.framework(rungs={"rescue_unanswered": Rung.SPEAK})

    case = town.case(framework=framework, standings=town.standing(Rung.DIGEST))

    assert noes(case) == [Reason.DIGEST_ONLY]


@pytest.mark.parametrize(("still", "reasons"), [(SECOND, [Reason.FROZEN]), (0 * SECOND, [])])
def test_not_helpful_freezes_until_its_end(town, still, reasons):
    case = town.case(standings=town.standing(frozen_until=town.now + still))

    assert noes(case) == reasons


def test_a_degraded_house_says_nothing(town):
    assert noes(town.case(safe_mode=True)) == [Reason.SAFE_MODE]


def test_what_the_platform_does_not_grant_cannot_be_done(town):
    granted = frozenset(Capability) - {Capability.MENTION_PERSON}

    assert noes(town.case(granted=granted)) == [Reason.CAPABILITY_MISSING]


def test_what_is_not_needed_need_not_be_granted(town):
    granted = frozenset({Capability.REPLY_IN_THREAD, Capability.MENTION_PERSON})

    assert noes(town.case(granted=granted)) == NOTHING


# People first.


def test_an_author_who_stopped_the_practice_here_is_left_alone(town):
    conversation = town.conversation()
    case = town.case(conversation=conversation)
    stopped = frozenset({(case.proposal.practice, case.proposal.channel.room)})
    author = conversation.messages[0].author

    consents = {**case.snapshot.consents, author: Consent(member=author, stopped=stopped)}

    assert noes(town.case(consents=consents)) == [Reason.OPTED_OUT]


def test_an_author_who_stopped_another_practice_is_not(town):
    conversation = town.conversation()
    case = town.case(conversation=conversation)
    author = conversation.messages[0].author
    stopped = frozenset({("another", case.proposal.channel.room)})
    consents = {**case.snapshot.consents, author: Consent(member=author, stopped=stopped)}

    assert noes(town.case(consents=consents)) == NOTHING


@pytest.mark.parametrize("switch", [Switch.PROMPTS, Switch.ANALYSIS])
def test_an_author_who_opted_out_is_left_alone(town, switch):
    ana = town.member("ana")
    paused = Consent(member=ana, paused={switch: town.now + SECOND})
    consents = {**town.snapshot().consents, ana: paused}

    assert noes(town.case(consents=consents)) == [Reason.OPTED_OUT]


def test_an_author_who_wants_no_mentions_may_still_be_helped(town):
    ana = town.member("ana")
    paused = Consent(member=ana, paused={Switch.MENTIONS: town.now + SECOND})
    consents = {**town.snapshot().consents, ana: paused}

    assert noes(town.case(consents=consents)) == NOTHING


@pytest.mark.parametrize("switch", list(Switch))
def test_an_addressee_who_paused_anything_is_left_alone(town, switch):
    volunteer = town.member("volunteer")
    consent = Consent(
        member=volunteer,
        paused={switch: town.now + SECOND},
        opt_ins=frozenset({OptIn.ASK_ME}),
    )

    assert noes(town.case(consents={volunteer: consent})) == [Reason.OPTED_OUT]


def test_a_pause_ends(town):
    volunteer = town.member("volunteer")
    consent = Consent(
        member=volunteer,
        paused={Switch.MENTIONS: town.now},
        opt_ins=frozenset({OptIn.ASK_ME}),
    )

    assert noes(town.case(consents={volunteer: consent})) == NOTHING


def test_nobody_is_addressed_who_never_said_so(town):
    assert noes(town.case(consents={})) == [Reason.NOT_OPTED_IN]


def test_nobody_is_named_in_a_room_who_chose_to_be_asked_privately(town):
    volunteer = town.member("volunteer")
    both = frozenset({OptIn.ASK_ME, OptIn.ASK_PRIVATELY})
    consents = {volunteer: Consent(member=volunteer, opt_ins=both)}
    alone = replace(town.proposal(), audience=Audience.MEMBER)

    assert noes(town.case(consents=consents)) == [Reason.NOT_OPTED_IN]
    assert noes(town.case(consents=consents, proposal=alone)) == NOTHING


def test_another_opt_in_is_not_this_one(town):
    volunteer = town.member("volunteer")
    consent = Consent(member=volunteer, opt_ins=frozenset({OptIn.CONNECT}))

    assert noes(town.case(consents={volunteer: consent})) == [Reason.NOT_OPTED_IN]


def test_a_practice_may_ask_for_another_opt_in(town):
    volunteer = town.member("volunteer")
    consent = Consent(member=volunteer, opt_ins=frozenset({OptIn.CONNECT}))

    case = town.case(consents={volunteer: consent}, terms=town.terms(opt_in=OptIn.CONNECT))

    assert noes(case) == NOTHING


def test_where_nobody_is_addressed_nobody_needs_to_have_opted_in(town):
    case = town.case(consents={}, people={}, proposal=town.proposal(addressee=None))

    assert noes(case) == NOTHING


# T_live is ten minutes here: twice the median gap of five.


@pytest.mark.parametrize(
    ("ago", "reasons"),
    [(10 * MINUTE - SECOND, [Reason.SOMEONE_IS_TALKING]), (10 * MINUTE, NOTHING)],
)
def test_a_follow_up_by_the_asker_is_talk(town, ago, reasons):
    again = town.message("again", after=town.now - town.opened - ago)

    assert noes(town.case(conversation=town.conversation(again))) == reasons


@pytest.mark.parametrize(
    ("ago", "reasons"),
    [(10 * MINUTE - SECOND, [Reason.SOMEONE_IS_TALKING]), (10 * MINUTE, NOTHING)],
)
def test_a_message_elsewhere_in_the_channel_is_talk(town, ago, reasons):
    room = Room(open=True, last_human_at=town.now - ago)

    assert noes(town.case(room=room)) == reasons


def test_the_message_that_waits_is_not_talk(town):
    now = town.opened + 5 * MINUTE

    assert noes(town.case(now=now)) == NOTHING


def test_a_room_in_which_no_person_was_heard_is_not_talking(town):
    assert noes(town.case(room=Room(open=True, last_human_at=None))) == NOTHING


def test_a_bot_is_not_talk(town):
    chatter = town.message("bot", by="robot", after=3 * HOUR - MINUTE, automated=True)

    assert noes(town.case(conversation=town.conversation(chatter))) == NOTHING


def test_where_the_need_is_gone_whatever_the_room_heard_is_talk(town):
    case = town.case(
        room=Room(open=True, last_human_at=town.now - MINUTE),
        proposal=town.proposal(need=town.key("gone"), cites=()),
    )

    assert noes(case) == [Reason.SOMEONE_IS_TALKING, Reason.TARGET_GONE]


def test_a_slow_channel_stays_live_for_longer(town):
    slow = Pace(median_gap=HOUR, first_reply_p75=HOUR, unlikely_after=HOUR)
    room = Room(open=True, last_human_at=town.now - 2 * HOUR + SECOND)

    assert noes(town.case(pace=slow, room=room)) == [Reason.SOMEONE_IS_TALKING]


@pytest.mark.parametrize(
    ("ago", "reasons"),
    [(10 * MINUTE - SECOND, [Reason.SOMEONE_IS_TALKING]), (10 * MINUTE, NOTHING)],
)
def test_a_channel_without_a_pace_is_live_for_ten_minutes(town, ago, reasons):
    room = Room(open=True, last_human_at=town.now - ago)

    assert noes(town.case(pace=None, room=room)) == reasons


@pytest.mark.parametrize(
    ("ago", "reasons"),
    [(10 * MINUTE - SECOND, [Reason.MODERATOR_PRESENT]), (10 * MINUTE, NOTHING)],
)
def test_a_moderator_in_the_conversation_is_left_to_it(town, ago, reasons):
    mo = town.member("mo")
    quick = Pace(median_gap=SECOND, first_reply_p75=HOUR, unlikely_after=HOUR)
    wrote = town.message("aside", by="mo", after=3 * HOUR - ago)
    aside = town.conversation(wrote)
    apart = replace(aside, links=aside.links[:1])  # in the thread, and no answer to anybody
    people = {**town.snapshot().people, mo: Person(newcomer=False, moderator=True)}

    case = town.case(conversation=apart, people=people, pace=quick)

    assert noes(case) == reasons


def test_an_answer_by_another_person_is_enough(town):
    answer = town.message("answer", by="ben", after=HOUR)

    case = town.case(conversation=town.conversation(answer))

    assert noes(case) == [Reason.TALK_IS_WELL]


def test_the_asker_answering_themselves_is_no_answer(town):
    again = town.message("again", after=HOUR)

    assert noes(town.case(conversation=town.conversation(again))) == NOTHING


def test_a_sustained_exchange_needs_nothing(town):
    names = ("ben", "ana", "ben")
    talk = [town.message(f"m{i}", by=by, after=i * MINUTE) for i, by in enumerate(names, 1)]
    unlinked = replace(town.conversation(*talk), links=())

    assert noes(town.case(conversation=unlinked)) == [Reason.TALK_IS_WELL]


def test_three_turns_that_answer_nobody_are_not_yet_an_exchange(town):
    talk = [
        town.message(f"m{i}", by=by, after=i * MINUTE) for i, by in enumerate(("ben", "ana"), 1)
    ]
    unlinked = replace(town.conversation(*talk), links=())

    assert noes(town.case(conversation=unlinked)) == NOTHING


# Care.


def test_distress_of_the_author_closes_the_conversation_to_the_bot(town):
    sad = town.message("opening", reading=town.reading(question=1.0, distress=0.5))

    assert noes(town.case(conversation=town.conversation(opening=sad))) == [Reason.DISTRESS]


def test_distress_of_anybody_else_does_too(town):
    sad = town.message("again", after=HOUR, reading=town.reading(distress=1.0))

    assert noes(town.case(conversation=town.conversation(sad))) == [Reason.DISTRESS]


def test_a_hint_of_distress_below_one_half_does_not(town):
    hint = town.message("opening", reading=town.reading(question=1.0, distress=0.49))

    assert noes(town.case(conversation=town.conversation(opening=hint))) == NOTHING


def test_a_contested_talk_is_too_heated(town):
    room = Room(open=True, last_human_at=town.opened, contested=True)

    assert noes(town.case(room=room)) == [Reason.HEATED]


def test_a_hostile_message_is_too_heated(town):
    hostile = town.message("again", after=HOUR, reading=town.reading(hostility=0.85))

    assert noes(town.case(conversation=town.conversation(hostile))) == [Reason.HEATED]


def test_a_message_that_only_might_be_hostile_is_not_too_heated(town):
    unsure = town.message("again", after=HOUR, reading=town.reading(hostility=0.84))

    assert Reason.HEATED not in noes(town.case(conversation=town.conversation(unsure)))


def test_a_topic_that_the_charter_leaves_alone_is_left_alone(town):
    touches = town.message("again", after=HOUR, reading=town.reading(off_limits=1.0))

    assert noes(town.case(conversation=town.conversation(touches))) == [Reason.OFF_LIMITS]


# Evidence.


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(lambda _: None, id="nobody read it"),
        pytest.param(lambda town: town.reading(language=None), id="unknown language"),
        pytest.param(
            lambda town: town.reading(distress=None, question=1.0), id="distress not read"
        ),
        pytest.param(lambda town: town.reading(), id="question not read"),
    ],
)
def test_what_was_not_read_of_the_need_is_not_guessed(town, reading):
    opening = town.message("opening", reading=reading(town))

    case = town.case(conversation=town.conversation(opening=opening))

    assert noes(case) == [Reason.NOT_MEASURED]


def test_one_message_of_anybody_whose_distress_was_not_read_closes_the_gate(town):
    unread = town.message("again", after=HOUR, reading=None)

    assert noes(town.case(conversation=town.conversation(unread))) == [Reason.NOT_MEASURED]


def test_a_bot_need_not_be_read(town):
    bot = town.message("bot", by="robot", after=HOUR, reading=None, automated=True)

    assert noes(town.case(conversation=town.conversation(bot))) == NOTHING


def test_a_head_that_the_practice_does_not_use_need_not_be_read(town):
    opening = town.message("opening", reading=town.reading())

    case = town.case(
        conversation=town.conversation(opening=opening), terms=town.terms(heads=frozenset())
    )

    assert noes(case) == NOTHING


def test_every_head_that_the_practice_uses_is_asked(town):
    terms = town.terms(heads=frozenset({Head.QUESTION, Head.INTRODUCTION}))

    assert noes(town.case(terms=terms)) == [Reason.NOT_MEASURED]


@pytest.mark.parametrize(
    ("confidence", "reasons"),
    [(0.6, NOTHING), (0.59, [Reason.LOW_CONFIDENCE]), (float("nan"), [Reason.LOW_CONFIDENCE])],
)
def test_it_must_be_as_sure_as_the_practice_asks(town, confidence, reasons):
    assert noes(town.case(proposal=town.proposal(confidence=confidence))) == reasons


@pytest.mark.parametrize(
    ("gain", "above", "reasons"),
    [
        (0.01, 0.0, NOTHING),
        (0.0, 0.0, [Reason.NOT_WORTH_IT]),
        (-0.01, 0.0, [Reason.NOT_WORTH_IT]),
        (None, 0.0, [Reason.NOT_WORTH_IT]),
        (0.03, 0.02, NOTHING),
        (0.02, 0.02, [Reason.NOT_WORTH_IT]),
    ],
)
def test_what_was_learned_must_speak_for_speaking(town, gain, above, reasons):
    expected = Expected(gain=gain, above=above, probability=0.4)

    assert noes(town.case(expected={"rescue_unanswered": expected})) == reasons


def test_what_was_learned_of_another_practice_is_no_reason(town):
    expected = Expected(gain=-0.1, above=0.0, probability=0.4)

    assert noes(town.case(expected={"greet_and_hand_over": expected})) == NOTHING


@pytest.mark.parametrize(
    ("stage", "reasons"), [(Stage.SPEAK, [Reason.NOT_WORTH_IT]), (Stage.SUGGEST, NOTHING)]
)
def test_what_was_learned_of_drafts_is_no_reason_against_messages(town, stage, reasons):
    expected = Expected(gain=-0.1, above=0.0, probability=0.4, stage=stage)

    assert noes(town.case(expected={"rescue_unanswered": expected})) == reasons


def test_a_need_that_is_gone_is_not_answered(town):
    proposal = town.proposal(need=town.key("gone"))

    assert noes(town.case(proposal=proposal)) == [Reason.TARGET_GONE]


def test_a_cited_message_that_is_gone_cannot_be_shown(town):
    proposal = town.proposal(cites=(town.key("opening"), town.key("gone")))

    assert noes(town.case(proposal=proposal)) == [Reason.TARGET_GONE]


# Budget.


@pytest.mark.parametrize(("still", "reasons"), [(SECOND, [Reason.RESERVED]), (0 * SECOND, [])])
def test_a_reserved_conversation_is_left_until_its_end(town, still, reasons):
    room = Room(open=True, last_human_at=town.opened, reserved_until=town.now + still)

    assert noes(town.case(room=room)) == reasons


# It is 15:00 UTC, so 16:00 by the town's clock.


@pytest.mark.parametrize(
    ("start", "end", "reasons"),
    [
        (time(16), time(17), [Reason.QUIET_HOURS]),
        (time(15), time(16), NOTHING),
        (time(15, 30), time(9), [Reason.QUIET_HOURS]),
        (time(0), time(0), NOTHING),
    ],
)
def test_quiet_hours_are_those_of_the_town(town, start, end, reasons):
    charter = town.charter(quiet_hours=QuietHours(start=start, end=end))

    assert noes(town.case(framework=town.framework(charter=charter))) == reasons


@pytest.mark.parametrize(
    ("now", "reasons"),
    [
        # The last Sunday of October: two o'clock comes twice, and both are night.
        ("2026-10-25T00:30+00:00", [Reason.QUIET_HOURS]),
        ("2026-10-25T01:30+00:00", [Reason.QUIET_HOURS]),
        ("2026-10-25T06:59+00:00", [Reason.QUIET_HOURS]),
        ("2026-10-25T07:00+00:00", NOTHING),
        # The last Sunday of March: two o'clock does not come at all.
        ("2026-03-29T00:59+00:00", [Reason.QUIET_HOURS]),
        ("2026-03-29T01:00+00:00", [Reason.QUIET_HOURS]),
        ("2026-03-29T05:59+00:00", [Reason.QUIET_HOURS]),
        ("2026-03-29T06:00+00:00", NOTHING),
    ],
)
def test_quiet_hours_are_kept_through_both_changes_of_the_clocks(town, now, reasons):
    moment = datetime.fromisoformat(now)
    opened = town.message("opening", after=moment - timedelta(hours=5) - town.opened)

    case = town.case(
        now=moment,
        conversation=town.conversation(opening=opened),
        room=Room(open=True, last_human_at=opened.at),
    )

    assert noes(case) == reasons


@pytest.mark.parametrize("ahead", [timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)])
def test_where_the_clock_was_set_back_the_last_turn_still_counts(town, ahead):
    spent = Spent(people_since=4, messages_since=20, last_in_channel=town.now + ahead)

    assert noes(town.case(spent=spent)) == [Reason.COOLING_DOWN]


@pytest.mark.parametrize(
    ("room", "start", "end", "reasons"),
    [
        ("square", time(16), time(17), [Reason.QUIET_HOURS]),
        ("square", time(17), time(18), NOTHING),
        ("elsewhere", time(16), time(17), NOTHING),
    ],
)
def test_a_room_may_have_quiet_hours_of_its_own(town, room, start, end, reasons):
    charter = town.charter(quiet_hours=QuietHours(start=time(0), end=time(0)))
    where = town.case().proposal.channel.room
    held = where if room == "square" else replace(where, channel=room)
    rule = RoomRule(quiet_hours=QuietHours(start=start, end=end))
    framework = town.framework(charter=charter, rooms={held: rule})

    assert noes(town.case(framework=framework)) == reasons


def test_a_room_cannot_shorten_the_quiet_hours_of_the_town(town):
    charter = town.charter(quiet_hours=QuietHours(start=time(16), end=time(17)))
    rule = RoomRule(quiet_hours=QuietHours(start=time(3), end=time(4)))
    framework = town.framework(charter=charter, rooms={town.case().proposal.channel.room: rule})

    assert noes(town.case(framework=framework)) == [Reason.QUIET_HOURS]


def test_a_quiet_day_is_one_of_the_town(town):
    nearly_midnight = town.opened.replace(hour=23, minute=30)  # already the next day in the town
    charter = town.charter(quiet_hours=QuietHours(start=time(0), end=time(0)))
    tomorrow = nearly_midnight.date() + timedelta(days=1)
    framework = town.framework(charter=charter, quiet_days=frozenset({tomorrow}))

    assert noes(town.case(framework=framework, now=nearly_midnight)) == [Reason.QUIET_DAY]


def test_without_a_charter_there_are_no_quiet_hours(town):
    night = town.opened.replace(hour=23)

    assert noes(town.case(framework=None, now=night)) == [Reason.NO_CHARTER]


@pytest.mark.parametrize(
    ("spent", "reasons"),
    [
        (Spent(people_since=1, messages_since=5), [Reason.OUT_OF_TURN]),
        (Spent(people_since=2, messages_since=4), [Reason.OUT_OF_TURN]),
        (Spent(people_since=2, messages_since=5), NOTHING),
    ],
)
def test_people_come_between_two_messages_of_ours(town, spent, reasons):
    assert noes(town.case(spent=spent)) == reasons


@pytest.mark.parametrize(
    ("ago", "reasons"), [(6 * HOUR - SECOND, [Reason.COOLING_DOWN]), (6 * HOUR, NOTHING)]
)
def test_a_channel_cools_down(town, ago, reasons):
    spent = Spent(people_since=2, messages_since=5, last_in_channel=town.now - ago)

    assert noes(town.case(spent=spent)) == reasons


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("in_conversation", 1, Reason.CONVERSATION_SPENT),
        ("today", 3, Reason.BUDGET_SPENT),
        ("bot_share", 0.0201, Reason.SHARE_SPENT),
        ("bot_share", float("nan"), Reason.SHARE_SPENT),
    ],
)
def test_a_limit_that_is_reached_or_would_be_passed_is_spent(town, field, value, reason):
    spent = replace(town.snapshot().spent, **{field: value})

    assert noes(town.case(spent=spent)) == [reason]


@pytest.mark.parametrize(("field", "value"), [("today", 2), ("bot_share", 0.02)])
def test_a_limit_that_is_not_reached_is_not_spent(town, field, value):
    spent = replace(town.snapshot().spent, **{field: value})

    assert noes(town.case(spent=spent)) == NOTHING


def test_the_signed_budget_is_the_one_asked(town):
    framework = town.framework(budget=Budget(per_day=0))

    assert noes(town.case(framework=framework)) == [Reason.BUDGET_SPENT]


@pytest.mark.parametrize(
    ("audience", "person", "reasons"),
    [
        (Audience.PUBLIC, Person(newcomer=False, mentions_left=0), [Reason.PERSON_SPENT]),
        (Audience.PUBLIC, Person(newcomer=False, notes_left=0), NOTHING),
        (Audience.MEMBER, Person(newcomer=False, notes_left=0), [Reason.PERSON_SPENT]),
        (Audience.MEMBER, Person(newcomer=False, mentions_left=0), NOTHING),
    ],
)
def test_a_person_is_written_to_no_more_than_they_should_be(town, audience, person, reasons):
    people = {town.member("volunteer"): person}

    case = town.case(people=people, proposal=town.proposal(audience=audience))

    assert noes(case) == reasons


def test_an_addressee_of_whom_nothing_is_known_counts_as_spent(town):
    assert noes(town.case(people={})) == [Reason.PERSON_SPENT]
