import json
import sqlite3
from contextlib import closing

import pytest


def counted(tmp_path, table):
    with sqlite3.connect(tmp_path / "data/tummler.sqlite") as store:
        return store.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608  # our own names


def test_an_import_counts_what_it_took_in_and_what_the_format_cannot_tell(tummler, small):
    done = tummler("import", *small)

    assert done.returncode == 0, done.stderr
    assert "Took in" in done.stderr
    assert "cannot tell" in done.stderr


def test_the_same_archive_a_second_time_changes_nothing(tummler, small, tmp_path):
    tummler("import", *small)
    before = {t: counted(tmp_path, t) for t in ("messages", "conversations", "members", "ledger")}

    again = tummler("import", *small)

    assert again.returncode == 0
    assert "Nothing new" in again.stderr
    assert {t: counted(tmp_path, t) for t in before} == before


def test_the_same_archive_under_another_name_changes_no_message(tummler, small, tmp_path):
    tummler("import", *small)
    before = counted(tmp_path, "messages")
    copy = tmp_path / "copy.csv"
    copy.write_bytes(small[0].read_bytes())

    tummler("import", copy, *small[1:])

    assert counted(tmp_path, "messages") == before


def test_old_words_are_not_kept(tummler, small, tmp_path):
    tummler("import", *small)

    with sqlite3.connect(tmp_path / "data/tummler.sqlite") as store:
        kept = store.execute("select count(*) from messages where text is not null").fetchone()[0]
    assert kept == 0


def test_a_dry_run_keeps_nothing(tummler, small, tmp_path):
    done = tummler("import", *small, "--dry-run")

    assert done.returncode == 0
    assert "could be taken in" in done.stderr
    assert not (tmp_path / "data/tummler.sqlite").exists()


def test_the_demo_town_takes_nothing_in(tummler, small):
    done = tummler("import", *small, "--community", "parlour:demo")

    assert done.returncode == 4
    assert "demo town" in done.stderr


def test_what_an_archive_says_of_itself_is_held_against_what_is_in_it(tummler, tmp_path):
    message = {
        "id": "7",
        "type": "Default",
        "timestamp": "2026-03-02T08:00:00+00:00",
        "content": "Which flour keeps its crust?",
        "author": {"id": "31", "name": "ana"},
        "reactions": [{"emoji": {"name": "x"}, "count": 3}],
    }
    channel = {"id": "2", "type": "GuildTextChat", "name": "porch"}
    document = {"guild": {"id": "1"}, "channel": channel, "messages": [message], "messageCount": 2}
    (tmp_path / "talk.json").write_text(json.dumps(document))

    done = tummler("import", "talk.json")

    told = " ".join(done.stderr.split())
    assert done.returncode == 0, done.stderr
    assert "says that it holds 2 messages; 1 were found in it." in told
    assert "3 reactions do not say who gave them" in told
    assert "talk.json: the file holds another number of messages than it says" in told


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        ((), 2, "--time-zone Europe/Berlin"),
        (("--time-zone", "UTC"), 0, "Took in 2 messages by 2 people"),
        (("--time-zone", "UTC", "--pattern", "irssi"), 1, "Nothing in this archive could be used"),
        (("--time-zone", "UTC", "--pattern", "("), 2, "--pattern takes one of"),
    ],
)
def test_a_log_needs_a_time_zone_and_the_right_pattern(tummler, tmp_path, more, code, told):
    log = tmp_path / "2026-03-02.log"
    log.write_text("[08:00] <ana> Which flour?\n[08:01] <ben> Rye.\n")

    done = tummler("import", log, *more)

    assert done.returncode == code, done.stderr
    assert told in " ".join(done.stderr.split())


@pytest.mark.parametrize("listened_in", ["home", "what it was linked with"])
def test_an_archive_is_not_taken_in_while_members_may_still_object(
    imported, tummler, small, tmp_path, listened_in
):
    later = 7_258_118_400_000_000  # microseconds: the year 2200
    with closing(sqlite3.connect(tmp_path / "data/tummler.sqlite")) as store, store:
        room = (listened_in, "discord", "1", "2", 0, later, None)
        store.execute("INSERT INTO listening VALUES (?, ?, ?, ?, ?, ?, ?)", room)
        if listened_in != "home":
            join = "INSERT INTO joins (community, origin, joined_at) VALUES (?, 'home', 0)"
            store.execute(join, (listened_in,))

    done = tummler("import", *small)

    assert done.returncode == 4
    assert "may object until" in done.stderr
