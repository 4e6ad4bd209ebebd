"""`tummler review`: drafts that wait for a person, and moments that wait for a label."""

import asyncio
import json
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import (
    DeciderMissing,
    DraftMissing,
    LabelMissing,
    NothingToDecide,
    WordsMissing,
)
from bot.cli.kept_house import REPLAY, kept_house, replayed_house, spoken_for
from bot.cli.members_named import member_named
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId, MemberKey, ReviewId
from bot.core.measurements import Span
from bot.core.reviews import Choice, Label, Review

if TYPE_CHECKING:
    from bot.app import House
    from bot.services.reviewing import ShadowCard

WEEKS = 4


class Ask(StrEnum):
    """What is to be done."""

    LIST = "list"
    TAKE = "take"
    SEND = "send"
    POST = "post"
    EDIT = "edit"
    DECLINE = "decline"
    LABEL = "label"


_CHOICES = {
    Ask.SEND: Choice.LET_THE_BOT_SEND,
    Ask.POST: Choice.POST_IT_MYSELF,
    Ask.EDIT: Choice.EDIT,
    Ask.DECLINE: Choice.DECLINE,
}


class Said(StrEnum):
    """A label, as it is typed."""

    SAY = "say"
    DONT_SAY = "dont-say"
    TOO_LATE = "too-late"


