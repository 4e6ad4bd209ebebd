"""A workspace's first month on Slack, from the installation to the day the app is taken out again.

Everything goes through the real slack-bolt, by a socket and by signed requests; only the clock runs
fast.
"""

import re
from datetime import timedelta

import pytest

from bot.core.privacy import Switch
from bot.core.reviews import ReviewStatus
from bot.core.trust import Rung
from bot.platforms.exports.slack_records import member
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.platforms.slack.conftest import until
from tests.scenarios.discord_town import until_async
from tests.scenarios.slack_town import ANA, BO, MO, PRACTICE, living
from tests.servers.slack.world import ME

fake = fake_of_slack
pytestmark = [pytest.mark.stores("sqlite"), pytest.mark.slow]  # a month has many messages
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
PEOPLE = tuple(f"U000000P{number}" for number in range(5))
QUESTION = "Which of the two glues suits a cold shed?"
CHARTER = f"""\
kind = "cause"
purpose = "keeping old boats afloat"
facets = ["oars", "hulls"]
tone = "plain"
timezone = "Europe/Berlin"
moderators = ["slack:{MO}"]

[quiet_hours]
start = 00:00:00
end = 00:00:00
"""


@pytest.fixture
def staff(fake):
    staff = fake.world.opens("staff", MO)
    staff.private = True
    return staff


@pytest.fixture(params=[False, True], ids=["socket", "http"])
async def town(fake, staff, tmp_path, request):
    """The app was installed and invited to a channel, which was chosen."""
    porch = fake.world.opens("porch", ANA, BO, MO, *PEOPLE)
    way = {"staff": staff.number, "looks_every": SECOND, "http": request.param}
    async with living(fake, tmp_path, porch, **way) as opened:
        yield opened


async def goes_by(town, **length):
    """So much time, hour by hour, with what falls due in it."""
    world = town.fake.world
    end = world.at + timedelta(**length)
    while world.at < end:
        world.at = min(end, world.at + HOUR)
        await town.on.attending.tick()
    await town.on.attending.say()


async def an_ordinary_day(town):
    """Six questions, each answered by somebody within minutes; the rest of the day is quiet."""
    world = town.fake.world
    morning = world.at
    for number in range(6):
        asks, tells = PEOPLE[number % len(PEOPLE)], PEOPLE[(number + 1) % len(PEOPLE)]
        asked = world.says(town.porch, asks, f"Who has ladder {number} today?")
        await town.told(asked)
        world.at += timedelta(minutes=4 + number)
        root = asked["event"]["ts"]
        await town.told(world.says(town.porch, tells, "Behind the shed.", thread=root))
        world.at += timedelta(minutes=20)
    await goes_by(town, hours=(morning + DAY - world.at) / HOUR)


async def waiting(town):
    return await town.house.trust.reviews.waiting(town.community, town.fake.world.at)


async def listens_and_is_given_a_charter(town):
    """The first two weeks: nothing is said, whatever waits."""
    for _ in range(3):
        await an_ordinary_day(town)
    at = town.fake.world.at
    await town.house.charters.write(town.community, CHARTER, at)
    await town.house.charters.sign(town.community, member(MO), "we agreed", at)
    early = await town.types(MO, f"staff level {PRACTICE} suggest")
    assert "14" in early["text"]
    for _ in range(11):
        await an_ordinary_day(town)
    left_alone = await town.asks(QUESTION)
    await goes_by(town, hours=12)
    assert (await waiting(town), town.said()) == ((), [])
    return left_alone


async def is_trusted_to_suggest(town):
    """A steward raises it by one command; further it may not go without evidence."""
    await town.types(MO, f"staff level {PRACTICE} suggest")
    further = await town.types(MO, f"staff level {PRACTICE} speak")
    assert "30" in further["text"]
    rungs = {
        place.practice: place.rung for place in await town.house.trust.ladder.show(town.community)
    }
    assert rungs[PRACTICE] is Rung.SUGGEST


