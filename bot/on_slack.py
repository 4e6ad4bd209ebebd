"""A house that lives in a Slack workspace: everything put together, for as long as it runs."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import House, open_house
from bot.core.capabilities import Capability
from bot.core.clock import SystemClock
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.ports import Clock
from bot.core.privacy import Retention
from bot.core.readings import LinkerChoice, ReaderChoice
from bot.language.encoder import EncoderChoice
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
from bot.services.posting import DigestPosting
from db.engine import DbosEngine
from prompts import phrases

log = structlog.get_logger()
BACK_TO = timedelta(hours=72)
LOOKS_EVERY = timedelta(minutes=5)


class Face(Protocol):
    """What makes an app answer people."""

    def __call__(
        self,
        app: AsyncApp,
        client: AsyncWebClient,
        house: House,
        clock: Clock,
        *,
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

    async def run(self) -> None:
        """Hear and keep the hours until cancelled; raises SlackStopped."""
        async with self.attending.present():
            await self.platform.run()

    async def rooms(self) -> int:
        """How many channels are listened to."""
        async with self.house.store.unit() as unit:
            communities = await unit.communities.all()
            chosen = [await unit.listening.chosen(each) for each in communities]
            await unit.commit()
        return sum(len(each) for each in chosen)


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
    platforms: list[SlackPlatform] = []

    def granted(channel: ChannelKey) -> frozenset[Capability]:
        return frozenset() if not platforms else platforms[0].may(channel)

    def link(key: MessageKey) -> str:
        return address_of(key, me.address) or ""

    async def moderates(member: MemberKey, _channel: ChannelKey) -> bool:
        return await standing.moderates(member)

    async with open_house(
        folder=chosen.folder,
        server=chosen.server,
        retention=chosen.retention,
        granted=granted,
        moderates=moderates,
        clock=clock,
        encoder=chosen.encoder,
        reader=chosen.reader,
        linker=chosen.linker,
    ) as house:
        hearing = Hearing(house.store.unit, house.pipeline)
        platform = SlackPlatform(
            connection,
            hearing,
            clock,
            # Where no words are kept, who answered whom is still worth fetching.
            life=chosen.retention.text or BACK_TO,
            gone=_erasing(house, clock.now),
            moderates=standing.moderates,
            private=chosen.private,
            pace=chosen.pace,
        )
        platforms.append(platform)
        hands = SlackHands(
            connection.client,
            clock,
            me.team,
            hearing.place_of,
            phrases(),
            pause=chosen.say_every,
        )
        attending = house.attending(hands, link, clock)
        if face is not None:
            face(
                connection.app,
                connection.client,
                house,
                clock,
                link=link,
                moderates=standing.moderates,
                woken=attending.wake,
            )
        room = StaffRoom(connection.client, clock, team=me.team, chosen=chosen.staff, link=link)
        async with _on_time(chosen, house, room, clock):
            yield OnSlack(house=house, hearing=hearing, platform=platform, attending=attending)


@asynccontextmanager
async def _on_time(
    chosen: Chosen, house: House, room: StaffRoom, clock: Clock
) -> AsyncGenerator[None]:
    """Post what is due, for as long as it lasts; without a staff channel there is nothing due."""
    if chosen.staff is None:
        yield
        return
    engine = DbosEngine(chosen.folder, clock)
    posting = DigestPosting(house.store.unit, house.digest, {SURFACE: room}, engine, clock)

    async def look(_at: datetime) -> None:
        await posting.look(clock.now())

    engine.schedule("digests", chosen.looks_every, look)
    async with engine:
        yield


def _erasing(house: House, now: Callable[[], datetime]) -> Callable[[CommunityId], Awaitable[None]]:
    """Whoever removes the app has everything of the workspace erased, its key first of all."""

    async def erase(community: CommunityId) -> None:
        async with house.store.unit() as unit:
            known = await unit.communities.describe(community)
            await unit.commit()
        if known is not None:
            rows = await house.privacy.erase_community(community, now())
            log.info("community_erased", community=community, rows=rows)

    return erase
