"""On Slack a message is laid before moderators, ours are taken back, and no more is pretended."""

import pytest

from bot.core.moderation import ActKind, ActStatus
from bot.core.trust import Rung
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.platforms.slack.conftest import until
from tests.scenarios.discord_town import until_async
from tests.scenarios.slack_town import ANA, BO, MO, living

fake = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")
SAID = "zanzibarmarker <!channel> this looks like an advertisement"


@pytest.fixture(params=[False, True], ids=["socket", "http"])
async def town(fake, tmp_path, request):
    porch = fake.world.opens("porch", ANA, BO, MO)
    async with living(fake, tmp_path, porch, http=request.param) as town:
        await town.signs(Rung.SPEAK)
        yield town


def typed(value):
    return {"type": "plain_text_input", "value": value}


async def opens(town, who, card, label):
    """Presses what is answered by a form; gives the form."""
    before = len(town.fake.world.views)
    element = town.buttons(card["blocks"])[label]
    await town.told(town.fake.world.press(who, town.porch, "1", element), "interactive")
    await until(lambda: len(town.fake.world.views) > before)
    return town.fake.world.views[-1]


async def flags(town, ts):
    card = await town.chooses(BO, ts, "more")
    view = await opens(town, BO, card, "For the moderators…")
    handed = town.fake.world.hands_in(BO, view, {"words": typed(SAID)})
    await town.told(handed, "interactive")
    await until_async(lambda: laid(town))


async def laid(town):
    async with town.house.store.unit() as unit:
        found = await unit.moderation.waiting(town.community)
        await unit.commit()
    return found


async def trail(town):
    async with town.house.store.unit() as unit:
        found = await unit.moderation.trail(town.community, 100)
        await unit.commit()
    return found


async def says_something(town):
    """A line of ours stands in the channel; gives where."""
    review = await town.drafts(await town.asks(), approved=True)
    town.on.attending.wake(town.community)
    await town.ends(review.id)
    await town.told(town.fake.world.echoes[-1])
    [said] = town.said()
    return said["ts"]


async def test_moderators_alone_read_what_was_said_and_it_calls_nobody(town):
    await flags(town, await town.asks())

    card = await town.types(MO, "staff alerts")

    assert card["response_type"] == "ephemeral"
    assert "zanzibarmarker" in str(card["blocks"])
    assert "zanzibarmarker" not in str(town.said())
    shown = [each["type"] for each in card["blocks"] if "zanzibarmarker" in str(each)]
    assert {*shown} == {"rich_text"}


async def test_for_a_persons_message_the_card_leads_to_slacks_own_tools(town):
    await flags(town, await town.asks())

    card = await town.types(MO, "staff alerts")

    assert {*town.buttons(card["blocks"])} == {"Note", "Not a case, or settled"}
    assert "lack the right" in str(card["blocks"])


async def test_a_line_of_ours_is_taken_back_by_a_press(town):
    ts = await says_something(town)
    await flags(town, ts)
    card = await town.types(MO, "staff alerts")
    view = await opens(town, MO, card, "Remove…")
    handed = town.fake.world.hands_in(MO, view, {"because": typed("It was no help.")})

    await town.told(handed, "interactive")

    await until(lambda: ts not in town.porch.messages)
    [act] = await trail(town)
    assert act.kind is ActKind.REMOVE
    assert act.status in {ActStatus.BEGUN, ActStatus.DONE}


async def test_a_member_is_shown_no_queue(town):
    await flags(town, await town.asks())

    card = await town.types(BO, "staff alerts")

    assert "zanzibarmarker" not in str(card)
