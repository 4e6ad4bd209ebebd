"""One way to make things happen on each platform, over its real library and real sockets.

A platform's wire says what people do there and looks at what the house then holds; the laws in
test_laws.py know nothing else of any platform.
"""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from bot.app import open_house
from bot.core.clock import ManualClock
from bot.core.events import MessagePosted, Source, Stamp
from bot.core.ids import CommunityId, MessageKey
from bot.core.privacy import Retention
from bot.platforms.discord.keys import community_of as discord_community
from bot.platforms.parlour.hands import ParlourHands
from bot.platforms.parlour.keys import channel, member
from bot.platforms.parlour.platform import ParlourPlatform
from bot.platforms.parlour.visitors import BOT
from bot.services.hearing import Hearing
from tests.platforms.discord import ears_rig
from tests.platforms.discord.hands_rig import contract
from tests.platforms.slack import conftest as slack
from tests.servers.discord.server import fake_discord
from tests.servers.slack.server import Fault, fake_slack, shared_folder


class Wire(ABC):
    """A channel that is listened to, with Ana, Ben, and a bot of somebody else's in it."""

    house: object
    community: str

    @abstractmethod
    def listening(self):
        """Connected and level, until left as on SIGTERM."""

    @abstractmethod
    async def says(self, who, text, *, answering=None):
        """Somebody writes; what the message is called there."""

    @abstractmethod
    async def edits(self, message, text):
        """The author gives it other words."""

    @abstractmethod
    async def previews(self, message):
        """The platform adds a link's preview, and tells so as it tells of an edit."""

    @abstractmethod
    async def deletes(self, message):
        """The author takes it back."""

    @abstractmethod
    async def repeats(self, message):
        """The platform tells of it once more, as it stands."""

    @abstractmethod
    async def invents(self):
        """The platform tells of something that nobody here has heard of."""

    @abstractmethod
    async def cut(self):
        """The connection ends without a word, and nothing is told until it is there again."""

    @abstractmethod
    async def back(self):
        """Wait until there is a new connection, and nothing is left to be fetched."""

    @abstractmethod
    def key(self, message):
        """The message in our words."""

    async def settled(self):
        """Wait until everything that was told so far was taken in."""
        last = await self.says("ana", "That is all.")
        async with asyncio.timeout(30):
            while await self.words(last) is None:
                await slack.turns()
        await self.deletes(last)
        async with asyncio.timeout(30):
            while await self.words(last) is not None:
                await slack.turns()

    async def words(self, message):
        """What is held of a message's words; None: nothing."""
        async with self.house.store.unit() as unit:
            found = await unit.messages.text(self.key(message))
            await unit.commit()
        return found

    async def held(self, message):
        """What is held of a message; None: nothing."""
        async with self.house.store.unit() as unit:
            found = await unit.messages.get(self.key(message))
            await unit.commit()
        return found

    async def conversation(self, message):
        """The conversation that a message stands in, as it has grown; None: it stands in none."""
        async with self.house.store.unit() as unit:
            found = await unit.conversations.holding(self.key(message))
            await unit.commit()
        return found

    async def times_in_talk(self, message):
        """How often a message stands in its conversation."""
        grown = await self.conversation(message)
        return [each.key for each in grown.messages].count(self.key(message))


class SlackWire(Wire):
    """The fake Slack behind the real slack-bolt."""

    people: ClassVar = {"ana": "U000000AN", "ben": "U000000BE", "robot": "U000000RO"}

    def __init__(self, fake, rig, porch):
        self.fake, self.rig, self.porch = fake, rig, porch
        self.house, self.community = rig.house, rig.community
        self.connections, self.connected = 0, False

    @asynccontextmanager
    async def listening(self):
        self.rig.start()
        self.connections = 1
        async with self.rig.listening():
            await self.rig.level()
            self.connected = True
            yield
            self.connected = False

    async def _tell(self, payload):
        if not self.connected:
            return
        envelope = await self.fake.tell(payload)
        await slack.until(lambda: envelope in self.fake.acknowledged)

    async def says(self, who, text, *, answering=None):
        more = {"bot_id": "B00000009", "subtype": "bot_message"} if who == "robot" else {}
        event = self.fake.world.says(self.porch, self.people[who], text, thread=answering, **more)
        await self._tell(event)
        return event["event"]["ts"]

    async def edits(self, message, text):
        await self._tell(self.fake.world.edits(self.porch, message, text))

    async def previews(self, message):
        shown = {**self.porch.messages[message], "attachments": [{"id": 1}]}
        told = {"type": "message", "subtype": "message_changed", "message": shown}
        await self._tell(self.fake.world.tells(channel=self.porch.number, **told))

    async def deletes(self, message):
        await self._tell(self.fake.world.deletes(self.porch, message))

    async def repeats(self, message):
        await self._tell(self.fake.world.event(self.porch.messages[message], self.porch))

    async def invents(self):
        await self._tell(self.fake.world.tells(type="weather_changed", channel=self.porch.number))

    async def cut(self):
        self.connected = False
        self.fake.faults.append(Fault("apps.connections.open", times=1_000_000))
        await self.fake.drops()

    async def back(self):
        self.fake.faults.clear()
        self.connections += 1
        await self.rig.level(connection=self.connections)
        self.connected = True

    def key(self, message):
        return self.rig.message(self.porch, message)


