"""What a moderator writes on Discord is said at their hour, under their name, or not at all."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.own_posts import OwnPostStatus
from bot.core.trust import Rung
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.ears_rig import until
from tests.platforms.discord.hands_rig import POST, contract
from tests.scenarios.discord_town import inhabited, living, logged_in, until_async
from tests.servers.discord.parts import BUTTON, walked
from tests.servers.discord.server import Fault, fake_discord
from tests.servers.discord.world import BOT

WORDS = "On Saturday we open the shed at ten."
THREAD = "/channels/{channel_id}/messages/{message_id}/threads"
SOON = timedelta(hours=2)
SEND_POLLS, OPEN_THREADS = 1 << 49, 1 << 35
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def places(fake):
    return inhabited(fake)


@pytest.fixture
def more_rights(fake, places):
    """The bot was given those that are by choice."""
    guild = fake.world.guilds[places[0]]
    fake.world.role(guild, "tummler", SEND_POLLS | OPEN_THREADS, BOT)


@pytest.fixture
async def town(fake, places, tmp_path):
    async with logged_in(fake) as client:
        await registered(client, ours(client), None)
    async with living(fake, tmp_path / "house", places) as opened:
        await opened.signs(Rung.LISTEN)
        yield opened


def shown(message):
    return "\n".join(each["content"] for each in walked(message["components"]) if "content" in each)


def pressable(message):
    return {
        each["label"]: each["custom_id"]
        for each in walked(message["components"])
        if each["type"] == BUTTON
    }


def hour(town, later=SOON):
    """An hour by the community's clock, as it is typed."""
    local = (town.fake.world.at + later).astimezone(BERLIN)
    return local.strftime("%Y-%m-%d %H:%M")


def form_of(town, **changes):
    room = f"discord/{town.guild}/{town.channel}"
    filled = {"room": room, "when": hour(town), "words": WORDS, "answers": "", "thread": ""}
    return filled | changes


def calls(town, person, name):
    staff = town.fake.commands.named("tummler-staff")
    word = {"name": name, "type": 1, "options": []}
    return town.fake.people.commands(person, town.channel, staff, word)


async def sets(town, person=None, **changes):
    """Mo fills the form in, or somebody else does."""
    by = person or town.mo
    form = await calls(town, by, "post").form()
    asked = town.fake.people.submits(by, town.channel, form, form_of(town, **changes))
    return await asked.told()


async def posts(town):
    async with town.house.store.unit() as unit:
        found = await unit.own_posts.with_status(town.community, frozenset(OwnPostStatus))
        await unit.commit()
    return found


async def the_hour_comes(town, length=SOON):
    """The clock goes on, and what is due is looked at, as at a tick."""
    town.later(seconds=length.total_seconds())
    town.on.attending.wake(town.community)

    async def over():
        return not any(each.ended_at is None for each in await posts(town))

    await until_async(over)


async def test_a_post_is_said_at_its_hour_under_its_authors_name_and_calls_nobody(town):
    answer = await sets(town)
    assert "Set for" in shown(answer)
    assert town.said() == []

    await the_hour_comes(town)

    [said] = town.said()
    assert said["content"].startswith(f"{WORDS}\n— <@{town.mo}>,")
    assert said["mentions"] == []


async def test_it_is_not_said_before_its_hour(town):
    await sets(town)
    town.later(minutes=119)
    town.on.attending.wake(town.community)
    await town.on.attending.say()

    assert town.said() == []


async def test_below_it_stands_only_why_and_it_says_who_decided(town):
    await sets(town)
    await the_hour_comes(town)
    [said] = town.said()
    [button] = walked(said["components"][0]["components"])

    answer = await town.fake.people.presses(
        town.bo, town.channel, said["id"], button["custom_id"]
    ).told()

    assert "A moderator of this community wrote this" in shown(answer)


