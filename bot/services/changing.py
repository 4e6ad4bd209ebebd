"""Changes the limits of the bot's speech, each with its evidence and a steward's signature."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from bot.core.changes import ChangeRecord
from bot.core.errors import OutOfRange, TummlerError
from bot.core.framework import Framework
from bot.core.ids import CommunityId, MemberKey
from bot.core.restraint import Budget
from bot.core.unit_of_work import OpenUnit
from bot.services.ladder import NoCharterYet, NotAModerator

LONGEST = 500
"""Characters of what is said for a change, each."""
LOOKED_AT_WITHIN = timedelta(days=366)
"""No change goes longer without another look."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One limit as people name and write it; its sentence is `setting-<name>`."""

    name: str
    field: str
    unit: timedelta | float | None = None
    """What one of its numbers stands for: an hour, a day, a hundredth; None: itself, and whole."""

    def shown(self, budget: Budget) -> str:
        """Its value, as it is written."""
        value = getattr(budget, self.field)
        return f"{value if self.unit is None else value / self.unit:g}"

    def read(self, said: str, budget: Budget) -> Budget:
        """The budget with this value. Raises NoSuchValue, and NotSignable beyond a ceiling."""
        try:
            number = float(said.strip().removesuffix("%").replace(",", "."))
            value = int(number) if self.unit is None else number * self.unit
        except (ValueError, OverflowError):
            raise NoSuchValue(said[:20]) from None
        if self.unit is None and value != number:
            raise NoSuchValue(said[:20])
        try:
            return replace(budget, **{self.field: value})
        except OutOfRange as beyond:
            raise NotSignable(self._written(beyond.low), self._written(beyond.high)) from None

    def _written(self, limit: float) -> str:
        """A hard limit in the unit in which people write the value; empty: there is none."""
        if math.isinf(limit):
            return ""
        if isinstance(self.unit, timedelta):
            return f"{limit / (self.unit / HOUR):g}"  # gaps are limited in hours
        return f"{limit / (self.unit or 1):g}"


SETTINGS: Final[Mapping[str, Setting]] = MappingProxyType(
    {
        each.name: each
        for each in (
            Setting(name="per-day", field="per_day"),
            Setting(name="per-conversation", field="per_conversation"),
            Setting(name="channel-gap", field="channel_gap", unit=HOUR),
            Setting(name="people-between", field="people_between"),
            Setting(name="messages-between", field="messages_between"),
            Setting(name="bot-share", field="bot_share", unit=0.01),
            Setting(name="private-gap", field="private_gap", unit=DAY),
            Setting(name="mention-gap", field="mention_gap", unit=DAY),
        )
    }
)
"""Every limit of restraint-and-policy.md, section 2, that a community may set for itself."""


class NoEvidence(TummlerError):
    """A change says what was seen, what follows from it, and what else might explain it."""


class NoSuchSetting(TummlerError):
    """There is no such setting."""


@dataclass(eq=False)
class NoSuchValue(TummlerError):
    """{value} is no value for that; it is a number."""

    value: str


@dataclass(eq=False)
class NotSignable(TummlerError):
    """Nobody can sign that: it lies between {least} and {most}; empty: there is no such end."""

    least: str
    most: str


class NoReviewDay(TummlerError):
    """A change is looked at again on a day within a year from now."""


class NothingChanged(TummlerError):
    """It is that already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says for a change, as they wrote it."""

    evidence: str
    insight: str
    rival: str
    review_on: str


class Changes:
    """Signs changes of limits, and reads every one that was ever signed."""

    def __init__(self, open_unit: OpenUnit) -> None:
        self._open_unit = open_unit

    async def records(self, community: CommunityId) -> tuple[tuple[Framework, ChangeRecord], ...]:
        """Every change with the version that it made, oldest first."""
        async with self._open_unit() as unit:
            signed = await unit.frameworks.history(community)
            await unit.commit()
        return tuple(
            (each, each.change)
            for each in signed
            if each.change is not None and each.change.version == each.version
        )

    async def sign(
        self,
        community: CommunityId,
        name: str,
        to: str,
        said: Said,
        *,
        by: MemberKey,
        at: datetime,
    ) -> Framework:
        """Put one limit in force, with its record. `by` is a plain id.

        Raises NoCharterYet, NotAModerator, NoSuchSetting, NoSuchValue, NotSignable, NoEvidence,
        NoReviewDay and NothingChanged; then nothing was changed.
        """
        setting = SETTINGS.get(name)
        if setting is None:
            raise NoSuchSetting
        async with self._open_unit() as unit:
            current = await unit.frameworks.current(community)
            if current is None:
                raise NoCharterYet
            signer = await unit.members.known_as(community, by)
            # Where a charter names nobody, whoever signed it is the one moderator that is known.
            if signer not in (current.charter.moderators or frozenset({current.signed_by})):
                raise NotAModerator
            budget = setting.read(to, current.budget)
            if budget == current.budget:
                raise NothingChanged
            record = _record(setting, current, budget, said, current.charter.local(at).date())
            signed = replace(
                current,
                version=record.version,
                budget=budget,
                evidence=(record.evidence,),
                change=record,
                signed_by=signer,
                signed_at=at,
            )
            await unit.frameworks.sign(signed)
            await unit.commit()
        return signed


def overdue(record: ChangeRecord, today: date) -> bool:
    """Whether it should have been looked at again by now."""
    return record.review_on < today


def _record(
    setting: Setting, current: Framework, budget: Budget, said: Said, today: date
) -> ChangeRecord:
    written = (said.evidence, said.insight, said.rival)
    evidence, insight, rival = (" ".join(each.split())[:LONGEST] for each in written)
    if not (evidence and insight and rival):
        raise NoEvidence
    try:
        review_on = date.fromisoformat(said.review_on.strip())
    except ValueError:
        raise NoReviewDay from None
    if not today < review_on <= today + LOOKED_AT_WITHIN:
        raise NoReviewDay
    return ChangeRecord(
        version=current.version + 1,
        setting=setting.name,
        before=setting.shown(current.budget),
        after=setting.shown(budget),
        evidence=evidence,
        insight=insight,
        rival=rival,
        review_on=review_on,
    )
