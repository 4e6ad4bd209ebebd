"""The shapes of conversations beside ConvoKit: `python tests/bench/beside_convokit.py`.

ConvoKit lives in an environment of its own, whose interpreter TUMMLER_CONVOKIT names. Both are
given the same conversations of the shared archive, in files; both must find the same numbers.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import machine
from archives import ARCHIVE, QUICK, ROOT
from bars import Bar, judged
from talk import conversations

from bot.language.rules import RuleReader

HERE = Path(__file__).parent
RIVAL = os.environ.get("TUMMLER_CONVOKIT")
NO_RIVAL = (
    "SKIPPED: ConvoKit was not compared with. Name the interpreter of an environment that has "
    "convokit in TUMMLER_CONVOKIT."
)
LEAST = 10
"""Messages that HyperConvo asks of a conversation."""
FASTER, MEMORY = 20.0, 0.2
CLOSE = 1e-9
QUICK_LINES = 5_000


def talks(lines: int) -> list[tuple[str, list[tuple[str, str, str | None, int, float]]]]:
    """The long conversations of the archive's first so many lines."""
    found = []
    seen = set()
    for each in conversations(ARCHIVE, RuleReader(), lines):
        links = {link.child: link.parent for link in each.links}
        # Some stand in the archive twice; ConvoKit would keep the last place of each.
        first = {m.key: m for m in reversed(each.messages) if m.human and m.key not in seen}
        people = [*reversed(first.values())]
        seen.update(first)
        place_by_key = {message.key: place for place, message in enumerate(people)}
        if len(people) < LEAST:
            continue
        # Of equal times ConvoKit keeps no order. What came twice may be linked with itself.
        rows = [
            (
                message.key.message,
                message.author.member,
                None
                if (parent := place_by_key.get(links[message.key], place)) >= place
                else people[parent].key.message,
                message.words,
                float(place),
            )
            for place, message in enumerate(people)
        ]
        found.append((each.id, rows))
    return found


def told(python: str, side: str, file: Path) -> dict[str, object]:
    """What one side says; raises SystemExit where it fails."""
    done = subprocess.run(
        [python, str(HERE / "convokit_worker.py"), side, str(file)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    if done.returncode:
        raise SystemExit(f"{side} failed:\n{done.stderr[-1500:]}")
    return json.loads(done.stdout.splitlines()[-1])


def same(ours: dict[str, list[float]], theirs: dict[str, list[float]]) -> int:
    """How many conversations have a number that differs, or are missing on a side."""
    return len(ours.keys() ^ theirs.keys()) + sum(
        not all(
            math.isclose(a, b, abs_tol=CLOSE) or (math.isnan(a) and math.isnan(b))
            for a, b in zip(ours[name], theirs[name], strict=True)
        )
        for name in ours.keys() & theirs.keys()
    )


def main() -> int:
    """Run both, hold their numbers against each other, and judge."""
    quick = "--quick" in sys.argv
    if RIVAL is None:
        print(NO_RIVAL)
        return 0
    if not ARCHIVE.is_file():
        print(f"NO DATA: {ARCHIVE} is absent, nothing was measured")
        return 1
    print(machine.header(machine.pin()))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "talks.json"
        chosen = talks(QUICK_LINES if quick else QUICK)
        file.write_text(json.dumps(chosen))
        ours, theirs = told(sys.executable, "ours", file), told(RIVAL, "rival", file)
    for side, each in (("ours", ours), ("ConvoKit", theirs)):
        print(f"{side}: {each['seconds']:.2f} s of processor time, {each['peak']:.0f} MB at most")
    messages = sum(len(rows) for _, rows in chosen)
    print(f"{len(chosen)} conversations of {messages:,} messages")
    bars = [
        Bar(
            what="ConvoKit's time, times ours",
            found=theirs["seconds"] / ours["seconds"],
            bar=FASTER,
            most=False,
        ),
        Bar(
            what="our memory, share of ConvoKit's", found=ours["peak"] / theirs["peak"], bar=MEMORY
        ),
        Bar(
            what="conversations told otherwise", found=same(ours["found"], theirs["found"]), bar=0.5
        ),
    ]
    return judged(bars, quick=quick)


if __name__ == "__main__":
    raise SystemExit(main())
