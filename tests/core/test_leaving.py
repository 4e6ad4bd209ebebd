"""Whether something may still leave is asked only while it is being said."""

import pytest

from bot.core.leaving import Stopped, as_long_as, ask_before_leaving, may_leave


async def no():
    return False


async def test_what_nobody_asks_about_may_leave():
    assert await may_leave()


async def test_what_may_not_leave_is_stopped():
    with as_long_as(no), pytest.raises(Stopped):
        await ask_before_leaving()


async def test_afterwards_nobody_is_asked():
    with as_long_as(no):
        pass

    assert await may_leave()


async def test_what_the_answer_itself_needs_is_not_asked_about():
    async def asks_the_platform():
        return await may_leave()

    with as_long_as(asks_the_platform):
        assert await may_leave()
        assert await may_leave()


async def test_an_answer_that_fails_lets_the_next_be_asked():
    async def fails():
        raise LookupError

    with as_long_as(fails):
        for _ in range(2):
            with pytest.raises(LookupError):
                await may_leave()
