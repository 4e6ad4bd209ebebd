"""What may be said as ours, and what may not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import ChannelKey, ConversationId, MemberKey, MessageKey, ProposalId
from bot.core.interventions import Audience, Draft, Proposal, Wording
from bot.services.wording import Fault, VoiceCheck, compared, folded

BECAUSE = "this has waited 3 hours without an answer"
FIT = f"I noticed that {BECAUSE}. @volunteer, might it be one for you?"


def proposal(*, because=BECAUSE, addressed=True, cited=True):
    key = MessageKey(platform="parlour", community="town", message="opening")
    return Proposal(
        id=ProposalId("rescue_unanswered:parlour/opening"),
        practice="rescue_unanswered",
        at=datetime(2026, 3, 4, 12, 0, tzinfo=UTC),
        conversation=ConversationId("parlour/opening"),
        channel=ChannelKey(platform="parlour", space="house", channel="crumb"),
        audience=Audience.PUBLIC,
        addressee=MemberKey(platform="parlour", member="volunteer") if addressed else None,
        need=key,
        wording=Wording(template="rescue_unanswered-ask", slots={}),
        because=because,
        cites=(key,) if cited else (),
        confidence=1.0,
        needs=frozenset(),
        window=timedelta(hours=24),
    )


def faults(text, *, never=(), asked=None, **knobs):
    draft = Draft(proposal=ProposalId("p"), text=text, language="en", drafter="test-1")
    return VoiceCheck(never).faults(draft, asked or proposal(), **knobs)


def because_and(words):
    return f"{words} I point here because {BECAUSE}."


def test_words_that_keep_every_rule_are_fit():
    assert faults(FIT) == ()


def test_nothing_is_not_something_to_say():
    assert Fault.EMPTY in faults(" …!")


@pytest.mark.parametrize(("length", "found"), [(280, ()), (281, (Fault.TOO_LONG,))])
def test_a_message_is_short(length, found):
    assert faults(FIT.ljust(length, "x")) == found


def test_a_link_does_not_count_as_length():
    link = "https://parlour.example/" + "x" * 300

    assert faults(f"{FIT} {link}") == ()


def test_one_thing_is_asked_at_most():
    assert faults(f"{FIT} Or for somebody else?") == (Fault.TOO_MANY_QUESTIONS,)


def test_one_question_may_end_loudly():
    assert faults(FIT.replace("?", "??")) == ()


@pytest.mark.parametrize("mark", ["\N{FULLWIDTH QUESTION MARK}", "\N{ARABIC QUESTION MARK}"])
def test_questions_are_counted_in_other_scripts_too(mark):
    assert faults(f"{FIT} a{mark}") == (Fault.TOO_MANY_QUESTIONS,)


def test_the_reason_is_part_of_what_is_said():
    assert faults("@volunteer, might this be one for you?") == (Fault.NO_REASON,)


def test_the_reason_may_be_written_in_another_case_or_with_other_marks():
    assert faults("This has waited 3 hours, without an answer. Might it be one for you?") == ()


def test_an_empty_reason_is_none():
    assert faults(FIT, asked=proposal(because=" ")) == (Fault.NO_REASON,)


def test_a_message_is_cited():
    assert faults(FIT, asked=proposal(cited=False)) == (Fault.UNCITED,)


@pytest.mark.parametrize(
    "words",
    [
        "Answer this one.",
        "Please have a look.",
        "@volunteer, take a look.",
        "So, help them.",
        "It waits: share what you know.",
        "It waits; tell them.",
        "“Go on.”",
        "Don't be late.",
        "Don\N{RIGHT SINGLE QUOTATION MARK}t be late.",
        "LOOK.",
        "Let's answer.",
    ],
)
def test_nobody_is_commanded(words):
    assert Fault.COMMANDS in faults(because_and(words))


@pytest.mark.parametrize(
    "words",
    [
        "Have you been there?",
        "Would you have a look?",
        "Asking is free.",
        "An answer would do.",
        "Looking at it is enough.",
        "Whoever can answer is welcome.",
    ],
)
def test_an_invitation_is_no_command(words):
    assert faults(because_and(words)) == ()


@pytest.mark.parametrize(
    "words",
    [
        "You should know this.",
        "You really ought to: you must.",
        "You all need to see this.",
        "Everyone knows this.",
        "It is urgent.",
        "Good for engagement.",
        "Great question.",
        "One more to keep the talk going.",
        "The most active members are here.",
        "There were 400 messages today.",
    ],
)
def test_nobody_is_pressed_praised_or_counted(words):
    assert Fault.PRESSES in faults(because_and(words))


@pytest.mark.parametrize(
    "words",
    [
        "I am so happy about it.",
        "I'm glad.",
        "I\N{RIGHT SINGLE QUOTATION MARK}m really curious.",
        "I love bread.",
        "We hope it helps.",
        "I feel for you.",
        "In my experience it works.",
        "I have been there.",
        "I do remember it.",
        "As a fellow baker, one more word.",
        "It is my favourite.",
    ],
)
def test_no_feeling_and_no_life_is_claimed(words):
    assert Fault.FEELS in faults(because_and(words))


@pytest.mark.parametrize(
    "words",
    ["Would you like to?", "Is there somebody who would like to?", "One of you may remember."],
)
def test_what_people_feel_may_be_asked(words):
    assert faults(because_and(words)) == ()


def test_one_person_is_mentioned_at_most():
    assert faults(f"{FIT} And @other too.") == (Fault.MENTIONS,)


@pytest.mark.parametrize("name", ["@volunteer", "<@U123>", "<@!123>", "<@&123>"])
def test_nobody_is_mentioned_who_is_not_addressed(name):
    text = f"I noticed that {BECAUSE}, {name}."

    assert faults(text, asked=proposal(addressed=False)) == (Fault.MENTIONS,)


@pytest.mark.parametrize("name", ["@everyone", "@here", "@channel", "<!here>", "@All"])
def test_a_crowd_is_never_mentioned(name):
    assert Fault.MENTIONS in faults(f"I noticed that {BECAUSE}, {name}.")


def test_an_address_of_mail_is_no_mention():
    text = f"I noticed that {BECAUSE}; mail baker@mill.example has it."

    assert faults(text, asked=proposal(addressed=False)) == ()


@pytest.mark.parametrize("sign", ["\N{BREAD}", ":tada:", "\N{HEAVY BLACK HEART}"])
def test_no_emoji_where_people_use_few(sign):
    assert faults(f"{FIT} {sign}", emoji_rate=0.2) == (Fault.EMOJI,)


@pytest.mark.parametrize("sign", ["\N{BREAD}", ":tada:"])
def test_an_emoji_may_be_used_where_people_do(sign):
    assert faults(f"{FIT} {sign}", emoji_rate=0.21) == ()


@pytest.mark.parametrize("text", ["220 \N{DEGREE SIGN}C", "from 10:30:45 on"])
def test_a_degree_and_a_time_are_no_emoji(text):
    assert faults(f"{FIT} {text}") == ()


def test_what_the_charter_never_says_is_not_said():
    assert faults(FIT, never=("One for You", " ")) == (Fault.NEVER,)


def test_a_part_of_a_word_is_not_what_the_charter_never_says():
    assert faults(FIT, never=("volun", "ours")) == ()


def test_it_speaks_the_language_of_the_talk():
    draft = Draft(proposal=ProposalId("p"), text=FIT, language="en", drafter="test-1")

    found = {each: VoiceCheck().faults(draft, proposal(), language=each) for each in ("en", "de")}

    assert found == {"en": (), "de": (Fault.LANGUAGE,)}


def test_a_wording_is_not_used_again():
    said = {compared(FIT, BECAUSE)}

    assert faults(FIT, used=said.__contains__) == (Fault.REPEATED,)


def test_every_fault_is_named_in_order():
    found = faults("", asked=proposal(cited=False))

    assert found == (Fault.EMPTY, Fault.NO_REASON, Fault.UNCITED)


# What counts as the same wording.


def test_case_spaces_punctuation_and_links_do_not_make_another_wording():
    other = f"i  NOTICED that {BECAUSE}! @volunteer: might it be one for you… https://a.example/1"

    assert compared(FIT, BECAUSE) == compared(other, BECAUSE)


def test_another_reason_does_not_make_another_wording():
    later = BECAUSE.replace("3", "4")

    assert compared(FIT, BECAUSE) == compared(FIT.replace(BECAUSE, later), later)


def test_another_word_does():
    assert compared(FIT, BECAUSE) != compared(FIT.replace("might", "could"), BECAUSE)


def test_without_a_reason_the_whole_is_compared():
    assert compared("One, two.", "") == "one two"


@given(text=st.text(max_size=200), because=st.text(max_size=40))
def test_no_text_makes_the_check_stumble(text, because):
    draft = Draft(proposal=ProposalId("p"), text=text, language="en", drafter="test-1")

    found = VoiceCheck((because,)).faults(draft, proposal(because=because))

    assert list(found) == [fault for fault in Fault if fault in found]


@given(text=st.text(max_size=200))
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)
