"""A conversation that waits, and who might be asked to help, for any practice to look at."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.conversations import Conversation, Link, LinkSource, Pace
from bot.core.events import TimePassed
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey, conversation_opened_by
from bot.core.messages import Message
from bot.core.readings import Head, Reading
from bot.core.restraint import Spent
from bot.core.snapshots import Person, Room, Snapshot

TOWN = CommunityId("town")
ROOM = ChannelKey(platform="parlour", space="house", channel="crumb")
PACE = Pace(
    median_gap=timedelta(minutes=5),
    first_reply_p75=timedelta(minutes=40),
    unlikely_after=timedelta(hours=2),
)


@dataclass(frozen=True)
class Talk:
    """Makes what a practice looks at; whatever is not named is as it should be."""

    opened: datetime = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    pace: Pace = PACE

    def member(self, name):
        return MemberKey(platform="parlour", member=name)

    def key(self, name):
        return MessageKey(platform="parlour", community=TOWN, message=name)

    def message(self, name="opening", *, by="ana", after=timedelta(), question=1.0, **changes):
        heads = {Head.DISTRESS: 0.0}
        if question is not None:
            heads[Head.QUESTION] = question
        usual = Message(
            key=self.key(name),
            channel=ROOM,
            author=self.member(by),
            at=self.opened + after,
            words=9,
            reading=Reading(language="en", scores=heads, model="test-1"),
        )
        return replace(usual, **changes)

    def conversation(self, *messages, answers=None):
        """These messages; `answers` says which one each answers, the one before by default."""
        messages = messages or (self.message(),)
        parents = [None, *(message.key for message in messages)]
        if answers is not None:
            parents = [None, *(self.key(name) for name in answers)]
        return Conversation(
            id=conversation_opened_by(messages[0].key),
            community=TOWN,
            channel=ROOM,
            opened_at=messages[0].at,
            last_at=messages[-1].at,
            messages=tuple(messages),
            links=tuple(
                Link(
                    child=message.key,
                    parent=parent,
                    source=LinkSource.REPLY,
                    confidence=1.0,
                    linker="test-1",
                )
                for message, parent in zip(messages, parents, strict=False)
            ),
        )

    def empty(self):
        """A room in which nobody has said anything."""
        return Conversation(
            id=conversation_opened_by(self.key("nothing")),
            community=TOWN,
            channel=ROOM,
            opened_at=self.opened,
            last_at=self.opened,
            messages=(),
            links=(),
        )

    def snapshot(self, *messages, waited=timedelta(hours=2), newcomer=False, **changes):
        conversation = changes.pop("conversation", None) or self.conversation(*messages)
        now = self.opened + waited
        volunteer = self.member("volunteer")
        usual = Snapshot(
            moment=TimePassed(community=TOWN, conversation=conversation.id, at=now),
            now=now,
            conversation=conversation,
            pace=self.pace,
            room=Room(open=True, last_human_at=self.opened),
            people={
                self.member("ana"): Person(newcomer=newcomer),
                volunteer: Person(newcomer=False),
            },
            consents={},
            volunteers=(volunteer,),
            framework=None,
            standings={},
            granted=frozenset(Capability),
            spent=Spent(),
        )
        return replace(usual, **changes)


@pytest.fixture(scope="session")
def talk():
    return Talk()
