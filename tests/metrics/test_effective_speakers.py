import pytest

from bot.metrics.effective_speakers import EffectiveSpeakers


def test_the_test_conversation_as_it_is(town):
    known = EffectiveSpeakers().summarise(town.week(town.e1()), (), town.ungated).estimate

    assert known.value == pytest.approx(2.8284271247, abs=1e-9)  # eight messages: all are drawn


def test_one_person_is_one_speaker(town, line):
    talk = town.conversation([line(f"m{i}", "A", i) for i in range(9)])

    known = EffectiveSpeakers().summarise(town.week(talk), (), town.ungated).estimate

    assert (known.low, known.value, known.high) == (1, 1, 1)


def test_the_number_for_all_that_was_said_counts_unheard_voices(town):
    week = town.week(town.e1(), *town.e3())

    assert EffectiveSpeakers().of_all(week) > 2.7


def test_nobody_who_wrote_has_no_number(town):
    assert EffectiveSpeakers().of_all(town.week()) is None


def test_more_talk_of_the_same_people_is_no_more_speakers(town, line):
    def week(conversations):
        return town.week(
            *[
                town.conversation([line(f"c{c}m{i}", f"p{i}", c + i / 20) for i in range(20)])
                for c in range(conversations)
            ]
        )

    few = EffectiveSpeakers().summarise(week(20), ()).estimate
    many = EffectiveSpeakers().summarise(week(200), ()).estimate

    assert few.value == pytest.approx(many.value, rel=0.05)
