"""What is true in the fake Slack: one workspace, its channels, its people, and what they said."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.platforms.slack.manifest import SCOPES

BOT_TOKEN, APP_TOKEN = "xoxb-of-the-town", "xapp-of-the-town"
TEAM, ME, MY_BOT = "T00000001", "U0000ME01", "B0000ME01"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
Json = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel; `members` are users' ids, ours among them where we were invited."""

    number: str
    name: str
    members: set[str] = field(default_factory=set)
    messages: dict[str, Json] = field(default_factory=dict)
    private: bool = False
    archived: bool = False
    shared: bool = False
    """People of another organisation are in it too."""

    @property
    def heads(self) -> list[Json]:
        """What the history shows, newest first: no answers but those shown in the channel too."""
        shown = [
            each
            for each in self.messages.values()
            if each.get("thread_ts", each["ts"]) == each["ts"]
            or each.get("subtype") == "thread_broadcast"
        ]
        return sorted(shown, key=lambda each: each["ts"], reverse=True)

    def thread(self, root: str) -> list[Json]:
        """The first message of a thread and its answers, oldest first."""
        inside = [each for each in self.messages.values() if each.get("thread_ts") == root]
        first = [self.messages[root]] if root in self.messages else []
        answers = [each for each in inside if each["ts"] != root]
        return first + sorted(answers, key=lambda each: each["ts"])


