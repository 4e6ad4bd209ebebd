"""What a moderator has done on Discord through the bot: remove, slow down, time out, and undo.

platforms.md, section 2.2. Nothing here decides anything; each call carries the moderator's reason
into the server's audit log, with who decided.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, cast

import discord

from bot.core.capabilities import Capability
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.core.moderation import ActKind, Done, Order
from bot.core.own_posts import Counted
from bot.platforms.discord.automod import DiscordRules, Rights
from bot.platforms.discord.hands import Where
from bot.platforms.discord.keys import member
from bot.platforms.discord.rest import DiscordRefused, Door

LONGEST_LOG: Final = 512
"""Characters of a reason in the audit log (documentation, "Audit Log Reason")."""
ROUNDED: Final = timedelta(seconds=1)
"""So far Discord may round the end of a time-out; further off, somebody set another one."""
NEEDS: Final[Mapping[ActKind, str]] = {
    ActKind.REMOVE: "manage_messages",
    ActKind.SLOW_DOWN: "manage_channels",
    ActKind.TIME_OUT: "moderate_members",
}

Moderates = Callable[[MemberKey, ChannelKey], Awaitable[bool]]


class DiscordModeration:
    """Does on Discord what a moderator decided; both they and the bot need Discord's right for it.

    `rights`: what a person may do there now; `moderates`: whether somebody moderates it. Moderators
    are not timed out through the bot: that is for whoever stands above them.
    """

    def __init__(
        self,
        client: discord.Client,
        door: Door,
        where: Where,
        rights: Rights,
        moderates: Moderates,
    ) -> None:
        self._client = client
        self._door = door
        self._where = where
        self._rights = rights
        self._moderates = moderates

    async def granted(self, channel: ChannelKey, by: MemberKey, *, own: bool) -> frozenset[ActKind]:
        """What both the bot and this moderator (plain id) may do there by Discord's rights."""
        ours = await self._rights(None, channel)
        theirs = await self._rights(by, channel)
        found = {
            kind
            for kind, right in NEEDS.items()
            if getattr(ours, right) and (theirs.administrator or getattr(theirs, right))
        }
        if own:
            found.discard(ActKind.TIME_OUT)
            if theirs.administrator or theirs.manage_messages:
                found.add(ActKind.REMOVE)
        return frozenset(found)

    def profile(self, member: MemberKey) -> str:
        """Where moderators see who somebody (plain id) is."""
        return f"https://discord.com/users/{member.member}"

    async def do(self, order: Order) -> Done:
        """Do it. Raises PlatformRefused and PlatformBusy."""
        place = await self._place(order)
        async with self._door.through(place, Capability.MODERATOR_ROOM):
            match order.kind:
                case ActKind.REMOVE:
                    return await self._remove(order, place)
                case ActKind.SLOW_DOWN:
                    return await self._slow(order, order.seconds or 0)
                case ActKind.TIME_OUT:
                    return await self._time_out(order, place)
                case _:
                    raise DiscordRefused

    async def undo(self, order: Order, before: str | None) -> None:
        """Bring back what stood there before; where that stands already, it changes nothing.

        Raises PlatformRefused, also where it was changed by somebody else since, and PlatformBusy.
        """
        async with self._door.through(order.channel.channel, Capability.MODERATOR_ROOM):
            match order.kind:
                case ActKind.SLOW_DOWN:
                    await self._as_fast(order, int(before or 0))
                case ActKind.TIME_OUT:
                    await self._lift(order, before)
                case _:
                    raise DiscordRefused

    async def poll(self, channel: ChannelKey, post: MessageKey) -> Counted | None:
        """How a poll stands. Raises PlatformRefused and PlatformBusy."""
        place = channel.thread or channel.channel
        async with self._door.through(place, Capability.MODERATOR_ROOM):
            told = await self._client.http.get_message(int(place), int(post.message))
        return _counted(cast("Mapping[str, Any]", told).get("poll"))

    def rules(self) -> DiscordRules:
        """AutoMod's."""
        return DiscordRules(self._client, self._door, self._rights)

    async def _place(self, order: Order) -> str:
        found = await self._where(order.on)
        if found is None:
            raise DiscordRefused
        return found.thread or found.channel

    async def _remove(self, order: Order, place: str) -> Done:
        author = await self._author(order, place)
        http = self._client.http
        await http.delete_message(int(place), int(order.on.message), reason=_reason(order))
        return Done(to=author)

    async def _slow(self, order: Order, seconds: int) -> Done:
        room = int(order.channel.channel)
        before = _pause(await self._client.http.get_channel(room))
        await self._client.http.edit_channel(
            room, rate_limit_per_user=seconds, reason=_reason(order)
        )
        return Done(before=str(before))

    async def _as_fast(self, order: Order, before: int) -> None:
        room = int(order.channel.channel)
        now = _pause(await self._client.http.get_channel(room))
        if now == before:
            return
        if now != order.seconds:
            raise DiscordRefused
        await self._client.http.edit_channel(
            room, rate_limit_per_user=before, reason=_reason(order)
        )

    async def _time_out(self, order: Order, place: str) -> Done:
        author = await self._author(order, place)
        if author is None or await self._moderates(author, order.channel):
            raise DiscordRefused
        before = await self._held_until(order, author)
        if order.until is not None:
            await self._hold(order, author, order.until.isoformat())
        return Done(to=author, before=before)

    async def _lift(self, order: Order, before: str | None) -> None:
        if order.to is None or order.until is None:
            raise DiscordRefused
        now = await self._held_until(order, order.to)
        if now == before:
            return
        if now is None or abs(datetime.fromisoformat(now) - order.until) > ROUNDED:
            raise DiscordRefused
        await self._hold(order, order.to, before)

    async def _hold(self, order: Order, who: MemberKey, until: str | None) -> None:
        await self._client.http.edit_member(
            int(order.channel.space),
            int(who.member),
            reason=_reason(order),
            communication_disabled_until=until,
        )

    async def _held_until(self, order: Order, who: MemberKey) -> str | None:
        told = await self._client.http.get_member(int(order.channel.space), int(who.member))
        until = cast("Mapping[str, Any]", told).get("communication_disabled_until")
        return until if isinstance(until, str) else None

    async def _author(self, order: Order, place: str) -> MemberKey | None:
        """Who wrote the message; None: no person did."""
        told = await self._client.http.get_message(int(place), int(order.on.message))
        if told.get("webhook_id") is not None:
            return None
        return member(str(told["author"]["id"]))


def _reason(order: Order) -> str:
    """What stands in the audit log: who decided, and why."""
    return f"user {order.decided_by.member}: {order.because}"[:LONGEST_LOG]


def _counted(poll: Mapping[str, Any] | None) -> Counted | None:
    if poll is None:
        return None
    results = cast("Mapping[str, Any]", poll.get("results") or {})
    counts = {each["id"]: each["count"] for each in results.get("answer_counts", ())}
    return Counted(
        answers=tuple(
            (str(each["poll_media"].get("text", "")), int(counts.get(each["answer_id"], 0)))
            for each in poll["answers"]
        ),
        over=results.get("is_finalized") is True,
    )


def _pause(channel: object) -> int:
    found = cast("Mapping[str, Any]", channel).get("rate_limit_per_user")
    return found if isinstance(found, int) else 0
