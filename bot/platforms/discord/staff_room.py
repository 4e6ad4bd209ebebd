"""The weekly digest in the moderators' channel on Discord, with its charts, once.

digest.md, section 6. A digest is for moderators: it goes into a channel that not everybody sees.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import discord
import structlog

from bot.core.capabilities import Capability
from bot.core.cards import Action, Attachment, Button, Card, Section
from bot.core.ids import CommunityId, MessageKey
from bot.core.plain_cards import LinkTo
from bot.core.ports import Clock
from bot.digest.images import draw_alone
from bot.digest.report import Chart, DigestReport
from bot.platforms.discord.controls import nonce_of
from bot.platforms.discord.drawing import Drawing, drawn
from bot.platforms.discord.keys import first_after, guild_of, message
from bot.platforms.discord.lookback import LOOKS_BACK, Lookback
from bot.platforms.discord.places import Place
from bot.platforms.discord.rest import DiscordRefused, Door
from bot.services.commands.digests import digest_card
from prompts import phrases

log = structlog.get_logger()

SURFACE: Final = "discord"
MOST_CHARTS: Final = 2
MOST_TEXT: Final = 3400
_CUTS: Final = ("care", "newcomers", "worth_reading", "waiting", "learning", "the_bot")
"""What is left out where a post would be too long (digest.md, section 5), never what is to do."""

Pictures = Callable[[Sequence[Chart]], Mapping[str, bytes]]


class StaffRooms:
    """Posts digests. `chosen`: the numbers of the moderators' channels, one for each server."""

    def __init__(
        self,
        client: discord.Client,
        door: Door,
        clock: Clock,
        places: Mapping[str, Place],
        *,
        chosen: Sequence[str],
        link: LinkTo,
        pictures: Pictures = draw_alone,
    ) -> None:
        self._client = client
        self._door = door
        self._clock = clock
        self._places = places
        self._chosen = chosen
        self._link = link
        self._pictures = pictures

    async def carries(self, community: CommunityId) -> bool:
        """Whether a channel of this server was chosen, and is known by now."""
        return self._room(community) is not None

    async def post(
        self, community: CommunityId, report: DigestReport, *, once: str
    ) -> MessageKey | None:
        """Post it; what of it stands there already is not posted again.

        Raises PlatformRefused, as where everybody sees the channel, and PlatformBusy.
        """
        room = self._room(community)
        if room is None or not room.private:
            log.warning("staff_channel_is_open" if room else "staff_channel_is_gone")
            raise DiscordRefused
        full = Action(area="digest", verb="full", key=report.week)
        since = first_after(self._clock.now() - LOOKS_BACK)
        look = Lookback(self._client, self._door)
        found = await look.find(room.number, since, full)
        if found is not None:
            return message(community, found)
        pictures = await asyncio.to_thread(self._pictures, report.charts[:MOST_CHARTS])
        first = None
        for place, drawing in enumerate(self._drawings(report, full, pictures)):
            sent = await self._send(room.number, drawing, f"{once}:{place}")
            first = first or sent
        return None if first is None else message(community, first)

    def _room(self, community: CommunityId) -> Place | None:
        guild = guild_of(community)
        places = (self._places.get(number) for number in self._chosen)
        return next((place for place in places if place and place.guild == guild), None)

    def _drawings(
        self, report: DigestReport, full: Action, pictures: Mapping[str, bytes]
    ) -> list[Drawing]:
        """One message, shortened to fit; the button below it gives the rest."""
        fitting = (_card(report, full, left_out) for left_out in range(len(_CUTS)))
        shortest = _card(report, full, len(_CUTS))
        card = next((each for each in fitting if self._fits(each)), shortest)
        # The button comes last, so that a post that broke off half-way is not taken for whole.
        return drawn(replace(card, attachments=_attached(report.charts, pictures)), self._link)

    def _fits(self, card: Card) -> bool:
        return sum(each.view.content_length() for each in drawn(card, self._link)) <= MOST_TEXT

    async def _send(self, room: str, drawing: Drawing, once: str) -> str:
        spot = self._client.get_partial_messageable(int(room))
        async with self._door.through(room, Capability.MODERATOR_ROOM):
            sent = await spot.send(
                view=drawing.view,
                files=drawing.uploads(),
                nonce=nonce_of(once),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        return str(sent.id)


def _attached(charts: Sequence[Chart], pictures: Mapping[str, bytes]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            name=f"{chart.name}.png",
            media="image/png",
            content=pictures[chart.name],
            alt=f"{chart.title}. {chart.alt}",
        )
        for chart in charts
        if chart.name in pictures
    )


def _card(report: DigestReport, full: Action, left_out: int) -> Card:
    """The report without the first so many of what may be left out, and the button below it."""
    words = phrases(report.language)
    names = frozenset(part.name for part in report.parts)
    dropped = names & {*_CUTS[:left_out]}
    card = digest_card(report, names - dropped)
    last = Section(
        lines=((words.say("discord-digest-shortened"),),) if dropped else (),
        buttons=(Button(action=full, label=words.say("discord-digest-full")),),
    )
    return replace(card, sections=(*card.sections, last), private=False)
