"""Commands are found by their base class, and a wrong name fails when the house opens."""

from types import ModuleType

import pytest

from bot.services.commands import (
    NoCommand,
    RepeatedCommand,
    UnfinishedCommand,
    command_kinds,
    commands_of,
)
from bot.services.commands.base import Command, Press


def module(*kinds, name="here"):
    made = ModuleType(name)
    for number, kind in enumerate(kinds):
        kind.__module__ = name
        setattr(made, f"kind{number}", kind)
    return made


def command(**named):
    async def answer(self, asked):
        raise NotImplementedError

    return type("Made", (Command,), {"answer": answer, **named})


def test_every_command_of_the_house_is_found_once():
    keys = [kind.key() for kind in command_kinds()]

    assert len(keys) == len(set(keys)) > 30


def test_a_file_without_a_command_is_refused():
    with pytest.raises(NoCommand, match="here"):
        commands_of([module()])


def test_a_command_without_a_name_is_refused():
    with pytest.raises(UnfinishedCommand):
        commands_of([module(command())])


def test_a_command_that_nobody_can_reach_is_refused():
    with pytest.raises(UnfinishedCommand):
        commands_of([module(command(name="hidden", slash=False))])


def test_two_commands_of_one_name_are_refused():
    with pytest.raises(RepeatedCommand, match="go"):
        commands_of([module(command(name="go")), module(command(name="go"), name="there")])


def test_the_same_name_may_stand_once_among_members_and_once_among_staff():
    kinds = commands_of([module(command(name="go"), command(name="go", staff=True))])

    assert [kind.key() for kind in kinds] == ["go", "staff-go"]


def test_two_commands_that_answer_one_press_are_refused():
    presses = (Press(area="a", verb="b"),)
    made = module(command(name="go", presses=presses), command(name="stay", presses=presses))

    with pytest.raises(RepeatedCommand, match="a:b"):
        commands_of([made])


def test_what_is_only_imported_into_a_file_is_not_its_own():
    made = module(command(name="go"), name="elsewhere")
    made.__name__ = "here"

    with pytest.raises(NoCommand):
        commands_of([made])
