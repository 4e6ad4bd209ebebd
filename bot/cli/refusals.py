"""What a person reads when `tummler charter` or `tummler prompts` does not take what was given."""

from dataclasses import dataclass
from pathlib import Path

from bot.core.errors import TummlerError


@dataclass(eq=False)
class CharterKept(TummlerError):
    """Not taken as the charter: {faults}. What you wrote is kept in {place}, and `tummler charter
    edit` opens it again.
    """

    faults: str
    place: Path


@dataclass(eq=False)
class WrittenMeanwhile(TummlerError):
    """Somebody else wrote or signed the charter while you did, so yours was not taken. It is kept
    in {place}; `tummler charter diff` shows theirs, and `tummler charter edit` opens yours again.
    """

    place: Path


@dataclass(eq=False)
class NotText(TummlerError):
    """{file} is no UTF-8 text, so it was not taken."""

    file: Path


@dataclass(eq=False)
class BadSetting(TummlerError):
    """--set takes FIELD=VALUE, such as tone=plain or quiet_hours.start=22:00:00, not {given}."""

    given: str


class PromptMissing(TummlerError):
    """Name a prompt, a file or a use, as in `tummler prompts show first-met`."""


@dataclass(eq=False)
class PromptUnfit(TummlerError):
    """{what} docs/prompts.md says how one is written."""

    what: str


class OutcomeMissing(TummlerError):
    """Say what came of it: --message PLATFORM/ID of what you posted, and it is looked up; or
    --exchange if two people talked upon it, --nothing if nobody did.
    """


class SignerMissing(TummlerError):
    """A charter is signed by a moderator: name yourself with --as PLATFORM:ID, as discord:1234."""
