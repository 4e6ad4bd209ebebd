"""What a person reads when a command cannot go on, and the exit code that scripts read."""

from dataclasses import dataclass
from pathlib import Path

from bot.core.display import shown
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
class Unreachable(TummlerError):
    """I cannot reach {host}. Look at the network and try again; the demo town and `tummler replay`
    work without one.
    """

    host: str


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
class NoSuchMetric(TummlerError):
    """There is no metric named {name}. There are: {names}."""

    name: str
    names: str


@dataclass(eq=False)
class NothingMeasured(TummlerError):
    """No week of {community} has a person's message in it. Name others with --from and --to."""

    community: str


@dataclass(eq=False)
class BadQuarter(TummlerError):
    """--quarter takes a quarter such as 2026-Q4, not {given}."""

    given: str


@dataclass(eq=False)
class SheetTaken(TummlerError):
    """{file} is there already, and moderators may have written in it. Name another with --out."""

    file: Path


@dataclass(eq=False)
class BadLabel(TummlerError):
    """Line {line} of {file} is no row of an audit's sheet: the last two columns hold yes, no or
    nothing.
    """

    file: Path
    line: int


@dataclass(eq=False)
class NothingLabelled(TummlerError):
    """Nobody has labelled a conversation of {quarter}. Draw with --out FILE, have two moderators
    fill the sheet in, and give it back with --labels FILE.
    """

    quarter: str


@dataclass(eq=False)
class OneMetric(TummlerError):
    """A plot shows one metric: name it, as in `tummler metrics weeks valued_share --plot FILE`."""


@dataclass(eq=False)
class NothingKept(TummlerError):
    """There is no community in {folder} yet. `tummler import` takes an archive in."""

    folder: Path


@dataclass(eq=False)
class FileTaken(TummlerError):
    """{file} is there already and is no backup. Name another file with --out."""

    file: Path


@dataclass(eq=False)
class KeyTaken(TummlerError):
    """The data folder {folder} has another master key than the backup, and what is in it opens with
    that one only. Name an empty folder with --data, or remove this one's with `tummler erase`.
    """

    folder: Path


@dataclass(eq=False)
class StillThere(TummlerError):
    """Erasing is not finished: looked again, and {count} rows or files are still there. Say it
    again; what is left is listed then.
    """

    count: int


class NotAMember(TummlerError):
    """A member is named by platform and id, as in discord:1234 or slack:U024BE7LH. The platform is
    what the archive came from: `table` for CSV and JSON lines.
    """


class NothingHeld(TummlerError):
    """Nothing is held of this member here, and asking has stored nothing. Look at the platform and
    the id again: it is the platform's own, not a display name.
    """


class SigningIncomplete(TummlerError):
    """Only a moderator ends an experiment: name yourself with --as, as in --as discord:1234, and
    say why with --because.
    """


class NoSuchReceipt(TummlerError):
    """There is no receipt of this reference here. Receipts are kept for 13 months."""


@dataclass(eq=False)
class NoSuchCheck(TummlerError):
    """{names} is no check and no group of checks. Checks are named like L02; the groups are:
    {groups}.
    """

    names: str
    groups: str


@dataclass(eq=False)
class PortsTaken(TummlerError):
    """Ports {first} to {last} on {host} are all taken. Name a free one with --port."""

    host: str
    first: int
    last: int


@dataclass(eq=False)
class NoChannel(TummlerError):
    """There is no channel named {name} here. There are: {rooms}."""

    name: str
    rooms: str


class DeciderMissing(TummlerError):
    """A moderator decides this: name yourself with --as PLATFORM:ID, as discord:1234."""


class PracticeMissing(TummlerError):
    """Name the practice, as in `tummler trust promote rescue_unanswered`; `tummler trust show`
    lists them.
    """


class DraftMissing(TummlerError):
    """Name the draft or moment by its id; `tummler review list` shows them."""


class SetsMissing(TummlerError):
    """Name the folder with the public sets, with --data."""


class LabelMissing(TummlerError):
    """Say what you think of it: --label say, --label dont-say or --label too-late."""


@dataclass(eq=False)
class NoSuchReplay(TummlerError):
    """{name} names no one replay that was kept. Kept are: {kept}. `tummler replay EXPORT --keep`
    keeps one.
    """

    name: str
    kept: str


class NothingToDecide(TummlerError):
    """Nothing waits in a replay, for nothing is sent from one: list its moments, or label them."""


class WordsMissing(TummlerError):
    """Give the words that are to stand in its place, with --words."""


