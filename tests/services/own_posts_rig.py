"""A local room in which Mo, who moderates, has posts said at an hour."""

from datetime import timedelta

from bot.core.clock import ManualClock
from bot.core.own_posts import OwnPostStatus, Written
from bot.platforms.parlour.hands import ParlourHands
from bot.platforms.parlour.platform import ParlourPlatform
from bot.services.own_posting import OwnPosting

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NOW, DUE = 5 * HOUR, 7 * HOUR
WORDS = "On Saturday we open the shed at ten."


class Moderators:
    """Who moderates, as the platform would say it."""

    def __init__(self):
        self.names = {"mo", "max"}

    async def __call__(self, member, _channel):
        return member.member in self.names


class Porch:
    """The local room beside a house, where the bot speaks by its hands."""

    def __init__(self, house, talk, moderators):
        self.house, self.talk, self.moderators = house, talk, moderators
        self.bot = talk.member("tummler")
        self.clock = ManualClock(talk.at(DUE))
        self.platform = ParlourPlatform(community=talk.community, clock=self.clock, bot=self.bot)
        self.hands = ParlourHands(self.platform, self.bot)
        self.posting = OwnPosting(house.store.unit)

    @property
    def mo(self):
        return self.talk.member("mo")

    def deliverer(self, hands=None):
        return self.house.trust.deliver(hands or self.hands, lambda key: key.message, self.clock)

    async def places(self, at=DUE, *, by=None, written=None, now=NOW, **changes):
        return await self.posting.place(
            self.talk.community,
            self.talk.channel(),
            written or Written(words=WORDS),
            self.talk.at(at),
            by=by or self.mo,
            now=self.talk.at(now),
            **changes,
        )

    async def carry_out(self, at=DUE, hands=None):
        await self.deliverer(hands).carry_out(self.talk.community, self.talk.at(at))

    async def said(self):
        history = self.platform.history(self.talk.channel(), self.talk.start)
        return [event.text async for event in history if event.own]

    async def all(self):
        async with self.house.store.unit() as unit:
            found = await unit.own_posts.with_status(self.talk.community, frozenset(OwnPostStatus))
            await unit.commit()
        return found

    async def status(self):
        [post] = await self.all()
        return post.status
