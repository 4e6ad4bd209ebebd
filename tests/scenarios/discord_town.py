"""A house on the fake Discord, put together as `tummler run` does it, with its face and hands."""

import asyncio
import contextlib
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import time, timedelta

from bot.core.capabilities import Capability
from bot.core.charter import Charter, ObjectKind, QuietHours, SocialObject
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, MessageKey, ProposalId, conversation_opened_by
from bot.core.interventions import Audience, Draft, Proposal, Verdict, Wording
from bot.core.privacy import Retention
from bot.core.readings import ReaderChoice
from bot.core.reasons import Reason
from bot.core.restraint import Budget
from bot.core.reviews import Review, ReviewStatus
from bot.core.trust import Rung
from bot.on_discord import Chosen, OnDiscord, on_discord
from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.keys import community_of, member
from bot.platforms.discord.rest import rest_client
from bot.practices import load_practices
from bot.services.reviewing import drafted
from cogs.discord.face import face
from tests.platforms.discord.ears_rig import WorldClock, until
from tests.servers.discord.interactions import MANAGE_MESSAGES
from tests.servers.discord.server import FakeDiscord
from tests.servers.discord.world import TOKEN

WORDS = "A question above has waited for a while. Would one of you take it up?"
PRACTICE = "rescue_unanswered"
DAY = timedelta(days=1)


@dataclass(slots=True)
class Town:
    """One server with a channel, Ana who asked, Bo who reads, and Mo who moderates."""

    fake: FakeDiscord
    on: OnDiscord
    guild: str
    channel: str
    ana: str
    bo: str
    mo: str
    ended: Review | None = None

    @property
    def house(self):
        return self.on.house

    @property
    def community(self):
        return community_of(self.guild)

    @property
    def place(self):
        return ChannelKey(platform="discord", space=self.guild, channel=self.channel)

    def key(self, number):
        return MessageKey(platform="discord", community=self.community, message=number)

    def said(self):
        return self.fake.acting.said(self.channel)

    def later(self, **length):
        self.fake.world.at += timedelta(**length)

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
            known = await unit.members.known_as(self.community, member(self.mo))
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

    async def asks(self, text="how does one bind a book?", by=None):
        """Ana asks, or somebody else writes, and is heard."""
        number = self.fake.world.says(by or self.ana, self.channel, text)
        await until_async(lambda: self.on.hearing.place_of(self.key(number)))
        return number

    async def drafts(self, need, *, approved, text=WORDS, to=None, alone=True):
        """A line for a message that waits, approved or in the queue."""
        at = self.fake.world.at
        key = self.key(need)
        known = None if to is None else await self.known(to)
        made = Proposal(
            id=ProposalId(f"{PRACTICE}:{need}"),
            practice=PRACTICE,
            at=at,
            conversation=conversation_opened_by(key),
            channel=self.place,
            audience=Audience.MEMBER if known and alone else Audience.PUBLIC,
            addressee=known,
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

    async def keeps(self, review):
        """The decision behind a draft stands in the ledger."""
        verdict = Verdict(
            proposal=review.proposal,
            reason=Reason.GRANTED,
            otherwise=True,
            at=review.submitted_at,
            framework=1,
        )
        async with self.house.store.unit() as unit:
            await unit.ledger.keep(self.community, verdict, None, shadow=False)
            await unit.commit()

    async def known(self, number):
        """A person as the house keeps them."""
        async with self.house.store.unit() as unit:
            found = await unit.members.known_as(self.community, member(number))
            await unit.commit()
        return found

    async def review(self, number):
        async with self.house.store.unit() as unit:
            found = await unit.reviews.get(self.community, number)
            await unit.commit()
        return found

    async def ends(self, number):
        """Wait until a draft is neither approved nor being sent, and keep how it ended."""

        async def over():
            self.ended = await self.review(number)
            return self.ended.status not in {ReviewStatus.APPROVED, ReviewStatus.SENDING}

        await until_async(over)

    async def stops_everything(self, where=None):
        """Mo switches every practice off, in a channel or everywhere."""
        at, by = self.fake.world.at, member(self.mo)
        await self.house.trust.ladder.switch(self.community, None, where, at, stopped=True, by=by)

    async def says_what_is_approved(self):
        self.on.attending.wake(self.community)
        await until(lambda: bool(self.said()))


async def until_async(asked, within=30.0):
    """Let everything else go on until something is found."""
    async with asyncio.timeout(within):
        while not await asked():
            await asyncio.wait({asyncio.ensure_future(_turn())})


async def _turn():
    loop = asyncio.get_running_loop()
    later = loop.create_future()
    loop.call_later(0.005, later.set_result, None)
    await later


def inhabited(fake):
    """A server with people, in a world where nothing was said yet."""
    guild = fake.world.guild()
    channel = fake.world.channel(guild, "porch")
    people = [fake.world.person(name) for name in ("ana", "bo", "mo")]
    fake.world.role(guild, "moderator", MANAGE_MESSAGES, people[2])
    return guild.number, channel, *people


@asynccontextmanager
async def logged_in(fake):
    """A client that registers commands, as the command line has it."""
    addresses = Addresses(rest=fake.rest, gateway=fake.gateway_url)
    async with rest_client(TOKEN, addresses) as client:
        yield client


@asynccontextmanager
async def living(
    fake,
    folder,
    places,
    *,
    staff=(),
    looks_every=timedelta(minutes=5),
    signs=False,
    seen=frozenset(),
    reader=ReaderChoice.RULES,
):
    """The house, connected and listening; closed on leaving as on SIGTERM."""
    guild, channel, ana, bo, mo = places
    chosen = Chosen(
        token=TOKEN,
        folder=folder,
        server=None,
        retention=Retention(),
        reader=reader,
        addresses=Addresses(rest=fake.rest, gateway=fake.gateway_url),
        ready_timeout=0.01,
        staff=staff,
        looks_every=looks_every,
        signs=signs,
        seen=seen,
    )
    async with on_discord(chosen, WorldClock(fake), face) as on:
        town = Town(fake, on, guild, channel, ana, bo, mo)
        await on.hearing.found(town.community, "town", "Europe/Berlin")
        await on.hearing.choose(town.community, [town.place], fake.world.at)
        task = asyncio.create_task(on.run())
        await until(lambda: {channel} <= on.platform.ears.level_places or task.done())
        try:
            yield town
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
