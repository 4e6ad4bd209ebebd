"""What a moderator writes on Slack is said at their hour, by our clock, under their name."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.own_posts import OwnPostStatus
from bot.core.trust import Rung
from bot.services.commands.rooms import room_id
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.platforms.slack.conftest import until
from tests.scenarios.discord_town import until_async
from tests.scenarios.slack_town import ANA, BO, MO, living

fake = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")
SOON = timedelta(hours=2)
WORDS = "On Saturday we open the shed at ten, <@U000000BO> & all <!channel>."


@pytest.fixture(params=[False, True], ids=["socket", "http"])
async def town(fake, tmp_path, request):
    porch = fake.world.opens("porch", ANA, BO, MO)
    async with living(fake, tmp_path, porch, http=request.param) as town:
        await town.signs(Rung.LISTEN)
        yield town


def typed(value):
    return {"type": "plain_text_input", "value": value}


def form_of(town, **changes):
    hour = (town.fake.world.at + SOON).astimezone(ZoneInfo("Europe/Berlin"))
    chosen = {"type": "static_select", "selected_option": {"value": room_id(town.place)}}
    texts = {"when": hour.strftime("%Y-%m-%d %H:%M"), "words": WORDS, "answers": "", "thread": ""}
    return {"room": chosen} | {key: typed(value) for key, value in (texts | changes).items()}


async def sets(town, **changes):
    await town.told(town.fake.world.command(MO, town.porch, "staff post"), "slash_commands")
    await until(lambda: bool(town.fake.world.views))
    [view] = town.fake.world.views
    handed = town.fake.world.hands_in(MO, view, form_of(town, **changes))
    return await town.told(handed, "interactive")


async def posts(town):
    async with town.house.store.unit() as unit:
        found = await unit.own_posts.with_status(town.community, frozenset(OwnPostStatus))
        await unit.commit()
    return found


async def the_hour_comes(town):
    await until_async(lambda: posts(town))
    town.fake.world.at += SOON + timedelta(minutes=1)
    town.on.attending.wake(town.community)

    async def over():
        return all(each.ended_at is not None for each in await posts(town))

    await until_async(over)


async def test_it_is_said_once_at_its_hour_with_its_author_and_calls_nobody_else(town):
    await sets(town)

    await the_hour_comes(town)

    [said] = town.said()
    [shown] = [each for each in said["blocks"] if each["type"] == "rich_text"]
    [section] = shown["elements"]
    assert section["elements"][0]["text"].startswith(WORDS)
    called = [each for each in section["elements"] if each["type"] != "text"]
    assert called == [{"type": "user", "user_id": MO}]
    assert "<!channel>" not in said["text"]
    assert [*town.buttons(said["blocks"])] == ["Why?"]


async def test_before_its_hour_slack_holds_nothing_of_it(town):
    await sets(town)
    await until_async(lambda: posts(town))

    asked = town.fake.record.requests
    told = [each for each in asked if each.template.startswith("chat.")]
    assert "chat.scheduleMessage" not in {each.template for each in told}
    assert town.porch.number not in {each.body["channel"] for each in told}


async def test_answers_of_a_poll_stand_below_the_words(town):
    await sets(town, words="Which day?", answers="Saturday\nSunday")

    await the_hour_comes(town)

    [said] = town.said()
    assert said["text"].startswith("Which day?\n1. Saturday\n2. Sunday\n")


async def test_what_slack_refuses_is_told_and_not_tried_again(town):
    await sets(town)
    town.porch.archived = True

    await the_hour_comes(town)

    [post] = await posts(town)
    assert (post.status, town.said()) == (OwnPostStatus.REFUSED, [])
