"""On Discord: *More…* at a message, a proposal, votes by buttons, and a decision by a form."""

import pytest

from bot.core.trust import Rung
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import inhabited, living, logged_in
from tests.servers.discord.parts import BUTTON, walked
from tests.servers.discord.server import fake_discord

EPHEMERAL = 1 << 6


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
async def town(fake, tmp_path):
    places = inhabited(fake)
    async with logged_in(fake) as client:
        await registered(client, ours(client), None)
    async with living(fake, tmp_path / "house", places) as opened:
        await opened.signs(Rung.SUGGEST)
        yield opened


def shown(message):
    return "\n".join(each["content"] for each in walked(message["components"]) if "content" in each)


def pressable(message):
    return {
        each["label"]: each["custom_id"]
        for each in walked(message["components"])
        if each["type"] == BUTTON
    }


def word(name, **said):
    options = [{"name": each, "type": 3, "value": value} for each, value in said.items()]
    return {"name": name, "type": 1, "options": options}


async def calls(town, person, command, *words):
    named = town.fake.commands.named(command)
    return await town.fake.people.commands(person, town.channel, named, *words).told()


async def presses(town, person, card, label):
    custom_id = pressable(card)[label]
    return await town.fake.people.forges(person, town.channel, card, custom_id).told()


async def more(town, person, message):
    menu = town.fake.commands.named("More…")
    return await town.fake.people.menu(person, town.channel, menu, message).told()


async def test_a_member_points_at_a_message_and_sees_what_is_for_members(town):
    card = await more(town, town.bo, await town.asks())

    assert card["flags"] & EPHEMERAL
    assert {*pressable(card)} == {
        "Weave this thread, for me",
        "Propose as an example",
        "For the moderators…",
    }


async def test_a_short_thread_is_not_woven_and_says_what_it_lacks(town):
    card = await more(town, town.bo, await town.asks())

    answer = await presses(town, town.bo, card, "Weave this thread, for me")

    assert "too short to sum up" in shown(answer)


async def test_a_moderator_says_that_a_message_still_waits_and_nothing_is_said_by_that(town):
    card = await more(town, town.mo, await town.asks())

    answer = await presses(town, town.mo, card, "Still waits for an answer")

    assert "by the usual rules" in shown(answer)
    assert town.said() == []


async def test_what_is_proposed_is_voted_on_by_a_button_and_decided_by_a_form(town):
    opened = await calls(town, town.ana, "tummler", word("propose", text="Fewer rooms, @everyone"))
    listed = await calls(town, town.bo, "tummler", word("vote"))
    counted = await presses(town, town.bo, listed, "For")
    staff = await calls(town, town.mo, "tummler-staff", word("proposals"))
    asked = town.fake.people.forges(town.mo, town.channel, staff, pressable(staff)["Decline"])
    form = await asked.form()

    told = await town.fake.people.submits(
        town.mo, town.channel, form, {"because": "We need each of them."}
    ).told()

    after = await calls(town, town.ana, "tummler", word("vote"))
    assert "Proposal 1 opened" in shown(opened)
    assert "Names are not shown" in shown(counted)
    assert "Proposal 1 is declined" in shown(told)
    assert "We need each of them." in shown(after)
    assert town.said() == []
