"""A week's digest is posted where moderators read it, with its charts, once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.capabilities import PlatformBusy, PlatformRefused
from bot.digest.material import Mode
from bot.digest.report import Chart, DigestReport, Line, Part
from bot.platforms.discord.keys import community_of
from bot.platforms.discord.places import Place
from bot.platforms.discord.staff_room import StaffRooms
from tests.platforms.discord.hands_rig import POST, town
from tests.servers.discord.parts import GALLERY, walked
from tests.servers.discord.server import Fault

MONDAY = datetime(2026, 5, 25, tzinfo=UTC)
ONCE = "digest:discord:1:2026-W22:discord"
PNG = b"\x89PNG of two lines"


def report(*parts, charts=()):
    return DigestReport(
        community="town",
        language="en",
        zone="Europe/Berlin",
        mode=Mode.LIVE,
        week="2026-W22",
        starts_at=MONDAY,
        ends_at=MONDAY + timedelta(days=7),
        hours=168,
        title="Town",
        period="25 to 31 May 2026",
        banner=(),
        parts=parts,
        charts=charts,
        nothing_about=(),
    )


def part(name, text="Two of three were answered."):
    return Part(name=name, title=name.title(), lines=(Line(text=text),))


def chart():
    return Chart(
        name="valued_share",
        title="Valued share",
        alt="It rose.",
        caption="",
        marks=(),
        rule=None,
        ticks=(),
        names=(),
        columns=(),
        rows=(),
    )


@pytest.fixture
async def rig():
    async with town() as made:
        yield made


@pytest.fixture
def staff(rig):
    [guild] = rig.fake.world.guilds.values()
    return rig.fake.world.channel(guild, "staff", private=True)


@pytest.fixture
def rooms(rig, staff):
    def made(*, private=True, chosen=True):
        place = Place(guild=rig.guild, number=staff, name="staff", private=private)
        return StaffRooms(
            rig.client,
            rig.door,
            rig.clock,
            {staff: place},
            chosen=(staff,) if chosen else (),
            link=lambda key: f"https://discord.com/channels/1/2/{key.message}",
            pictures=lambda charts: {each.name: PNG for each in charts},
        )

    return made


def shown(message):
    return "\n".join(each["content"] for each in walked(message["components"]) if "content" in each)


async def test_it_is_posted_with_a_button_that_gives_all_of_it(rig, rooms, staff):
    key = await rooms().post(community_of(rig.guild), report(part("headline")), once=ONCE)

    [post] = rig.fake.acting.said(staff)
    ids = [each["custom_id"] for each in walked(post["components"]) if "custom_id" in each]
    assert (post["id"], ids) == (key.message, ["digest:full:2026-W22"])
    assert "Two of three were answered." in shown(post)


async def test_its_charts_are_pictures_that_say_what_they_show(rig, rooms, staff):
    await rooms().post(
        community_of(rig.guild), report(part("headline"), charts=(chart(),)), once=ONCE
    )

    [post] = rig.fake.acting.said(staff)
    [gallery] = [each for each in post["components"] if each["type"] == GALLERY]
    assert gallery["items"][0]["description"] == "Valued share. It rose."
    assert rig.fake.acting.files == {"valued_share.png": PNG}


async def test_it_is_posted_once(rig, rooms, staff):
    first = await rooms().post(community_of(rig.guild), report(part("headline")), once=ONCE)
    rig.later(hours=2)

    again = await rooms().post(community_of(rig.guild), report(part("headline")), once=ONCE)

    assert again == first
    assert len(rig.fake.acting.said(staff)) == 1


async def test_a_post_whose_answer_got_lost_is_found(rig, rooms, staff):
    rig.fake.faults.append(Fault("POST", POST, 503, accepted=True))
    with pytest.raises(PlatformBusy):
        await rooms().post(community_of(rig.guild), report(part("headline")), once=ONCE)

    await rooms().post(community_of(rig.guild), report(part("headline")), once=ONCE)

    assert len(rig.fake.acting.said(staff)) == 1


async def test_a_long_one_is_shortened_and_what_is_to_do_stays(rig, rooms, staff):
    long = "Much was said about many a thing. " * 60
    parts = [part(name, long) for name in ("headline", "care", "newcomers", "waiting")]

    await rooms().post(community_of(rig.guild), report(*parts, part("to_do", "Act.")), once=ONCE)

    [post] = rig.fake.acting.said(staff)
    assert len(shown(post)) <= 3400
    assert "Act." in shown(post)
    assert "Shortened" in shown(post)


async def test_a_channel_that_everybody_sees_gets_no_digest(rig, rooms, staff):
    with pytest.raises(PlatformRefused):
        await rooms(private=False).post(community_of(rig.guild), report(), once=ONCE)

    assert rig.fake.acting.said(staff) == []


async def test_a_server_without_such_a_channel_is_left_out(rig, rooms):
    assert not await rooms(chosen=False).carries(community_of(rig.guild))
    assert not await rooms().carries(community_of("1"))
    assert await rooms().carries(community_of(rig.guild))