_CODES: dict[str, int] = {
    "NoChannel": USAGE,
    "DeciderMissing": USAGE,
    "PracticeMissing": USAGE,
    "UnknownPractice": USAGE,
    "DraftMissing": USAGE,
    "LabelMissing": USAGE,
    "NoSuchReplay": USAGE,
    "NothingToDecide": USAGE,
    "SetsMissing": USAGE,
    "WordsMissing": USAGE,
    "NoSuchReview": USAGE,
    "NoSuchMoment": USAGE,
    "StillListening": REFUSED,
    "BeyondCeiling": REFUSED,
    "NothingToKeep": REFUSED,
    "TooLittleEvidence": REFUSED,
    "AlreadyDecided": REFUSED,
    "NoWords": REFUSED,
    "ForModerators": REFUSED,
    "NoSets": NOT_STARTED,
    "NoSuchTask": USAGE,
    "TrainedOn": REFUSED,
    "KeyMissing": NOT_STARTED,
    "KeyUnreadable": NOT_STARTED,
    "SealBroken": NOT_STARTED,
    "StoreIsNewer": NOT_STARTED,
    "FolderInUse": NOT_STARTED,
    "OtherKey": NOT_STARTED,
    "DriverMissing": NOT_STARTED,
    "AddressWrong": NOT_STARTED,
    "StoreUnreachable": NOT_STARTED,
    "StoreRefused": NOT_STARTED,
    "StoreMissing": NOT_STARTED,
    "StoreForbidden": NOT_STARTED,
    "ServerTooOld": NOT_STARTED,
    "EncodingWrong": NOT_STARTED,
    "StoreTaken": NOT_STARTED,
    "PortsTaken": NOT_STARTED,
    "SettingMissing": NOT_STARTED,
    "UnknownPlatform": NOT_STARTED,
    "PlatformNotHere": NOT_STARTED,
    "NothingConnected": NOT_STARTED,
    "NoDiscordToken": NOT_STARTED,
    "CommandsRefused": REFUSED,
    "TokenMissing": USAGE,
    "TokenMisshapen": USAGE,
    "NoSuchServer": USAGE,
    "NoSuchChannels": USAGE,
    "AddressNotPublic": USAGE,
    "TokenFileMissing": NOT_STARTED,
    "AddressRefused": NOT_STARTED,
    "DiscordStopped": NOT_STARTED,
    "SettingsWrong": NOT_STARTED,
    "UnsafeArchive": REFUSED,
    "FileTaken": REFUSED,
    "KeyTaken": REFUSED,
    "StoreNotEmpty": REFUSED,
    "SwollenFile": REFUSED,
    "FolderTaken": REFUSED,
    "CommunityHere": REFUSED,
    "TakenBack": REFUSED,
    "DemoRefused": REFUSED,
    "StillObjecting": REFUSED,
    "WeightsRefused": REFUSED,
    "NotAMember": USAGE,
    "SigningIncomplete": USAGE,
    "PlanWrong": USAGE,
    "NotUnderTest": USAGE,
    "NoCharterYet": REFUSED,
    "TooManyAtOnce": REFUSED,
    "BadSetting": USAGE,
    "SignerMissing": USAGE,
    "PromptMissing": USAGE,
    "OutcomeMissing": USAGE,
    "NoSuchPrompt": USAGE,
    "NotThere": USAGE,
    "StillJoined": REFUSED,
    "NoSuchUse": USAGE,
    "NotNow": REFUSED,
    "NothingToName": REFUSED,
    "NotHeard": USAGE,
    "TooEarly": REFUSED,
    "PromptUnfit": USAGE,
    "NoReason": USAGE,
    "NoSuchVersion": USAGE,
    "NoEditor": NOT_STARTED,
    "CharterRefused": REFUSED,
    "CharterKept": REFUSED,
    "WrittenMeanwhile": REFUSED,
    "NotText": USAGE,
    "NotAModerator": REFUSED,
    "CharterMoved": REFUSED,
    "NothingDrafted": REFUSED,
    "BadMapping": USAGE,
    "BadDate": USAGE,
    "UnknownZone": USAGE,
    "NoSuchRoom": USAGE,
    "NoSuchMetric": USAGE,
    "BadQuarter": USAGE,
    "BadLabel": USAGE,
    "SheetTaken": REFUSED,
    "OneMetric": USAGE,
    "NoSuchCheck": USAGE,
    "NoSuchFormat": USAGE,
    "NotThisFormat": USAGE,
    "NothingToRead": USAGE,
    "MappingIncomplete": USAGE,
    "MappingMisfit": USAGE,
    "UnknownTimeZone": USAGE,
    "ZoneMissing": USAGE,
    "BadPattern": USAGE,
    "UnknownTimeFormat": USAGE,
}


def exit_code(error: TummlerError) -> int:
    """2 wrong usage, 3 could not start, 4 refused by the product's own rules, 1 anything else."""
    return _CODES.get(type(error).__name__, FAILED)


def sentence(error: BaseException) -> str:
    """What happened and what to do, on one line."""
    return shown(" ".join(str(error).split()))
