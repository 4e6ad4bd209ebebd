"""Wherever the process dies while it speaks: what was approved is said, and said once."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.core.reviews import ReviewStatus
from tests.services.test_delivery import NOW, Room

DRIVER = Path(__file__).with_name("delivering.py")
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.stores("sqlite")


def delivered(folder, now):
    """Each point at which delivery died and was begun again: folder, both ends, times said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUMMLER_")}
    run = subprocess.run(
        [sys.executable, str(DRIVER), str(folder), now.isoformat()],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


@pytest.fixture
async def approved(towns, talk, tmp_path):
    """A folder in which one draft may be sent."""
    folder = tmp_path / "approved"
    async with towns(framework=talk.framework(), folder=folder) as house:
        room = Room(house, talk)
        await room.asked()
        await room.approved()
    return folder


async def test_it_is_said_once_wherever_the_process_dies(approved, towns, talk):
    ends = delivered(approved, talk.at(NOW))

    sent = []
    for name, *_ in ends:
        async with towns(lived=approved.with_name(name)) as house, house.store.unit() as unit:
            sent.append(len(await unit.reviews.with_status(talk.community, {ReviewStatus.SENT})))
            await unit.commit()

    assert len(ends) >= 10
    assert {tuple(end) for _, *end in ends} == {(-signal.SIGKILL, 0, 1)}
    assert sent == [1] * len(ends)
