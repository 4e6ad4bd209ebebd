"""What `tummler evaluate practices` shows: triggers on planted needs, and archives week by week."""

import asyncio
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

from bot.cli import archive
from bot.cli.context import Common
from bot.cli.evaluate_learning import as_record, planted_effects, show_effects
from bot.core.events import Source
from bot.core.ids import CommunityId

if TYPE_CHECKING:
    from bot.app import House
    from bot.core.interventions import Ruling
    from bot.services.moments import Found, Weekly
    from bot.settings import Settings

WIDE = 150
MOST_REASONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """One stretch of talk that the practices looked at; `found` is empty where nothing is planted.

    `share`: what would have been said by people's messages, 0 to 1; None: nobody wrote.
    """

    name: str
    weeks: float
    messages: int
    share: float | None
    found: "tuple[Found, ...]"
    weekly: "tuple[Weekly, ...]"


def evaluate_practices(
    common: Common, exports: Sequence[Path], *, effects: int | None, as_json: bool
) -> int:
    """Live through the demo town and each export in a store of its own; keeps nothing.

    `effects`: the seed of experiments in which an effect is planted, besides; None: none are made.
    """
    settings = common.settings()
    lived = asyncio.run(_all(settings, exports))
    planted = None if effects is None else planted_effects(common, effects)
    if as_json:
        record: dict[str, object] = {"version": 1, "evaluated": [*map(_record, lived)]}
        if effects is not None and planted is not None:
            record["effects"] = as_record(planted, effects)
        typer.echo(json.dumps(record, indent=2))
        return 0
    for each in lived:
        _show(each)
    typer.echo(
        "A need is found where the practice proposes and nothing but trust, budgets or the coin "
        "holds it back. Talk without a planted need has no truth here and is left out of precision."
    )
    if planted is not None:
        show_effects(planted)
    return 0


async def _all(settings: "Settings", exports: Sequence[Path]) -> list[Lived]:
    with tempfile.TemporaryDirectory(prefix="tummler-evaluate-") as folder:
        lived = [await _town(Path(folder), settings)]
        return [*lived, *[await _past(Path(folder), settings, path) for path in exports]]


async def _town(folder: Path, settings: "Settings") -> Lived:
    from bot.app import open_house  # heavy: only what is run is imported
    from bot.demo import DATABASE, KEPT, PLANTED, live_through
    from bot.platforms.parlour.residents import town, town_start
    from bot.practices import load_practices
    from bot.services.moments import found, weekly

    told = town(town_start(datetime.now(UTC)))
    practices = [practice.key for practice in load_practices()]
    async with open_house(
        folder=folder,
        database=DATABASE,
        server=None,
        retention=KEPT,
        reader=settings.reader,
        linker=settings.lasting_linker,
    ) as house:
        await live_through(house, told)
        end = told.shown[1]
        start = end - timedelta(weeks=2)
        rulings, messages = await _rulings(house, told.community, start, end)
    planted = {
        key: PLANTED[number]
        for number, scene in told.scenes.items()
        if number in PLANTED
        for key in scene.openings[:1]
    }
    return Lived(
        name="the demo town, written by the developers",
        weeks=2,
        messages=messages,
        share=_share(rulings, messages),
        found=found(rulings, planted, practices),
        weekly=weekly(rulings, 2, practices),
    )


async def _past(folder: Path, settings: "Settings", path: Path) -> Lived:
    from bot.app import open_house
    from bot.practices import load_practices
    from bot.replay import COMMUNITY, NOTHING_KEPT, Asked, Replay
    from bot.services.moments import weekly

    opened = _opened(path, COMMUNITY)
    replay = Replay(opened.export, Asked(name=path.name, zone=opened.zone))
    async with open_house(
        folder=folder,
        database=replay.database,
        server=None,
        retention=NOTHING_KEPT,
        measure_from=replay.measure_from(),
        lasting=False,
        reader=settings.reader,
        linker=settings.replaying_linker,
    ) as house:
        async for _ in replay.run(house):
            pass
        async with house.store.views() as views:
            reach = await views.reach(COMMUNITY)
        start, end = reach or (datetime.now(UTC), datetime.now(UTC))
        rulings, messages = await _rulings(house, COMMUNITY, start, end + timedelta(days=1))
    weeks = max(1.0, (end - start) / timedelta(weeks=1))
    practices = [practice.key for practice in load_practices()]
    return Lived(
        name=path.name,
        weeks=weeks,
        messages=messages,
        share=_share(rulings, messages),
        found=(),
        weekly=weekly(rulings, weeks, practices),
    )


def _opened(path: Path, community: CommunityId) -> archive.Archive:
    return archive.opened(
        path,
        community,
        Source.REPLAY,
        mapping=None,
        time_format=None,
        zone=None,
        pattern=None,
        format_name=None,
        bots=(),
        direct=False,
    )


async def _rulings(
    house: "House", community: CommunityId, start: datetime, end: datetime
) -> "tuple[tuple[Ruling, ...], int]":
    async with house.store.views() as views:
        rulings = await views.rulings(community, start, end)
        heard = await views.heard(community, start, end)
    return rulings, heard.messages - heard.automated - heard.own


def _share(rulings: "Sequence[Ruling]", messages: int) -> float | None:
    from bot.services.rewinding import would_have_spoken

    return sum(map(would_have_spoken, rulings)) / messages if messages > 0 else None


def _record(lived: Lived) -> dict[str, object]:
    return {
        "name": lived.name,
        "weeks": lived.weeks,
        "messages": lived.messages,
        "share_of_talk": lived.share,
        "planted": [
            {
                "practice": each.practice,
                "planted": each.planted,
                "found": each.found,
                "fired": each.fired,
                "precision": each.precision,
                "recall": each.recall,
            }
            for each in lived.found
        ],
        "weekly": [
            {
                "practice": each.practice,
                "looked_per_week": each.looked,
                "opportunities_per_week": each.opportunities,
                "verdicts": {reason.name: count for reason, count in each.by_reason.items()},
            }
            for each in lived.weekly
        ],
    }


def _show(lived: Lived) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDE
    if lived.found:
        planted = Table(title=f"Planted needs in {lived.name}", title_justify="left")
        for name in ("practice", "planted", "fired", "found", "precision", "recall"):
            planted.add_column(name)
        for each in lived.found:
            if each.planted or each.fired:
                planted.add_row(
                    *(each.practice, str(each.planted), str(each.fired), str(each.found)),
                    *(_told(each.precision), _told(each.recall)),
                )
        console.print(planted)
    share = "not measured" if lived.share is None else f"{lived.share:.2%}"
    title = f"{lived.name}: {lived.messages:,} messages of people, would have been {share} of talk"
    table = Table(title=title, title_justify="left")
    for name in ("practice", "looked a week", "would have said a week", "verdicts in all"):
        table.add_column(name)
    for each in lived.weekly:
        reasons = [f"{r.value} {n}" for r, n in [*each.by_reason.items()][:MOST_REASONS]]
        said = "; ".join(reasons) or "never proposed"
        table.add_row(each.practice, f"{each.looked:.2f}", f"{each.opportunities:.2f}", said)
    console.print(table)


def _told(share: float | None) -> str:
    return "nothing to divide by" if share is None else f"{share:.2f}"
