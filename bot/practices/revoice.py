"""Offer a moderator to say back what a long message says, once anything can tell its claims."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar

from bot.core.conversations import Conversation, Pace
from bot.core.interventions import Audience, Proposal
from bot.core.snapshots import Snapshot
from bot.practices.base import Capability, Mode, People, Practice


class Revoice(Practice):
    """Say it back (practices.md, A-08): a long message without uptake is put in a few words.

    It asks for a message of at least two claims that nobody took up. Nothing here counts claims or
    hears disagreement, so what it finds is written down as not measured and nothing is drafted. A
    worked example: 96 words, two claims ("rye needs longer", "my oven is too cool for it"), nobody
    took either up; the draft would be two lines, each asking whether that was meant.
    """

    key: ClassVar[str] = "revoice"
    human_name: ClassVar[str] = "Say it back"
    mode: ClassVar[Mode] = Mode.MODERATOR_ASSIST
    needs: ClassVar[frozenset[Capability]] = frozenset({Capability.MODERATOR_ROOM})
    window: ClassVar[timedelta] = timedelta(hours=24)
    templates: ClassVar[tuple[str, ...]] = ("revoice-draft",)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Settings(Practice.Settings):
        """What a moderator may tune."""

        words: int = field(
            default=80,
            metadata={"description": "From how many words on a message may be hard to take up."},
        )

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or self.Settings()
        super().__init__(self.settings)

    def watch(
        self, conversation: Conversation, pace: Pace | None, people: People
    ) -> timedelta | None:
        """When three quarters here have had their first reply, for a long opening."""
        del people  # whoever wrote it
        opening = self.need(conversation)
        if opening is None or pace is None or opening.words < self.settings.words:
            return None
        return pace.first_reply_p75

    def propose(self, snapshot: Snapshot) -> Proposal | None:
        """What it would offer, with what is missing to offer it."""
        opening = self.due(snapshot)
        if opening is None:
            return None
        return self.proposal(
            snapshot,
            opening,
            audience=Audience.MODERATORS,
            template="revoice-draft",
            needs=self.needs,
            confidence=0.0,
            unmeasured=("claims", "disagreement"),
        )
