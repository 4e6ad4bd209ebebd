"""On Discord: a member lays a message before moderators, and what is done a moderator presses."""

from datetime import timedelta

import pytest

from bot.core.moderation import MOST_OF_HOUSE, ActKind, ActStatus
from bot.core.privacy import Then
from bot.core.readings import ReaderChoice
from bot.core.trust import Rung
from bot.platforms.discord.keys import member
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import inhabited, living, logged_in
from tests.servers.discord.parts import BUTTON, walked
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import BOT

EPHEMERAL = 1 << 6
MANAGE_CHANNELS, MANAGE_MESSAGES, MODERATE_MEMBERS = 1 << 4, 1 << 13, 1 << 40
TIER = MANAGE_CHANNELS | MANAGE_MESSAGES | MODERATE_MEMBERS
WHY = "It sells what nobody here needs."
TRAP = "free for all of you: https://dlscord-nitro.com/gift"
SAID = "zanzibarmarker: this looks like an advertisement"


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def places(fake):
    found = inhabited(fake)
    guild = fake.world.guilds[found[0]]
    fake.world.role(guild, "warden", TIER, found[-1])
    return found


@pytest.fixture
def janitor(fake, places):
    """Who may remove messages, and nothing else; to be asked for before the house opens."""
    person = fake.world.person("max")
    fake.world.role(fake.world.guilds[places[0]], "janitor", MANAGE_MESSAGES, person)
    return person


@pytest.fixture
def colleague(fake, places):
    """Who may do what Mo may."""
    person = fake.world.person("kim")
    fake.world.role(fake.world.guilds[places[0]], "warden", TIER, person)
    return person


@pytest.fixture
async def town(fake, places, tmp_path):
    """The bot has the rights of the moderation tier, and so has Mo."""
    fake.world.role(fake.world.guilds[places[0]], "tummler", TIER, BOT)
    async with opened(fake, places, tmp_path) as town:
        yield town


@pytest.fixture
async def powerless(fake, places, tmp_path):
    """The bot has the rights of the first invitation alone."""
    async with opened(fake, places, tmp_path) as town:
        yield town


@pytest.fixture
async def reading(fake, places, tmp_path):
    """As in `town`, and texts are read by the learned heads."""
    fake.world.role(fake.world.guilds[places[0]], "tummler", TIER, BOT)
    async with opened(fake, places, tmp_path, reader=ReaderChoice.HEADS) as town:
        yield town


def opened(fake, places, folder, **chosen):
    return _Opened(fake, places, folder, chosen)


class _Opened:
    def __init__(self, fake, places, folder, chosen):
        self._house = living(fake, folder / "house", places, **chosen)
        self._fake = fake

    async def __aenter__(self):
        async with logged_in(self._fake) as client:
            await registered(client, ours(client), None)
        town = await self._house.__aenter__()
        await town.signs(Rung.LISTEN)
        return town

    async def __aexit__(self, *failed):
        return await self._house.__aexit__(*failed)


def shown(message):
    return "\n".join(each["content"] for each in walked(message["components"]) if "content" in each)


def pressable(message):
    return {
        each["label"]: each["custom_id"]
        for each in walked(message["components"])
        if each["type"] == BUTTON and "label" in each
    }


async def calls(town, person, name):
    named = town.fake.commands.named("tummler-staff")
    word = {"name": name, "type": 1, "options": []}
    return await town.fake.people.commands(person, town.channel, named, word).told()


def presses(town, person, card, label):
    return town.fake.people.forges(person, town.channel, card, pressable(card)[label])


async def flags(town, message, by=None, words=SAID):
    """Bo points at a message, or somebody else does."""
    who = by or town.bo
    menu = town.fake.commands.named("More…")
    card = await town.fake.people.menu(who, town.channel, menu, message).told()
    form = await presses(town, who, card, "For the moderators…").form()
    handed = town.fake.people.submits(who, town.channel, form, {"words": words})
    return await handed.told()


