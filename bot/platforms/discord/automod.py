"""AutoMod's rules on Discord: read, and ours set up, changed and deleted as a moderator decides.

Ours are those that the bot itself created under our names; Discord tells who created a rule, so
nobody else's is ever taken for one of ours. Each call says in the audit log who decided.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final, cast

import discord

from bot.core.automod import Rule, RuleKind, Standing
from bot.core.capabilities import Capability
from bot.core.ids import ChannelKey, MemberKey
from bot.platforms.discord.rest import DiscordRefused, Door

Rights = Callable[[MemberKey | None, ChannelKey], Awaitable[discord.Permissions]]
"""What somebody may do on a channel's server now; None asks for the bot itself."""
NAMES: Final[Mapping[RuleKind, str]] = {
    RuleKind.SPAM: "Tummler: spam",
    RuleKind.MENTIONS: "Tummler: many mentions",
    RuleKind.WORDS: "Tummler: words the charter rules out",
    RuleKind.PROFILE: "Tummler: such words in profiles",
}
TRIGGERS: Final[Mapping[RuleKind, int]] = {
    RuleKind.WORDS: 1,
    RuleKind.SPAM: 3,
    RuleKind.MENTIONS: 5,
    RuleKind.PROFILE: 6,
}
"""Trigger types (documentation, "Auto Moderation")."""
ON_MESSAGES, ON_MEMBERS = 1, 2
HOLD_MESSAGE, HOLD_MEMBER = 1, 4


class DiscordRules:
    """Reads and writes rules; both the bot and the moderator need Discord's *Manage Server*."""

    def __init__(self, client: discord.Client, door: Door, rights: Rights) -> None:
        self._client = client
        self._door = door
        self._rights = rights

    async def may(self, channel: ChannelKey, by: MemberKey) -> bool:
        """Whether both the bot and this moderator (plain id) may manage the server."""
        bots, theirs = await self._rights(None, channel), await self._rights(by, channel)
        return bots.manage_guild and (theirs.administrator or theirs.manage_guild)

    async def standing(self, channel: ChannelKey) -> tuple[Standing, ...]:
        """Every rule of the server. Raises PlatformRefused and PlatformBusy."""
        return tuple(self._read(each) for each in await self._told(channel))

    async def put(self, channel: ChannelKey, rule: Rule, by: MemberKey) -> None:
        """Set ours up, or change it; what a moderator set of it besides stays. Raises
        PlatformRefused and PlatformBusy.
        """
        found = await self._ours(channel, rule.kind)
        if found is not None and self._read(found).rule == rule:
            return
        async with self._door.through(channel.channel, Capability.MODERATOR_ROOM):
            http, guild, why = self._client.http, int(channel.space), _reason(by)
            if found is None:
                await http.create_auto_moderation_rule(guild, reason=why, **_new(rule))
            else:
                await http.edit_auto_moderation_rule(
                    guild, int(found["id"]), reason=why, **_changed(rule, found)
                )

    async def take_down(self, channel: ChannelKey, kind: RuleKind, by: MemberKey) -> None:
        """Delete ours. Raises PlatformRefused and PlatformBusy."""
        found = await self._ours(channel, kind)
        if found is None:
            return
        async with self._door.through(channel.channel, Capability.MODERATOR_ROOM):
            await self._client.http.delete_auto_moderation_rule(
                int(channel.space), int(found["id"]), reason=_reason(by)
            )

    async def _told(self, channel: ChannelKey) -> Sequence[Mapping[str, Any]]:
        async with self._door.through(channel.channel, Capability.MODERATOR_ROOM):
            told = await self._client.http.get_auto_moderation_rules(int(channel.space))
        return cast("Sequence[Mapping[str, Any]]", told)

    async def _ours(self, channel: ChannelKey, kind: RuleKind) -> Mapping[str, Any] | None:
        for each in await self._told(channel):
            rule = self._read(each).rule
            if rule is not None and rule.kind is kind:
                return each
        return None

    def _read(self, told: Mapping[str, Any]) -> Standing:
        user = self._client.user
        if user is None:
            raise DiscordRefused
        kinds = {(name, TRIGGERS[kind]): kind for kind, name in NAMES.items()}
        kind = kinds.get((told["name"], told["trigger_type"]))
        mine = kind is not None and str(told["creator_id"]) == str(user.id)
        rule = _rule(kind, told) if kind is not None and mine else None
        return Standing(id=str(told["id"]), name=str(told["name"]), rule=rule)


def _rule(kind: RuleKind, told: Mapping[str, Any]) -> Rule:
    held = cast("Mapping[str, Any]", told.get("trigger_metadata") or {})
    return Rule(
        kind=kind,
        words=tuple(sorted(held.get("keyword_filter") or ())),
        most=held.get("mention_total_limit"),
        enabled=bool(told["enabled"]),
    )


def _new(rule: Rule) -> dict[str, Any]:
    profile = rule.kind is RuleKind.PROFILE
    made: dict[str, Any] = {
        "name": NAMES[rule.kind],
        "event_type": ON_MEMBERS if profile else ON_MESSAGES,
        "trigger_type": TRIGGERS[rule.kind],
        "actions": [{"type": HOLD_MEMBER if profile else HOLD_MESSAGE}],
        "enabled": rule.enabled,
    }
    held = _held(rule)
    return made | {"trigger_metadata": held} if held else made


def _changed(rule: Rule, told: Mapping[str, Any]) -> dict[str, Any]:
    # Discord replaces the metadata as a whole, with exceptions that a moderator wrote into it.
    held = _held(rule)
    metadata = {"trigger_metadata": {**told["trigger_metadata"], **held}} if held else {}
    return {"enabled": rule.enabled} | metadata


def _held(rule: Rule) -> dict[str, Any]:
    if rule.most is not None:
        return {"mention_total_limit": rule.most}
    return {"keyword_filter": list(rule.words)} if rule.words else {}


def _reason(by: MemberKey) -> str:
    """What stands in the audit log."""
    return f"user {by.member}: from the signed charter, through Tummler"
