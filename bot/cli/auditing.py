"""`tummler audit`: thirty conversations for two moderators, and whether the numbers agree."""

import asyncio
import csv
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.context import Common
from bot.cli.errors import (
    BadLabel,
    BadQuarter,
    NothingKept,
    NothingLabelled,
    NothingMeasured,
    SheetTaken,
)
from bot.cli.kept_house import looked_back_on
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId, ConversationId
from bot.core.privacy import Retention

if TYPE_CHECKING:
    from bot.core.audits import Label
    from bot.services.auditing import Agreement, Auditing, Card, Quarter

COLUMNS = ("conversation", "room", "opened_at", "people", "messages", "first", "second")
_MEANS = {"yes": True, "no": False}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audit")(audit)


def audit(
    context: typer.Context,
    *,
    quarter: Annotated[str, typer.Option(help="Such as 2026-Q4.")],
    community: Annotated[str, typer.Option(help="Whose; as named at import.")] = "home",
    out: Annotated[
        Path | None, typer.Option(help="Draw, and write the sheet for two moderators here.")
    ] = None,
    labels: Annotated[
        Path | None, typer.Option(help="The sheet, filled in with yes and no; kept, and compared.")
    ] = None,
    before: Annotated[
        Path | None, typer.Option(help="The filled sheet of the quarter before, if not kept yet.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Draw conversations of a quarter for two moderators to say whether each was worth reading.

    The sheet names room and time, no words: read them where they were written. What they said is
    kept for 13 months, without who they are. With neither --out nor --labels what is kept of the
    quarter is compared with each metric; one below .2 in two quarters should leave the digest.
    """
    common: Common = context.obj
    if out is not None and (labels is not None or before is not None):
        raise typer.BadParameter("--out draws a sheet, --labels and --before take filled ones")
    if out is not None and out.exists():
        raise SheetTaken(out)
    settings = common.settings()

    async def run() -> str:
        from bot.app import STORE_FILE, open_house  # only what is run is imported
        from bot.services.auditing import Auditing

        if settings.server is None and not (settings.data / STORE_FILE).exists():
            raise NothingKept(settings.data)
        retention = Retention(text=timedelta(hours=settings.text_hours))
        async with open_house(
            folder=settings.data, server=settings.server, retention=retention
        ) as house:
            auditing = Auditing(house.store.unit, house.measuring)
            of = looked_back_on(common, house, CommunityId(community))
            async with house.store.unit() as unit:
                zone = await unit.communities.zone(of)
            asked = _quarter(of, quarter, zone)
            if out is not None:
                return _drawn(await auditing.draw(asked), out, asked)
            earlier = _quarter(of, _one_before(quarter), zone)
            for of_quarter, sheet in ((asked, labels), (earlier, before)):
                if sheet is not None:
                    others = await auditing.keep(of_quarter, _labels(sheet), SystemClock().now())
                    _tell_others(common, of_quarter, others)
            return await _compared(auditing, asked, earlier, as_json=as_json)

    typer.echo(asyncio.run(run()))
    return 0


def _quarter(community: CommunityId, named: str, zone: str) -> "Quarter":
    from bot.services.auditing import Quarter

    try:
        year, number = named.upper().split("-Q")
        first = datetime(int(year), 3 * int(number) - 2, 1, tzinfo=ZoneInfo(zone))
    except ValueError:
        raise BadQuarter(named) from None
    after = (first + timedelta(days=93)).replace(day=1)
    return Quarter(
        community=community,
        name=named.upper(),
        start=first.astimezone(UTC),
        end=after.astimezone(UTC),
    )


def _one_before(named: str) -> str:
    year, number = (int(each) for each in named.upper().split("-Q"))
    return f"{year}-Q{number - 1}" if number > 1 else f"{year - 1}-Q4"


def _drawn(cards: "Sequence[Card]", out: Path, quarter: "Quarter") -> str:
    from bot.digest.words import Words

    if not cards:
        raise NothingMeasured(quarter.community)
    words = Words("en", "UTC")
    with out.open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(COLUMNS)
        writer.writerows(
            # Marked, so that no room's name is a formula to a spreadsheet.
            (
                c.conversation,
                words.room(c.room),
                c.opened_at.isoformat(),
                c.people,
                c.messages,
                "",
                "",
            )
            for c in cards
        )
    return (
        f"Drew {len(cards)} conversations of {quarter.name} to {out}. Two moderators write yes or "
        "no in the last two columns, each without the other's; then use --labels."
    )


def _labels(sheet: Path) -> "list[Label]":
    """What both said; rows that either left empty are not counted. Raises BadLabel."""
    from bot.core.audits import Label

    found: list[Label] = []
    with sheet.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            said = [(row.get(who) or "").strip().lower() for who in ("first", "second")]
            if "conversation" not in row or any(each not in {"yes", "no", ""} for each in said):
                raise BadLabel(sheet, number)
            if all(said):
                conversation = ConversationId(row["conversation"])
                first, second = (_MEANS[each] for each in said)
                found.append(Label(conversation=conversation, first=first, second=second))
    return found


def _tell_others(common: Common, quarter: "Quarter", others: int) -> None:
    if others:
        common.console.print(f"{others} rows are of no conversation of {quarter.name}: not kept.")


async def _compared(
    auditing: "Auditing", quarter: "Quarter", earlier: "Quarter", *, as_json: bool
) -> str:
    from bot.services.auditing import dropped, kappa

    labels = await auditing.labels(quarter)
    if not labels:
        raise NothingLabelled(quarter.name)
    now = await auditing.agreements(quarter)
    out = dropped(now, await auditing.agreements(earlier))
    agreed = kappa(labels)
    if as_json:
        records = [
            {"metric": a.metric, "n": a.n, "rho": a.rho, "low": a.low, "high": a.high}
            | {"drop": a.metric in out}
            for a in now
        ]
        return json.dumps({"labelled": len(labels), "kappa": agreed, "metrics": records}, indent=2)
    said = "not measured" if agreed is None else f"{agreed:.2f}"
    lines = [f"{len(labels)} conversations labelled by both; kappa {said}"]
    lines += [_line(each, drop=each.metric in out) for each in now]
    return "\n".join(lines)


def _line(agreement: "Agreement", *, drop: bool) -> str:
    from bot.services.auditing import ENOUGH

    if agreement.rho is None:
        few = agreement.n < ENOUGH
        why = f"too few: {agreement.n} of {ENOUGH}" if few else "never varies"
        return f"  {agreement.metric:30} {why}"
    said = f"{agreement.rho:5.2f} ({agreement.low:.2f} to {agreement.high:.2f})"
    ending = "  under .2 in two quarters: drop it" if drop else ""
    return f"  {agreement.metric:30} {said}  n {agreement.n}{ending}"
