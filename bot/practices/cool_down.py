"""Show moderators, and nobody else, a quarrel that has not mended itself."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from bot.core.conversations import Conversation
from bot.core.gates import HOSTILE
from bot.core.growth import Growth
from bot.core.ids import MessageKey
from bot.core.interventions import Audience, Proposal
from bot.core.messages import Message
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, Practice


class CoolDown(Practice):
    """Cool down (practices.md, A-13): moderators are shown the talk; the room hears nothing.

    It waits for the next turn first, for most quarrels end by themselves: a last word that is not
    hostile ends its interest. It also asks for a forecast that the talk is going wrong, and no
    forecast here is better than the plain guess, so for now it is never measured and stays silent.
    """

    key: ClassVar[str] = "cool_down"
    human_name: ClassVar[str] = "Cool down"
    mode: ClassVar[Mode] = Mode.MODERATOR_ASSIST
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.MODERATOR_ROOM})
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = ("cool_down-show",)
    heads: ClassVar[frozenset[Head]] = frozenset({Head.HOSTILITY, Head.DERAILMENT})
    exempt: ClassVar[frozenset[Reason]] = frozenset(
        {Reason.HEATED, Reason.SOMEONE_IS_TALKING, Reason.TALK_IS_WELL}
    )

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        turns: int = field(
            default=2,
            metadata={"description": "From how many hostile turns on a quarrel is shown."},
        )
        latest: int = field(
            default=10,
            metadata={"description": "Among how many of the latest messages they are looked for."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def stirs(self, growth: Growth) -> bool:
        """A hostile turn that is not the only one of late."""
        if not _hostile(growth.messages[-1]):
            return False
        latest = growth.messages[-self.settings.latest :]
        return sum(map(_hostile, latest)) >= self.settings.turns

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Show the quarrel where the last word in it, after a turn's time, is still hostile."""
        conversation = self.settled(snapshot)
        if conversation is None:
            return None
        latest = conversation.humans[-self.settings.latest :]
        hostile = [message for message in latest if _hostile(message)]
        if len(hostile) < self.settings.turns or hostile[-1] != latest[-1]:
            return None
        return self.proposal(
            snapshot,
            hostile[-1],
            audience=Audience.MODERATORS,
            template="cool_down-show",
            needs=self.needs,
            confidence=self.score(hostile[-1], Head.HOSTILITY) or 0.0,
            cites=tuple(message.key for message in hostile),
        )

    def reached(self, conversation: Conversation, need: MessageKey, until: datetime) -> bool:
        """Whether nobody was hostile again after that, and the talk still stands."""
        after = [m for m in conversation.humans if until - self.window < m.at <= until]
        there = any(m.key == need for m in conversation.messages)
        return there and not any(_hostile(m) for m in after if m.key != need)


def _hostile(message: Message) -> bool:
    return message.says(Head.HOSTILITY, HOSTILE) and message.human
