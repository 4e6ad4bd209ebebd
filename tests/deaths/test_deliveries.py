"""Wherever the process dies while it speaks: what was approved is said, and said once."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.interventions import Audience
from bot.core.privacy import OptIn
from bot.core.reviews import ReviewStatus
from tests.services.test_delivery import NOW, Room

DRIVER = Path(__file__).with_name("delivering.py")
ROOT = Path(__file__).parents[2]
HOUR = timedelta(hours=1)
EVERY = frozenset(ReviewStatus)
pytestmark = pytest.mark.stores("sqlite")


def delivered(folder, now, *, knows="knows"):
    """Each point at which delivery died and was begun again: folder, both ends, times said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUMMLER_")}
    run = subprocess.run(
        [sys.executable, str(DRIVER), str(folder), now.isoformat(), knows],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout.splitlines()[-1])  # before it stands what was logged


async def draft_in(folder, towns, talk, alone=None):
    """A folder in which one draft may be sent; `alone`: to this member, who asked for it."""
    async with towns(framework=talk.framework(), folder=folder) as house:
        room = Room(house, talk)
        await room.asked()
        changes = {}
        if alone is not None:
            heard = talk.post("m0", alone, 2 * HOUR, "I build wheels.")
            async with house.store.unit() as unit:
                await house.pipeline.handle(unit, heard)
                await unit.commit()
            member = talk.member(alone)
            consent = await house.wishes.opt_in(talk.community, member, tuple(OptIn))
            changes = {"audience": Audience.MEMBER, "addressee": consent.member}
        await room.approved(**changes)
    return folder


async def statuses(ends, towns, talk):
    """How the draft stands in each folder after both runs."""
    found = []
    for name in ends:
        async with towns(lived=name) as house, house.store.unit() as unit:
            found += [each.status for each in await unit.reviews.with_status(talk.community, EVERY)]
            await unit.commit()
    return found


async def test_it_is_said_once_wherever_the_process_dies(towns, talk, tmp_path):
    approved = await draft_in(tmp_path / "approved", towns, talk)

    ends = delivered(approved, talk.at(NOW))

    assert len(ends) >= 10
    assert {tuple(end) for _, *end in ends} == {(-signal.SIGKILL, 0, 1)}
    stand = await statuses([approved.with_name(name) for name, *_ in ends], towns, talk)
    assert stand == [ReviewStatus.SENT] * len(ends)


async def test_what_is_for_one_alone_is_said_once_where_the_platform_can_tell(
    towns, talk, tmp_path
):
    approved = await draft_in(tmp_path / "approved", towns, talk, alone="cat")

    ends = delivered(approved, talk.at(NOW))

    assert len(ends) >= 10
    assert {tuple(end) for _, *end in ends} == {(-signal.SIGKILL, 0, 1)}


async def test_what_is_for_one_alone_is_never_said_twice_where_it_cannot(towns, talk, tmp_path):
    approved = await draft_in(tmp_path / "approved", towns, talk, alone="cat")

    ends = delivered(approved, talk.at(NOW), knows="cannot")

    times = [said for *_, said in ends]
    assert {died for _, died, *_ in ends} == {-signal.SIGKILL}
    assert set(times) == {0, 1}
    stand = await statuses([approved.with_name(name) for name, *_ in ends], towns, talk)
    assert set(stand) == {ReviewStatus.SENT, ReviewStatus.WITHHELD}
