import pytest

from bot.language.evaluation.conversations import count_links, pooled, score_links
from bot.language.evaluation.irc_days import Day

FIRST = 1000


def day(gold, lines=6):
    """Labelled lines are counted from zero here."""
    shifted = {FIRST + child: frozenset(FIRST + p for p in parents) for child, parents in gold}
    return Day(name="d", digest=1, lines=(None,) * (FIRST + lines), gold=shifted)


def links(*parents):
    return {FIRST + child: FIRST + parent for child, parent in enumerate(parents)}


TWO_TALKS = day([(0, {0}), (1, {0}), (2, {1}), (3, {3}), (4, {3}), (5, {5})])


def test_all_right_is_a_hundred_everywhere():
    scores = score_links([TWO_TALKS], [links(0, 0, 1, 3, 3, 5)])

    assert scores.precision == scores.recall == scores.f == 100
    assert (scores.vi, scores.one_to_one, scores.exact) == (100, 100, 100)


def test_a_wrong_link_within_the_conversation_costs_links_alone():
    scores = score_links([TWO_TALKS], [links(0, 0, 0, 3, 3, 5)])

    assert scores.precision == pytest.approx(500 / 6)
    assert (scores.vi, scores.one_to_one, scores.exact) == (100, 100, 100)


def test_joining_two_conversations_costs_both():
    scores = score_links([TWO_TALKS], [links(0, 0, 1, 2, 3, 5)])

    assert scores.one_to_one == pytest.approx(400 / 6)
    assert scores.exact == 0
    assert scores.vi < 100


def test_a_message_with_two_parents_counts_as_two_links():
    counts = count_links(day([(0, {0}), (1, {0}), (2, {0, 1})], 3), links(0, 0, 1))

    assert (counts.right, counts.predicted, counts.gold) == (3, 3, 4)


def test_files_are_pooled_by_their_links():
    one = count_links(day([(0, {0})], 1), links(0))
    other = count_links(day([(0, {0}), (1, {0}), (2, {0})], 3), links(0, 1, 2))

    assert pooled([one, other]) == pytest.approx((50, 50, 50))


def test_what_is_not_labelled_is_not_counted():
    context = {place: place for place in range(FIRST)}

    counts = count_links(day([(0, {0})], 1), context | links(0))

    assert counts.predicted == 1
