"""What is asked about a side of a link concerns the community that decides for it."""

import json
from datetime import UTC, datetime
from importlib import import_module

import pytest
import typer

from bot.app import open_house
from bot.cli import COMMANDS
from bot.core.ids import CommunityId
from bot.core.privacy import Retention
from bot.services.hearing import Hearing
from bot.services.linking import Linking

HOME, ORIGIN = CommunityId("discord:1"), CommunityId("slack:T1")
DECIDING = {
    "budget": (),
    "charter": ("show",),
    "experiment": ("status",),
    "me": ("me", "--member", "slack:U1"),
    "prompts": ("list",),
    "review": ("list",),
    "trust": ("show",),
}
"""What decides, or tells what is decided: it concerns the side that is spoken for."""
LOOKING_BACK = {
    "audit": ("--quarter", "2026-Q1"),
    "digest": (),
    "metrics": ("weeks",),
}
"""What reads weeks that are past, each where it was heard."""
OF_ONE_SIDE = {"disconnect", "erase", "export", "forget", "import"}
"""What is about the data of one server or workspace, wherever it stands."""


CHARTER = (
    *("purpose=mending bicycles", "kind=cause", 'facets=["bicycles"]', "tone=plain"),
    'moderators=["discord:7"]',
)


@pytest.fixture
async def linked(tmp_path):
    async with open_house(folder=tmp_path / "data", retention=Retention()) as house:
        hearing = Hearing(house.store.unit, house.pipeline, house.homes)
        for community in (HOME, ORIGIN):
            await hearing.found(community, "a place", "UTC")
        linking = Linking(house.store.unit, house.homes)
        await linking.unite(HOME, ORIGIN, datetime(2026, 3, 2, tzinfo=UTC))


def about_a_community():
    app = typer.Typer()
    app.callback()(lambda: None)
    for name in COMMANDS:
        import_module(f"bot.cli.{name}").register(app)
    program = typer.main.get_command(app)
    named = {}
    for name, command in program.commands.items():
        for inner in getattr(command, "commands", {name: command}).values():
            if any("--community" in each.opts for each in inner.params):
                named[name] = inner
    return {*named}


def test_of_every_command_about_a_community_it_is_known_what_a_link_means_to_it():
    assert about_a_community() == {*DECIDING, *LOOKING_BACK, *OF_ONE_SIDE}


@pytest.mark.parametrize("command", DECIDING)
def test_what_decides_is_about_the_community_that_is_spoken_for_and_says_so(
    tummler, linked, command
):
    done = tummler(command, *DECIDING[command], "--community", ORIGIN)

    assert f"{ORIGIN} is part of {HOME} now, so this is about {HOME}." in done.stderr


@pytest.mark.parametrize("command", LOOKING_BACK)
def test_what_looks_back_says_where_the_newer_weeks_are(tummler, linked, command):
    done = tummler(command, *LOOKING_BACK[command], "--community", ORIGIN)

    assert f"its weeks since then are told of {HOME}." in done.stderr


@pytest.mark.parametrize("command", DECIDING)
def test_of_a_community_that_speaks_for_itself_nothing_is_said_of_it(tummler, linked, command):
    done = tummler(command, *DECIDING[command], "--community", HOME)

    assert "is part of" not in done.stderr


def test_a_charter_that_is_written_for_a_linked_side_is_the_community_s(tummler, linked):
    said = (part for field in CHARTER for part in ("--set", field))
    written = tummler("charter", "edit", "--community", ORIGIN, *said)

    told = tummler("charter", "show", "--community", HOME)
    assert written.returncode == 0, written.stderr
    assert "not signed" in told.stdout


def test_the_budget_of_a_linked_side_is_the_community_s(tummler, linked):
    done = tummler("budget", "--community", ORIGIN, "--json")

    assert json.loads(done.stdout)["community"] == HOME
