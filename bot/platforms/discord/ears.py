"""What becomes of each dispatch: taken in, left waiting until its room is level, or left alone."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import structlog

from bot.core.events import Event, MessageDeleted, MessagePosted, Skipped, Source, Stamp
from bot.core.ids import CommunityId, MessageKey
from bot.core.listening import Deafness
from bot.core.ports import Clock
from bot.platforms.discord.atlas import Atlas
from bot.platforms.discord.backfill import last_of, number_of
from bot.platforms.discord.catching_up import CatchingUp
from bot.platforms.discord.connection import Dispatch
from bot.platforms.discord.keys import PLATFORM, community_of, message
from bot.platforms.discord.lookout import Lookout
from bot.platforms.discord.places import Payload, Place, objects, text
from bot.platforms.discord.sightings import ADDED, APPLIED
from bot.platforms.discord.supervision import outcome, to_the_end
from bot.platforms.discord.translate import Heard, changed, translate
from bot.services.hearing import Hearing, Mark

log = structlog.get_logger()
REMEMBERED: Final = 20_000
"""Of so many messages it is known where they stand."""
BEGINNING: Final = datetime(2015, 1, 1, tzinfo=UTC)
OF_PEOPLE: Final = frozenset({ADDED, "GUILD_MEMBER_REMOVE"})
ENDS: Final = frozenset({"CHANNEL_DELETE", "THREAD_DELETE"})
OF_PLACES: Final = frozenset({"CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE"})


class Ears:
    """Hears the dispatches of one process, in their order; only rooms that somebody chose.

    `gone` is told when the bot was taken out of a server. `deaf_since`: when the connection before
    this one was last heard, None: it is the first. `reads`: whether words are told.
    """

    def __init__(
        self,
        hearing: Hearing,
        clock: Clock,
        *,
        gone: Callable[[CommunityId], Awaitable[None]],
        deaf_since: Callable[[], datetime | None],
        reads: Callable[[], bool],
        lookout: Lookout | None = None,
    ) -> None:
        self._hearing = hearing
        self._clock = clock
        self._gone = gone
        self._deaf_since = deaf_since
        self._reads = reads
        self._lookout = lookout
        self._me = ""
        self._level: set[str] = set()
        self._missed: dict[str, tuple[Deafness | None, set[str]]] = {}
        """By server: the stretch that is not made good, and the places that are not level."""
        self._stands: OrderedDict[MessageKey, str] = OrderedDict()
        self.atlas = Atlas()
        self.began = asyncio.Event()
        """Set once Discord has welcomed us for the first time."""
        self.skipped = Counter[str]()
        """What was no event for us, by kind and reason."""
        self.catching_up: CatchingUp | None = None

    @property
    def level_places(self) -> frozenset[str]:
        """The numbers of the places that are heard as they talk, with nothing missed before."""
        behind = frozenset[str]() if self.catching_up is None else self.catching_up.behind
        return frozenset(self._level) - behind

    def place_of(self, key: MessageKey) -> str | None:
        """The number of the channel or thread of a message that was heard lately."""
        return self._stands.get(key)

    async def hear(self, dispatch: Dispatch) -> None:
        """Take one dispatch; raises what the steps raise where no room is concerned."""
        kind, data = dispatch.kind, dispatch.data
        if kind == "READY":
            self._begin(data)
            return
        if kind == "GUILD_DELETE":
            await self._leave(data, dispatch.at)
        elif kind in ENDS:
            await self._end(dispatch)
        self.atlas.learn(kind, data)
        if kind == "GUILD_CREATE":
            await self._arrive(dispatch)
        elif kind in OF_PEOPLE:
            await self._take_people(dispatch)
        elif kind == APPLIED and self._lookout is not None:
            await self._lookout.applied(dispatch, self.atlas.places, reads=self._reads())
        else:
            await self._take_of_place(dispatch)

    def events(self, payloads: Sequence[Payload], place: Place, at: datetime) -> list[Event]:
        """What messages of the history are as events."""
        heard = self._heard(at, Source.BACKFILL, {**self.atlas.places, place.number: place})
        found: list[Event] = []
        for payload in payloads:
            told = translate("MESSAGE_CREATE", payload, heard)
            if isinstance(told, Skipped):
                self._skip(told)
            else:
                found.extend(told)
        self._remember(found)
        return found

    async def live(self, dispatch: Dispatch) -> None:
        """Take what was told live; with a message, how far its place was heard."""
        told = translate(dispatch.kind, dispatch.data, self._heard(dispatch.at, Source.LIVE))
        if isinstance(told, Skipped):
            self._skip(told)
            return
        self._remember(told)
        await to_the_end(self._hearing.take(told, _mark(told), dispatch.at))
        if self._lookout is not None and dispatch.kind == "MESSAGE_CREATE":
            await self._lookout.noticed(told, dispatch)

    def found(self, thread: Place) -> None:
        """A thread was found that is told of no more; it is to be brought level too."""
        self.atlas.add(thread)
        if self.catching_up is not None and thread.number not in self._level:
            _, waiting = self._missed.setdefault(thread.guild, (None, set[str]()))
            waiting.add(thread.number)
            community = community_of(thread.guild)
            self.catching_up.add(thread, community, last_of(thread), urgent=True)

    async def level(self, place: Place) -> None:
        """A place is level; with the last one of a server, the stretch is made good."""
        self._level.add(place.number)
        stretch, waiting = self._missed.get(place.guild, (None, set[str]()))
        waiting.discard(place.number)
        if waiting or place.guild not in self._missed:
            return
        del self._missed[place.guild]
        if stretch is not None:
            await self._hearing.note(_made_good(stretch, self._clock.now()))
            log.info("gap_made_good", platform=PLATFORM)

    async def leaving(self) -> None:
        """The process stops: from here on nothing is heard."""
        for guild in self.atlas.guilds:
            await self._fall_deaf(guild, self._clock.now())

    def _begin(self, ready: Payload) -> None:
        user = next(objects([ready.get("user")]), None)
        self._me = "" if user is None else text(user, "id") or ""
        self.began.set()
        self._level.clear()
        self._missed.clear()
        if self.catching_up is not None:
            self.catching_up.forget_all()

    async def _leave(self, data: Payload, at: datetime) -> None:
        guild = text(data, "id") or ""
        community = community_of(guild)
        self._level -= {place.number for place in self.atlas.of(guild)}
        if data.get("unavailable") is True:
            await self._fall_deaf(guild, at)  # an outage: everything is kept
            return
        self._missed.pop(guild, None)
        self._hearing.forget(community)
        await self._gone(community)

    async def _end(self, dispatch: Dispatch) -> None:
        """A room or thread is deleted, and with it whatever was said there."""
        place = self.atlas.places.get(text(dispatch.data, "id") or "")
        if place is None or not await self._listened(place):
            return
        community = community_of(place.guild)
        held = await self._hearing.held(community, place.key, BEGINNING, dispatch.at)
        stamp = Stamp(occurred_at=dispatch.at, received_at=dispatch.at, source=Source.LIVE)
        gone = [MessageDeleted(stamp=stamp, key=message(community, each)) for each in held]
        await self._hearing.take(gone, None, dispatch.at)
        if self.catching_up is not None:
            self.catching_up.forget(place.number)
            await self.level(place)

    async def _arrive(self, dispatch: Dispatch) -> None:
        """A server is there: what of its rooms was missed is fetched, the most recent first."""
        guild = text(dispatch.data, "id") or ""
        community = community_of(guild)
        chosen = await self._hearing.chosen(community)
        if not chosen or guild not in self.atlas.guilds or self.catching_up is None:
            return
        if self._lookout is not None:
            await self._lookout.arrived(guild)
        stretch = await self._stretch_of(guild, dispatch.at)
        if stretch is not None:
            await self._hearing.note(stretch)
        known = await self._hearing.positions(community, PLATFORM)
        places = [each for each in self.atlas.of(guild) if each.key.room in chosen]
        self._missed[guild] = (stretch, {each.number for each in places})
        await self._hearing.take(self._described(places, dispatch.at), None, dispatch.at)
        since = None if stretch is None else stretch.started_at
        for place in places:
            before = known.get(place.number, 0)
            self.catching_up.add(
                place,
                community,
                max(last_of(place), before),
                urgent=last_of(place) > before,
                closed_since=since if place.threaded else None,
            )

    def _described(self, places: Sequence[Place], at: datetime) -> list[Event]:
        heard = self._heard(at, Source.LIVE)
        return [changed(place, heard) for place in places if place.key.thread is None]

    async def _fall_deaf(self, guild: str, at: datetime) -> None:
        chosen = await self._hearing.chosen(community_of(guild))
        if chosen and await self._still_open(guild, at) is None:
            await self._hearing.note(_stretch(guild, at, at))

    async def _still_open(self, guild: str, now: datetime) -> datetime | None:
        """When the stretch began that was not made good; None: there is none."""
        told = await self._hearing.deaf(community_of(guild), BEGINNING, now)
        still = (d for d in told if d.level_at is None and d.room is None and d.space == guild)
        return next((each.started_at for each in still), None)

    async def _stretch_of(self, guild: str, now: datetime) -> Deafness | None:
        """Since when this server was not heard; None: it never was before."""
        since = await self._still_open(guild, now)
        if since is None:
            last = await self._hearing.last_heard(community_of(guild), PLATFORM)
            since = None if last is None else self._deaf_since() or last
        return None if since is None else _stretch(guild, min(since, now), now)

    async def _take_people(self, dispatch: Dispatch) -> None:
        community = community_of(text(dispatch.data, "guild_id") or "")
        if await self._hearing.chosen(community):
            await self.live(dispatch)
            if dispatch.kind == ADDED and self._lookout is not None:
                await self._lookout.added(dispatch)

    async def _take_of_place(self, dispatch: Dispatch) -> None:
        place = self.atlas.places.get(_place_of(dispatch) or "")
        if place is None or self.catching_up is None or not await self._listened(place):
            return
        if self.catching_up.park(dispatch, place.number):
            return
        if place.number in self._level:
            error = await outcome(self.live(dispatch))
            if error is None:
                return
            log.error("event_failed", kind=dispatch.kind, error=type(error).__name__)
        # What failed is tried again, in its order; what is met for the first time in this session
        # may have been talked in before.
        self._level.discard(place.number)
        until = max(_number_of(dispatch) - 1, last_of(place))
        self.catching_up.add(place, community_of(place.guild), until, urgent=True)
        self.catching_up.park(dispatch, place.number)

    async def _listened(self, place: Place) -> bool:
        return place.key.room in await self._hearing.chosen(community_of(place.guild))

    def _heard(
        self, at: datetime, source: Source, places: Mapping[str, Place] | None = None
    ) -> Heard:
        return Heard(
            community=community_of,
            places=self.atlas.places if places is None else places,
            me=self._me,
            received_at=at,
            source=source,
            reads=self._reads(),
        )

    def _remember(self, events: Sequence[Event]) -> None:
        for event in events:
            if isinstance(event, MessagePosted):
                self._stands[event.key] = event.channel.thread or event.channel.channel
        while len(self._stands) > REMEMBERED:
            self._stands.popitem(last=False)

    def _skip(self, told: Skipped) -> None:
        self.skipped[f"{told.kind}: {told.why}"] += 1


def _place_of(dispatch: Dispatch) -> str | None:
    return text(dispatch.data, "id" if dispatch.kind in OF_PLACES else "channel_id")


def _number_of(dispatch: Dispatch) -> int:
    return number_of(dispatch.data) if dispatch.kind == "MESSAGE_CREATE" else 0


def _mark(events: Sequence[Event]) -> Mark | None:
    for event in reversed(events):
        if isinstance(event, MessagePosted):
            number = int(event.key.message)
            return Mark(community=event.key.community, place=event.channel, position=number)
    return None


def _stretch(guild: str, since: datetime, until: datetime) -> Deafness:
    return Deafness(
        community=community_of(guild),
        platform=PLATFORM,
        space=guild,
        room=None,
        started_at=since,
        ended_at=until,
    )


def _made_good(stretch: Deafness, at: datetime) -> Deafness:
    return replace(stretch, level_at=at)
