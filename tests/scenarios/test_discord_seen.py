"""On Discord: many who join at once, and what AutoMod held back, lie before the moderators."""

import pytest

from bot.core.incidents import Cause, Did, Server, Told
from bot.core.moderation import MOST_OF_HOUSE
from bot.core.privacy import Then
from bot.platforms.discord.keys import member
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.ears_rig import until
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import inhabited, living, logged_in, until_async
from tests.servers.discord.parts import BUTTON, walked
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import BOT, MEMBERS_FLAGS

MANAGE_GUILD = 1 << 5
HELD, TOLD = 1, 2
SAID = "zanzibarmarker is what nobody may say"


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        opened.world.flags |= MEMBERS_FLAGS
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def places(fake):
    found = inhabited(fake)
    fake.world.role(fake.world.guilds[found[0]], "warden", MANAGE_GUILD, found[-1])
    fake.world.role(fake.world.guilds[found[0]], "tummler", MANAGE_GUILD, BOT)
    return found


@pytest.fixture
async def town(fake, places, tmp_path):
    async with opened(fake, places, tmp_path) as town:
        yield town


@pytest.fixture
async def noting(fake, places, tmp_path):
    """The list of members is not listened to."""
    async with opened(fake, places, tmp_path, seen=frozenset()) as town:
        yield town


def opened(fake, places, folder, seen=frozenset({"joins", "automod"})):
    return _Opened(fake, living(fake, folder / "house", places, seen=seen))


class _Opened:
    def __init__(self, fake, house):
        self._fake = fake
        self._house = house

    async def __aenter__(self):
        async with logged_in(self._fake) as client:
            await registered(client, ours(client), None)
        return await self._house.__aenter__()

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


async def calls(town, person=None, name="alerts"):
    named = town.fake.commands.named("tummler-staff")
    word = {"name": name, "type": 1, "options": []}
    return await town.fake.people.commands(person or town.mo, town.channel, named, word).told()


async def presses(town, card, label):
    return await town.fake.people.forges(town.mo, town.channel, card, pressable(card)[label]).told()


async def waiting(town):
    async with town.house.store.unit() as unit:
        found = await unit.incidents.waiting(town.community, "discord")
        await unit.commit()
    return found


async def counted(town):
    """How many joined by our count."""
    at = Server(community=town.community, platform="discord", space=town.guild)
    async with town.house.store.unit() as unit:
        found = await unit.incidents.counts(at)
        await unit.commit()
    return sum(found.values())


async def come(town, many, noted=None):
    """So many join, one a second, and are counted where they can be."""
    before, guild = await counted(town), town.fake.world.guilds[town.guild]
    for _ in range(many):
        town.fake.world.comes(guild, noted=noted)

    async def known():
        return await counted(town) == before + many

    await until_async(known)


async def usual(town):
    """A week goes by in which nobody joins."""
    town.later(days=8)


async def lies(town, many=1):
    async def there():
        return len(await waiting(town)) == many

    await until_async(there)
    return await waiting(town)


async def holds_back(town, *actions, by=None, said=SAID, **what):
    town.fake.world.holds_back(by or town.ana, town.channel, said, *actions or (HELD,), **what)


async def forget(town, person):
    privacy, now = town.house.privacy, town.fake.world.at
    await privacy.note([town.community], [member(person)], Then.IGNORE_ME, now)
    await privacy.carry_out(now)


async def everything_heard(town):
    """What comes next is heard after all that came before."""
    await town.asks("is anybody here?", by=town.bo)


async def test_a_flood_is_laid_before_moderators_once_for_as_long_as_it_lasts(town):
    await usual(town)

    await come(town, 25)

    [flood] = await waiting(town)
    assert (flood.cause, flood.joined, flood.told) == (Cause.JOINS, 25, Told.MEMBERS)


async def test_fewer_than_ten_are_no_flood(town):
    await usual(town)

    await come(town, 9)

    assert await waiting(town) == ()


async def test_where_nobody_knows_what_is_usual_ten_are_no_flood(town):
    await come(town, 25)

    assert await waiting(town) == ()


async def test_a_flood_goes_on_across_a_restart(fake, places, tmp_path):
    async with opened(fake, places, tmp_path) as town:
        await usual(town)
        await come(town, 12)

    async with opened(fake, places, tmp_path) as town:
        await come(town, 12)

        [flood] = await waiting(town)
    assert flood.joined == 24


async def test_a_new_session_counts_nobody_who_was_there_before(town):
    await usual(town)
    town.fake.world.crowd = 40
    sessions = len(town.fake.gateway.identified)

    town.fake.gateway.order(9, data=False)
    await until(lambda: len(town.fake.gateway.identified) > sessions, within=30)
    await everything_heard(town)

    assert await counted(town) == 0


