import pytest

from bot.metrics.reply_depth import ReplyDepth


@pytest.fixture
def depth(town):
    def of(*conversations, **how):
        week = town.week(*conversations, **how)
        return ReplyDepth().summarise(week, (), town.ungated).estimate

    return of


def test_one_of_the_three_conversations_of_the_test_room_is_deep(depth, town):
    known = depth(*town.e3())

    assert known.value == pytest.approx(1 / 3, abs=1e-12)
    assert known.raw == (1, 3)


def test_the_longest_chains_of_the_test_room(town):
    week = town.week(*town.e3())

    assert [each.value for each in ReplyDepth().measure(week)] == [3, 1, 0]
    assert ReplyDepth().mean_chain(week) == pytest.approx(4 / 3, abs=1e-12)


def test_the_longest_chain_of_the_test_conversation(town):
    [measured] = ReplyDepth().measure(town.week(town.e1()))

    assert measured.value == 4


def test_a_bot_in_the_chain_breaks_it(town, line):
    talk = town.conversation(
        [
            line("a", "A", 0),
            line("b", "B", 1, "a"),
            line("x", "bot", 2, "b"),
            line("c", "A", 3, "x"),
            line("d", "B", 4, "c"),
        ]
    )

    [measured] = ReplyDepth().measure(town.week(talk))

    assert measured.value == 1


def test_nobody_who_wrote_has_no_mean_chain(town):
    assert ReplyDepth().mean_chain(town.week()) is None


def test_a_chain_of_a_hundred_thousand_replies_is_measured(town, line):
    said = [line("m0", "A", 0)]
    said += [line(f"m{n}", "AB"[n % 2], n / 100, f"m{n - 1}") for n in range(1, 100_000)]

    [measured] = ReplyDepth().measure(town.week(town.conversation(said)))

    assert measured.value == 99_999
