from dataclasses import replace
from datetime import timedelta

import pytest

from bot.digest.parts.footer import MOST_GAPS, Footer
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def lines(material, **changed):
    coverage = replace(material.coverage, **changed)
    part = Footer().compose(replace(material, coverage=coverage), WORDS)
    return [line.text.replace("\u00a0", " ") for line in part.lines]


def test_it_says_what_was_heard_and_for_how_long(typical):
    assert lines(typical)[0] == "Heard: 11 of 13 channels, 168 hours, Europe/Berlin."


def test_a_gap_names_its_ends_once(typical):
    assert lines(typical)[1] == "Gap: Tuesday 02:10 to 04:05."


def test_a_gap_over_days_names_both_days(typical):
    [gap] = typical.coverage.gaps
    long = replace(gap, end=gap.end + timedelta(days=1), room="crumb")

    assert lines(typical, gaps=(long,))[1] == ("Gap in #crumb: Tuesday 02:10 to Wednesday 04:05.")


def test_many_gaps_are_counted(typical):
    said = lines(typical, gaps=typical.coverage.gaps * 9)

    assert said[MOST_GAPS + 1] == f"{9 - MOST_GAPS} more gaps."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"not_measured": None}, "No message was read."),
        ({"not_measured": 0.03}, "Not measured: 3 % of messages (language)."),
        ({"opted_out": 7}, "Opted out: 5 to 9."),
        ({"skipped": 1}, "One record of the source could not be used."),
        ({"rough": True}, "Rough = read by a machine (rules-1); its error here is not measured."),
        ({"cannot_tell": ("a", "b")}, "The source does not tell: a, b."),
    ],
)
def test_what_the_numbers_leave_out_is_said(typical, changed, said):
    assert said in lines(typical, **changed)


def test_nobody_is_counted_where_fewer_than_five_wrote(typical):
    coverage = replace(typical.coverage, people=5)

    assert "5 people wrote" in lines(typical, people=coverage.people)[-3]


def test_a_quiet_week_has_one_line(sized):
    part = Footer().compose(sized(4), WORDS)

    assert len(part.lines) == 1
