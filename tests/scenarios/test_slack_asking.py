"""On Slack one counter answers all: what is typed, pressed, chosen, handed in, shown at home."""

import pytest

from bot.core.reviews import ReviewStatus
from bot.core.trust import Rung
from bot.platforms.slack.keys import community_of, message
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.platforms.slack.conftest import until
from tests.scenarios.slack_town import ANA, BO, MO, WORDS, living
from tests.servers.slack.world import ME, TEAM

fake = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture
async def town(fake, tmp_path):
    porch = fake.world.opens("porch", ANA, BO, MO)
    async with living(fake, tmp_path, porch) as town:
        await town.signs(Rung.SUGGEST)
        yield town


def select_in(blocks, action):
    return next(
        element
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"].startswith(action)
    )


async def test_the_command_alone_helps(town):
    answer = await town.types(BO, "")

    assert answer["response_type"] == "ephemeral"
    assert "/tummler" in answer["text"]


async def test_whoever_pauses_is_told_how_to_resume(town):
    answer = await town.types(BO, "pause prompts 7d")

    assert answer["text"].startswith("Done.")
    assert "/tummler resume" in answer["text"]


async def test_a_member_may_not_ask_what_is_for_moderators(town):
    answer = await town.types(BO, "staff queue")

    assert answer["text"].startswith("This is for moderators of this community.")


async def test_an_admin_of_another_workspace_moderates_nothing_in_a_shared_channel(town):
    town.fake.world.admins.add(BO)
    review = await town.drafts(await town.asks(), approved=False)
    press = {"action_id": f"review:send:{review.id}", "type": "button"}
    body = town.fake.world.press(BO, town.porch, "1", press)
    body["user"]["team_id"] = "T99999999"
    before = len(town.beside())

    await town.told(body, "interactive")
    await until(lambda: len(town.beside()) > before)

    assert town.beside()[before]["text"].startswith("This is for moderators of this community.")
    assert (await town.review(review.id)).status is ReviewStatus.WAITING


async def test_a_moderator_lets_the_bot_send_what_waits(town):
    review = await town.drafts(await town.asks(), approved=False)
    queue = await town.types(MO, "staff queue")

    buttons = town.buttons(queue["blocks"])
    await town.presses(MO, "1", buttons["Let the bot send"])
    ended = await town.ends_after_waiting(review.id)

    [said] = town.said()
    assert (ended.status, said["text"]) == (ReviewStatus.SENT, WORDS)


async def test_a_member_who_forges_a_moderator_s_press_is_refused(town):
    review = await town.drafts(await town.asks(), approved=False)
    forged = {"action_id": f"review:send:{review.id}", "type": "button"}

    answer = await town.presses(BO, "1", forged)

    assert answer["text"].startswith("This is for moderators of this community.")
    assert (await town.review(review.id)).status is ReviewStatus.WAITING


async def test_a_moderator_edits_in_a_form_and_their_words_are_said(town):
    review = await town.drafts(await town.asks(), approved=False)
    queue = await town.types(MO, "staff queue")
    press = town.fake.world.press(MO, town.porch, "1", town.buttons(queue["blocks"])["Edit"])
    await town.told(press, "interactive")
    await until(lambda: bool(town.fake.world.views))
    [view] = town.fake.world.views
    [field] = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]

    mine = "Could somebody who has bound a book look at this?"
    filled = {field: {"type": "plain_text_input", "value": mine}}
    answer = await town.told(town.fake.world.hands_in(MO, view, filled), "interactive")
    await town.ends_after_waiting(review.id)

    [said] = town.said()
    assert (answer, said["text"]) == ({}, mine)


async def test_what_is_the_matter_with_a_form_stands_at_its_field(town):
    await town.drafts(await town.asks(), approved=False)
    queue = await town.types(MO, "staff queue")
    press = town.fake.world.press(MO, town.porch, "1", town.buttons(queue["blocks"])["Edit"])
    await town.told(press, "interactive")
    await until(lambda: bool(town.fake.world.views))
    [view] = town.fake.world.views
    [field] = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]

    filled = {field: {"type": "plain_text_input", "value": None}}
    answer = await town.told(town.fake.world.hands_in(MO, view, filled), "interactive")

    assert answer["response_action"] == "errors"
    assert [*answer["errors"]] == [field]


async def test_a_shortcut_at_a_message_explains_it(town):
    need = await town.asks()

    answer = await town.chooses(BO, need, "why")

    assert answer["response_type"] == "ephemeral"
    assert answer["text"]


async def test_a_copied_link_names_the_message(town):
    need = await town.asks()
    link = f"<https://town.slack.com/archives/{town.porch.number}/p{need.replace('.', '')}>"

    answer = await town.types(ANA, f"solved {link}")

    assert answer["text"].startswith("Done.")


