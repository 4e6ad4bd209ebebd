"""A Discord server and a Slack workspace as one community, linked and unlinked by what people say.

Everything goes through the real discord.py and the real slack-bolt.
"""

import re

import pytest

from bot.core.reasons import Reason
from bot.core.reviews import ReviewStatus
from bot.platforms.slack.keys import community_of, message
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.hands_rig import contract
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.scenarios.both_town import level, living
from tests.scenarios.discord_town import DAY, PRACTICE, inhabited, logged_in
from tests.scenarios.slack_town import ANA, MO
from tests.servers.discord.parts import walked
from tests.servers.discord.server import fake_discord
from tests.servers.slack.world import TEAM

fake = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture
async def fakes(fake):
    async with fake_discord(contract()) as at_discord:
        yield at_discord, fake


@pytest.fixture
async def towns(fakes, tmp_path):
    places = inhabited(fakes[0])
    async with logged_in(fakes[0]) as client:
        await registered(client, ours(client), None)
    async with living(fakes, tmp_path / "house", places) as towns:
        await level(towns)
        await towns.discord.signs()
        yield towns


@pytest.fixture
async def one(towns):
    """The same, linked."""
    await links(towns)
    towns.slack.at_home = towns.discord.community
    return towns


async def on_discord(towns, person, command, name, **said):
    """What somebody is answered on Discord, as one text."""
    town = towns.discord
    options = [{"name": each, "type": 3, "value": value} for each, value in said.items()]
    asked = town.fake.people.commands(
        person,
        town.channel,
        town.fake.commands.named(command),
        {"name": name, "type": 1, "options": options},
    )
    told = await asked.told()
    return "\n".join(each["content"] for each in walked(told["components"]) if "content" in each)


async def on_slack(towns, person, said):
    """The same on Slack."""
    return (await towns.slack.types(person, said))["text"]


def code_in(text):
    return re.search(r"code: (\w{8})", text)[1]


async def links(towns):
    """Mo is shown a code on Discord and enters it on Slack."""
    code = code_in(await on_discord(towns, towns.discord.mo, "tummler-staff", "link"))
    return await on_slack(towns, MO, f"staff link {code}")


async def links_accounts(towns):
    """Ana does the same with her accounts."""
    code = code_in(await on_discord(towns, towns.discord.ana, "tummler", "link"))
    return await on_slack(towns, ANA, f"link {code}")


async def test_a_code_of_one_side_entered_on_the_other_makes_them_one(towns):
    told = await links(towns)

    assert told.startswith("Linked: Discord and Slack are one community")
    assert towns.house.homes.of(towns.slack.community) == towns.discord.community


async def test_a_code_is_good_once(towns):
    code = code_in(await on_discord(towns, towns.discord.mo, "tummler-staff", "link"))
    await on_slack(towns, MO, f"staff link {code}")

    again = await on_slack(towns, MO, f"staff link {code}")

    assert "wrong or older than ten minutes" in again


async def test_after_ten_minutes_a_code_is_good_no_more(towns):
    code = code_in(await on_discord(towns, towns.discord.mo, "tummler-staff", "link"))
    towns.later(minutes=11)

    told = await on_slack(towns, MO, f"staff link {code}")

    assert "wrong or older than ten minutes" in told


async def test_who_entered_five_wrong_codes_is_told_the_way_out_and_links_nothing(towns):
    code = code_in(await on_discord(towns, towns.discord.mo, "tummler-staff", "link"))
    for _ in range(5):
        await on_slack(towns, MO, "staff link 22222222")

    told = await on_slack(towns, MO, f"staff link {code}")

    assert "in an hour" in told
    assert towns.house.homes.of(towns.slack.community) == towns.slack.community


async def test_who_moderates_neither_side_links_nothing(towns):
    told = await on_discord(towns, towns.discord.bo, "tummler-staff", "link")

    assert "for moderators" in told


async def test_talk_on_slack_is_taken_into_the_one_community(one):
    need = await one.slack.asks()

    async with one.house.store.unit() as unit:
        seen = await unit.messages.seen(one.slack.key(need))
        resting = await unit.listening.chosen(community_of(TEAM))
        await unit.commit()
    assert (seen, resting) == (True, frozenset())


