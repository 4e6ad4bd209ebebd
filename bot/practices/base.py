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
from bot.core.ids import MemberKey, MessageKey, ProposalId
from bot.core.interventions import Audience, Proposal, Wording
from bot.core.messages import Message
from bot.core.privacy import OptIn
from bot.core.readings import Head
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
    person must have asked for before it addresses them.

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
    def terms(self) -> Terms:
        """What the gates hold this practice to."""
        return Terms(
            ceiling=self.mode.ceiling,
            threshold=self._threshold,
            heads=self.heads,
            opt_in=self.opt_in,
        )

    @abstractmethod
    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """How long after its opening this practice wants to look at the conversation.

        None: never, as far as can be said now. Pure, and asked again after an edit.
        """

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
    ) -> Proposal:
        """The proposal of this practice for one need; its id is the same in every run.

        `template` names the wording; the reason is the sentence `<key>-because`, which may say how
        long the need has waited, or that a person came first.
        """
        language = (need.reading.language if need.reading else None) or ""
        because = _because(self.key, language, snapshot, need)
        slots = {"because": because, "volunteer": VOLUNTEER, LANGUAGE: language}
        return Proposal(
            id=ProposalId(f"{self.key}:{snapshot.conversation.id}"),
            practice=self.key,
            at=snapshot.now,
            conversation=snapshot.conversation.id,
            channel=snapshot.conversation.channel,
            audience=audience,
            addressee=addressee,
            need=need.key,
            wording=Wording(template=template, slots=slots),
            because=because,
            cites=(need.key,),
            confidence=confidence,
            needs=needs,
            window=self.window,
        )


def _because(practice: str, language: str, snapshot: Snapshot, need: Message) -> str:
    if first_answer(snapshot.conversation, need.key) is not None:
        return _said(language, "answered-because")
    count, unit = _waited(snapshot.now - need.at)
    return _said(language, f"{practice}-because", count, unit)


@lru_cache(maxsize=4096)  # whole minutes, hours and days: few sentences, said very often
def _said(language: str, name: str, count: int = 0, unit: str = "") -> str:
    return _phrases(language).say(name, count=count, unit=unit)


def _phrases(language: str) -> Phrases:
    """The sentences of this language, or the English ones: a reason is shown even unspoken."""
    try:
        return phrases(language)
    except UnknownLanguage:
        return phrases()


def _waited(wait: timedelta) -> tuple[int, str]:
    """A wait as a whole count of the largest unit that still says it well."""
    for unit, length, until in _UNITS:
        if wait < until:
            return wait // length, unit
    return wait.days, "days"
