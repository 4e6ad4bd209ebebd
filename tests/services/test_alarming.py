"""A link that looks like a trap waits for moderators, once, and nothing else comes of it."""

from datetime import timedelta

import pytest

from bot.core.events import Source
from bot.core.moderation import MOST_OF_HOUSE, ActKind, Cause
from bot.core.privacy import Retention, Then
from bot.core.trust import Rung
from bot.services.alarming import links_anew
from bot.services.moderating import Moderating
from bot.services.moving_posts import move_alerts

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TRAP = "free for all of you: https://dlscord-nitro.com/gift"
ORDINARY = "it is written at https://github.com/python/cpython"


class Desk:
    """The moderators' side of a house that listens, with the heads as they come."""

    def __init__(self, house, talk):
        self.house, self.talk = house, talk
        self.moderating = Moderating(house.store.unit)

    async def hears(self, *events):
        for event in events:
            await self.house.living().receive(event)

    async def cases(self):
        return await self.moderating.waiting(self.talk.community, self.talk.member("mo"))

    async def settles(self):
        [case] = await self.cases()
        community, at = self.talk.community, self.talk.at(2 * HOUR)
        mo = self.talk.member("mo")
        await self.moderating.act(
            community, case.first.id, ActKind.SETTLE, by=mo, because="", at=at
        )


@pytest.fixture
async def desk(towns, talk):
    async with towns(framework=talk.framework(rung=Rung.LISTEN)) as house:
        yield Desk(house, talk)


async def test_the_house_lays_it_there_itself_with_nobody_s_name_and_no_words(desk, talk):
    await desk.hears(talk.post("m1", "ana", HOUR, TRAP))

    [case] = await desk.cases()
    assert case.of_house
    first = case.first
    assert (first.on, first.cause) == (talk.key("m1"), Cause.LINK)
    assert (first.by, first.words) == (None, None)


async def test_an_ordinary_link_is_not(desk, talk):
    await desk.hears(talk.post("m1", "ana", HOUR, ORDINARY))

    assert await desk.cases() == ()


async def test_it_is_no_act_and_nothing_is_said(desk, talk, rows_of):
    await desk.hears(talk.post("m1", "ana", HOUR, TRAP))

    trail = await desk.moderating.trail(talk.community, talk.member("mo"))
    assert (trail, await rows_of(desk.house, "reviews")) == ((), [])


@pytest.mark.parametrize(
    "flags", [{"unread": True}, {"automated": True}, {"source": Source.IMPORT}]
)
async def test_not_what_was_heard_without_words_or_is_a_bot_s_or_of_an_archive(desk, talk, flags):
    await desk.hears(talk.post("m1", "ana", HOUR, TRAP, **flags))

    assert await desk.cases() == ()


async def test_what_was_missed_and_is_read_later_waits_too(desk, talk):
    late = {"source": Source.BACKFILL, "late": HOUR}

    await desk.hears(talk.post("m1", "ana", HOUR, TRAP, **late))

    assert len(await desk.cases()) == 1


async def test_an_edit_that_brings_the_link_is_laid_there(desk, talk):
    await desk.hears(talk.post("m1", "ana", HOUR), talk.edit("m1", 2 * HOUR, TRAP))

    assert len(await desk.cases()) == 1


async def test_a_message_is_laid_there_once_also_after_it_was_put_away(desk, talk):
    await desk.hears(talk.post("m1", "ana", HOUR, TRAP))
    await desk.settles()

    await desk.hears(talk.edit("m1", 3 * HOUR, f"{TRAP} now"))

    assert await desk.cases() == ()


async def test_another_link_in_the_place_of_one_that_was_let_pass_is_laid_there_anew(desk, talk):
    await desk.hears(talk.post("m1", "ana", HOUR, TRAP))
    await desk.settles()

    await desk.hears(talk.edit("m1", 3 * HOUR, "free: https://dlscord-gifts.com/nitro"))

    assert len(await desk.cases()) == 1


async def test_another_link_while_the_first_still_waits_makes_no_second_case(desk, talk):
    await desk.hears(talk.post("m1", "ana", HOUR, TRAP))

    await desk.hears(talk.edit("m1", 3 * HOUR, "free: https://dlscord-gifts.com/nitro"))

    [case] = await desk.cases()
    assert len(case.alerts) == 1


@pytest.mark.parametrize(
    ("before", "after", "anew"),
    [
        ("see https://a.example/x", "See https://a.example/x, now", False),
        ("see https://a.example/x", "see https://b.example/x", True),
        ("see https://a.example/x", "see [this](https://b.example/x)", True),
        ("see https://a.example/x", "see https://a.example/X", True),
        ("see a.example", "nothing more", False),
        ("nothing", "go to b.example", True),
        (None, "nothing", True),
    ],
)
def test_which_edits_bring_a_link(before, after, anew):
    assert links_anew(before, after) is anew


async def test_a_member_who_says_the_same_makes_it_one_case_and_comes_first(desk, talk):
    await desk.hears(talk.post("m1", "ana", HOUR, TRAP), talk.post("m2", "ana", 2 * HOUR, TRAP))
    bo = talk.member("bo")

    await desk.moderating.flag(talk.key("m2"), "do not open it", bo, talk.at(3 * HOUR))

    cases = await desk.cases()
    assert [case.alerts[0].on for case in cases] == [talk.key("m2"), talk.key("m1")]
    assert [each.by for each in cases[0].alerts] == [None, bo]


async def test_no_more_wait_than_the_house_may_lay_there_and_members_still_may(desk, talk):
    posts = (talk.post(f"m{n}", "ana", HOUR, TRAP) for n in range(MOST_OF_HOUSE + 2))
    await desk.hears(*posts)
    before = len(await desk.cases())

    last = talk.key(f"m{MOST_OF_HOUSE + 1}")
    await desk.moderating.flag(last, "", talk.member("bo"), talk.at(2 * HOUR))

    assert (before, len(await desk.cases())) == (MOST_OF_HOUSE, MOST_OF_HOUSE + 1)


async def test_it_goes_when_the_others_do(desk, talk):
    await desk.hears(talk.post("m1", "ana", HOUR, TRAP))

    async with desk.house.store.unit() as unit:
        await unit.messages.sweep(talk.community, talk.at(91 * DAY), Retention())
        await unit.commit()

    assert await desk.cases() == ()


async def test_with_whoever_wrote_it_it_goes(desk, talk):
    await desk.hears(talk.post("m1", "ana", HOUR, TRAP))
    privacy, now = desk.house.privacy, talk.at(2 * HOUR)

    await privacy.note([talk.community], [talk.member("ana")], Then.IGNORE_ME, now)
    await privacy.carry_out(now)

    assert await desk.cases() == ()


async def test_it_goes_along_with_its_room_and_comes_back(desk, talk):
    await desk.hears(talk.post("m1", "ana", HOUR, TRAP))
    [before] = await desk.cases()
    origin = f"{talk.platform}:{before.first.channel.space}"

    async with desk.house.store.unit() as unit:
        await unit.communities.found("elsewhere", name="elsewhere", timezone="Europe/Berlin")
        await move_alerts(unit, talk.community, "elsewhere", origin, talk.at(2 * HOUR))
        await move_alerts(unit, "elsewhere", talk.community, origin, talk.at(3 * HOUR))
        await unit.commit()

    [after] = await desk.cases()
    assert (after.first.on, after.first.cause) == (before.first.on, Cause.LINK)