async def test_the_charter_of_one_side_lets_a_line_be_said_on_the_other(one):
    review = await one.slack.drafts(await one.slack.asks(), approved=True)
    one.on.attending.wake(one.discord.community)

    ended = await one.slack.ends(review.id)

    assert (ended.status, ended.sent.community) == (ReviewStatus.SENT, one.discord.community)
    assert [len(one.slack.said()), len(one.discord.said())] == [1, 0]


async def test_a_stop_on_slack_silences_discord(one):
    review = await one.discord.drafts(await one.discord.asks(), approved=True)

    await on_slack(one, MO, "staff stop")
    one.on.attending.wake(one.discord.community)

    await one.discord.ends(review.id)
    assert one.discord.ended.withheld is Reason.PRACTICE_OFF
    assert one.discord.said() == []


async def test_a_stop_on_discord_silences_slack(one):
    review = await one.slack.drafts(await one.slack.asks(), approved=True)

    await on_discord(one, one.discord.mo, "tummler-staff", "stop")
    one.on.attending.wake(one.discord.community)

    assert (await one.slack.ends(review.id)).withheld is Reason.PRACTICE_OFF
    assert one.slack.said() == []


async def test_the_queue_of_a_platform_shows_nothing_of_the_other(one):
    await one.slack.drafts(await one.slack.asks(), approved=False)

    shown = await on_discord(one, one.discord.mo, "tummler-staff", "queue")

    assert "one more waits on the other platform" in shown.casefold()
    assert one.slack.porch.number not in shown


async def seen(towns, key):
    async with towns.house.store.unit() as unit:
        found = await unit.messages.seen(key)
        await unit.commit()
    return found


async def forgets(towns, person):
    """Somebody on Slack has everything of theirs erased, and is ignored from then on."""
    return await on_slack(towns, person, "forget:do:ignore-me")


async def test_what_was_said_before_the_link_and_is_deleted_after_it_is_gone(towns):
    need = await towns.slack.asks()
    await links(towns)

    await towns.slack.told(towns.slack.fake.world.deletes(towns.slack.porch, need))

    async with towns.house.store.unit() as unit:
        left = await unit.messages.get(towns.slack.key(need))
        await unit.commit()
    assert left is None


async def test_who_paused_analysis_before_the_link_is_not_taken_in_after_it(towns):
    await on_slack(towns, ANA, "pause analysis always")
    await links(towns)
    towns.slack.at_home = towns.discord.community

    need = await towns.slack.asks()

    assert not await seen(towns, towns.slack.key(need))


async def test_who_was_forgotten_before_the_link_is_ignored_after_it(towns):
    await towns.slack.asks()
    await forgets(towns, ANA)
    await links(towns)
    towns.slack.at_home = towns.discord.community

    need = await towns.slack.asks()

    assert not await seen(towns, towns.slack.key(need))


async def test_a_pause_in_one_linked_account_holds_in_the_other(one):
    told = await links_accounts(one)
    await on_slack(one, ANA, "pause analysis always")

    number = one.discord.fake.world.says(one.discord.ana, one.discord.channel, "is it heard?")
    await one.discord.asks("somebody else is", by=one.discord.bo)

    assert told.startswith("Linked. One opt-out now covers both")
    assert not await seen(one, one.discord.key(number))


async def test_forgetting_one_linked_account_forgets_both(one):
    need = await one.discord.asks()
    await one.slack.asks()
    await links_accounts(one)
    ana = await one.discord.known(one.discord.ana)

    told = await forgets(one, ANA)

    async with one.house.store.unit() as unit:
        left = await unit.messages.get(one.discord.key(need))
        pair = await unit.joins.also(one.discord.community, [ana])
        await unit.commit()
    assert "messages" in told
    assert (left, pair) == (None, {})


async def test_people_with_two_accounts_count_once(one):
    await one.discord.asks()
    await one.slack.asks()

    apart = await people_heard(one)
    await links_accounts(one)
    together = await people_heard(one)
    await on_slack(one, ANA, "unlink")

    assert (apart, together, await people_heard(one)) == (2, 1, 2)


async def people_heard(towns):
    at = towns.discord.fake.world.at
    async with towns.house.store.views() as views:
        heard = await views.heard(towns.discord.community, at - DAY, at + DAY)
    return heard.people


