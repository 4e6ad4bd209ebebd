"""What every command shares: the settings in force, and how it talks to the person."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError
from rich.console import Console

from bot.cli.errors import SettingsWrong, UnknownZone
from bot.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The options that go with every command."""

    data: Path | None
    quiet: bool
    debug: bool

    def settings(self, **given: object) -> Settings:
        """The settings in force: options over environment. Raises SettingsWrong."""
        chosen = {name: value for name, value in given.items() if value is not None}
        if self.data is not None:
            chosen["data"] = self.data
        try:
            return Settings(**chosen)  # pyright: ignore[reportArgumentType]  # values are validated
        except ValidationError as wrong:
            faults = "; ".join(
                f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}"
                for each in wrong.errors(include_input=False)
            )
            raise SettingsWrong(faults) from None

    @property
    def console(self) -> Console:
        """Where progress and results for people go; with --quiet nothing but results."""
        return Console(stderr=True, quiet=self.quiet, highlight=False, soft_wrap=True)


def known_zone(name: str) -> str:
    """The name of an IANA zone; raises UnknownZone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(name) from None
    return name
