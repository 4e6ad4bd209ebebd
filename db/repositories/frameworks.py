"""Signed versions of everything that steers behaviour, kept as they were signed."""

import json
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select

from bot.core.changes import ChangeRecord
from bot.core.charter import QuietHours
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.restraint import Budget
from bot.core.rituals import Ritual
from bot.core.room_rules import RoomRule
from bot.core.trial import Phase, Plan, Rules, Stage
from bot.core.trust import Rung
from db.charter_body import charter_body, read_charter
from db.rows import key_of
from db.tables import frameworks
from db.transaction import Transaction
from db.working_set import message_text


class SqlFrameworks:
    """Frameworks in the store; the highest version is in force."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def current(self, community: CommunityId) -> Framework | None:
        """The version in force; None: nothing was ever signed."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        if not memory.framework_known:
            newest = select(frameworks).where(frameworks.c.community == community)
            newest = newest.order_by(frameworks.c.version.desc()).limit(1)
            row = (await self._unit.connection.execute(newest)).first()
            memory.framework = None if row is None else _read(row)
            memory.framework_known = True
        return memory.framework

    async def history(self, community: CommunityId) -> tuple[Framework, ...]:
        """Every version that was ever signed, oldest first."""
        signed = select(frameworks).where(frameworks.c.community == community)
        rows = await self._unit.connection.execute(signed.order_by(frameworks.c.version))
        return tuple(_read(row) for row in rows)

    async def sign(self, framework: Framework) -> None:
        """Keep a signed version and put it in force."""
        memory = self._unit.held.get(framework.community) or await self._unit.memory(
            framework.community
        )
        await self._unit.connection.execute(
            insert(frameworks).values(
                community=framework.community,
                version=framework.version,
                body=json.dumps(_body(framework)),
                signed_by=f"{framework.signed_by.platform}/{framework.signed_by.member}",
                signed_at=framework.signed_at,
            )
        )
        memory.framework, memory.framework_known = framework, True


def _body(framework: Framework) -> dict[str, Any]:
    charter, budget = framework.charter, framework.budget
    return {
        "charter": charter_body(charter),
        "budget": {
            "per_conversation": budget.per_conversation,
            "per_day": budget.per_day,
            "channel_gap": budget.channel_gap.total_seconds(),
            "people_between": budget.people_between,
            "messages_between": budget.messages_between,
            "bot_share": budget.bot_share,
            "private_gap": budget.private_gap.total_seconds(),
            "mention_gap": budget.mention_gap.total_seconds(),
        },
        "evidence": framework.evidence,
        "rungs": {practice: rung.value for practice, rung in framework.rungs.items()},
        "plans": [_plan_body(plan) for plan in framework.plans],
        "quiet_days": sorted(day.isoformat() for day in framework.quiet_days),
        "rituals": [
            {
                "message": message_text(each.message),
                "host": [each.host.platform, each.host.member],
                "at": each.at.isoformat(),
                "artefact": each.artefact,
            }
            for each in framework.rituals
        ],
        "doors": sorted([d.platform, d.space, d.channel] for d in framework.doors),
        "rooms": [_rule_body(room, rule) for room, rule in framework.rooms.items()],
        "change": _change_body(framework.change) if framework.change else None,
    }


def _rule_body(room: ChannelKey, rule: RoomRule) -> dict[str, Any]:
    hours = rule.quiet_hours
    return {
        "room": [room.platform, room.space, room.channel],
        "purpose": rule.purpose,
        "quiet": [hours.start.isoformat(), hours.end.isoformat()] if hours else None,
    }


def _read_rule(body: dict[str, Any]) -> tuple[ChannelKey, RoomRule]:
    platform, space, channel = body["room"]
    hours = None
    if body["quiet"] is not None:
        start, end = (time.fromisoformat(each) for each in body["quiet"])
        hours = QuietHours(start=start, end=end)
    rule = RoomRule(purpose=body["purpose"], quiet_hours=hours)
    return ChannelKey(platform=platform, space=space, channel=channel), rule


def _change_body(change: ChangeRecord) -> dict[str, Any]:
    return asdict(change) | {"review_on": change.review_on.isoformat()}


