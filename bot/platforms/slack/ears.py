"""What becomes of each event of a workspace: taken in, or left waiting until its channel is level.

A channel is level when nothing of it was missed. Until then what is told of it waits in memory, and
is acknowledged all the same: should the process end meanwhile, the history has it. Where too much
would wait, it is let go, and the history is read once more.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.events import Event, MessageDeleted, MessagePosted, Skipped, Source, Stamp
from bot.core.ids import CommunityId
from bot.core.listening import Deafness
from bot.core.ports import Clock
from bot.platforms.exports.slack_records import PLATFORM, Record, SlackRoom
from bot.platforms.slack.calls import answer_of, inner, text
from bot.platforms.slack.connection import Delivery, Identity
from bot.platforms.slack.history import Pace, member_of, missed, newest
from bot.platforms.slack.keys import channel, community_of, message, place_of
from bot.platforms.slack.overtaking import Overtaking
from bot.platforms.slack.parking import PER_SECOND, Behind, channel_of, position
from bot.platforms.slack.translate import Heard, room_of, translate
from bot.services.hearing import Hearing, Mark

log = structlog.get_logger()
BEGINNING: Final = datetime(2013, 1, 1, tzinfo=UTC)
BATCH: Final = 200
NOT_OURS: Final = frozenset(
    {"channel_not_found", "is_archived", "missing_scope", "not_in_channel", "restricted_action"}
)
"""A channel that we may not read: nothing of it can be missed."""
LEAVES: Final = frozenset({"app_uninstalled", "tokens_revoked"})
NOT_CHOSEN: Final = "a channel that nobody chose"
FIRST_WAIT: Final = timedelta(seconds=1)
LONGEST_WAIT: Final = timedelta(minutes=10)


class Ears:
    """Hears one workspace; only channels that somebody chose.

    `life`: so old a message may be and still be fetched. `gone` is told when the app was removed.
    `deaf_since`: when the connection before this one was last heard; None: it is the first.
    """

    def __init__(
        self,
        hearing: Hearing,
        client: AsyncWebClient,
        clock: Clock,
        *,
        life: timedelta,
        gone: Callable[[CommunityId], Awaitable[None]],
        deaf_since: Callable[[], datetime | None],
        private: bool = False,
        pace: Pace | None = None,
    ) -> None:
        self._hearing = hearing
        self._client = client
        self._clock = clock
        self._life = life
        self._gone = gone
        self._deaf_since = deaf_since
        self._private = private
        self._pace = pace or Pace()
        self._me: Identity | None = None
        self._rooms: dict[str, SlackRoom] = {}
        self._behind: dict[str, Behind] = {}
        self._stretch: Deafness | None = None
        self._overtaking = Overtaking()
        self._in_order = asyncio.Lock()
        self._catching_up: asyncio.Task[None] | None = None
        self.first = asyncio.Event()
        """Set with the first connection."""
        self.connections = 0
        """How many have begun so far."""
        self.skipped = Counter[str]()
        """What was no event for us, by kind and reason."""

    @property
    def rooms(self) -> tuple[SlackRoom, ...]:
        """The channels that the bot was invited to."""
        return tuple(self._rooms.values())

    @property
    def workspace(self) -> str:
        """The address of the workspace's pages; empty: nobody said who we are yet."""
        return self._me.address if self._me else ""

    @property
    def level(self) -> bool:
        """Whether nothing is left to be fetched."""
        return self.connections > 0 and not self._behind and self._stretch is None

    def am(self, me: Identity) -> None:
        """Who we are, before anything is heard."""
        self._me = me

    async def began(self) -> None:
        """A connection stands: what was missed before it is fetched, beside what is told now."""
        if self._me is None:
            return
        community = community_of(self._me.team)
        if await self._chosen(community):
            await self._was_deaf(community, self._clock.now())
        await self._begin_catching_up(community)
        self.connections += 1
        self.first.set()

    async def _begin_catching_up(self, community: CommunityId) -> None:
        # Marked before anything is asked, so that what is told from here on waits.
        for number in await self._chosen(community):
            self._behind.setdefault(number, Behind(self._pace.parked))
        if self._catching_up is not None:
            self._catching_up.cancel()
        self._catching_up = asyncio.create_task(self._catch_up(community), name="slack catching up")

    async def hear(self, told: Delivery) -> None:
        """Take one event; raises what the steps raise, so that Slack tells it again."""
        if self._me is None:
            return
        kind = text(told.event, "type")
        async with self._in_order:
            if kind in LEAVES:
                await self._leave(told.event)
                return
            await self._learn(kind, told)
            number = channel_of(told.event)
            if number and number not in await self._chosen(community_of(self._me.team)):
                self.skipped[f"{kind}: {NOT_CHOSEN}"] += 1
                return
            behind = self._behind.get(number)
            if behind is not None:
                behind.park(told)
                return
            await self._take(told)

    async def silent(self) -> bool:
        """Whether a chosen channel has a message that was never told."""
        if self._me is None or self._behind:
            return False
        community = community_of(self._me.team)
        known = await self._hearing.positions(community, PLATFORM)
        for number in await self._chosen(community):
            try:
                last = await newest(self._client, number)
            except SlackApiError as refused:
                log.warning("channel_not_readable", platform=PLATFORM, answer=answer_of(refused))
                continue
            return last is not None and position(last) > known.get(number, 0)
        return False

    async def leaving(self) -> None:
        """The process stops: from here on nothing is heard."""
        if self._catching_up is not None:
            self._catching_up.cancel()
            await asyncio.wait({self._catching_up})
        if self._me is None or not self.level:
            return  # what was missed before goes on being missed
        community, now = community_of(self._me.team), self._clock.now()
        if await self._chosen(community):
            await self._hearing.note(self._deaf(community, now, now))

    def events(self, records: Iterable[Record], room: SlackRoom, at: datetime) -> list[Event]:
        """What messages of the history are as events."""
        found: list[Event] = []
        heard = self._heard(at, Source.BACKFILL)
        for record in records:
            told = {"type": "message", **record, "channel": room.key.channel}
            found.extend(self._translated(told, heard))
        return found

    async def _catch_up(self, community: CommunityId) -> None:
        await self._at_last(partial(self._know_rooms, community))
        for number in [*self._behind]:
            await self._at_last(partial(self._bring_level, community, number))
        await self._at_last(self._made_good)

    async def _at_last(self, step: Callable[[], Awaitable[None]]) -> None:
        """Take a step until it succeeds, after ever longer waits: nobody sees a task that fails."""
        wait = FIRST_WAIT
        while True:
            [error] = await asyncio.gather(step(), return_exceptions=True)
            if error is None:
                return
            log.warning("channel_stays_behind", error=type(error).__name__, wait=wait.seconds)
            await self._pace.sleep(wait.total_seconds())
            wait = min(LONGEST_WAIT, 2 * wait)

    async def _made_good(self) -> None:
        if self._stretch is not None:
            await self._hearing.note(replace(self._stretch, level_at=self._clock.now()))
            self._stretch = None
            log.info("gap_made_good", platform=PLATFORM)

    async def know_rooms(self) -> None:
        """Ask which channels we were invited to. Raises SlackApiError."""
        for told in await member_of(self._client, self._pace, private=self._private):
            room = room_of(told, self._identity.team)
            if room is not None:
                self._rooms[room.key.channel] = room

    async def _know_rooms(self, community: CommunityId) -> None:
        await self.know_rooms()
        heard = self._heard(self._clock.now(), Source.LIVE)
        stamp = Stamp(
            occurred_at=heard.received_at, received_at=heard.received_at, source=Source.LIVE
        )
        chosen = await self._chosen(community)
        announced = [
            heard.translator.announced(room, stamp)
            for number, room in self._rooms.items()
            if number in chosen
        ]
        await self._hearing.take(announced, None, heard.received_at)

    async def _bring_level(self, community: CommunityId, number: str) -> None:
        room, behind = self._rooms.get(number), self._behind.get(number)
        if room is None or behind is None:  # nobody invites us there any more, or it was deleted
            self._behind.pop(number, None)
            return
        level = False
        while not level:
            behind.let_go = False
            if not await self._read_history(community, room):
                self._behind.pop(number, None)
                return
            level = await self._drained(number, behind)

    async def _drained(self, number: str, behind: Behind) -> bool:
        """Take what waited; false: some of it was let go, and stands in the history alone."""
        async with self._in_order:
            if behind.let_go:
                return False
            while behind.parked:
                await self._take(behind.parked[0])
                behind.parked.popleft()
            self._behind.pop(number, None)
        return True

    async def _read_history(self, community: CommunityId, room: SlackRoom) -> bool:
        """Take in what the history has of a channel; false: we may not read it."""
        now = self._clock.now()
        edge = now - self._life
        number = room.key.channel
        try:
            records = await missed(self._client, number, edge, self._pace)
        except SlackApiError as refused:
            if answer_of(refused) not in NOT_OURS:
                raise
            log.warning("channel_not_readable", platform=PLATFORM, answer=answer_of(refused))
            return False
        await self._take_away(community, room, edge, records)
        for first in range(0, len(records), BATCH):
            batch = records[first : first + BATCH]
            reached = Mark(
                community=community, place=room.key, position=position(text(batch[-1], "ts"))
            )
            await self._hearing.take(self.events(batch, room, now), reached, now)
        return True

    async def _take_away(
        self, community: CommunityId, room: SlackRoom, edge: datetime, records: Sequence[Record]
    ) -> None:
        """What is held of a channel and is no more in its history was deleted meanwhile."""
        there = {text(each, "ts") for each in records}
        threads = {root for each in records if (root := text(each, "thread_ts"))}
        now = self._clock.now()
        known = (await self._hearing.positions(community, PLATFORM)).get(room.key.channel)
        if known is None:
            return
        until = datetime.fromtimestamp(known / PER_SECOND, UTC)
        places = [room.key, *(replace(room.key, thread=root) for root in sorted(threads))]
        held = [
            each
            for place in places
            for each in await self._hearing.held(community, place, edge, until)
        ]
        stamp = Stamp(occurred_at=now, received_at=now, source=Source.BACKFILL)
        gone: list[Event] = [
            MessageDeleted(stamp=stamp, key=message(community, room.key.channel, at))
            for each in held
            if (at := each.partition(":")[2]) and at not in there
        ]
        if gone:
            await self._hearing.take(gone, None, now)

    async def _take(self, told: Delivery) -> None:
        heard = self._heard(told.at, Source.LIVE, told.event_id)
        events = self._overtaking.settled(self._translated(told.event, heard), told.at)
        if events:
            await self._hearing.take(events, _mark(events), told.at)

    def _translated(self, event: Record, heard: Heard) -> Sequence[Event]:
        told = translate(event, heard)
        if isinstance(told, Skipped):
            self.skipped[f"{told.kind}: {told.why}"] += 1
            return ()
        return told

    async def _learn(self, kind: str, told: Delivery) -> None:
        """What events say of channels; a deleted one takes its talk with it."""
        number = channel_of(told.event)
        if kind == "channel_deleted" and number in self._rooms:
            room = self._rooms.pop(number)
            self._behind.pop(number, None)
            await self._empty(room, told.at)
        elif kind == "channel_rename":
            self._rename(told.event)
        elif kind == "member_joined_channel" and text(told.event, "user") == self._identity.user:
            await self._begin_catching_up(community_of(self._identity.team))

    def _rename(self, event: Record) -> None:
        said = inner(event, "channel")
        room, name = self._rooms.get(text(said, "id")), text(said, "name")
        if room is not None and name:
            self._rooms[room.key.channel] = replace(room, name=name)

    async def _empty(self, room: SlackRoom, at: datetime) -> None:
        community = community_of(self._identity.team)
        held = await self._hearing.held(community, room.key, BEGINNING, at)
        stamp = Stamp(occurred_at=at, received_at=at, source=Source.LIVE)
        gone: list[Event] = [
            MessageDeleted(stamp=stamp, key=message(community, *each.split(":", 1)))
            for each in held
            if ":" in each
        ]
        await self._hearing.take(gone, None, at)

    async def _leave(self, event: Record) -> None:
        if text(event, "type") == "tokens_revoked":
            tokens = inner(event, "tokens")
            if not tokens.get("bot"):
                return  # a user's token, of which there is none of ours
        community = community_of(self._identity.team)
        self._behind.clear()
        self._hearing.forget(community)
        await self._gone(community)

    async def _was_deaf(self, community: CommunityId, now: datetime) -> None:
        """Keep since when nothing was heard; where that began before, it goes on."""
        told = await self._hearing.deaf(community, BEGINNING, now)
        still = next((each for each in told if each.level_at is None), None)
        last = await self._hearing.last_heard(community, PLATFORM)
        if last is None:
            return  # nothing was ever heard: it begins now
        since = still.started_at if still else self._deaf_since() or last
        self._stretch = self._deaf(community, min(since, now), now)
        await self._hearing.note(self._stretch)

    def _deaf(self, community: CommunityId, since: datetime, until: datetime) -> Deafness:
        return Deafness(
            community=community,
            platform=PLATFORM,
            space=self._identity.team,
            room=None,
            started_at=since,
            ended_at=until,
        )

    async def _chosen(self, community: CommunityId) -> set[str]:
        return {each.channel for each in await self._hearing.chosen(community)}

    @property
    def _identity(self) -> Identity:
        if self._me is None:
            raise RuntimeError("nobody said who we are")
        return self._me

    def _heard(self, at: datetime, source: Source, event_id: str | None = None) -> Heard:
        me = self._identity
        return Heard(
            team=me.team,
            community=community_of(me.team),
            rooms=self._rooms,
            me=me.user,
            my_bot=me.bot,
            bots=frozenset({"USLACKBOT"}),
            received_at=at,
            source=source,
            event_id=event_id,
        )


def _mark(events: Sequence[Event]) -> Mark | None:
    for event in reversed(events):
        if isinstance(event, MessagePosted):
            place = place_of(event.key)
            if place is not None:
                room = channel(event.channel.space, place[0])
                return Mark(community=event.key.community, place=room, position=position(place[1]))
    return None
