"""An answer comes within Discord's three seconds, or says that it takes longer."""

import asyncio
from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.core.cards import Action, Card, Field, Form, Linked, Section
from bot.core.clock import ManualClock
from bot.core.ids import CommunityId, MessageKey
from bot.platforms.discord.addresses import Addresses, dial
from cogs.discord.answering import MOST_HELD, Answering, HeldForms, linked
from prompts import phrases
from tests.platforms.discord.ears_rig import until
from tests.platforms.discord.hands_rig import contract
from tests.servers.discord.server import Fault, fake_discord
from tests.servers.discord.world import TOKEN

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
KEY = MessageKey(platform="discord", community=CommunityId("discord:1"), message="3")
EPHEMERAL = 1 << 6
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


def form(key="k"):
    action = Action(area="some", verb="form", key=key)
    return Form(action=action, title="A form", fields=(Field(key="a", label="A"),), submit="Send")


async def nowhere(_key):
    return None


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def place(fake):
    """A channel, and somebody in it."""
    channel = fake.world.channel(fake.world.guild(), "porch")
    return fake.world.person("ana"), channel


@pytest.fixture
async def work(fake, place):
    """Connects a client whose presses are answered with whatever a test puts into a future."""
    dial(Addresses(rest=fake.rest, gateway=fake.gateway_url))
    client = discord.Client(
        intents=discord.Intents(guilds=True), max_messages=None, guild_ready_timeout=0.01
    )
    ready = asyncio.Event()
    answering = Answering(HeldForms(ManualClock(NOON)), nowhere, waits=0.01)
    answer = asyncio.get_running_loop().create_future()

    async def on_ready():
        ready.set()

    async def on_interaction(interaction):
        await answering.when_ready(interaction, answer, phrases())

    client.event(on_ready)
    client.event(on_interaction)
    async with client:
        running = asyncio.create_task(client.start(TOKEN))
        await asyncio.wait_for(ready.wait(), 30)
        yield answer
        await client.close()
        await asyncio.wait({running})


def presses(fake, place):
    person, channel = place
    message = {"id": fake.world.says(person, channel, "a card")}
    return fake.people.forges(
        person, channel, fake.world.messages[channel][message["id"]], "some:button:k"
    )


async def test_what_takes_long_is_told_first_and_answered_then(fake, place, work):
    asked = presses(fake, place)
    await until(lambda: asked.deferred)
    assert asked.messages == []

    work.set_result(Card(heading="Done."))

    answer = await asked.told()
    assert answer["components"][0]["content"] == "Done."
    assert answer["flags"] & EPHEMERAL


async def test_what_was_asked_is_done_also_where_nobody_can_be_told(fake, place, work):
    gone = {"code": 10062, "message": "Unknown interaction"}
    fake.faults.append(Fault("POST", CALLBACK, 404, body=gone))
    asked = presses(fake, place)
    await until(lambda: fake.faults[0].fired == 1)

    work.set_result(Card(heading="Done."))

    again = presses(fake, place)
    await again.told()
    assert asked.messages == []


async def test_what_is_quick_is_answered_at_once(fake, place, work):
    work.set_result(Card(heading="Done."))

    asked = presses(fake, place)

    await asked.told()
    assert not asked.deferred


async def test_a_form_that_took_too_long_stands_behind_a_button(fake, place, work):
    asked = presses(fake, place)
    await until(lambda: asked.deferred)

    work.set_result(form())

    answer = await asked.told()
    [row] = [each for each in answer["components"] if each["type"] == 1]
    assert row["components"][0]["custom_id"].startswith("form:open:")


async def test_a_long_answer_is_several_messages(fake, place, work):
    sections = tuple(Section(lines=((f"{n} " + "x" * 3000,),)) for n in range(3))
    work.set_result(Card(heading="All", sections=sections))

    asked = presses(fake, place)
    await until(lambda: len(asked.messages) == 3)

    assert all(each["flags"] & EPHEMERAL for each in asked.messages)


def test_a_held_form_is_gone_after_a_quarter_of_an_hour():
    clock = ManualClock(NOON)
    forms = HeldForms(clock)
    forms.hold("1", form())

    clock.move_to(NOON + timedelta(minutes=15))

    assert forms.held("1") is None


def test_a_form_whose_time_is_over_is_let_go_of_with_the_next():
    clock = ManualClock(NOON)
    forms = HeldForms(clock)
    forms.hold("1", form())
    clock.move_to(NOON + timedelta(minutes=15))

    forms.hold("2", form())

    assert [*vars(forms)["_held"]] == ["2"]


def test_only_so_many_forms_are_held():
    forms = HeldForms(ManualClock(NOON))
    for number in range(MOST_HELD + 1):
        forms.hold(str(number), form())

    assert forms.held("0") is None
    assert forms.held(str(MOST_HELD)) == form()


def test_every_message_that_a_card_leads_to_is_looked_up():
    card = Card(heading="All", sections=(Section(lines=(("see ", Linked("that", KEY)),)),))

    assert [*linked(card)] == [KEY]
