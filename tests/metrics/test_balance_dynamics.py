import pytest

from bot.metrics.balance_dynamics import BalanceDynamics, Movement, balance, movement, primary

A, B, C = 0, 1, 2
EXAMPLE = [10, 10, 20, 5, 4, 16]
BY_A = [True, False, True, False, True, False]


@pytest.fixture
def conversation(town, line):
    def of(said):
        return town.conversation(
            [line(f"m{i}", author, i, None, words) for i, (author, words) in enumerate(said)]
        )

    return of


def test_the_worked_example_is_nearly_even():
    assert balance(EXAMPLE, BY_A) == pytest.approx(34 / 65, abs=1e-12)


def test_the_worked_example_is_mixed():
    assert movement(EXAMPLE, BY_A, window=2) is Movement.MIXED


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([9, 1, 9, 1, 9, 1, 9, 1], Movement.THROUGHOUT),
        ([1, 9, 1, 9, 1, 9, 1, 9], Movement.THROUGHOUT),
        ([5, 5, 5, 5, 5, 5, 5, 5], Movement.BACK_AND_FORTH),
        ([9, 1, 9, 1, 1, 9, 1, 9], Movement.ALTERNATING),
    ],
)
def test_how_dominance_moves(words, expected):
    assert movement(words, [True, False] * 4, window=2) is expected


def test_windows_without_words_are_dominated_by_nobody():
    assert movement([0] * 6 + [1, 1], [True, False] * 4, window=2) is Movement.BACK_AND_FORTH


def test_of_more_than_two_the_others_together_are_a_side():
    assert primary([A, B, C], [10, 6, 6]) == [False, True, True]
    assert primary([A, B, C], [10, 4, 4]) == [True, False, False]


def test_of_equals_the_first_to_speak_is_the_side():
    assert primary([B, A], [3, 3]) == [True, False]


def test_a_long_conversation_is_measured(town, conversation):
    week = town.week(conversation([("A", 15), ("B", 5)] * 10))

    known = BalanceDynamics().summarise(week, (), town.ungated).estimate

    assert known.value == pytest.approx(0.75)
    assert BalanceDynamics().movements(week)[Movement.THROUGHOUT] == 1


@pytest.mark.parametrize(
    "said",
    [[("A", 5), ("B", 5)] * 9, [("A", 5)] * 30],
    ids=["eighteen messages", "one person"],
)
def test_what_has_no_balance_is_left_out(town, conversation, said):
    week = town.week(conversation(said))

    assert BalanceDynamics().measure(week) == ()
    assert not BalanceDynamics().movements(week)


def test_unread_text_has_no_balance(town, conversation):
    week = town.week(conversation([("A", 5), ("B", 5)] * 20), text_read=False)

    assert BalanceDynamics().summarise(week, ()).estimate.cause