async def does(town, label, person=None, **filled):
    """Mo presses a button in the queue and hands its form in."""
    who = person or town.mo
    card = await calls(town, who, "alerts")
    form = await presses(town, who, card, label).form()
    handed = town.fake.people.submits(who, town.channel, form, {"because": WHY} | filled)
    return await handed.told()


async def trail(town):
    async with town.house.store.unit() as unit:
        found = await unit.moderation.trail(town.community, 100)
        await unit.commit()
    return found


def reasons(town):
    """What stands in the audit log."""
    return [each.reason for each in town.fake.record.requests if each.reason]


async def test_who_flags_is_told_so_alone_and_nothing_is_said(town):
    told = await flags(town, await town.asks())

    assert told["flags"] & EPHEMERAL
    assert "The moderators find it in their queue" in shown(told)
    assert town.said() == []


async def test_a_moderator_sees_what_was_said_and_by_whom_and_where_it_stands(town):
    message = await town.asks()
    await flags(town, message)

    card = await calls(town, town.mo, "alerts")

    assert card["flags"] & EPHEMERAL
    assert SAID in shown(card)
    assert f"discord.com/users/{town.bo}" in shown(card)
    assert f"/{town.channel}/{message}" in shown(card)


async def test_a_member_sees_no_queue(town):
    await flags(town, await town.asks())

    card = await calls(town, town.bo, "alerts")

    assert SAID not in shown(card)


async def test_a_message_is_removed_by_a_press_with_its_reason_in_the_audit_log(town):
    message = await town.asks()
    await flags(town, message)

    told = await does(town, "Remove…")

    assert message not in town.fake.world.messages[town.channel]
    assert "Undo" not in pressable(told)
    assert reasons(town) == [f"user {town.mo}: {WHY}"]


async def test_a_room_is_slowed_down_and_undo_brings_back_what_was_before(town):
    town.fake.world.place(town.channel)["rate_limit_per_user"] = 5
    await flags(town, await town.asks())
    told = await does(town, "Slow down…", seconds="60")
    slowed = town.fake.world.place(town.channel)["rate_limit_per_user"]

    await presses(town, town.mo, told, "Undo").told()

    assert (slowed, town.fake.world.place(town.channel)["rate_limit_per_user"]) == (60, 5)
    [act] = await trail(town)
    assert (act.kind, act.status) == (ActKind.SLOW_DOWN, ActStatus.UNDONE)


async def test_what_somebody_changed_since_is_not_undone(town):
    await flags(town, await town.asks())
    told = await does(town, "Slow down…", seconds="60")
    town.fake.world.place(town.channel)["rate_limit_per_user"] = 30

    answer = await presses(town, town.mo, told, "Undo").told()

    assert "nothing was changed" in shown(answer)
    assert town.fake.world.place(town.channel)["rate_limit_per_user"] == 30


async def test_what_stands_as_before_already_is_undone_in_the_trail_and_asked_of_nobody(town):
    await flags(town, await town.asks())
    told = await does(town, "Slow down…", seconds="60")
    town.fake.world.place(town.channel)["rate_limit_per_user"] = 0
    asked = len([each for each in town.fake.record.requests if each.method == "PATCH"])

    await presses(town, town.mo, told, "Undo").told()

    assert [each.status for each in await trail(town)] == [ActStatus.UNDONE]
    assert len([e for e in town.fake.record.requests if e.method == "PATCH"]) == asked


async def test_a_time_out_that_was_lifted_already_is_undone_in_the_trail(town):
    await flags(town, await town.asks())
    told = await does(town, "Time out…", seconds="600")
    town.fake.world.guilds[town.guild].timed_out[town.ana] = None

    await presses(town, town.mo, told, "Undo").told()

    assert [each.status for each in await trail(town)] == [ActStatus.UNDONE]


async def test_an_author_is_timed_out_and_the_time_out_is_lifted_by_undo(town):
    await flags(town, await town.asks())
    told = await does(town, "Time out…", seconds="600")
    guild = town.fake.world.guilds[town.guild]
    held = guild.timed_out[town.ana]

    await presses(town, town.mo, told, "Undo").told()

    [act] = await trail(town)
    assert held == act.at + timedelta(minutes=10)
    assert guild.timed_out[town.ana] is None


