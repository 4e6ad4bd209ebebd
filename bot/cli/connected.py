"""Which platform is connected: what was set, or what was kept by `tummler connect`."""

from dataclasses import dataclass

from bot.cli.discord_token import token_of
from bot.cli.errors import SettingMissing, UnknownPlatform
from bot.cli.slack_tokens import KEPT, Tokens, tokens_of
from bot.core.errors import TummlerError
from bot.settings import Settings

PLATFORMS = ("discord", "slack")


@dataclass(eq=False)  # errors are compared by identity
class TwoAtOnce(TummlerError):
    """Discord and Slack are both connected, and one process serves one of them. Say which, with
    TUMMLER_PLATFORMS=discord or TUMMLER_PLATFORMS=slack, and give the other a folder of its own by
    --data.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """What is to be served: one of the two."""

    discord: str | None = None
    slack: Tokens | None = None


def connected(settings: Settings) -> Connected | None:
    """What is connected here; None: nothing is.

    Raises UnknownPlatform, SettingMissing for a platform that is half set up, TwoAtOnce, and
    TokenFileMissing, TokensMisshapen; each names what to change.
    """
    for name in settings.platforms:
        if name not in PLATFORMS:
            raise UnknownPlatform(name)
    wanted = settings.platforms or PLATFORMS
    discord = token_of(settings) if "discord" in wanted else None
    slack = _slack(settings) if "slack" in wanted else None
    if discord is None and "discord" in settings.platforms:
        raise SettingMissing("Discord", "TUMMLER_DISCORD_TOKEN", "TUMMLER_PLATFORMS")
    if discord is not None and slack is not None:
        raise TwoAtOnce
    if discord is None and slack is None:
        return None
    return Connected(discord=discord, slack=slack)


def _slack(settings: Settings) -> Tokens | None:
    fields = ("slack_bot_token", "slack_app_token")
    given = [field for field in fields if getattr(settings, field) is not None]
    asked = "slack" in settings.platforms and not (settings.data / KEPT).exists()
    if given or asked:
        said = " and ".join(f"TUMMLER_{field.upper()}" for field in given) or "TUMMLER_PLATFORMS"
        for field in fields:
            if field not in given:
                raise SettingMissing("Slack", f"TUMMLER_{field.upper()}", said)
    return tokens_of(settings)