async def test_the_menu_of_the_message_says_so_too(town):
    await sets(town)
    await the_hour_comes(town)
    [said] = town.said()
    menu = town.fake.commands.named("Why did it say this?")

    answer = await town.fake.people.menu(town.bo, town.channel, menu, said["id"]).told()

    assert "A moderator of this community wrote this" in shown(answer)


async def test_a_member_who_is_no_moderator_gets_no_form(town):
    asked = calls(town, town.ana, "post")

    assert "for moderators" in shown(await asked.told())


@pytest.mark.usefixtures("more_rights")
async def test_with_answers_it_is_a_poll(town):
    await sets(town, words="Which day?", answers="Saturday\n\nSunday")

    await the_hour_comes(town)

    [said] = town.said()
    assert said["poll"]["question"]["text"] == "Which day?"
    answers = [each["poll_media"]["text"] for each in said["poll"]["answers"]]
    assert answers == ["Saturday", "Sunday"]
    assert "Which day?" not in said["content"]


def chosen(town, *counts, over=False):
    """So many people chose each answer of the poll that stands there."""
    [said] = town.said()
    counted = [
        {"id": place, "count": count, "me_voted": False}
        for place, count in enumerate(counts, start=1)
    ]
    said["poll"]["results"] = {"answer_counts": counted, "is_finalized": over}


@pytest.mark.usefixtures("more_rights")
async def test_who_asked_is_told_how_many_chose_and_of_few_no_number(town):
    await sets(town, words="Which day?", answers="Saturday\nSunday")
    await the_hour_comes(town)
    chosen(town, 12, 4, over=True)

    card = shown(await calls(town, town.mo, "posts").told())

    assert "Your poll of" in card
    assert "Saturday: 12" in card
    assert "Sunday: fewer than five" in card
    assert "It is over." in card


@pytest.mark.usefixtures("more_rights")
async def test_an_answer_that_nobody_chose_is_told_as_none(town):
    await sets(town, words="Which day?", answers="Saturday\nSunday")
    await the_hour_comes(town)

    card = shown(await calls(town, town.mo, "posts").told())

    assert "Saturday: 0" in card
    assert "People may still choose." in card


@pytest.mark.usefixtures("more_rights")
async def test_another_moderator_is_told_nothing_of_it(town):
    guild = town.fake.world.guilds[town.guild]
    guild.roles_of[town.bo] = guild.roles_of[town.mo]
    town.fake.people.keepers.clear()
    await sets(town, words="Which day?", answers="Saturday\nSunday")
    await the_hour_comes(town)

    card = shown(await calls(town, town.bo, "posts").told())

    assert "Nothing is set for an hour" in card
    assert "Saturday" not in card


@pytest.mark.usefixtures("more_rights")
async def test_of_a_poll_that_was_deleted_nothing_is_told(town):
    await sets(town, words="Which day?", answers="Saturday\nSunday")
    await the_hour_comes(town)
    [said] = town.said()
    town.fake.world.deletes(town.channel, said["id"])

    card = shown(await calls(town, town.mo, "posts").told())

    assert "Nothing is set for an hour" in card


async def test_where_polls_are_not_granted_the_answers_stand_below_the_words(town):
    await sets(town, words="Which day?", answers="Saturday\nSunday")

    await the_hour_comes(town)

    [said] = town.said()
    assert said["content"].startswith("Which day?\n1. Saturday\n2. Sunday\n")


@pytest.mark.usefixtures("more_rights")
async def test_with_a_name_a_thread_is_opened_below_it(town):
    await sets(town, thread="The  shed")

    await the_hour_comes(town)

    [said] = town.said()
    assert town.fake.world.guilds[town.guild].threads[said["id"]]["name"] == "The shed"


async def test_where_threads_are_not_granted_it_is_said_without_one(town):
    await sets(town, thread="The shed")

    await the_hour_comes(town)

    assert len(town.said()) == 1
    assert town.fake.world.guilds[town.guild].threads == {}


