"""What every practice is, and the few things they all do alike."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import ClassVar

from bot.core.capabilities import Capability
from bot.core.conversations import Conversation, Pace, first_answer, parent_by_child
from bot.core.gates import Terms
from bot.core.growth import Growth
from bot.core.ids import MemberKey, MessageKey, ProposalId
from bot.core.interventions import Audience, Proposal, Wording
from bot.core.messages import Message
from bot.core.privacy import OptIn
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.core.senses import Sense
from bot.core.snapshots import Person, Snapshot
from bot.core.trust import Rung
from prompts import Phrases, UnknownLanguage, phrases

# A practice names what it needs through this module: only Delivery may hold what can speak.
__all__ = ["LANGUAGE", "VOLUNTEER", "Capability", "Mode", "People", "Practice"]

VOLUNTEER = "@volunteer"
"""Stands in a text where Delivery puts the mention of the addressee."""
LANGUAGE = "language"
"""The slot that names the language to speak: that of the message that waits, where it is known."""

_UNITS = (
    ("minutes", timedelta(minutes=1), timedelta(hours=2)),
    ("hours", timedelta(hours=1), timedelta(days=2)),
)
"""A wait is told in the first unit whose limit it does not reach."""

People = Mapping[MemberKey, Person]


class Mode(StrEnum):
    """The most a practice may ever do (practices.md, section 2)."""

    SPEAK = "speak"
    MODERATOR_ASSIST = "moderator-assist"
    OPT_IN = "opt-in"
    SCHEDULED = "scheduled"
    RULE = "rule"

    @property
    def ceiling(self) -> Rung:
        """The highest rung it may reach."""
        return _CEILINGS[self]


_CEILINGS: Mapping[Mode, Rung] = {
    Mode.SPEAK: Rung.SPEAK,
    Mode.MODERATOR_ASSIST: Rung.SUGGEST,
    Mode.OPT_IN: Rung.SPEAK,
    Mode.SCHEDULED: Rung.SPEAK,
    Mode.RULE: Rung.LISTEN,
}


class Practice(ABC):
    """A policy that may propose one kind of move. It never acts, waits, reads a clock or draws.

    `key` is the name of its file, `mode` the most it may do, `needs` every capability that it may
    ask for, `window` how long its outcome is looked at, `templates` the names of its wordings in
    prompts/locales, `heads` what must have been read of the message that waits, `opt_in` what a
    person must have asked for before it addresses them, `senses` what the house must be able to
    know besides: where it cannot, this one is not asked at all; `helped_by` what it makes use of
    where the house knows it. `exempt` names gates that would ask
    for the very thing it is there for; `needs_answer` is False where its need is another than
    an answer. `only_opted_in`: it does nothing where nobody has asked for it.

    One that waits for a reply to an opening says when in `watch`; one whose need may come up later
    in the talk says so in `stirs`, and in `patience` how long after it wants to look.

    Whether people have answered already is not for a practice to ask: the gates do, so that the
    ledger accounts for every need.
    """

    key: ClassVar[str]
    human_name: ClassVar[str]
    mode: ClassVar[Mode]
    needs: ClassVar[frozenset[Capability]]
    window: ClassVar[timedelta]
    templates: ClassVar[tuple[str, ...]]
    heads: ClassVar[frozenset[Head]] = frozenset()
    opt_in: ClassVar[OptIn] = OptIn.ASK_ME
    senses: ClassVar[frozenset[Sense]] = frozenset()
    helped_by: ClassVar[frozenset[Sense]] = frozenset()
    exempt: ClassVar[frozenset[Reason]] = frozenset()
    needs_answer: ClassVar[bool] = True
    only_opted_in: ClassVar[bool] = False

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings:
        """What a moderator may tune, each with a description; a practice with more extends this."""

        threshold: float = field(
            default=0.6,
            metadata={"description": "How sure, from 0 to 1, the need of a word must be."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self._threshold = (settings or self.Settings()).threshold

    @property
    def wants(self) -> frozenset[Sense]:
        """What is to be worked out for it, where the house can."""
        return self.senses | self.helped_by

    @property
    def terms(self) -> Terms:
        """What the gates hold this practice to."""
        return Terms(
            ceiling=self.mode.ceiling,
            threshold=self._threshold,
            heads=self.heads,
            opt_in=self.opt_in,
            exempt=self.exempt,
            needs_answer=self.needs_answer,
        )

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """How long after its opening this practice wants to look at the conversation.

        None: never, as far as can be said now. Pure, and asked again after an edit.
        """
        del conversation, pace, people  # who does not wait for an opening never wants to
        return None

    def stirs(self, growth: Growth) -> bool:
        """Whether the message that a person just added may have brought up a need; in a few steps.

        Asked at every message but openings, so it looks at the latest messages only. Pure.
        """
        del growth  # most practices wait for an opening alone
        return False

    def patience(self, pace: Pace) -> timedelta:
        """How long after a message that stirs it, or after a later one, it wants to look."""
        return pace.median_gap

    def again(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> datetime | None:
        """When it wants to look, as far as can be said now; None: never."""
        if type(self).stirs is not Practice.stirs:
            return None if pace is None else conversation.last_at + self.patience(pace)
        wait = self.watch(conversation, pace, people)
        return None if wait is None else conversation.opened_at + wait

    @abstractmethod
    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """What it would do now, or None where nobody waits for anything it can help with. Pure."""

    def reached(self, conversation: Conversation, need: MessageKey, until: datetime) -> bool:
        """Whether another person had answered the need by `until`: this practice's outcome.

        Bots do not count, and neither does anything said below a message of ours.
        """
        asker = next((m.author for m in conversation.messages if m.key == need), None)
        parents = parent_by_child(conversation.links)
        below = {need}
        for message in conversation.messages:
            if message.own or message.at > until or parents.get(message.key) not in below:
                continue
            below.add(message.key)
            if message.human and message.author != asker:
                return True
        return False

    def need(self, conversation: Conversation) -> Message | None:
        """The opening, if a person wrote it and it still stands; what is gone waits for nothing."""
        opening = next(iter(conversation.messages), None)
        if opening is None or not opening.human or opening.at > conversation.opened_at:
            return None
        return opening

    def due(self, snapshot: Snapshot) -> Message | None:
        """The opening, once it has waited as long as `watch` asks; None before, or never."""
        opening = self.need(snapshot.conversation)
        wait = self.watch(snapshot.conversation, snapshot.pace, snapshot.people)
        if opening is None or wait is None or snapshot.now - opening.at < wait:
            return None
        return opening

    def settled(self, snapshot: Snapshot) -> Conversation | None:
        """The conversation, once nobody has written in it for as long as `patience` asks."""
        conversation, pace = snapshot.conversation, snapshot.pace
        if pace is None or not conversation.messages:
            return None
        rest = snapshot.now - conversation.messages[-1].at
        return conversation if rest >= self.patience(pace) else None

    def score(self, message: Message, head: Head) -> float | None:
        """How surely the message is of this kind, in 0..1; None where that was not measured."""
        return message.reading.scores.get(head) if message.reading else None

    def proposal(
        self,
        snapshot: Snapshot,
        need: Message,
        *,
        audience: Audience,
        template: str,
        needs: frozenset[Capability],
        confidence: float,
        addressee: MemberKey | None = None,
        cites: tuple[MessageKey, ...] = (),
        unmeasured: tuple[str, ...] = (),
    ) -> Proposal:
        """The proposal of this practice for one need; its id is the same in every run.

        `template` names the wording; the reason is the sentence `<key>-because`, which may say how
        long the need has waited, or that a person came first. `cites`: messages besides the need.
        """
        language = (need.reading.language if need.reading else None) or ""
        conversation = snapshot.conversation
        came_first = self.needs_answer and first_answer(conversation, need.key) is not None
        because = _because(self.key, language, snapshot.now - need.at, came_first=came_first)
        opens = need.key == conversation.messages[0].key
        about = conversation.id if opens else f"{conversation.id}:{need.key.message}"
        slots = {"because": because, "volunteer": VOLUNTEER, LANGUAGE: language}
        return Proposal(
            id=ProposalId(f"{self.key}:{about}"),
            practice=self.key,
            at=snapshot.now,
            conversation=conversation.id,
            channel=conversation.channel,
            audience=audience,
            addressee=addressee,
            need=need.key,
            wording=Wording(template=template, slots=slots),
            because=because,
            cites=(need.key, *(key for key in cites if key != need.key)),
            confidence=confidence,
            needs=needs,
            window=self.window,
            unmeasured=unmeasured,
        )


def _because(practice: str, language: str, waited: timedelta, *, came_first: bool) -> str:
    if came_first:
        return _said(language, "answered-because")
    count, unit = _waited(waited)
    return _said(language, f"{practice}-because", count, unit)


@lru_cache(maxsize=4096)  # whole minutes, hours and days: few sentences, said very often
def _said(language: str, name: str, count: int = 0, unit: str = "") -> str:
    return _phrases(language, name).say(name, count=count, unit=unit)


def _phrases(language: str, name: str) -> Phrases:
    """The sentences of this language, or the English ones: a reason is shown even unspoken."""
    try:
        said = phrases(language)
    except UnknownLanguage:
        return phrases()
    return said if said.knows(name) else phrases()


def _waited(wait: timedelta) -> tuple[int, str]:
    """A wait as a whole count of the largest unit that still says it well."""
    for unit, length, until in _UNITS:
        if wait < until:
            return wait // length, unit
    return wait.days, "days"
