"""What moderators write for a time of their own choice, and a steward signs."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.ids import MemberKey, MessageKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Ritual:
    """A moderator's own message, brought up once at a moment that was signed.

    `host`: who wrote it, under the keyed hash. `artefact`: what of the charter it is about.
    """

    message: MessageKey
    host: MemberKey
    at: datetime
    artefact: str
