"""`tummler me`: what a member asks for themselves, done by whoever runs this on their behalf."""

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import FAILED, NothingKept
from bot.cli.kept_house import spoken_for
from bot.cli.members_named import member_named
from bot.core.cards import Card, Mood
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId, MemberKey
from bot.core.plain_cards import plain
from bot.core.privacy import Retention

if TYPE_CHECKING:
    from bot.app import House

HERE = "tummler me"
STAFF = "tummler me staff"
"""How commands are written here."""


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
            "FACET. not-now. stop-here PRACTICE ROOM. why PLATFORM/MESSAGE. charter, budget, "
            "status, experiment, digest, help. For whom the charter names: staff queue, staff "
            "level and the like.",
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
    from bot.services.commands.base import Asked, Called

    settings = common.settings()
    if settings.server is None and not (settings.data / STORE_FILE).exists():
        raise NothingKept(settings.data)
    async with open_house(
        folder=settings.data,
        server=settings.server,
        retention=Retention(text=timedelta(hours=settings.text_hours)),
    ) as house:
        community = spoken_for(common, house, community)
        if as_json and words == ["me"]:
            typer.echo(await _everything(house, community, who))
            return 0
        asked = Asked(
            community=community,
            member=who,
            at=SystemClock().now(),
            called=Called(member=HERE, staff=STAFF),
            language="en",
        )
        answer = await house.counter.say(" ".join(words), asked)
    done = not (isinstance(answer, Card) and answer.mood is Mood.REFUSED)
    text = plain(answer)
    if as_json:
        record = {"version": 1, "understood": done, "answer": text}
        typer.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        typer.echo(text, err=not done)
    return 0 if done else FAILED


async def _everything(house: "House", community: CommunityId, who: MemberKey) -> str:
    from bot.services.commands.own_record import own_record
    from bot.services.proposing import Proposals

    card = await house.wishes.card(community, who)
    messages = await house.wishes.messages(community, who)
    proposed = await Proposals(house.store.unit, house.homes).own(community, who)
    record = own_record(community, card, messages, proposed)
    return json.dumps(record, ensure_ascii=False, indent=2)
