"""Uses of prompts and the keyed hashes of their wordings."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.prompt_uses import NOT_TWICE_WITHIN, PromptUse

WORDS = "what did the list leave out"


@pytest.fixture
def use(talk):
    return PromptUse(key="k1", prompt="a.v1", artefact="the list", used_at=talk.start)


async def test_a_use_comes_back_equal(town, talk, unit_of, use):
    async with unit_of() as unit:
        await unit.prompts.keep(talk.community, use, WORDS)

    async with unit_of() as unit:
        assert await unit.prompts.all(talk.community) == (use,)


async def test_what_came_of_a_use_is_kept(town, talk, unit_of, use):
    async with unit_of() as unit:
        await unit.prompts.keep(talk.community, use, WORDS)
        assert await unit.prompts.judge(talk.community, "k1", exchange=True)

        assert await unit.prompts.all(talk.community) == (replace(use, exchange=True),)


async def test_a_use_that_never_was_is_told(town, talk, unit_of):
    async with unit_of() as unit:
        assert not await unit.prompts.judge(talk.community, "k9", exchange=True)


async def test_a_wording_is_known_again_for_sixty_days(town, talk, unit_of, use):
    async with unit_of() as unit:
        await unit.prompts.keep(talk.community, use, WORDS)

        since = talk.start
        assert await unit.prompts.said(talk.community, WORDS, since)
        assert not await unit.prompts.said(talk.community, WORDS, since + timedelta(seconds=1))
        assert not await unit.prompts.said(talk.community, "something else", since)


async def test_a_wording_stands_in_the_store_as_a_hash_alone(town, talk, unit_of, rows_of, use):
    async with unit_of() as unit:
        await unit.prompts.keep(talk.community, use, WORDS)

    [row] = await rows_of(town, "prompt_wordings")
    assert len(row["wording"]) == 22


async def test_old_hashes_go_with_the_next_use(town, talk, unit_of, rows_of, use):
    later = replace(use, key="k2", used_at=talk.start + NOT_TWICE_WITHIN + timedelta(days=1))
    async with unit_of() as unit:
        await unit.prompts.keep(talk.community, use, WORDS)
        await unit.prompts.keep(talk.community, later, "something else")

    assert len(await rows_of(town, "prompt_wordings")) == 1


async def test_a_use_that_nobody_was_asked_is_forgotten_and_its_wording_rests(
    town, talk, unit_of, use
):
    async with unit_of() as unit:
        await unit.prompts.keep(talk.community, use, WORDS)

        await unit.prompts.put_back(talk.community, use.key)

        assert await unit.prompts.all(talk.community) == ()
        assert await unit.prompts.said(talk.community, WORDS, talk.start)
