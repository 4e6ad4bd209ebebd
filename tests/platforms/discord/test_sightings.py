"""Who was added and what a rule did, in our words; what cannot be used is nothing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.automod import RuleKind
from bot.core.incidents import Did, Told
from bot.platforms.discord.places import Place
from bot.platforms.discord.sightings import held_back, joined
from tests.platforms.discord.test_translate import ANYTHING

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
BEFORE = "2026-06-01T08:59:30.123000+00:00"
ADDED = {"guild_id": "1", "user": {"id": "42", "username": "ana"}, "joined_at": BEFORE}
APPLIED = {
    "guild_id": "1",
    "action": {"type": 1, "metadata": {}},
    "rule_id": "99",
    "rule_trigger_type": 1,
    "user_id": "42",
    "channel_id": "20",
    "content": "zanzibarmarker",
    "matched_keyword": "zanzibar",
    "matched_content": "zanzibar",
}
PLACES = {"20": Place(guild="1", number="20", name="square")}


def applied(*, reads=True, **changes):
    return held_back(APPLIED | changes, PLACES, NOW, reads=reads)


def test_who_was_added_joined_when_discord_says_so():
    told = joined(ADDED, NOW)

    assert (told.at.second, told.space, told.told) == (30, "1", Told.MEMBERS)


@pytest.mark.parametrize("at", [None, "yesterday", "2026-06-01T08:59:30", 7])
def test_without_a_moment_of_discord_s_it_is_when_it_was_told(at):
    assert joined(ADDED | {"joined_at": at}, NOW).at == NOW


def test_a_bot_that_is_added_is_nobody_who_joined():
    assert joined(ADDED | {"user": {"id": "7", "bot": True}}, NOW) is None


def test_a_rule_has_its_place_its_words_and_what_it_did():
    told = applied()

    assert (told.room, told.words, told.did) == (PLACES["20"].key, "zanzibarmarker", Did.HELD)
    assert (told.rule, told.kind, told.by.member) == ("99", RuleKind.WORDS, "42")


@pytest.mark.parametrize(
    ("action", "did"), [(1, Did.HELD), (2, Did.TOLD), (3, Did.TIMED_OUT), (4, Did.SILENCED)]
)
def test_every_action_of_discord_s_has_a_name(action, did):
    assert applied(action={"type": action}).did is did


@pytest.mark.parametrize(
    ("trigger", "kind"),
    [
        *((1, RuleKind.WORDS), (3, RuleKind.SPAM), (4, RuleKind.WORDS)),
        *((5, RuleKind.MENTIONS), (6, RuleKind.PROFILE), (77, None)),
    ],
)
def test_what_a_rule_is_against_is_told_where_it_is_known(trigger, kind):
    assert applied(rule_trigger_type=trigger).kind is kind


def test_words_that_are_not_to_be_read_are_not_told():
    assert applied(reads=False).words is None


def test_without_the_intent_discord_tells_no_words():
    assert applied(content="").words is None


def test_a_profile_stands_nowhere_and_its_words_are_not_kept():
    told = held_back({k: v for k, v in APPLIED.items() if k != "channel_id"}, {}, NOW, reads=True)

    assert (told.room, told.words) == (None, None)


def test_a_place_that_nobody_knows_tells_nothing():
    assert applied(channel_id="21") is None


def test_an_action_that_nobody_knows_tells_nothing():
    assert applied(action={"type": 12}) is None


@given(st.dictionaries(st.sampled_from(sorted(ADDED)), ANYTHING))
@settings(max_examples=80)
def test_no_payload_of_an_addition_raises(payload):
    told = joined(ADDED | payload, NOW)

    assert told is None or told.at.tzinfo is UTC


@given(st.dictionaries(st.sampled_from(sorted(APPLIED)), ANYTHING))
@settings(max_examples=80)
def test_no_payload_of_a_rule_raises(payload):
    told = held_back(APPLIED | payload, PLACES, NOW, reads=True)

    assert told is None or told.rule
