"""Where things lie in a Slack export: its rooms, its people, and the files of each day."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO, Final, cast

from bot.core.ids import ChannelKey
from bot.platforms.exports._archive import BROKEN, LARGEST_WHOLE, Archive
from bot.platforms.exports._fields import identifier, optional_identifier
from bot.platforms.exports._json import document
from bot.platforms.exports._json_list import JsonList
from bot.platforms.exports.problems import BadRecord, Fault
from bot.platforms.exports.slack_records import SlackRoom

SLACKBOT: Final = "USLACKBOT"

FileReport = Callable[[str, str, Fault], None]
"""Told of a file, a JSON pointer in it (may be ""), and the fault."""

MOST_ZONES: Final = 1000
"""Time zones that are told apart; there are not six hundred."""

_PIECE: Final = 1024 * 1024
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\.json", re.ASCII)
_NO_TEAM: Final = "export"
_ROOM_LISTS: Final = ("channels.json", "groups.json", "dms.json", "mpims.json")
_PEOPLE_LISTS: Final = ("users.json", "org_users.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFile:
    """One room's talk of one day, by the workspace's own zone. `day` is its beginning in UTC."""

    day: datetime
    room: SlackRoom
    file: str


@dataclass(slots=True, kw_only=True)
class SlackPeople:
    """What `users.json` says: who is a bot, by id; how many live in each zone; whose team it is.

    It may list a million people, of whom nothing else is kept.
    """

    bots: set[str] = field(default_factory=lambda: {SLACKBOT})
    zones: Counter[str] = field(default_factory=Counter[str])
    team: str = _NO_TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackLayout:
    """The whole export without its talk. `days` by day, then by folder."""

    people: SlackPeople
    days: tuple[DayFile, ...]


def root_of(names: tuple[str, ...]) -> str | None:
    """The folder in which `channels.json` lies ("" for the top), or None where there is none."""
    roots = [
        name.removesuffix("channels.json")
        for name in names
        if name.rpartition("/")[2] == "channels.json" and not name.startswith("__MACOSX/")
    ]
    return min(roots, key=lambda root: (root.count("/"), root), default=None)


def is_slack(names: tuple[str, ...]) -> bool:
    """Whether these are the files of a Slack export."""
    root = root_of(names)
    if root is None:
        return False
    below = [name.removeprefix(root) for name in names if name.startswith(root)]
    return any(name in _PEOPLE_LISTS or _day_of(name) is not None for name in below)


def layout_of(
    archive: Archive, report: FileReport, bots: frozenset[str] = frozenset()
) -> SlackLayout:
    """Read the lists of rooms and people and sort the files of each day.

    `bots`: the names or ids of those who are no people, whatever the list says.
    """
    root = root_of(archive.names) or ""
    people = _people(archive, root, report, bots)
    rooms = _rooms(archive, root, people.team, report)
    days: list[DayFile] = []
    for name in archive.names:
        day = _day_of(name.removeprefix(root)) if name.startswith(root) else None
        if day is None:
            continue
        folder = name.removeprefix(root).partition("/")[0]
        if folder not in rooms:
            report(root + folder, "", Fault.UNKNOWN_FOLDER)
            rooms[folder] = _unlisted(folder, people.team)
        days.append(DayFile(day=day, room=rooms[folder], file=name))
    days.sort(key=lambda one: (one.day, one.file))
    return SlackLayout(people=people, days=tuple(days))


def objects(
    archive: Archive, name: str, report: FileReport
) -> Iterator[tuple[int, dict[str, object]]]:
    """The objects of a list in a file, with their places; what is none goes to `report`.

    Where a file is broken, the elements of its list that are whole are kept.
    """
    try:
        for index, each in _elements(archive, name, report):
            if isinstance(each, dict):
                yield index, cast("dict[str, object]", each)
            else:
                report(name, f"/{index}", Fault.WRONG_SHAPE)
    except BadRecord as bad:
        report(name, bad.field, bad.fault)


def _elements(archive: Archive, name: str, report: FileReport) -> Iterator[tuple[int, object]]:
    """A small file is parsed at once, which is faster; a large or broken one by its elements."""
    if archive.size(name) > LARGEST_WHOLE:
        yield from _one_by_one(archive, name, report, Fault.WRONG_TOP_LEVEL)
        return
    try:
        value = document(archive.read(name))
    except BadRecord as bad:
        if bad.fault is Fault.UNREADABLE:
            raise
        yield from _one_by_one(archive, name, report, bad.fault, bad.field)
        return
    if not isinstance(value, list):
        raise BadRecord(Fault.WRONG_TOP_LEVEL)
    yield from enumerate(cast("list[object]", value))


def _one_by_one(
    archive: Archive, name: str, report: FileReport, fault: Fault, position: str = ""
) -> Iterator[tuple[int, object]]:
    """Each element that is whole; raises BadRecord: `fault` where there is none, else UNREADABLE
    where the list has no end.
    """
    index = -1
    with archive.stream(name) as stream:
        found = JsonList(_pieces(stream))
        for index, data in found:
            try:
                value = _element(data)
            except BadRecord as bad:
                report(name, f"/{index}", bad.fault)
                continue
            yield index, value
        if found.tail is None:
            raise BadRecord(fault, position) if index < 0 else BadRecord(Fault.UNREADABLE)


def _element(data: bytes | None) -> object:
    if data is None:
        raise BadRecord(Fault.TOO_LONG)
    return document(data)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    try:
        while piece := stream.read(_PIECE):
            yield piece
    except BROKEN as error:
        raise BadRecord(Fault.UNREADABLE) from error


def _people(archive: Archive, root: str, report: FileReport, bots: frozenset[str]) -> SlackPeople:
    people = SlackPeople()
    people.bots |= bots
    for name in _PEOPLE_LISTS:
        if root + name not in archive.names:
            continue
        for _, user in objects(archive, root + name, report):
            _add_person(people, user, bots)
    return people


def _add_person(people: SlackPeople, user: dict[str, object], bots: frozenset[str]) -> None:
    person, team, zone = user.get("id"), user.get("team_id"), user.get("tz")
    name = user.get("name")
    if not isinstance(person, str):
        return
    if isinstance(team, str) and people.team == _NO_TEAM:
        people.team = _usable(team) or _NO_TEAM
    if user.get("is_bot") is True or (isinstance(name, str) and name in bots):
        people.bots.add(person)
    elif isinstance(zone, str) and zone and user.get("deleted") is not True:
        known = zone in people.zones or len(people.zones) < MOST_ZONES
        people.zones[zone if known else ""] += 1


def _usable(team: str) -> str | None:
    try:
        return optional_identifier(team, "")
    except BadRecord:
        return None


def _rooms(archive: Archive, root: str, team: str, report: FileReport) -> dict[str, SlackRoom]:
    rooms: dict[str, SlackRoom] = {}
    for list_name in _ROOM_LISTS:
        if root + list_name not in archive.names:
            continue
        for index, listed in objects(archive, root + list_name, report):
            channel, name = listed.get("id"), listed.get("name")
            try:
                channel = identifier(channel, Fault.NO_ID, "/id")
            except BadRecord as bad:
                report(root + list_name, f"/{index}{bad.field}", bad.fault)
                continue
            folder = name if isinstance(name, str) and name else channel
            rooms[folder] = SlackRoom(
                key=ChannelKey(platform="slack", space=team, channel=channel),
                name=folder,
                private=list_name != "channels.json",
                direct=list_name in {"dms.json", "mpims.json"},
            )
    return rooms


def _unlisted(folder: str, team: str) -> SlackRoom:
    key = ChannelKey(platform="slack", space=team, channel=f"folder-{folder}")
    return SlackRoom(key=key, name=folder)


def _day_of(name: str) -> datetime | None:
    folder, _, file = name.partition("/")
    if not folder or not _DAY.fullmatch(file):
        return None
    try:
        return datetime.fromisoformat(file.removesuffix(".json")).replace(tzinfo=UTC)
    except ValueError:
        return None