class World:
    """Moves only by what a test has people do; each act gives the event that Slack would send."""

    def __init__(self, team: str = TEAM, token: str = BOT_TOKEN) -> None:
        self.team = team
        self.token = token
        self.at = START
        self.channels: dict[str, Channel] = {}
        self.team_name = "Town"
        self.revoked = False
        self.api = ""
        self.scopes = {*SCOPES}
        self.admins: set[str] = set()
        self.closed_to_us: set[str] = set()
        self.direct: dict[str, Channel] = {}
        self.echoes: list[Json] = []
        """Events about what we posted ourselves."""
        self.triggers: set[str] = set()
        """The trigger ids that may still open one form each."""
        self.views: list[Json] = []
        self.homes: dict[str, Json] = {}
        self.files: dict[str, Json] = {}
        self.beside: list[Json] = []
        """What was answered at a response address."""
        self._events = 0
        self._triggers = 0

    def later(self, by: timedelta = timedelta(seconds=1)) -> str:
        """Let time go by; the timestamp that a message of then has."""
        self.at += by
        return f"{self.at.timestamp():.6f}"

    def opens(self, name: str, *members: str, invited: bool = True) -> Channel:
        """A channel, to which the bot was invited or not."""
        number = f"C{len(self.channels) + 1:08d}"
        inside = {*members} | ({ME} if invited else set())
        channel = Channel(number=number, name=name, members=inside)
        self.channels[number] = channel
        return channel

    def says(
        self, channel: Channel, user: str, text: str, *, thread: str | None = None, **more: Any
    ) -> Json:
        """Somebody writes; in a thread, its first message shows that it grew."""
        ts = self.later()
        said: Json = {"type": "message", "user": user, "text": text, "ts": ts, "team": self.team}
        said |= more
        if thread is not None:
            said["thread_ts"] = thread
            root = channel.messages[thread]
            root |= {
                "thread_ts": thread,
                "latest_reply": ts,
                "reply_count": root.get("reply_count", 0) + 1,
            }
        channel.messages[ts] = said
        return self.event(said, channel)

    def edits(self, channel: Channel, ts: str, text: str) -> Json:
        """Somebody gives a message other words."""
        before = dict(channel.messages[ts])
        at = self.later()
        channel.messages[ts] |= {"text": text, "edited": {"user": before["user"], "ts": at}}
        return self._about(
            channel,
            at,
            subtype="message_changed",
            message=dict(channel.messages[ts]),
            previous_message=before,
        )

    def deletes(self, channel: Channel, ts: str) -> Json:
        """Somebody takes a message back; one with answers leaves a stone."""
        before = channel.messages.pop(ts)
        at = self.later()
        return self._about(
            channel, at, subtype="message_deleted", deleted_ts=ts, previous_message=before
        )

    def reacts(self, channel: Channel, user: str, ts: str, name: str = "wave") -> Json:
        """Somebody reacts."""
        said = channel.messages[ts]
        said.setdefault("reactions", []).append({"name": name, "users": [user], "count": 1})
        return self._envelope(
            {
                "type": "reaction_added",
                "user": user,
                "reaction": name,
                "item": {"type": "message", "channel": channel.number, "ts": ts},
                "item_user": said["user"],
                "event_ts": self.later(),
            }
        )

    def event(self, said: Json, channel: Channel) -> Json:
        """A message as the Events API tells it."""
        told = dict(said) | {
            "channel": channel.number,
            "channel_type": "group" if channel.private else "channel",
            "event_ts": said["ts"],
        }
        return self._envelope(told)

    def asks(self, **told: Any) -> Json:
        """What an asking of a person carries: who, and what may be answered with."""
        self._triggers += 1
        trigger = f"{self._triggers}.trigger"
        self.triggers.add(trigger)
        return {
            "trigger_id": trigger,
            "response_url": f"{self.api}response/{self._triggers}",
            "api_app_id": "A00000001",
            "token": "not-used",
        } | told

    def command(self, user: str, channel: Channel, said: str) -> Json:
        """Somebody types the command."""
        return self.asks(
            command="/tummler",
            text=said,
            user_id=user,
            channel_id=channel.number,
            team_id=self.team,
            is_enterprise_install="false",
        )

    def press(self, user: str, channel: Channel, ts: str, element: Json, **chosen: Any) -> Json:
        """Somebody presses a button, or chooses."""
        action = {
            "action_id": element["action_id"],
            "block_id": "b",
            "type": element["type"],
            "action_ts": self.later(),
        }
        return self.asks(
            type="block_actions",
            user={"id": user, "team_id": self.team},
            team={"id": self.team, "domain": "town"},
            channel={"id": channel.number, "name": channel.name},
            container={"type": "message", "message_ts": ts, "channel_id": channel.number},
            message=channel.messages.get(ts, {"ts": ts}),
            actions=[action | chosen],
            is_enterprise_install=False,
            enterprise=None,
        )

    def shortcut(self, user: str, channel: Channel, ts: str, callback: str) -> Json:
        """Somebody chooses from the menu of a message."""
        return self.asks(
            type="message_action",
            callback_id=callback,
            user={"id": user, "team_id": self.team},
            team={"id": self.team, "domain": "town"},
            channel={"id": channel.number, "name": channel.name},
            message=channel.messages[ts],
            message_ts=ts,
            is_enterprise_install=False,
            enterprise=None,
        )

    def reaches(self, user: str, callback: str) -> Json:
        """Somebody chooses a shortcut that stands at no message."""
        asked = self.asks(
            type="shortcut",
            callback_id=callback,
            action_ts=self.later(),
            user={"id": user, "team_id": self.team},
            team={"id": self.team, "domain": "town"},
            is_enterprise_install=False,
            enterprise=None,
        )
        del asked["response_url"]  # Slack has none for what was asked in no channel
        return asked

    def hands_in(self, user: str, view: Json, filled: Json) -> Json:
        """Somebody hands a form in; `filled`: the element by the key of each field."""
        values = {key: {key: element} for key, element in filled.items()}
        return self.asks(
            type="view_submission",
            user={"id": user, "team_id": self.team},
            team={"id": self.team, "domain": "town"},
            view=view | {"id": "V1", "state": {"values": values}},
            is_enterprise_install=False,
            enterprise=None,
        )

    def tells(self, **event: Any) -> Json:
        """Any other event."""
        return self._envelope({"event_ts": self.later()} | event)

    def _about(self, channel: Channel, at: str, **told: Any) -> Json:
        return self._envelope(
            {
                "type": "message",
                "hidden": True,
                "channel": channel.number,
                "channel_type": "channel",
                "ts": at,
                "event_ts": at,
                **told,
            }
        )

    def _envelope(self, event: Json) -> Json:
        self._events += 1
        return {
            "type": "event_callback",
            "team_id": self.team,
            "api_app_id": "A00000001",
            "event": event,
            "event_id": f"Ev{self._events:08d}",
            "event_time": int(self.at.timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": self.team,
                    "user_id": ME,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
        }
