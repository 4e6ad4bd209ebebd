"""Wherever the process dies while a moderator acts, nothing is done twice and the trail is true."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.moderation import OF_THE_PLATFORM, ActKind
from bot.core.trust import Rung
from bot.services.moderating import Moderating

DRIVER = Path(__file__).with_name("moderating.py")
ROOT = Path(__file__).parents[2]
HOUR = timedelta(hours=1)
KILLED = -signal.SIGKILL
ALL = bool(os.environ.get("TUMMLER_EVERY_POINT"))
"""`make proofs` dies in every act; the suite in one on the platform, and one of the house."""
UNDOABLE = (ActKind.NOTE, ActKind.SETTLE, ActKind.SLOW_DOWN, ActKind.TIME_OUT)
ACTS = (*UNDOABLE, ActKind.REMOVE) if ALL else (ActKind.SLOW_DOWN,)
UNDONE = UNDOABLE if ALL else (ActKind.SLOW_DOWN,)
pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture
async def laid(towns, talk, tmp_path):
    """A folder in which one message waits for moderators."""
    folder = tmp_path / "laid"
    async with towns(framework=talk.framework(rung=Rung.LISTEN), folder=folder) as house:
        posted = talk.post("m1", "ana", timedelta(), "come and buy")
        await house.living().receive(posted)
        await Moderating(house.store.unit).flag(
            posted.key, "look", talk.member("bo"), talk.at(HOUR)
        )
    return folder


@pytest.fixture
def deaths(laid, talk):
    """What stood after each death, of doing and of undoing."""

    def die(kind, doing):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("TUMMLER_")}
        run = subprocess.run(
            [
                sys.executable,
                str(DRIVER),
                str(laid),
                talk.at(2 * HOUR).isoformat(),
                kind.value,
                doing,
            ],
            cwd=laid,
            env=kept | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout.splitlines()[-1])

    return die


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.value)
def test_what_was_changed_on_the_platform_always_stands_in_the_trail(deaths, act):
    found = deaths(act, "acting")

    assert len(found) >= 8
    assert {ended for ended, *_ in found} == {KILLED}
    changed = {tuple(trail) for _, trail, _, _, changes in found if changes}
    unchanged = {tuple(trail) for _, trail, _, _, changes in found if not changes}
    most = act in OF_THE_PLATFORM
    assert max(changes for *_, changes in found) == int(most)
    assert changed == ({("begun",), ("done",)} if most else set())
    assert unchanged == ({(), ("begun",)} if most else {(), ("begun",), ("done",)})


@pytest.mark.parametrize("act", UNDONE, ids=lambda act: act.value)
def test_an_undo_that_died_is_done_by_the_next_press_and_once(deaths, act):
    found = deaths(act, "undoing")

    assert len(found) >= 6
    assert {(ended, again, refused) for ended, again, refused, *_ in found} == {(KILLED, 0, False)}
    assert {tuple(trail) for _, _, _, trail, *_ in found} == {("undone",)}
    changes = 2 if act in OF_THE_PLATFORM else 0
    assert {(waits, now, count) for *_, waits, now, count in found} == {(1, "0", changes)}


@pytest.mark.skipif(not ALL, reason="`make proofs` dies in every act")
def test_what_is_put_away_waits_until_the_trail_says_so(deaths):
    found = deaths(ActKind.SETTLE, "acting")

    assert {(tuple(trail), waits) for _, trail, waits, *_ in found} == {
        ((), 1),
        (("begun",), 1),
        (("done",), 0),
    }
