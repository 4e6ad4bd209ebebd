"""Finds and keeps Discord's bot token; it is shown nowhere."""

import os
from dataclasses import dataclass
from pathlib import Path

from bot.core.errors import TummlerError
from bot.settings import Settings

KEPT = "discord.token"
"""The file in the data folder, readable by its owner alone."""


@dataclass(eq=False)
class TokenFileMissing(TummlerError):
    """There is no token in {path}. Write it there, or unset TUMMLER_DISCORD_TOKEN_FILE."""

    path: Path


def token_of(settings: Settings) -> str | None:
    """The token in force: the variable, the file it names, or what was kept; None: there is none.

    Raises TokenFileMissing.
    """
    if settings.discord_token is not None:
        return settings.discord_token.get_secret_value().strip()
    named = settings.discord_token_file
    path = named or settings.data / KEPT
    token = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
    if named is not None and not token:
        raise TokenFileMissing(named)
    return token or None


def keep_token(folder: Path, token: str) -> Path:
    """Keep a token in the data folder, for the owner's eyes."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / KEPT
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(token + "\n")
    path.chmod(0o600)
    return path
