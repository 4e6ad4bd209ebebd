"""Empties the encoder's memory whenever the store lets go of something."""

from dataclasses import dataclass

from bot.core.ports import Encoder
from bot.services.privacy import Files


@dataclass(frozen=True, slots=True)
class LettingGo:
    """The store's files, and what the encoder remembers: both are cleaned, this memory first.

    The vectors of a text go with the text, whether its time was up or its author asked.
    """

    files: Files
    encoder: Encoder

    async def settle(self) -> None:
        """After texts whose time was up were deleted."""
        self.encoder.forget()
        await self.files.settle()

    async def rebuild(self) -> None:
        """After a member or a community was forgotten."""
        self.encoder.forget()
        await self.files.rebuild()
