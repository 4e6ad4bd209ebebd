"""Who moderates a workspace: its owners and admins, as Slack says when it is asked."""

from datetime import datetime, timedelta
from typing import Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ids import MemberKey
from bot.core.ports import Clock
from bot.platforms.exports.slack_records import PLATFORM
from bot.platforms.slack.calls import call, inner

REMEMBERED: Final = timedelta(seconds=60)
MOST: Final = 1000


class Standing:
    """Asks Slack, and remembers an answer for a minute."""

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._known: dict[str, tuple[bool, datetime]] = {}

    async def moderates(self, member: MemberKey) -> bool:
        """Whether this person (plain id) may moderate; who cannot be asked about may not."""
        if member.platform != PLATFORM:
            return False
        now = self._clock.now()
        known = self._known.get(member.member)
        if known is None or known[1] <= now:
            if len(self._known) >= MOST:
                self._known.clear()
            known = (await self._asked(member.member), now + REMEMBERED)
            self._known[member.member] = known
        return known[0]

    async def _asked(self, user: str) -> bool:
        try:
            told = inner(await call(self._client, "users.info", user=user), "user")
        except SlackApiError:
            return False
        return told.get("is_admin") is True or told.get("is_owner") is True
