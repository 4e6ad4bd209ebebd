"""How fast an archive is read with every head, link and vector that a number asks for, and whether
anything else would have changed a number: `python tests/bench/skipping.py`.

The rival, sentence-transformers with its defaults, only encodes; it lives in an environment of its
own, whose interpreter TUMMLER_RIVAL names. What is left out is proven on whole rooms: the digest
with every message of theirs encoded beside the digest as it is made, both with a charter. So that
the proof could fail, affinity must be among its numbers, and a third digest, for which too much was
left out, must come out otherwise.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

import machine
import measured
from archives import ARCHIVE, READ_AS, rows
from bars import Bar, judged
from encoder import RIVAL, Worker, _rivals_model, said

from bot.app import open_house
from bot.cli import archive
from bot.cli.models import encoder_choice
from bot.core.events import Source
from bot.core.measurements import Known
from bot.digest.records import to_json
from bot.replay import COMMUNITY, NOTHING_KEPT, Asked, Replay
from bot.services import series
from bot.services.charter_text import read_text
from bot.settings import Settings

TIMES, APART = 5.0, 0.01
"""The bars: times the rival's rate, and how far a number may move, as a share of itself."""
TEXTS, ROUNDS = 1_500, 3
AFFINITY = "object_affinity"
"""The one number of a digest that rests on vectors."""
LATEST = timedelta(weeks=3)
LAST_DAYS = timedelta(days=7)
"""All that the digest of too little knows of; the metric reads four weeks."""
SAMPLE, LATELY = 25_000, 1_000
"""Messages, at least, of the rooms on which the proof is made, and of them in the last weeks."""
CHARTER = """
kind = "cause"
purpose = "Learning to write programs together and for free, and building things for good causes."
facets = ["learning the language of web pages", "solving exercises", "building a project"]
norms = ["Show what you tried."]
tone = "plain"
language = "en"
timezone = "UTC"
moderators = []
[quiet_hours]
start = 22:00:00
end = 07:00:00
"""


class Encoded(StrEnum):
    """What of the rooms is encoded; the last leaves out what the digest does read."""

    AS_IT_IS = "as it is"
    EVERYTHING = "everything"
    TOO_LITTLE = "too little"


def effective(folder: Path, texts: list[str]) -> list[Bar]:
    """One whole replay with a charter between rounds of the rival, on the same two cores."""
    charter, some = folder / "charter.toml", folder / "some.json"
    charter.write_text(CHARTER, encoding="utf-8")
    some.write_text(json.dumps(texts), encoding="utf-8")
    rival = Worker(str(RIVAL), "rival", _rivals_model())
    rates = [len(texts) / rival.ask("timed", some) for _ in range(ROUNDS)]
    command = (Path(sys.executable).parent / "tummler", "replay", ARCHIVE, *READ_AS)
    options = ("--charter", charter, "--out", folder / "out")
    run = measured.run([*command, *options], TUMMLER_DATA=str(folder / "data"))
    rates += [len(texts) / rival.ask("timed", some) for _ in range(ROUNDS)]
    rival.stop()
    count = sum(1 for _ in rows(ARCHIVE))
    rate, theirs = count / run.seconds, statistics.median(rates)
    shown = f"{theirs:,.1f} [{min(rates):,.1f} to {max(rates):,.1f}]"
    print(f"whole archive with heads, links and affinity: {run.seconds:,.1f} s, {rate:,.0f}/s,")
    print(f"  {run.together:,.0f} MB in all processes; the rival encodes {shown}/s")
    return [Bar(what="effective, times the rival's", found=rate / theirs, bar=TIMES, most=False)]


def sampled(folder: Path, least: int) -> Path:
    """Whole rooms in a file of their own, until they hold enough in all and in the last weeks.

    First those with the most of their talk in the archive's last four weeks, which the last digest
    looks back on: with too little there its number of affinity would not be known.
    """
    held = Counter(row["room"] for row in rows(ARCHIVE))
    end = max(row["ts"] for row in rows(ARCHIVE))
    lately = (datetime.fromisoformat(end) - timedelta(weeks=4)).isoformat()
    late = Counter(row["room"] for row in rows(ARCHIVE) if row["ts"] >= lately)
    chosen: set[str] = set()
    for room in sorted(late, key=lambda room: (-late[room] / held[room], room)):
        if sum(map(held.get, chosen)) >= least and sum(map(late.get, chosen)) >= LATELY:
            break
        chosen.add(room)
    path = folder / "rooms.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for row in rows(ARCHIVE):
            if row["room"] in chosen:
                lines.write(json.dumps(row) + "\n")
    print(f"proof on {sum(held[r] for r in chosen):,} messages, all of {len(chosen)} rooms")
    return path


