"""Has what was stopped in one community stay stopped in the one that its rooms go to."""

from datetime import datetime

from bot.core.ids import CommunityId
from bot.core.trust import EVERY_PRACTICE, Rung, Standing
from bot.core.unit_of_work import UnitOfWork
from bot.services.homes import is_of
from bot.services.ladder import stands


async def stay_stopped(
    unit: UnitOfWork, here: CommunityId, there: CommunityId, origin: CommunityId, at: datetime
) -> None:
    """Have every stop and every freeze of `here` hold `there` too, for `origin` moves over.

    Of single rooms only those of `origin` count. Nothing rises and nothing goes on by it.
    """
    for each in await unit.standings.latest(here):
        room = each.channel
        if room is not None and not is_of(origin, room.platform, room.space):
            continue
        if each.stopped or (each.frozen_until is not None and each.frozen_until > at):
            await _say(unit, there, each, at)


async def _say(unit: UnitOfWork, there: CommunityId, told: Standing, at: datetime) -> None:
    said = await unit.standings.latest(there)
    framework = await unit.frameworks.current(there)
    held = next((s for s in said if (s.practice, s.channel) == (told.practice, told.channel)), None)
    base = None
    if told.practice != EVERY_PRACTICE:
        base = held or stands(told.practice, told.channel, framework, said)
    freezes = [each.frozen_until for each in (told, held) if each and each.frozen_until]
    standing = Standing(
        practice=told.practice,
        channel=told.channel,
        rung=base.rung if base else Rung.LISTEN,
        since=at,
        by=None,
        because=told.because,
        stopped=told.stopped or (held is not None and held.stopped),
        frozen_until=max(freezes, default=None),
    )
    await unit.standings.say(there, standing)
