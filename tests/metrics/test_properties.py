"""What holds of every metric, whatever people write."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.measurements import Known
from bot.metrics import load_metrics
from bot.metrics.base import Arrival

_METRICS = load_metrics()
_RANGES = {
    "h": (0, 24),
    "proportion": (0, 1),
    "difference": (-1, 1),
    "pairs": (0, float("inf")),
    "replies": (1, float("inf")),
    "levels": (0, float("inf")),
    "index": (0, 1),
    "people": (1, 100),
    "correlation": (-float("inf"), 1),
    "z": (-float("inf"), float("inf")),
    "score": (0, 5),
    "distance": (0, 2),
}
_EVERY = pytest.mark.parametrize("metric", _METRICS.values(), ids=list(_METRICS))
_FEW = settings(max_examples=25, deadline=None)  # a busy machine is no fault of the code

_SAID = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C", "D", "bot", "tummler"]),
        st.one_of(st.none(), st.integers(0, 10**6)),
        st.integers(0, 20),
        st.sampled_from(["question", "thanks", ""]),
        st.integers(0, 3),
    ),
    max_size=24,
)
_CAME = st.lists(
    st.tuples(st.integers(0, 80), st.one_of(st.none(), st.integers(0, 40)), st.integers(0, 80)),
    max_size=8,
)


def _town_talk(town, line, said):
    """Each message in one of four conversations, answering an earlier one of the same, if any."""
    lines = {}
    for i, (author, parent, words, act, where) in enumerate(said):
        earlier = lines.setdefault(where, [])
        answered = None if parent is None or not earlier else earlier[parent % len(earlier)].id
        earlier.append(line(f"m{i}", author, 300 * i, answered, words, act))
    return [town.conversation(each, f"c{where}") for where, each in lines.items()]


def _arrivals(town, came):
    start = town.end - timedelta(days=84)
    return [
        Arrival(
            first := start + timedelta(days=day),
            None if second is None else first + timedelta(days=second),
            first + timedelta(days=max(last, second or 0)),
        )
        for day, second, last in came
    ]


def _week(town, talks, arrivals):
    replies = [reply for talk in talks for reply in town.replies(talk)]
    return town.week(*talks, replies=replies, arrivals=arrivals, newcomers="AB")


@_EVERY
@_FEW
@given(said=_SAID, came=_CAME)
def test_the_number_lies_in_its_range_with_its_doubt_around_it(metric, town, line, said, came):
    week = _week(town, _town_talk(town, line, said), _arrivals(town, came))

    estimate = metric.summarise(week, (), town.ungated).estimate

    if isinstance(estimate, Known):
        least, most = _RANGES[metric.unit]
        assert least <= estimate.low <= estimate.value <= estimate.high <= most


@_EVERY
@_FEW
@given(heard=st.tuples(_SAID, _CAME), seed=st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(metric, town, line, heard, seed):
    said, came = heard
    talks, arrivals = _town_talk(town, line, said), _arrivals(town, came)
    plain = metric.summarise(_week(town, talks, arrivals), (), town.ungated)
    shuffled = []
    for talk in talks:
        pairs = list(zip(talk.messages, talk.links, strict=True))
        seed.shuffle(pairs)
        shuffled.append(
            replace(talk, messages=tuple(m for m, _ in pairs), links=tuple(x for _, x in pairs))
        )
    seed.shuffle(shuffled)
    seed.shuffle(arrivals)

    mixed = metric.summarise(_week(town, shuffled, arrivals), (), town.ungated)

    assert mixed == plain


@_EVERY
@_FEW
@given(said=_SAID, came=_CAME)
def test_what_came_twice_changes_nothing(metric, town, line, said, came):
    talks, arrivals = _town_talk(town, line, said), _arrivals(town, came)
    twice = [replace(t, messages=t.messages * 2, links=t.links * 2) for t in talks]
    plain = _week(town, talks, arrivals)

    doubled = replace(plain, conversations=tuple(twice), replies=[*plain.replies] * 2)

    assert metric.measure(doubled) == metric.measure(plain)


@_EVERY
@_FEW
@given(said=_SAID, came=_CAME)
def test_talk_of_bots_alone_changes_nothing(metric, town, line, said, came):
    talks, arrivals = _town_talk(town, line, said), _arrivals(town, came)
    bots = town.conversation([line(f"x{i}", "bot", i, None, 20, "question") for i in range(5)])

    with_bots = _week(town, [*talks, bots], arrivals)

    assert metric.measure(with_bots) == metric.measure(_week(town, talks, arrivals))


@_EVERY
@_FEW
@given(said=_SAID, came=_CAME)
def test_talk_outside_the_week_changes_nothing(metric, town, line, said, came):
    talks, arrivals = _town_talk(town, line, said), _arrivals(town, came)
    minutes = 7 * 24 * 60
    later = town.conversation(
        [line("y1", "C", minutes, None, 20, "question"), line("y2", "D", minutes + 1, "y1", 20)]
    )

    with_later = _week(town, [*talks, later], arrivals)

    assert metric.measure(with_later) == metric.measure(_week(town, talks, arrivals))


@_EVERY
@_FEW
@given(said=_SAID, came=_CAME)
def test_all_that_is_told_beside_the_number_is_among_its_parts(metric, town, line, said, came):
    week = _week(town, _town_talk(town, line, said), _arrivals(town, came))

    told = [each.name for each in metric.layers(week)]

    assert len({*told}) == len(told)
    assert {*told} <= {*metric.parts}
