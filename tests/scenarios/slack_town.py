"""A house on the fake Slack, put together as `tummler run` does it, with its face and hands."""

import asyncio
import contextlib
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from bot.core.capabilities import Capability
from bot.core.charter import Charter, ObjectKind, QuietHours, SocialObject
from bot.core.framework import Framework
from bot.core.ids import ProposalId, conversation_opened_by
from bot.core.interventions import Audience, Draft, Proposal, Verdict, Wording
from bot.core.privacy import Retention
from bot.core.readings import ReaderChoice
from bot.core.reasons import Reason
from bot.core.restraint import Budget
from bot.core.reviews import ReviewStatus
from bot.core.trust import Rung
from bot.on_slack import Chosen, OnSlack, on_slack
from bot.platforms.exports.slack_records import member
from bot.platforms.slack.history import Pace
from bot.platforms.slack.keys import channel, community_of, message
from bot.platforms.slack.receiving import Door
from bot.practices import load_practices
from bot.services.reviewing import drafted
from cogs.slack.face import face
from tests.platforms.slack.conftest import WorldClock, at_once, posting_to, turns, until
from tests.servers.slack.posting import SECRET
from tests.servers.slack.world import APP_TOKEN, BOT_TOKEN, ME, TEAM, Channel

ANA, BO, MO = "U000000AN", "U000000BO", "U000000MO"
WORDS = "A question above has waited for a while. Would one of you take it up?"
PRACTICE = "rescue_unanswered"
DAY = timedelta(days=1)


