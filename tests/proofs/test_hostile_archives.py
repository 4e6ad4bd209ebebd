"""Archives of a size that only malice or a million people make: bounded memory, linear time.

Each reading is a process of its own, whose memory the system counts and caps.
"""

import json
import os
import resource
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAPPING = "message=id,author=u,time=at,text=t,channel=c,parent=p"
MEGABYTE = 1024 * 1024
CAP = 1024 * MEGABYTE
"""Address space of a reading: libraries alone take a third of it."""
READING = """
import json, resource, sys, time
from datetime import UTC, datetime
from pathlib import Path
from bot.core.ids import CommunityId
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.formats import open_export
import numpy, orjson
mapping = dict(pair.split("=") for pair in sys.argv[2].split(","))
options = ReadingOptions(
    community=CommunityId("town"), now=datetime(2026, 6, 1, tzinfo=UTC), mapping=mapping
)
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
export = open_export(Path(sys.argv[1]), options)
events = sum(1 for _ in export.events())
print(json.dumps({
    "kept": export.tally.kept, "people": export.tally.people, "records": export.tally.records,
    "skipped": export.tally.skipped, "left": export.tally.files_left,
    "megabytes": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    "seconds": time.process_time() - start,
}))
"""
END = datetime(2026, 5, 1, tzinfo=UTC)


def read(path):
    """What a reading in a process of its own counted and cost."""
    done = subprocess.run(
        [sys.executable, "-c", READING, str(path), MAPPING],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (CAP, CAP)),
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def rows(count, *, gap, people=500, thread=False):
    """So many messages, `gap` apart, ending at END; `thread`: all answer the first."""
    for number in range(count):
        row = {
            "id": f"m{number}",
            "u": f"u{number % people}",
            "at": (END - (count - number) * gap).isoformat(),
            "t": "Would the left one hold water?" if number % 7 == 0 else "Rain again.",
            "c": "porch",
        }
        yield row | ({"p": "m0"} if thread and number else {})


def written(path, found):
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in found)
    return path


def replayed(archive, folder):
    """CPU seconds of the command with all it starts, and the memory of its largest process."""
    watched = (
        "import json, resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True,"
        " stdout=subprocess.DEVNULL); used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        " print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))"
    )
    command = ["-m", "bot", "--quiet", "replay", archive, "--map", MAPPING]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            watched,
            sys.executable,
            *map(str, command),
            "--out",
            folder / "out",
        ],
        cwd=ROOT,
        env=os.environ | {"TUMMLER_DATA": str(folder / "data")},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_a_line_of_a_gigabyte_is_passed_over(tmp_path):
    path = written(tmp_path / "talk.jsonl", rows(2, gap=timedelta(minutes=1)))
    with path.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        file.truncate(file.tell() + 1024 * MEGABYTE)
        file.seek(0, os.SEEK_END)
        file.write(b"\n" + json.dumps(next(rows(1, gap=timedelta(minutes=1)))).encode() + b"\n")

    found = read(path)

    assert found["kept"] == 3
    assert found["skipped"] == {"the line is too long": 1}
    assert found["megabytes"] < 40


def test_a_document_of_empty_objects_is_not_held(tmp_path):
    folder = tmp_path / "slack"
    (folder / "porch").mkdir(parents=True)
    (folder / "channels.json").write_text('[{"id": "C1", "name": "porch"}]')
    with (folder / "porch" / "2026-03-02.json").open("w") as file:
        file.write("[{}")
        for _ in range(200):
            file.write(",{}" * 50_000)
        file.write("]")

    found = read(folder)

    assert found["skipped"] == {"no time": 10_000_001}
    assert found["megabytes"] < 100


def test_one_day_of_half_a_million_messages_is_not_held(tmp_path):
    folder = tmp_path / "slack"
    (folder / "porch").mkdir(parents=True)
    (folder / "channels.json").write_text('[{"id": "C1", "name": "porch"}]')
    with (folder / "porch" / "2026-03-02.json").open("w") as file:
        for number in range(500_000):
            record = {"type": "message", "user": f"U{number}", "text": "Rain again.", "ts": ""}
            record["ts"] = f"{1_772_438_400 + number // 10}.{number % 10:06d}"
            record["blocks"] = [{"type": "rich_text", "elements": ["x" * 100]}]
            file.write(("," if number else "[") + json.dumps(record))
        file.write("]")

    found = read(folder)

    assert (found["kept"], found["people"]) == (500_000, 500_000)
    assert found["megabytes"] < 250


def test_a_million_people_are_read_in_bounded_memory(tmp_path):
    path = written(
        tmp_path / "talk.jsonl", rows(1_000_000, gap=timedelta(minutes=5), people=1_000_000)
    )

    found = read(path)

    assert found["people"] == 1_000_000
    assert found["megabytes"] < 120


def test_a_list_of_a_million_members_is_read_in_bounded_memory(tmp_path):
    folder = tmp_path / "slack"
    (folder / "porch").mkdir(parents=True)
    (folder / "channels.json").write_text('[{"id": "C1", "name": "porch"}]')
    with (folder / "users.json").open("w") as file:
        for number in range(1_000_000):
            person = {"id": f"U{number}", "name": f"n{number}", "tz": "Europe/Berlin"}
            file.write(("," if number else "[") + json.dumps(person | {"profile": {"a": "x" * 80}}))
        file.write("]")
    said = [{"type": "message", "user": "U1", "text": "Rain.", "ts": "1772438400.000100"}]
    (folder / "porch" / "2026-03-02.json").write_text(json.dumps(said))

    found = read(folder)

    assert found["kept"] == 1
    assert found["megabytes"] < 60


@pytest.mark.parametrize("gap", [timedelta(seconds=2), timedelta(hours=3)], ids=["busy", "calm"])
def test_a_thread_of_a_hundred_thousand_messages_takes_linear_time(tmp_path, gap):
    costs = {}
    for count in (10_000, 30_000, 100_000):
        folder = tmp_path / str(count)
        folder.mkdir()
        archive = written(folder / "talk.jsonl", rows(count, gap=gap, thread=True))
        costs[count], _ = replayed(archive, folder)

    early = (costs[30_000] - costs[10_000]) / 20_000
    late = (costs[100_000] - costs[30_000]) / 70_000
    assert late < 1.5 * early


def test_more_people_cost_no_more_memory(tmp_path):
    sizes = {}
    for people in (500, 100_000):
        folder = tmp_path / str(people)
        folder.mkdir()
        # As many messages in both: the database's own cache fills with these, up to 64 MB.
        found = rows(100_000, gap=timedelta(minutes=5), people=people)
        _, sizes[people] = replayed(written(folder / "talk.jsonl", found), folder)

    # Of people the latest 20,000 are remembered, in three ways; all of these would take 150 MB.
    assert sizes[100_000] - sizes[500] < 50


def test_a_million_people_are_replayed_in_the_memory_of_five_hundred(tmp_path):
    sizes = {}
    for people in (500, 1_000_000):
        folder = tmp_path / str(people)
        folder.mkdir()
        found = rows(1_000_000, gap=timedelta(minutes=5), people=people)
        _, sizes[people] = replayed(written(folder / "talk.jsonl", found), folder)

    # Of people the latest 20,000 are remembered, in three ways, at 600 bytes each: 36 MB. Twelve
    # weeks of this talk are counted together: 24,000 people in it rather than 500, at a kilobyte
    # each: 24 MB. The rest is room for how memory is given out. All of them would take 1,800 MB.
    assert sizes[1_000_000] - sizes[500] < 100
