"""`tummler experiment`: plans, what they have found so far, and the end of them."""

import asyncio
import json
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import NotAMember, NothingKept, SigningIncomplete
from bot.cli.kept_house import spoken_for
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import Retention
from bot.core.trial import SEED_BYTES

if TYPE_CHECKING:
    from bot.app import House


class Ask(StrEnum):
    """What is asked about experiments."""

    PLAN = "plan"
    STATUS = "status"
    STOP = "stop"
    EXPLAIN = "explain"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("experiment")(experiment)


def experiment(
    context: typer.Context,
    ask: Annotated[
        Ask,
        typer.Argument(
            help="plan: check a plan's file and say how soon it could tell anything; with --as, "
            "sign it. status: what was found so far, or 'cannot tell yet'. stop: end a plan and "
            "publish its seed. explain: how it is found out, and what each number means."
        ),
    ] = Ask.STATUS,
    what: Annotated[
        str | None,
        typer.Argument(metavar="FILE|PRACTICE", help="The plan's file, or the practice."),
    ] = None,
    *,
    community: Annotated[str, typer.Option(help="Whose; as named at import.")] = "home",
    signer: Annotated[
        str | None,
        typer.Option("--as", help="The moderator who signs or stops, such as discord:1234."),
    ] = None,
    because: Annotated[
        str | None, typer.Option(help="What the signature rests on, in a sentence.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Find out whether a word of Tummler's helps: sign a plan, look at any day, stop it."""
    common: Common = context.obj
    if ask in {Ask.PLAN, Ask.STOP} and what is None:
        raise typer.BadParameter("name the plan's file" if ask is Ask.PLAN else "name the practice")
    asked = _Asked(
        community=CommunityId(community),
        ask=ask,
        what=what or "",
        by=None if signer is None else _member(signer),
        because=because or "",
        as_json=as_json,
    )
    typer.echo(asyncio.run(_answered(common, asked)))
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What was asked; `by` is the plain id of whoever signs."""

    community: CommunityId
    ask: Ask
    what: str
    by: MemberKey | None
    because: str
    as_json: bool


async def _answered(common: Common, asked: _Asked) -> str:
    from bot.app import STORE_FILE, open_house  # only what is run is imported

    settings = common.settings()
    if settings.server is None and not (settings.data / STORE_FILE).exists():
        raise NothingKept(settings.data)
    retention = Retention(text=timedelta(hours=settings.text_hours))
    async with open_house(
        folder=settings.data,
        server=settings.server,
        retention=retention,
        reader=settings.reader,
        linker=settings.lasting_linker,
    ) as house:
        asked = replace(asked, community=spoken_for(common, house, asked.community))
        if asked.ask is Ask.PLAN:
            return await _planned(house, asked)
        if asked.ask is Ask.STOP:
            return await _stopped(house, asked)
        return await _told(house, asked)


async def _planned(house: "House", asked: _Asked) -> str:
    from bot.cli import experiment_told

    text, now = _text(Path(asked.what)), SystemClock().now()
    promise = await house.experimenting.check(asked.community, text, now)
    record = experiment_told.promise_record(promise)
    if asked.by is None:
        return _json(record) if asked.as_json else experiment_told.promised(promise, signed=None)
    plan = await house.experimenting.sign(
        asked.community,
        text,
        by=asked.by,
        because=asked.because,
        at=now,
        seed=secrets.token_bytes(SEED_BYTES),
    )
    if asked.as_json:
        return _json(record | experiment_told.plan_record(plan))
    return experiment_told.promised(promise, signed=plan)


def _text(file: Path) -> str:
    from bot.learning.plans import PlanWrong

    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise PlanWrong("it is no text in UTF-8") from None


async def _stopped(house: "House", asked: _Asked) -> str:
    from bot.cli import experiment_told

    if asked.by is None:
        raise SigningIncomplete
    plan = await house.experimenting.stop(
        asked.community,
        asked.what,
        by=asked.by,
        because=asked.because,
        at=SystemClock().now(),
    )
    if asked.as_json:
        return _json(experiment_told.plan_record(plan))
    return experiment_told.stopped(plan)


async def _told(house: "House", asked: _Asked) -> str:
    from bot.cli import experiment_told
    from bot.services.experimenting import NotUnderTest

    learned = await house.experiments.learned(asked.community, SystemClock().now())
    known = [plan.practice for plan in learned.plans]
    if asked.what and asked.what not in known:
        raise NotUnderTest(asked.what, ", ".join(known) or "nothing")
    if asked.as_json:
        return _json(experiment_told.status_record(learned, asked.what))
    if asked.ask is Ask.EXPLAIN:
        return experiment_told.explained(learned, asked.what)
    return experiment_told.status(learned, asked.what)


def _member(named: str) -> MemberKey:
    platform, colon, member = named.partition(":")
    if not (platform and colon and member):
        raise NotAMember
    return MemberKey(platform=platform, member=member)


def _json(record: object) -> str:
    return json.dumps(record, indent=2, ensure_ascii=False)
