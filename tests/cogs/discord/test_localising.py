"""Commands are registered in every language there are sentences in."""

import re

import discord
import pytest

from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.rest import rest_client
from bot.services.commands import command_kinds
from cogs.discord.localising import others
from cogs.discord.syncing import compared, ours, registered
from prompts import Phrases, languages, phrases
from tests.platforms.discord.hands_rig import contract
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import TOKEN

NAME = re.compile(r"[-_\w]{1,32}")
GERMAN = """
discord-tummler = Was dich angeht
command-pause = Lass mich eine Weile in Ruhe
command-pause-what = Was ruhen soll
discord-name-pause = pause-machen
discord-menu-solved = Das ist beantwortet
"""


@pytest.fixture
def german(tmp_path):
    file = tmp_path / "german.ftl"
    file.write_text(GERMAN, encoding="utf-8")
    names = re.findall(r"^([a-z-]+) =", GERMAN, re.MULTILINE)
    return {"de": Phrases("de", dict.fromkeys(names, file))}


@pytest.fixture
async def client():
    async with (
        fake_discord(contract()) as fake,
        rest_client(TOKEN, Addresses(rest=fake.rest, gateway=fake.gateway_url)) as opened,
    ):
        yield opened
        assert fake.record.wrong == []


def said_in(tongues):
    """All commands as they are described to Discord; a client has one set of them at most."""
    return ours(discord.Client(intents=discord.Intents.none()), tongues)


def found(described, *names):
    """A command, or what is within it, by its names."""
    for name in names:
        described = next(each for each in described if each["name"] == name)
        within, described = described, described.get("options", [])
    return within


def test_what_a_language_says_stands_beside_the_english(german):
    group = found(said_in(german), "tummler")
    pause = found(said_in(german), "tummler", "pause")
    what = found(said_in(german), "tummler", "pause", "what")

    assert group["description_localizations"] == {"de": "Was dich angeht"}
    assert pause["description_localizations"] == {"de": "Lass mich eine Weile in Ruhe"}
    assert (pause["name"], pause["name_localizations"]) == ("pause", {"de": "pause-machen"})
    assert what["description_localizations"] == {"de": "Was ruhen soll"}


def test_a_menu_is_called_as_its_language_calls_it(german):
    menu = found(said_in(german), "This is answered")

    assert menu["name_localizations"] == {"de": "Das ist beantwortet"}


def test_what_a_language_does_not_say_is_left_to_the_english(german):
    forget = found(said_in(german), "tummler", "forget")

    assert not [name for name in forget if name.endswith("_localizations")]


async def test_a_language_is_registered_once_and_a_word_that_changes_is_found(client, german):
    await registered(client, said_in(german), None)

    same = await compared(client, said_in(german), None)
    without = await compared(client, said_in({}), None)

    assert same.nothing
    assert without.changed == ("/tummler", "This is answered")


@pytest.mark.parametrize("language", sorted(languages()))
def test_names_in_a_language_are_such_as_discord_takes(language):
    words = phrases(language)
    keys = [f"discord-name-{kind.key()}" for kind in command_kinds()]
    names = [words.say(key) for key in keys if words.knows(key)]

    assert [name for name in names if not NAME.fullmatch(name) or name != name.lower()] == []


def test_english_is_nobodys_other_language():
    assert [code for code in others() if code.startswith("en")] == []
