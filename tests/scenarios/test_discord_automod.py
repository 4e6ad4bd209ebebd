"""On Discord: AutoMod's rules follow the signed charter, by a moderator's press alone."""

import pytest

from bot.core.moderation import ActKind, ActStatus
from bot.core.trust import Rung
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import inhabited, living, logged_in
from tests.servers.discord.parts import BUTTON, walked
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import BOT

MANAGE_GUILD, MANAGE_MESSAGES = 1 << 5, 1 << 13
SPAM, MENTIONS = "Tummler: spam", "Tummler: many mentions"


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def places(fake):
    found = inhabited(fake)
    fake.world.role(fake.world.guilds[found[0]], "warden", MANAGE_GUILD, found[-1])
    return found


@pytest.fixture
def janitor(fake, places):
    """A moderator who may not manage the server; to be asked for before the house opens."""
    person = fake.world.person("max")
    fake.world.role(fake.world.guilds[places[0]], "janitor", MANAGE_MESSAGES, person)
    return person


@pytest.fixture
async def unsigned(fake, places, tmp_path):
    """The bot may manage the server, as `--moderation automod` asks for; no charter is signed."""
    fake.world.role(fake.world.guilds[places[0]], "tummler", MANAGE_GUILD, BOT)
    async with logged_in(fake) as client:
        await registered(client, ours(client), None)
    async with living(fake, tmp_path / "house", places) as town:
        yield town


@pytest.fixture
async def town(unsigned):
    await unsigned.signs(Rung.LISTEN)
    return unsigned


@pytest.fixture
async def powerless(fake, places, tmp_path):
    """The bot has the rights of the first invitation alone."""
    async with logged_in(fake) as client:
        await registered(client, ours(client), None)
    async with living(fake, tmp_path / "house", places) as town:
        await town.signs(Rung.LISTEN)
        yield town


def shown(message):
    return "\n".join(each["content"] for each in walked(message["components"]) if "content" in each)


def buttons(message):
    return [
        (each["label"], each["custom_id"])
        for each in walked(message["components"])
        if each["type"] == BUTTON and "label" in each
    ]


async def calls(town, person, name="automod"):
    named = town.fake.commands.named("tummler-staff")
    word = {"name": name, "type": 1, "options": []}
    return await town.fake.people.commands(person, town.channel, named, word).told()


async def presses(town, card, kind, person=None):
    """Mo presses the button of a rule, or somebody else does."""
    [key] = [key for label, key in buttons(card) if f":{kind}" in key or kind == label]
    return await town.fake.people.forges(person or town.mo, town.channel, card, key).told()


async def sets(town, kind):
    return await presses(town, await calls(town, town.mo), kind)


async def trail(town):
    async with town.house.store.unit() as unit:
        found = await unit.moderation.trail(town.community, 100)
        await unit.commit()
    return found


def written(town):
    """What was changed on Discord's rules, and by what reason."""
    asked = town.fake.record.requests
    return [e for e in asked if "auto-moderation" in (e.template or "") and e.method != "GET"]


async def test_who_asks_sees_what_would_be_set_and_nothing_is(town):
    card = await calls(town, town.mo)

    assert "Suspected spam" in shown(card)
    assert {label for label, _ in buttons(card)} == {"Set it up"}
    assert written(town) == []


async def test_a_press_sets_one_rule_up_and_the_audit_log_says_who_decided(town):
    await sets(town, "spam")

    [request] = written(town)
    assert town.fake.ruling.named() == [SPAM]
    assert town.mo in request.reason
    [act] = await trail(town)
    assert (act.kind, act.status) == (ActKind.AUTOMOD, ActStatus.DONE)


async def test_the_same_press_again_changes_nothing(town):
    card = await calls(town, town.mo)
    await presses(town, card, "spam")

    told = await presses(town, card, "spam")

    assert "It stands so already" in shown(told)
    assert (len(written(town)), len(await trail(town))) == (1, 1)


async def test_undo_deletes_the_rule_that_was_made(town):
    told = await sets(town, "spam")

    await presses(town, told, "Undo")

    assert town.fake.ruling.rules == {}
    assert [each.status for each in await trail(town)] == [ActStatus.UNDONE]


async def test_a_rule_that_is_gone_already_is_undone_in_the_trail(town):
    told = await sets(town, "spam")
    town.fake.ruling.rules.clear()

    await presses(town, told, "Undo")

    assert [each.status for each in await trail(town)] == [ActStatus.UNDONE]


async def test_a_rule_of_ours_is_tuned_and_undo_sets_it_back(town):
    await sets(town, "mentions")
    [rule] = town.fake.ruling.rules.values()
    rule["trigger_metadata"]["mention_total_limit"] = 33
    told = await sets(town, "mentions")
    tuned = rule["trigger_metadata"]["mention_total_limit"]

    await presses(town, told, "Undo")

    assert (tuned, rule["trigger_metadata"]["mention_total_limit"]) == (10, 33)


async def test_what_a_moderator_set_besides_of_a_rule_of_ours_stays(town):
    await sets(town, "mentions")
    [rule] = town.fake.ruling.rules.values()
    rule["trigger_metadata"] |= {"mention_total_limit": 33, "mention_raid_protection_enabled": True}
    rule["actions"].append({"type": 3, "metadata": {"duration_seconds": 60}})

    await sets(town, "mentions")

    assert rule["trigger_metadata"] == {
        "mention_total_limit": 10,
        "mention_raid_protection_enabled": True,
    }
    assert [each["type"] for each in rule["actions"]] == [1, 3]


async def test_what_somebody_changed_since_is_not_undone(town):
    told = await sets(town, "mentions")
    [rule] = town.fake.ruling.rules.values()
    rule["trigger_metadata"]["mention_total_limit"] = 33

    answer = await presses(town, told, "Undo")

    assert "nothing was changed" in shown(answer)
    assert town.fake.ruling.named() == [MENTIONS]


async def test_rules_of_others_are_named_and_left_alone_even_under_our_name(town):
    body = {"name": SPAM, "event_type": 1, "trigger_type": 3, "actions": [{"type": 1}]}
    theirs = town.fake.ruling.makes(town.guild, town.mo, body)
    before = dict(theirs)

    card = await calls(town, town.mo)
    await presses(town, card, "mentions")

    assert "Left alone" in shown(card)
    assert town.fake.ruling.rules[theirs["id"]] == before


async def test_a_moderator_who_may_not_manage_the_server_sets_nothing(janitor, town):
    card = await calls(town, town.mo)

    told = await presses(town, card, "spam", janitor)

    assert "lack the right" in shown(told)
    assert written(town) == []


async def test_a_forged_press_of_a_member_sets_nothing(town):
    card = await calls(town, town.mo)

    await presses(town, card, "spam", town.bo)

    assert (written(town), await trail(town)) == ([], ())


async def test_without_the_right_the_card_says_so_and_discord_is_not_asked(powerless):
    card = await calls(powerless, powerless.mo)

    assert "lack the right" in shown(card)
    assert not [e for e in powerless.fake.record.requests if "auto-mod" in (e.template or "")]


async def test_without_a_signed_charter_there_are_no_rules(unsigned):
    card = await calls(unsigned, unsigned.mo)

    assert "no signed charter" in shown(card)
    assert buttons(card) == []


async def test_the_trail_has_the_rule_and_its_way_back(town):
    await sets(town, "spam")

    card = await calls(town, town.mo, "acts")

    assert "a rule of AutoMod set" in shown(card)
    assert "Undo" in {label for label, _ in buttons(card)}
