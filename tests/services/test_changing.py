"""A limit changes only with evidence, a rival, a day to look again, and a steward's signature."""

from datetime import date, timedelta

import pytest

from bot.core.restraint import Budget
from bot.services.changing import (
    SETTINGS,
    Changes,
    NoEvidence,
    NoReviewDay,
    NoSuchSetting,
    NoSuchValue,
    NothingChanged,
    NotSignable,
    Said,
    overdue,
)
from bot.services.ladder import NoCharterYet, NotAModerator

DAY = timedelta(days=1)


def said(**changes):
    usual = {
        "evidence": "Six of eight questions waited.",
        "insight": "Three a day are too few.",
        "rival": "It was the week of the fair.",
        "review_on": "2026-04-01",
    }
    return Said(**usual | changes)


@pytest.fixture
async def changes(town, talk):
    async with town.store.unit() as unit:
        mo = await unit.members.known_as(talk.community, talk.member("mo"))
        await unit.frameworks.sign(talk.framework(signed_by=mo))
        await unit.commit()
    return Changes(town.store.unit)


@pytest.fixture
def signs(changes, talk):
    async def sign(name="per-day", to="2", who="mo", **words):
        return await changes.sign(
            talk.community, name, to, said(**words), by=talk.member(who), at=talk.at(DAY)
        )

    return sign


async def test_a_change_is_in_force_with_its_record(signs, changes, talk):
    await signs()

    [(paper, record)] = await changes.records(talk.community)
    assert paper.budget.per_day == 2
    assert (record.before, record.after) == ("3", "2")
    assert record.review_on == date(2026, 4, 1)


@pytest.mark.parametrize("missing", ["evidence", "insight", "rival"])
async def test_without_evidence_insight_or_a_rival_nothing_changes(signs, changes, talk, missing):
    with pytest.raises(NoEvidence):
        await signs(**{missing: "  "})

    assert await changes.records(talk.community) == ()


@pytest.mark.parametrize("on", ["", "soon", "2026-03-03", "2026-01-01", "2029-01-01"])
async def test_it_is_looked_at_again_within_a_year(signs, on):
    with pytest.raises(NoReviewDay):
        await signs(review_on=on)


async def test_only_a_steward_signs(signs):
    with pytest.raises(NotAModerator):
        await signs(who="ana")


async def test_without_a_charter_there_is_nothing_to_change(town, talk):
    with pytest.raises(NoCharterYet):
        await Changes(town.store.unit).sign(
            talk.community, "per-day", "2", said(), by=talk.member("mo"), at=talk.at(DAY)
        )


@pytest.mark.parametrize(
    ("name", "to", "least", "most"),
    [
        ("per-day", "11", "0", "10"),
        ("per-conversation", "3", "0", "2"),
        ("channel-gap", "0.5", "1", ""),
        ("bot-share", "6", "0", "5"),
        ("private-gap", "6", "7", ""),
        ("messages-between", "4", "5", ""),
    ],
)
async def test_nobody_signs_a_ceiling_away_and_it_is_told_as_people_write_it(
    signs, name, to, least, most
):
    with pytest.raises(NotSignable) as refused:
        await signs(name, to)

    assert (refused.value.least, refused.value.most) == (least, most)


@pytest.mark.parametrize("to", ["", "many", "nan", "2.5", "1e400", "inf"])
async def test_what_is_no_number_is_refused(signs, to):
    with pytest.raises(NoSuchValue):
        await signs(to=to)


async def test_what_is_no_setting_is_refused(signs):
    with pytest.raises(NoSuchSetting):
        await signs("volume")


async def test_what_it_is_already_is_no_change(signs):
    with pytest.raises(NothingChanged):
        await signs(to="3")


async def test_a_charter_that_is_signed_later_keeps_the_limit_and_makes_no_second_record(
    signs, changes, talk, town
):
    await signs()
    async with town.store.unit() as unit:
        paper = await unit.frameworks.current(talk.community)
        await unit.commit()
    moderators = f"{talk.member('mo').platform}:mo"
    text = await town.charters.text(talk.community)
    settings = {"moderators": f'["{moderators}"]', "tone": '"calm"'}
    await town.charters.write(talk.community, text, talk.at(2 * DAY), settings)
    await town.charters.sign(talk.community, talk.member("mo"), "a word", talk.at(2 * DAY))

    [_, _, latest] = await town.charters.history(talk.community)
    assert latest.budget == paper.budget
    assert len(await changes.records(talk.community)) == 1


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_limit_reads_what_it_shows(name):
    setting = SETTINGS[name]

    assert setting.read(setting.shown(Budget()), Budget()) == Budget()


async def test_a_change_is_overdue_from_the_day_after(signs, changes, talk):
    await signs()
    [(_, record)] = await changes.records(talk.community)

    assert not overdue(record, date(2026, 4, 1))
    assert overdue(record, date(2026, 4, 2))
