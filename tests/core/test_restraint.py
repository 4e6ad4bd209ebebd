"""What is judged, in which order, and that no input makes the bot say too much."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from bot.core.charter import QuietHours
from bot.core.conversations import Pace
from bot.core.errors import OutOfRange
from bot.core.ids import ConversationId
from bot.core.interventions import Audience
from bot.core.privacy import Consent, OptIn, Switch
from bot.core.reasons import Reason
from bot.core.restraint import (
    MOST_BOT_SHARE,
    MOST_PER_CONVERSATION,
    MOST_PER_DAY,
    Budget,
    RestraintBudget,
    Spent,
    UnknownPractice,
)
from bot.core.snapshots import Person, Room
from bot.core.trial import Arm, Draw, Expected, Known, Stage
from bot.core.trust import Rung

YES = {Reason.GRANTED, Reason.NEEDS_REVIEW}


def coin(arm):
    """A draw of this arm, and how often it was asked for."""
    asked = []

    def toss():
        asked.append(arm)
        return Draw(
            plan=1, unit=ConversationId("parlour/opening"), position=0, probability=0.5, arm=arm
        )

    return toss, asked


def never():
    raise AssertionError("a coin was tossed")


@pytest.fixture(scope="session")
def restraint(town):
    return RestraintBudget({"rescue_unanswered": town.terms()})


@pytest.fixture(scope="session")
def judged(town, restraint):
    def judge(plan_draw=None, proposal=None, **changes):
        return restraint.judge(proposal or town.proposal(), town.snapshot(**changes), plan_draw)

    return judge


# The hard ceilings.


@pytest.mark.parametrize(
    ("field", "limit", "beyond"),
    [
        ("per_conversation", 2, 3),
        ("per_conversation", 0, -1),
        ("per_day", 10, 11),
        ("per_day", 0, -1),
        ("channel_gap", timedelta(hours=1), timedelta(minutes=59)),
        ("people_between", 2, 1),
        ("messages_between", 5, 4),
        ("bot_share", 0.05, 0.051),
        ("bot_share", 0.0, -0.001),
        ("bot_share", 0.02, float("nan")),
        ("private_gap", timedelta(days=7), timedelta(days=6)),
        ("mention_gap", timedelta(days=7), timedelta(days=6)),
    ],
)
def test_nobody_can_sign_a_ceiling_away(field, limit, beyond):
    Budget(**{field: limit})

    with pytest.raises(OutOfRange, match=field):
        Budget(**{field: beyond})


def test_the_defaults_are_those_of_the_document():
    assert Budget() == Budget(
        per_conversation=1,
        per_day=3,
        channel_gap=timedelta(hours=6),
        people_between=2,
        messages_between=5,
        bot_share=0.02,
        private_gap=timedelta(days=14),
        mention_gap=timedelta(days=7),
    )


# The yes.


def test_where_nothing_says_no_and_it_may_speak_it_is_granted(judged):
    verdict = judged()

    assert (verdict.reason, verdict.otherwise, verdict.draw) == (Reason.GRANTED, True, None)


def test_at_suggest_a_moderator_decides(town, judged):
    assert judged(standings=town.standing(Rung.SUGGEST)).reason is Reason.NEEDS_REVIEW


def test_a_mode_that_ends_at_suggest_never_speaks(town):
    restraint = RestraintBudget({"rescue_unanswered": town.terms(ceiling=Rung.SUGGEST)})

    verdict = restraint.judge(town.proposal(), town.snapshot(), None)

    assert verdict.reason is Reason.NEEDS_REVIEW


def test_what_is_meant_for_moderators_is_never_said_in_public(town, judged):
    proposal = town.proposal(audience=Audience.MODERATORS, addressee=None)

    assert judged(proposal=proposal).reason is Reason.NEEDS_REVIEW


def test_a_verdict_names_the_version_and_the_moment_it_was_judged_by(town, judged):
    verdict = judged()

    assert (verdict.framework, verdict.at) == (3, town.now)


# The no.


def test_the_first_gate_that_says_no_gives_the_reason(town, judged):
    verdict = judged(safe_mode=True, spent=Spent())

    assert verdict.reason is Reason.SAFE_MODE


def test_otherwise_is_false_where_another_gate_says_no_too(town, judged):
    assert not judged(safe_mode=True, spent=Spent()).otherwise


def test_otherwise_is_true_where_the_reason_stands_alone(judged):
    assert judged(safe_mode=True).otherwise


def test_a_listening_practice_would_have_said_what_nothing_else_holds_back(town, judged):
    assert judged(standings=town.standing(Rung.LISTEN)).would_have_said


def test_a_listening_practice_would_not_have_said_what_a_gate_holds_back(town, judged):
    assert not judged(standings=town.standing(Rung.LISTEN), safe_mode=True).would_have_said


def test_without_a_charter_a_practice_listens_and_would_still_have_said_it(judged):
    verdict = judged(framework=None, standings={})

    assert verdict.reason is Reason.NO_CHARTER
    assert verdict.would_have_said


def test_a_closed_channel_is_no_shadow(town, judged):
    verdict = judged(
        room=Room(open=False, last_human_at=None), standings=town.standing(Rung.LISTEN)
    )

    assert (verdict.reason, verdict.would_have_said) == (Reason.CHANNEL_CLOSED, False)


def test_without_a_charter_a_verdict_names_no_version(judged):
    assert judged(framework=None).framework is None


def test_without_a_charter_the_default_budget_holds(judged):
    spent = Spent(people_since=4, messages_since=20, today=3)

    verdict = judged(framework=None, standings={}, spent=spent)

    assert not verdict.otherwise


def test_of_several_practices_the_others_are_outranked(town, restraint):
    verdict = restraint.judge(town.proposal(), town.snapshot(), never, outranked=True)

    assert (verdict.reason, verdict.otherwise) == (Reason.OUTRANKED, True)


def test_an_outranked_proposal_is_still_asked_everything(town, restraint):
    snapshot = town.snapshot(safe_mode=True)

    assert not restraint.judge(town.proposal(), snapshot, never, outranked=True).otherwise


def test_a_practice_without_terms_is_not_judged(town, restraint):
    with pytest.raises(UnknownPractice, match="stranger"):
        restraint.judge(town.proposal(practice="stranger"), town.snapshot(), None)


# The coin, last.


@pytest.fixture
def under_test(town):
    return town.framework(plans=(town.plan(),))


def test_a_coin_that_says_silent_holds_out(judged, under_test):
    toss, _ = coin(Arm.HOLDOUT)

    verdict = judged(toss, framework=under_test)

    assert verdict.reason is Reason.HELD_OUT


def test_a_coin_that_says_act_lets_it_pass(judged, under_test):
    toss, _ = coin(Arm.TREATMENT)

    verdict = judged(toss, framework=under_test)

    assert verdict.reason is Reason.GRANTED


@pytest.mark.parametrize("arm", list(Arm))
def test_a_verdict_carries_the_draw_it_hung_on(judged, under_test, arm):
    toss, _ = coin(arm)

    verdict = judged(toss, framework=under_test)

    assert verdict.draw == toss()


def test_the_coin_is_tossed_once(judged, under_test):
    toss, asked = coin(Arm.TREATMENT)

    judged(toss, framework=under_test)

    assert len(asked) == 1


def test_no_coin_is_tossed_where_a_gate_says_no(judged, under_test):
    verdict = judged(never, framework=under_test, safe_mode=True)

    assert verdict.draw is None


def test_no_coin_is_tossed_where_speaking_is_expected_to_harm(judged, under_test):
    expected = Expected(gain=-0.01, above=0.0, probability=0.2)

    verdict = judged(never, framework=under_test, expected={"rescue_unanswered": expected})

    assert (verdict.reason, verdict.draw) == (Reason.NOT_WORTH_IT, None)


def test_no_coin_is_tossed_for_a_message_where_drafts_are_under_test(town, judged):
    framework = town.framework(plans=(town.plan(stage=Stage.SUGGEST),))

    verdict = judged(never, framework=framework)

    assert (verdict.reason, verdict.draw) == (Reason.GRANTED, None)


def test_a_draw_says_whether_acting_on_it_is_a_draft_or_a_message(judged, under_test):
    known = Known(hour=9, words=5, newcomer=False, people=3, offered=True)
    toss, _ = coin(Arm.TREATMENT)

    verdict = judged(lambda: replace(toss(), known=known), framework=under_test)

    assert verdict.draw.known == replace(known, offered=False)


def test_no_coin_is_tossed_without_a_plan(judged):
    assert judged(never).draw is None


def test_no_coin_is_tossed_without_a_charter(judged):
    assert judged(never, framework=None).draw is None


def test_no_coin_is_tossed_for_another_practice(town, judged):
    framework = town.framework(plans=(town.plan(practice="greet_and_hand_over"),))

    assert judged(never, framework=framework).draw is None


def test_no_coin_is_tossed_before_the_plan_starts(town, judged):
    framework = town.framework(plans=(town.plan(starts_at=town.now + timedelta(seconds=1)),))

    assert judged(never, framework=framework).draw is None


def test_a_held_out_proposal_spends_the_budget():
    assert Reason.HELD_OUT.spends


# Whatever the input.

minutes = st.integers(0, 60 * 24 * 3).map(lambda n: timedelta(minutes=n))
counts = st.integers(0, 30)
scores = st.one_of(st.none(), st.sampled_from([0.0, 0.3, 0.5, 0.85, 1.0]))


def readings(town):
    some = st.builds(
        town.reading,
        language=st.sampled_from(["en", "en", "en", None]),
        question=scores,
        distress=scores,
        hostility=scores,
    )
    return st.one_of(st.none(), some, st.just(town.reading(question=1.0)))


@st.composite
def conversations(draw, town):
    later = sorted(draw(st.lists(minutes, max_size=6)))
    talk = [
        town.message(
            f"m{n}",
            by=draw(st.sampled_from(["ana", "ben", "cleo", "volunteer"])),
            after=after,
            reading=draw(readings(town)),
            automated=draw(st.booleans()),
            own=draw(st.booleans()),
        )
        for n, after in enumerate(later)
    ]
    whole = town.conversation(*talk)
    kept = draw(st.sets(st.sampled_from(whole.links))) if talk else set()
    return replace(whole, links=tuple(link for link in whole.links if link not in kept))


def people(town):
    person = st.builds(
        Person,
        newcomer=st.booleans(),
        moderator=st.booleans(),
        mentions_left=st.integers(0, 1),
        notes_left=st.integers(0, 1),
    )
    names = st.sampled_from([town.member(name) for name in ("ana", "ben", "cleo", "volunteer")])
    return st.dictionaries(names, person)


def consents(town):
    when = minutes.map(lambda after: town.opened + after)

    def of(member):
        return st.builds(
            Consent,
            member=st.just(member),
            paused=st.dictionaries(st.sampled_from(Switch), when, max_size=1),
            opt_ins=st.frozensets(st.sampled_from(OptIn)),
        )

    members = [town.member(name) for name in ("ana", "volunteer")]
    return st.fixed_dictionaries({}, optional={member: of(member) for member in members})


def budgets():
    return st.builds(
        Budget,
        per_conversation=st.integers(0, MOST_PER_CONVERSATION),
        per_day=st.integers(0, MOST_PER_DAY),
        channel_gap=st.integers(1, 48).map(lambda n: timedelta(hours=n)),
        people_between=st.integers(2, 6),
        messages_between=st.integers(5, 20),
        bot_share=st.floats(0, MOST_BOT_SHARE),
    )


@st.composite
def frameworks(draw, town):
    hours = st.builds(QuietHours, start=st.times(), end=st.times())
    charter = town.charter(quiet_hours=draw(hours))
    plans = draw(st.sampled_from([(), (town.plan(),)]))
    return town.framework(charter=charter, budget=draw(budgets()), plans=plans)


def spents(town):
    return st.builds(
        Spent,
        in_conversation=st.integers(0, 3),
        today=st.integers(0, 12),
        last_in_channel=st.one_of(st.none(), minutes.map(lambda after: town.opened + after)),
        people_since=counts,
        messages_since=counts,
        bot_share=st.floats(0, 0.1),
    )


def rooms(town):
    at = st.one_of(st.none(), minutes.map(lambda after: town.opened + after))
    return st.builds(
        Room,
        open=st.booleans(),
        last_human_at=at,
        reserved_until=at,
        contested=st.booleans(),
    )


def paces():
    return st.builds(Pace, median_gap=minutes, first_reply_p75=minutes, unlikely_after=minutes)


@st.composite
def snapshots(draw, town):
    """A snapshot in which a few things, or none, are not as they should be."""
    wild = {
        "conversation": conversations(town),
        "people": people(town),
        "consents": consents(town),
        "framework": st.one_of(st.none(), frameworks(town)),
        "spent": spents(town),
        "room": rooms(town),
        "pace": st.one_of(st.none(), paces()),
        "now": minutes.map(lambda after: town.opened + after),
        "standings": st.sampled_from(Rung).map(town.standing),
        "safe_mode": st.booleans(),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(wild)), max_size=3))
    changes = {name: draw(wild[name]) for name in sorted(chosen)}
    plans = draw(st.sampled_from([(), (town.plan(),)]))
    return town.snapshot(**{"framework": town.framework(plans=plans), **changes})


@st.composite
def proposals(draw, town):
    volunteer = town.member("volunteer")
    return town.proposal(
        audience=draw(st.sampled_from(Audience)),
        addressee=draw(st.sampled_from([None, volunteer])),
        confidence=draw(st.sampled_from([0.0, 0.59, 0.6, 1.0])),
    )


@pytest.fixture(scope="session")
def wild(town):
    return st.tuples(proposals(town), snapshots(town), st.sampled_from(Arm))


def decide(restraint, proposal, snapshot, arm):
    toss, asked = coin(arm)
    return restraint.judge(proposal, snapshot, toss), asked


@pytest.mark.parametrize("reason", [Reason.GRANTED, Reason.NEEDS_REVIEW, Reason.HELD_OUT])
def test_every_way_to_spend_lies_within_what_is_tried_below(restraint, wild, reason):
    found = find(
        wild,
        lambda tried: decide(restraint, *tried)[0].reason is reason,
        settings=settings(derandomize=True),
    )

    assert found


@given(data=st.data())
def test_no_input_lets_it_speak_while_two_people_are_talking(town, restraint, wild, data):
    proposal, snapshot, arm = data.draw(wild)
    live = 2 * snapshot.pace.median_gap if snapshot.pace else timedelta(minutes=10)

    verdict, _ = decide(restraint, proposal, snapshot, arm)

    talking = {
        message.author
        for message in snapshot.conversation.humans
        if snapshot.now - message.at < live
    }
    assert not (verdict.reason.spends and len(talking) > 1)


@given(data=st.data())
def test_no_input_exceeds_a_budget(restraint, wild, data):
    proposal, snapshot, arm = data.draw(wild)

    verdict, _ = decide(restraint, proposal, snapshot, arm)

    if verdict.reason.spends:
        spent, budget = snapshot.spent, snapshot.framework.budget
        assert spent.in_conversation + 1 <= budget.per_conversation <= MOST_PER_CONVERSATION
        assert spent.today + 1 <= budget.per_day <= MOST_PER_DAY
        assert spent.bot_share <= budget.bot_share <= MOST_BOT_SHARE
        assert spent.people_since >= budget.people_between >= 2
        assert spent.messages_since >= budget.messages_between >= 5
        last = spent.last_in_channel
        assert last is None or snapshot.now - last >= budget.channel_gap >= timedelta(hours=1)


@given(data=st.data())
def test_the_arm_changes_what_is_said_and_never_what_is_spent(restraint, wild, data):
    proposal, snapshot, _ = data.draw(wild)

    spoken, held = (decide(restraint, proposal, snapshot, arm)[0] for arm in Arm)

    assert spoken.reason.spends == held.reason.spends


@given(data=st.data())
def test_nothing_is_said_without_a_signed_charter(restraint, wild, data):
    proposal, snapshot, arm = data.draw(wild)

    verdict, _ = decide(restraint, proposal, replace(snapshot, framework=None), arm)

    assert verdict.reason is Reason.NO_CHARTER


@given(data=st.data())
def test_nothing_is_said_near_distress(town, restraint, wild, data):
    proposal, snapshot, arm = data.draw(wild)
    sad = replace(snapshot.conversation.messages[0], reading=town.reading(distress=1.0))
    talk = replace(snapshot.conversation, messages=(sad, *snapshot.conversation.messages[1:]))

    verdict, _ = decide(restraint, proposal, replace(snapshot, conversation=talk), arm)

    assert not verdict.reason.spends


@given(data=st.data())
def test_only_a_person_s_word_lets_it_speak(town, restraint, wild, data):
    proposal, snapshot, arm = data.draw(wild)
    low = data.draw(st.sampled_from([Rung.LISTEN, Rung.DIGEST]))

    verdict, _ = decide(restraint, proposal, replace(snapshot, standings=town.standing(low)), arm)

    assert not verdict.reason.spends


@given(data=st.data())
def test_the_same_moment_is_judged_the_same_again(restraint, wild, data):
    proposal, snapshot, arm = data.draw(wild)

    first, again = (decide(restraint, proposal, snapshot, arm)[0] for _ in range(2))

    assert first == again


@given(data=st.data())
def test_the_order_in_which_things_are_listed_changes_nothing(restraint, wild, data):
    proposal, snapshot, arm = data.draw(wild)
    turned = replace(
        snapshot,
        people=dict(reversed(snapshot.people.items())),
        consents=dict(reversed(snapshot.consents.items())),
        conversation=replace(
            snapshot.conversation, links=tuple(reversed(snapshot.conversation.links))
        ),
    )

    verdicts = {decide(restraint, proposal, each, arm)[0].reason for each in (snapshot, turned)}

    assert len(verdicts) == 1


@given(data=st.data())
def test_a_coin_is_tossed_at_most_once_and_only_for_an_opportunity(restraint, wild, data):
    proposal, snapshot, arm = data.draw(wild)

    verdict, asked = decide(restraint, proposal, snapshot, arm)

    assert len(asked) == (verdict.draw is not None)
    assert not asked or verdict.reason.spends
