"""A first month of one community that lives on Discord and on Slack, until both let the bot go.

Everything goes through the real discord.py and the real slack-bolt; only the clock runs fast.
"""

import re
from datetime import timedelta

import pytest

from bot.core.measurements import Span
from bot.core.privacy import Switch
from bot.core.reasons import Reason
from bot.core.reviews import Label, ReviewStatus
from bot.core.trust import Rung
from bot.platforms.discord.keys import member
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.hands_rig import contract
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.platforms.slack.conftest import until
from tests.scenarios.both_town import level, living
from tests.scenarios.discord_town import PRACTICE, inhabited, logged_in, until_async
from tests.scenarios.slack_town import ANA, BO, MO
from tests.servers.discord.parts import walked
from tests.servers.discord.server import fake_discord

fake = fake_of_slack
pytestmark = [pytest.mark.stores("sqlite"), pytest.mark.slow]  # a month has many messages
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
CHARTER = """\
kind = "cause"
purpose = "keeping old boats afloat"
facets = ["oars", "hulls"]
tone = "plain"
timezone = "Europe/Berlin"
moderators = ["discord:{discord}", "slack:{slack}"]

[quiet_hours]
start = 00:00:00
end = 00:00:00
"""


@pytest.fixture
async def fakes(fake):
    async with fake_discord(contract()) as at_discord:
        yield at_discord, fake
        assert at_discord.record.wrong == []


@pytest.fixture
def places(fakes):
    return inhabited(fakes[0])


@pytest.fixture
def staff(fakes, places):
    world = fakes[0].world
    return world.channel(world.guilds[places[0]], "staff", private=True)


@pytest.fixture
async def towns(fakes, places, staff, tmp_path):
    """The bot was invited and installed; a channel was chosen on either side."""
    at_discord, at_slack = fakes
    async with logged_in(at_discord) as client:
        await registered(client, ours(client), None)
    at_slack.world.opens("staff", MO).private = True
    ways = {"discord_staff": (staff,), "looks_every": SECOND}
    async with living(fakes, tmp_path / "house", places, **ways) as opened:
        await level(opened)
        yield opened


async def on_discord(towns, person, command, name, **said):
    """What somebody is answered on Discord, as one text."""
    town = towns.discord
    options = [{"name": each, "type": 3, "value": value} for each, value in said.items()]
    word = {"name": name, "type": 1, "options": options}
    asked = town.fake.people.commands(person, town.channel, town.fake.commands.named(command), word)
    told = await asked.told(within=30)
    return "\n".join(each["content"] for each in walked(told["components"]) if "content" in each)


async def on_slack(towns, person, said):
    """The same on Slack."""
    return (await towns.slack.types(person, said))["text"]


def code_in(text):
    return re.search(r"code: (\w{8})", text)[1]


async def goes_by(towns, **length):
    """So much time in both worlds, hour by hour, with what falls due in it."""
    world = towns.discord.fake.world
    end = world.at + timedelta(**length)
    while world.at < end:
        world.at = min(end, world.at + HOUR)
        towns.slack.fake.world.at = world.at
        await towns.on.attending.tick()
    await towns.on.attending.say()


async def an_ordinary_day(towns, people):
    """Three questions on each side, each answered within minutes; the rest of it is quiet."""
    morning = towns.discord.fake.world.at
    for number in range(3):
        await talks_on_discord(towns, people, number)
        await talks_on_slack(towns, number)
        towns.later(minutes=20)
    await goes_by(towns, hours=(morning + DAY - towns.discord.fake.world.at) / HOUR)


async def talks_on_discord(towns, people, number):
    town, (asks, tells) = towns.discord, people
    asked = town.fake.world.says(asks, town.channel, f"Who has ladder {number} today?")
    towns.later(minutes=4)
    told = town.fake.world.says(tells, town.channel, "Behind the shed.", answering=asked)
    await until_async(lambda: town.on.hearing.place_of(town.key(told)))


