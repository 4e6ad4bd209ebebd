"""`tummler budget`: the public interruption budget, for every member to read."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.kept_house import kept_house, spoken_for
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId

if TYPE_CHECKING:
    from bot.services.interruptions import Interruptions, Limit, Tally


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("budget")(budget)


def budget(
    context: typer.Context,
    *,
    community: Annotated[str, typer.Option(help="Whose; as named at import.")] = "home",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Tell how often Tummler spoke, what it held back and why, what is left, and how to stop it."""
    found = asyncio.run(_found(context.obj, CommunityId(community)))
    typer.echo(json.dumps(record(found), indent=2) if as_json else _told(found))
    return 0


async def _found(common: Common, community: CommunityId) -> "Interruptions":
    async with kept_house(common) as house:
        here = spoken_for(common, house, community)
        return await house.trust.budget.as_of(here, SystemClock().now())


def few(count: int) -> str:
    """A number about people; a small one is not told exactly."""
    from bot.services.interruptions import FEWEST

    return "fewer than five" if 0 < count < FEWEST else str(count)


def record(found: "Interruptions") -> dict[str, object]:
    """Everything that is told, as JSON has it; small numbers about people are left out as null."""
    from bot.cli.trust import record as practice

    return {
        "version": 1,
        "community": found.community,
        "as_of": found.as_of.isoformat(),
        "charter": found.version,
        "listening": found.listening,
        "this_week": [*map(_tally, found.this_week)],
        "last_week": [*map(_tally, found.last_week)],
        "limits": [
            {
                "name": each.name,
                "spent": each.spent,
                "left": None if each.spent is None else max(0.0, each.allowed - each.spent),
                "allowed": each.allowed,
                "usual": each.usual,
                "hardest": each.hardest,
                "unit": each.unit,
            }
            for each in found.limits
        ],
        "practices": [*map(practice, found.practices)],
        "frozen": [
            {"practice": each.practice, "channel": each.channel.channel if each.channel else None}
            for each in found.frozen
        ],
        "plans": [
            {"practice": p.practice, "version": p.version, "seed_sha256": p.commitment}
            | ({} if p.seed is None else {"seed": p.seed})
            for p in found.plans
        ],
        "past_quiet_days": [day.isoformat() for day in found.quiet_days],
        "helpful": _known(found.helpful),
        "not_helpful": _known(found.not_helpful),
    }


def _tally(tally: "Tally") -> dict[str, object]:
    return {
        "channel": tally.room,
        "spoken": tally.spoken,
        "suggested": tally.suggested,
        "would_have_said": tally.would_have_said,
        "held_out_to_learn": _exact(tally.to_learn),
        "held_back": {reason.name: _exact(count) for reason, count in tally.held_back.items()},
        "followed_by_people": _exact(tally.followed),
        "ignored": _exact(tally.ignored),
        "too_early_to_say": _exact(tally.too_early),
    }


def _known(count: int | None) -> int | None:
    return None if count is None else _exact(count)


def _exact(count: int) -> int | None:
    from bot.services.interruptions import FEWEST

    return None if 0 < count < FEWEST else count


def _told(found: "Interruptions") -> str:
    version = f"charter {found.version}" if found.version else "no signed charter"
    state = "listening only, nothing is said" if found.listening else "may suggest or speak"
    lines = [f"{found.community}, {found.as_of:%d %b %Y, %H:%M} UTC: {version}; {state}", ""]
    for title, week in (("This week", found.this_week), ("Last week", found.last_week)):
        lines += [title, *_week(week), ""]
    lines += ["Budgets", *map(_limit, found.limits), ""]
    lines += ["Practices", *_practices(found), ""]
    lines += _plans(found)
    lines += [
        _felt(found),
        "",
        "To stop it: here, `tummler trust stop --channel NAME`; everywhere, `tummler trust stop`;",
        "for yourself, `tummler me`.",
    ]
    return "\n".join(lines)


def _felt(found: "Interruptions") -> str:
    if found.helpful is None or found.not_helpful is None:
        return (
            "Helpful or not helpful: not measured, for nothing was said of which it could be said."
        )
    return f"Helpful: {few(found.helpful)}. Not helpful: {few(found.not_helpful)}."


def _week(week: "Sequence[Tally]") -> list[str]:
    lines: list[str] = []
    for tally in week:
        place = tally.room or "everywhere"
        lines.append(
            f"  {place}: spoken {tally.spoken}, suggested {tally.suggested}, would have said "
            f"{tally.would_have_said}, held back on purpose to learn {few(tally.to_learn)}"
        )
        lines.append(
            f"    afterwards: people followed {few(tally.followed)}, ignored {few(tally.ignored)}, "
            f"too early to say {few(tally.too_early)}"
        )
        lines += _held({reason.value: count for reason, count in tally.held_back.items()})
    return lines


def _held(by_reason: Mapping[str, int]) -> list[str]:
    if not by_reason:
        return []
    told = "; ".join(f"{reason}: {few(count)}" for reason, count in by_reason.items())
    return [f"    held back: {told}"]


def _limit(limit: "Limit") -> str:
    spent = "" if limit.spent is None else f"spent {limit.spent:.3g}, "
    left = "" if limit.spent is None else f"left {max(0.0, limit.allowed - limit.spent):.3g}, "
    return (
        f"  {limit.name}: {spent}{left}allowed {limit.allowed:g} {limit.unit} "
        f"(unless signed otherwise {limit.usual:g}, hard limit {limit.hardest:g})"
    )


def _practices(found: "Interruptions") -> list[str]:
    lines = [
        f"  {each.practice}: {each.rung.name.lower()}"
        f"{', stopped' if each.standing and each.standing.stopped else ''}"
        for each in found.practices
    ]
    lines += [
        f"  frozen: {each.practice} in {each.channel.channel if each.channel else 'all'} until "
        f"{each.standing.frozen_until:%d %b %Y}"
        for each in found.frozen
        if each.standing and each.standing.frozen_until
    ]
    return lines


def _plans(found: "Interruptions") -> list[str]:
    lines = [
        f"Under test: {plan.practice}, plan {plan.version}, seed committed to as {plan.commitment}"
        if plan.seed is None
        else f"Ended: {plan.practice}, plan {plan.version}, seed {plan.seed}"
        for plan in found.plans
    ]
    if found.quiet_days:
        days = ", ".join(day.isoformat() for day in found.quiet_days)
        lines.append(f"Past quiet days: {days}")
    return [*lines, ""] if lines else []
