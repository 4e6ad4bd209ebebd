"""What Discord says of the app, its servers and its rights there, asked over HTTP alone."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, cast

import discord

from bot.platforms.discord.places import TALKED_IN, Payload, text
from bot.platforms.discord.rights import LEAST

CONTENT: Final = discord.ApplicationFlags(gateway_message_content=True).value
CONTENT_LIMITED: Final = discord.ApplicationFlags(gateway_message_content_limited=True).value
"""The switch as a small app has it; only the limited ones can be turned on by the API."""
MEMBERS: Final = discord.ApplicationFlags(
    gateway_guild_members=True, gateway_guild_members_limited=True
).value
PRESENCE: Final = discord.ApplicationFlags(
    gateway_presence=True, gateway_presence_limited=True
).value
MOST_SERVERS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The application behind a bot token."""

    number: int
    name: str
    flags: int
    public: bool

    @property
    def reads_words(self) -> bool:
        """Whether the switch Message Content Intent is on."""
        return bool(self.flags & (CONTENT | CONTENT_LIMITED))

    @property
    def lists_members(self) -> bool:
        """Whether the switch Server Members Intent is on."""
        return bool(self.flags & MEMBERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that the bot is in; `people` None: Discord did not say how many."""

    number: str
    name: str
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A channel that can be talked in, and what the bot may do there after all overwrites.

    `directly`: an overwrite of the channel's own lets the bot, or a role of it, look in.
    """

    number: str
    name: str
    rights: discord.Permissions
    for_everyone: bool
    directly: bool
    last_message: int | None

    def lacks(self, names: Collection[str] = tuple(LEAST)) -> tuple[str, ...]:
        """Which of these permissions are missing, by discord.py's names."""
        return tuple(name for name in names if not getattr(self.rights, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One server, looked at closely. `rights`: what the bot's roles give it, before overwrites."""

    server: Server
    rooms: tuple[Room, ...]
    rights: discord.Permissions


async def app_of(client: discord.Client) -> App:
    """Who the token belongs to; raises discord.HTTPException."""
    return _app(cast("Payload", await client.http.application_info()))


async def switch_on(client: discord.Client, app: App) -> App:
    """Ask for the switch Message Content Intent; the app as it is afterwards.

    Raises discord.HTTPException where Discord will not hear of it.
    """
    payload = {"flags": app.flags | CONTENT_LIMITED}
    told = await client.http.edit_application_info(reason=None, payload=payload)
    return _app(cast("Payload", told))


async def servers(client: discord.Client) -> tuple[Server, ...]:
    """Every server that the bot is in, up to 200; raises discord.HTTPException."""
    told = await client.http.get_guilds(MOST_SERVERS, with_counts=True)
    return tuple(_server(cast("Payload", each)) for each in told)


async def leave(client: discord.Client, server: Server) -> None:
    """Go from a server; raises discord.HTTPException."""
    await client.http.leave_guild(int(server.number))


async def home(client: discord.Client, server: Server) -> Home:
    """The rooms of a server in their order, with the rights there; raises discord.HTTPException."""
    guild = await client.fetch_guild(int(server.number), with_counts=False)
    me = await guild.fetch_member(client.user.id if client.user else 0)
    channels = await guild.fetch_channels()
    everyone = guild.default_role
    return Home(
        server=server,
        rooms=tuple(
            Room(
                number=str(channel.id),
                name=channel.name,
                rights=channel.permissions_for(me),
                for_everyone=channel.permissions_for(everyone).view_channel,
                directly=any(
                    channel.overwrites_for(each).view_channel for each in (me, *me.roles[1:])
                ),
                last_message=getattr(channel, "last_message_id", None),
            )
            for channel in sorted(channels, key=lambda each: (each.position, each.id))
            if channel.type.value in TALKED_IN
        ),
        rights=me.guild_permissions,
    )


def _app(told: Payload) -> App:
    flags = told.get("flags")
    return App(
        number=int(text(told, "id") or 0),
        name=text(told, "name") or "",
        flags=flags if isinstance(flags, int) else 0,
        public=told.get("bot_public") is True,
    )


def _server(told: Payload) -> Server:
    people = told.get("approximate_member_count")
    number = text(told, "id") or ""
    return Server(
        number=number,
        name=text(told, "name") or number,
        people=people if isinstance(people, int) else None,
    )
