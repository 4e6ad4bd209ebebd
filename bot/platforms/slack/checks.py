"""What an installed app may do, held against what it needs."""

from dataclasses import dataclass
from typing import Any, cast

from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.exports.slack_records import Record
from bot.platforms.slack.calls import text
from bot.platforms.slack.manifest import PRIVATE_SCOPES, Wanted, scopes


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A workspace, and the rights of our app there."""

    team: str
    name: str
    scopes: frozenset[str]

    def missing(self, wanted: Wanted) -> tuple[str, ...]:
        """The rights that are needed and not there."""
        return tuple(each for each in scopes(wanted) if each not in self.scopes)

    def more(self, wanted: Wanted) -> tuple[str, ...]:
        """The rights that are there and not needed; those for private channels may be wanted."""
        return tuple(sorted(self.scopes - {*scopes(wanted), *PRIVATE_SCOPES}))


async def standing_of(client: AsyncWebClient) -> Standing:
    """Ask Slack, which tells the rights beside every answer. Raises SlackApiError."""
    answer = await cast("Any", client).api_call("auth.test")
    told = cast("Record", answer.data)
    said = _header(answer.headers, "x-oauth-scopes")
    return Standing(
        team=text(told, "team_id"),
        name=text(told, "team") or text(told, "team_id"),
        scopes=frozenset(each.strip() for each in said.split(",") if each.strip()),
    )


async def opens(client: AsyncWebClient, app_token: str) -> None:
    """See that a connection may be opened with the app token. Raises SlackApiError."""
    await cast("Any", client).apps_connections_open(app_token=app_token)


def _header(headers: object, name: str) -> str:
    """A header, whatever the case of its name."""
    told = cast("dict[str, str]", headers)
    return next((told[each] for each in told if each.lower() == name), "")
