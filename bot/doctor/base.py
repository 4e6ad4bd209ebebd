"""What a check is: it looks at one thing, says what it saw, and names one fix."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol, Self

import discord

from bot.app import KEY_FILE
from bot.core.privacy import Retention
from bot.language.encoder import EncoderChoice
from bot.platforms.discord.addresses import Addresses
from db.examining import Look

NO_STORE = "a store, which the first `tummler import` makes"


class Status(StrEnum):
    """How a thing stands."""

    FINE = "fine"
    WARNING = "warning"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


class Group(StrEnum):
    """What checks are about, in the order in which they are told."""

    LOCAL = "local"
    MODEL = "model"
    PRIVACY = "privacy"
    DISCORD = "discord"
    SLACK = "slack"
    RUNNING = "running"
    GOVERNANCE = "governance"
    WEB = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one check saw in one place. `fix` is what a person can do, and is never empty for ill.

    `auto`: `--fix` can do it. `waits_for`: what must be there before it can be looked at.
    `blocks`: nothing else of Tummler can start while it stands.
    """

    status: Status
    seen: str
    where: str = ""
    fix: str = ""
    auto: bool = False
    waits_for: str | None = None
    blocks: bool = False

    def __post_init__(self) -> None:
        if self.status in {Status.WARNING, Status.FAILED} and not self.fix:
            raise ValueError("what is wrong comes with a fix")

    @classmethod
    def fine(cls, seen: str, where: str = "") -> Self:
        """Nothing to do."""
        return cls(status=Status.FINE, seen=seen, where=where)

    @classmethod
    def warned(cls, seen: str, fix: str, where: str = "", *, auto: bool = False) -> Self:
        """It works, and will not for ever."""
        return cls(status=Status.WARNING, seen=seen, fix=fix, where=where, auto=auto)

    @classmethod
    def failed(
        cls, seen: str, fix: str, where: str = "", *, auto: bool = False, blocks: bool = False
    ) -> Self:
        """Something of Tummler does not work, or a promise is not kept."""
        return cls(status=Status.FAILED, seen=seen, fix=fix, where=where, auto=auto, blocks=blocks)

    @classmethod
    def waiting(cls, waits_for: str) -> Self:
        """It could not be looked at yet."""
        return cls(status=Status.NOT_CHECKED, seen="not looked at", waits_for=waits_for)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What runs: Python, and the libraries as they are and as they were asked for.

    `needs`: as in the metadata of a package, one requirement each. `installed_at`: when the
    program was put here, by this machine's clock.
    """

    python: str
    needs_python: str
    needs: tuple[str, ...]
    found: Mapping[str, str]
    installed_at: datetime
    locales: Path


class Commands(Protocol):
    """The commands of the bot, as whoever answers them declares them."""

    async def differing(self, client: discord.Client) -> tuple[str, ...]:
        """Which of them Discord does not have as they should be; raises discord.HTTPException."""
        ...

    async def register(self, client: discord.Client) -> None:
        """Have Discord take them; raises discord.HTTPException."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordAccess:
    """How Discord is asked. `content`: `required`, `optional` or `off`.

    `staff`: the numbers of the moderators' channels. `commands`: None where nobody can tell which
    commands there should be. `joins`: whether moderators are alerted of many who join at once.
    """

    token: str = field(repr=False)
    addresses: Addresses
    content: str
    staff: tuple[str, ...] = ()
    commands: Commands | None = None
    joins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackAccess:
    """How Slack is asked. `api`: its address; `private`: whether private channels may be heard.

    `distributed`: whether the history is read as slowly as apps must that are given to others.
    """

    bot_token: str | None = field(repr=False)
    """None: each workspace that installed the app has one of its own in the store."""
    app_token: str | None = field(repr=False)
    """None: events come over HTTP."""
    api: str
    private: bool
    distributed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What there is around the store, as it was when the doctor came; no check reads it elsewhere.

    `folder`: of database and keys. `server`: the address of a PostgreSQL server; None: the database
    is a file. `settings_fault`: why the settings cannot be read. `unknown_settings`: names in the
    environment that look like settings and are none. `mounts`: as in /proc/mounts; None: this
    system has no such list. `histories`: files in which shells keep what was typed. `free`: bytes.
    `processes`: where the system lists processes and what they have open, as /proc; None: nowhere.
    `encoder`: the one that the settings choose; None: they cannot be read.
    """

    program: Program
    folder: Path
    database: str
    server: str | None
    host: str
    port: int
    now: datetime
    retention: Retention
    encoding: str
    free: int
    mounts: str | None
    known_settings: tuple[str, ...]
    settings_fault: str | None = None
    unknown_settings: tuple[str, ...] = ()
    histories: tuple[Path, ...] = ()
    processes: Path | None = None
    encoder: EncoderChoice | None = None
    discord: DiscordAccess | None = None
    """None: it was not connected."""
    slack: SlackAccess | None = None
    """The same."""
    slack_fault: str | None = None
    """Why nobody can tell how Slack is asked: it is half set up, or set up in two ways."""

    @property
    def key(self) -> Path:
        """Where the master key lies."""
        return self.folder / KEY_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What is looked at: the surroundings, and the store, opened for reading only."""

    around: Surroundings
    store: Look


Looking = Callable[[Patient], Awaitable[Sequence[Seen]]]
Mending = Callable[[Surroundings], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """What `--fix` may do. `says` is printed before it is done; doing it twice is doing it once."""

    says: str
    do: Mending


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check. `about` says what must hold, for the list of all checks."""

    id: str
    group: Group
    about: str
    look: Looking
    mend: Mend | None = None
