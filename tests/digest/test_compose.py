"""The whole report: what is in it, in which order, and what never is."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.measurements import Known, NotMeasured, Trend
from bot.digest.compose import compose
from bot.digest.lint import Rule, hits
from bot.digest.material import Mode, NewcomerCounts
from bot.digest.report import Dropped
from bot.digest.text import to_text

LEAST = 5


def names(report):
    return [part.name for part in report.parts]


def part(report, name):
    [found] = [each for each in report.parts if each.name == name]
    return found


def lines(report, name):
    return [line.text for line in part(report, name).lines]


def test_the_parts_stand_in_their_order(replayed):
    report = compose(replayed)

    assert names(report) == [
        "headline",
        "to_do",
        "waiting",
        "worth_reading",
        "newcomers",
        "care",
        "the_bot",
        "rewind",
        "footer",
    ]


def test_the_same_material_gives_the_same_report(typical):
    assert compose(typical) == compose(typical)


def test_a_section_with_nothing_to_say_is_named_in_the_footer(typical):
    report = compose(replace(typical, distress=0, worth_reading=()))

    assert report.nothing_about == ("Worth reading", "Care")
    assert lines(report, "footer")[-1] == "Nothing to say about: Worth reading, Care."


def test_a_live_digest_has_no_rewind_and_does_not_miss_it(typical):
    report = compose(typical)

    assert "rewind" not in names(report)
    assert "Rewind" not in report.nothing_about


def test_the_six_numbers_stand_in_their_order(typical):
    report = compose(typical)

    assert [number.name for number in report.numbers()] == [
        "valued_share",
        "valued_share_so_far",
        "answered_rate",
        "time_to_first_human_response",
        "sustained_share",
        "new_ties",
        "kept_ties",
        "newcomer_survival",
        "newcomer_reply_equity",
        "tummler_independence",
    ]


def test_the_worked_example_finds_its_words(typical):
    report = compose(typical)

    assert part(report, "headline").lead.sentence.replace("\u00a0", " ") == (
        "About one message in three was of use to someone else: Valued Share 33 % (29 to 37; rough)"
        " in week 45, the last complete week; usual 31 %: no change we can tell."
    )


@pytest.mark.parametrize("people", [0, 1, 4])
def test_under_five_people_it_is_a_quiet_week_of_at_most_five_lines(sized, people):
    text = to_text(compose(sized(people)))

    assert len(text.splitlines()[1:]) <= 5
    assert "%" not in text


def test_nobody_wrote_is_said_as_such(sized):
    text = to_text(compose(sized(0)))

    assert "Nobody wrote in the channels I hear." in text


@pytest.mark.parametrize("people", [0, 1, 4])
def test_a_quiet_week_has_neither_charts_nor_numbers(sized, people):
    report = compose(sized(people))

    assert report.charts == ()
    assert list(report.numbers()) == []


def test_too_little_talk_is_said_in_words(sized):
    values = {number.value for number in compose(sized(30)).numbers()}

    assert values == {"not enough talk to say", "not measured: nobody asked anything"}


def test_a_first_digest_says_when_comparisons_begin(typical):
    fresh = {
        name: replace(getattr(typical.headlines, name), usual=None, trend=Trend.NO_USUAL)
        for name in type(typical.headlines).__dataclass_fields__
    }
    report = compose(replace(typical, headlines=type(typical.headlines)(**fresh)))

    assert names(report) == ["headline", "to_do", "waiting", "worth_reading", "footer"]
    assert {number.verdict for number in report.numbers()} == {"no usual value yet"}
    assert "comparisons begin after four weeks" in lines(report, "headline")[0]


def test_structure_only_is_the_first_thing_said(typical):
    report = compose(replace(typical, structure_only=True))

    assert report.banner[0].startswith("From structure only: I have read no text yet.")


def test_why_no_text_was_read_is_said_with_it(typical):
    material = replace(typical, structure_only=True, structure_only_cause="It is not granted.")

    assert "I have read no text. It is not granted." in compose(material).banner[0]


def test_another_instrument_is_named_by_its_date(typical):
    report = compose(replace(typical, measured_differently_before=typical.week.span.start))

    assert report.banner == (
        "Numbers before 9 November 2026 were measured differently; usual values start again there.",
    )


def test_a_preview_says_that_nothing_was_sent(typical):
    assert compose(replace(typical, mode=Mode.PREVIEW)).banner == ("Preview: nothing was sent.",)


def test_a_replay_names_the_week_it_shows_and_the_last_one(replayed):
    report = compose(replayed)

    assert "week 46; the archive ends with week 48" in report.banner[1]


def test_the_demo_says_whose_words_it_holds(typical):
    report = compose(replace(typical, mode=Mode.DEMO))

    assert report.banner[0].startswith("Demo data. A made-up town;")


def test_a_sentence_that_breaks_a_rule_is_dropped_and_told(replayed):
    [first, *rest] = replayed.rewind.cards
    planted = replace(first, because="Engagement is low here!")
    rewind = replace(replayed.rewind, cards=(planted, *rest))

    report = compose(replace(replayed, rewind=rewind))

    assert report.dropped == (
        Dropped(part="rewind", rule=Rule.BANNED.value),
        Dropped(part="rewind", rule=Rule.EXCLAMATION.value),
    )
    assert part(report, "rewind").cards[0].because is None
    assert "2 sentences were left out by my wording rules." in lines(report, "footer")


def test_a_number_whose_cause_breaks_a_rule_is_gone_from_every_surface(typical):
    broken = NotMeasured(metric="sustained_share", unit="proportion", cause="viral talk")
    report = compose(replace(typical, headlines=replace(typical.headlines, sustained_share=broken)))

    assert "sustained_share" not in {number.name for number in report.numbers()}
    assert len(report.dropped) == 1


def test_a_room_may_be_called_what_it_likes(typical):
    [first, *rest] = typical.waiting
    waiting = (replace(first, room="viral-top-posts!"), *rest)

    assert compose(replace(typical, waiting=waiting)).dropped == ()


def test_a_finished_report_breaks_no_rule(replayed):
    report = compose(replayed)
    said = [(each.name, line.text) for each in report.parts for line in each.lines]
    said += [("headline", number.sentence) for number in report.numbers()]
    said += [("headline", chart.alt) for chart in report.charts]

    found = [hit for name, text in said if name != "footer" for hit in hits(text, part=name)]

    assert found == []


def counted(text):
    """Every count of people a text gives, with what it is a part of."""
    return [int(found) for found in re.findall(r"(\d+) people", text.replace(",", ""))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    people=st.integers(5, 40),
    draws=st.tuples(*[st.integers(0, 40)] * 4),
    conversation=st.integers(2, 40),
    survival=st.tuples(st.integers(0, 30), st.integers(0, 30)),
)
def test_no_small_number_of_people_can_be_read_or_worked_out(
    typical, people, draws, conversation, survival
):
    wrote, answered, earlier, back = draws
    wrote, conversation = min(wrote, people), min(conversation, people)
    counts = NewcomerCounts(
        wrote=wrote, answered=min(answered, wrote), earlier=earlier, came_back=min(back, earlier)
    )
    stayed, left = survival
    cohort = replace(
        typical.headlines.newcomer_survival,
        raw=(stayed, stayed + left),
        n=stayed + left,
        value=stayed / max(1, stayed + left),
        low=0.0,
        high=1.0,
    )
    material = replace(
        typical,
        newcomers=counts,
        headlines=replace(typical.headlines, newcomer_survival=cohort),
        coverage=replace(typical.coverage, people=people),
        worth_reading=(replace(typical.worth_reading[0], people=conversation),),
    )

    report = compose(material)

    text = to_text(report, full=True)
    assert min(counted(text)) >= LEAST
    said = " ".join(lines(report, "newcomers"))
    if f"{wrote} people wrote" in said:
        assert people - wrote >= LEAST
    if "of them were answered" in said:
        assert min(counts.answered, wrote - counts.answered) >= LEAST
    if "wrote again" in said and "not shown" not in said.split("Of ")[-1]:
        assert min(counts.came_back, earlier - counts.came_back) >= LEAST
    [number] = [each for each in report.numbers() if each.name == "newcomer_survival"]
    assert isinstance(number.estimate, Known) == (min(stayed, left) >= LEAST)
    [conversation_line] = part(report, "worth_reading").lines
    if f"{conversation} people" in conversation_line.text:
        assert min(conversation, people - conversation) >= LEAST
