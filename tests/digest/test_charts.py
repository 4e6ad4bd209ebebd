from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.digest.charts import MOST_POINTS, valued_share_chart, waiting_chart
from bot.digest.material import CurvePoint, WaitingCurve
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def plain(said):
    return said.replace("\u00a0", " ")


def test_the_alt_text_of_k1_follows_the_pattern(typical):
    chart = valued_share_chart(typical, WORDS)

    assert plain(chart.alt) == (
        "Line of Valued Share over 7 complete weeks. Week 45: 33 %, range 29 to 37; usual 31 %."
        " No change we can tell. This week so far 31 %, range 27 to 35. Table below."
    )


def test_a_missing_week_is_a_gap_and_a_word(typical):
    chart = valued_share_chart(typical, WORDS)

    [gap] = [mark for mark in chart.marks if mark.value is None]
    assert (gap.label, gap.low, gap.high) == ("41", None, None)
    assert chart.rows[3] == ("41", "no value", "")


def test_the_table_of_k1_has_every_week_and_the_open_one(typical):
    chart = valued_share_chart(typical, WORDS)

    assert [row[0] for row in chart.rows] == [*map(str, range(38, 46)), "46 so far"]
    assert tuple(map(plain, chart.rows[-2])) == ("45", "33 %", "29 to 38")


def test_without_a_usual_value_no_rule_is_drawn(typical):
    fresh = replace(typical.headlines.valued_share, usual=None)
    material = replace(typical, headlines=replace(typical.headlines, valued_share=fresh))

    assert valued_share_chart(material, WORDS).rule is None


def test_what_was_not_measured_is_said_in_the_alt_text(sized):
    chart = valued_share_chart(sized(30), WORDS)

    assert chart.alt == (
        "Line of Valued Share over 0 complete weeks. Week 45: not enough talk to say."
        " This week so far: not enough talk to say. Table below."
    )


def test_the_table_of_k2_says_what_was_answered_by_then(typical):
    chart = waiting_chart(typical.waiting_curve, WORDS)

    said = {plain(row[0]): tuple(map(plain, row[1:])) for row in chart.rows}
    assert said["1 min"] == ("0 % (0 to 0)", "0 % (0 to 0)")
    assert said["1 h"] == ("50 % (41 to 58)", "46 % (37 to 54)")
    assert said["1 day"] == ("74 % (65 to 82)", "71 % (62 to 79)")


def test_the_unanswered_are_counted_in_alt_text_and_caption(typical):
    chart = waiting_chart(typical.waiting_curve, WORDS)

    said = "4 of 38 questions were still open when last seen; they are counted in."
    assert said in chart.alt
    assert said in chart.caption


def test_without_a_usual_curve_nothing_stands_in_its_place(typical):
    chart = waiting_chart(replace(typical.waiting_curve, usual=()), WORDS)

    assert {mark.series for mark in chart.marks} == {"week"}
    assert {row[2] for row in chart.rows} == {"not measured"}


@given(st.lists(st.integers(1, 10**7), min_size=MOST_POINTS + 1, max_size=400, unique=True))
def test_a_long_curve_is_thinned_and_keeps_its_end(waits):
    points = tuple(
        CurvePoint(wait=timedelta(seconds=wait), answered=place / 500, low=0.0, high=1.0)
        for place, wait in enumerate(sorted(waits))
    )

    marks = waiting_chart(
        WaitingCurve(this_week=points, usual=(), asked=500, unanswered=100), WORDS
    ).marks

    assert len(marks) <= MOST_POINTS
    assert marks[-1].value == points[-1].answered
    assert [mark.at for mark in marks] == sorted(mark.at for mark in marks)
