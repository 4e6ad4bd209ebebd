import pytest

from bot.metrics.discussion_h_index import DiscussionHIndex, h_index


def test_the_test_conversation_has_index_two(town):
    known = DiscussionHIndex().summarise(town.week(town.e1()), (), town.ungated).estimate

    assert known.value == 2


@pytest.mark.parametrize(
    ("depths", "index"),
    [
        ([], 0),
        ([0], 0),
        ([0, 0, 0], 0),
        ([0, 1], 1),
        ([0, 1, 2, 3], 1),
        ([0, 1, 2, 2], 2),
        ([0, 1, 2, 3, 3, 3], 3),
    ],
)
def test_the_index_is_the_deepest_level_with_as_many_messages(depths, index):
    assert h_index(depths) == index


def test_a_conversation_of_seven_messages_is_too_short(town, line):
    talk = town.conversation([line(f"m{i}", "AB"[i % 2], i) for i in range(7)])

    assert DiscussionHIndex().measure(town.week(talk)) == ()


def test_the_middle_conversation_speaks_for_the_week(town, line):
    flat = [
        town.conversation([line(f"{name}{i}", "AB"[i % 2], i) for i in range(8)])
        for name in ("x", "y")
    ]
    week = town.week(town.e1(), *flat)

    assert DiscussionHIndex().summarise(week, (), town.ungated).estimate.value == 0


def test_the_doubt_of_a_median_is_never_less_than_whole_numbers_leave(town, line):
    flat = [
        town.conversation([line(f"{name}{i}", "AB"[i % 2], i) for i in range(8)]) for name in "xyz"
    ]
    week = town.week(*flat)

    alone = DiscussionHIndex().alone(week, DiscussionHIndex().measure(week))

    assert alone.deviation == pytest.approx(12**-0.5)
