"""`tummler erase` removes what is Tummler's, looks again, and says what it left."""

import os
import subprocess
import sys
from datetime import UTC, datetime

from bot.app import open_house
from bot.core.events import MessagePosted, Source, Stamp
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.privacy import Retention
from bot.services.hearing import Hearing
from bot.services.linking import Linking

AT = datetime(2026, 3, 2, tzinfo=UTC)
SERVER, WORKSPACE = CommunityId("discord:1"), CommunityId("slack:T1")


def test_everything_goes_and_the_receipt_says_so(tummler, imported, tmp_path):
    tummler("backup")

    done = tummler("erase", "--yes")

    assert done.returncode == 0, done.stderr
    assert "communities 1" in done.stdout
    assert "backups 1" in done.stdout
    assert "looked again: 0 rows, 0 files, 0 keys" in done.stdout
    assert not (tmp_path / "data").exists()


def test_what_goes_is_listed_with_its_size(tummler, imported):
    done = tummler("erase", "--yes")

    assert "keys     master.key" in done.stdout
    assert "32 bytes" in done.stdout


def test_another_word_changes_nothing(tummler, imported, tmp_path):
    before = (tmp_path / "data/tummler.sqlite").read_bytes()

    done = tummler("erase")

    assert done.returncode == 1
    assert (tmp_path / "data/tummler.sqlite").read_bytes() == before


def test_what_is_not_tummlers_is_named_and_stays(tummler, imported, tmp_path):
    (tmp_path / "data/mine.txt").write_text("mine")

    done = tummler("erase", "--yes")

    assert "mine.txt" in done.stdout
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["mine.txt"]


def test_an_empty_folder_has_nothing_to_erase(tummler):
    done = tummler("erase", "--yes")

    assert done.returncode == 0
    assert "nothing of Tummler's" in done.stdout


def test_without_the_key_it_still_goes(tummler, imported, tmp_path):
    (tmp_path / "data/master.key").unlink()

    assert tummler("erase", "--yes").returncode == 0
    assert not (tmp_path / "data").exists()


def test_while_another_process_is_at_work_nothing_goes(tummler, imported, tmp_path, environment):
    holds = (
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from db.lock import occupied\n"
        "with occupied(Path(sys.argv[1]), datetime.now(UTC)):\n"
        "    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    store = tmp_path / "data/tummler.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", holds, str(store)],
        env=environment | {"PATH": os.environ["PATH"]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        holder.stdout.readline()
        done = tummler("erase", "--yes")
        holder.kill()

    assert done.returncode == 3
    assert f"process {holder.pid}" in done.stderr
    assert store.exists()


def test_one_community_goes_and_the_other_stays(tummler, imported, small):
    tummler("import", *small, "--community", "other")

    done = tummler("erase", "--community", "home", "--yes")

    assert done.returncode == 0, done.stderr
    assert "looked again: 0 rows" in done.stdout
    assert tummler("digest", "--community", "home", "--week", "2026-W11").returncode == 1
    other = tummler("digest", "--community", "other", "--week", "2026-W11")
    assert other.returncode == 0, other.stderr


def test_a_community_that_is_not_here_is_named(tummler, imported):
    done = tummler("erase", "--community", "nobody", "--yes")

    assert done.returncode == 1
    assert "nobody" in done.stderr


def said_on_slack(community):
    """What Ana wrote in the workspace, as a community calls it."""
    return MessagePosted(
        stamp=Stamp(occurred_at=AT, received_at=AT, source=Source.LIVE),
        key=MessageKey(platform="slack", community=community, message="1"),
        channel=ChannelKey(platform="slack", space="T1", channel="porch"),
        author=MemberKey(platform="slack", member="ana"),
        text="how does one bind a book?",
    )


async def test_what_a_workspace_said_while_it_was_linked_goes_with_it(tummler, tmp_path):
    folder = tmp_path / "data"
    async with open_house(folder=folder, retention=Retention()) as house:
        hearing = Hearing(house.store.unit, house.pipeline, house.homes)
        for community in (SERVER, WORKSPACE):
            await hearing.found(community, "a place", "UTC")
        await Linking(house.store.unit, house.homes).unite(SERVER, WORKSPACE, AT)
        await hearing.take([said_on_slack(WORKSPACE)], None, AT)

    done = tummler("erase", "--community", WORKSPACE, "--yes")

    async with (
        open_house(folder=folder, retention=Retention()) as house,
        house.store.unit() as unit,
    ):
        left = await unit.messages.seen(said_on_slack(SERVER).key)
        await unit.commit()
    assert (done.returncode, left) == (0, False)
    assert f"what of it stands in {SERVER}" in done.stdout
