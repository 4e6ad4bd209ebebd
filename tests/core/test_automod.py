"""Which rules of a platform follow from a charter."""

from dataclasses import replace

import pytest

from bot.core.automod import LONGEST_WORD, MOST_MENTIONS, Rule, RuleKind, Standing, ours, wanted


@pytest.fixture
def charter(talk):
    return replace(talk.framework().charter, never=(), off_limits=())


def of(charter, kind):
    return next((rule for rule in wanted(charter) if rule.kind is kind), None)


def test_spam_and_mentions_follow_from_every_charter(charter):
    assert wanted(charter) == (
        Rule(kind=RuleKind.SPAM),
        Rule(kind=RuleKind.MENTIONS, most=MOST_MENTIONS),
    )


def test_words_and_topics_that_are_ruled_out_are_one_list_in_order_and_once(charter):
    full = replace(charter, never=("Zebra", "apple "), off_limits=("zebra", "war"))

    assert of(full, RuleKind.WORDS) == Rule(kind=RuleKind.WORDS, words=("apple", "war", "zebra"))


def test_topics_are_not_looked_for_in_profiles(charter):
    full = replace(charter, never=("apple",), off_limits=("war",))

    assert of(full, RuleKind.PROFILE) == Rule(kind=RuleKind.PROFILE, words=("apple",))


def test_an_asterisk_makes_no_wildcard(charter):
    assert of(replace(charter, never=("a*",)), RuleKind.WORDS) == Rule(
        kind=RuleKind.WORDS, words=("a",)
    )


@pytest.mark.parametrize("word", ["*", " ", "x" * (LONGEST_WORD + 1)])
def test_what_discord_takes_for_no_word_makes_no_rule(charter, word):
    assert of(replace(charter, never=(word,)), RuleKind.WORDS) is None


def test_a_rule_of_somebody_else_is_not_ours():
    assert ours((Standing(id="1", name="spam"),), RuleKind.SPAM) is None
