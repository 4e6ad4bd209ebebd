import pytest

from bot.metrics.tummler_independence import TummlerIndependence


@pytest.fixture
def twelve(town, line):
    """Eight messages of people untouched, four in a conversation in which Tummler spoke once."""
    return (
        town.e1(),
        town.conversation(
            [
                line("t1", "A", 100),
                line("t2", "tummler", 101, "t1"),
                line("t3", "B", 102, "t2"),
                line("t4", "A", 103, "t3"),
                line("t5", "B", 104, "t4"),
            ]
        ),
    )


def test_eight_of_twelve_messages_are_without_the_bot(town, twelve):
    known = TummlerIndependence().summarise(town.week(*twelve), (), town.ungated).estimate

    assert round(known.value, 4) == 0.6667
    assert known.raw == (8, 12)


def test_the_bot_said_one_of_thirteen(town, twelve):
    share = TummlerIndependence().bot_talk_share(town.week(*twelve))

    assert round(share, 4) == 0.0769


def test_other_bots_are_neither_people_nor_ours(town, twelve, line):
    chatter = town.conversation([line(f"x{i}", "bot", i) for i in range(9)])

    week = town.week(*twelve, chatter)

    assert TummlerIndependence().summarise(week, (), town.ungated).estimate.raw == (8, 12)


def test_nobody_wrote_so_there_is_no_share(town):
    assert TummlerIndependence().bot_talk_share(town.week()) is None


def test_it_is_exact_whatever_the_past_was(town, twelve):
    metric = TummlerIndependence()
    quiet = metric.summarise(town.week(*twelve), (), town.ungated).value

    known = metric.summarise(town.week(*twelve), (quiet,) * 5, town.ungated).estimate

    assert known.value == pytest.approx(8 / 12)