def _read_change(body: dict[str, Any] | None) -> ChangeRecord | None:
    if body is None:
        return None
    read: dict[str, Any] = {**body, "review_on": date.fromisoformat(body["review_on"])}
    return ChangeRecord(**read)


def _plan_body(plan: Plan) -> dict[str, Any]:
    return {
        "practice": plan.practice,
        "version": plan.version,
        "hypothesis": plan.hypothesis,
        "seed": plan.seed.hex(),
        "commitment": plan.commitment,
        "window": plan.window.total_seconds(),
        "starts_at": plan.starts_at.isoformat(),
        "earliest_end": plan.earliest_end.isoformat(),
        "signed_by": [plan.signed_by.platform, plan.signed_by.member],
        "signed_at": plan.signed_at.isoformat(),
        "stage": plan.stage.value if plan.stage else None,
        "phase": plan.phase.value,
        "probability": plan.probability,
        "covariates": plan.covariates,
        "rules": asdict(plan.rules),
        "analysis": plan.analysis,
        "source": plan.source,
        "quiet_from": plan.quiet_from.isoformat() if plan.quiet_from else None,
        "quiet_schedules": plan.quiet_schedules,
        "ended_at": plan.ended_at.isoformat() if plan.ended_at else None,
        "ended_because": plan.ended_because,
    }


def _read(row: Any) -> Framework:  # noqa: ANN401  # a row of `frameworks`
    body: dict[str, Any] = json.loads(row.body)
    community = CommunityId(row.community)
    platform, _, member = row.signed_by.partition("/")
    return Framework(
        community=community,
        version=row.version,
        charter=read_charter(community, body["charter"]),
        budget=_read_budget(body["budget"]),
        evidence=tuple(body["evidence"]),
        signed_by=MemberKey(platform=platform, member=member),
        signed_at=row.signed_at,
        rungs={practice: Rung(rung) for practice, rung in body["rungs"].items()},
        plans=tuple(_read_plan(community, plan) for plan in body["plans"]),
        quiet_days=frozenset(date.fromisoformat(day) for day in body["quiet_days"]),
        rituals=tuple(
            Ritual(
                message=key_of(community, each["message"]),
                host=MemberKey(platform=each["host"][0], member=each["host"][1]),
                at=datetime.fromisoformat(each["at"]),
                artefact=each["artefact"],
            )
            for each in body["rituals"]
        ),
        doors=frozenset(
            ChannelKey(platform=platform, space=space, channel=channel)
            for platform, space, channel in body["doors"]
        ),
        rooms=dict(_read_rule(each) for each in body.get("rooms", [])),
        change=_read_change(body.get("change")),
    )


def _read_budget(body: dict[str, Any]) -> Budget:
    gaps = {name: timedelta(seconds=body[name]) for name in body if name.endswith("_gap")}
    read: dict[str, Any] = body | gaps
    return Budget(**read)


def _read_plan(community: CommunityId, body: dict[str, Any]) -> Plan:
    platform, member = body["signed_by"]
    return Plan(
        community=community,
        practice=body["practice"],
        version=body["version"],
        hypothesis=body["hypothesis"],
        seed=bytes.fromhex(body["seed"]),
        commitment=body["commitment"],
        window=timedelta(seconds=body["window"]),
        starts_at=datetime.fromisoformat(body["starts_at"]),
        earliest_end=datetime.fromisoformat(body["earliest_end"]),
        signed_by=MemberKey(platform=platform, member=member),
        signed_at=datetime.fromisoformat(body["signed_at"]),
        stage=Stage(body["stage"]) if body["stage"] else None,
        phase=Phase(body["phase"]),
        probability=body["probability"],
        covariates=tuple(body["covariates"]),
        rules=Rules(**body["rules"]),
        analysis=body["analysis"],
        source=body["source"],
        quiet_from=date.fromisoformat(body["quiet_from"]) if body["quiet_from"] else None,
        quiet_schedules=body["quiet_schedules"],
        ended_at=datetime.fromisoformat(body["ended_at"]) if body["ended_at"] else None,
        ended_because=body["ended_because"],
    )
