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

from bot.app import House, open_house
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId, MemberKey, MessageKey
from bot.core.ports import Clock
from bot.core.privacy import Retention
from bot.core.readings import LinkerChoice, ReaderChoice
from bot.language.encoder import EncoderChoice
from bot.on_platforms import BACK_TO, LOOKS_EVERY, erasing, posted_on_time
from bot.platforms.slack.addresses import api_at
from bot.platforms.slack.connection import Connection
from bot.platforms.slack.hands import ONE_A_SECOND, SlackHands
from bot.platforms.slack.history import Pace
from bot.platforms.slack.keys import address_of
from bot.platforms.slack.platform import SlackPlatform
from bot.platforms.slack.staff_room import SURFACE, StaffRoom
from bot.platforms.slack.standing import Standing
from bot.services.attending import Attending
from bot.services.hearing import Hearing
from prompts import phrases


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

    `private`: private channels may be heard too. `staff`: the moderators' channel, where digests
    are posted; `looks_every`: how often it is looked whether one is due. `api`: where Slack is;
    None: where it really is.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
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
        return self.platform.ears.first

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
    clock = clock or SystemClock()
    connection = Connection(
        bot_token=chosen.bot_token,
        app_token=chosen.app_token,
        api=api_at(chosen.api),
        clock=clock,
    )
    me = await connection.identity()
    standing = Standing(connection.client, clock)

    def link(key: MessageKey) -> str:
        return address_of(key, me.address) or ""

    async with open_house(
        folder=chosen.folder,
        server=chosen.server,
        retention=chosen.retention,
        granted=standing.granted,
        moderates=standing.moderates_in,
        clock=clock,
        encoder=chosen.encoder,
        reader=chosen.reader,
        linker=chosen.linker,
    ) as house:
        hearing = Hearing(house.store.unit, house.pipeline)
        platform = _platform(chosen, connection, house, hearing, standing=standing, clock=clock)
        where, pause = hearing.place_of, chosen.say_every
        hands = SlackHands(connection.client, clock, me.team, where, phrases(), pause=pause)
        attending = house.attending(hands, link, clock)
        if face is not None:
            moderator, woken = standing.moderates, attending.wake
            app, client = connection.app, connection.client
            team = me.team
            face(app, client, house, clock, team=team, link=link, moderates=moderator, woken=woken)
        room = StaffRoom(connection.client, clock, team=me.team, chosen=chosen.staff, link=link)
        surfaces = {SURFACE: room} if chosen.staff else {}
        async with posted_on_time(chosen.folder, house, surfaces, clock, chosen.looks_every):
            yield OnSlack(house=house, hearing=hearing, platform=platform, attending=attending)


def _platform(
    chosen: Chosen,
    connection: Connection,
    house: House,
    hearing: Hearing,
    *,
    standing: Standing,
    clock: Clock,
) -> SlackPlatform:
    return SlackPlatform(
        connection,
        hearing,
        clock,
        life=chosen.retention.text or BACK_TO,
        gone=erasing(house, clock.now),
        standing=standing,
        private=chosen.private,
        pace=chosen.pace,
    )
