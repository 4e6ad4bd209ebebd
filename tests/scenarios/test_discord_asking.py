"""What people call, choose, hand in and press on Discord is answered, also after a restart."""

import pytest

from bot.core.reviews import ReviewStatus
from bot.core.trust import Rung
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.ears_rig import until
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import WORDS, inhabited, living, logged_in
from tests.servers.discord import objects
from tests.servers.discord.interactions import ALREADY_ACKNOWLEDGED
from tests.servers.discord.parts import BUTTON, walked
from tests.servers.discord.server import Fault, fake_discord

EPHEMERAL = 1 << 6
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def places(fake):
    return inhabited(fake)


@pytest.fixture
async def town(fake, places, tmp_path):
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
    """A subcommand, with what is given to it."""
    options = [{"name": each, "type": 3, "value": value} for each, value in said.items()]
    return {"name": name, "type": 1, "options": options}


async def calls(town, person, command, *words):
    asked = town.fake.people.commands(
        person, town.channel, town.fake.commands.named(command), *words
    )
    return await asked.told()


async def test_a_member_who_calls_is_answered_alone(town):
    answer = await calls(town, town.ana, "tummler", word("pause", what="mentions", **{"for": "7d"}))

    assert answer["flags"] & EPHEMERAL
    assert shown(answer).startswith("Done.")


async def test_a_member_who_calls_what_is_for_moderators_is_refused(town):
    answer = await calls(town, town.ana, "tummler-staff", word("queue"))

    assert "for moderators" in shown(answer)


async def test_who_keeps_one_channel_moderates_no_server(town):
    town.fake.people.keepers.add((town.bo, town.channel))

    answer = await calls(town, town.bo, "tummler-staff", word("queue"))

    assert "for moderators" in shown(answer)


async def test_rooms_are_completed_while_somebody_types(town):
    option = {"name": "channel", "type": 3, "value": "por", "focused": True}
    asked = town.fake.people.types(
        town.ana,
        town.channel,
        town.fake.commands.named("tummler"),
        {"name": "budget", "type": 1, "options": [option]},
    )

    await until(lambda: asked.suggested is not None)
    assert [each["name"] for each in asked.suggested] == ["porch"]


async def test_a_menu_tells_of_the_message_it_was_called_from(town):
    need = await town.asks()
    menu = town.fake.commands.named("Why did it say this?")

    answer = await town.fake.people.menu(town.bo, town.channel, menu, need).told()

    assert shown(answer) == "Nothing was decided here that concerned you."


async def test_a_moderator_lets_a_draft_be_sent_from_the_queue(town):
    need = await town.asks()
    review = await town.drafts(need, approved=False)
    card = await calls(town, town.mo, "tummler-staff", word("queue"))

    answer = await town.fake.people.forges(
        town.mo, town.channel, card, pressable(card)["Let the bot send"]
    ).told()

    await until(lambda: bool(town.said()))
    [said] = town.said()
    assert (said["content"], answer["flags"] & EPHEMERAL) == (WORDS, EPHEMERAL)
    assert (await town.review(review.id)).pressed


async def test_a_moderator_declines_a_draft_by_a_form(town):
    review = await town.drafts(await town.asks(), approved=False)
    card = await calls(town, town.mo, "tummler-staff", word("queue"))
    asked = town.fake.people.forges(town.mo, town.channel, card, f"review:decline:{review.id}")
    form = await asked.form()

    answer = await town.fake.people.submits(
        town.mo, town.channel, form, {"because": "they talk already"}
    ).told()

    assert answer["flags"] & EPHEMERAL
    assert (await town.review(review.id)).status is ReviewStatus.DECLINED


async def test_what_a_moderator_wrote_in_its_place_is_said(town):
    review = await town.drafts(await town.asks(), approved=False)
    asked = town.fake.people.forges(town.mo, town.channel, _card(town), f"review:edit:{review.id}")

    await town.fake.people.submits(
        town.mo, town.channel, await asked.form(), {"words": "Bo, you bound one, did you not?"}
    ).told()

    await until(lambda: bool(town.said()))
    assert [each["content"] for each in town.said()] == ["Bo, you bound one, did you not?"]


