import json
import signal
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime, timedelta


def test_a_replay_leaves_a_page_a_text_and_a_record(tummler, small, tmp_path):
    done = tummler("replay", *small)

    out = tmp_path / "tummler-replay"
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in out.iterdir()) == [
        "digest.html",
        "digest.json",
        "digest.txt",
    ]
    assert (out / "digest.txt").read_text().strip() in done.stdout.strip()


def test_nothing_of_an_archive_stays_behind_in_the_data_folder(tummler, small, tmp_path):
    tummler("replay", *small)

    assert [path.name for path in (tmp_path / "data").iterdir()] == ["master.key"]


def test_a_kept_replay_goes_on_where_it_was_and_tells_the_same(tummler, small, tmp_path):
    first = tummler("replay", *small, "--keep", "--json")
    again = tummler("replay", *small, "--keep", "--json")

    assert json.loads(first.stdout) == json.loads(again.stdout)


def test_two_replays_of_one_archive_give_the_same_bytes(tummler, small, tmp_path):
    tummler("replay", *small, "--out", "one")
    tummler("replay", *small, "--out", "other")

    for name in ("digest.html", "digest.json", "digest.txt"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_no_words_of_members_are_in_anything_a_replay_leaves(tummler, tmp_path):
    archive = tmp_path / "talk.csv"
    rows = ["id,user,created_at,body"]
    start = datetime(2025, 3, 3, 9, tzinfo=UTC)
    for n in range(120):
        at = start + timedelta(hours=4 * n)
        rows.append(f"{n},member{n % 9},{at.isoformat()},the zanzibar lamp hums {n} who knows why?")
    archive.write_text("\n".join(rows))

    done = tummler(
        "replay", archive, "--map", "message=id,author=user,time=created_at,text=body", "--keep"
    )

    left = [p for p in tmp_path.rglob("*") if p.is_file() and p != archive]
    assert done.returncode == 0, done.stderr
    assert not [p for p in left if b"zanzibar" in p.read_bytes() or b"member3" in p.read_bytes()]
    assert "zanzibar" not in done.stdout + done.stderr


def test_ctrl_c_keeps_what_was_done_and_the_same_command_goes_on(tummler, environment, tmp_path):
    archive = tmp_path / "long.csv"
    start = datetime(2025, 1, 6, 9, tzinfo=UTC)
    with archive.open("w") as file:
        file.write("id,user,created_at,body,room\n")
        for n in range(20_000):
            at = (start + timedelta(minutes=7 * n)).isoformat()
            file.write(f"{n},u{n % 40},{at},so the kettle sings again number {n}?,r{n % 5}\n")
    command = (
        "replay",
        str(archive),
        "--map",
        "message=id,author=user,time=created_at,text=body,channel=room",
    )
    running = subprocess.Popen(
        [sys.executable, "-m", "bot", *command],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    stores = tmp_path / "data"
    until = time.monotonic() + 60
    while not list(stores.glob("replay-*.sqlite-wal")) and time.monotonic() < until:
        running.poll()
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)

    resumed = tummler(*command, "--json")
    whole = tummler(*command, "--json")

    assert running.returncode in {130, 0}
    assert "goes on from here" in said or running.returncode == 0
    assert json.loads(resumed.stdout) == json.loads(whole.stdout)


def test_part_of_the_past_can_be_asked_for(tummler, small):
    whole = tummler("replay", *small, "--json")
    week = tummler("replay", *small, "--weeks", "1", "--json")

    assert json.loads(whole.stdout) != json.loads(week.stdout)
    assert week.returncode == 0


def test_an_unknown_channel_is_named_with_those_there_are(tummler, small):
    done = tummler("replay", *small, "--channel", "nowhere")

    assert done.returncode == 2
    assert "no channel named nowhere" in done.stderr
    assert "It holds:" in done.stderr


def test_a_mapping_that_is_none_says_its_form(tummler, small):
    done = tummler("replay", small[0], "--map", "message")

    assert done.returncode == 2
    assert "message=id,author=user" in done.stderr


def test_a_date_that_is_none_names_the_option(tummler, small):
    done = tummler("replay", *small, "--from", "last spring")

    assert done.returncode == 2
    assert "--from takes a date" in done.stderr


def test_an_unknown_zone_is_refused(tummler, small):
    done = tummler("replay", *small[:3], "--time-zone", "Mars/Olympus")

    assert done.returncode == 2
    assert "Mars/Olympus" in done.stderr


def test_nothing_usable_is_one_sentence_and_exit_1(tummler, tmp_path):
    archive = tmp_path / "empty.csv"
    archive.write_text("id,user,created_at,body\n1,,yesterday,\n")

    done = tummler("replay", archive, "--map", "message=id,author=user,time=created_at,text=body")

    assert done.returncode == 1
    assert "Nothing in this archive could be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_of_no_known_format_says_what_was_looked_for(tummler, tmp_path):
    archive = tmp_path / "what.bin"
    archive.write_bytes(bytes(range(256)))

    done = tummler("replay", archive)

    assert done.returncode == 1
    assert "Looked for" in done.stderr


def test_an_unsafe_zip_is_refused_whole(tummler, tmp_path):
    archive = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("channels.json", "[]")
        zipped.writestr("users.json", "[]")
        zipped.writestr("../escape.json", "[]")

    done = tummler("replay", archive)

    assert done.returncode == 4
    assert not (tmp_path.parent / "escape.json").exists()


def test_skipped_records_are_reported_and_strict_says_so(tummler, small, tmp_path):
    archive = tmp_path / "torn.csv"
    archive.write_text(small[0].read_text() + "x1,,2025-01-01T00:00:00Z,nobody wrote this,r,\n")

    done = tummler("replay", archive, *small[1:], "--strict")

    assert done.returncode == 5
    assert "records were skipped" in done.stderr
    assert (tmp_path / "tummler-replay/skipped.txt").exists()


def test_a_charter_with_faults_is_refused_and_says_which(tummler, small, tmp_path):
    (tmp_path / "charter.toml").write_text('kind = "club"\n', encoding="utf-8")

    done = tummler("replay", *small, "--charter", tmp_path / "charter.toml")

    assert done.returncode == 4
    assert "facets" in done.stderr
    assert "purpose" in done.stderr


def test_without_a_charter_nothing_is_near_to_anything(tummler, small):
    told = json.loads(tummler("replay", *small, "--json").stdout)

    [shown] = [
        number["estimate"]
        for part in told["parts"]
        for number in part["numbers"]
        if number["name"] == "object_affinity"
    ]
    assert shown["state"] == "not_measured"
