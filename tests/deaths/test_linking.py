"""Wherever the process dies while two sides are linked or parted, they are wholly one or two."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import open_house
from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.privacy import Retention
from bot.services.hearing import Hearing
from bot.services.moderating import Moderating

DRIVER = Path(__file__).with_name("linking.py")
ROOT = Path(__file__).parents[2]
HOME, ORIGIN = CommunityId("discord:1"), CommunityId("slack:T1")
APART, TOGETHER = [[0], [ORIGIN], [ORIGIN]], [[1], [HOME], [HOME]]
pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture
async def sides(talk, tmp_path):
    """A folder with a server and a workspace, in which a message waits for moderators."""
    folder, room = tmp_path / "sides", ChannelKey(platform="slack", space="T1", channel="C1")
    said = talk.post("C1:1.1", "ana", timedelta(), "come and buy")
    key = replace(said.key, platform="slack", community=ORIGIN)
    author = MemberKey(platform="slack", member="U1")
    posted = replace(said, key=key, channel=room, author=author)
    async with open_house(folder=folder, retention=Retention()) as house:
        async with house.store.unit() as unit:
            for each in (HOME, ORIGIN):
                await unit.communities.found(each, name=each, timezone="Europe/Berlin")
            await unit.commit()
        hearing = Hearing(house.store.unit, house.pipeline)
        await hearing.choose(ORIGIN, [room], talk.at(timedelta()))
        await hearing.take([posted], None, talk.at(timedelta()))
        bo = MemberKey(platform="slack", member="U2")
        await Moderating(house.store.unit).flag(key, "look", bo, talk.at(timedelta()))
    return folder


@pytest.fixture
def deaths(sides, talk):
    """What stood after each death, and after the same was done again."""

    def die(how):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("TUMMLER_")}
        run = subprocess.run(
            [sys.executable, str(DRIVER), str(sides), talk.at(timedelta(hours=1)).isoformat(), how],
            cwd=sides,
            env=kept | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout.splitlines()[-1])

    return die


@pytest.mark.parametrize(
    ("how", "before", "after"), [("link", APART, TOGETHER), ("part", TOGETHER, APART)]
)
def test_it_is_wholly_so_or_wholly_not_and_is_so_when_done_again(deaths, how, before, after):
    found = deaths(how)

    assert {ended for ended, *_ in found} == {-signal.SIGKILL}
    # Before the unit of work, at its end, and after it: what it did lasts as a whole.
    assert [died for _, died, *_ in found] == [before, after, after]
    assert {again for *_, again, _ in found} == {0}
    assert [stands for *_, stands in found] == [after] * len(found)
