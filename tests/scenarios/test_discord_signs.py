"""A person says that a question is answered; where the operator wants it, the bot shows it."""

from contextlib import asynccontextmanager

import pytest

from bot.core.trust import Rung
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.ears_rig import until
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import inhabited, living, logged_in
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import BOT

ADD_REACTIONS = 1 << 6
MARKED = "This is answered"


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def towns(fake, tmp_path):
    """A town in which the bot may react; `signs`: whether the operator wants it to."""

    @asynccontextmanager
    async def opened(*, signs):
        places = inhabited(fake)
        fake.world.role(fake.world.guilds[places[0]], "Tummler", ADD_REACTIONS, BOT)
        async with logged_in(fake) as client:
            await registered(client, ours(client), None)
        async with living(fake, tmp_path / "house", places, signs=signs) as town:
            await town.signs(Rung.SPEAK)
            yield town

    return opened


async def marks(town, need, by):
    menu = town.fake.commands.named(MARKED)
    return await town.fake.people.menu(by, town.channel, menu, need).told()


async def test_a_question_that_its_asker_marks_gets_a_reaction_and_no_word(towns):
    async with towns(signs=True) as town:
        need = await town.asks()

        await marks(town, need, town.ana)
        await until(lambda: bool(town.fake.acting.reactions))

        assert town.fake.acting.reactions == {(need, "✅")}
        assert town.said() == []


async def test_what_somebody_else_marks_gets_none(towns):
    async with towns(signs=True) as town:
        need = await town.asks()

        await marks(town, need, town.bo)
        await town.on.attending.say()

        assert town.fake.acting.reactions == set()


async def test_unless_the_operator_wants_it_nothing_is_shown(towns):
    async with towns(signs=False) as town:
        need = await town.asks()

        await marks(town, need, town.ana)
        await town.on.attending.say()

        assert town.fake.acting.reactions == set()


async def test_a_stop_holds_a_sign_that_was_marked_before_it(towns):
    async with towns(signs=True) as town:
        need = await town.asks()
        await town.stops_everything()
        town.house.trust.answered.mark(town.community, town.key(need))

        town.on.attending.wake(town.community)
        await town.on.attending.say()

        assert town.fake.acting.reactions == set()