@pytest.mark.usefixtures("more_rights")
@pytest.mark.parametrize(
    "status_and_code", [(403, 50013), (400, 160006), (404, 10008), (400, 160004)]
)
async def test_a_thread_that_is_refused_undoes_no_post(town, status_and_code):
    status, code = status_and_code
    town.fake.faults.append(Fault("POST", THREAD, status, body={"code": code, "message": "no"}))
    await sets(town, thread="The shed")

    await the_hour_comes(town)

    [post] = await posts(town)
    assert (len(town.said()), post.status) == (1, OwnPostStatus.SENT)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"when": "tomorrow"}, "Name a day"),
        ({"when": "2026-01-01 10:00"}, "not within the next 60 days"),
        ({"words": "Which day?", "answers": "Saturday"}, "From 2 to 10 different answers"),
        ({"words": "x" * 301, "answers": "a\nb"}, "From 1 to 300 characters"),
        ({"room": "discord/1/2"}, "no such room"),
    ],
)
async def test_what_cannot_be_set_is_said_at_its_field_and_nothing_is_kept(town, changes, told):
    answer = await sets(town, **changes)

    assert told in shown(answer)
    assert await posts(town) == ()


async def test_its_author_changes_it_from_the_list(town):
    await sets(town)
    card = await calls(town, town.mo, "posts").told()
    asked = town.fake.people.forges(town.mo, town.channel, card, pressable(card)["Change"])
    form = await asked.form()

    changed = form_of(town, words="The shed stays shut.")
    await town.fake.people.submits(town.mo, town.channel, form, changed).told()
    await the_hour_comes(town)

    [said] = town.said()
    assert said["content"].startswith("The shed stays shut.\n")


async def test_another_moderator_cancels_it_and_changes_nothing(town):
    town.fake.people.keepers.clear()
    guild = town.fake.world.guilds[town.guild]
    guild.roles_of[town.bo] = guild.roles_of[town.mo]
    await sets(town)
    card = await calls(town, town.bo, "posts").told()
    buttons = pressable(card)

    answer = await town.fake.people.forges(town.bo, town.channel, card, buttons["Cancel it"]).told()

    [post] = await posts(town)
    assert [*buttons] == ["Cancel it"]
    assert ("Cancelled" in shown(answer), post.status) == (True, OwnPostStatus.CANCELLED)


async def test_what_discord_refuses_is_listed_as_not_said(town):
    town.fake.acting.denied.add((town.channel, "send_messages"))
    await sets(town)
    await the_hour_comes(town)

    card = await calls(town, town.mo, "posts").told()

    assert "the platform refused" in shown(card)


async def test_a_channel_that_is_gone_gets_no_post(town):
    await sets(town)
    gone = {"code": 10003, "message": "Unknown Channel"}
    town.fake.faults.append(Fault("POST", POST, 404, body=gone))

    await the_hour_comes(town)

    [post] = await posts(town)
    assert (town.said(), post.status) == ([], OwnPostStatus.REFUSED)


async def test_whoever_lost_the_role_says_nothing_by_it(town):
    await sets(town)
    guild = town.fake.world.guilds[town.guild]
    guild.roles_of[town.mo] = []

    await the_hour_comes(town)

    [post] = await posts(town)
    assert (town.said(), post.status) == ([], OwnPostStatus.WITHHELD)


async def test_it_is_said_after_a_restart_that_outlasts_no_hour(fake, places, tmp_path):
    async with logged_in(fake) as client:
        await registered(client, ours(client), None)
    async with living(fake, tmp_path / "house", places) as town:
        await town.signs(Rung.LISTEN)
        await sets(town)
    town.later(hours=2, minutes=20)

    async with living(fake, tmp_path / "house", places) as town:
        await until(lambda: bool(town.said()))

    assert len(town.said()) == 1


async def test_nobody_reads_its_words_in_the_log(town, capfd):
    await sets(town, words="marked-word")
    await the_hour_comes(town)

    out, err = capfd.readouterr()

    assert "marked-word" not in out + err
