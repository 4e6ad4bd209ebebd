"""A server's first month on Discord, from the invitation to the day the bot is taken out again.

Everything goes through the real discord.py over sockets; only the clock runs fast.
"""

import re
from datetime import timedelta

import pytest

from bot.core.privacy import Switch
from bot.core.reviews import ReviewStatus
from bot.core.trust import Rung
from bot.platforms.discord.keys import member
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.ears_rig import until
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import PRACTICE, inhabited, living, logged_in, until_async
from tests.servers.discord.parts import BUTTON, walked
from tests.servers.discord.server import fake_discord

pytestmark = pytest.mark.slow  # a month has many messages
SECOND = timedelta(seconds=1)
QUESTION = "Which of the two glues suits a cold shed?"
CHARTER = """\
kind = "cause"
purpose = "keeping old boats afloat"
facets = ["oars", "hulls"]
tone = "plain"
timezone = "Europe/Berlin"
moderators = ["discord:{mo}"]

[quiet_hours]
start = 00:00:00
end = 00:00:00
"""


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def places(fake):
    return inhabited(fake)


@pytest.fixture
def staff(fake, places):
    return fake.world.channel(fake.world.guilds[places[0]], "staff", private=True)


@pytest.fixture
async def town(fake, places, staff, tmp_path):
    """The bot was invited, its commands are registered, one channel was chosen."""
    async with logged_in(fake) as client:
        await registered(client, ours(client), None)
    house = tmp_path / "house"
    async with living(fake, house, places, staff=(staff,), looks_every=SECOND) as opened:
        yield opened


async def goes_by(town, **length):
    """So much time, hour by hour, with what falls due in it."""
    end = town.fake.world.at + timedelta(**length)
    while town.fake.world.at < end:
        town.fake.world.at = min(end, town.fake.world.at + timedelta(hours=1))
        await town.on.attending.tick()
    await town.on.attending.say()


async def an_ordinary_day(town, people):
    """Six questions, each answered by somebody within minutes; the rest of the day is quiet."""
    world = town.fake.world
    morning = world.at
    for number in range(6):
        asks, tells = people[number % len(people)], people[(number + 1) % len(people)]
        asked = world.says(asks, town.channel, f"Who has ladder {number} today?")
        world.at += timedelta(minutes=4 + number)
        told = world.says(tells, town.channel, "It stands behind the shed.", answering=asked)
        await heard(town, told)
        world.at += timedelta(minutes=20)
    await goes_by(town, hours=(morning + timedelta(days=1) - world.at) / timedelta(hours=1))


async def heard(town, number):
    await until_async(lambda: town.on.hearing.place_of(town.key(number)))


async def calls(town, person, command, name, **said):
    """What somebody is answered who calls a command."""
    options = [{"name": each, "type": 3, "value": value} for each, value in said.items()]
    word = {"name": name, "type": 1, "options": options}
    asked = town.fake.people.commands(person, town.channel, town.fake.commands.named(command), word)
    return await asked.told(within=30)


def shown(message):
    return "\n".join(each["content"] for each in walked(message["components"]) if "content" in each)


def pressable(message):
    return [each["custom_id"] for each in walked(message["components"]) if each["type"] == BUTTON]


async def presses(town, person, card, custom_id):
    asked = town.fake.people.forges(person, town.channel, card, custom_id)
    return await asked.told(within=30)


async def waiting(town):
    return await town.house.trust.reviews.waiting(town.community, town.fake.world.at)


async def listens_and_is_given_a_charter(town, people):
    """The first two weeks: nothing is said, whatever waits."""
    for _ in range(3):
        await an_ordinary_day(town, people)
    at = town.fake.world.at
    await town.house.charters.write(town.community, CHARTER.format(mo=town.mo), at)
    await town.house.charters.sign(town.community, member(town.mo), "we agreed", at)
    early = await calls(town, town.mo, "tummler-staff", "level", practice=PRACTICE, to="suggest")
    assert "14" in shown(early)
    for _ in range(11):
        await an_ordinary_day(town, people)
    left_alone = await town.asks(QUESTION)
    await goes_by(town, hours=12)
    assert (await waiting(town), town.said()) == ((), [])
    return left_alone


