"""What `tummler evaluate learning` shows: effects planted in an invented community, found again."""

import asyncio
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.context import Common

if TYPE_CHECKING:
    from bot.core.findings import Between, Finding

EFFECTS = (0.0, 0.05, 0.12)
DAYS = 60
WIDE = 120
POINTS = 100


def evaluate_learning(common: Common, seed: int, *, as_json: bool) -> int:
    """Live through one experiment for each planted effect, in stores of their own; keeps none."""
    found = planted_effects(common, seed)
    if as_json:
        typer.echo(json.dumps(as_record(found, seed)))
        return 0
    show_effects(found)
    return 0


def planted_effects(common: Common, seed: int) -> "list[tuple[float, Finding]]":
    """What was found of each planted effect, a share; takes a few minutes."""
    found: list[tuple[float, Finding]] = []
    for effect in EFFECTS:
        with common.console.status(f"An experiment with {POINTS * effect:g} points planted"):
            found.append((effect, asyncio.run(_lived(effect, seed))))
    return found


def as_record(found: "list[tuple[float, Finding]]", seed: int) -> dict[str, object]:
    """The same as a program reads it."""
    return {"seed": seed, "planted": [_record(*each) for each in found]}


def show_effects(found: "list[tuple[float, Finding]]") -> None:
    """The same as a table, with what it is made of."""
    _show(found)
    typer.echo(
        f"{DAYS} days of invented talk each, through the whole house; shares in points. One seed "
        "tells one story: how often such a range holds, `make proofs` tells."
    )


async def _lived(effect: float, seed: int) -> "Finding":
    from bot.app import open_house  # heavy: only what is run is imported
    from bot.core.privacy import Retention
    from bot.core.readings import ReaderChoice
    from bot.rehearsal import Planted, rehearse

    with tempfile.TemporaryDirectory(prefix="tummler-evaluate-") as folder:
        async with open_house(
            folder=Path(folder),
            server=None,
            retention=Retention(),
            reader=ReaderChoice.RULES,
            lasting=False,
        ) as house:
            learned = await rehearse(house, Planted(effect=effect, days=DAYS, seed=seed))
    return learned.findings[0]


def _record(effect: float, finding: "Finding") -> dict[str, object]:
    return {
        "planted": effect,
        "found": finding.effect,
        "interval": _ends(finding.interval),
        "always": _ends(finding.always),
        "p": finding.p_value,
        "moments": finding.seen,
        "decision": finding.decision.value,
    }


def _ends(between: "Between | None") -> list[float] | None:
    return None if between is None else [between.low, between.high]


def _show(found: "list[tuple[float, Finding]]") -> None:
    table = Table(title="Planted and found again", title_justify="left")
    for name in ("planted", "found", "95 %", "on any day", "p", "moments"):
        table.add_column(name, justify="right")
    table.add_column("decision")
    for effect, finding in found:
        table.add_row(
            f"{POINTS * effect:g}",
            _points(finding.effect),
            _range(finding.interval),
            _range(finding.always),
            "" if finding.p_value is None else f"{finding.p_value:.3f}",
            str(finding.seen),
            finding.decision.value,
        )
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDE
    console.print(table)


def _points(share: float | None) -> str:
    return "not measured" if share is None else f"{POINTS * share:.1f}"


def _range(between: "Between | None") -> str:
    if between is None:
        return "not measured"
    return f"{_points(between.low)} to {_points(between.high)}"
