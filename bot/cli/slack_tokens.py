"""Finds and keeps Slack's two tokens; they are shown nowhere."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.core.errors import TummlerError
from bot.settings import Settings

KEPT = "slack.tokens"
"""The file in the data folder, readable by its owner alone: one token on each line.

The signing secret is never kept there: it is a setting, or a secret of the service's manager.
"""
BOT, APP = "xoxb-", "xapp-"


@dataclass(eq=False)
class TokensMisshapen(TummlerError):
    """{what}. A bot token begins with xoxb- (page OAuth & Permissions), an app token with xapp-
    (page Basic Information, App-Level Tokens, scope connections:write). Nothing was kept.
    """

    what: str


@dataclass(eq=False)
class TokenOfThePairMissing(TummlerError):
    """Slack needs two tokens, and {missing} is missing. `tummler connect slack` asks for both."""

    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a workspace's app is known by: with `app` through a socket, with `secret` over HTTP."""

    bot: str = field(repr=False)
    app: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)


def tokens_of(settings: Settings) -> Tokens | None:
    """The tokens in force: the variables, or what was kept; None: there are none.

    Raises TokensMisshapen and TokenOfThePairMissing.
    """
    given = (settings.slack_bot_token, settings.slack_app_token)
    socket = settings.slack_events == "socket"
    kept = settings.data / KEPT
    if any(given):
        bot, app = (each.get_secret_value().strip() if each else "" for each in given)
        found = pair(bot, app, socket=socket)
    elif kept.is_file():
        found = read(kept, socket=socket)
    else:
        return None
    signing = settings.slack_signing_secret
    return replace(found, secret=signing.get_secret_value().strip() if signing else None)


def read(file: Path, *, socket: bool = True) -> Tokens:
    """The two tokens of a file, in whichever order. Raises as `pair` does."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    strange = [line for line in lines if line and not line.startswith((BOT, APP))]
    if strange:
        raise TokensMisshapen(_strange(strange[0]))
    bot = next((line for line in lines if line.startswith(BOT)), "")
    app = next((line for line in lines if line.startswith(APP)), "")
    return pair(bot, app, socket=socket)


def pair(bot: str, app: str, *, socket: bool = True) -> Tokens:
    """Both; without a `socket` the bot's is enough.

    Raises TokensMisshapen for what is no such token, and TokenOfThePairMissing.
    """
    for token, begins in ((bot, BOT), (app, APP)):
        if token and not token.startswith(begins):
            raise TokensMisshapen(_strange(token))
    if not bot or (socket and not app):
        raise TokenOfThePairMissing("the bot token" if not bot else "the app token")
    return Tokens(bot=bot, app=app or None)


def keep(folder: Path, tokens: Tokens) -> Path:
    """Keep them in the data folder, for the owner's eyes."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / KEPT
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(f"{token}\n" for token in (tokens.bot, tokens.app) if token)
    path.chmod(0o600)
    return path


def _strange(token: str) -> str:
    if token.startswith("xoxp-"):
        return "That is a user's token (xoxp-), which Tummler never uses"
    if token.startswith((BOT, APP)):
        return "The bot token and the app token stand in each other's place"
    return "That is no token of Slack's"
