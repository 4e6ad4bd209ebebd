"""Commands that are killed and run again: what every such trial needs."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.core.events import MessageEdited, MessagePosted
from bot.platforms.exports.tummler_jsonl import write_events

DRIVER = Path(__file__).with_name("driver.py")
ROOT = Path(__file__).parents[2]
SAMPLE = 5
"""How many deaths the suite dies of each command; `make proofs` tries all that points can leave."""
SAID = (
    "how do I keep the crust from going soft?",
    "leave the door open a little, because the steam has to go",
    "thanks, that worked",
    "mine was flat again",
)


@pytest.fixture(scope="session")
def every_point():
    """Whether each state that a point leaves is tried, beside a sample of deaths."""
    return bool(os.environ.get("TUMMLER_EVERY_POINT"))


@pytest.fixture
def archive(tmp_path, talk):
    """Six weeks of invented talk with answers, edits, deletions and reactions."""
    draw, at, posted, events = Random(11), timedelta(), [], []  # noqa: S311  # talk, not a secret
    for number in range(45):
        at += timedelta(minutes=draw.choice([2, 9, 70, 1500, 2600]))
        about = draw.choice(posted[-6:]) if posted and draw.random() < 0.5 else None
        name, author = f"m{number}", draw.choice(["ana", "ben", "cai", "dee", "eli"])
        events.append(talk.post(name, author, at, draw.choice(SAID), to=about))
        posted.append(name)
        if number % 9 == 4:
            events.append(talk.react(name, "ben", at + timedelta(seconds=30)))
        if number % 9 == 6:
            events.append(talk.edit(name, at + timedelta(seconds=40), "put otherwise"))
        if number % 9 == 8:
            events.append(talk.delete(posted[-3], at + timedelta(seconds=50)))
    assert {MessagePosted, MessageEdited} < {type(event) for event in events}
    path = tmp_path / "talk.jsonl"
    write_events(path, events)
    return path


@pytest.fixture
def lived(archive):
    """What goes before: the archive is in the store."""
    return ["import", str(archive), "--time-zone=UTC"]


@pytest.fixture
def dies(tmp_path, every_point, request, record_testsuite_property):
    """Kills a command at its points, runs what a person would run next, and returns what came."""

    def carried_out(victim, **plan):
        home = tmp_path / "home"
        home.mkdir()
        file = tmp_path / "plan.json"
        usual = {"home": str(home), "victim": victim, "points": SAMPLE, "batch": 8}
        whole = usual | {"every": every_point} | plan
        file.write_text(json.dumps(whole), encoding="utf-8")
        kept = {k: v for k, v in os.environ.items() if not k.startswith("TUMMLER_")}
        run = subprocess.run(
            [sys.executable, str(DRIVER), str(file)],
            cwd=tmp_path,
            env=kept | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        found = json.loads(run.stdout)
        for name in ("points", "tried", "states"):
            record_testsuite_property(f"{request.node.name}: {name}", found[name])
        return found

    return carried_out
