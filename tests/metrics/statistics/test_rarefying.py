import numpy as np
import pytest
from scipy import stats

from bot.metrics.statistics.diversity import effective_number, gini
from bot.metrics.statistics.rarefying import Rarefied
from bot.metrics.statistics.resampling import Resamples


def spread(conversations, random, people=60):
    """Conversations of ten messages among three of the people each, some of them busier."""
    busy = 1 / np.arange(1, people + 1)
    who = [
        random.choice(people, 3, replace=False, p=busy / busy.sum()) for _ in range(conversations)
    ]
    authors = np.concatenate([random.choice(three, 10) for three in who])
    clusters = np.repeat(np.arange(conversations), 10)
    return Rarefied(authors, clusters, resamples=Resamples(conversations, "seed"), seed="seed")


@pytest.mark.parametrize("statistic", [gini, effective_number])
def test_thinning_the_talk_leaves_the_number_where_it_was(statistic):
    random = np.random.default_rng(1)
    whole = [spread(400, random).measure(statistic)[0] for _ in range(8)]
    tenth = [spread(40, random).measure(statistic)[0] for _ in range(8)]

    doubt = np.hypot(stats.sem(whole), stats.sem(tenth))

    assert abs(np.mean(whole) - np.mean(tenth)) < 4 * doubt


@pytest.mark.parametrize("statistic", [gini, effective_number])
def test_the_standard_error_is_how_far_numbers_of_such_talk_scatter(statistic):
    random = np.random.default_rng(2)
    found = np.array([spread(60, random).measure(statistic) for _ in range(40)])

    scatter, told = found[:, 0].std(ddof=1), found[:, 1].mean()

    assert told == pytest.approx(scatter, rel=0.35)


def test_the_same_talk_gives_the_same_number_twice():
    first, again = (spread(30, np.random.default_rng(3)).measure(gini) for _ in range(2))

    assert first == again


def test_it_does_not_matter_who_bears_which_number():
    authors, clusters = np.array([0, 0, 1, 2, 2, 2]), np.array([0, 0, 0, 1, 1, 1])
    resamples = Resamples(2, "seed")

    plain = Rarefied(authors, clusters, resamples=resamples, seed="s").measure(gini)
    renamed = Rarefied(5 - authors, clusters, resamples=resamples, seed="s").measure(gini)

    assert renamed == plain


def test_one_conversation_says_nothing_of_its_doubt():
    whole = Rarefied(np.array([0, 1]), np.zeros(2, int), resamples=Resamples(1, "s"), seed="s")

    assert whole.measure(gini) == (0, 0)
