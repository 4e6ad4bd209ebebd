"""Reads how several workspaces of Slack install the app; a single one needs nothing of this."""

from dataclasses import dataclass, field
from typing import Final

from bot.cli.errors import SettingMissing
from bot.core.errors import TummlerError
from bot.settings import Settings

OF_THE_APP: Final = ("slack_client_id", "slack_client_secret")
OF_ONE: Final = ("slack_bot_token", "slack_app_token")


@dataclass(eq=False)
class OneOrSeveral(TummlerError):
    """{one} is of a single workspace, and {several} is of an app that several install. Unset one
    of them: with TUMMLER_SLACK_CLIENT_ID each workspace gives its own token when it installs.
    """

    one: str
    several: str


@dataclass(eq=False)
class StaffMisshapen(TummlerError):
    """TUMMLER_SLACK_STAFF names the moderators' channel of each workspace, as T0123:C0456, with
    commas; this is none: {given}.
    """

    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """What Slack knows the app by that workspaces install, and what it signs requests with."""

    client_id: str
    client_secret: str = field(repr=False)
    signing: str = field(repr=False)


def app_of(settings: Settings) -> App | None:
    """The app in force; None: there is none, and Slack is of one workspace.

    Raises SettingMissing where it is half set up, and OneOrSeveral.
    """
    given = [name for name in OF_THE_APP if getattr(settings, name) is not None]
    if not given:
        return None
    said = " and ".join(_variable(name) for name in given)
    of_one = [_variable(name) for name in OF_ONE if getattr(settings, name) is not None]
    if of_one:
        raise OneOrSeveral(" and ".join(of_one), said)
    if settings.slack_events != "http":
        raise SettingMissing("Slack", "TUMMLER_SLACK_EVENTS=http", said)
    identity, secret = settings.slack_client_id, settings.slack_client_secret
    signing = settings.slack_signing_secret
    if identity is None or secret is None or signing is None:
        needed = (*OF_THE_APP, "slack_signing_secret")
        missing = next(name for name in needed if getattr(settings, name) is None)
        raise SettingMissing("Slack", _variable(missing), said)
    return App(
        client_id=identity.strip(),
        client_secret=secret.get_secret_value().strip(),
        signing=signing.get_secret_value().strip(),
    )


def staff_of(settings: Settings) -> dict[str, str]:
    """The moderators' channel of each workspace that has one. Raises StaffMisshapen."""
    found: dict[str, str] = {}
    for each in (settings.slack_staff or "").split(","):
        team, _, channel = each.strip().partition(":")
        if not team:
            continue
        if not channel:
            raise StaffMisshapen(each.strip())
        found[team] = channel
    return found


def _variable(name: str) -> str:
    return f"TUMMLER_{name.upper()}"
