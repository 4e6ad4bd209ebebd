"""`tummler trust`: how far each practice is trusted, and the switch that stops it."""

import asyncio
import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.context import Common
from bot.cli.errors import DeciderMissing, PracticeMissing
from bot.cli.kept_house import channel_named, kept_house, spoken_for
from bot.cli.members_named import member_named
from bot.core.clock import SystemClock
from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.reviews import FEWEST_CASES, LEAST_SAID

if TYPE_CHECKING:
    from bot.app import House
    from bot.core.trust import Standing
    from bot.services.ladder import Place

WIDE = 150


class Ask(StrEnum):
    """What is to be done."""

    SHOW = "show"
    PROMOTE = "promote"
    DEMOTE = "demote"
    KEEP = "keep"
    STOP = "stop"
    START = "start"
    HISTORY = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    community: CommunityId
    practice: str | None
    channel: str | None
    by: MemberKey | None
    as_json: bool


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("trust")(trust)


def trust(
    context: typer.Context,
    ask: Annotated[
        Ask,
        typer.Argument(
            help="show: where each practice stands, on what evidence. promote, demote: one rung "
            "up or down. keep: you looked at it again, which is due every quarter. stop: at once, "
            "one practice or all; start: let it go on. history: every change."
        ),
    ] = Ask.SHOW,
    practice: Annotated[
        str | None, typer.Argument(metavar="PRACTICE", help="Which; stop and start: all if unset.")
    ] = None,
    *,
    community: Annotated[str, typer.Option(help="Whose; as named at import.")] = "home",
    channel: Annotated[
        str | None, typer.Option(help="In this channel only; everywhere if unset.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--as", help="PLATFORM:ID of the moderator who decides.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Say how far each practice is trusted: listen, digest, suggest, speak. Only a person promotes.

    To speak takes a signed charter, two weeks of listening and 24 "say" of 30 reviewed cases.
    Whoever is at the machine may stop; to let it go on takes a moderator.
    """
    wanted = _Wanted(
        community=CommunityId(community),
        practice=practice,
        channel=channel,
        by=None if by is None else member_named(by),
        as_json=as_json,
    )
    typer.echo(asyncio.run(_done(context.obj, ask, wanted)))
    return 0


async def _done(common: Common, ask: Ask, wanted: _Wanted) -> str:
    async with kept_house(common) as house:
        # A stop of what is part of another community now must hold where its rooms are spoken in.
        wanted = replace(wanted, community=spoken_for(common, house, wanted.community))
        room = await channel_named(house, wanted.community, wanted.channel)
        if ask is Ask.HISTORY:
            return _history(await house.trust.ladder.history(wanted.community), wanted)
        if ask in {Ask.PROMOTE, Ask.DEMOTE, Ask.KEEP}:
            return await _moved(house, ask, wanted, room)
        if ask in {Ask.STOP, Ask.START}:
            await house.trust.ladder.switch(
                wanted.community,
                wanted.practice,
                room,
                SystemClock().now(),
                stopped=ask is Ask.STOP,
                by=wanted.by,
            )
        places = await house.trust.ladder.show(wanted.community, room)
        return _shown(places, wanted)


async def _moved(house: "House", ask: Ask, wanted: _Wanted, room: ChannelKey | None) -> str:
    from bot.services.looking_again import LookingAgain, NothingToKeep  # heavy

    if wanted.practice is None:
        raise PracticeMissing
    if wanted.by is None:
        raise DeciderMissing
    ladder, now = house.trust.ladder, SystemClock().now()
    if ask is Ask.KEEP:
        again = LookingAgain(house.store.unit, ladder)
        level = await again.level(wanted.community, wanted.practice, room)
        if level is None:
            raise NothingToKeep(wanted.practice)
        await again.keep(wanted.community, level, wanted.by, now)
        places = await ladder.show(wanted.community, room)
        return _shown(tuple(p for p in places if p.practice == wanted.practice), wanted)
    move = ladder.promote if ask is Ask.PROMOTE else ladder.demote
    place = await move(wanted.community, wanted.practice, room, wanted.by, now)
    return _shown((place,), wanted)


def _shown(places: "tuple[Place, ...]", wanted: _Wanted) -> str:
    if wanted.as_json:
        said = {"version": 1, "community": wanted.community, "practices": [*map(record, places)]}
        return json.dumps(said, ensure_ascii=False, indent=2)
    table = Table(
        title=f"{wanted.community}, {wanted.channel or 'everywhere'}", title_justify="left"
    )
    for name in ("practice", "level", "at most", "say / reviewed", "at least", "because"):
        table.add_column(name)
    for place in places:
        low = place.evidence.at_least
        table.add_row(
            place.practice,
            f"{place.rung.name.lower()}{', stopped' if _stopped(place) else ''}",
            place.ceiling.name.lower(),
            f"{place.evidence.say} / {place.evidence.reviewed}",
            "none yet" if low is None else f"{low:.3f}",
            _why(place),
        )
    console = Console(width=WIDE, highlight=False)
    with console.capture() as told:
        console.print(table)
    return (
        f"{told.get()}To speak: at least {LEAST_SAID:.0%} 'say' of at least {FEWEST_CASES} "
        "reviewed. 'At least' is the lower end of that share, one-sided 95 %."
    )


def _why(place: "Place") -> str:
    if place.lacks:
        return f"not measured here: {'; '.join(place.lacks)}"
    return place.standing.because if place.standing else "where it started"


def _stopped(place: "Place") -> bool:
    return place.standing is not None and place.standing.stopped


def record(place: "Place") -> dict[str, object]:
    """One practice in one place, as JSON has it; nobody is named."""
    frozen = place.standing.frozen_until if place.standing else None
    return {
        "practice": place.practice,
        "level": place.rung.name.lower(),
        "at_most": place.ceiling.name.lower(),
        "stopped": _stopped(place),
        "frozen_until": frozen.isoformat() if frozen else None,
        "since": place.standing.since.isoformat() if place.standing else None,
        "because": place.standing.because if place.standing else None,
        "say": place.evidence.say,
        "reviewed": place.evidence.reviewed,
        "at_least": place.evidence.at_least,
        "enough_to_speak": place.evidence.enough_to_speak,
        "not_measured": list(place.lacks),
    }


def _history(said: "tuple[Standing, ...]", wanted: _Wanted) -> str:
    rows = [
        {
            "at": each.since.isoformat(),
            "practice": each.practice,
            "channel": each.channel.channel if each.channel else None,
            "level": each.rung.name.lower(),
            "stopped": each.stopped,
            "by_itself": each.by is None,
            "because": each.because,
        }
        for each in said
        if wanted.practice in {None, each.practice}
    ]
    if wanted.as_json:
        return json.dumps({"version": 1, "changes": rows}, ensure_ascii=False, indent=2)
    if not rows:
        return "Nothing was changed since the charter was signed."
    return "\n".join(
        f"{row['at']}  {row['practice']:<24} {row['channel'] or 'everywhere':<16} "
        f"{row['level']:<8} {'stopped ' if row['stopped'] else ''}{row['because']}"
        for row in rows
    )
