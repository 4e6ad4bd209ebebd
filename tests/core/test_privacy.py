from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import MemberKey
from bot.core.privacy import Consent, Retention, Switch, may_store

ANA = MemberKey(platform="parlour", member="ana")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("switch", Switch)
def test_everything_is_allowed_until_it_is_paused(switch: Switch):
    assert Consent(member=ANA).allows(switch, NOON)


@pytest.mark.parametrize(("minutes", "allowed"), [(-1, True), (0, True), (1, False)])
def test_a_pause_ends_at_its_moment(minutes: int, allowed):
    until = NOON + timedelta(minutes=minutes)
    consent = Consent(member=ANA, paused={Switch.PROMPTS: until})

    assert consent.allows(Switch.PROMPTS, NOON) is allowed


def test_a_pause_for_ever_never_ends():
    consent = Consent(member=ANA, paused={Switch.MENTIONS: datetime.max.replace(tzinfo=UTC)})

    assert not consent.allows(Switch.MENTIONS, NOON + timedelta(days=40_000))


def test_a_pause_concerns_its_own_switch_only():
    consent = Consent(member=ANA, paused={Switch.PROMPTS: NOON + timedelta(days=1)})

    assert consent.allows(Switch.ANALYSIS, NOON)


def test_nothing_is_opted_into_by_default():
    assert Consent(member=ANA).opt_ins == frozenset()


def test_a_member_who_said_nothing_may_be_stored():
    assert may_store(None, NOON)


def test_a_member_who_paused_analysis_may_not_be_stored():
    consent = Consent(member=ANA, paused={Switch.ANALYSIS: NOON + timedelta(days=1)})

    assert not may_store(consent, NOON)


def test_text_is_kept_for_three_days_by_default():
    assert Retention().text == timedelta(hours=72)
