"""What members allow is kept under their keyed hash, and the last word counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.privacy import Consent, OptIn, Switch


@pytest.fixture
def wish(talk):
    return Consent(
        member=talk.member("ref-of-ana"),
        paused={Switch.ANALYSIS: talk.at(timedelta(days=3, microseconds=7))},
        opt_ins=frozenset({OptIn.ASK_ME, OptIn.REMINDERS}),
        topics=frozenset({"hubs", "rims"}),
        stopped=frozenset({("callback", talk.channel("shed"))}),
    )


async def test_a_consent_comes_back_equal_after_a_restart(town, talk, unit_of, wish):
    async with unit_of() as unit:
        await unit.consents.save(talk.community, wish)
    town.store.forget()

    async with unit_of() as unit:
        found = await unit.consents.of(talk.community, (wish.member, talk.member("ref-of-ben")))
    assert found == {wish.member: wish}


async def test_the_last_word_counts(town, talk, unit_of, wish):
    quieter = replace(wish, paused={}, opt_ins=frozenset())
    async with unit_of() as unit:
        await unit.consents.save(talk.community, wish)
        await unit.consents.save(talk.community, quieter)
    town.store.forget()

    async with unit_of() as unit:
        found = await unit.consents.of(talk.community, (wish.member,))
    assert found == {wish.member: quieter}


async def test_only_who_asked_to_be_asked_is_a_volunteer(town, talk, unit_of, wish):
    other = Consent(member=talk.member("ref-of-ben"), opt_ins=frozenset({OptIn.CONNECT}))
    async with unit_of() as unit:
        for consent in (wish, other):
            await unit.consents.save(talk.community, consent)

        assert await unit.consents.volunteers(talk.community) == (wish,)


async def test_a_consent_that_says_nothing_any_more_leaves_no_row(
    town, talk, unit_of, rows_of, wish
):
    async with unit_of() as unit:
        await unit.consents.save(talk.community, wish)
        await unit.consents.save(talk.community, Consent(member=wish.member))

    assert await rows_of(town, "consents") == []