async def is_trusted_to_suggest(town):
    """A steward raises it by one command; further it may not go without evidence."""
    await calls(town, town.mo, "tummler-staff", "level", practice=PRACTICE, to="suggest")
    further = await calls(town, town.mo, "tummler-staff", "level", practice=PRACTICE, to="speak")
    assert "30" in shown(further)
    rungs = {place.practice: place.rung for place in await _ladder(town)}
    assert rungs[PRACTICE] is Rung.SUGGEST


async def _ladder(town):
    return await town.house.trust.ladder.show(town.community)


async def suggests_and_speaks_when_a_moderator_says_so(town):
    """A question waits; a person looks at the draft, and only then it is said, once.

    Bo offered to be asked, and is the only one who is called.
    """
    await calls(town, town.bo, "tummler", "offer", topic="hulls")
    need = await town.asks("How does one seal a hull against frost?")
    await goes_by(town, hours=12)
    [draft] = await waiting(town)
    assert (draft.proposal.need.message, town.said()) == (need, [])
    card = await calls(town, town.mo, "tummler-staff", "queue")
    assert f"review:send:{draft.id}" in pressable(card)
    await presses(town, town.mo, card, f"review:send:{draft.id}")
    await until(lambda: bool(town.said()))
    await town.ends(draft.id)
    [said] = town.said()
    assert said["message_reference"]["message_id"] == need
    assert [each["id"] for each in said["mentions"]] == [town.bo]
    assert town.ended.status is ReviewStatus.SENT
    return draft, said


async def is_asked_why_and_thanked(town, draft, said):
    ask = town.fake.people.presses(town.bo, town.channel, said["id"], f"why:show:{draft.id}")
    assert "boats" in shown(await ask.told(within=30))
    thanks = town.fake.people.presses(
        town.ana, town.channel, said["id"], f"said:helpful:{draft.id}"
    )
    await thanks.told(within=30)


async def posts_its_digest(town, staff):
    """On a Monday morning the week stands in the moderators' channel, once."""
    while town.fake.world.at.weekday() != 0:
        await goes_by(town, hours=6)
    await goes_by(town, hours=12)
    await until(lambda: bool(_digests(town, staff)), within=30)
    assert len({*weeks(_digests(town, staff))}) == len(_digests(town, staff))


def weeks(digests):
    """Which weeks they are of; one that took long may have got that of the week before too."""
    return [re.findall(r"Week \d+", str(each))[0] for each in digests]


def _digests(town, staff):
    found = town.fake.acting.said(staff)
    return [each for each in found if "digest:full" in str(each["components"])]


async def lets_people_go(town):
    """Bo pauses everything and is not heard any more; Ana is forgotten."""
    await calls(town, town.bo, "tummler", "pause", what="all", **{"for": "7d"})
    card = await town.house.wishes.card(town.community, member(town.bo))
    assert set(card.consent.paused) == set(Switch)
    asked = await town.asks("Is anybody at the shed?")
    card = await calls(town, town.ana, "tummler", "forget")
    [sure] = pressable(card)
    back = await presses(town, town.ana, card, sure)
    [does] = pressable(back)
    await presses(town, town.ana, back, does)
    assert await town.on.hearing.place_of(town.key(asked)) is None


async def leaves_nothing_behind(town):
    """The bot is taken out of the server: all of it is erased, its key first."""
    town.fake.world.leaves(town.guild)

    async def gone():
        async with town.house.store.unit() as unit:
            known = await unit.communities.all()
            await unit.commit()
        return not known

    await until_async(gone, within=30)


async def test_the_first_month_of_a_server(town, staff):
    bo = town.fake.world.says(town.bo, town.channel, "I seal hulls, if anybody needs it.")
    await heard(town, bo)
    people = [town.fake.world.person(name) for name in ("cy", "di", "ed", "flo", "gus")]

    left_alone = await listens_and_is_given_a_charter(town, people)
    await is_trusted_to_suggest(town)
    draft, said = await suggests_and_speaks_when_a_moderator_says_so(town)
    await is_asked_why_and_thanked(town, draft, said)
    await posts_its_digest(town, staff)
    await lets_people_go(town)
    told = town.said()
    await leaves_nothing_behind(town)

    assert [each["message_reference"]["message_id"] for each in told] != [left_alone]
    assert len(told) == 1
