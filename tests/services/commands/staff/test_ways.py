"""What moderators read: hosts in counts, privacy in counts, the digest in full."""

from datetime import timedelta

from bot.core.ids import CommunityId
from bot.core.privacy import Then

HOUR = timedelta(hours=1)


async def test_a_few_hosts_are_a_few_and_nobody_is_named(counter):
    await counter.say("offer bicycles")

    told = await counter.told("staff hosts", "mo")

    assert "bicycles: a few" in told
    assert "ana" not in told


async def test_from_five_on_hosts_are_counted(counter):
    for number in range(5):
        await counter.say("offer bicycles", f"p{number}")

    assert "bicycles: 5" in await counter.told("staff hosts", "mo")


async def test_before_a_charter_there_is_nothing_to_host(counters):
    async with counters(signed=False) as counter:
        assert "Nobody has signed" in await counter.told("staff hosts", "g", moderates=True)


async def test_what_waits_to_be_erased_is_counted_with_the_oldest(counter, talk):
    await counter.house.privacy.note(
        [talk.community], [talk.member("ana")], Then.IGNORE_ME, talk.at(HOUR)
    )

    told = await counter.told("staff privacy", "mo")

    assert "not finished: 1" in told
    assert "oldest of them: 2 March 2026, 02:00" in told
    assert "Words are kept: 72 hours" in told


async def test_what_waits_in_another_community_of_the_house_is_not_told(counter, talk):
    elsewhere = CommunityId("parlour:elsewhere")
    async with counter.house.store.unit() as unit:
        await unit.communities.found(elsewhere, name="elsewhere", timezone="Europe/Berlin")
        await unit.commit()
    await counter.house.privacy.note(
        [elsewhere], [talk.member("ana")], Then.IGNORE_ME, talk.at(HOUR)
    )

    assert "not finished: 0" in await counter.told("staff privacy", "mo")


async def test_a_week_that_was_not_heard_has_no_digest(counter):
    for week in ("2020-W01", "soon"):
        told = await counter.told(f"staff digest {week}", "mo")

        assert "2026-W46" in told


async def test_the_full_digest_has_more_than_the_members(counters):
    async with counters(days=9) as counter:
        full = await counter.told("staff digest 2026-W10", "mo", after=timedelta(days=9))
        members = await counter.told("digest 2026-W10", after=timedelta(days=9))

        assert len(full) > len(members)
        assert set(members.splitlines()) <= set(full.splitlines())


async def test_hosts_are_told_for_one_topic(counter):
    await counter.say("offer bicycles")

    told = await counter.told("staff hosts BICYCLES", "mo")

    assert "bicycles: a few" in told
    assert await counter.told("staff hosts looms", "mo") != told


async def test_small_circles_are_not_shown(counter):
    await counter.say("circle partner")

    told = await counter.told("staff hosts", "mo")

    assert "Not shown: fewer than five people" in told
    assert "Partners" not in told
