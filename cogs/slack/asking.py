"""Who asks on Slack, where, and about which message, as Slack says with every asking."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.core.ids import ChannelKey, MessageKey
from bot.platforms.exports.slack_records import Record
from bot.platforms.slack.calls import inner, text
from bot.platforms.slack.forms import about_of
from bot.platforms.slack.keys import channel, community_of, message
from bot.platforms.slack.manifest import COMMAND
from bot.services.commands.base import Called

ALONE: Final = "D"
"""With it the number of a conversation between two begins, which is no channel of anybody's."""
CALLED: Final = Called(member=COMMAND, staff=f"{COMMAND} staff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One asking as it came. `trigger` opens a form within three seconds, once.

    `channel` and `about` are where it was asked and the message it is about, by Slack's own ids.
    `home`: the workspace of who asks, where Slack tells it: another one in a shared channel.
    """

    team: str
    user: str
    home: str = ""
    channel: str = ""
    about: str = ""
    thread: str = ""
    trigger: str = ""
    response: str = ""

    @property
    def going_on(self) -> Mapping[str, str]:
        """What a form is given, so that what is handed in is known to belong here."""
        told = {"channel": self.channel, "about": self.about, "thread": self.thread}
        return {name: value for name, value in told.items() if value}

    @property
    def place(self) -> ChannelKey | None:
        """The channel or thread; None: it was asked in neither, as between two alone."""
        if not self.channel or self.channel.startswith(ALONE):
            return None
        return channel(self.team, self.channel, self.thread or None)

    @property
    def message(self) -> MessageKey | None:
        """The message it is about."""
        if not (self.channel and self.about):
            return None
        return message(community_of(self.team), self.channel, self.about)


def called(body: Record) -> Asking:
    """A command that was typed."""
    return Asking(
        team=text(body, "team_id"),
        user=text(body, "user_id"),
        channel=text(body, "channel_id"),
        trigger=text(body, "trigger_id"),
        response=text(body, "response_url"),
    )


def pressed(body: Record) -> Asking:
    """A button, a choice, or a shortcut, which stands at a message or at none."""
    about = inner(body, "message")
    root = text(about, "thread_ts")
    timestamp = text(about, "ts") or text(inner(body, "container"), "message_ts")
    return Asking(
        team=text(inner(body, "team"), "id"),
        user=text(inner(body, "user"), "id"),
        home=text(inner(body, "user"), "team_id"),
        channel=text(inner(body, "channel"), "id") or text(inner(body, "container"), "channel_id"),
        about=timestamp,
        thread=root if root != timestamp else "",
        trigger=text(body, "trigger_id"),
        response=text(body, "response_url"),
    )


def handed_in(body: Record) -> Asking:
    """A form."""
    told = about_of(inner(body, "view"))
    return Asking(
        team=text(inner(body, "team"), "id"),
        user=text(inner(body, "user"), "id"),
        home=text(inner(body, "user"), "team_id"),
        channel=told.get("channel", ""),
        about=told.get("about", ""),
        thread=told.get("thread", ""),
        trigger=text(body, "trigger_id"),
    )