async def test_an_export_comes_as_a_file_to_the_person_alone(town):
    await town.asks()
    before = len(town.beside())
    await town.told(town.fake.world.command(ANA, town.porch, "export"), "slash_commands")
    await until(lambda: any("channel" in each for each in town.fake.world.files.values()))

    [file] = town.fake.world.files.values()
    assert file["channel"] == f"D{ANA[1:]}"
    assert b"how does one bind a book?" in file["content"]
    await until(lambda: len(town.beside()) > before)
    assert town.beside()[before]["text"].startswith("The answer is in your messages")


async def test_home_shows_a_member_their_card_and_a_moderator_the_queue_too(town):
    await town.drafts(await town.asks(), approved=False)
    for user in (BO, MO):
        await town.told(
            town.fake.world.tells(type="app_home_opened", user=user, tab="home", channel="D1")
        )
        await until(lambda user=user: user in town.fake.world.homes)

    queue = "Let the bot send"
    member, moderator = (town.fake.world.homes[user]["blocks"] for user in (BO, MO))
    assert queue not in town.buttons(member)
    assert queue in town.buttons(moderator)


async def test_whoever_forgets_a_message_of_theirs_finds_nothing_left(town):
    need = await town.asks()

    await town.chooses(ANA, need, "forget-message")

    async with town.house.store.unit() as unit:
        assert await unit.messages.get(town.key(need)) is None
        await unit.commit()


async def test_another_workspace_gets_no_answer_of_this_one(town):
    body = town.fake.world.command(BO, town.porch, "me") | {"team_id": "T99999999"}
    before = len(town.beside())

    await town.told(body, "slash_commands")
    await until(lambda: len(town.beside()) > before)

    assert "do not listen" in town.beside()[before]["text"]


async def test_an_admin_here_silences_nothing_in_another_workspace_of_the_house(town):
    other = community_of("T99999999")
    await town.on.hearing.found(other, "elsewhere", "Europe/Berlin")
    body = town.fake.world.command(MO, town.porch, "staff stop") | {"team_id": "T99999999"}
    before = len(town.beside())

    await town.told(body, "slash_commands")
    await until(lambda: len(town.beside()) > before)

    async with town.house.store.unit() as unit:
        assert await unit.standings.latest(other) == ()
        await unit.commit()
    assert "do not listen" in town.beside()[before]["text"]


async def test_a_shortcut_at_no_message_is_answered_where_the_answer_stays(town):
    answer = await town.reaches(BO, "me")

    assert answer["text"].startswith("You, and what you allow")
    assert town.buttons(answer["blocks"])


async def test_a_shortcut_for_moderators_is_refused_to_a_member(town):
    answer = await town.reaches(BO, "staff-queue")

    assert answer["text"].startswith("This is for moderators of this community.")


async def test_a_moderator_writes_a_post_from_a_shortcut(town):
    await town.told(town.fake.world.reaches(MO, "staff-post"), "interactive")
    await until(lambda: bool(town.fake.world.views))

    [view] = town.fake.world.views
    assert view["callback_id"] == "ownpost:set:new"


async def test_a_forgotten_member_s_receipt_stays_in_their_messages(town):
    await town.asks()

    pointed = await town.presses(
        ANA, "1", {"action_id": "forget:do:start-afresh", "type": "button"}
    )

    [receipt] = town.fake.world.direct[f"D{ANA[1:]}"].messages.values()
    assert "Everything" in receipt["text"]
    assert pointed["text"].startswith("The answer is in your messages")


async def test_whom_nobody_can_write_to_gets_their_receipt_beside(town):
    await town.asks()
    town.fake.world.closed_to_us.add(ANA)

    receipt = await town.presses(
        ANA, "1", {"action_id": "forget:do:start-afresh", "type": "button"}
    )

    assert receipt["response_type"] == "ephemeral"
    assert "Everything" in receipt["text"]


async def test_a_channel_that_a_steward_chose_in_chat_is_heard_at_once_and_left_as_soon(town):
    shed = town.fake.world.opens("shed", ANA, MO)
    joined = {"user": ME, "channel": shed.number, "team": TEAM}
    await town.told(town.fake.world.tells(type="member_joined_channel", **joined))
    await until(lambda: town.on.platform.ears.level)

    async def heard(text):
        event = town.fake.world.says(shed, ANA, text)
        await town.told(event)
        key = message(town.community, shed.number, event["event"]["ts"])
        return await town.on.hearing.place_of(key) is not None

    before = await heard("Is this heard?")
    here, town.porch = town.porch, shed
    await town.types(MO, "staff channels listen:on")
    during = await heard("And this?")
    await town.types(MO, "staff channels listen:off")
    town.porch = here

    assert (before, during, await heard("And now?")) == (False, True, False)
