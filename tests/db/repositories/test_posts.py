"""A digest's post is claimed once, and what became of it replaces what was."""

from dataclasses import replace
from datetime import timedelta

from bot.core.posts import DigestPost, PostStatus

HOUR = timedelta(hours=1)


async def claimed(unit, talk, week="2026-W10", surface="discord", at=timedelta()):
    return await unit.posts.claim(talk.community, week, surface, talk.at(at))


async def test_a_second_claim_takes_up_the_first(talk, unit_of):
    async with unit_of() as unit:
        first = await claimed(unit, talk)
        second = await claimed(unit, talk, at=HOUR)

    assert first == second
    assert first == DigestPost(
        week="2026-W10", surface="discord", status=PostStatus.CLAIMED, at=talk.start
    )


async def test_what_was_posted_is_kept_with_its_message(talk, unit_of):
    async with unit_of() as unit:
        claim = await claimed(unit, talk)
        posted = replace(claim, status=PostStatus.POSTED, posted=talk.key("m1"))
        await unit.posts.keep(talk.community, posted)

        assert await unit.posts.of_week(talk.community, "2026-W10", "discord") == posted


async def test_each_surface_has_its_own_post(talk, unit_of):
    async with unit_of() as unit:
        await claimed(unit, talk)

        assert await unit.posts.of_week(talk.community, "2026-W10", "slack") is None


async def test_the_last_that_was_posted_is_the_latest_week(talk, unit_of):
    async with unit_of() as unit:
        for week in ("2026-W09", "2026-W11", "2026-W10"):
            claim = await claimed(unit, talk, week)
            await unit.posts.keep(talk.community, replace(claim, status=PostStatus.POSTED))
        await claimed(unit, talk, "2026-W12")

        assert await unit.posts.last_posted(talk.community, "discord") == "2026-W11"


async def test_where_nothing_was_posted_there_is_no_last(talk, unit_of):
    async with unit_of() as unit:
        await claimed(unit, talk)

        assert await unit.posts.last_posted(talk.community, "discord") is None