async def digest(path: Path, folder: Path, encoded: Encoded) -> dict[str, object]:
    """The record of the digest that the replay of these rooms ends with, and of each number in its
    last weeks, whether or not the digest has room for it.
    """
    opened = archive.opened(
        path,
        COMMUNITY,
        Source.REPLAY,
        mapping=READ_AS[1],
        zone="UTC",
        bots=["camperbot"],
        time_format=None,
        pattern=None,
        format_name=None,
        direct=False,
    )
    charter = read_text(CHARTER, COMMUNITY)
    run = Replay(opened.export, Asked(name="rooms", zone="UTC", charter=charter))
    async with open_house(
        folder=folder,
        retention=NOTHING_KEPT,
        measure_from=run.measure_from(),
        encoder=encoder_choice(Settings()),
        lasting=False,
    ) as house:
        # The weeks measured stay the same: those before them are part of what is usual.
        if encoded is Encoded.EVERYTHING:
            house.pipeline._nearing._since = None
        elif encoded is Encoded.TOO_LITTLE:
            house.pipeline._nearing._since = run._survey.last - LAST_DAYS
        async for _ in run.run(house):
            pass
        told = await run.tell(house)
        last = run._survey.last
        weeks = series.Asked(community=COMMUNITY, since=last - LATEST, until=last)
        points = await house.series.points(weeks)
    values = {
        f"{point.metric} {point.week}": point.estimate.value
        if isinstance(point.estimate, Known)
        else None
        for point in points
    }
    return {**to_json(told.report), "values": values}


def numbers(told: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Every number and every sentence of a record, by its place."""
    if isinstance(told, dict):
        for name, each in told.items():
            yield from numbers(each, f"{place}/{name}")
    elif isinstance(told, list):
        for index, each in enumerate(told):
            yield from numbers(each, f"{place}/{index}")
    else:
        yield place, told


def proven(folder: Path, least: int) -> list[Bar]:
    """How far any number of the digest moves where nothing is left out."""
    path = sampled(folder, least)
    usual, whole, little = (
        dict(numbers(asyncio.run(digest(path, folder / encoded, encoded)))) for encoded in Encoded
    )
    near = [value for place, value in whole.items() if place.startswith(f"/values/{AFFINITY} ")]
    known = [value for value in near if value is not None]
    print(f"{len(whole):,} numbers and sentences compared; {AFFINITY}: {known or 'NOT KNOWN'}")
    return [
        Bar(what="furthest that a number moved, share", found=apart(usual, whole), bar=APART),
        Bar(what="values of affinity that were compared", found=len(known), bar=1, most=False),
        Bar(
            what="the same where too little is encoded",
            found=apart(little, whole),
            bar=2 * APART,
            most=False,
        ),
    ]


def apart(usual: dict[str, object], whole: dict[str, object]) -> float:
    """How far the furthest number is from where nothing was left out, as a share; each is told."""
    furthest = 0.0
    for place in sorted(p for p in usual.keys() | whole.keys() if usual.get(p) != whole.get(p)):
        a, b = usual.get(place), whole.get(place)
        print(f"  differs: {place}: {a!r}, {b!r} with everything")
        alike = isinstance(a, (int, float)) and isinstance(b, (int, float))
        furthest = max(furthest, abs(a - b) / max(abs(b), APART) if alike else 1.0)
    return furthest


def main() -> int:
    """Print each figure and each bar; 1 where one was missed."""
    asked = argparse.ArgumentParser(prog="skipping.py", description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true", help="the proof on few rooms; no rival")
    asked.add_argument("--least", type=int, default=SAMPLE, help="messages of the proof, at least")
    given = asked.parse_args()
    if not ARCHIVE.is_file():
        print(f"NO DATA: {ARCHIVE} is absent, nothing was measured")
        return 0
    sys.stdout.reconfigure(line_buffering=True)
    print("what need not be encoded\n" + machine.header(machine.pin()))
    bars: list[Bar] = []
    with tempfile.TemporaryDirectory() as name:
        if RIVAL is None or given.quick:
            print("NO RIVAL: name an interpreter with sentence-transformers in TUMMLER_RIVAL")
        else:
            bars += effective(Path(name), said(TEXTS))
        bars += proven(Path(name), 2_000 if given.quick else given.least)
    print(f"load average {os.getloadavg()[0]:.1f} at the end")
    return judged(bars, quick=given.quick)


if __name__ == "__main__":
    sys.exit(main())
