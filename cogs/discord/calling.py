"""The commands of every surface as Discord's: two to call by name, and up to five message menus.

platforms.md, section 2.10.
"""

import inspect
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

import discord
from discord import app_commands

from bot.services.commands.base import Command, Parameter
from cogs.discord.asking import Interaction
from prompts import Phrases, phrases

MEMBERS: Final = "tummler"
STAFF: Final = "tummler-staff"
MOST_MENUS: Final = 5
LONGEST_MENU: Final = 32
MOST_CHOICES: Final = 25
LONGEST_ABOUT: Final = 100
Callback = Callable[..., Coroutine[Any, Any, None]]
Kind = type[Command]
Called = app_commands.Group | app_commands.ContextMenu


class Answers(Protocol):
    """Who answers what is called."""

    async def called(
        self, interaction: Interaction, command: Kind, said: Mapping[str, str], about: str | None
    ) -> None:
        """Answer a command; `about`: the number of the message it was called from."""
        ...

    async def suggested(
        self, interaction: Interaction, command: Kind, parameter: str, typed: str
    ) -> list[app_commands.Choice[str]]:
        """What may be chosen while somebody types."""
        ...

    async def outdated(self, interaction: Interaction) -> None:
        """Say that a command has changed since it was called."""
        ...


class Tree(app_commands.CommandTree[Any]):
    """Finds the command that was called; one that Discord still has and we have not is outdated."""

    def __init__(self, client: discord.Client, answers: Answers) -> None:
        super().__init__(client)
        self._answers = answers

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Only what Discord and we see differently comes here; commands tell their own failures."""
        changed = app_commands.CommandSignatureMismatch | app_commands.CommandNotFound
        if not isinstance(error, changed):
            raise error
        await self._answers.outdated(interaction)


def called_by(commands: Sequence[Kind], answers: Answers) -> Iterator[Called]:
    """Everything that is to be registered, in a fixed order."""
    words = phrases()
    yield _group(MEMBERS, [each for each in commands if not each.staff], answers, words)
    yield _group(STAFF, [each for each in commands if each.staff], answers, words)
    for each in [each for each in commands if each.menu][:MOST_MENUS]:
        yield _menu(each, answers, words)


def _group(
    name: str, commands: Sequence[Kind], answers: Answers, words: Phrases
) -> app_commands.Group:
    staff = name == STAFF
    group = app_commands.Group(
        name=name,
        description=words.say(f"discord-{name}"),
        guild_only=True,
        # It hides them; whoever calls one all the same is looked at when it is answered.
        default_permissions=discord.Permissions(manage_messages=True) if staff else None,
    )
    for command in commands:
        if command.slash:
            group.add_command(_command(command, answers, words))
    return group


def _command(
    command: Kind, answers: Answers, words: Phrases
) -> app_commands.Command[Any, ..., None]:
    # Some of our names are Python's own words, so its names are ours to number.
    names = {f"p{place}": each for place, each in enumerate(command.parameters)}

    async def callback(interaction: Interaction, **given: str | None) -> None:
        said = {names[each].name: value for each, value in given.items() if value is not None}
        await answers.called(interaction, command, said, None)

    _signed(callback, names)
    about = {each: words.say(f"command-{command.key()}-{p.name}") for each, p in names.items()}
    app_commands.describe(**{each: fitted[:LONGEST_ABOUT] for each, fitted in about.items()})(
        callback
    )
    app_commands.rename(**{each: p.name for each, p in names.items()})(callback)
    app_commands.choices(
        **{
            each: [app_commands.Choice(name=c, value=c) for c in p.choices]
            for each, p in names.items()
            if _listed(p)
        }
    )(callback)
    made = app_commands.Command[Any, ..., None](
        name=command.name,
        description=words.say(f"command-{command.key()}")[:LONGEST_ABOUT],
        callback=callback,
    )
    for each, parameter in names.items():
        if not _listed(parameter) and (parameter.source is not None or parameter.choices):
            made.autocomplete(each)(_completing(command, parameter, answers))
    return made


def _signed(callback: Callback, names: Mapping[str, Parameter]) -> None:
    """Give it the parameters that Discord's library reads off a function."""
    first = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    rest = [
        inspect.Parameter(
            each,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=str if _listed(p) else app_commands.Range[str, 1, p.longest],
            default=inspect.Parameter.empty if p.required else None,
        )
        for each, p in names.items()
    ]
    setattr(callback, "__signature__", inspect.Signature([first, *rest]))  # noqa: B010  # no such name in its type


def _listed(parameter: Parameter) -> bool:
    """Whether Discord shows all that may be chosen; a longer list is completed while typing."""
    return 0 < len(parameter.choices) <= MOST_CHOICES


def _completing(
    command: Kind, parameter: Parameter, answers: Answers
) -> Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]:
    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await answers.suggested(interaction, command, parameter.name, typed)

    return complete


def _menu(command: Kind, answers: Answers, words: Phrases) -> app_commands.ContextMenu:
    async def callback(interaction: Interaction, pointed: discord.Message) -> None:
        await answers.called(interaction, command, {}, str(pointed.id))

    name = f"discord-menu-{command.key()}"
    label = words.say(name) if words.knows(name) else command.name
    menu = app_commands.ContextMenu(name=label[:LONGEST_MENU], callback=callback)
    menu.guild_only = True
    return menu
