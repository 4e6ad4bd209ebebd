from dataclasses import replace

from bot.core.findings import Sentence
from bot.digest.compose import compose
from bot.digest.material import LearningSaid, PlanSaid
from bot.digest.parts.learning import Learning
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")
FEW = Sentence(name="learning-too-few", values={"n": 7})
COUNTED = Sentence(name="learning-counted", values={"acted": 4, "held": 4})
QUIET = Sentence(name="learning-quiet-too-few")


def learning(*plans):
    return LearningSaid(
        plans=tuple(PlanSaid(practice=name, sentences=(FEW, COUNTED)) for name in plans),
        quiet=QUIET,
    )


def lines(material, *plans):
    return Learning().compose(replace(material, learning=learning(*plans)), WORDS).lines


def test_each_plan_begins_with_its_name_and_what_may_be_said(typical):
    first, *_ = lines(typical, "No question left behind")

    assert first.text == ("No question left behind: Too few occasions to say anything (n = 7).")


def test_in_the_chat_stands_one_line_for_each_plan(typical):
    assert [line.chat for line in lines(typical, "One", "Two")].count(True) == 2


def test_the_ranges_are_explained(typical):
    assert "95 of 100 experiments" in lines(typical, "One")[-1].text


def test_where_nothing_is_under_test_there_is_no_such_section(typical):
    assert not Learning().fits(typical)
    assert not Learning().fits(replace(typical, learning=learning()))


def test_a_digest_with_a_plan_drops_no_sentence(typical):
    report = compose(replace(typical, learning=learning("One")))

    assert "learning" in [part.name for part in report.parts]
    assert [each for each in report.dropped if "learning" in str(each)] == []


RIGHT = Sentence(name="learning-labelled", values={"say": 24, "reviewed": 30, "least": 65})


def test_what_people_labelled_is_told_before_any_plan(typical):
    labelled = (PlanSaid(practice="No question left behind", sentences=(RIGHT,)),)
    material = replace(typical, learning=replace(learning("One"), labelled=labelled))

    first, second, *_ = Learning().compose(material, WORDS).lines

    assert first.text.startswith("No question left behind: Of 30 moments that people labelled, 24")
    assert (first.chat, second.chat) == (False, True)


def test_without_a_plan_what_was_labelled_is_all_there_is(typical):
    labelled = tuple(PlanSaid(practice=name, sentences=(RIGHT,)) for name in ("One", "Two"))
    material = replace(typical, learning=replace(learning(), labelled=labelled))

    told = Learning().compose(material, WORDS).lines

    assert Learning().fits(material)
    assert [line.chat for line in told] == [True, False]


def until(typical, *, due):
    plan = PlanSaid(practice="One", sentences=(FEW,), signed_until=typical.week.span.start, due=due)
    told = replace(learning(), plans=(plan,))
    return Learning().compose(replace(typical, learning=told), WORDS).lines


def test_a_plan_names_the_day_of_its_next_decision_on_the_page_alone(typical):
    line = until(typical, due=False)[1]

    assert line.text.startswith(
        f"Signed to run until {WORDS.date(typical.week.span.start)} at least"
    )
    assert not line.chat


def test_a_plan_whose_signed_time_is_over_waits_for_somebody(typical):
    line = until(typical, due=True)[1]

    assert "somebody has to decide" in line.text


def test_a_digest_drops_no_word_of_a_decision(typical):
    plans = tuple(
        PlanSaid(practice=name, sentences=(FEW,), signed_until=typical.week.span.start, due=due)
        for name, due in (("One", False), ("Two", True))
    )

    report = compose(replace(typical, learning=replace(learning(), plans=plans)))

    assert [each for each in report.dropped if "learning" in str(each)] == []
