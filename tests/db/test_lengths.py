"""The latest openings before a day, whatever came when, as one sees them who looks at all."""

from hypothesis import given
from hypothesis import strategies as st

from db.lengths import MOST, USUAL, Lengths

DAY = 86_400_000_000
OPENINGS = st.lists(
    st.tuples(st.integers(0, 4 * DAY), st.integers(0, 50)), max_size=40, unique_by=lambda o: o[0]
)


def test_of_many_the_latest_before_the_day_are_told():
    lengths = Lengths()
    for number in range(USUAL + 5):
        lengths.note(number, number)

    assert lengths.before(USUAL + 3) == list(range(3, USUAL + 3))


@given(OPENINGS, st.integers(0, 4 * DAY))
def test_it_does_not_matter_in_which_order_they_came(openings, day):
    lengths = Lengths()
    for at, words in openings:
        lengths.note(at, words)

    assert lengths.before(day) == [words for at, words in sorted(openings) if at < day]


def test_of_those_at_one_moment_the_last_to_come_is_the_latest():
    lengths = Lengths()
    for at, words in ((2, 1), (1, 2), (1, 3)):
        lengths.note(at, words)

    assert lengths.before(2) == [2, 3]


def test_what_was_read_in_part_says_so_where_it_does_not_reach():
    lengths = Lengths([(number, 7) for number in range(USUAL)], whole=False)

    assert (lengths.before(USUAL), lengths.before(USUAL - 1)) == ([7] * USUAL, None)


def test_old_ones_are_let_go_and_the_same_is_told():
    lengths = Lengths()
    for number in range(3 * MOST):
        lengths.note(number * DAY // 50, number)

    assert lengths.before(3 * MOST * DAY // 50) == list(range(3 * MOST - USUAL, 3 * MOST))
    assert lengths.before(DAY) is None


def test_nothing_of_the_newest_day_is_let_go():
    lengths = Lengths()
    for number in range(3 * MOST):
        lengths.note(number, number)

    assert lengths.before(10) == list(range(10))
