"""The weekly digest in the moderators' channel on Slack: its headline there, the rest below it.

digest.md, section 7. A digest is for moderators: it goes into a channel that not everybody sees.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, cast

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ids import CommunityId, MessageKey
from bot.core.plain_cards import LinkTo
from bot.core.ports import Clock
from bot.digest.images import draw_alone
from bot.digest.report import Chart, DigestReport
from bot.platforms.exports.slack_records import Record
from bot.platforms.slack.calls import answer_of, call, inner, objects, text
from bot.platforms.slack.drawing import Confirming, Drawing, drawn
from bot.platforms.slack.hands import LATER, LOOKS_BACK, SlackBusy, SlackRefused
from bot.platforms.slack.history import written
from bot.platforms.slack.keys import message, team_of
from bot.services.commands.digests import digest_card
from prompts import phrases

log = structlog.get_logger()
SURFACE: Final = "slack"
IN_THE_CHANNEL: Final = frozenset({"headline", "to_do"})
MOST_CHARTS: Final = 2
NOT_OURS_TO_SEE: Final = frozenset({"channel_not_found", "missing_scope"})
"""What Slack answers about a private channel to an app without the right to look into those."""

Pictures = Callable[[Sequence[Chart]], Mapping[str, bytes]]


class StaffRoom:
    """Posts digests. `chosen`: the moderators' channel of this workspace; None: there is none."""

    def __init__(
        self,
        client: AsyncWebClient,
        clock: Clock,
        *,
        team: str,
        chosen: str | None,
        link: LinkTo,
        pictures: Pictures = draw_alone,
    ) -> None:
        self._client = client
        self._clock = clock
        self._team = team
        self._chosen = chosen
        self._link = link
        self._pictures = pictures

    async def carries(self, community: CommunityId) -> bool:
        """Whether a channel was chosen, and this is the community of the workspace."""
        return self._chosen is not None and team_of(community) == self._team

    async def post(
        self, community: CommunityId, report: DigestReport, *, once: str
    ) -> MessageKey | None:
        """Post it; what of it stands there already is not posted again, where we may look.

        Raises PlatformRefused, as where everybody sees the channel, and PlatformBusy.
        """
        room = self._chosen or ""
        await self._refuse_an_open(room)
        first, *rest = self._drawings(report)
        there = await self._there(room, None, once)
        root = there.get(_mark(once, 0)) or await self._send(room, None, first, _mark(once, 0))
        there = await self._there(room, root, once)
        for place, each in enumerate(rest, start=1):
            if _mark(once, place) not in there:
                await self._send(room, root, each, _mark(once, place))
        if not await self._has_files(room, root):
            await self._charts(room, root, report.charts[:MOST_CHARTS])
        return message(community, room, root)

    def _drawings(self, report: DigestReport) -> list[Drawing]:
        words = phrases(report.language)
        confirm = Confirming(yes=words.say("slack-yes"), no=words.say("slack-no"))
        names = frozenset(part.name for part in report.parts)
        above = drawn(digest_card(report, names & IN_THE_CHANNEL), self._link, confirm)
        below = drawn(digest_card(report, names - IN_THE_CHANNEL), self._link, confirm)
        return [*above, *below]

    async def _refuse_an_open(self, room: str) -> None:
        """A channel that we may not look into is one that not everybody sees.

        One that is shared with another organisation is seen by people of whom nobody here decides.
        """
        try:
            told = inner(await call(self._client, "conversations.info", channel=room), "channel")
        except SlackApiError as refused:
            if answer_of(refused) not in NOT_OURS_TO_SEE:
                raise _told(refused) from refused
            return
        if told.get("is_private") is not True or told.get("is_ext_shared") is True:
            log.warning("staff_channel_is_open", platform=SURFACE)
            raise SlackRefused

    async def _there(self, room: str, root: str | None, once: str) -> dict[str, str]:
        """What of this post stands already: its timestamps by its marks."""
        method = "conversations.history" if root is None else "conversations.replies"
        since = written(self._clock.now() - LOOKS_BACK)
        try:
            told = await call(self._client, method, channel=room, ts=root, oldest=since, limit=200)
        except SlackApiError as refused:
            if answer_of(refused) in NOT_OURS_TO_SEE:
                return {}
            raise _told(refused) from refused
        return {
            text(block, "block_id"): text(each, "ts")
            for each in objects(told.get("messages"))
            for block in objects(each.get("blocks"))
            if text(block, "block_id").startswith(once)
        }

    async def _has_files(self, room: str, root: str) -> bool:
        """Whether charts stand below the post already."""
        try:
            told = await call(self._client, "conversations.replies", channel=room, ts=root)
        except SlackApiError as refused:
            if answer_of(refused) in NOT_OURS_TO_SEE:
                return False
            raise _told(refused) from refused
        return any(each.get("files") for each in objects(told.get("messages")))

    async def _send(self, room: str, root: str | None, drawing: Drawing, mark: str) -> str:
        blocks = [dict(each) for each in drawing.blocks]
        blocks[0]["block_id"] = mark
        told = await self._ask(
            "chat.postMessage",
            channel=room,
            thread_ts=root,
            text=drawing.text,
            blocks=json.dumps(blocks),
            unfurl_links=False,
            unfurl_media=False,
        )
        return text(told, "ts")

    async def _charts(self, room: str, root: str, charts: Sequence[Chart]) -> None:
        """The charts last, each with what it shows in words."""
        pictures = await asyncio.to_thread(self._pictures, charts)
        for chart in charts:
            if chart.name in pictures:
                await self._upload(room, root, chart, pictures[chart.name])

    async def _upload(self, room: str, root: str, chart: Chart, picture: bytes) -> None:
        try:
            await cast("Any", self._client).files_upload_v2(
                channel=room,
                thread_ts=root,
                filename=f"{chart.name}.png",
                title=chart.title,
                content=picture,
                alt_txt=f"{chart.title}. {chart.alt}"[:1000],
            )
        except SlackApiError as refused:
            raise _told(refused) from refused

    async def _ask(self, method: str, **arguments: str | bool | None) -> Record:
        try:
            return await call(self._client, method, **arguments)
        except SlackApiError as refused:
            raise _told(refused) from refused
        except (aiohttp.ClientError, OSError, TimeoutError) as lost:
            raise SlackBusy from lost


def _mark(once: str, place: int) -> str:
    return f"{once}:{place}"


def _told(refused: SlackApiError) -> SlackRefused | SlackBusy:
    answer = answer_of(refused)
    log.warning("slack_said_no", answer=answer)
    return SlackBusy() if answer in LATER else SlackRefused()
