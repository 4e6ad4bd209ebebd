"""What the command line does whichever command it is; it loads those that are named."""

from importlib import import_module

import pytest
import typer

from bot.cli import COMMANDS, asked_for, commands_of


def test_the_version_is_printed(started):
    assert started("--version").stdout.startswith("Tummler ")


def test_a_command_says_the_same_however_its_process_began(started, tummler):
    anew, forked = started("digest"), tummler("digest")

    assert (anew.returncode, anew.stdout, anew.stderr) == (
        forked.returncode,
        forked.stdout,
        forked.stderr,
    )


def test_help_names_every_command(tummler):
    done = tummler("--help")

    for name in ("up", "replay", "import", "migrate"):
        assert name in done.stdout


def test_a_wrong_option_is_wrong_usage(tummler):
    done = tummler("replay", "--no-such-option")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("module", COMMANDS)
def test_each_module_adds_the_commands_that_it_is_loaded_for(module):
    app = typer.Typer()

    import_module(f"bot.cli.{module}").register(app)

    assert {command.name for command in app.registered_commands} == set(commands_of(module))


def test_the_command_that_is_named_is_loaded_alone():
    assert asked_for(["--quiet", "replay", "talk.jsonl"]) == ("replaying",)


def test_a_value_with_the_name_of_a_command_keeps_none_from_being_loaded():
    assert asked_for(["--data", "up", "import", "talk.zip"]) == ("up", "importing")


@pytest.mark.parametrize("words", [[], ["--help"], ["--help", "replay"], ["reply", "talk.zip"]])
def test_where_none_is_named_first_all_are_loaded(words):
    assert asked_for(words) == COMMANDS
