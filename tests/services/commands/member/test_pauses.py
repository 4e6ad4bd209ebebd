from datetime import timedelta

import pytest

from bot.core.privacy import Switch
from bot.services.wishes import ALWAYS

HOUR = timedelta(hours=1)


async def test_a_pause_is_said_back_with_its_end_and_its_undoing(counter, talk):
    told = await counter.told("pause prompts for 7d")

    assert "Until 9 March 2026, 03:00 I will not say anything about what you write" in told
    assert "/tummler resume prompts" in told
    end = talk.at(2 * HOUR) + timedelta(days=7)
    assert (await counter.allows()).paused == {Switch.PROMPTS: end}


@pytest.mark.parametrize("said", ["pause", "pause all", "pause all always", "PAUSE all for:always"])
async def test_without_more_a_pause_is_of_everything_and_for_good(counter, said):
    assert "From now on" in await counter.told(said)
    assert (await counter.allows()).paused == dict.fromkeys(Switch, ALWAYS)


async def test_resume_takes_a_pause_back(counter):
    await counter.say("pause all")

    assert "on again" in await counter.told("resume")
    assert (await counter.allows()).blank


async def test_not_now_says_until_when(counter):
    assert "until 3 March 2026, 03:00" in await counter.told("not-now")


async def test_not_now_within_a_pause_for_good_says_that(counter):
    await counter.say("pause all")

    assert "from now on" in await counter.told("not-now")


@pytest.mark.parametrize(
    "said", ["pause everything", "pause all for 3d", "resume x", "pause a b c"]
)
async def test_what_there_is_not_changes_nothing(counter, is_refused, said):
    assert is_refused(await counter.say(said))
    assert (await counter.allows()).blank
