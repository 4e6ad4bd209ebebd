import pytest

from bot.metrics.sustained_share import SustainedShare


@pytest.fixture
def share(town):
    def of(*conversations, **how):
        week = town.week(*conversations, **how)
        return SustainedShare().summarise(week, (), town.ungated).estimate

    return of


def test_only_the_back_and_forth_of_the_test_room_is_sustained(share, town):
    known = share(*town.e3())

    assert known.value == pytest.approx(0.5, abs=1e-12)
    assert known.raw == (4, 8)


def test_the_whole_test_conversation_is_sustained(share, town):
    assert share(town.e1()).value == pytest.approx(1.0, abs=1e-12)


def test_three_turns_are_too_few(share, town, line):
    talk = town.conversation([line("a", "A", 0), line("b", "B", 1, "a"), line("c", "A", 2, "b")])

    assert share(talk).raw == (0, 3)


def test_many_messages_in_a_row_are_one_turn(share, town, line):
    talk = town.conversation(
        [line("a", "A", 0), line("b", "B", 1), *(line(f"c{i}", "A", 2 + i) for i in range(9))]
    )

    assert share(talk).raw == (0, 11)


def test_turns_of_other_weeks_make_a_conversation_sustained(share, town, line):
    talk = town.conversation(
        [line("a", "A", -3), line("b", "B", -2), line("c", "A", -1), line("d", "B", 1)]
    )

    assert share(talk).raw == (1, 1)


def test_it_needs_no_text(share, town):
    known = share(town.e1(), text_read=False)

    assert known.value == 1
    assert not known.rough
