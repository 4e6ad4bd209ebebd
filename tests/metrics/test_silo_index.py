import numpy as np
import pytest

from bot.core.measurements import Hidden, Known, NotMeasured, TooFew
from bot.metrics.silo_index import SiloIndex


@pytest.fixture
def conversations(town, line):
    """One conversation for each pair: the second replies to the first."""

    def of(pairs):
        return [
            town.conversation([line(f"q{i}", to, i), line(f"r{i}", author, i + 0.5, f"q{i}")])
            for i, (author, to) in enumerate(pairs)
        ]

    return of


def _within(groups, each):
    """Everybody of a group replied to by five others of it, and each group joined to the next."""
    inside = [
        (f"p{group}-{a}", f"p{group}-{(a + step) % each}")
        for group in range(groups)
        for a in range(each)
        for step in (1, 2, 3, 4, 5)
    ]
    return inside + [(f"p{group}-0", f"p{(group + 1) % groups}-1") for group in range(groups)]


def _anybody(people, replies, seed):
    random = np.random.default_rng(seed)
    return [tuple(f"p{n}" for n in random.choice(people, 2, replace=False)) for _ in range(replies)]


def test_talk_in_groups_lies_far_above_chance(town, conversations):
    known = SiloIndex().summarise(town.week(*conversations(_within(4, 12))), ()).estimate

    assert isinstance(known, Known)
    assert known.low > 10
    assert known.n == 48


def test_talk_of_anybody_with_anybody_has_no_groups_to_tell(town, conversations):
    week = town.week(*conversations(_anybody(60, 400, 7)))

    estimate = SiloIndex().summarise(week, ()).estimate

    assert isinstance(estimate, NotMeasured)
    assert "other groups each time" in estimate.cause


def test_talk_of_anybody_with_anybody_lies_near_chance(town, conversations):
    found = [
        SiloIndex().by_chance(town.week(*conversations(_anybody(60, 300, seed)))).z
        for seed in range(5)
    ]

    assert abs(np.mean(found)) < 1.5


def test_under_forty_people_there_is_not_enough_talk_to_say(town, conversations):
    estimate = SiloIndex().summarise(town.week(*conversations(_within(3, 13))), ()).estimate

    assert isinstance(estimate, TooFew)
    assert (estimate.n, estimate.needed) == (39, 40)


def test_nobody_who_replies_has_no_number(town, line):
    week = town.week(town.conversation([line("m1", "A", 0)]))

    assert not isinstance(SiloIndex().summarise(week, (), town.ungated).estimate, Known | Hidden)


def test_two_who_replied_share_a_group_more_often_within_than_between(town, conversations):
    pairs = _within(4, 12)
    week = town.week(*conversations(pairs))

    shares = [each.value for each in SiloIndex().measure(week)]

    assert len(shares) == len(pairs)
    assert sum(share == 1 for share in shares) == 4 * 12 * 5
    assert sum(share == 0 for share in shares) == 4


def test_the_same_week_gives_the_same_number(town, conversations):
    talks = conversations(_within(4, 12))

    assert SiloIndex().summarise(town.week(*talks), ()) == SiloIndex().summarise(
        town.week(*reversed(talks)), ()
    )