async def test_a_form_that_will_not_do_is_opened_again_with_what_was_filled_in(town):
    review = await town.drafts(await town.asks(), approved=False)
    asked = town.fake.people.forges(town.mo, town.channel, _card(town), f"review:edit:{review.id}")
    refused = await town.fake.people.submits(
        town.mo, town.channel, await asked.form(), {"words": "   "}
    ).told()

    again = town.fake.people.forges(
        town.mo, town.channel, refused, pressable(refused)["Open the form"]
    )

    forged = town.fake.people.forges(
        town.bo, town.channel, refused, pressable(refused)["Open the form"]
    )

    [field] = [each["component"] for each in (await again.form())["components"]]
    assert field["value"] == "   "
    assert "no longer open" in shown(await forged.told())


async def test_a_forged_press_of_a_member_decides_nothing(town):
    review = await town.drafts(await town.asks(), approved=False)

    answer = await town.fake.people.forges(
        town.ana, town.channel, _card(town), f"review:send:{review.id}"
    ).told()

    assert "for moderators" in shown(answer)
    assert (await town.review(review.id)).status is ReviewStatus.WAITING


@pytest.mark.parametrize(
    "custom_id",
    ["said:helpful:nothing", "nobody:knows:this", "no-key-at-all", "form:open:123", "sure:x"],
)
async def test_what_nobody_knows_is_said_to_be_over(town, custom_id):
    answer = await town.fake.people.forges(town.bo, town.channel, _card(town), custom_id).told()

    assert "no longer open" in shown(answer)
    assert answer["flags"] & EPHEMERAL


async def test_a_button_that_asks_back_does_nothing_at_the_first_press(town):
    need = await town.asks()
    card = await calls(town, town.ana, "tummler", word("forget"))
    [asks] = pressable(card).values()

    back = await town.fake.people.forges(town.ana, town.channel, card, asks).told()

    [does] = pressable(back).values()
    assert asks == f"sure:{does}"
    assert await town.on.hearing.place_of(town.key(need)) is not None


async def test_whoever_presses_twice_to_be_forgotten_is_forgotten(town):
    need = await town.asks()
    card = await calls(town, town.ana, "tummler", word("forget"))
    [asks] = pressable(card).values()
    back = await town.fake.people.forges(town.ana, town.channel, card, asks).told()
    [does] = pressable(back).values()

    await town.fake.people.forges(town.ana, town.channel, back, does).told(within=30)

    assert await town.on.hearing.place_of(town.key(need)) is None


async def test_a_press_on_what_was_said_before_a_restart_is_answered(fake, places, tmp_path):
    folder = tmp_path / "house"
    async with living(fake, folder, places) as town:
        await town.signs(Rung.SPEAK)
        review = await town.drafts(await town.asks(), approved=True)
        await town.says_what_is_approved()

    async with living(fake, folder, places) as town:
        [said] = town.said()
        answer = await town.fake.people.presses(
            town.bo, town.channel, said["id"], f"said:notnow:{review.id}"
        ).told()

    assert shown(answer).startswith("Done.")


async def test_a_layout_that_discord_does_not_take_comes_as_plain_words(town):
    refusal = {"code": 50035, "message": "Invalid Form Body"}
    town.fake.faults.append(Fault("POST", CALLBACK, 400, body=refusal))

    answer = await calls(town, town.ana, "tummler", word("pause", what="mentions"))

    assert answer["components"] == []
    assert answer["content"].startswith("Done.")


async def test_an_answer_that_comes_too_late_ends_nothing(town):
    need = await town.asks()
    refusal = {"code": ALREADY_ACKNOWLEDGED, "message": "already"}
    town.fake.faults.append(Fault("POST", CALLBACK, 404, body=refusal))
    town.fake.people.forges(town.bo, town.channel, _card(town), "why:show:x")

    menu = town.fake.commands.named("Why did it say this?")
    answer = await town.fake.people.menu(town.bo, town.channel, menu, need).told()

    assert answer["flags"] & EPHEMERAL


async def test_a_command_that_has_changed_says_so(town):
    old = {"id": "900000000000000099", "name": "tummler"}
    asked = town.fake.people.commands(town.ana, town.channel, old, word("gone"))

    assert "just changed" in shown(await asked.told())


def _card(town):
    """Any message of the bot that somebody still has on their screen."""
    number = town.fake.world.number()
    return objects.message(number, town.channel, town.fake.world.me(), "", town.fake.world.at)
