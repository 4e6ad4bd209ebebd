"""No headline number rises by noise."""

from dataclasses import replace

import pytest

from bot.core.measurements import Known
from bot.metrics import load_metrics
from bot.metrics.base import Week

_METRICS = load_metrics()
_TALK = [
    "answered_rate",
    "sustained_share",
    "time_to_first_human_response",
    "tummler_independence",
    "valued_share",
]


@pytest.fixture
def value(town):
    def of(name: str, week: Week) -> float:
        estimate = _METRICS[name].summarise(week, (), town.ungated).estimate
        assert isinstance(estimate, Known)
        return estimate.value

    return of


@pytest.fixture
def base(town, line):
    lonely = [line("l1", "D", 100, None, 9, "question"), line("l2", "D", 130)]
    with_bot = [line("k1", "A", 200), line("k2", "tummler", 201, "k1"), line("k3", "B", 202, "k2")]
    return [town.e1(), *town.e3(), town.conversation(lonely), town.conversation(with_bot)]


def _into(conversation, noise):
    return replace(
        conversation,
        messages=conversation.messages + noise.messages,
        links=conversation.links + noise.links,
    )


@pytest.mark.parametrize("name", _TALK)
def test_an_emoji_storm_moves_nothing(name, value, base, town, line):
    storm = town.conversation(
        [line(f"e{i}", "ABCD"[i % 4], 140 + i, ("l1", "m1", "m6")[i % 3], 0) for i in range(60)]
    )

    noisy = town.week(*base, *[_into(talk, storm) for talk in base[:1]], storm)

    assert value(name, noisy) == pytest.approx(value(name, town.week(*base)))


@pytest.mark.parametrize("name", _TALK)
def test_bots_playing_ping_pong_move_nothing(name, value, base, town, line):
    game = [line(f"b{i}", "bot", 140 + i, f"b{i - 1}" if i else "l1", 30) for i in range(40)]

    noisy = town.week(*base[:4], _into(base[4], town.conversation(game)), base[5])

    assert value(name, noisy) == pytest.approx(value(name, town.week(*base)))


@pytest.mark.parametrize("name", ["answered_rate", "sustained_share", "valued_share"])
def test_answering_oneself_raises_nothing(name, value, base, town, line):
    selves = town.conversation([line(f"s{i}", "D", 140 + i, "l1", 30) for i in range(20)])

    noisy = town.week(*base[:4], _into(base[4], selves), base[5])

    assert value(name, noisy) <= value(name, town.week(*base)) + 1e-12


@pytest.mark.parametrize("name", _TALK)
def test_a_message_delivered_twice_moves_nothing(name, value, base, town):
    twice = [_into(talk, talk) for talk in base]

    assert value(name, town.week(*twice, *twice)) == value(name, town.week(*base))


@pytest.mark.parametrize("name", ["answered_rate", "valued_share"])
def test_copies_of_ones_own_message_raise_nothing(name, value, base, town, line):
    copies = town.conversation([line(f"c{i}", "A", 50 + i, None, 14) for i in range(20)])

    noisy = town.week(_into(base[0], copies), *base[1:])

    assert value(name, noisy) <= value(name, town.week(*base)) + 1e-12


def test_copies_of_ones_own_message_make_no_back_and_forth(value, town, line):
    copies = [line(f"c{i}", "A", i) for i in range(20)]
    week = town.week(town.conversation([*copies, line("b", "B", 30)]))

    assert value("sustained_share", week) == 0