@dataclass(slots=True)
class Town:
    """One workspace with a channel, Ana who asked, Bo who reads, and Mo who is an admin."""

    fake: Any
    on: OnSlack
    porch: Channel
    ended: Any = field(default=None)
    at_home: Any = field(default=None)
    """The community that the workspace is part of, where it was linked."""

    @property
    def house(self):
        return self.on.house

    @property
    def community(self):
        return self.at_home or community_of(TEAM)

    @property
    def place(self):
        return channel(TEAM, self.porch.number)

    def key(self, ts):
        return message(self.community, self.porch.number, ts)

    def said(self):
        """What the bot posted in the channel, oldest first."""
        return [each for each in self.porch.messages.values() if each["user"] == ME]

    def beside(self):
        """What was answered beside askings."""
        return self.fake.world.beside

    def buttons(self, blocks):
        """The pressable elements, by what stands on them."""
        return {
            element["text"]["text"]: element
            for block in blocks
            if block["type"] == "actions"
            for element in block["elements"]
            if element["type"] == "button"
        }

    async def told(self, payload, kind="events_api"):
        """Deliver something, and wait until it was acknowledged; what it was answered with."""
        envelope = await self.fake.tell(payload, kind=kind)
        await until(lambda: envelope in self.fake.acknowledged)
        return self.fake.answers[envelope]

    async def types(self, user, said):
        """Somebody types the command, and waits for the answer beside."""
        return await self._answered(
            self.fake.world.command(user, self.porch, said), "slash_commands"
        )

    async def presses(self, user, ts, element, **chosen):
        """Somebody presses something, and waits for the answer beside."""
        payload = self.fake.world.press(user, self.porch, ts, element, **chosen)
        return await self._answered(payload, "interactive")

    async def chooses(self, user, ts, callback):
        """Somebody chooses from the menu of a message."""
        payload = self.fake.world.shortcut(user, self.porch, ts, callback)
        return await self._answered(payload, "interactive")

    async def reaches(self, user, callback):
        """Somebody chooses a shortcut at no message; the first thing they are written, alone."""
        await self.told(self.fake.world.reaches(user, callback), "interactive")
        number = f"D{user[1:]}"
        direct = self.fake.world.direct
        await until(lambda: number in direct and bool(direct[number].messages))
        return next(iter(direct[number].messages.values()))

    async def _answered(self, payload, kind):
        before = len(self.beside())
        await self.told(payload, kind)
        await until(lambda: len(self.beside()) > before)
        return self.beside()[before]

    async def asks(self, text="how does one bind a book?"):
        """Ana asks, and is heard."""
        event = self.fake.world.says(self.porch, ANA, text)
        await self.told(event)
        return event["event"]["ts"]

    async def signs(self, rung=Rung.SPEAK):
        """Mo signs a charter by which every practice may go as far as this."""
        charter = Charter(
            community=self.community,
            social_object=SocialObject(
                kind=ObjectKind.CAUSE, purpose="mending what breaks", facets=("books",)
            ),
            norms=(),
            tone="plain",
            language="en",
            timezone="Europe/Berlin",
            quiet_hours=QuietHours(start=time(), end=time()),
        )
        async with self.house.store.unit() as unit:
            known = await unit.members.known_as(self.community, member(MO))
            signed = Framework(
                community=self.community,
                version=1,
                charter=charter,
                budget=Budget(),
                evidence=("a test",),
                signed_by=known,
                signed_at=self.fake.world.at - DAY,
                rungs={practice.key: rung for practice in load_practices()},
                plans=(),
            )
            await unit.frameworks.sign(signed)
            await unit.commit()

    async def drafts(self, need, *, approved, text=WORDS):
        """A line for a message that waits, approved or in the queue."""
        at, key = self.fake.world.at, self.key(need)
        made = Proposal(
            id=ProposalId(f"{PRACTICE}:{need}"),
            practice=PRACTICE,
            at=at,
            conversation=conversation_opened_by(key),
            channel=self.place,
            audience=Audience.PUBLIC,
            addressee=None,
            need=key,
            wording=Wording(template=f"{PRACTICE}-ask", slots={"because": "it waits"}),
            because="it waits",
            cites=(key,),
            confidence=0.9,
            needs=frozenset({Capability.REPLY_IN_THREAD}),
            window=DAY,
        )
        reason = Reason.GRANTED if approved else Reason.NEEDS_REVIEW
        verdict = Verdict(proposal=made, reason=reason, otherwise=True, at=at, framework=1)
        words = Draft(proposal=made.id, text=text, language="en", drafter="test-1")
        review = drafted(verdict, words, approved=approved)
        async with self.house.store.unit() as unit:
            await unit.reviews.add(self.community, review)
            await unit.commit()
        return review

    async def review(self, number):
        async with self.house.store.unit() as unit:
            found = await unit.reviews.get(self.community, number)
            await unit.commit()
        return found

    async def ends_after_waiting(self, number):
        """The same of a draft that waits for a person at first."""
        async with asyncio.timeout(30):
            while (found := await self.review(number)).status is ReviewStatus.WAITING:
                await turns()
        return found if found.status is ReviewStatus.DECLINED else await self.ends(number)

    async def ends(self, number):
        """Wait until a draft is neither approved nor being sent; how it ended."""
        async with asyncio.timeout(30):
            while True:
                found = await self.review(number)
                if found.status not in {ReviewStatus.APPROVED, ReviewStatus.SENDING}:
                    return found
                await turns()


@asynccontextmanager
async def living(fake, folder, porch, **changes):
    """The house, connected and listening; closed on leaving as on SIGTERM.

    `http`: Slack posts its events and askings in the place of a socket.
    """
    if not changes.pop("http", False):
        async with _living(fake, folder, porch, app_token=APP_TOKEN, **changes) as town:
            yield town
        return
    door = Door(SECRET, WorldClock(fake))
    async with (
        posting_to(fake, door),
        _living(fake, folder, porch, app_token=None, door=door, **changes) as town,
    ):
        yield town


@asynccontextmanager
async def _living(fake, folder, porch, **changes):
    fake.world.admins.add(MO)
    chosen = Chosen(
        bot_token=BOT_TOKEN,
        folder=folder,
        server=None,
        retention=Retention(),
        reader=ReaderChoice.RULES,
        api=fake.api,
        pace=Pace(pause=timedelta(), sleep=at_once),
        say_every=0.0,
        **changes,
    )
    async with on_slack(chosen, WorldClock(fake), face) as on:
        town = Town(fake, on, porch)
        await on.hearing.found(town.community, "town", "Europe/Berlin")
        await on.hearing.choose(town.community, [town.place], fake.world.at)
        task = asyncio.create_task(on.run())
        await until(lambda: on.platform.ears.level or task.done())
        try:
            yield town
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
