"""What all practices share: what waits, how long, and what counts as having been answered."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.gates import Terms
from bot.core.interventions import Audience
from bot.core.privacy import OptIn
from bot.core.readings import Head
from bot.core.trust import Rung
from bot.practices._example import Example
from bot.practices.base import Mode

HOUR = timedelta(hours=1)
NEVER = datetime.max.replace(tzinfo=UTC)


@pytest.fixture
def practice():
    return Example()


def long_story(talk, **changes):
    return talk.message(words=60, **changes)


def proposed(practice, talk, waited):
    return practice.propose(talk.snapshot(long_story(talk), waited=waited))


@pytest.mark.parametrize(
    ("mode", "ceiling"),
    [
        (Mode.SPEAK, Rung.SPEAK),
        (Mode.MODERATOR_ASSIST, Rung.SUGGEST),
        (Mode.OPT_IN, Rung.SPEAK),
        (Mode.SCHEDULED, Rung.SPEAK),
        (Mode.RULE, Rung.LISTEN),
    ],
)
def test_a_mode_has_a_highest_rung(mode, ceiling):
    assert mode.ceiling is ceiling


def test_a_practice_tells_the_gates_what_it_is_held_to(practice):
    assert practice.terms == Terms(
        ceiling=Rung.SUGGEST, threshold=0.6, heads=frozenset(), opt_in=OptIn.ASK_ME
    )


def test_a_moderator_may_ask_it_to_be_surer():
    surer = Example(Example.Settings(threshold=0.9))

    assert surer.terms.threshold == 0.9


def test_the_opening_is_what_waits(practice, talk):
    opening = talk.message()

    assert practice.need(talk.conversation(opening)) == opening


def test_what_a_bot_wrote_waits_for_nobody(practice, talk):
    assert practice.need(talk.conversation(talk.message(automated=True))) is None


def test_what_we_wrote_waits_for_nobody(practice, talk):
    assert practice.need(talk.conversation(talk.message(own=True))) is None


def test_an_opening_that_is_gone_waits_for_nobody(practice, talk):
    whole = talk.conversation(talk.message(), talk.message("later", by="ben", after=HOUR))
    left = talk.conversation(*whole.messages[1:])

    assert practice.need(left) is not None
    assert practice.need(type(whole)(**{**fields_of(left), "opened_at": whole.opened_at})) is None


def fields_of(conversation):
    return {name: getattr(conversation, name) for name in type(conversation).__slots__}


def test_a_score_is_what_was_read(practice, talk):
    assert practice.score(talk.message(question=0.7), Head.QUESTION) == 0.7


def test_a_score_that_was_not_read_is_none(practice, talk):
    assert practice.score(talk.message(question=None), Head.QUESTION) is None


def test_a_message_nobody_read_has_no_score(practice, talk):
    assert practice.score(talk.message(reading=None), Head.QUESTION) is None


@pytest.mark.parametrize("waited", [2 * HOUR, 40 * HOUR])
def test_it_looks_once_the_time_has_come(practice, talk, waited):
    assert proposed(practice, talk, waited) is not None


def test_it_does_not_look_before(practice, talk):
    assert proposed(practice, talk, 2 * HOUR - timedelta(seconds=1)) is None


def test_a_proposal_has_the_same_id_in_every_run(practice, talk):
    first, again = (proposed(practice, talk, waited) for waited in (2 * HOUR, 3 * HOUR))

    assert first.id == again.id == "example:parlour/opening"


def test_a_proposal_cites_what_waits(practice, talk):
    made = proposed(practice, talk, 2 * HOUR)

    assert (made.need, made.cites) == (talk.key("opening"), (talk.key("opening"),))


def test_a_proposal_says_what_it_is_for(practice, talk):
    made = proposed(practice, talk, 2 * HOUR)

    assert (made.practice, made.audience, made.addressee, made.needs, made.window) == (
        "example",
        Audience.MODERATORS,
        None,
        Example.needs,
        Example.window,
    )


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=47, minutes=59), "47 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=9, hours=23), "9 days"),
    ],
)
def test_a_reason_says_how_long_it_has_waited(practice, talk, waited, words):
    assert words in proposed(practice, talk, waited).because


@pytest.mark.parametrize(
    ("waited", "words"), [(timedelta(minutes=119, seconds=59), "119 minutes"), (HOUR, "60 minutes")]
)
def test_a_shorter_wait_is_told_in_minutes(talk, waited, words):
    quick = type(talk.pace)(
        median_gap=HOUR, first_reply_p75=HOUR, unlikely_after=timedelta(minutes=10)
    )

    made = Example().propose(talk.snapshot(long_story(talk), waited=waited, pace=quick))

    assert words in made.because


def test_the_words_are_to_be_in_the_language_of_the_message(practice, talk):
    assert proposed(practice, talk, 2 * HOUR).wording.slots["language"] == "en"


@pytest.mark.parametrize("language", [None, "cy"])
def test_a_reason_is_given_in_english_where_we_do_not_speak_the_language(practice, talk, language):
    reading = type(talk.message().reading)(language=language, scores={}, model="test-1")
    snapshot = talk.snapshot(long_story(talk, reading=reading))

    assert "waited" in practice.propose(snapshot).because


def test_no_slot_holds_a_member_s_words(practice, talk):
    secret = "crumpetwise"
    made = practice.propose(talk.snapshot(long_story(talk, text=secret)))

    assert secret not in repr(made)


# What came of it.


def reached(practice, talk, *later, until=NEVER, answers=None):
    return practice.reached(
        talk.conversation(talk.message(), *later, answers=answers), talk.key("opening"), until
    )


def test_another_person_s_answer_reaches_it(practice, talk):
    assert reached(practice, talk, talk.message("answer", by="ben", after=HOUR))


def test_the_asker_alone_does_not(practice, talk):
    assert not reached(practice, talk, talk.message("again", after=HOUR))


def test_an_answer_to_the_asker_s_own_follow_up_does(practice, talk):
    again = talk.message("again", after=HOUR)

    assert reached(practice, talk, again, talk.message("answer", by="ben", after=2 * HOUR))


def test_a_bot_does_not_reach_it(practice, talk):
    bot = talk.message("bot", by="robot", after=HOUR, automated=True)

    assert not reached(practice, talk, bot)


def test_a_reply_to_our_own_message_does_not_count(practice, talk):
    ours = talk.message("ours", by="tummler", after=HOUR, own=True, automated=True)
    reply = talk.message("reply", by="ben", after=2 * HOUR)

    assert not reached(practice, talk, ours, reply)


def test_an_answer_to_the_need_after_our_own_message_counts(practice, talk):
    ours = talk.message("ours", by="tummler", after=HOUR, own=True, automated=True)
    reply = talk.message("reply", by="ben", after=2 * HOUR)

    assert reached(practice, talk, ours, reply, answers=("opening", "opening"))


def test_a_message_that_answers_nobody_does_not_count(practice, talk):
    aside = talk.message("aside", by="ben", after=HOUR)

    assert not reached(practice, talk, aside, answers=("elsewhere",))


@pytest.mark.parametrize(("late", "came"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_an_answer_counts_until_the_window_closes(practice, talk, late, came):
    answer = talk.message("answer", by="ben", after=HOUR + late)

    assert reached(practice, talk, answer, until=talk.opened + HOUR) is came


def test_a_need_that_is_gone_was_not_answered(practice, talk):
    conversation = talk.conversation(talk.message("other"))

    assert not practice.reached(conversation, talk.key("opening"), NEVER)
