"""Tells the steward what members are to be told, and keeps how long they may object and where."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import typer
from rich.console import Console

from bot.cli.context import known_zone
from bot.core.ids import ChannelKey, CommunityId
from bot.digest.words import Words
from bot.services.hearing import Hearing
from prompts import phrases

USUALLY = timedelta(days=7)
"""For so long members may object before words are read (restraint-and-policy.md, section 8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What was said on the command line. `days`: how long members may object; None: as it stands.

    `link`: where members were told.
    """

    days: int | None = None
    link: str | None = None

    @property
    def said(self) -> bool:
        """Whether anything was said, so that rooms chosen before are meant too."""
        return self.days is not None or self.link is not None

    async def keep(
        self,
        hearing: Hearing,
        community: CommunityId,
        rooms: Collection[ChannelKey],
        at: datetime,
    ) -> datetime:
        """Listen to these rooms, under these terms; from when on words are read in all of them."""
        await hearing.choose(
            community,
            rooms,
            at,
            usually=USUALLY,
            objections=None if self.days is None else timedelta(days=self.days),
            announced=self.link,
        )
        words_from = await hearing.words_from(community)
        return max(words_from[room] for room in rooms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What members are told of. `hours`: how long their words are kept."""

    platform: str
    name: str
    rooms: tuple[str, ...]
    zone: str
    hours: int
    now: datetime
    words_from: datetime


def tell(facts: Facts, announced: Announced, console: Console) -> None:
    """Print what to tell members, and from when on words are read."""
    say = phrases().say
    left = max(timedelta(), facts.words_from - facts.now)
    days = -(-left // timedelta(days=1))
    until = Words("en", facts.zone).date(facts.words_from)
    if announced.link is not None:
        _say(console, f"6  {say('announcement-kept', rooms=len(facts.rooms))}")
    else:
        _say(console, f"6  {say('announcement-first')}")
        text = say(
            "announcement",
            name=facts.name,
            rooms=", ".join(f"#{name}" for name in facts.rooms),
            hours=facts.hours,
            objections=days,
            until=until,
        )
        for line in text.splitlines():
            _say(console, f"   | {line}")
        _say(console, f"   {say('announcement-then', platform=facts.platform)}")
    if days:
        _say(console, f"   {say('announcement-until', until=until, days=days)}")


NOTHING_SAID = Announced()


async def zone_of(hearing: Hearing, community: CommunityId, given: str | None, *, ask: bool) -> str:
    """The community's zone: as given, else as somebody says, else as it was before, else UTC."""
    before = await hearing.zone(community)
    if given is not None:
        return given
    if not ask:
        return before or "UTC"
    asked = "The community's time zone, such as Europe/Berlin"
    return known_zone(str(typer.prompt(asked, default=before or "UTC")))


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, soft_wrap=True)
