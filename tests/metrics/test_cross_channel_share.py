from dataclasses import replace

import pytest

from bot.core.measurements import NotMeasured, TooFew
from bot.metrics.cross_channel_share import CrossChannelShare


@pytest.fixture
def elsewhere():
    """The same conversation in another channel."""

    def of(conversation, channel):
        return replace(conversation, channel=replace(conversation.channel, channel=channel))

    return of


@pytest.fixture
def workshop(town, line, elsewhere):
    """C at home in the workshop: three posts there, two in the garden."""
    return [
        elsewhere(town.conversation([line(f"w{i}", "C", 100 + i)]), "workshop") for i in range(3)
    ]


def test_five_of_seven_replies_of_the_test_conversation_crossed(town, workshop):
    week = town.week(town.e1(), *workshop)

    known = CrossChannelShare().summarise(week, (), town.ungated).estimate

    assert known.value == pytest.approx(5 / 7)
    assert sum(each.weight for each in CrossChannelShare().measure(week)) == 7


def test_one_channel_alone_cannot_be_crossed(town):
    estimate = CrossChannelShare().summarise(town.week(town.e1()), (), town.ungated).estimate

    assert isinstance(estimate, NotMeasured)
    assert estimate.cause == "all talk was in one channel"


def test_a_reply_to_oneself_is_none(town, line, workshop):
    alone = town.conversation([line("s1", "A", 200), line("s2", "A", 201, "s1")])

    assert len(CrossChannelShare().measure(town.week(alone, *workshop))) == 0


def test_home_is_where_most_was_written_and_not_where_the_reply_was(town, line, elsewhere):
    homes = [
        elsewhere(town.conversation([line(f"{who}{i}", who, 10 + i)]), where)
        for who, where in (("A", "garden"), ("B", "garden"), ("C", "workshop"))
        for i in range(3)
    ]
    talk = town.conversation(
        [line("t1", "A", 100), line("t2", "B", 101, "t1"), line("t3", "C", 102, "t1")]
    )

    [measured] = CrossChannelShare().measure(town.week(*homes, elsewhere(talk, "workshop")))

    assert (measured.value, measured.weight) == (0.5, 2)


def test_few_replies_are_not_enough(town, workshop):
    estimate = CrossChannelShare().summarise(town.week(town.e1(), *workshop), ()).estimate

    assert isinstance(estimate, TooFew)
