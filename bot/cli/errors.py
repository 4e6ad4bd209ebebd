"""What a person reads when a command cannot go on, and the exit code that scripts read."""

from dataclasses import dataclass

from bot.core.errors import TummlerError

FAILED, USAGE, NOT_STARTED, REFUSED, WARNED, INTERRUPTED = 1, 2, 3, 4, 5, 130


@dataclass(eq=False)
class SettingsWrong(TummlerError):
    """These settings cannot be used: {faults}. They come from the environment, as
    TUMMLER_<NAME>; the README lists them all.
    """

    faults: str


@dataclass(eq=False)
class UnknownPlatform(TummlerError):
    """There is no platform named {name}; Tummler knows discord and slack. Leave TUMMLER_PLATFORMS
    empty to open the demo town.
    """

    name: str


@dataclass(eq=False)
class SettingMissing(TummlerError):
    """{platform} is only half set up: {setting} is missing. Set it, or unset {given} to open the
    demo town.
    """

    platform: str
    setting: str
    given: str


@dataclass(eq=False)
class PlatformNotHere(TummlerError):
    """{platform} is set up, but this version of Tummler cannot serve it yet. Unset {given} to open
    the demo town; `tummler replay` reads an export of yours today.
    """

    platform: str
    given: str


@dataclass(eq=False)
class BadMapping(TummlerError):
    """--map has the form message=id,author=user,time=created_at,text=body; this is not: {wrong}."""

    wrong: str


@dataclass(eq=False)
class BadDate(TummlerError):
    """{option} takes a date such as 2026-11-09 or an ISO week such as 2026-W46, not {given}."""

    option: str
    given: str


@dataclass(eq=False)
class UnknownZone(TummlerError):
    """There is no time zone named {name}; they are written like Europe/Berlin or UTC."""

    name: str


@dataclass(eq=False)
class NoSuchRoom(TummlerError):
    """There is no channel named {name} in this archive. It holds: {rooms}."""

    name: str
    rooms: str


@dataclass(eq=False)
class NoSuchWeek(TummlerError):
    """There is no week with enough talk in {community}. Name one with --week, or import more."""

    community: str


@dataclass(eq=False)
class PortsTaken(TummlerError):
    """Ports {first} to {last} on {host} are all taken. Name a free one with --port."""

    host: str
    first: int
    last: int


_CODES: dict[str, int] = {
    "KeyUnreadable": NOT_STARTED,
    "SealBroken": NOT_STARTED,
    "StoreIsNewer": NOT_STARTED,
    "PortsTaken": NOT_STARTED,
    "SettingMissing": NOT_STARTED,
    "UnknownPlatform": NOT_STARTED,
    "PlatformNotHere": NOT_STARTED,
    "SettingsWrong": NOT_STARTED,
    "UnsafeArchive": REFUSED,
    "DemoRefused": REFUSED,
    "BadMapping": USAGE,
    "BadDate": USAGE,
    "UnknownZone": USAGE,
    "NoSuchRoom": USAGE,
    "NoSuchFormat": USAGE,
    "NotThisFormat": USAGE,
    "MappingIncomplete": USAGE,
    "MappingMisfit": USAGE,
    "UnknownTimeZone": USAGE,
}


def exit_code(error: TummlerError) -> int:
    """2 wrong usage, 3 could not start, 4 refused by the product's own rules, 1 anything else."""
    return _CODES.get(type(error).__name__, FAILED)


def sentence(error: BaseException) -> str:
    """What happened and what to do, on one line."""
    return " ".join(str(error).split())
