"""What moderators say of single rooms: what each is for, and hours in which it is left alone."""

from dataclasses import dataclass

from bot.core.charter import QuietHours

LONGEST_PURPOSE = 200
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRule:
    """What holds in one room besides the charter: it can only keep more silent, never less.

    `purpose`: what the room is for, in the moderators' words; empty: not said.
    """

    purpose: str = ""
    quiet_hours: QuietHours | None = None

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        return not self.purpose and self.quiet_hours is None
