"""An archive of the past is known again, and made-up talk stays by itself."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import ChannelKey, CommunityId
from bot.core.listening import Room
from bot.past import (
    DEMO,
    DemoRefused,
    StillObjecting,
    demo_refused,
    fingerprint,
    objections_awaited,
)
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.tummler_jsonl import TummlerJsonl, write_events

NOW = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def export(tmp_path, talk):
    path = tmp_path / "talk.jsonl"
    write_events(path, [talk.post("m1", "ana", timedelta())])
    return TummlerJsonl(path, ReadingOptions(community=CommunityId("town"), now=NOW))


def read(export, **changes):
    return TummlerJsonl(export.path, replace(export.options, **changes))


def test_it_is_the_same_whenever_it_is_read(export):
    assert fingerprint(read(export, now=NOW + timedelta(days=1))) == fingerprint(export)


def test_bots_are_named_in_any_order(export):
    names = [frozenset({"one", "two", "three"}), frozenset({"three", "two", "one"})]

    assert len({fingerprint(read(export, bots=each)) for each in names}) == 1


@pytest.mark.parametrize(
    "changes", [{"bots": frozenset({"robot"})}, {"time_zone": "UTC"}, {"include_direct": True}]
)
def test_read_another_way_it_is_another(export, changes):
    assert fingerprint(read(export, **changes)) != fingerprint(export)


def test_what_was_asked_of_it_counts(export):
    assert fingerprint(export, "all") != fingerprint(export, "some")


def test_a_changed_file_is_another(export):
    before = fingerprint(export)

    os.utime(export.path, (1, 1))

    assert fingerprint(export) != before


def test_a_file_changed_in_a_folder_makes_another(tmp_path, export):
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "folder" / "inner" / "a.json").write_text("{}")
    export.path = tmp_path / "folder"
    before = fingerprint(export)

    (tmp_path / "folder" / "inner" / "b.json").write_text("{}")

    assert fingerprint(export) != before


def test_nothing_is_taken_into_the_demo_town():
    with pytest.raises(DemoRefused) as refused:
        demo_refused(DEMO)

    assert "--community" in str(refused.value)


def listened(*days):
    return [
        Room(
            key=ChannelKey(platform="discord", space="1", channel=str(day)),
            chosen_at=NOW,
            words_from=NOW + timedelta(days=day),
        )
        for day in days
    ]


def test_nothing_is_taken_in_while_members_may_still_object():
    with pytest.raises(StillObjecting) as refused:
        objections_awaited("discord:1", listened(0, 7), NOW)

    assert "until 2026-09-08 00:00 UTC" in str(refused.value)


def test_once_nobody_may_object_any_more_an_archive_is_taken_in():
    objections_awaited("discord:1", listened(0, 7), NOW + timedelta(days=7))


def test_any_other_community_is_fine():
    assert demo_refused("town") is None
