"""The data folder, well and ill."""

import stat
from dataclasses import replace

import pytest

from bot.doctor.base import Status
from bot.doctor.folder import GIGABYTE


async def test_l02_waits_for_a_folder(sees, around):
    assert (await sees("L02", around)).status is Status.NOT_CHECKED


async def test_l02_is_fine_where_only_the_owner_may(sees, lived):
    assert (await sees("L02", lived)).status is Status.FINE


async def test_l02_fails_for_what_is_no_folder(sees, around):
    around.folder.write_text("a file")

    assert (await sees("L02", around)).status is Status.FAILED


async def test_l02_names_each_thing_that_others_may_open(findings, lived, key_of):
    lived.folder.chmod(0o755)
    key_of.chmod(0o640)

    found = await findings("L02", lived)

    assert [(each.status, each.where, each.auto) for each in found] == [
        (Status.FAILED, str(lived.folder), True),
        (Status.FAILED, str(key_of), True),
    ]


async def test_l02_mends_the_modes_and_says_so_first(mends, lived, key_of):
    lived.folder.chmod(0o755)
    key_of.chmod(0o644)

    [after], said = await mends("L02", lived)

    assert (after.seen.status, after.fixed) == (Status.FINE, True)
    assert said == ["L02  Setting the modes of folder and keys to 0700 and 0600."]
    assert [stat.S_IMODE(p.stat().st_mode) for p in (lived.folder, key_of)] == [0o700, 0o600]


async def test_l02_mended_again_does_nothing(mends, lived):
    lived.folder.chmod(0o755)
    await mends("L02", lived)

    [after], said = await mends("L02", lived)

    assert (after.fixed, said) == (False, [])


async def test_l04_is_fine_with_room(sees, lived):
    assert (await sees("L04", lived)).status is Status.FINE


async def test_l04_fails_below_a_gigabyte_and_says_what_takes_the_space(sees, lived):
    seen = await sees("L04", replace(lived, free=GIGABYTE - 1))

    assert seen.status is Status.FAILED
    assert "tummler.sqlite" in seen.fix


async def test_l04_wants_three_times_a_large_store(sees, lived):
    with (lived.folder / lived.database).open("r+b") as store:
        store.truncate(2 * GIGABYTE)  # a hole, which takes no room

    assert (await sees("L04", replace(lived, free=5 * GIGABYTE))).status is Status.FAILED
    assert (await sees("L04", replace(lived, free=7 * GIGABYTE))).status is Status.FINE


async def test_l14_is_fine_on_a_disk_of_this_machine(sees, lived):
    assert (await sees("L14", lived)).status is Status.FINE


@pytest.mark.parametrize("system", ["nfs4", "cifs", "9p", "fuse.sshfs"])
async def test_l14_fails_on_a_network(sees, lived, system):
    mounts = f"/dev/sda1 / ext4 rw 0 0\nserver:/x {lived.folder} {system} rw 0 0\n"

    assert (await sees("L14", replace(lived, mounts=mounts))).status is Status.FAILED


async def test_l14_takes_the_innermost_mount(sees, lived):
    mounts = f"server:/ / nfs rw 0 0\n/dev/sdb1 {lived.folder.parent} ext4 rw 0 0\n"

    assert (await sees("L14", replace(lived, mounts=mounts))).status is Status.FINE


async def test_l14_reads_blanks_in_a_mount(sees, around, tmp_path):
    folder = tmp_path / "my data"
    folder.mkdir()
    place = str(folder).replace(" ", "\\040")
    mounts = f"/dev/sda1 / ext4 rw 0 0\nserver:/x {place} nfs rw 0 0\n"

    seen = await sees("L14", replace(around, folder=folder, mounts=mounts))

    assert seen.status is Status.FAILED


async def test_l14_waits_where_mounts_are_not_listed(sees, lived):
    assert (await sees("L14", replace(lived, mounts=None))).status is Status.NOT_CHECKED


async def test_l14_does_not_mind_where_the_database_is_no_file(sees, lived):
    elsewhere = replace(lived, server="postgresql://nobody@127.0.0.1:1/none", mounts=None)

    assert (await sees("L14", elsewhere)).status is Status.FINE
