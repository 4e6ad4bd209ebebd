"""Who moderates a server is asked of Discord, and remembered for five minutes at most."""

from datetime import timedelta

import pytest

from bot.core.ids import ChannelKey, MemberKey
from bot.platforms.discord.standing import REMEMBERED_FOR
from tests.platforms.discord.ears_rig import listening


@pytest.fixture
async def moderates(rig, town):
    """Whether Ana, who has a moderator's role at first, moderates the square; asked of the bot."""
    town.world.role(town.guild, "keepers", 1 << 13, town.ana)
    member = MemberKey(platform="discord", member=town.ana)
    square = ChannelKey(platform="discord", space=town.guild.number, channel=town.square)

    async def asked():
        return await rig.standing.moderates(member, square)

    async with listening(rig):
        await rig.level(town.square)
        assert await asked()
        takes_away(town)
        yield asked


def takes_away(town):
    """Ana's roles, of which no event tells those who have no intent for members."""
    town.guild.roles_of.clear()


async def test_an_answer_is_remembered_for_a_while(moderates, fake):
    fake.world.at += REMEMBERED_FOR - timedelta(seconds=1)

    assert await moderates()


async def test_after_that_discord_is_asked_again(moderates, fake):
    fake.world.at += REMEMBERED_FOR

    assert not await moderates()


async def test_a_clock_that_is_set_back_makes_nothing_remembered_longer(moderates, fake):
    fake.world.at -= timedelta(days=1)

    assert not await moderates()
