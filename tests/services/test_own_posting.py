"""A moderator sets, changes and takes back a post of their own, as far as the charter lets them."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.charter import QuietHours
from bot.core.own_posts import NoSuchPost, OwnPostStatus, Written
from bot.core.privacy import Then
from bot.core.room_rules import RoomRule
from bot.core.trust import Rung
from bot.services.ladder import NoCharterYet
from bot.services.own_posting import (
    FURTHEST,
    MOST_AHEAD,
    SHOWN_FOR,
    InQuietHours,
    NeverSaid,
    NotAhead,
    NotTheirs,
    TooManyAhead,
)
from bot.services.wishes import Forgotten
from tests.services.own_posts_rig import DUE, HOUR, MINUTE, NOW, WORDS, Moderators, Porch


@pytest.fixture
async def porch(towns, talk):
    async with towns(framework=talk.framework(rung=Rung.LISTEN)) as house:
        yield Porch(house, talk, Moderators())


async def listed(porch, now=NOW):
    return await porch.posting.listed(porch.talk.community, porch.talk.at(now))


async def test_what_is_set_waits_with_its_words_and_author(porch):
    await porch.places()

    [post] = await listed(porch)

    assert (post.author, post.written, post.status) == (
        porch.mo,
        Written(words=WORDS),
        OwnPostStatus.WAITING,
    )


@pytest.mark.parametrize("at", [NOW, NOW - MINUTE, NOW + FURTHEST + MINUTE])
async def test_it_is_set_for_a_time_that_is_ahead_and_not_too_far(porch, at):
    with pytest.raises(NotAhead):
        await porch.places(at)


async def test_nothing_is_said_in_public_without_a_charter(towns, talk):
    async with towns() as house:
        porch = Porch(house, talk, Moderators())

        with pytest.raises(NoCharterYet):
            await porch.places()


@pytest.mark.parametrize("changes", [{"words": "Buy Now, friends"}, {"answers": ("buy now", "no")}])
async def test_it_says_nothing_that_the_charter_never_says(towns, talk, changes):
    signed = talk.framework(rung=Rung.LISTEN)
    charter = replace(signed.charter, never=("buy now",))
    async with towns(framework=replace(signed, charter=charter)) as house:
        porch = Porch(house, talk, Moderators())

        with pytest.raises(NeverSaid):
            await porch.places(written=replace(Written(words=WORDS), **changes))


async def test_no_post_is_set_for_quiet_hours_by_the_communitys_clock(towns, talk):
    signed = talk.framework(rung=Rung.LISTEN)
    hour = talk.at(DUE).astimezone(ZoneInfo(signed.charter.timezone)).replace(tzinfo=None)
    hours = QuietHours(start=(hour - MINUTE).time(), end=(hour + MINUTE).time())
    charter = replace(signed.charter, quiet_hours=hours)
    async with towns(framework=replace(signed, charter=charter)) as house:
        porch = Porch(house, talk, Moderators())

        with pytest.raises(InQuietHours):
            await porch.places()
        await porch.places(DUE + MINUTE)


async def test_no_post_is_set_for_the_quiet_hours_of_its_own_room(towns, talk):
    signed = talk.framework(rung=Rung.LISTEN)
    hour = talk.at(DUE).astimezone(ZoneInfo(signed.charter.timezone)).replace(tzinfo=None)
    hours = QuietHours(start=(hour - MINUTE).time(), end=(hour + MINUTE).time())
    rooms = {talk.channel(): RoomRule(quiet_hours=hours)}
    async with towns(framework=replace(signed, rooms=rooms)) as house:
        porch = Porch(house, talk, Moderators())

        with pytest.raises(InQuietHours):
            await porch.places()
        await porch.places(DUE + MINUTE)


async def test_no_more_than_a_few_wait_at_once(porch):
    for _ in range(MOST_AHEAD):
        await porch.places()

    with pytest.raises(TooManyAhead):
        await porch.places()


async def test_its_author_changes_it_before_its_hour(porch):
    post = await porch.places()

    await porch.places(DUE + HOUR, written=Written(words="At eleven."), instead=post.id)

    [changed] = await listed(porch)
    assert (changed.id, changed.at, changed.written.words) == (
        post.id,
        porch.talk.at(DUE + HOUR),
        "At eleven.",
    )


async def test_nobody_else_changes_it(porch):
    post = await porch.places()

    with pytest.raises(NotTheirs):
        await porch.places(by=porch.talk.member("max"), instead=post.id)


async def test_nobody_else_is_shown_it_for_changing(porch):
    post = await porch.places()

    with pytest.raises(NotTheirs):
        await porch.posting.theirs(porch.talk.community, post.id, porch.talk.member("max"))


async def test_what_is_cancelled_is_over_and_its_words_are_gone(porch):
    post = await porch.places()

    await porch.posting.cancel(porch.talk.community, post.id, porch.talk.at(NOW))

    [over] = await porch.all()
    assert (over.status, over.written, await listed(porch)) == (
        OwnPostStatus.CANCELLED,
        None,
        (),
    )


async def test_what_is_over_is_neither_changed_nor_cancelled(porch):
    post = await porch.places()
    await porch.posting.cancel(porch.talk.community, post.id, porch.talk.at(NOW))

    with pytest.raises(NoSuchPost):
        await porch.places(instead=post.id)
    with pytest.raises(NoSuchPost):
        await porch.posting.cancel(porch.talk.community, post.id, porch.talk.at(NOW))


@pytest.mark.parametrize(("after", "count"), [(SHOWN_FOR, 0), (SHOWN_FOR - MINUTE, 1)])
async def test_what_did_not_go_out_is_listed_for_a_week(porch, after, count):
    await porch.places()
    await porch.carry_out(DUE + timedelta(hours=2))

    assert len(await listed(porch, DUE + after)) == count


async def test_a_post_is_found_by_its_name_and_nothing_by_another(porch):
    post = await porch.places()

    found = await porch.posting.said(porch.talk.community, post.id)
    nothing = await porch.posting.said(porch.talk.community, "own-0")

    assert (found.id, nothing) == (post.id, None)


async def test_who_wrote_what_stands_in_the_store_as_a_keyed_hash_alone(porch):
    await porch.places()

    async with porch.house.store.unit() as unit:
        known = await unit.members.known_as(porch.talk.community, porch.mo)
        held = await unit.holdings.of(porch.talk.community, known)
        await unit.commit()

    assert "posts that you set for an hour" in {each.kind for each in held}


async def test_whoever_asked_to_be_ignored_sets_none(porch):
    talk, privacy = porch.talk, porch.house.privacy
    await privacy.note([talk.community], [porch.mo], Then.IGNORE_ME, talk.at(HOUR))
    await privacy.carry_out(talk.at(HOUR))

    with pytest.raises(Forgotten):
        await porch.places()

    assert await listed(porch) == ()
