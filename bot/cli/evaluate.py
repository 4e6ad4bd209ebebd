"""`tummler evaluate`: how well the talk is read, beside what others published."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.context import Common
from bot.cli.errors import SetsMissing
from bot.cli.evaluate_learning import evaluate_learning
from bot.cli.evaluate_practices import evaluate_practices

if TYPE_CHECKING:
    from bot.language.evaluation.figures import Figure
    from bot.language.evaluation.loading import Result


WIDE = 150
"""Columns of a table that goes to a file."""


class What(StrEnum):
    """What is evaluated."""

    LANGUAGE = "language"
    PRACTICES = "practices"
    LEARNING = "learning"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate")(evaluate)


def evaluate(
    context: typer.Context,
    what: Annotated[
        What,
        typer.Argument(
            help="language: how talk is read, on public sets. practices: what the triggers find "
            "of what is planted in the demo town, and what they would do in --export. learning: "
            "whether an effect that is planted in an invented community is found again."
        ),
    ],
    *,
    data: Annotated[
        Path | None,
        typer.Option("--data", help="The folder with the sets, each in a folder of its own."),
    ] = None,
    export: Annotated[
        list[Path] | None,
        typer.Option("--export", help="An export to replay too; may be given repeatedly."),
    ] = None,
    effects: Annotated[
        bool,
        typer.Option(
            "--effects",
            help="With practices: also whether a planted effect of 0, 5 and 12 points is found "
            "again, as learning tells; a few minutes more.",
        ),
    ] = False,
    task: Annotated[
        list[str] | None, typer.Option("--task", help="Only this task; may be given repeatedly.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write each table to this folder as CSV as well.")
    ] = None,
    draws: Annotated[int, typer.Option(min=100, help="Draws of each interval.")] = 2000,
    seed: Annotated[int, typer.Option(help="Of all draws.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
) -> int:
    """Measure how talk is read, beside published numbers, or what the practices find in it."""
    if what is What.PRACTICES:
        planted = seed if effects else None
        return evaluate_practices(context.obj, export or [], effects=planted, as_json=as_json)
    if what is What.LEARNING:
        return evaluate_learning(context.obj, seed, as_json=as_json)
    if data is None:
        raise SetsMissing
    from bot.language.evaluation import figures, loading  # only what is run is imported

    common: Common = context.obj
    asked = figures.Asked(data=data, draws=draws, seed=seed)
    results: list[Result] = []
    for result in loading.evaluate(asked, tuple(task or ())):
        results.append(result)
        if not as_json:
            _show(result)
    if as_json:
        rows = [asdict(row) | {"difference": row.difference} for row in _rows(results)]
        lacking = {each.task: each.missing for each in results if each.missing}
        typer.echo(json.dumps({"seed": seed, "draws": draws, "rows": rows, "missing": lacking}))
    elif not common.quiet:
        typer.echo(f"95 % intervals by {draws} draws, seed {seed}; none where too few clusters.")
    if out is not None:
        for path in figures.write_figures(_rows(results), out):
            common.console.print(f"Written: {path}", soft_wrap=True)
    return 0


def _rows(results: Sequence["Result"]) -> Iterable["Figure"]:
    return [row for result in results for row in result.figures]


def _show(result: "Result") -> None:
    if result.missing:
        typer.echo(f"{result.title}: not measured, for {', '.join(result.missing)} is not there.")
        return
    table = Table(title=result.title, title_justify="left")
    for name in ("model", "split", "metric"):
        table.add_column(name)
    for name in ("published", "ours", "95 %", "n"):
        table.add_column(name, justify="right")
    table.add_column("convention")
    for row in result.figures:
        between = (
            "" if row.low is None or row.high is None else f"{_told(row.low)}-{_told(row.high)}"
        )
        table.add_row(
            *(row.model, row.split, row.metric, _told(row.published), _told(row.ours), between),
            *(str(row.n or ""), row.convention),
        )
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDE
    console.print(table)


def _told(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:.1f}" if abs(number) >= 1 else f"{number:.3f}"
