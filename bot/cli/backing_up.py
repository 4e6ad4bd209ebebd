"""`tummler backup` and `tummler restore`: a copy without anybody's words, and the way back."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import FileTaken, KeyTaken, NothingKept
from bot.core.clock import SystemClock
from bot.core.privacy import Retention

if TYPE_CHECKING:
    from bot.settings import Settings
    from db.backup import Backup
    from db.restoring import Restored


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    context: typer.Context,
    *,
    out: Annotated[
        Path | None,
        typer.Option(help="The file to write, or a folder; `backups` in the data folder if unset."),
    ] = None,
    keep: Annotated[
        int, typer.Option(min=1, max=365, help="After how many days it is to be thrown away.")
    ] = 14,
) -> int:
    """Write an encrypted copy of the store, without members' words, while others may be at work.

    It opens only with the data folder's master key: keep a copy of `master.key` somewhere else.
    """
    common: Common = context.obj
    settings = common.settings()
    now = SystemClock().now()
    until = now + timedelta(days=keep)
    if not _is_kept(settings):
        raise NothingKept(settings.data)
    from bot.app import KEY_FILE, STORE_FILE  # heavy: only what is run is imported
    from db.backup import make, named, throw_away
    from db.folder import BACKUPS
    from db.session import open_store
    from db.vault import fingerprint_of, master_key

    master = master_key(settings.data / KEY_FILE, may_make=False)
    path = _free(out or _made(settings.data / BACKUPS), lambda folder: named(folder, now))

    async def run() -> int:
        engine = open_store(settings.data, STORE_FILE, settings.server)
        try:
            return (await make(engine, master, path, at=now, until=until)).total()
        finally:
            await engine.dispose()

    rows = asyncio.run(run())
    thrown = throw_away(path.parent, master, now)
    console = common.console
    size = path.stat().st_size
    console.print(f"Backed up {rows:,} rows, no words, in {size:,} bytes: {path}", markup=False)
    if thrown:
        console.print(f"Threw away {thrown:,} older backups in that folder; their days were over.")
    console.print(
        f"It is to be thrown away by {until:%d %b %Y}, and opens only with the key "
        f"{fingerprint_of(master)}, the file {settings.data / KEY_FILE}. Keep a copy of that file "
        "apart from the backups: whoever has both can open them, and without it nobody can.",
        markup=False,
    )
    return 0


def restore(
    context: typer.Context,
    *,
    source: Annotated[
        Path, typer.Option("--from", help="The backup.", exists=True, dir_okay=False)
    ],
    key: Annotated[
        Path | None,
        typer.Option(help="The master key it was made with; that of the data folder if unset."),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what is there.")
    ] = False,
) -> int:
    """Make the store anew from a backup, and forget again whoever asked for that since.

    What is there stays until the new store stands. Killed anywhere, one of the two is whole.
    """
    common: Common = context.obj
    settings = common.settings()
    from bot.app import KEY_FILE  # heavy: only what is run is imported
    from db.backup import described, verify
    from db.vault import keep_key, master_key

    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    mine, about = settings.data / KEY_FILE, described(source)
    master = master_key(key or mine, may_make=False)
    if mine.exists() and master_key(mine, may_make=False) != master:
        raise KeyTaken(settings.data)
    console = common.console
    with console.status("Reading the backup to its end"):
        verify(source, master)
    keep_key(mine, master)
    with console.status("Restoring"):
        restored = asyncio.run(_restored(settings, about, master, replace=replace))
    console.print(
        f"Restored {restored.rows:,} rows as they stood {about.made_at:%d %b %Y, %H:%M} UTC; "
        f"no words are in a backup. Forgotten again: {restored.forgotten:,}."
    )
    if about.until <= SystemClock().now():
        console.print(
            f"This backup was to be thrown away by {about.until:%d %b %Y}. Whoever asked to start "
            "afresh before that day may be in it again: ask them, and say `tummler forget`.",
        )
    return 0


async def _restored(
    settings: "Settings", about: "Backup", master: bytes, *, replace: bool
) -> "Restored":
    from bot.app import STORE_FILE, open_house
    from db.journal import JOURNAL_FILE, Journal
    from db.lock import occupied
    from db.restoring import restore_file, restore_server
    from db.session import open_store

    journal = Journal(settings.data / JOURNAL_FILE)
    store, now = settings.data / STORE_FILE, SystemClock().now()
    with occupied(store, now):
        if settings.server is None:
            done = await restore_file(store, about, master, journal=journal, replace=replace)
        else:
            engine = open_store(settings.data, STORE_FILE, settings.server)
            try:
                done = await restore_server(engine, about, master, journal=journal, replace=replace)
            finally:
                await engine.dispose()
    retention = Retention(text=timedelta(hours=settings.text_hours))
    async with open_house(
        folder=settings.data, server=settings.server, retention=retention
    ) as house:
        await house.privacy.sweep(now)
    return done


def _is_kept(settings: "Settings") -> bool:
    from bot.app import STORE_FILE

    return settings.server is not None or (settings.data / STORE_FILE).exists()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _free(out: Path, named: Callable[[Path], Path]) -> Path:
    """Where the backup goes; only another backup is written over. Raises FileTaken."""
    from db.backup import described
    from db.strongbox import NotABackup

    path = named(out) if out.is_dir() else out
    if path.exists():
        try:
            described(path)
        except NotABackup:
            raise FileTaken(path) from None
    return path
