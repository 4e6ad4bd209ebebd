"""What the charter in force says of who answers for a community."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import open_house
from bot.core.privacy import Retention
from bot.doctor.base import Status
from bot.doctor.examination import READINESS, chosen, examine

DAY = timedelta(days=1)
CHECKS = ("G01", "G02", "G04")


@pytest.fixture
def governed(lived, talk):
    """A house whose town has signed a charter that says this."""

    async def made(**says):
        paper = talk.framework()
        signed = replace(paper, charter=replace(paper.charter, **says))
        async with (
            open_house(folder=lived.folder, retention=Retention()) as house,
            house.store.unit() as unit,
        ):
            await unit.frameworks.sign(signed)
            await unit.commit()
        return lived

    return made


@pytest.mark.parametrize("check", CHECKS)
async def test_without_a_charter_it_waits_for_one(sees, lived, check):
    assert (await sees(check, lived)).waits_for == "a signed charter"


@pytest.mark.parametrize(
    ("check", "says"), [("G01", "0 moderators"), ("G02", "no norms"), ("G04", "1 of 1 facets")]
)
async def test_what_a_charter_lacks_is_told(sees, governed, check, says):
    seen = await sees(check, await governed())

    assert (seen.status, seen.where, says in seen.seen) == (Status.WARNING, "town", True)


@pytest.mark.parametrize("check", CHECKS)
async def test_a_charter_that_says_it_all_is_fine(sees, governed, talk, check):
    around = await governed(
        norms=("Be kind.",),
        moderators=frozenset({talk.member("ref-of-mo"), talk.member("ref-of-ana")}),
        helpers={"bicycles": frozenset({talk.member("ref-of-ana")})},
    )

    assert (await sees(check, around)).status is Status.FINE


async def test_g02_warns_of_a_change_that_waits_for_a_signature(sees, governed, sql, talk):
    around = await governed(norms=("Be kind.",))
    written = int((around.now - 15 * DAY).timestamp() * 1e6)
    sql(("INSERT INTO charter_drafts VALUES ('town', '{}', 1, ?)", written))

    seen = await sees("G02", around)

    assert (seen.status, "15 days" in seen.seen) == (Status.WARNING, True)


async def test_what_is_not_fine_is_open_before_it_may_speak(governed):
    around = await governed(norms=("Be kind.",))

    found = await examine(chosen(READINESS), around)

    assert found.open_items() == ("P01", "D08", "G01", "G04")
    assert found.record(strict=False, ready=True)["open"] == ["P01", "D08", "G01", "G04"]
    assert "open" not in found.record(strict=False)
