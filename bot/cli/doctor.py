"""`tummler doctor`: what is not well here, and one fix for each."""

import asyncio
import json
import platform
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import NoSuchCheck, SettingsWrong
from bot.core.display import shown

if TYPE_CHECKING:
    from bot.doctor.base import DiscordAccess, Program, SlackAccess, Surroundings
    from bot.doctor.examination import Examination, Finding
    from bot.settings import Settings

_MARKS = {"fine": "✓", "warning": "!", "failed": "✗", "not_checked": "–"}  # noqa: RUF001  # a mark, not a hyphen
_PLAIN_MARKS = {"fine": "+", "warning": "!", "failed": "x", "not_checked": "-"}
"""For a terminal that cannot write the others."""

_HISTORIES = (".bash_history", ".zsh_history", ".local/share/fish/fish_history")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(
    context: typer.Context,
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="Do what is marked as safe to do, and look again.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 5 when there are warnings.")
    ] = False,
    ready: Annotated[
        bool, typer.Option("--ready", help="Tell what is open before it may speak.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="A check such as L02, or a group; may be repeated.")
    ] = None,
) -> int:
    """Look at everything that can go wrong, and say one fix for each finding.

    Without --fix nothing is changed. Exit 0: nothing failed; 1: something did; 3: it cannot start.
    """
    from bot.doctor.examination import (
        READINESS,
        chosen,
        examine,
        mend,
    )  # only what is run is imported

    common: Common = context.obj
    checks = chosen((*(only or ()), *(READINESS if ready and only else ())))
    if checks is None:
        raise NoSuchCheck(", ".join(only or ()), ", ".join(_names()))
    around = surroundings(common)

    async def run() -> "Examination":
        found = await examine(checks, around)
        if not fix:
            return found
        return await mend(checks, around, found, _aloud(common))

    examination = asyncio.run(run())
    if as_json:
        told = examination.record(strict=strict, ready=ready)
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        if ready:
            for line in readiness(examination, around.encoding):
                typer.echo(line)
        for line in lines(examination, around.encoding, every=bool(only), strict=strict):
            typer.echo(line)
    return examination.exit_code(strict=strict)


def _aloud(common: Common) -> Callable[[str], None]:
    def tell(act: str) -> None:
        common.console.print(act, markup=False, soft_wrap=True)

    return tell


def _names() -> Sequence[str]:
    from bot.doctor.base import Group

    return [group.value for group in Group]


def lines(examination: "Examination", encoding: str, *, every: bool, strict: bool) -> Sequence[str]:
    """What is told: what is ill with its fix, then counts; with `every` each finding."""
    from bot.doctor.base import Status

    marks = _marks(encoding)
    ill = {Status.FAILED, Status.WARNING}
    told = [f for f in examination.findings if every or f.fixed or f.seen.status in ill]
    said = [line for finding in told for line in _told(finding, marks)]
    waits = Counter(f.seen.waits_for for f in examination.findings if f.seen.waits_for)
    said.append(f"{marks['fine']} {examination.count(Status.FINE)} fine")
    if not every:
        said += [
            f"{marks['not_checked']} {number} not checked: waiting for {what}"
            for what, number in sorted(waits.items())
        ]
    failed, warned = examination.count(Status.FAILED), examination.count(Status.WARNING)
    code = examination.exit_code(strict=strict)
    return [*said, f"Exit {code}: {failed} failed, {warned} warnings."]


def readiness(examination: "Examination", encoding: str) -> Sequence[str]:
    """The list that must be done before a practice may rise to speak, one line for each item."""
    from bot.doctor.examination import CHECKS, READINESS

    marks = _marks(encoding)
    about = {check.id: check.about for check in CHECKS}
    left = examination.open_items()
    items = [
        f"{marks['not_checked' if name in left else 'fine']} {name}  {about[name]}"
        f"{': open' if name in left else ''}"
        for name in READINESS
    ]
    verdict = f"Not ready to speak: {len(left)} of {len(items)} are open." if left else ""
    return [*items, verdict or "Ready to speak, as far as a list can tell."]


def _told(finding: "Finding", marks: dict[str, str]) -> Sequence[str]:
    seen = finding.seen
    where = f"{seen.where}: " if seen.where else ""
    what = f"not checked: waiting for {seen.waits_for}" if seen.waits_for else seen.seen
    fixed = "  (mended)" if finding.fixed else ""
    first = f"{marks[seen.status.value]} {finding.id}  {where}{what}{fixed}"
    if not seen.fix:
        return [shown(first)]
    auto = "  `--fix` does it." if seen.auto else ""
    return [shown(first), shown(f"       Fix: {seen.fix}.{auto}")]


