"""Compares a platform's own rules with the signed charter, and sets one as a moderator presses."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from bot.core.automod import AutoRules, Rule, RuleKind, Standing, ours, wanted
from bot.core.capabilities import PlatformBusy, PlatformRefused
from bot.core.charter import Charter
from bot.core.ids import ActId, AlertId, ChannelKey, CommunityId, MemberKey
from bot.core.moderation import (
    Act,
    ActKind,
    ActStatus,
    ModerationTools,
    NoRight,
    PlatformSaidNo,
)
from bot.core.unit_of_work import OpenUnit
from bot.services.deciders import told_decider
from bot.services.homes import Homes

log = structlog.get_logger()
NO_ALERT = AlertId("")
"""A rule is about no message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the charter would have, and what of ours stands; None: nothing."""

    kind: RuleKind
    wanted: Rule | None
    stands: Rule | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """How the rules stand. `others`: the names of those that somebody else made."""

    differences: tuple[Difference, ...]
    others: tuple[str, ...]


class KeepingRules:
    """Shows and sets a platform's rules; who may ask, the counter looks at."""

    def __init__(
        self, open_unit: OpenUnit, tools: Callable[[str], ModerationTools | None], homes: Homes
    ) -> None:
        self._open_unit = open_unit
        self._tools = tools
        self._homes = homes

    async def names(self, channel: ChannelKey, by: MemberKey) -> Mapping[str, str]:
        """What the rules of a channel's server are called, by their ids; nothing for who may not
        look at them on the platform, and where it does not answer.
        """
        tools = self._tools(channel.platform)
        rules = None if tools is None else tools.rules()
        if rules is None:
            return {}
        try:
            if not await rules.may(channel, by):
                return {}
            return {each.id: each.name for each in await rules.standing(channel)}
        except (PlatformRefused, PlatformBusy) as error:
            log.warning("rules_not_named", platform=channel.platform, error=type(error).__name__)
            return {}

    async def picture(self, charter: Charter, channel: ChannelKey, by: MemberKey) -> Picture:
        """Ours beside the charter's. Raises NoRight, PlatformSaidNo and PlatformBusy."""
        rules = await self._rules(channel, by)
        try:
            standing = await rules.standing(channel)
        except PlatformRefused as refused:
            raise PlatformSaidNo from refused
        return _picture(charter, standing)

    async def put(
        self,
        community: CommunityId,
        charter: Charter,
        channel: ChannelKey,
        kind: RuleKind,
        *,
        by: MemberKey,
        at: datetime,
    ) -> Act | None:
        """Have our rule of this kind as the charter says, deleted if it says nothing of it.

        None: it stood so already. Raises NoRight, PlatformSaidNo and PlatformBusy.
        """
        picture = await self.picture(charter, channel, by)
        found = next((each for each in picture.differences if each.kind is kind), None)
        if found is None or found.wanted == found.stands:
            return None
        begun = await self._begin(community, channel, found, by, at)
        try:
            await self._have(channel, kind, found.wanted, by)
        except PlatformSaidNo:
            await self._move(community, replace(begun, status=ActStatus.REFUSED))
            raise
        done = replace(begun, status=ActStatus.DONE)
        await self._move(community, done)
        return done

    async def bring_back(self, act: Act, by: MemberKey) -> None:
        """What stood before an act. Raises PlatformSaidNo where somebody changed it since,
        NoRight and PlatformBusy.
        """
        kept = json.loads(act.before or "{}")
        kind = RuleKind(kept["kind"])
        was, made = _rule(kind, kept["was"]), _rule(kind, kept["made"])
        rules = await self._rules(act.channel, by)
        try:
            now = ours(await rules.standing(act.channel), kind)
        except PlatformRefused as refused:
            raise PlatformSaidNo from refused
        if now == was:  # the program stopped before the trail could say so
            return
        if now != made:
            raise PlatformSaidNo
        await self._have(act.channel, kind, was, by)

    async def _rules(self, channel: ChannelKey, by: MemberKey) -> AutoRules:
        tools = self._tools(channel.platform)
        rules = None if tools is None else tools.rules()
        if rules is None or by.platform != channel.platform or not await rules.may(channel, by):
            raise NoRight
        return rules

    async def _have(
        self, channel: ChannelKey, kind: RuleKind, rule: Rule | None, by: MemberKey
    ) -> None:
        rules = await self._rules(channel, by)
        try:
            if rule is None:
                await rules.take_down(channel, kind, by)
            else:
                await rules.put(channel, rule, by)
        except PlatformRefused as refused:
            raise PlatformSaidNo from refused

    async def _begin(
        self,
        community: CommunityId,
        channel: ChannelKey,
        found: Difference,
        by: MemberKey,
        at: datetime,
    ) -> Act:
        kept = {"kind": found.kind.value, "was": _kept(found.stands), "made": _kept(found.wanted)}
        async with self._open_unit() as unit:
            begun = Act(
                id=ActId(secrets.token_hex(8)),
                alert=NO_ALERT,
                kind=ActKind.AUTOMOD,
                on=None,
                channel=channel,
                because=None,
                decided_by=await told_decider(unit, self._homes, community, by),
                at=at,
                before=json.dumps(kept),
            )
            await unit.moderation.keep(community, begun)
            await unit.commit()
        return begun

    async def _move(self, community: CommunityId, act: Act) -> None:
        async with self._open_unit() as unit:
            await unit.moderation.move(community, act, ActStatus.BEGUN)
            await unit.commit()


def _picture(charter: Charter, standing: tuple[Standing, ...]) -> Picture:
    follow = {rule.kind: rule for rule in wanted(charter)}
    pairs = [(kind, follow.get(kind), ours(standing, kind)) for kind in RuleKind]
    return Picture(
        differences=tuple(
            Difference(kind=kind, wanted=rule, stands=stands)
            for kind, rule, stands in pairs
            if rule is not None or stands is not None
        ),
        others=tuple(each.name for each in standing if each.rule is None),
    )


def _kept(rule: Rule | None) -> dict[str, object] | None:
    if rule is None:
        return None
    return {"words": list(rule.words), "most": rule.most, "enabled": rule.enabled}


def _rule(kind: RuleKind, kept: dict[str, Any] | None) -> Rule | None:
    if kept is None:
        return None
    return Rule(kind=kind, words=tuple(kept["words"]), most=kept["most"], enabled=kept["enabled"])
