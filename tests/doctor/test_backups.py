"""The backups, well and ill."""

from dataclasses import replace
from datetime import timedelta

from bot.doctor.backups import back_up
from bot.doctor.base import Status

DAY = timedelta(days=1)


async def test_l11_waits_for_a_community(sees, lived, sql):
    sql(("DELETE FROM communities",))

    assert (await sees("L11", lived)).status is Status.NOT_CHECKED


async def test_l11_warns_where_there_is_no_backup(sees, lived):
    assert (await sees("L11", lived)).status is Status.WARNING


async def test_l11_is_fine_with_a_backup_that_opens(sees, lived):
    await back_up(lived)

    seen = await sees("L11", lived)

    assert seen.status is Status.FINE
    assert "it opens" in seen.seen


async def test_l11_warns_of_one_that_is_older_than_a_week(sees, lived):
    await back_up(lived)

    assert (await sees("L11", replace(lived, now=lived.now + 8 * DAY))).status is Status.WARNING


async def test_l11_fails_for_one_that_does_not_open(sees, lived):
    await back_up(lived)
    [path] = (lived.folder / "backups").iterdir()
    path.write_bytes(path.read_bytes()[:-10])

    seen = await sees("L11", lived)

    assert (seen.status, seen.where) == (Status.FAILED, str(path))


async def test_l11_knows_only_the_day_of_one_that_lies_elsewhere(sees, lived):
    await back_up(lived)
    [path] = (lived.folder / "backups").iterdir()
    path.unlink()

    seen = await sees("L11", lived)

    assert seen.status is Status.FINE
    assert "was not opened" in seen.seen


async def test_l11_makes_a_backup_once(mends, lived):
    [after], said = await mends("L11", lived)

    assert (after.seen.status, after.fixed, len(said)) == (Status.FINE, True, 1)
    assert (await mends("L11", lived))[1] == []
