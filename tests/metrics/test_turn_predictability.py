import pytest

from bot.metrics.turn_predictability import TurnPredictability, openness, passing_rate

E1 = "ABACACBA"


def test_the_test_conversation_unsmoothed():
    assert openness(E1) == pytest.approx(0.4286, abs=5e-5)


def test_the_test_conversation_smoothed(town):
    known = TurnPredictability().summarise(town.week(town.e1()), (), town.ungated).estimate

    assert known.value == pytest.approx(0.7751, abs=5e-5)


def test_half_the_turns_of_the_test_conversation_are_passed_on(town):
    assert passing_rate(E1) == 0.5
    assert TurnPredictability().passing(town.week(town.e1())) == 0.5


def test_in_a_round_the_next_speaker_is_certain():
    assert openness("ABCABCABC") == 0


def test_where_anybody_may_follow_the_number_is_one():
    assert openness("AABBA") == pytest.approx(1, abs=1e-12)


def test_one_alone_has_nobody_to_follow():
    assert openness("AAAA") == 0


def test_talk_between_two_is_left_out(town, line):
    talk = town.conversation([line(f"m{i}", "AB"[i % 2], i) for i in range(30)])
    week = town.week(talk)

    assert TurnPredictability().measure(week) == ()
    assert TurnPredictability().passing(week) is None
    assert TurnPredictability().by_chance(week) is None


def test_a_round_lies_far_below_chance(town, line):
    talk = town.conversation([line(f"m{i}", "ABCD"[i % 4], i) for i in range(40)])

    found = TurnPredictability().by_chance(town.week(talk))

    assert found.z < -5


def test_the_same_week_gives_the_same_chance_twice(town):
    week, again = town.week(town.e1()), town.week(town.e1())

    assert TurnPredictability().by_chance(week) == TurnPredictability().by_chance(again)