async def test_an_account_is_linked_only_where_both_sides_are_one_community(towns):
    told = await on_slack(towns, ANA, "link")

    assert told.startswith("Nothing is linked here")


async def test_unlinked_the_two_are_what_they_were(one):
    before = await one.slack.asks()
    told = await on_slack(one, MO, "staff unlink")
    one.slack.at_home = None

    after = await one.slack.asks()

    assert "The weeks that they shared stay with Discord" in told
    key = message(one.discord.community, one.slack.porch.number, before)
    assert [await seen(one, key), await seen(one, one.slack.key(after))] == [True, True]
    assert one.house.homes.of(one.slack.community) == one.slack.community


async def test_what_was_paused_while_linked_stays_paused_after(one):
    await on_slack(one, ANA, "pause analysis always")
    await on_discord(one, one.discord.mo, "tummler-staff", "unlink")
    one.slack.at_home = None

    need = await one.slack.asks()

    assert not await seen(one, one.slack.key(need))


async def stops(towns, what):
    """Mo stops something on Slack before the two are linked."""
    practice = {"one practice": PRACTICE}.get(what)
    channel = towns.slack.place if what == "one room" else None
    await towns.house.trust.ladder.switch(
        towns.slack.community, practice, channel, towns.slack.fake.world.at, stopped=True
    )


async def how_it_ends(towns):
    """What becomes of a line that was approved for a message on Slack."""
    review = await towns.slack.drafts(await towns.slack.asks(), approved=True)
    towns.on.attending.wake(towns.slack.community)
    return await towns.slack.ends(review.id)


@pytest.mark.parametrize("what", ["everything", "one practice", "one room"])
async def test_what_was_stopped_before_the_link_stays_stopped_after_it(towns, what):
    await stops(towns, what)
    await links(towns)
    towns.slack.at_home = towns.discord.community

    ended = await how_it_ends(towns)

    assert (ended.withheld, towns.slack.said()) == (Reason.PRACTICE_OFF, [])


@pytest.mark.parametrize("what", ["everything", "one practice", "one room"])
async def test_what_was_stopped_while_linked_stays_stopped_after_it(towns, what):
    await towns.slack.signs()
    await links(towns)
    towns.slack.at_home = towns.discord.community
    await stops(towns, what)
    await on_slack(towns, MO, "staff unlink")
    towns.slack.at_home = None

    ended = await how_it_ends(towns)

    assert (ended.withheld, towns.slack.said()) == (Reason.PRACTICE_OFF, [])


async def test_a_line_for_a_workspace_that_went_its_own_way_is_not_said(one):
    review = await one.slack.drafts(await one.slack.asks(), approved=True)

    await on_slack(one, MO, "staff unlink")
    one.on.attending.wake(one.discord.community)

    assert (await one.slack.ends(review.id)).withheld is Reason.CHANNEL_CLOSED
    assert one.slack.said() == []


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_a_line_for_a_room_that_was_left_out_is_not_said(one, platform):
    town = getattr(one, platform)
    review = await town.drafts(await town.asks(), approved=True)

    await one.on.hearing.leave_out(town.community, [town.place])
    one.on.attending.wake(one.discord.community)

    await town.ends(review.id)
    assert (await town.review(review.id)).withheld is Reason.CHANNEL_CLOSED
    assert town.said() == []


async def test_who_was_forgotten_before_the_link_is_linked_with_no_account(towns):
    await towns.slack.asks()
    await forgets(towns, ANA)
    await links(towns)
    towns.slack.at_home = towns.discord.community

    told = await links_accounts(towns)

    assert "Linked" not in told


async def test_what_was_paused_before_both_links_holds_for_both_accounts(towns):
    await on_slack(towns, ANA, "pause analysis always")
    await links(towns)
    await links_accounts(towns)
    towns.slack.at_home = towns.discord.community

    number = towns.discord.fake.world.says(towns.discord.ana, towns.discord.channel, "is it heard?")
    await towns.discord.asks("somebody else is", by=towns.discord.bo)

    assert not await seen(towns, towns.discord.key(number))
    assert not await seen(towns, towns.slack.key(await towns.slack.asks()))
