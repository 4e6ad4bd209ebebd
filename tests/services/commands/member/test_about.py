"""What the bot says of itself."""

from datetime import timedelta

import pytest

from bot.core.trust import Rung

HOUR = timedelta(hours=1)


async def test_help_is_six_lines_that_name_the_switches(counter):
    told = await counter.told("help")

    assert len([line for line in told.splitlines() if line]) == 6
    assert "In Town the moderators run me" in told
    assert "/tummler forget" in told


async def test_the_charter_is_told_in_plain_words(counter):
    told = await counter.told("charter")

    assert "mending what breaks" in told
    assert "bicycles" in told


async def test_one_section_alone_is_told(counter):
    told = await counter.told("charter facets")

    assert "bicycles" in told
    assert "mending" not in told


async def test_where_nothing_is_signed_that_is_said(counters):
    async with counters(signed=False) as counter:
        assert "/tummler-staff setup" in await counter.told("charter")
        assert "none is signed, so I only listen" in await counter.told("status")


@pytest.mark.parametrize(("rung", "state"), [(Rung.LISTEN, "only listen"), (Rung.SPEAK, "may sug")])
async def test_the_status_says_whether_it_speaks(counters, rung, state):
    async with counters(rung=rung) as counter:
        assert state in await counter.told("status")


async def test_moderators_see_besides_what_cannot_be_told_here(counter):
    assert "Cannot be told here" in await counter.told("status", "mo")
    assert "Cannot be told here" not in await counter.told("status")


async def test_where_nothing_is_under_test_there_is_still_a_way_out(counter):
    told = await counter.told("experiment")

    assert "Nothing is under test" in told
    assert "/tummler pause prompts" in told


async def test_a_plan_is_told_with_its_commitment(towns, talk, counters):
    async with counters() as counter:
        async with counter.house.store.unit() as unit:
            paper = await unit.frameworks.current(talk.community)
            signed = talk.framework(
                talk.plan(), version=2, signed_by=paper.signed_by, signed_at=talk.at(HOUR)
            )
            await unit.frameworks.sign(signed)
            await unit.commit()

        told = await counter.told("experiment")

        assert talk.plan().commitment in told
        assert "No question left behind" in told


async def test_the_budget_says_what_was_said_and_how_to_stop_it(counter):
    told = await counter.told("budget")

    assert "Spoken: 0" in told
    assert "/tummler-staff stop" in told


async def test_a_room_that_is_not_heard_has_no_budget(counter):
    assert "I do not read #attic" in await counter.told("budget attic")