async def suggests_and_speaks_when_a_moderator_says_so(town):
    """A question waits; a person looks at the draft, and only then it is said, once.

    Bo offered to be asked, and is the only one who is called.
    """
    await town.types(BO, "offer hulls")
    need = await town.asks("How does one seal a hull against frost?")
    await goes_by(town, hours=12)
    [draft] = await waiting(town)
    assert (draft.proposal.need, town.said()) == (town.key(need), [])
    queue = await town.types(MO, "staff queue")
    await town.presses(MO, "1", town.buttons(queue["blocks"])["Let the bot send"])
    ended = await town.ends_after_waiting(draft.id)
    [said] = town.said()
    assert (said["thread_ts"], ended.status) == (need, ReviewStatus.SENT)
    assert called_in(said) == [BO]
    return said


def called_in(value):
    """Whom the elements of a message call."""
    if isinstance(value, list):
        return [who for each in value for who in called_in(each)]
    if not isinstance(value, dict):
        return []
    mine = [value["user_id"]] if value.get("type") == "user" else []
    return mine + [who for each in value.values() for who in called_in(each)]


async def is_asked_why_and_thanked(town, said):
    why = await town.presses(BO, said["ts"], town.buttons(said["blocks"])["Why?"])
    assert "boats" in str(why["blocks"])
    thanks = await town.presses(ANA, said["ts"], town.buttons(said["blocks"])["Helpful"])
    assert "no longer open" not in thanks["text"]


async def posts_its_digest(town, staff):
    """On a Monday morning the week stands in the moderators' channel, once."""
    while town.fake.world.at.weekday() != 0:
        await goes_by(town, hours=6)
    await goes_by(town, hours=12)
    await until(lambda: bool(digests(staff)), within=30)
    assert len({*weeks(digests(staff))}) == len(digests(staff))


def weeks(digests):
    """Which weeks they are of; one that took long may have got that of the week before too."""
    return [re.findall(r"Week \d+", str(each))[0] for each in digests]


def digests(staff):
    """What stands in the channel itself: a message that was answered names itself as its thread."""
    heads = [each for ts, each in staff.messages.items() if each.get("thread_ts", ts) == ts]
    return [each for each in heads if each["user"] == ME]


async def lets_people_go(town):
    """Bo pauses everything and is not heard any more; Ana is forgotten."""
    await town.types(BO, "pause all 7d")
    card = await town.house.wishes.card(town.community, member(BO))
    assert set(card.consent.paused) == set(Switch)
    asked = await town.asks("Is anybody at the shed?")
    sure = await town.types(ANA, "forget")
    [does] = town.buttons(sure["blocks"]).values()
    assert "confirm" in does
    await town.presses(ANA, "1", does)
    [receipt] = town.fake.world.direct[f"D{ANA[1:]}"].messages.values()
    assert "receipt" in receipt["text"]
    assert await town.on.hearing.place_of(town.key(asked)) is None


async def leaves_nothing_behind(town):
    """The app is taken out of the workspace: all of it is erased, its key first."""
    await town.told(town.fake.world.tells(type="app_uninstalled"))

    async def gone():
        async with town.house.store.unit() as unit:
            known = await unit.communities.all()
            await unit.commit()
        return not known

    await until_async(gone, within=30)


async def test_the_first_month_of_a_workspace(town, staff):
    await town.told(town.fake.world.says(town.porch, BO, "I seal hulls, if anybody needs it."))

    left_alone = await listens_and_is_given_a_charter(town)
    await is_trusted_to_suggest(town)
    said = await suggests_and_speaks_when_a_moderator_says_so(town)
    await is_asked_why_and_thanked(town, said)
    await posts_its_digest(town, staff)
    await lets_people_go(town)
    told = town.said()
    await leaves_nothing_behind(town)

    assert left_alone != said["thread_ts"]
    assert told == [said]
