"""`tummler forget`: a member's wish to be forgotten that came by letter, carried out everywhere."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.context import Common
from bot.cli.errors import FAILED, USAGE, NoSuchReceipt, NothingHeld
from bot.cli.members_named import member_named
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import Receipt, Retention, Then

if TYPE_CHECKING:
    from bot.app import House
    from bot.settings import Settings

NOT_MINE = (
    "Not in my power: their messages on the platform itself; pages, exports and lists of skipped "
    "records that you made or passed on; backups and copies of the data folder elsewhere."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("forget")(forget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one run came to. `zones`: the time zone of each community."""

    receipts: tuple[Receipt, ...]
    zones: Mapping[CommunityId, str]
    before: bool
    """It had been done before."""


def forget(
    context: typer.Context,
    *,
    member: Annotated[
        list[str] | None,
        typer.Option(help="PLATFORM:ID; again for each other name of the same person."),
    ] = None,
    community: Annotated[
        str | None, typer.Option(help="Only in this community; everywhere if unset.")
    ] = None,
    then: Annotated[
        Then, typer.Option(help="Whether anything new of theirs is to be taken in.")
    ] = Then.IGNORE_ME,
    receipt: Annotated[
        str | None, typer.Option(help="Show the receipt of this reference again.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask once more.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the receipt as JSON.")] = False,
) -> int:
    """Erase everything of a member, on all platforms, and print the receipt for them.

    Their words, what was read of them, who they answered, their wishes and offers. With
    `ignore-me` one keyed fingerprint stays, so that an archive cannot bring them back.
    """
    common: Common = context.obj
    settings = common.settings()
    if (receipt is None) == (member is None):
        typer.echo("Name a --member, or a --receipt to show again.", err=True)
        return USAGE
    people = tuple(member_named(each) for each in member or ())
    if not settings.data.is_dir():
        raise NoSuchReceipt if receipt else NothingHeld
    if receipt is not None:
        outcome = asyncio.run(_shown(settings, receipt))
    else:
        confirm = None if yes else _confirmed
        outcome = asyncio.run(_forgotten(settings, people, community, then, confirm))
    if outcome is None:
        typer.echo("Nothing was changed.", err=True)
        return FAILED
    for each in () if receipt else settings.data.glob("charter-*.toml"):
        each.unlink()  # a charter that was refused, as somebody typed it: it may name them
    _tell(outcome, as_json=as_json)
    return 0


def _confirmed(communities: Sequence[CommunityId]) -> bool:
    return typer.confirm(
        f"Erase everything of this member in {', '.join(communities)}? It cannot be undone."
    )


async def _shown(settings: "Settings", reference: str) -> Outcome:
    from bot.app import STORE_FILE, open_house  # heavy: only what is run is imported

    if settings.server is None and not (settings.data / STORE_FILE).exists():
        raise NoSuchReceipt
    async with open_house(
        folder=settings.data, server=settings.server, retention=_retention(settings)
    ) as house:
        found = await house.privacy.receipts(reference)
        if not found:
            raise NoSuchReceipt
        return Outcome(receipts=found, zones=await _zones(house), before=False)


async def _forgotten(
    settings: "Settings",
    people: tuple[MemberKey, ...],
    community: str | None,
    then: Then,
    confirmed: Callable[[Sequence[CommunityId]], bool] | None,
) -> Outcome | None:
    from bot.app import open_house, stores_of  # heavy: only what is run is imported

    asked = confirmed
    outcome = Outcome(receipts=(), zones={}, before=True)
    for database, server in await stores_of(settings.data, settings.server):
        async with open_house(
            folder=settings.data,
            database=database,
            server=server,
            retention=_retention(settings),
        ) as house:
            here = await _communities(house, community)
            known = [each for each in await house.privacy.known_in(people) if each in here]
            if known and asked is not None and not asked(known):
                return None
            asked = None if known else asked  # asked once, for every store
            outcome = await _in_one(house, outcome, people, known=known, here=here, then=then)
    if not outcome.receipts:
        raise NothingHeld
    return outcome


async def _in_one(
    house: "House",
    so_far: Outcome,
    people: tuple[MemberKey, ...],
    *,
    known: Sequence[CommunityId],
    here: Sequence[CommunityId],
    then: Then,
) -> Outcome:
    """Forget them in one store, or find the receipt of having done so."""
    if known:
        reference = await house.privacy.note(known, people, then, SystemClock().now())
        done = await house.privacy.carry_out(SystemClock().now())
        mine = tuple(each for each in done if each.reference == reference)
        before = False
    else:
        mine, before = await house.privacy.earlier(here, people), so_far.before
    return Outcome(
        receipts=so_far.receipts + mine,
        zones={**so_far.zones, **await _zones(house)},
        before=before,
    )


async def _communities(house: "House", only: str | None) -> tuple[CommunityId, ...]:
    async with house.store.unit() as unit:
        known = await unit.communities.all()
        if only is not None:
            await unit.communities.zone(CommunityId(only))  # raises UnknownCommunity
            return (CommunityId(only),)
        return known


async def _zones(house: "House") -> dict[CommunityId, str]:
    async with house.store.unit() as unit:
        return {each: await unit.communities.zone(each) for each in await unit.communities.all()}


def _retention(settings: "Settings") -> Retention:
    return Retention(text=timedelta(hours=settings.text_hours))


def _tell(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        records = [_record(each, outcome) for each in outcome.receipts]
        said = {"version": 1, "done_before": outcome.before, "receipts": records}
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return
    if outcome.before:
        typer.echo("This was done before; here is the receipt.")
    for each in outcome.receipts:
        typer.echo(_text(each, outcome))
    typer.echo(NOT_MINE)


def _when(receipt: Receipt, outcome: Outcome) -> tuple[str, str]:
    zone = outcome.zones.get(receipt.community, "UTC")
    return f"{receipt.at.astimezone(ZoneInfo(zone)):%d %b %Y, %H:%M}", zone


def _record(receipt: Receipt, outcome: Outcome) -> dict[str, object]:
    return {
        "reference": receipt.reference,
        "community": receipt.community,
        "at": receipt.at.isoformat(),
        "zone": _when(receipt, outcome)[1],
        "then": receipt.then.value,
        "erased": dict(receipt.erased),
        "retracted": receipt.retracted,
        "remains": list(receipt.remains),
        "finished": receipt.finished,
    }


def _text(receipt: Receipt, outcome: Outcome) -> str:
    at, zone = _when(receipt, outcome)
    counts = Counter[str](receipt.erased)
    erased = " · ".join(f"{kind} {count:,}" for kind, count in sorted(counts.items()))
    lines = [
        f"Forgotten in {receipt.community}, {at} {zone}   receipt {receipt.reference}",
        f"  {erased or 'nothing was held any more'}",
        *(f"  remains: {each}" for each in receipt.remains),
    ]
    if not receipt.finished:
        lines.append("  not finished: the files are not clean yet. I keep trying at every start.")
    return "\n".join(lines)
