"""How far a run has come is known, also after a restart."""


async def test_a_run_never_seen_is_at_its_beginning(town, unit_of):
    async with unit_of() as unit:
        assert await unit.runs.position("new") == 0


async def test_the_last_position_counts(town, talk, unit_of):
    async with unit_of() as unit:
        for position in (500, 1000):
            await unit.runs.advance("one", position, talk.start)
        await unit.runs.advance("other", 7, talk.start)

    async with unit_of() as unit:
        assert await unit.runs.position("one") == 1000
