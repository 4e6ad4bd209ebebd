"""Lets go, by the wall clock, of what has had its time in the data folder."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.app import KEY_FILE, STORE_FILE, open_house
from bot.core.clock import SystemClock
from bot.core.errors import TummlerError
from bot.core.ports import Clock
from bot.core.privacy import Retention, Swept
from bot.settings import Settings
from db.backup import throw_away
from db.folder import BACKUPS, abandoned, remove
from db.lock import FolderInUse
from db.runner import StoreTaken
from db.vault import master_key

log = structlog.get_logger()
EVERY = timedelta(hours=1)
"""So much longer than its hours a word may stand, at most, while the house is open."""


async def sweep_hourly(settings: Settings, clock: Clock | None = None) -> None:
    """Sweep at once and then every hour, until cancelled; what fails is logged and tried again."""
    while True:
        try:
            swept = await sweep_once(settings, (clock or SystemClock()).now())
            if swept is not None and swept.people:
                log.info("departed_forgotten", people=swept.people)
        except TummlerError as refused:
            log.warning("sweep_failed", error=type(refused).__name__)
        await asyncio.sleep(EVERY.total_seconds())


async def sweep_once(settings: Settings, now: datetime) -> Swept | None:
    """Sweep the lasting store, its backups and what is left of old replays.

    None: there is no store yet, or another process is at work in it. Raises what `open_house`
    raises otherwise, and StillBeingRead.
    """
    retention = Retention(text=timedelta(hours=settings.text_hours))
    if not _is_kept(settings):
        return None
    _tidy(settings.data, now, now - retention.linkable)
    try:
        async with open_house(
            folder=settings.data, server=settings.server, retention=retention
        ) as house:
            return await house.privacy.sweep(now)
    except (FolderInUse, StoreTaken):
        return None


def _is_kept(settings: Settings) -> bool:
    return settings.server is not None or (settings.data / STORE_FILE).exists()


def _tidy(folder: Path, now: datetime, before: datetime) -> None:
    """Throw away backups whose days are over, and replays that nobody went on with."""
    backups, key = folder / BACKUPS, folder / KEY_FILE
    if backups.is_dir() and key.exists():
        throw_away(backups, master_key(key, may_make=False), now)
    for each in abandoned(folder, before):
        remove(each)