async def talks_on_slack(towns, number):
    town = towns.slack
    asked = town.fake.world.says(town.porch, "U000000P1", f"Is oar {number} dry by now?")
    await town.told(asked)
    towns.later(minutes=5)
    root = asked["event"]["ts"]
    await town.told(town.fake.world.says(town.porch, "U000000P2", "Since noon.", thread=root))


async def is_open_to_objections(towns):
    """Members of both sides have two days to object: who answers whom is heard, no word is read."""
    at, heard = towns.discord.fake.world.at, []
    for town in (towns.discord, towns.slack):
        await town.on.hearing.choose(
            town.community, [town.place], at, objections=2 * DAY, announced="https://a.example"
        )
        asked = await town.asks("Who has the key of the boat shed?")
        heard.append(town.key(asked))
    async with towns.house.store.unit() as unit:
        found = [(await unit.messages.get(key), await unit.messages.text(key)) for key in heard]
        await unit.commit()
    assert [(message is not None, words) for message, words in found] == [(True, "")] * 2
    await goes_by(towns, hours=49)
    asked = towns.slack.key(await towns.slack.asks("Is the shed open now?"))
    async with towns.house.store.unit() as unit:
        assert await unit.messages.text(asked) == "Is the shed open now?"
        await unit.commit()


async def becomes_one(towns):
    """Mo is shown a code on Discord and enters it on Slack; Bo does so with both accounts."""
    code = code_in(await on_discord(towns, towns.discord.mo, "tummler-staff", "link"))
    assert (await on_slack(towns, MO, f"staff link {code}")).startswith("Linked")
    towns.slack.at_home = towns.discord.community
    code = code_in(await on_discord(towns, towns.discord.bo, "tummler", "link"))
    await on_slack(towns, BO, f"link {code}")


async def listens_and_is_given_a_charter(towns, people):
    """Two weeks in which nothing is said on either side; one charter is signed, for both."""
    for _ in range(3):
        await an_ordinary_day(towns, people)
    town, at = towns.discord, towns.discord.fake.world.at
    words = CHARTER.format(discord=town.mo, slack=MO)
    await towns.house.charters.write(town.community, words, at)
    await towns.house.charters.sign(town.community, member(town.mo), "we agreed", at)
    for _ in range(12):
        await an_ordinary_day(towns, people)
    await towns.slack.asks("Which of the two glues suits a cold shed?")
    await goes_by(towns, hours=12)
    assert await waiting(towns) == ()
    assert (town.said(), towns.slack.said()) == ([], [])


async def is_looked_at_in_shadow(towns):
    """What would have been said on Slack is shown, and a moderator of Discord labels it."""
    community, at = towns.discord.community, towns.discord.fake.world.at
    reviews, by = towns.house.trust.reviews, member(towns.discord.mo)
    span = Span(start=at - 30 * DAY, end=at, seen_until=at)
    shown = await reviews.shadows(community, span)
    card = shown[0]
    assert (card.ruling.channel.platform, card.ruling.reason) == ("slack", Reason.LISTENING)
    await reviews.label(community, card.id, Label.SAY, by=by, now=at, span=span)
    left = await reviews.shadows(community, span)
    assert {each.id for each in shown} - {each.id for each in left} == {card.id}
    places = await towns.house.trust.ladder.show(community)
    [evidence] = [p.evidence for p in places if p.practice == card.ruling.practice]
    assert (evidence.say, evidence.reviewed) == (1, 1)
    assert (towns.discord.said(), towns.slack.said()) == ([], [])


async def is_trusted_to_suggest(towns):
    """A moderator on Slack raises a practice; that holds on Discord too."""
    await on_slack(towns, MO, f"staff level {PRACTICE} suggest")
    places = await towns.house.trust.ladder.show(towns.discord.community)
    assert {place.practice: place.rung for place in places}[PRACTICE] is Rung.SUGGEST


async def waiting(towns):
    community, at = towns.discord.community, towns.discord.fake.world.at
    return await towns.house.trust.reviews.waiting(community, at)


