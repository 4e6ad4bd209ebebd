"""Registers our commands with Discord, only on an operator's word, and only what differs.

platforms.md, section 2.10. What is compared is what Discord has, not what was sent to it last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import discord
from discord.http import Route

from bot.services.commands import command_kinds
from cogs.discord.asking import Interaction
from cogs.discord.calling import Kind, Tree, called_by
from cogs.discord.localising import localised, others
from prompts import Phrases

Registered = Mapping[str, object]
_SAME: Final = ("type", "name", "description", "nsfw", "required", "autocomplete", "value")
_LENGTHS: Final = ("min_length", "max_length")
_TONGUES: Final = ("name_localizations", "description_localizations")
CHAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a registration would change, by the commands' names as they are called."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether Discord has exactly ours."""
        return not (self.added or self.changed or self.removed)


class _Nobody:
    """Answers nothing: the commands are only described here."""

    async def called(
        self, interaction: Interaction, command: Kind, said: Mapping[str, str], about: str | None
    ) -> None:
        """Unreachable: no client listens."""

    async def suggested(
        self, interaction: Interaction, command: Kind, parameter: str, typed: str
    ) -> list[discord.app_commands.Choice[str]]:
        """Unreachable: no client listens."""
        del interaction, command, parameter, typed
        return []

    async def outdated(self, interaction: Interaction) -> None:
        """Unreachable: no client listens."""


def ours(
    client: discord.Client, tongues: Mapping[str, Phrases] | None = None
) -> list[dict[str, Any]]:
    """All commands as Discord's API takes them; `tongues`: by locale, None: all there are."""
    nobody, kinds = _Nobody(), command_kinds()
    tree, said = Tree(client, nobody), others() if tongues is None else tongues
    return [localised(each.to_dict(tree), kinds, said) for each in called_by(kinds, nobody)]


async def compared(
    client: discord.Client, wanted: Sequence[Registered], guild: int | None
) -> Difference:
    """What differs on a server, or everywhere. Raises discord.HTTPException."""
    there = await _there(client, guild)
    has = {_named(each): _plain(each) for each in there}
    wants = {_named(each): _plain(each) for each in wanted}
    return Difference(
        added=tuple(sorted(wants.keys() - has.keys())),
        changed=tuple(sorted(n for n in wants.keys() & has.keys() if wants[n] != has[n])),
        removed=tuple(sorted(has.keys() - wants.keys())),
    )


async def registered(
    client: discord.Client, wanted: Sequence[dict[str, Any]], guild: int | None
) -> None:
    """Have Discord take these in the place of all it has. Raises discord.HTTPException."""
    application = _application(client)
    if guild is None:
        await client.http.bulk_upsert_global_commands(application, [*wanted])
    else:
        await client.http.bulk_upsert_guild_commands(application, guild, [*wanted])


class OurCommands:
    """The same for whoever may not know what the commands are; for one client."""

    def __init__(self) -> None:
        self._described: list[dict[str, Any]] = []

    async def differing(self, client: discord.Client) -> tuple[str, ...]:
        """What is missing, other than ours, or of nobody. Raises discord.HTTPException."""
        found = await compared(client, self._of(client), None)
        return (*found.added, *found.changed, *found.removed)

    async def register(self, client: discord.Client) -> None:
        """Have Discord take them. Raises discord.HTTPException."""
        await registered(client, self._of(client), None)

    def _of(self, client: discord.Client) -> list[dict[str, Any]]:
        # A client takes no second set of commands, so they are described once.
        self._described = self._described or ours(client)
        return self._described


async def _there(client: discord.Client, guild: int | None) -> Sequence[Registered]:
    path = "/applications/{application_id}/commands"
    if guild is not None:
        path = "/applications/{application_id}/guilds/{guild_id}/commands"
    # The library's own calls leave the other languages out.
    route = Route("GET", path, application_id=_application(client), guild_id=guild)
    asked: object = await client.http.request(route, params={"with_localizations": "true"})
    return cast("Sequence[Registered]", asked)


def _application(client: discord.Client) -> int:
    if client.application_id is None:
        raise discord.ClientException("log in first")
    return client.application_id


def _named(command: Registered) -> str:
    name = str(command["name"])
    return f"/{name}" if command.get("type", CHAT) == CHAT else name


def _plain(described: Registered) -> Mapping[str, object]:
    """What of a description is ours to say; Discord adds its own, and leaves out what is usual."""
    plain: dict[str, object] = {
        name: described[name] for name in (*_SAME, *_LENGTHS, *_TONGUES) if described.get(name)
    }
    rights = described.get("default_member_permissions")
    if rights is not None:
        plain["rights"] = str(rights)
    for name in ("options", "choices"):
        inner = cast("Sequence[Registered]", described.get(name) or ())
        if inner:
            plain[name] = [_plain(each) for each in inner]
    return plain
