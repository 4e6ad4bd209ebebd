"""`tummler me`: what a member asks for themselves, done by whoever runs this on their behalf."""

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import FAILED, NothingKept
from bot.cli.members_named import member_named
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import Retention

if TYPE_CHECKING:
    from bot.app import House
    from bot.services.wishes import Card


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("me")(me)


def me(
    context: typer.Context,
    said: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...",
            help="me: what is held. pause prompts|mentions|analysis|all 1d|7d|30d|always. resume "
            "the same. opt-in, opt-out connect|draw-me-out|ask-me|reminders|callbacks. offer "
            "FACET. not-now. stop-here PRACTICE ROOM. why PLATFORM/MESSAGE. help.",
        ),
    ] = None,
    *,
    member: Annotated[str, typer.Option(help="PLATFORM:ID of whoever asks.")],
    community: Annotated[str, typer.Option(help="Where; as named at import.")] = "home",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """See what is held of a member and change what they allow; every wish holds at once.

    With `me --json`: everything that is held, their own words among it, for their eyes only.
    """
    common: Common = context.obj
    words = said or ["me"]
    who = member_named(member)
    return asyncio.run(_answered(common, CommunityId(community), who, words, as_json=as_json))


async def _answered(
    common: Common, community: CommunityId, who: MemberKey, words: list[str], *, as_json: bool
) -> int:
    from bot.app import STORE_FILE, open_house  # heavy: only what is run is imported

    settings = common.settings()
    if settings.server is None and not (settings.data / STORE_FILE).exists():
        raise NothingKept(settings.data)
    async with open_house(
        folder=settings.data,
        server=settings.server,
        retention=Retention(text=timedelta(hours=settings.text_hours)),
    ) as house:
        if as_json and words == ["me"]:
            typer.echo(await _everything(house, community, who))
            return 0
        answer = await house.desk.answer(community, who, " ".join(words), SystemClock().now())
    if as_json:
        record = {"version": 1, "understood": answer.understood, "answer": answer.text}
        typer.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        typer.echo(answer.text, err=not answer.understood)
    return 0 if answer.understood else FAILED


async def _everything(house: "House", community: CommunityId, who: MemberKey) -> str:
    card = await house.wishes.card(community, who)
    messages = await house.wishes.messages(community, who)
    record = {
        "version": 1,
        "community": community,
        **_card(card),
        "messages": [
            {
                "message": f"{each.key.platform}/{each.key.message}",
                "at": each.at.isoformat(),
                "words": each.words,
                "language": each.language,
                "text": each.text,
            }
            for each in messages
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _card(card: "Card") -> dict[str, object]:
    return {
        "allows": {
            "paused": {
                what.value: until.isoformat() for what, until in card.consent.paused.items()
            },
            "opt_ins": sorted(each.value for each in card.consent.opt_ins),
            "topics": sorted(card.consent.topics),
            "stopped": sorted(practice for practice, _ in card.consent.stopped),
        },
        "held": [
            {
                "kind": each.kind,
                "count": each.count,
                "oldest": each.oldest.isoformat() if each.oldest else None,
                "newest": each.newest.isoformat() if each.newest else None,
            }
            for each in card.held
        ],
    }