async def test_a_time_out_that_discord_rounded_is_lifted_all_the_same(town):
    await flags(town, await town.asks())
    told = await does(town, "Time out…", seconds="600")
    guild = town.fake.world.guilds[town.guild]
    guild.timed_out[town.ana] += timedelta(milliseconds=400)

    await presses(town, town.mo, told, "Undo").told()

    assert guild.timed_out[town.ana] is None


async def test_a_time_out_that_another_moderator_set_anew_is_left_alone(town):
    await flags(town, await town.asks())
    told = await does(town, "Time out…", seconds="600")
    guild = town.fake.world.guilds[town.guild]
    anew = guild.timed_out[town.ana] = guild.timed_out[town.ana] + timedelta(days=1)

    answer = await presses(town, town.mo, told, "Undo").told()

    assert "nothing was changed" in shown(answer)
    assert guild.timed_out[town.ana] == anew


async def test_moderators_are_not_timed_out_through_the_bot(colleague, town):
    await flags(town, await town.asks(by=town.mo))

    answer = await does(town, "Time out…", colleague, seconds="600")

    assert "The platform did not do it" in shown(answer)
    assert town.fake.world.guilds[town.guild].timed_out == {}


async def test_without_the_rights_there_is_no_button_and_the_card_says_where_the_tools_are(
    powerless,
):
    await flags(powerless, await powerless.asks())

    card = await calls(powerless, powerless.mo, "alerts")

    assert {*pressable(card)} == {"Note", "Not a case, or settled"}
    assert "lack the right" in shown(card)


async def test_a_moderator_does_nothing_that_discord_does_not_let_them_do_themselves(janitor, town):
    await flags(town, await town.asks())

    card = await calls(town, janitor, "alerts")

    assert {*pressable(card)} == {"Note", "Remove…", "Not a case, or settled"}


async def test_a_forged_press_of_a_member_does_nothing(town):
    message = await town.asks()
    await flags(town, message)
    card = await calls(town, town.mo, "alerts")
    key = pressable(card)["Remove…"].replace(":remove:", ":do-remove:")
    form = await presses(town, town.mo, card, "Remove…").form()

    await town.fake.people.submits(
        town.bo, town.channel, form | {"custom_id": key}, {"because": WHY}
    ).told()

    assert message in town.fake.world.messages[town.channel]
    assert await trail(town) == ()


async def test_what_is_settled_waits_no_more_and_waits_again_after_undo(town):
    await flags(town, await town.asks())
    card = await calls(town, town.mo, "alerts")

    told = await presses(town, town.mo, card, "Not a case, or settled").told()
    empty = await calls(town, town.mo, "alerts")
    await presses(town, town.mo, told, "Undo").told()
    again = await calls(town, town.mo, "alerts")

    assert "Nothing waits" in shown(empty)
    assert SAID in shown(again)


async def test_a_refusal_of_discord_stands_in_the_trail_and_nothing_is_claimed(town):
    await flags(town, message := await town.asks())
    town.fake.acting.denied.add((town.channel, "manage_messages"))

    answer = await does(town, "Remove…")

    assert "The platform did not do it" in shown(answer)
    assert message in town.fake.world.messages[town.channel]
    assert [each.status for each in await trail(town)] == [ActStatus.REFUSED]


async def test_an_alert_alone_does_nothing_to_anybody(town):
    message = await town.asks()

    await flags(town, message)
    await flags(town, message, by=town.mo)

    assert message in town.fake.world.messages[town.channel]
    assert (reasons(town), await trail(town), town.said()) == ([], (), [])


async def test_the_trail_tells_moderators_who_did_what_and_why(town):
    await town.asks("good morning", by=town.mo)
    await flags(town, await town.asks())
    await does(town, "Note")

    card = await calls(town, town.mo, "acts")

    assert WHY in shown(card)
    assert f"discord.com/users/{town.mo}" in shown(card)


