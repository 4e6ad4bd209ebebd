"""What the charter in force says of who answers for a community."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import open_house
from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import Retention
from bot.doctor.base import Status
from bot.doctor.examination import READINESS, chosen, examine
from bot.services.hearing import Hearing
from bot.services.linking import Linking

TOWN, WORKSPACE = CommunityId("town"), CommunityId("slack:T1")
DAY = timedelta(days=1)
LEVEL = "INSERT INTO standings VALUES (1, 'town', 'rescue', NULL, {}, 0, NULL, {}, NULL, 'm', 'y')"
SPEAKS = LEVEL.format(3, "strftime('%s', 'now') * 1000000")
SUGGESTS = LEVEL.format(2, "?")
SAID = "INSERT INTO labels VALUES ('town', ?, 1, 'rescue', 1, ?, 'm', 1)"
DRAWN = (
    "INSERT INTO ledger (community, at, proposal, practice, channel_id, conversation, need, reason,"
    " otherwise, audience, because, plan, position)"
    " VALUES ('town', ?, 'p', 'rescue', 1, 'c', 'n', 'HELD_OUT', 1, 'member', '{}', 1, ?)"
)
MO = MemberKey(platform="parlour", member="ref-of-mo")
LAID = (
    "INSERT INTO alerts (community, id, message, channel_id, platform, at, settled_at, cause,"
    " author) VALUES ('town', ?, ?, 1, ?, 1, ?, 'member', ?)"
)
LINKED = "INSERT INTO accounts VALUES ('town', ?, 'p', 'demo', x'00', 1)"
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


async def test_g03_is_fine_where_nothing_speaks_by_itself(sees, lived):
    seen = await sees("G03", lived)

    assert (seen.status, seen.seen) == (Status.FINE, "nothing may speak by itself")


@pytest.mark.parametrize(
    ("labelled", "status"),
    [((24, 6), Status.FINE), ((23, 7), Status.FAILED), ((0, 0), Status.FAILED)],
)
async def test_g03_holds_what_speaks_against_its_labels(sees, lived, sql, labelled, status):
    say, other = labelled
    labels = ["say"] * say + ["too late"] * other
    sql((SPEAKS,), *((SAID, f"p{number}", label) for number, label in enumerate(labels)))

    seen = await sees("G03", lived)

    assert (seen.status, seen.where) == (status, "town, rescue")
    assert f"{say} of {say + other}" in seen.seen


async def test_g03_leaves_out_what_was_stopped(sees, lived, sql):
    sql((SPEAKS,), ("UPDATE standings SET stopped = 1",))

    assert (await sees("G03", lived)).status is Status.FINE


@pytest.mark.parametrize(("days", "told"), [(90, False), (92, True)])
async def test_g03_warns_of_a_level_that_nobody_looked_at_again(sees, lived, sql, days, told):
    at = int((lived.now - days * DAY).timestamp() * 1e6)
    sql((SUGGESTS, at))

    seen = await sees("G03", lived)

    assert (seen.status is Status.WARNING) == told
    assert ("trust keep rescue" in (seen.fix or "")) == told


async def test_g05_waits_for_a_charter(sees, lived):
    assert (await sees("G05", lived)).waits_for == "a signed charter"


async def test_g05_finds_a_place_that_was_drawn_twice(sees, governed, sql):
    around = await governed(norms=("Be kind.",))
    sql((DRAWN, 1, 0), (DRAWN, 2, 1), (DRAWN, 3, 1))

    seen = await sees("G05", around)

    assert (seen.status, "3 draws of plan 1 share 2 places" in seen.seen) == (Status.FAILED, True)


async def test_g05_is_fine_with_draws_in_their_order(sees, governed, sql):
    around = await governed(norms=("Be kind.",))
    sql((DRAWN, 1, 0), (DRAWN, 2, 1))

    assert (await sees("G05", around)).status is Status.FINE


async def test_g05_counts_what_runs_at_once(sees, governed, sql):
    around = await governed(norms=("Be kind.",))
    begun = (around.now - DAY).isoformat()
    plans = [{"starts_at": begun, "ended_at": None}] * 3
    sql(("UPDATE frameworks SET body = json_set(body, '$.plans', json(?))", json.dumps(plans)))

    seen = await sees("G05", around)

    assert (seen.status, seen.seen) == (Status.FAILED, "3 experiments run at once")


@pytest.fixture
def linked(governed, talk):
    """The town and a workspace, each with a charter of its own; one became part of the other."""

    async def made(*, home, origin, **says):
        around = await governed(**says)
        async with open_house(folder=around.folder, retention=Retention()) as house:
            hearing = Hearing(house.store.unit, house.pipeline, house.homes)
            await hearing.found(WORKSPACE, "a workspace", "UTC")
            paper = talk.framework()
            charter = replace(paper.charter, community=WORKSPACE)
            async with house.store.unit() as unit:
                await unit.frameworks.sign(replace(paper, community=WORKSPACE, charter=charter))
                await unit.commit()
            await Linking(house.store.unit, house.homes).unite(home, origin, around.now)
        return around

    return made


@pytest.mark.parametrize("check", CHECKS)
async def test_a_side_that_rests_is_not_looked_at_for_itself(sees, linked, check):
    around = await linked(home=WORKSPACE, origin=TOWN)

    assert (await sees(check, around)).where == WORKSPACE


async def test_a_charter_says_for_whom_else_it_holds(sees, linked):
    around = await linked(home=TOWN, origin=WORKSPACE, norms=("Be kind.",))

    assert (await sees("G02", around)).seen.endswith(f"it holds for {WORKSPACE} too")


async def test_what_speaks_in_a_side_that_rests_is_not_looked_at(sees, linked, sql):
    around = await linked(home=WORKSPACE, origin=TOWN)
    sql((SPEAKS,))

    assert (await sees("G03", around)).seen == "nothing may speak by itself"


@pytest.fixture
def alone(governed, talk):
    """A town in which ana's message waits, and whose charter names these moderators."""

    async def made(*moderators):
        people = {talk.member(f"ref-of-{each}") for each in moderators}
        return await governed(moderators=frozenset({*people, talk.framework().signed_by}))

    return made


async def test_g06_is_fine_where_nothing_waits(sees, governed):
    assert (await sees("G06", await governed())).status is Status.FINE


@pytest.mark.parametrize(
    ("case", "warned"),
    [(((), None), ["1 messages wait"]), (((), 2), []), ((("bo",), None), [])],
)
async def test_g06_warns_of_what_only_whoever_wrote_it_could_decide(sees, alone, sql, case, warned):
    moderators, settled = case
    around = await alone(*moderators)
    sql(
        (LAID, "a", "parlour/m1", MO.platform, settled, MO.member),
        (LAID, "b", "parlour/m1", MO.platform, settled, MO.member),
    )

    seen = await sees("G06", around)

    assert [seen.seen[:15]] * (seen.status is Status.WARNING) == warned


async def test_g06_counts_two_linked_accounts_as_one_moderator(sees, alone, sql):
    around, only = await alone("bo"), MO
    sql((LAID, "a", "demo/m1", only.platform, None, only.member))

    alone_before = await sees("G06", around)
    sql((LINKED, only.member), (LINKED, "ref-of-bo"))

    assert (alone_before.status, (await sees("G06", around)).status) == (
        Status.FINE,
        Status.WARNING,
    )


async def test_g06_looks_at_the_moderators_of_the_platform_it_waits_on(sees, alone, sql):
    around, only = await alone("bo"), MO
    sql((LAID, "a", "elsewhere/m1", "elsewhere", None, only.member))

    assert (await sees("G06", around)).status is Status.FINE
