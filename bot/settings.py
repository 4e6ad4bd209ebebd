"""Every setting of the house, read once from the environment and a file, then passed as a value."""

import gc
import os
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.core.readings import LinkerChoice, ReaderChoice


def calculate_in_one_thread() -> None:
    """Keep NumPy's algebra library to one thread, unless the environment says otherwise.

    To be called before NumPy is loaded. Its other threads turn idly for seconds of every command:
    a week's numbers are too small to be shared out.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def collect_seldom() -> None:
    """Look for circles of dead objects after 20,000 new ones, not after Python's own 700.

    What is loaded stays: at 700 the collector goes through all of it four times over while a
    command starts, which is a sixth of that.
    """
    gc.set_threshold(20_000, 10, 10)


class Settings(BaseSettings):
    """What an operator may set. Each field is also an environment variable, TUMMLER_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="TUMMLER_", extra="forbid", frozen=True)

    data: Path = Field(
        default_factory=lambda: user_data_path("tummler"),
        description="The folder of database and keys; made on first use, readable by its owner.",
    )
    database: SecretStr | None = Field(
        default=None,
        description="The address of a PostgreSQL database; none: a file in the data folder.",
    )
    host: str = Field(default="127.0.0.1", description="Where the local page listens.")
    port: int = Field(
        default=8765, ge=0, le=65535, description="The local page's port; 0 takes any free one."
    )
    platforms: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Which platforms to serve, by name; none: the demo town."
    )
    discord_token: SecretStr | None = Field(default=None, description="The bot token of Discord.")
    discord_token_file: Path | None = Field(
        default=None,
        description="A file with that token; none: what `tummler connect discord` has kept.",
    )
    discord_content: Literal["required", "optional", "off"] = Field(
        default="required",
        description="Whether the words of messages are needed: `required`, `optional`, or `off`.",
    )
    discord_staff: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="The number of the moderators' channel, for the weekly digest; with commas "
        "where there are several servers.",
    )
    discord_signs: bool = Field(
        default=False,
        description="Whether what people mark as answered gets a reaction, and its forum's tag.",
    )
    discord_alerts: Annotated[tuple[Literal["joins", "automod"], ...], NoDecode] = Field(
        default=(),
        description="What moderators are alerted of beside talk, with commas: `joins`, many who "
        "come at once; `automod`, what a rule of AutoMod's held back.",
    )
    discord_shard: str | None = Field(
        default=None,
        pattern=r"^\d+(-\d+)?/[1-9]\d*$",
        description="Which parts of the servers this process hears, as 0/2, or 0-3/8 for four by a "
        "connection each; unset: all, by one connection.",
    )
    discord_rest: str = Field(
        default="https://discord.com/api/v10",
        description="Where Discord's REST API is; another only on this machine.",
    )
    discord_gateway: str = Field(
        default="wss://gateway.discord.gg/",
        description="Where Discord's gateway is; another only on this machine.",
    )
    slack_bot_token: SecretStr | None = Field(
        default=None, description="The bot token of Slack, beginning with xoxb-."
    )
    slack_app_token: SecretStr | None = Field(
        default=None, description="The app token of Slack, beginning with xapp-."
    )
    slack_events: Literal["socket", "http"] = Field(
        default="socket",
        description="How Slack tells what happens: `socket`, a connection of ours; or `http`, "
        "requests to /slack/events of the local page.",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None, description="What Slack signs its requests with; for `http` alone."
    )
    slack_client_id: str | None = Field(
        default=None,
        description="The id of an app that several workspaces install; the house then needs no "
        "token of its own, and `http`.",
    )
    slack_client_secret: SecretStr | None = Field(
        default=None, description="The client secret of that app."
    )
    slack_api: str | None = Field(
        default=None, description="Where Slack's Web API is; another only on this machine."
    )
    slack_history: Literal["internal", "distributed"] = Field(
        default="internal",
        description="How fast Slack lets the history be read: `internal`, an app that the "
        "workspace made for itself; `distributed`, 15 messages a minute, for one that is given to "
        "others outside of Slack's directory.",
    )
    slack_private: bool = Field(
        default=False,
        description="Whether private channels may be heard; the app then needs two more rights.",
    )
    slack_staff: str | None = Field(
        default=None,
        description="The id of the moderators' channel, such as C0123456789, for the digest; of "
        "several workspaces each as T0123456789:C0123456789, with commas.",
    )
    text_hours: int = Field(
        default=72, ge=0, le=720, description="How long members' words are kept; 0: never."
    )

    cache: Path = Field(
        default_factory=lambda: user_cache_path("tummler"),
        description="The folder of the encoder's weights and graphs; no talk is ever in it.",
    )
    encoder: Path | None = Field(
        default=None,
        description="A folder with model.safetensors and tokenizer.json; goes before the cache.",
    )
    fast: bool = Field(
        default=False,
        description="Encode in int8: twice as fast, and each vector depends on its neighbours.",
    )
    local_encoder: Path | None = Field(
        default=None,
        description="The folder of a transformers model in the encoder's place; needs torch.",
    )
    threads: int = Field(default=2, ge=1, le=64, description="Cores the encoder may use.")
    max_tokens: int = Field(
        default=256, ge=16, le=512, description="How much of a message the encoder reads."
    )

    linker: LinkerChoice | None = Field(
        default=None,
        description="Who tells what answers what, where nobody said so: `learned` from a busy help "
        "channel, or `rules`. Unset: learned, and in a replay rules.",
    )
    reader: ReaderChoice = Field(
        default=ReaderChoice.HEADS,
        description="Who says what a message is: small learned heads, or word lists alone.",
    )

    @property
    def lasting_linker(self) -> LinkerChoice:
        """Of a house that keeps words for a while, on which the learned one looks back."""
        return self.linker or LinkerChoice.LEARNED

    @property
    def replaying_linker(self) -> LinkerChoice:
        """Of a replay, which keeps no words, may be stopped, and is to be over soon."""
        return self.linker or LinkerChoice.RULES

    @property
    def server(self) -> str | None:
        """The address of the PostgreSQL database, as `open_house` takes it."""
        return self.database.get_secret_value() if self.database else None

    @field_validator("discord_shard", mode="after")
    @classmethod
    def _one_of_them(cls, given: str | None) -> str | None:
        """Shards are counted from nought."""
        if given is not None:
            numbers, _, count = given.partition("/")
            first, _, last = numbers.partition("-")
            if int(last or first) >= int(count):
                raise ValueError("shards are counted from 0, so the last of two is 1/2")
            if int(first) > int(last or first):
                raise ValueError("the first of several shards comes before the last, as in 0-3/8")
        return given

    @field_validator("discord_staff", mode="after")
    @classmethod
    def _numbered(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        """A channel's number, as Discord copies it with developer mode on."""
        if not all(each.isdecimal() for each in given):
            raise ValueError("channels are given by their numbers, such as 1234567890")
        return given

    @field_validator("platforms", "discord_staff", "discord_alerts", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        """A list from the environment is written with commas."""
        if not isinstance(given, str):
            return given
        return tuple(name.strip().lower() for name in given.split(",") if name.strip())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # named by pydantic-settings
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, secrets, the file; no hidden .env files."""
        file = TomlConfigSettingsSource(settings_cls)
        secrets = SecretsSettingsSource(settings_cls, secrets_dir=_secrets())
        return init_settings, env_settings, secrets, file


def _secrets() -> list[Path]:
    """Where systemd and containers lay secrets down, as files named like the variables."""
    given = (os.environ.get("CREDENTIALS_DIRECTORY"), "/run/secrets")
    return [Path(folder) for folder in given if folder and Path(folder).is_dir()]


_PREFIX = "TUMMLER_"
_OTHERS = frozenset(
    f"{_PREFIX}{name}"
    for name in (
        *("AUDIT_REQUIRED", "CHROMIUM", "CI", "RIVAL", "SHARED"),
        *("POSTGRES_HOST", "POSTGRES_PASSWORD", "POSTGRES_PORT", "POSTGRES_USER"),
    )
)
"""Read by tests and by `.ci`, not by the program."""


def known_names() -> tuple[str, ...]:
    """The settings as environment variables."""
    return tuple(f"{_PREFIX}{name.upper()}" for name in Settings.model_fields)


def unknown_names() -> tuple[str, ...]:
    """What stands in the environment as if it were a setting, and is none; names, no values."""
    known = {*known_names(), *_OTHERS}
    return tuple(sorted(n for n in os.environ if n.upper().startswith(_PREFIX) and n not in known))
