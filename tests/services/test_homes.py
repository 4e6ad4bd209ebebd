"""What was linked is routed home, and counts as if it had never been two."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import open_house
from bot.core.events import MemberLeft, MessageDeleted, MessagePosted, Source, Stamp
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.joins import Join
from bot.core.privacy import Retention
from bot.services.hearing import Hearing
from bot.services.homes import Homes
from bot.services.linking import Linking

AT = datetime(2026, 3, 2, tzinfo=UTC)
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)
ONE, OTHER = CommunityId("discord:1"), CommunityId("slack:T1")
LINKED = Join(origin=OTHER, home=ONE, joined_at=AT)
ENDED = Join(origin=OTHER, home=ONE, joined_at=AT, ended_at=AT + HOUR)


def test_what_was_never_linked_is_its_own_home():
    homes = Homes()

    assert (homes.of(ONE), homes.joined(ONE), homes.places(ONE)) == (ONE, (ONE,), (ONE,))


def test_what_was_linked_goes_home_and_rests_where_it_was():
    homes = Homes([LINKED])

    assert (homes.of(OTHER), homes.rests(OTHER), homes.rests(ONE)) == (ONE, True, False)


def test_a_community_knows_its_server_and_its_workspace():
    homes = Homes([LINKED])

    assert (homes.origin("slack", ONE), homes.origin("discord", ONE)) == (OTHER, ONE)


def test_after_the_end_talk_goes_where_it_went_before_and_may_stand_in_both():
    homes = Homes([ENDED])

    assert (homes.of(OTHER), homes.places(OTHER)) == (OTHER, (OTHER, ONE))
    assert homes.places(ONE) == (ONE,)


def room(platform):
    space = {"discord": "1", "slack": "T1"}[platform]
    return ChannelKey(platform=platform, space=space, channel=f"of {platform}")


def posted(number, at, platform, who, *, room_of=None, to=None):
    """Somebody writes in a room of a platform, as the platform itself names everything."""
    origin = ONE if platform == "discord" else OTHER
    key = MessageKey(platform=platform, community=origin, message=f"{number}")
    return MessagePosted(
        stamp=Stamp(occurred_at=at, received_at=at, source=Source.BACKFILL),
        key=key,
        channel=room_of or room(platform),
        author=MemberKey(platform=platform, member=f"{platform} {who}"),
        text="how does one bind a book?" if to is None else "with thread, I would say",
        reply_to=to,
    )


async def linked(house):
    """A server and a workspace that are one."""
    hearing = Hearing(house.store.unit, house.pipeline, house.homes)
    await hearing.found(ONE, "one", "UTC")
    await hearing.found(OTHER, "other", "UTC")
    await Linking(house.store.unit, house.homes).unite(ONE, OTHER, AT)
    return hearing


async def test_what_is_answered_in_a_linked_workspace_is_known_at_home(house):
    hearing = await linked(house)
    first = posted(1, AT, "slack", "ana")

    await hearing.take([first, posted(2, AT + HOUR, "slack", "bo", to=first.key)], None, AT)

    async with house.store.unit() as unit:
        found = await unit.conversations.holding(house.homes.housed(first.key))
        await unit.commit()
    assert len(found.messages) == 2


async def test_a_member_who_left_is_noted_wherever_something_of_them_stands(house):
    hearing = Hearing(house.store.unit, house.pipeline, house.homes)
    await hearing.found(ONE, "one", "UTC")
    await hearing.found(OTHER, "other", "UTC")
    said = posted(1, AT, "slack", "ana")
    await hearing.take([said], None, AT)
    await Linking(house.store.unit, house.homes).unite(ONE, OTHER, AT)
    stamp = Stamp(occurred_at=AT + HOUR, received_at=AT + HOUR, source=Source.LIVE)

    await hearing.take([MemberLeft(stamp=stamp, community=OTHER, member=said.author)], None, AT)

    async with house.store.unit() as unit:
        gone = await unit.erasures.departed(OTHER, AT + 2 * HOUR)
        await unit.commit()
    assert gone == (said.author,)


async def test_a_deletion_reaches_what_was_said_before_the_link(house):
    hearing = Hearing(house.store.unit, house.pipeline, house.homes)
    await hearing.found(ONE, "one", "UTC")
    await hearing.found(OTHER, "other", "UTC")
    said = posted(1, AT, "slack", "ana")
    await hearing.take([said], None, AT)
    await Linking(house.store.unit, house.homes).unite(ONE, OTHER, AT)

    await hearing.take([MessageDeleted(stamp=said.stamp, key=said.key)], None, AT)

    async with house.store.unit() as unit:
        left = await unit.messages.get(said.key)
        await unit.commit()
    assert left is None


PEOPLE = [f"p{number}" for number in range(12)]


def drawn(seed):
    """Three weeks of talk: who writes, on which platform, hours later, and whether in answer."""
    draws = random.Random(seed)  # noqa: S311  # talk to be told again
    return [
        (
            draws.choice(PEOPLE),
            draws.choice(["discord", "slack"]),
            draws.randint(1, 3),
            draws.random() < 0.7,
        )
        for _ in range(250)
    ]


async def measured(folder, talk, *, apart, paired=True):
    """The numbers of three weeks: on two platforms by people with two accounts, or on one."""
    async with open_house(folder=folder, retention=Retention()) as house:
        hearing = await linked(house)
        if apart and paired:
            await pairs(house, {who for who, *_ in talk})
        at, last = AT, {}
        for number, (who, platform, pause, replies) in enumerate(talk):
            at += pause * HOUR
            here = platform if apart else "discord"
            said = posted(
                number,
                at,
                here,
                who,
                room_of=room(platform) if apart else room_on_discord(platform),
                to=last.get(platform) if replies else None,
            )
            last[platform] = said.key
            await hearing.take([said], None, at)
        async with house.store.unit() as unit:
            await house.ticking.catch_up(unit, ONE, AT + 4 * WEEK)
            await unit.commit()
        async with house.store.unit() as unit:
            values = await unit.weeks.before(ONE, AT + 4 * WEEK, 6)
            await unit.commit()
    return sorted(
        (each.metric, each.starts_on, each.age.value, each.value, each.n) for each in values
    )


def room_on_discord(platform):
    return ChannelKey(platform="discord", space="1", channel=f"of {platform}")


async def pairs(house, people):
    async with house.store.unit() as unit:
        for who in sorted(people):
            both = (MemberKey(platform=p, member=f"{p} {who}") for p in ("discord", "slack"))
            await unit.joins.pair(ONE, *both, AT)
        await unit.commit()


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_numbers_are_those_of_the_same_talk_on_one_platform(tmp_path, seed):
    talk = drawn(seed)

    one = await measured(tmp_path / "one", talk, apart=False)
    two = await measured(tmp_path / "two", talk, apart=True)

    assert two == one
    assert "new_ties" in {metric for metric, *_ in one}


async def test_without_linked_accounts_they_are_not(tmp_path):
    talk = drawn(1)

    one = await measured(tmp_path / "one", talk, apart=False)
    two = await measured(tmp_path / "two", talk, apart=True, paired=False)

    assert two != one
