"""Show moderators two talks on one topic, held by people who never meet."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.interventions import Audience, Proposal
from bot.core.senses import Sense
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, People, Practice


class BridgeCamps(Practice):
    """Bridge camps and silos (practices.md, A-19): a draft that points each talk to the other.

    Only a moderator sends it, and only into places that its readers may see. Which message bridges
    a quarrel best is not measured by anything here, so quarrels are not bridged.
    """

    key: ClassVar[str] = "bridge_camps"
    human_name: ClassVar[str] = "Bridge camps and silos"
    mode: ClassVar[Mode] = Mode.MODERATOR_ASSIST
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.MODERATOR_ROOM, Capability.LINK})
    window: ClassVar[timedelta] = timedelta(days=7)
    templates: ClassVar[tuple[str, ...]] = ("bridge_camps-point",)
    senses: ClassVar[frozenset[Sense]] = frozenset({Sense.RELATED, Sense.CAMPS})
    needs_answer: ClassVar[bool] = False

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        words: int = field(
            default=25,
            metadata={
                "description": "From how many words on an opening says enough to be compared."
            },
        )
        within: timedelta = field(
            default=timedelta(days=7),
            metadata={"description": "How far apart in time the two talks may have begun."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """When three quarters here have had their first reply, for an opening of some length."""
        del people  # whoever wrote it
        opening = self.need(conversation)
        if opening is None or pace is None or opening.words < self.settings.words:
            return None
        return pace.first_reply_p75

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """Point to the likest talk of late whose author keeps to other people."""
        opening = self.due(snapshot)
        since = snapshot.now - self.settings.within
        other = next((r for r in snapshot.related or () if r.apart and r.opened_at >= since), None)
        if opening is None or other is None or other.author == opening.author:
            return None
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.MODERATORS,
            template="bridge_camps-point",
            needs=self.needs,
            confidence=1.0,
            cites=(other.opening,),
        )
