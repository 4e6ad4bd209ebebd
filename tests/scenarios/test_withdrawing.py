"""A line of the bot's is taken back on every platform once three people ask, and not before."""

import pytest

from bot.core.reviews import ReviewStatus
from bot.core.trust import Rung
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.ears_rig import until as until_on_discord
from tests.platforms.discord.hands_rig import contract
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.platforms.slack.conftest import until
from tests.scenarios.discord_town import inhabited, logged_in, until_async
from tests.scenarios.discord_town import living as living_on_discord
from tests.scenarios.slack_town import ANA, BO, MO, living
from tests.scenarios.test_discord_moderating import pressable
from tests.servers.discord.server import fake_discord
from tests.servers.slack.server import Fault

slack = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture
async def on_slack(slack, tmp_path):
    porch = slack.world.opens("porch", ANA, BO, MO)
    async with living(slack, tmp_path, porch) as town:
        await town.signs()
        yield town


@pytest.fixture
async def on_discord(tmp_path):
    async with fake_discord(contract()) as fake:
        async with logged_in(fake) as client:
            await registered(client, ours(client), None)
        async with living_on_discord(fake, tmp_path / "house", inhabited(fake)) as town:
            await town.signs(Rung.SPEAK)
            yield town
        assert fake.record.wrong == []


async def slack_line(town):
    """A line that was said, and is known as ours by its echo."""
    review = await town.drafts(await town.asks(), approved=True)
    town.on.attending.wake(town.community)
    await town.ends(review.id)
    await town.told(town.fake.world.echoes[-1])
    return review


async def asks_back(town, review, *people):
    press = {"action_id": f"withdraw:line:{review.id}", "type": "button"}
    return [await town.presses(person, town.said()[0]["ts"], press) for person in people]


async def test_on_slack_two_people_are_not_enough(on_slack):
    review = await slack_line(on_slack)

    told = await asks_back(on_slack, review, ANA, BO, ANA)

    assert {each["text"].partition(" ")[0] for each in told} == {"Noted."}
    assert len(on_slack.said()) == 1


async def test_on_slack_the_third_takes_it_back(on_slack):
    review = await slack_line(on_slack)

    await asks_back(on_slack, review, ANA, BO, MO)

    await until(lambda: not on_slack.said())
    assert (await on_slack.review(review.id)).status is ReviewStatus.SENT


async def test_on_slack_a_pause_only_puts_it_off(on_slack):
    review = await slack_line(on_slack)
    busy = Fault("chat.delete", {"ok": False, "error": "internal_error"})
    on_slack.fake.faults.append(busy)

    await asks_back(on_slack, review, ANA, BO, MO)
    await until(lambda: busy.fired == 1)
    on_slack.on.attending.wake(on_slack.community)

    await until(lambda: not on_slack.said())


async def test_on_slack_what_somebody_deleted_first_is_deleted_once(on_slack):
    review = await slack_line(on_slack)
    [said] = on_slack.said()
    await asks_back(on_slack, review, ANA, BO)
    on_slack.fake.world.deletes(on_slack.porch, said["ts"])

    press = {"action_id": f"withdraw:line:{review.id}", "type": "button"}
    await on_slack.presses(MO, said["ts"], press)
    await until(lambda: deletions(on_slack) == 1)
    on_slack.on.attending.wake(on_slack.community)
    await on_slack.types(BO, "help")

    assert deletions(on_slack) == 1


def deletions(town):
    return len([each for each in town.fake.record.requests if each.template == "chat.delete"])


async def test_on_discord_the_third_takes_it_back(on_discord):
    town = on_discord
    review = await town.drafts(await town.asks(), approved=True)
    await town.keeps(review)
    await town.says_what_is_approved()
    await town.ends(review.id)
    await until_async(lambda: heard(town))

    for person in (town.ana, town.bo):
        await wants_it_gone(town, person)
    stood = len(town.said())
    await wants_it_gone(town, town.mo)

    await until_on_discord(lambda: not town.said())
    assert stood == 1


async def heard(town):
    """Whether the line came back and is known as ours."""
    [said] = town.said()
    async with town.house.store.unit() as unit:
        found = await unit.messages.get(town.key(said["id"]))
        await unit.commit()
    return found is not None


async def wants_it_gone(town, person):
    """Somebody points at the line, and presses what the card offers."""
    [said] = town.said()
    menu = town.fake.commands.named("Stop this here")
    card = await town.fake.people.menu(person, town.channel, menu, said["id"]).told()
    for _ in ("pressed", "and said to be meant"):
        press = pressable(card)["Withdraw this message"]
        card = await town.fake.people.forges(person, town.channel, card, press).told()