_LABELS = {Said.SAY: Label.SAY, Said.DONT_SAY: Label.DONT_SAY, Said.TOO_LATE: Label.TOO_LATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """Whose moments, in which store; `of` None: the lasting one."""

    community: CommunityId
    of: str | None
    weeks: int

    def house(self, common: Common) -> "AbstractAsyncContextManager[House]":
        return kept_house(common) if self.of is None else replayed_house(common, self.of)

    def at_home(self, common: Common, house: "House") -> "_Where":
        return replace(self, community=spoken_for(common, house, self.community))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    where: _Where
    draft: str
    by: MemberKey
    words: str | None
    label: Said | None
    never: bool
    because: str | None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review")(review)


def review(
    context: typer.Context,
    ask: Annotated[
        Ask,
        typer.Argument(
            help="list: what waits, or with --shadow what would have been said. take: say that you "
            "are at it. send: let the bot say it. post: you said it yourself. edit: put --words in "
            "its place. decline: and with --never, never like this. label: what you think of a "
            "moment."
        ),
    ] = Ask.LIST,
    draft: Annotated[str | None, typer.Argument(metavar="ID", help="Which, from the list.")] = None,
    *,
    community: Annotated[str, typer.Option(help="Whose; as named at import.")] = "home",
    by: Annotated[
        str | None, typer.Option("--as", help="PLATFORM:ID of the moderator who decides.")
    ] = None,
    words: Annotated[str | None, typer.Option(help="Your own words, for edit.")] = None,
    label: Annotated[
        Said | None, typer.Option("--label", help="What you think, for label.")
    ] = None,
    never: Annotated[bool, typer.Option("--never", help="Never like this, for decline.")] = False,
    because: Annotated[
        str | None, typer.Option(help="Why not, for decline; kept for those who come after.")
    ] = None,
    shadow: Annotated[
        bool, typer.Option("--shadow", help="List what would have been said, without a label yet.")
    ] = False,
    of: Annotated[
        str | None,
        typer.Option(
            metavar="REPLAY",
            help="Of a replay that was kept, by its name or the start of it: its moments.",
        ),
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, help="How far back moments are looked for.")] = WEEKS,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Decide on what waits; each choice is a label, by which a practice is trusted or not.

    Labels of a replay stay with the replay: they say how apt a practice is, and promote nothing.
    """
    common: Common = context.obj
    if of is not None and ask not in {Ask.LIST, Ask.LABEL}:
        raise NothingToDecide
    where = _Where(community=CommunityId(community if of is None else REPLAY), of=of, weeks=weeks)
    if ask is Ask.LIST:
        told = _listed(common, where, shadow=shadow or of is not None, as_json=as_json)
        typer.echo(asyncio.run(told))
        return 0
    if draft is None:
        raise DraftMissing
    if by is None:
        raise DeciderMissing
    wanted = _Wanted(
        where=where,
        draft=draft,
        by=member_named(by),
        words=words,
        label=label,
        never=never,
        because=because,
    )
    record = asyncio.run(_done(common, ask, wanted))
    typer.echo(json.dumps(record, ensure_ascii=False, indent=2) if as_json else _line(record))
    return 0


async def _listed(common: Common, where: _Where, *, shadow: bool, as_json: bool) -> str:
    now = SystemClock().now()
    async with where.house(common) as house:
        where = where.at_home(common, house)
        if shadow:
            span = await _span(house, where)
            records = [*map(_shadow, await house.trust.reviews.shadows(where.community, span))]
        else:
            records = [*map(_record, await house.trust.reviews.waiting(where.community, now))]
    if as_json:
        return json.dumps({"version": 1, "waiting": records}, ensure_ascii=False, indent=2)
    if not records:
        return "Nothing waits for a label." if shadow else "No draft waits."
    return "\n".join(map(_line, records))


async def _done(common: Common, ask: Ask, wanted: _Wanted) -> dict[str, object]:
    now = SystemClock().now()
    async with wanted.where.house(common) as house:
        where = wanted.where.at_home(common, house)
        community = where.community
        queue, review = house.trust.reviews, ReviewId(wanted.draft)
        if ask is Ask.LABEL:
            if wanted.label is None:
                raise LabelMissing
            card = await queue.label(
                community,
                wanted.draft,
                _LABELS[wanted.label],
                by=wanted.by,
                now=now,
                span=await _span(house, where),
            )
            return _shadow(card) | {"label": wanted.label.value}
        if ask is Ask.TAKE:
            return _record(await queue.take(community, review, wanted.by, now))
        if ask is Ask.EDIT and not wanted.words:
            raise WordsMissing
        choice = Choice.NEVER_LIKE_THIS if wanted.never else _CHOICES[ask]
        decided = await queue.decide(
            community,
            review,
            choice,
            by=wanted.by,
            now=now,
            words=wanted.words,
            because=wanted.because,
        )
        return _record(decided)


async def _span(house: "House", where: _Where) -> Span:
    """The latest weeks of talk: an import may have ended long ago."""
    async with house.store.views() as views:
        reach = await views.reach(where.community)
    end = (reach[1] if reach else SystemClock().now()) + timedelta(days=8)
    return Span(start=end - timedelta(weeks=where.weeks + 1), end=end, seen_until=end)


def _record(review: Review) -> dict[str, object]:
    proposal = review.proposal
    return {
        "id": review.id,
        "practice": proposal.practice,
        "channel": proposal.channel.channel,
        "need": proposal.need.message,
        "audience": proposal.audience.value,
        "because": proposal.because,
        "draft": review.text,
        "status": review.status.value,
        "submitted_at": review.submitted_at.isoformat(),
        "expires_at": review.expires_at.isoformat(),
    }


def _shadow(card: "ShadowCard") -> dict[str, object]:
    ruling = card.ruling
    return {
        "id": card.id,
        "practice": ruling.practice,
        "channel": ruling.channel.channel,
        "need": ruling.need.message,
        "audience": ruling.audience.value,
        "because": ruling.because,
        "draft": ruling.draft,
        "status": ruling.reason.value,
        "submitted_at": ruling.at.isoformat(),
    }


def _line(record: dict[str, object]) -> str:
    label = f" {record['label']}:" if "label" in record else ""
    draft = record["draft"] or "(no words of ours are left; your own remain)"
    return (
        f"{record['id']}{label}  {record['practice']} in {record['channel']}, {record['status']}\n"
        f"    to message {record['need']}, since {record['because']}\n    {draft}"
    )
