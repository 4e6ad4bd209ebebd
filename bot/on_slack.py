"""A house that lives in a Slack workspace: everything put together, for as long as it runs."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import House
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId, MemberKey, MessageKey
from bot.core.ports import Clock
from bot.core.privacy import Retention
from bot.core.readings import LinkerChoice, ReaderChoice
from bot.language.encoder import EncoderChoice
from bot.on_platforms import BACK_TO, LOOKS_EVERY, Housed, erasing, housed
from bot.platforms.slack.addresses import api_at
from bot.platforms.slack.connection import Connection
from bot.platforms.slack.hands import ONE_A_SECOND, SlackHands
from bot.platforms.slack.history import Pace
from bot.platforms.slack.keys import address_of, community_of
from bot.platforms.slack.moderation import SlackModeration
from bot.platforms.slack.platform import SlackPlatform
from bot.platforms.slack.receiving import Door
from bot.platforms.slack.staff_room import SURFACE, StaffRoom
from bot.platforms.slack.standing import Standing
from bot.services.attending import Attending
from bot.services.hearing import Hearing
from bot.services.sides import Side

Gone = Callable[[CommunityId], Awaitable[None]]


class Face(Protocol):
    """What makes an app answer people."""

    def __call__(
        self,
        app: AsyncApp,
        client: AsyncWebClient,
        house: House,
        clock: Clock,
        *,
        team: str,
        link: Callable[[MessageKey], str],
        moderates: Callable[[MemberKey], Awaitable[bool]],
        woken: Callable[[CommunityId], None],
    ) -> None:
        """Furnish the app; to be done before it listens."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What an operator set. The tokens are Slack's, and are shown nowhere.

    `door`: where Slack's requests come in; None: through a socket, with the app token.
    `private`: private channels may be heard too. `staff`: the moderators' channel, where digests
    are posted; `looks_every`: how often it is looked whether one is due. `api`: where Slack is;
    None: where it really is.
    """

    bot_token: str = field(repr=False)
    app_token: str | None = field(repr=False)
    folder: Path
    server: str | None
    retention: Retention
    encoder: EncoderChoice | None = None
    reader: ReaderChoice = ReaderChoice.HEADS
    linker: LinkerChoice = LinkerChoice.RULES
    private: bool = False
    staff: str | None = None
    looks_every: timedelta = LOOKS_EVERY
    api: str | None = None
    door: Door | None = None
    pace: Pace = field(default_factory=Pace)
    say_every: float = ONE_A_SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSlack:
    """The parts of a house that lives on Slack."""

    house: House
    hearing: Hearing
    platform: SlackPlatform
    attending: Attending

    @property
    def ready(self) -> bool:
        """Whether Slack was heard lately."""
        return self.platform.ready

    @property
    def first_heard(self) -> asyncio.Event:
        """Set once Slack is heard for the first time."""
        return self.platform.first_heard

    async def run(self) -> None:
        """Hear and keep the hours until cancelled; raises SlackStopped."""
        async with self.attending.present():
            await self.platform.run()


@asynccontextmanager
async def on_slack(
    chosen: Chosen, clock: Clock | None = None, face: Face | None = None
) -> AsyncGenerator[OnSlack]:
    """Put it together; nothing is dialled but the check of the token. Without `face` it only hears.

    Raises what `open_house` raises, SlackStopped, AddressRefused, and SlackApiError.
    """
    staffed = (SURFACE,) if chosen.staff else ()
    async with (
        housed(chosen, clock or SystemClock(), staffed) as here,
        slack_side(chosen, here, face) as platform,
    ):
        yield OnSlack(
            house=here.house, hearing=here.hearing, platform=platform, attending=here.attending
        )


@asynccontextmanager
async def slack_side(
    chosen: Chosen, here: Housed, face: Face | None = None, gone: Gone | None = None
) -> AsyncGenerator[SlackPlatform]:
    """One workspace's part of a house; it is served for as long as this lasts.

    `gone`: what is to be done when it removes the app; unset: everything of it is erased.
    Raises SlackStopped, AddressRefused, and SlackApiError.
    """
    clock, house, hearing = here.clock, here.house, here.hearing
    connection = Connection(
        bot_token=chosen.bot_token,
        app_token=chosen.app_token,
        door=chosen.door,
        api=api_at(chosen.api),
        clock=clock,
    )
    me, client = await connection.identity(), connection.client
    standing = Standing(client, clock)
    where, pause, link = hearing.place_of, chosen.say_every, here.sides.link

    def stands(key: MessageKey) -> str:
        return address_of(key, me.address) or ""

    gone = gone or erasing(house, clock.now)
    platform = _platform(chosen, connection, hearing, gone=gone, standing=standing, clock=clock)
    side = Side(
        platform=SURFACE,
        space=me.team if chosen.door is not None and chosen.door.several else None,
        hands=SlackHands(client, clock, me.team, where, pause=pause),
        granted=standing.granted,
        moderates=standing.moderates_in,
        link=stands,
        place=StaffRoom(client, clock, team=me.team, chosen=chosen.staff, link=link),
        tools=SlackModeration(client, standing.moderates_in),
    )
    if face is not None:
        moderator, woken, app = standing.moderates, here.wake, connection.app
        team = me.team
        face(app, client, house, clock, team=team, link=link, moderates=moderator, woken=woken)
    await platform.look_around(me)
    with here.sides.serving(side):
        here.wake(community_of(me.team))  # what was approved before the start can be said from here
        yield platform


def _platform(
    chosen: Chosen,
    connection: Connection,
    hearing: Hearing,
    *,
    gone: Gone,
    standing: Standing,
    clock: Clock,
) -> SlackPlatform:
    return SlackPlatform(
        connection,
        hearing,
        clock,
        life=chosen.retention.text or BACK_TO,
        gone=gone,
        standing=standing,
        private=chosen.private,
        pace=chosen.pace,
    )
