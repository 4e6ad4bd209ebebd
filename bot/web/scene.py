"""What the live pages are drawn of: the room, the services behind it, and what is called how."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.app import House
from bot.core.cards import Answer
from bot.core.conversations import Link, LinkSource
from bot.core.events import MessagePosted, Source, Stamp
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.measurements import Span
from bot.core.messages import Message
from bot.core.trust import EVERY_PRACTICE
from bot.demo import sign_for_the_room
from bot.platforms.parlour.cast import RESIDENTS, TownChannel
from bot.platforms.parlour.hands import ParlourHands
from bot.platforms.parlour.keys import PLATFORM
from bot.platforms.parlour.living import LivingRoom, SettableClock
from bot.platforms.parlour.platform import ParlourPlatform
from bot.platforms.parlour.residents import Town
from bot.platforms.parlour.visitors import BOT, Visitor, newcomer
from bot.practices import load_practices
from bot.services.commands.base import Asked
from bot.services.thinking import Thought
from bot.web.thoughts import LOCALE
from prompts import phrases

SETTLED = timedelta(hours=10)
"""So long after its last day the town was lived through, until its digest was written."""
PAGES = "pages"
"""Stands where a room's house is named and no room is meant, but one of the pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One house and one room, both open. `names`: what people call each practice, by its key."""

    house: House
    room: LivingRoom
    town: Town
    names: Mapping[str, str]

    @property
    def community(self) -> CommunityId:
        """The community that is played."""
        return self.room.community

    def now(self) -> datetime:
        """What time it is in the room."""
        return self.room.clock.now()

    def shown(self, at: datetime, form: str = "EEE d MMM, HH:mm") -> str:
        """A moment by the town's wall clock."""
        return format_datetime(at.astimezone(ZoneInfo(self.town.time_zone)), form, locale=LOCALE)

    def who(self, key: MessageKey) -> str:
        """What its author is called; a question mark where nobody knows."""
        line = self.room.platform.board.line(key)
        return "?" if line is None else _LETTERS.get(line.author.member, line.author.member)

    def when(self, key: MessageKey) -> datetime | None:
        """When it was written."""
        line = self.room.platform.board.line(key)
        return line.at if line else None

    def key(self, message: str) -> MessageKey:
        """The key of a message by its id."""
        return MessageKey(platform=PLATFORM, community=self.community, message=message)

    async def rooms(self, visitor: Visitor) -> tuple[TownChannel, ...]:
        """The rooms that somebody may see, in their order."""
        return tuple(
            [
                each
                for each in self.town.channels
                if await self.room.platform.may_see(visitor.member, each.channel)
            ]
        )

    async def newcomer(self) -> Visitor:
        """Somebody whom nobody here knows yet."""
        async with self.house.store.unit() as unit:
            number = 1
            while await unit.members.first_at(
                self.community,
                await unit.members.known_as(self.community, newcomer(number).member),
            ):
                number += 1
            await unit.commit()
        return newcomer(number)

    async def framework(self) -> Framework | None:
        """What is signed now."""
        async with self.house.store.unit() as unit:
            found = await unit.frameworks.current(self.community)
            await unit.commit()
        return found

    async def silenced(self) -> bool:
        """Whether everything is stopped everywhere."""
        async with self.house.store.unit() as unit:
            said = await unit.standings.latest(self.community)
            await unit.commit()
        return any(s.stopped for s in said if (s.practice, s.channel) == (EVERY_PRACTICE, None))

    async def thoughts(self, first: datetime, last: datetime) -> dict[MessageKey, Thought]:
        """What was thought of every message between two moments, both included, by message."""
        end = last + timedelta(microseconds=1)
        span = Span(start=first, end=end, seen_until=max(self.now(), end))
        found = await self.house.thinking.of(self.community, span)
        return {each.key: each for each in found}

    def asked(
        self,
        visitor: Visitor,
        *,
        channel: ChannelKey | None = None,
        message: MessageKey | None = None,
        said: Mapping[str, str] | None = None,
    ) -> Asked:
        """What somebody asks the counter, where and about what."""
        return Asked(
            community=self.community,
            member=visitor.member,
            at=self.now(),
            moderates=visitor.moderates,
            channel=channel,
            message=message,
            said=said or {},
        )

    def tell(self, visitor: Visitor, where: ChannelKey, answer: Answer) -> int:
        """Tell somebody an answer, in a room or on a page; returns its number."""
        return self.room.platform.board.tell(visitor.member, where, self.now(), answer).number


_LETTERS = {
    **{each.member.member: each.letter for each in RESIDENTS},
    BOT.member: phrases().say("room-bot"),
}


def room_of(lived: Town, clock: SettableClock) -> ParlourPlatform:
    """The town's room with all that was said there; to be made before the house that lives in it.

    Nobody hears of it again.
    """
    room = ParlourPlatform(
        community=lived.community, clock=clock, moderators=lived.moderators, bot=BOT
    )
    for event in lived.events():
        room.remember(event)
    return room


async def scene_of(house: House, lived: Town, room: ParlourPlatform, clock: SettableClock) -> Scene:
    """The house and the room together; the clock is set ahead of all that happened here."""
    async with house.store.views() as views:
        reach = await views.reach(lived.community)
    if reach is not None:
        clock.move_to(reach[1] + timedelta(seconds=1))
    await _recall(house, lived, room, clock.now())
    await sign_for_the_room(house, lived, clock.now())
    attending = house.attending(ParlourHands(room, BOT), room.link, clock)
    living = LivingRoom(
        community=lived.community,
        platform=room,
        attending=attending,
        clock=clock,
        open_views=house.store.views,
    )
    names = {practice.key: practice.human_name for practice in load_practices()}
    return Scene(house=house, room=living, town=lived, names=names)


async def _recall(house: House, lived: Town, room: ParlourPlatform, now: datetime) -> None:
    """Let stand again what was said here before a restart, as far as its words are still held."""
    span = Span(start=lived.shown[1], end=now, seen_until=now)
    async with house.store.views() as views:
        conversations = await views.conversations(lived.community, span)
    said = [pair for each in conversations for pair in zip(each.messages, each.links, strict=True)]
    async with house.store.unit() as unit:
        for message, link in sorted(said, key=lambda pair: (pair[0].at, pair[0].key.message)):
            text = await unit.messages.text(message.key)
            author: MemberKey | None = BOT
            if not message.own:
                author = await unit.members.plainly(lived.community, message.author)
            if text is not None and author is not None and message.at >= span.start:
                room.remember(_again(message, link, author, text))
        await unit.commit()


def _again(message: Message, link: Link, author: MemberKey, text: str) -> MessagePosted:
    explicit = link.source in {LinkSource.THREAD, LinkSource.REPLY}
    return MessagePosted(
        stamp=Stamp(occurred_at=message.at, received_at=message.at, source=Source.BACKFILL),
        key=message.key,
        channel=message.channel,
        author=author,
        text=text,
        reply_to=link.parent if explicit else None,
        own=message.own,
        automated=message.automated,
    )


def page_key(page: str) -> ChannelKey:
    """Where answers stand that were given on a page and in no room."""
    return ChannelKey(platform=PLATFORM, space=PAGES, channel=page)
