"""A draft is kept in the place of the one before, and steers nothing."""

from dataclasses import replace

from bot.core.charter import Artefact, CharterDraft


def draft(talk, **changes):
    charter = talk.framework().charter
    about = replace(
        charter.social_object,
        artefacts=(Artefact(name="the list", link="https://example.org"), Artefact(name="x")),
    )
    full = replace(
        charter,
        social_object=about,
        values=("a", "b"),
        good_conversation="One asks, another shows.",
        off_limits=("prices",),
        other_languages=("de",),
        helpers={"bicycles": frozenset({talk.member("ref-of-ana")})},
        moderators=frozenset({talk.member("ref-of-mo")}),
    )
    return CharterDraft(charter=replace(full, **changes), based_on=3, written_at=talk.start)


async def test_a_draft_comes_back_equal(town, talk, unit_of):
    async with unit_of() as unit:
        await unit.charters.keep(draft(talk))

    async with unit_of() as unit:
        assert await unit.charters.draft(talk.community) == draft(talk)


async def test_a_draft_replaces_the_one_before(town, talk, unit_of, rows_of):
    async with unit_of() as unit:
        await unit.charters.keep(draft(talk))
        await unit.charters.keep(draft(talk, tone="warm"))

    [row] = await rows_of(town, "charter_drafts")
    assert '"warm"' in row["body"]


async def test_a_draft_is_not_in_force(town, talk, unit_of):
    async with unit_of() as unit:
        await unit.charters.keep(draft(talk))

        assert await unit.frameworks.current(talk.community) is None


async def test_a_draft_that_was_let_go_is_gone(town, talk, unit_of):
    async with unit_of() as unit:
        await unit.charters.keep(draft(talk))
        await unit.charters.drop(talk.community)

        assert await unit.charters.draft(talk.community) is None
