"""On Slack: *More…* at a message, a proposal, votes by buttons, and a decision in words."""

import pytest

from bot.core.trust import Rung
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.scenarios.slack_town import ANA, BO, MO, living

fake = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture
async def town(fake, tmp_path):
    porch = fake.world.opens("porch", ANA, BO, MO)
    async with living(fake, tmp_path, porch) as town:
        await town.signs(Rung.SUGGEST)
        yield town


def texts(blocks):
    """Every element in which Slack reads no markup."""
    return [
        element
        for block in blocks
        if block["type"] == "rich_text"
        for section in block["elements"]
        for element in section["elements"]
    ]


async def test_a_member_points_at_a_message_and_sees_what_is_for_members(town):
    card = await town.chooses(BO, await town.asks(), "more")

    assert card["response_type"] == "ephemeral"
    assert {*town.buttons(card["blocks"])} == {
        "Weave this thread, for me",
        "Propose as an example",
        "For the moderators…",
    }


async def test_an_example_is_shown_as_a_link_to_where_it_stands(town):
    need = await town.asks()
    card = await town.chooses(BO, need, "more")

    done = await town.presses(BO, "1", town.buttons(card["blocks"])["Propose as an example"])
    listed = await town.types(ANA, "vote")

    assert "as proposal 1" in done["text"]
    assert need.replace(".", "") in str(listed["blocks"])


async def test_what_is_proposed_calls_nobody_is_voted_on_and_decided(town):
    opened = await town.types(ANA, "propose <!channel> fewer rooms, please")
    listed = await town.types(BO, "vote")
    counted = await town.presses(BO, "1", town.buttons(listed["blocks"])["For"])

    told = await town.types(MO, "staff proposals 1 decline because: we need each of them")

    after = await town.types(ANA, "vote")
    assert "Proposal 1 opened" in opened["text"]
    assert "<!channel>" not in listed["text"]
    assert {"type": "text", "text": "<!channel> fewer rooms, please"} in texts(listed["blocks"])
    assert "Names are not shown" in counted["text"]
    assert "is declined" in told["text"]
    assert "we need each of them" in str(after)
    assert town.said() == []
