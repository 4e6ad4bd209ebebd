"""Step 2: what is taken in, once, and only from those who allow it."""

from dataclasses import dataclass, field, replace

from bot.core.clock import utc
from bot.core.events import (
    MemberJoined,
    MemberLeft,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
)
from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import may_store
from bot.core.swift import swift
from bot.core.unit_of_work import UnitOfWork
from bot.services.homes import Homes


@dataclass(slots=True)
class Counts:
    """What intake did with what it was given, in this process."""

    taken: int = 0
    repeated: int = 0
    not_allowed: int = 0
    edited: int = 0
    deleted: int = 0
    reactions: int = 0
    arrivals: int = field(default=0)


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """Whose message is let in, and whom it mentions, under keyed hashes."""

    author: MemberKey
    mentions: tuple[MemberKey, ...]


class Intake:
    """Marks, asks for consent, drops repeats; what it returns carries keyed hashes only."""

    def __init__(self, homes: Homes | None = None) -> None:
        self.counts = Counts()
        self._homes = homes or Homes()

    async def receive(self, unit: UnitOfWork, event: MessagePosted) -> Admitted | None:
        """Who wrote, if the message is to go on; None: repeated, or its author paused analysis.

        Nothing of a message that may not be stored is written, hashed ids included.
        """
        community = event.key.community
        if await unit.messages.seen(event.key):
            self.counts.repeated += 1
            return None
        author = await unit.members.known_as(community, event.author)
        welcome = await brought_along(unit, self._homes, community, event.author)
        if not (welcome and await _allowed(unit, author, event)):
            self.counts.not_allowed += 1
            return None
        self.counts.taken += 1
        if not (event.automated or event.own):
            at = utc(event.stamp.occurred_at, "occurred_at")
            await unit.members.meet(community, event.author, at)
        if not event.mentions:  # as in most messages
            return Admitted(author=author, mentions=())
        mentions = [await unit.members.known_as(community, m) for m in event.mentions]
        return Admitted(author=author, mentions=tuple(mentions))

    async def admits(self, unit: UnitOfWork, event: MessagePosted) -> bool:
        """What `receive` will say of it, with nothing counted and none of it written."""
        community = event.key.community
        if await unit.messages.seen(event.key):
            return False
        author = await unit.members.known_as(community, event.author)
        welcome = await brought_along(unit, self._homes, community, event.author)
        return welcome and await _allowed(unit, author, event)

    async def revise(self, unit: UnitOfWork, event: MessageEdited, author: MemberKey) -> bool:
        """Whether new words of a message may be read; `author`: its keyed hash."""
        allowed = await _allowed(unit, author, event)
        self.counts.edited += allowed
        self.counts.not_allowed += not allowed
        return allowed

    async def erase(self, unit: UnitOfWork, event: MessageDeleted) -> None:
        """Delete a message and everything made from it; a message never seen stays unseen."""
        if await unit.messages.seen(event.key):
            self.counts.deleted += await unit.messages.erase(event.key)

    async def react(self, unit: UnitOfWork, event: ReactionAdded | ReactionRemoved) -> None:
        """Keep or take back a reaction, if the message is known and the member allows it."""
        community = event.key.community
        member = await unit.members.known_as(community, event.member)
        if not await brought_along(unit, self._homes, community, event.member):
            return
        if not await _allowed(unit, member, event) or not await unit.messages.seen(event.key):
            return
        self.counts.reactions += 1
        if isinstance(event, ReactionAdded):
            await unit.messages.react(event.key, member, event.emoji, event.stamp.occurred_at)
        else:
            await unit.messages.unreact(event.key, member, event.emoji)

    async def note(self, unit: UnitOfWork, event: MemberJoined | MemberLeft) -> None:
        """Count a coming or going. Nobody is greeted, stored or counted up for having joined.

        Of somebody of whom anything is held it is kept that they left, so that they can be
        forgotten in time.
        """
        self.counts.arrivals += 1
        if isinstance(event, MemberLeft):
            await unit.members.leave(event.community, event.member, event.stamp.occurred_at)
        else:
            await unit.members.come(event.community, event.member, event.stamp.occurred_at)


async def brought_along(
    unit: UnitOfWork, homes: Homes, community: CommunityId, member: MemberKey
) -> bool:
    """Bring along what somebody (plain) wished where their talk went before; or they are ignored.

    False: they asked to be forgotten and ignored there, and that holds here too.
    """
    for place in homes.elsewhere(community, member):
        if await unit.erasures.standing(place, (member,)) is not None:
            return False
        known = await unit.members.known_as(community, member)
        if await unit.consents.of(community, (known,)):
            continue
        there = await unit.members.known_as(place, member)
        wished = (await unit.consents.of(place, (there,))).get(there)
        if wished is not None:
            await unit.consents.save(community, replace(wished, member=known))
    return True


async def _allowed(
    unit: UnitOfWork,
    member: MemberKey,
    event: MessagePosted | MessageEdited | ReactionAdded | ReactionRemoved,
) -> bool:
    consents = await unit.consents.of(event.key.community, (member,))
    return may_store(consents.get(member), event.stamp.received_at)