class DiscordWire(Wire):
    """The fake Discord behind the real discord.py."""

    def __init__(self, fake, rig, guild, square, people):
        self.fake, self.rig, self.guild, self.square = fake, rig, guild, square
        self.people = people
        self.house, self.community = rig.house, discord_community(guild.number)

    @asynccontextmanager
    async def listening(self):
        async with ears_rig.listening(self.rig):
            await self.rig.level(self.square)
            yield

    async def says(self, who, text, *, answering=None):
        return self.fake.world.says(self.people[who], self.square, text, answering)

    async def edits(self, message, text):
        self.fake.world.edits(self.square, message, text)

    async def previews(self, message):
        self.fake.world.previews(self.square, message)

    async def deletes(self, message):
        self.fake.world.deletes(self.square, message)

    async def repeats(self, message):
        told = self.fake.world.messages[self.square][message]
        self.fake.world.tell("MESSAGE_CREATE", told | {"guild_id": self.guild.number})

    async def invents(self):
        self.fake.world.tell("WEATHER_CHANGED", {"guild_id": self.guild.number})

    async def cut(self):
        self.fake.gateway.cut()

    async def back(self):
        await ears_rig.until(lambda: bool(self.fake.gateway.resumed))

    def key(self, message):
        return MessageKey(platform="discord", community=self.community, message=message)


class Torn(Exception):
    """The room's line to its listener broke off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeatherChanged:
    """Something that no house has heard of."""

    stamp: Stamp


class ParlourWire(Wire):
    """The local room, whose line to its listener breaks off again and again.

    It tears before an event was taken in, and after it, so that the event comes once more. The room
    has no link previews: what comes nearest is that the page draws a line again.
    """

    community = CommunityId("room")

    def __init__(self, house):
        self.house = house
        self.clock = ManualClock(datetime(2026, 6, 1, 9, tzinfo=UTC))
        self.platform = ParlourPlatform(community=self.community, clock=self.clock, bot=BOT)
        hands = ParlourHands(self.platform, BOT)
        self.attending = house.attending(hands, self.platform.link, self.clock, slack.at_once)
        self.place = channel("town", "square")
        self.said, self.told, self.listener = {}, 0, None

    @asynccontextmanager
    async def listening(self):
        await self.back()
        yield
        await self.cut()

    async def _listen(self):
        while True:
            with contextlib.suppress(Torn):
                await self.platform.run(self._hear)

    async def _hear(self, event):
        self.told += 1
        if self.told % 5 == 2:
            raise Torn
        await self.attending.receive(event)
        if self.told % 3 == 1:
            raise Torn

    async def says(self, who, text, *, answering=None):
        self.clock.move_to(self.clock.now() + timedelta(seconds=20))
        if who == "robot":
            event = self._by_robot(text)
            await self.platform.play(event)
        else:
            event = await self.platform.say(self.place, member(who), text, reply_to=answering)
        self.said[event.key] = event
        return event.key

    def _by_robot(self, text):
        now = self.clock.now()
        return MessagePosted(
            stamp=Stamp(occurred_at=now, received_at=now, source=Source.LIVE),
            key=MessageKey(platform="parlour", community=self.community, message=f"r{now:%H%M%S}"),
            channel=self.place,
            author=member("robot"),
            text=text,
            reply_to=None,
            mentions=(),
            own=False,
            automated=True,
        )

    async def edits(self, message, text):
        await self.platform.edit(message, text)

    async def previews(self, message):
        self.platform.board.touch(message)

    async def deletes(self, message):
        await self.platform.delete(message)

    async def repeats(self, message):
        await self.platform.play(self.said[message])

    async def invents(self):
        now = self.clock.now()
        stamp = Stamp(occurred_at=now, received_at=now, source=Source.LIVE)
        await self.platform.play(WeatherChanged(stamp=stamp))

    async def cut(self):
        self.listener.cancel()
        await asyncio.wait({self.listener})

    async def back(self):
        self.listener = asyncio.create_task(self._listen())
        await self.platform.opened()

    def key(self, message):
        return message


@asynccontextmanager
async def slack_wire(folder):
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(fake_slack(shared_folder()))
        house = await stack.enter_async_context(
            open_house(folder=folder, retention=Retention(), clock=slack.WorldClock(fake))
        )
        rig = slack.Rig(fake=fake, house=house, hearing=Hearing(house.store.unit, house.pipeline))
        porch = fake.world.opens("porch", *SlackWire.people.values())
        await rig.chooses(porch)
        yield SlackWire(fake, rig, porch)
        assert fake.record.wrong == []


@asynccontextmanager
async def discord_wire(folder):
    async with contextlib.AsyncExitStack() as stack:
        fake = await stack.enter_async_context(fake_discord(contract()))
        rig = await stack.enter_async_context(ears_rig.opened(fake, folder))
        guild = fake.world.guild()
        square = fake.world.channel(guild, "square")
        people = {
            "ana": fake.world.person("ana"),
            "ben": fake.world.person("ben"),
            "robot": fake.world.person("robot", bot=True),
        }
        await rig.chooses(guild, square)
        yield DiscordWire(fake, rig, guild, square, people)
        assert fake.record.wrong == []


@asynccontextmanager
async def parlour_wire(folder):
    async with open_house(folder=folder, retention=Retention()) as house:
        await Hearing(house.store.unit, house.pipeline).found(ParlourWire.community, "room", "UTC")
        yield ParlourWire(house)


WIRES = {"discord": discord_wire, "parlour": parlour_wire, "slack": slack_wire}
