"""Every command of ours is one that Discord takes, under the name that people know."""

import discord
import pytest

from bot.services.commands import command_kinds
from cogs.discord.calling import Tree, called_by

MENU = 3


@pytest.fixture
def described():
    """What Discord is told, by the commands' names."""

    tree = Tree(discord.Client(intents=discord.Intents.none()), None)

    def told(kinds):
        return {each.name: each.to_dict(tree) for each in called_by(kinds, None)}

    return told


@pytest.mark.parametrize("name", ["tummler", "tummler-staff"])
def test_no_command_has_more_words_than_discord_takes(described, name):
    assert len(described(command_kinds())[name]["options"]) <= 25


@pytest.mark.parametrize("kind", [each for each in command_kinds() if each.menu])
def test_every_menu_has_a_name_that_discord_shows_whole(described, kind):
    menus = [name for name, each in described([kind]).items() if each["type"] == MENU]

    assert [len(name) <= 32 and "…" not in name[:-1] for name in menus] == [True]


def test_every_word_that_can_be_called_is_there(described):
    told = described(command_kinds())
    words = {
        each["name"] for name in ("tummler", "tummler-staff") for each in told[name]["options"]
    }

    assert words == {each.name for each in command_kinds() if each.slash}


def test_a_list_that_discord_does_not_show_whole_is_completed_while_typing(described):
    staff = described(command_kinds())["tummler-staff"]["options"]
    [silences] = [each for each in staff if each["name"] == "silences"]
    [reason] = [each for each in silences["options"] if each["name"] == "reason"]

    assert "choices" not in reason
    assert reason["autocomplete"]


def test_a_name_that_is_pythons_own_is_called_as_it_is(described):
    members = described(command_kinds())["tummler"]["options"]
    [pause] = [each for each in members if each["name"] == "pause"]

    assert [each["name"] for each in pause["options"]] == ["what", "for"]
