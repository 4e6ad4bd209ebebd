"""Looks at the store: whether it opens, is whole and current, and whether its keys fit."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.app import schema_of
from bot.core.errors import TummlerError
from bot.doctor.base import NO_STORE, Check, Group, Mend, Patient, Seen, Surroundings
from bot.services.calendar import next_digest_after
from db.dictionary import DICTIONARY
from db.examining import StoreShut
from db.migrate import StoreIsNewer
from db.vault import KEY_BYTES, SealBroken, Vault

_RESTORE = "put a backup back: `tummler restore --from FILE`"
_DIGESTS = 3
_NAMED = 3
"""How many of many are named."""
_AHEAD = timedelta(days=366)
"""How far ahead a change of clocks is looked for."""


async def whole(patient: Patient) -> Sequence[Seen]:
    """L03: the store opens, is whole, and can be read while it is written."""
    store = patient.store
    where = "" if store.file is None else str(store.file)
    try:
        faults = await store.faults()
        ahead = await store.writes_ahead()
    except StoreShut as shut:
        if shut.absent:
            return [Seen.waiting(NO_STORE)]
        if shut.locked:
            fix = "stop the other process, or name another folder with --data"
            return [Seen.failed(str(shut), fix, where, blocks=True)]
        return [Seen.failed(str(shut), _RESTORE, where, blocks=True)]
    except TummlerError as refused:  # a server says its own fix
        return [Seen.failed(str(refused), "mend it on the server, then look again", blocks=True)]
    if faults:
        return [Seen.failed(f"it is damaged: {'; '.join(faults)}", _RESTORE, where)]
    if not ahead:
        return [
            Seen.warned(
                "it keeps no log of changes beside it, so nobody can read while one writes",
                "open it once with any command that writes, such as `tummler migrate`",
                where,
            )
        ]
    return [Seen.fine("it opens, and it is whole", where)]


async def current(patient: Patient) -> Sequence[Seen]:
    """L05: the schema is the one of this version."""
    try:
        state = await patient.store.schema()
    except StoreIsNewer as newer:
        fix = "update Tummler, or restore the backup made before the update"
        return [Seen.failed(f"schema {newer.found} is newer than this version", fix, blocks=True)]
    if state.current:
        return _as_described(await patient.store.columns(), state.newest)
    seen = f"schema {state.found or 'none'}; this version needs {state.newest}"
    return [Seen.failed(seen, "`tummler migrate`, after `tummler backup`", auto=True)]


def _as_described(columns: Mapping[str, frozenset[str]], schema: str) -> Sequence[Seen]:
    """Whether every table and column that belongs to this schema is there."""
    missing = [
        f"{table}.{column}"
        for table, entry in DICTIONARY.items()
        for column in sorted(entry.columns.keys() - columns.get(table, frozenset()))
    ]
    if missing:
        seen = f"it says it is schema {schema}, but has no {', '.join(missing[:_NAMED])}"
        return [Seen.failed(seen, _RESTORE)]
    return [Seen.fine(f"schema {schema}")]


async def migrate(around: Surroundings) -> None:
    """Bring the store to the schema of this version."""
    await schema_of(around.folder, around.server, upgrading=True)


async def keys(patient: Patient) -> Sequence[Seen]:
    """L06: the master key is there, and opens the key of each community."""
    key = patient.around.key
    if not key.exists():
        communities = await patient.store.communities()
        seen = f"the master key is missing, and {len(communities)} communities are sealed with it"
        fix = "put the file back from where you keep it; without it words are lost, numbers stay"
        return [Seen.failed(seen, fix, str(key), blocks=True)]
    said = key.read_bytes()
    if len(said) != KEY_BYTES:
        fix = "put the right file back; without it words are lost, numbers stay"
        return [Seen.failed("this is no key that Tummler wrote", fix, str(key), blocks=True)]
    vault, wrong = Vault(said), list[Seen]()
    communities = await patient.store.communities()
    for community in communities:
        try:
            vault.of(community.id, community.wrapped)
        except SealBroken:
            fix = "key and store belong together: put both back from the same day"
            seen = "the master key does not open this community's key"
            wrong.append(Seen.failed(seen, fix, community.id, blocks=True))
    return wrong or [Seen.fine(f"the master key opens {len(communities)} communities")]


async def zones(patient: Patient) -> Sequence[Seen]:
    """L08: each community's zone is known here; when its next digests are due."""
    communities = await patient.store.communities()
    found = [_zone(each.id, each.timezone, patient.around.now) for each in communities]
    return found or [Seen.waiting("a community")]


def _zone(community: str, zone: str, now: datetime) -> Seen:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if not available_timezones():
            fix = "install time zone data: the package `tzdata` of your system, or of Python"
            return Seen.failed("this machine has no time zone data", fix, community)
        fix = "import once more with --time-zone, written like Europe/Berlin"
        return Seen.failed(f"there is no time zone named {zone}", fix, community)
    due = [now]
    while len(due) <= _DIGESTS:
        due.append(next_digest_after(due[-1], zone))
    times = ", ".join(_written(at, zone) for at in due[1:])
    return Seen.fine(f"next digests {times}, {zone}{_change(due[1], zone)}", community)


def _written(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%a %d %b %Y %H:%M")


def _change(first: datetime, zone: str) -> str:
    """The first digest after the next change of clocks, and the time in UTC from then on."""
    local = ZoneInfo(zone)
    at = first
    while at < first + _AHEAD:
        at = next_digest_after(at, zone)
        if at.astimezone(local).utcoffset() != first.astimezone(local).utcoffset():
            then = f"{_written(at, zone)}, which is {at.astimezone(UTC):%H:%M} UTC"
            return f"; after the change of clocks {then}"
    return ""


CHECKS = (
    Check(id="L03", group=Group.LOCAL, about="the store opens and is whole", look=whole),
    Check(
        id="L05",
        group=Group.LOCAL,
        about="the schema is the one of this version",
        look=current,
        mend=Mend(says="Bringing the store to this version's schema", do=migrate),
    ),
    Check(id="L06", group=Group.LOCAL, about="the master key opens every community", look=keys),
    Check(id="L08", group=Group.LOCAL, about="every community's zone is known", look=zones),
)