async def speaks_where_the_question_waits(towns):
    """A question on Slack is drafted for, looked at on Slack, and answered there alone."""
    town = towns.slack
    await on_slack(towns, BO, "offer hulls")
    need = await town.asks("How does one seal a hull against frost?")
    await goes_by(towns, hours=12)
    [draft] = await waiting(towns)
    assert draft.proposal.need == town.key(need)
    queue = await town.types(MO, "staff queue")
    await town.presses(MO, "1", town.buttons(queue["blocks"])["Let the bot send"])
    ended = await town.ends_after_waiting(draft.id)
    [said] = town.said()
    assert (ended.status, said["thread_ts"]) == (ReviewStatus.SENT, need)
    assert towns.discord.said() == []
    return said


async def posts_one_digest(towns, staff):
    """On a Monday the week of both stands in the one channel that was chosen for it."""

    def digests():
        found = towns.discord.fake.acting.said(staff)
        return [each for each in found if "digest:full" in str(each["components"])]

    while towns.discord.fake.world.at.weekday() != 0:
        await goes_by(towns, hours=6)
    await goes_by(towns, hours=12)
    await until(lambda: bool(digests()), within=30)
    assert len({*weeks(digests())}) == len(digests())
    at_slack = towns.slack.fake.world.channels.values()
    [room] = [each for each in at_slack if each.name == "staff"]
    assert room.messages == {}


def weeks(digests):
    """Which weeks they are of; one that took long may have got that of the week before too."""
    return [re.findall(r"Week \d+", str(each))[0] for each in digests]


async def lets_people_go(towns):
    """Bo pauses everything on Slack and is heard on neither side; Ana is forgotten."""
    town = towns.discord
    await on_slack(towns, BO, "pause all 7d")
    card = await towns.house.wishes.card(town.community, member(town.bo))
    assert set(card.consent.paused) == set(Switch)
    asked = await towns.slack.asks("Is anybody at the shed?")
    sure = await towns.slack.types(ANA, "forget")
    [does] = towns.slack.buttons(sure["blocks"]).values()
    await towns.slack.presses(ANA, "1", does)
    assert await town.on.hearing.place_of(towns.slack.key(asked)) is None


async def is_stopped_once_for_both(towns):
    """One stop on Discord, and nothing that was approved is said on Slack."""
    town = towns.slack
    asked = town.fake.world.says(town.porch, "U000000P1", "who has a spare rowlock?")
    await town.told(asked)
    review = await town.drafts(asked["event"]["ts"], approved=True)
    await on_discord(towns, towns.discord.mo, "tummler-staff", "stop")
    towns.on.attending.wake(towns.discord.community)
    assert (await town.ends(review.id)).status is ReviewStatus.WITHHELD


async def becomes_two_and_leaves(towns):
    """Unlinked, Slack lets it go first and Discord is still heard; then nothing is left."""
    told = await on_discord(towns, towns.discord.mo, "tummler-staff", "unlink")
    assert "two communities again" in told
    towns.slack.at_home = None
    await towns.slack.told(towns.slack.fake.world.tells(type="app_uninstalled"))
    await left(towns, {towns.discord.community})
    towns.discord.fake.world.leaves(towns.discord.guild)
    await left(towns, set())


async def left(towns, wanted):
    """Wait until these communities alone are known."""

    async def gone():
        async with towns.house.store.unit() as unit:
            known = await unit.communities.all()
            await unit.commit()
        return {*known} == wanted

    await until_async(gone, within=30)


async def test_the_first_month_of_a_community_on_both(towns, staff):
    world = towns.discord.fake.world
    people = [world.person("cy"), world.person("di")]

    await is_open_to_objections(towns)
    await becomes_one(towns)
    await listens_and_is_given_a_charter(towns, people)
    await is_looked_at_in_shadow(towns)
    await is_trusted_to_suggest(towns)
    said = await speaks_where_the_question_waits(towns)
    await posts_one_digest(towns, staff)
    await lets_people_go(towns)
    await is_stopped_once_for_both(towns)
    told = towns.slack.said()
    await becomes_two_and_leaves(towns)

    assert (told, towns.discord.said()) == ([said], [])
