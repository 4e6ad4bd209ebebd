"""A week's digest is posted once on each surface, at its hour or with a word about the delay."""

from datetime import timedelta

import pytest

from bot.core.capabilities import PlatformRefused
from bot.core.clock import ManualClock
from bot.core.posts import DigestPost, PostStatus
from bot.digest.text import to_text
from bot.services.posting import DigestPosting
from db.manual_engine import ManualEngine

HOUR, MINUTE, DAY, WEEK = (
    timedelta(hours=1),
    timedelta(minutes=1),
    timedelta(days=1),
    timedelta(days=7),
)
NINE = WEEK + 8 * HOUR
"""Monday, 09:00 in the town, which lies an hour ahead of UTC."""


class StaffRoom:
    """Where the moderators of the town read; it knows what was posted once."""

    def __init__(self, talk):
        self.talk, self.said, self.reports = talk, {}, []
        self.open, self.refuses, self.breaks = True, False, False

    async def carries(self, community):
        return self.open and community == self.talk.community

    async def post(self, community, report, *, once):
        del community
        if self.refuses:
            raise PlatformRefused
        if once not in self.said:
            self.said[once] = self.talk.key(f"post-{len(self.said)}")
            self.reports.append(report)
        if self.breaks:
            raise ConnectionError("the process ends here")
        return self.said[once]


class House:
    """The town's house with a posting service, and time that is moved by hand."""

    def __init__(self, town, talk, room):
        self.town, self.talk, self.room = town, talk, room
        self.start()

    def start(self, at=timedelta()):
        """As after a restart: what was only in memory is gone."""
        self.clock = ManualClock(self.talk.at(at))
        self.engine = ManualEngine(self.talk.at(at))
        self.posting = DigestPosting(
            self.town.store.unit,
            self.town.digest,
            {"parlour": self.room},
            self.engine,
            self.clock,
        )
        self.engine.schedule("tick", 5 * MINUTE, self._tick)

    async def _tick(self, at):
        self.clock.move_to(at)
        await self.posting.look(at)

    async def until(self, after):
        await self.engine.advance(self.talk.at(after))

    async def kept(self, week="2026-W10"):
        async with self.town.store.unit() as unit:
            return await unit.posts.of_week(self.talk.community, week, "parlour")


def said_in(report):
    """Its text, however the lines break."""
    return " ".join(to_text(report).split())


@pytest.fixture
def room(talk):
    return StaffRoom(talk)


@pytest.fixture
async def house(town, talk, room, takes_in):
    """A town that talked for a week, looked at from the end of that week on."""
    talks = [talk.post(f"m{n}", "anabencleo"[n % 3], n * 5 * HOUR) for n in range(33)]
    await takes_in(town, *talks, until=talk.at(WEEK))
    living = House(town, talk, room)
    living.start(WEEK)
    return living


async def test_it_is_posted_at_nine_on_monday_by_the_town_s_clock(house, room, talk):
    await house.until(NINE - MINUTE)
    before = len(room.reports)
    await house.until(NINE)

    assert (before, len(room.reports)) == (0, 1)
    assert await house.kept() == DigestPost(
        week="2026-W10",
        surface="parlour",
        status=PostStatus.POSTED,
        at=talk.at(NINE),
        posted=talk.key("post-0"),
    )


async def test_it_is_posted_once_however_often_the_hour_is_looked_at(house, room):
    await house.until(NINE + 3 * HOUR)

    assert len(room.reports) == 1


async def test_what_was_erased_after_it_was_asked_for_is_not_posted(house, room, town, talk):
    await town.privacy.erase_community(talk.community, talk.at(NINE))

    await house.engine.enqueue(
        "digest",
        {"community": talk.community, "week": "2026-W10", "surface": "parlour"},
        key="digest:late",
    )
    await house.until(NINE + HOUR)

    assert room.reports == []


async def test_a_restart_posts_nothing_again(house, room):
    await house.until(NINE)
    house.start(NINE)
    await house.until(NINE + HOUR)

    assert len(room.reports) == 1


async def test_a_stop_between_posting_and_keeping_posts_nothing_twice(house, room):
    room.breaks = True
    with pytest.raises(ConnectionError):
        await house.until(NINE)
    room.breaks = False
    house.start(NINE + MINUTE)
    await house.until(NINE + HOUR)

    assert len(room.reports) == 1
    assert (await house.kept()).status is PostStatus.POSTED


async def test_where_nobody_chose_a_place_nothing_is_posted(house, room):
    room.open = False

    await house.until(NINE + DAY)

    assert (room.reports, await house.kept()) == ([], None)


async def test_a_place_that_refuses_is_asked_again_an_hour_later(house, room):
    room.refuses = True
    await house.until(NINE + 30 * MINUTE)
    room.refuses = False
    await house.until(NINE + 59 * MINUTE)
    early = len(room.reports)
    await house.until(NINE + 65 * MINUTE)

    assert (early, len(room.reports)) == (0, 1)


async def test_some_hours_late_it_is_posted_and_says_so(house, room):
    house.start(NINE + 5 * HOUR - MINUTE)

    await house.until(NINE + 5 * HOUR)

    [report] = room.reports
    assert "5 h late: I was not running." in said_in(report)


async def test_a_day_late_it_is_left_out(house, room):
    house.start(NINE + DAY)

    await house.until(NINE + DAY + HOUR)

    assert room.reports == []
    assert (await house.kept()).status is PostStatus.TOO_LATE


async def test_the_next_digest_names_the_weeks_that_were_left_out(house, room):
    await house.until(NINE)
    house.start(NINE + 3 * WEEK - HOUR)
    await house.until(NINE + 3 * WEEK)

    told = said_in(room.reports[-1])
    assert "The digests of 2026-W11 to 2026-W12 were not posted" in told


async def test_less_than_three_days_of_talk_are_no_first_digest(town, talk, room, takes_in):
    await takes_in(town, talk.post("only", "ana", 6 * DAY))
    house = House(town, talk, room)
    house.start(WEEK)

    await house.until(NINE + HOUR)

    assert (room.reports, await house.kept()) == ([], None)


async def test_an_hour_that_a_clock_change_moves_is_still_nine_o_clock(house, room, talk):
    # In the night to Sunday, 29 March 2026, the town's clock goes from 02:00 to 03:00.
    house.start(NINE + 3 * WEEK - 3 * HOUR)

    await house.until(NINE + 3 * WEEK)

    posted = await house.kept("2026-W13")
    assert posted.at == talk.at(NINE + 3 * WEEK - HOUR)
