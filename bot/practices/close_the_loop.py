"""Remind somebody, privately and only if they asked for it, of what they said they would report."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.growth import Growth
from bot.core.ids import MessageKey
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.privacy import OptIn
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.core.senses import Sense
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, Practice


class CloseTheLoop(Practice):
    """Close the loop (practices.md, A-18): a promise that others may still be waiting on.

    Who asked for reminders gets one in private; for everybody else a moderator is shown the message
    and may ask, or not. It waits until they have been about again: nobody is followed to where they
    are not. An update elsewhere is not recognised, so it may remind of what was told in passing.
    """

    key: ClassVar[str] = "close_the_loop"
    human_name: ClassVar[str] = "Close the loop"
    mode: ClassVar[Mode] = Mode.OPT_IN
    needs: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.PRIVATE_NOTE, Capability.MODERATOR_ROOM}
    )
    window: ClassVar[timedelta] = timedelta(days=7)
    templates: ClassVar[tuple[str, ...]] = ("close_the_loop-remind", "close_the_loop-show")
    heads: ClassVar[frozenset[Head]] = frozenset({Head.PROMISE})
    opt_in: ClassVar[OptIn] = OptIn.REMINDERS
    senses: ClassVar[frozenset[Sense]] = frozenset({Sense.ACTIVITY})
    exempt: ClassVar[frozenset[Reason]] = frozenset({Reason.TALK_IS_WELL})
    needs_answer: ClassVar[bool] = False

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        after: timedelta = field(
            default=timedelta(days=7),
            metadata={"description": "How long somebody has for what they said they would do."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def stirs(self, growth: Growth) -> bool:
        """Somebody said that they would do something and tell."""
        return growth.messages[-1].says(Head.PROMISE, self.settings.threshold)

    def patience(self, pace: Pace) -> timedelta:
        """As long as somebody has for it, whatever the channel's pace."""
        del pace
        return self.settings.after

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Remind them, or show it to a moderator, where they have been about and said no more."""
        promise = self._open(snapshot)
        if promise is None:
            return None
        consent = snapshot.consents.get(promise.author)
        asked = consent is not None and self.opt_in in consent.opt_ins
        need = Capability.PRIVATE_NOTE if asked else Capability.MODERATOR_ROOM
        return self.proposal(
            snapshot,
            promise,
            audience=Audience.MEMBER if asked else Audience.MODERATORS,
            template="close_the_loop-remind" if asked else "close_the_loop-show",
            needs=frozenset({need}),
            confidence=self.score(promise, Head.PROMISE) or 0.0,
            addressee=promise.author if asked else None,
        )

    def _open(self, snapshot: Snapshot) -> Message | None:
        """The latest promise whose time is over and whose author has not written here since."""
        told, sure = snapshot.conversation.humans, self.settings.threshold
        for place in range(len(told) - 1, -1, -1):
            said = told[place]
            if not said.says(Head.PROMISE, sure) or snapshot.now - said.at < self.settings.after:
                continue
            person = snapshot.people.get(said.author)
            about = person is not None and person.last_at is not None and person.last_at > said.at
            again = any(later.author == said.author for later in told[place + 1 :])
            return said if about and not again else None
        return None

    def reached(self, conversation: Conversation, need: MessageKey, until: datetime) -> bool:
        """Whether they told how it went: wrote here again, within the window."""
        said = next((m for m in conversation.humans if m.key == need), None)
        return said is not None and any(
            m.author == said.author and until - self.window < m.at <= until
            for m in conversation.humans
        )