async def test_a_member_reads_what_was_done_to_them(town):
    await flags(town, await town.asks())
    await does(town, "Time out…", seconds="600")

    named = town.fake.commands.named("tummler")
    word = {"name": "me", "type": 1, "options": []}
    card = await town.fake.people.commands(town.ana, town.channel, named, word).told()

    assert WHY in shown(card)
    assert town.bo not in shown(card)


async def test_a_link_that_looks_like_a_trap_waits_for_moderators_and_nothing_else_happens(
    reading,
):
    message = await reading.asks(TRAP)

    card = await calls(reading, reading.mo, "alerts")
    theirs = await calls(reading, reading.bo, "alerts")

    assert f"/{reading.channel}/{message}" in shown(card)
    assert "Tummler itself; nobody told it to" in shown(card)
    assert "Of 1,000 ordinary hosts about 2 raise this" in shown(card)
    assert "looks like a trap" not in shown(theirs)
    assert message in reading.fake.world.messages[reading.channel]
    assert (reasons(reading), await trail(reading), reading.said()) == ([], (), [])


async def test_a_moderator_removes_what_the_house_laid_before_them(reading):
    message = await reading.asks(TRAP)

    await does(reading, "Remove…")

    assert message not in reading.fake.world.messages[reading.channel]
    assert reasons(reading) == [f"user {reading.mo}: {WHY}"]


async def test_an_alert_whose_flagger_was_forgotten_is_not_said_to_be_of_the_house(town):
    await flags(town, await town.asks())
    privacy, now = town.house.privacy, town.fake.world.at
    await privacy.note([town.community], [member(town.bo)], Then.IGNORE_ME, now)
    await privacy.carry_out(now)

    card = await calls(town, town.mo, "alerts")

    assert "somebody who was forgotten since" in shown(card)
    assert "Tummler itself" not in shown(card)


async def test_a_moderator_is_told_where_the_house_lays_no_more_before_them(reading):
    for _ in range(MOST_OF_HOUSE - 1):
        await reading.asks(TRAP)
    before = await calls(reading, reading.mo, "alerts")
    await reading.asks(TRAP)

    card = await calls(reading, reading.mo, "alerts")

    told = "50 of these are mine, which is as many as I lay here."
    assert (told in shown(before), told in shown(card)) == (False, True)


async def test_a_moderator_undoes_nothing_that_discord_does_not_let_them_do_themselves(
    janitor, town
):
    await flags(town, await town.asks())
    told = await does(town, "Time out…", seconds="600")
    guild = town.fake.world.guilds[town.guild]
    held = guild.timed_out[town.ana]

    await presses(town, janitor, told, "Undo").told()

    [act] = await trail(town)
    assert (guild.timed_out[town.ana], act.status) == (held, ActStatus.DONE)


async def test_the_trail_tells_moderators_who_decided(colleague, town):
    await flags(town, await town.asks())
    await does(town, "Time out…", seconds="600")

    card = await calls(town, colleague, "acts")

    assert f"discord.com/users/{town.mo}" in shown(card)


async def test_a_moderator_s_own_message_that_waits_is_for_another_to_decide(janitor, town):
    own = await town.asks("Come and buy my bicycle", by=town.mo)
    await flags(town, own)

    mine, theirs = [await calls(town, each, "alerts") for each in (town.mo, janitor)]

    assert SAID in shown(theirs)
    assert SAID not in shown(mine)
    assert str(town.bo) not in shown(mine)


async def test_who_borrows_the_button_of_another_moderator_decides_nothing_about_their_own(
    janitor, town
):
    own = await town.asks("Come and buy my bicycle", by=town.mo)
    await flags(town, own)
    card = await calls(town, janitor, "alerts")

    told = await presses(town, town.mo, card, "Not a case, or settled").told()

    assert await trail(town) == ()
    assert SAID in shown(await calls(town, janitor, "alerts"))
    assert SAID not in shown(told)
