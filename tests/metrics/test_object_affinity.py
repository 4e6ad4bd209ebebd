from dataclasses import replace

import pytest

from bot.core.measurements import NotMeasured, TooFew
from bot.metrics.object_affinity import ObjectAffinity


def _near(conversation, *affinities):
    messages = [
        replace(m, affinity=affinity)
        for m, affinity in zip(conversation.messages, affinities, strict=True)
    ]
    return replace(conversation, messages=tuple(messages))


@pytest.fixture
def talk(town):
    return town.e3()[0]


def test_it_is_the_mean_of_what_is_known(town, talk):
    [measured] = ObjectAffinity().measure(town.week(_near(talk, 0.2, None, 0.8, None)))

    assert (measured.value, measured.weight) == (pytest.approx(0.5), 2)


def test_where_nothing_is_known_it_is_not_measured(town, talk):
    estimate = ObjectAffinity().summarise(town.week(talk), (), town.ungated).estimate

    assert isinstance(estimate, NotMeasured)


def test_a_week_without_talk_has_not_enough_of_it(town):
    assert isinstance(ObjectAffinity().summarise(town.week(), ()).estimate, TooFew)


def test_what_an_older_charter_measured_counts_no_more(town, talk):
    old, new = replace(_near(talk, 0.2, 0.4, 0.8, 0.6)), ("a", "a", "b", "b")
    messages = [replace(m, encoder=e) for m, e in zip(old.messages, new, strict=True)]

    [measured] = ObjectAffinity().measure(town.week(replace(old, messages=tuple(messages))))

    assert (measured.value, measured.weight) == (pytest.approx(0.7), 2)
