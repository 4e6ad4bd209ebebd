"""Which platform is connected: what was set, or what was kept by `tummler connect`."""

from dataclasses import dataclass

from bot.cli.discord_token import token_of
from bot.cli.errors import SettingMissing, UnknownPlatform
from bot.cli.slack_tokens import KEPT, Tokens, tokens_of
from bot.cli.slack_workspaces import App, app_of
from bot.settings import Settings

PLATFORMS = ("discord", "slack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """What is to be served: one of the two, or both in one process.

    `slack`: the tokens of one workspace, or the app that several install.
    """

    discord: str | None = None
    slack: Tokens | App | None = None


def connected(settings: Settings) -> Connected | None:
    """What is connected here; None: nothing is.

    Raises UnknownPlatform, SettingMissing for a platform that is half set up, TokenFileMissing,
    TokensMisshapen and OneOrSeveral; each names what to change.
    """
    for name in settings.platforms:
        if name not in PLATFORMS:
            raise UnknownPlatform(name)
    wanted = settings.platforms or PLATFORMS
    discord = token_of(settings) if "discord" in wanted else None
    slack = _slack(settings) if "slack" in wanted else None
    if discord is None and "discord" in settings.platforms:
        raise SettingMissing("Discord", "TUMMLER_DISCORD_TOKEN", "TUMMLER_PLATFORMS")
    if discord is None and slack is None:
        return None
    return Connected(discord=discord, slack=slack)


def _slack(settings: Settings) -> Tokens | App | None:
    return app_of(settings) or _one(settings)


def _one(settings: Settings) -> Tokens | None:
    kept = (settings.data / KEPT).exists()
    if settings.slack_events == "http":
        return _by_http(settings, kept=kept)
    if settings.slack_signing_secret:
        said = "TUMMLER_SLACK_SIGNING_SECRET"
        raise SettingMissing("Slack", "TUMMLER_SLACK_EVENTS=http", said)
    fields = ("slack_bot_token", "slack_app_token")
    given = [field for field in fields if getattr(settings, field) is not None]
    asked = "slack" in settings.platforms and not kept
    if given or asked:
        said = " and ".join(f"TUMMLER_{field.upper()}" for field in given) or "TUMMLER_PLATFORMS"
        for field in fields:
            if field not in given:
                raise SettingMissing("Slack", f"TUMMLER_{field.upper()}", said)
    return tokens_of(settings)


def _by_http(settings: Settings, *, kept: bool) -> Tokens | None:
    """The bot token, set or kept, and what Slack signs with; no app token is needed."""
    if not settings.slack_signing_secret:
        said = "TUMMLER_SLACK_EVENTS"
        raise SettingMissing("Slack", "TUMMLER_SLACK_SIGNING_SECRET", said)
    if not kept and not settings.slack_bot_token:
        said = "TUMMLER_SLACK_EVENTS and TUMMLER_SLACK_SIGNING_SECRET"
        raise SettingMissing("Slack", "TUMMLER_SLACK_BOT_TOKEN", said)
    return tokens_of(settings)
