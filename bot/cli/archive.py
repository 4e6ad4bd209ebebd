"""The options by which an archive is read, the same for import and replay."""

import ctypes
import gc
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from bot.cli.context import known_zone
from bot.cli.errors import BadDate, BadMapping, NoSuchRoom
from bot.core.events import Source
from bot.core.ids import CommunityId
from bot.platforms.exports.base import Export, ReadingOptions
from bot.platforms.exports.formats import open_export
from bot.services.calendar import week_labelled

ExportPath = Annotated[
    Path, typer.Argument(help="The export: a file, a zip or a folder.", exists=True)
]
Map = Annotated[
    str | None,
    typer.Option("--map", help="For tables: message=id,author=user,time=created_at,text=body,…"),
]
TimeFormat = Annotated[
    str | None, typer.Option(help="For tables: iso, epoch, epoch_ms or a strptime pattern.")
]
Zone = Annotated[str | None, typer.Option(help="The community's time zone, such as Europe/Berlin.")]
Format = Annotated[
    str | None,
    typer.Option("--format", help="Settle a doubt: discord, irc, slack, table, tummler or zulip."),
]
Pattern = Annotated[
    str | None,
    typer.Option(
        help="For IRC logs: brackets, irssi, weechat, hexchat, "
        "or a regular expression with the groups time, nick and text."
    ),
]
Bots = Annotated[
    list[str] | None, typer.Option("--bot", help="An author who is a bot; may be repeated.")
]
Direct = Annotated[
    bool, typer.Option("--include-direct", help="Read direct messages too, where there are any.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 5 when a record was skipped.")]
Rooms = Annotated[
    list[str] | None, typer.Option("--channel", help="Only this channel; may be repeated.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An opened export and the zone in which its weeks are counted."""

    export: Export
    zone: str
    zone_said: str
    """Where the zone was taken from, for people."""


def opened(
    path: Path,
    community: CommunityId,
    source: Source,
    *,
    mapping: str | None,
    time_format: str | None,
    zone: str | None,
    pattern: str | None,
    format_name: str | None,
    bots: Iterable[str],
    direct: bool,
) -> Archive:
    """Open an archive as asked; raises what `open_export` raises, BadMapping and UnknownZone."""
    given = None if zone is None else known_zone(zone)
    options = ReadingOptions(
        community=community,
        now=datetime.now(UTC),
        mapping=None if mapping is None else columns(mapping),
        time_format=time_format,
        time_zone=given,
        pattern=pattern,
        include_direct=direct,
        bots=frozenset(bots),
        source=source,
    )
    export = open_export(path, options, format_name)
    guess = None if given else export.time_zone_guess()
    return Archive(
        export=export,
        zone=given or guess or "UTC",
        zone_said=""
        if given
        else " (guessed from its members; --time-zone to change)"
        if guess
        else " (the archive names none; --time-zone to change)",
    )


def checked(export: Export) -> list[str]:
    """What its own counts say of the archive that was just read, for people; [] if it has none."""
    tally = export.tally
    lines: list[str] = []
    if tally.announced:
        lines.append(
            f"Checked: the archive says that it holds {tally.announced:,} messages; "
            f"{tally.checked:,} were found in it."
        )
    if tally.missing_replies:
        lines.append(f"{tally.missing_replies:,} replies that it tells of are not in it.")
    if tally.anonymous:
        lines.append(f"{tally.anonymous:,} reactions do not say who gave them, and are left out.")
    return lines


def columns(mapping: str) -> dict[str, str]:
    """The columns named by --map; raises BadMapping."""
    pairs = [pair.partition("=") for pair in mapping.split(",") if pair.strip()]
    for field, sign, column in pairs:
        if not (field.strip() and sign and column.strip()):
            raise BadMapping(f"{field}{sign}{column}")
    return {field.strip(): column.strip() for field, _, column in pairs}


def rooms_asked(export: Export, names: list[str] | None) -> frozenset[str] | None:
    """The channels asked for; raises NoSuchRoom for a name that the archive does not hold."""
    if not names:
        return None
    held = export.survey().rooms
    wanted = frozenset(name.removeprefix("#") for name in names)
    for name in sorted(wanted):
        if name not in held:
            shown = ", ".join(held[:20]) + (" …" if len(held) > 20 else "")  # noqa: PLR2004
            raise NoSuchRoom(name, shown)
    return wanted


def moment(given: str | None, option: str, zone: str, *, end: bool) -> datetime | None:
    """A date or ISO week as a moment: its start, or with `end` the moment after its last day."""
    if given is None:
        return None
    try:
        if "W" in given.upper():
            start = week_labelled(given, zone)
            return start + timedelta(days=7) if end else start
        day = date.fromisoformat(given) + (timedelta(days=1) if end else timedelta())
    except ValueError:
        raise BadDate(option, given) from None
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def spare_the_collector() -> None:
    """Have the garbage collector look less often while an archive is read.

    Nearly everything made there is gone by itself soon after; looking through what stays costs a
    fifth of the whole run.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 1_000)


def give_memory_back() -> None:
    """Let the system have what this process no longer needs, where its allocator can be told to.

    The database's 64 MiB of pages would otherwise stay with us while charts are drawn beside us.
    """
    with suppress(AttributeError):  # only glibc has it
        ctypes.CDLL(None).malloc_trim(0)


class Rate(ProgressColumn):
    """How many records a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f}/s")


class Slowly(Progress):
    """A progress bar that shows itself only when the work has lasted two seconds."""

    SHOWN_AFTER = 2.0

    def get_renderables(self) -> Iterable[object]:  # pyright: ignore[reportIncompatibleMethodOverride]  # rich's own type is an alias of object-likes
        """Nothing for the first two seconds."""
        if any((task.elapsed or 0.0) >= self.SHOWN_AFTER for task in self.tasks):
            yield self.make_tasks_table(self.tasks)


def progress(console: Console) -> Progress:
    """A bar with rate and time left, for anything that lasts longer than two seconds."""
    return Slowly(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        auto_refresh=console.is_terminal,  # elsewhere a thread would draw what nobody sees
    )