def _marks(encoding: str) -> dict[str, str]:
    try:
        "".join(_MARKS.values()).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _PLAIN_MARKS
    return _MARKS


def surroundings(common: Common) -> "Surroundings":
    """All that the checks look at beside the store, read once.

    Settings that cannot be read are for a check to tell of; the others then stand at what they are
    if unset.
    """
    from bot.app import STORE_FILE
    from bot.cli.models import encoder_choice
    from bot.core.privacy import Retention
    from bot.doctor.base import Surroundings
    from bot.settings import Settings, known_names, unknown_names

    fault = None
    try:
        settings = common.settings()
    except SettingsWrong as wrong:
        fault = wrong.faults
        settings = Settings.model_construct()
    slack, half = (None, None) if fault else _slack_or_why_not(settings)
    home = Path.home()
    processes, mounts = Path("/proc"), Path("/proc/mounts")
    return Surroundings(
        program=_program(),
        folder=settings.data,
        database=STORE_FILE,
        server=settings.server,
        host=settings.host,
        port=settings.port,
        now=datetime.now(UTC),
        retention=Retention(text=timedelta(hours=settings.text_hours)),
        encoding=sys.stdout.encoding or "ascii",
        free=shutil.disk_usage(_there(settings.data)).free,
        mounts=mounts.read_text(encoding="utf-8", errors="replace") if mounts.exists() else None,
        known_settings=known_names(),
        settings_fault=fault,
        unknown_settings=unknown_names(),
        histories=tuple(home / name for name in _HISTORIES),
        processes=processes if mounts.exists() else None,
        encoder=None if fault else encoder_choice(settings),
        discord=None if fault else _discord(settings),
        slack=slack,
        slack_fault=half,
    )


def _discord(settings: "Settings") -> "DiscordAccess | None":
    """How Discord is asked; None: it was not connected. Raises AddressRefused."""
    from bot.cli.discord_token import token_of
    from bot.doctor.base import DiscordAccess
    from bot.platforms.discord.addresses import Addresses
    from cogs.discord.syncing import OurCommands

    token = token_of(settings)
    if token is None:
        return None
    addresses = Addresses(rest=settings.discord_rest, gateway=settings.discord_gateway)
    return DiscordAccess(
        token=token,
        addresses=addresses,
        content=settings.discord_content,
        staff=settings.discord_staff,
        commands=OurCommands(),
        joins="joins" in settings.discord_alerts,
    )


def _slack_or_why_not(settings: "Settings") -> "tuple[SlackAccess | None, str | None]":
    """How Slack is asked, or why nobody can tell. Raises AddressRefused."""
    from bot.cli.errors import SettingMissing
    from bot.cli.slack_tokens import TokenOfThePairMissing, TokensMisshapen
    from bot.cli.slack_workspaces import OneOrSeveral

    try:
        return _slack(settings), None
    except (OneOrSeveral, SettingMissing, TokenOfThePairMissing, TokensMisshapen) as half:
        return None, str(half)


def _slack(settings: "Settings") -> "SlackAccess | None":
    """How Slack is asked; None: it was not connected. Raises what reading the tokens raises."""
    from bot.cli.slack_tokens import tokens_of
    from bot.cli.slack_workspaces import app_of
    from bot.doctor.base import SlackAccess
    from bot.platforms.slack.addresses import api_at

    several = app_of(settings) is not None
    tokens = None if several else tokens_of(settings)
    if tokens is None and not several:
        return None
    return SlackAccess(
        bot_token=None if tokens is None else tokens.bot,
        app_token=tokens.app if tokens and settings.slack_events == "socket" else None,
        api=api_at(settings.slack_api),
        private=settings.slack_private,
        distributed=settings.slack_history == "distributed",
    )


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())


def _program() -> "Program":
    from importlib.metadata import distributions, metadata, requires

    import bot
    import prompts
    from bot.doctor.base import Program

    here = Path(bot.__file__).parent
    return Program(
        python=platform.python_version(),
        needs_python=metadata("tummler")["Requires-Python"],
        needs=tuple(requires("tummler") or ()),
        found={each.name: each.version for each in distributions()},
        installed_at=datetime.fromtimestamp(here.stat().st_mtime, UTC),
        locales=Path(prompts.__file__).parent / "locales",
    )