async def test_a_resumed_session_counts_nobody_twice(town):
    await usual(town)
    await come(town, 9)

    town.fake.gateway.order(7)
    await until(lambda: bool(town.fake.gateway.resumed), within=30)
    await everything_heard(town)

    assert await counted(town) == 9


async def test_a_bot_that_is_added_is_nobody_who_joined(town):
    town.fake.world.comes(town.fake.world.guilds[town.guild], bot=True)
    await everything_heard(town)

    assert await counted(town) == 0


async def test_without_the_list_of_members_the_notes_of_welcome_are_counted(noting):
    await usual(noting)

    await come(noting, 12, noted=noting.channel)

    [flood] = await waiting(noting)
    assert (flood.joined, flood.told) == (12, Told.NOTICES)


async def test_with_the_list_of_members_a_note_of_welcome_counts_nobody_again(town):
    await usual(town)

    await come(town, 9, noted=town.channel)
    await everything_heard(town)

    assert await counted(town) == 9


async def test_the_list_names_the_flood_and_what_discord_offers_and_nothing_is_asked_of_it(town):
    await usual(town)
    await come(town, 12)

    card = shown(await calls(town))

    assert "Many joined at once" in card
    assert "12" in card
    assert "pause invites" in card
    assert [e for e in town.fake.record.requests if e.method in {"PATCH", "DELETE"}] == []


async def test_a_flood_that_was_put_away_is_not_laid_there_again_while_it_lasts(town):
    await usual(town)
    await come(town, 12)
    await presses(town, await calls(town), "Not a case, or settled")

    await come(town, 12)

    assert await waiting(town) == ()


async def test_what_was_put_away_is_taken_up_again(town):
    await usual(town)
    await come(town, 12)

    settled = await presses(town, await calls(town), "Not a case, or settled")
    await presses(town, settled, "Undo")

    assert len(await waiting(town)) == 1


async def test_a_flood_some_hours_later_is_another(town):
    await usual(town)
    await come(town, 12)
    town.later(hours=3)

    await come(town, 12)

    assert [each.joined for each in await waiting(town)] == [12, 12]


async def test_what_a_rule_held_back_lies_before_moderators_with_its_name(town):
    made = {"name": "no advertising", "event_type": 1, "trigger_type": 1, "actions": [{"type": 1}]}
    rule = town.fake.ruling.makes(town.guild, town.mo, made)
    await holds_back(town, rule=rule["id"])
    await lies(town)

    card = shown(await calls(town))

    assert "no advertising" in card
    assert SAID in card
    assert "held it back" in card


async def test_two_actions_about_one_message_are_one_case(town):
    await holds_back(town, HELD, TOLD)
    await everything_heard(town)

    [one] = await waiting(town)
    assert one.did == (Did.HELD, Did.TOLD)


async def test_the_same_said_again_a_minute_later_is_another_case(town):
    await holds_back(town)
    town.later(minutes=1)

    await holds_back(town)

    await lies(town, 2)


async def test_a_room_that_nobody_chose_lays_nothing_there(town):
    other = town.fake.world.channel(town.fake.world.guilds[town.guild], "elsewhere")
    town.fake.world.holds_back(town.ana, other, SAID, HELD)
    await everything_heard(town)

    assert await waiting(town) == ()


async def test_of_whoever_asked_to_be_ignored_nothing_is_kept(town):
    await forget(town, town.ana)

    await holds_back(town)
    await everything_heard(town)

    assert await waiting(town) == ()


async def test_who_is_forgotten_takes_what_was_held_back_along(town):
    await holds_back(town)
    await lies(town)

    await forget(town, town.ana)

    assert await waiting(town) == ()


async def test_words_that_were_held_back_go_with_their_time(town):
    await holds_back(town)
    await lies(town)
    town.later(hours=73)

    await town.house.privacy.sweep(town.fake.world.at)

    [one] = await waiting(town)
    assert one.words is None


async def test_no_log_holds_what_was_held_back_or_whose_it_was(town, caplog, capsys):
    await holds_back(town)
    await lies(town)

    told = caplog.text + "".join(capsys.readouterr())

    assert SAID not in told
    assert town.ana not in told


async def test_more_than_can_be_read_is_not_laid_there(town):
    for _ in range(MOST_OF_HOUSE + 3):
        town.later(minutes=1)
        await holds_back(town)
    await everything_heard(town)

    assert len(await waiting(town)) == MOST_OF_HOUSE
    assert f"{MOST_OF_HOUSE} of these are of rules" in shown(await calls(town))
