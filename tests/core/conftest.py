"""A small town in which all may be said: a test changes one thing and sees why not."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.charter import Charter, ObjectKind, QuietHours, SocialObject
from bot.core.conversations import Conversation, Link, LinkSource, Pace
from bot.core.events import TimePassed
from bot.core.framework import Framework
from bot.core.gates import Case, Terms
from bot.core.ids import (
    ChannelKey,
    CommunityId,
    MemberKey,
    MessageKey,
    ProposalId,
    conversation_opened_by,
)
from bot.core.interventions import Audience, Proposal, Wording
from bot.core.messages import Message
from bot.core.privacy import Consent, OptIn
from bot.core.readings import Head, Reading
from bot.core.restraint import Budget, Spent
from bot.core.snapshots import Person, Room, Snapshot
from bot.core.trial import Plan, commitment
from bot.core.trust import Rung, Standing

TOWN = CommunityId("town")
ROOM = ChannelKey(platform="parlour", space="house", channel="crumb")
OPENED = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
WAITED = timedelta(hours=3)
SEED = bytes(32)


@dataclass(frozen=True)
class Town:
    """Makes the things of one community; whatever is not named is as it should be."""

    opened: datetime = OPENED
    now: datetime = OPENED + WAITED
    room: ChannelKey = ROOM

    def member(self, name):
        return MemberKey(platform="parlour", member=name)

    def key(self, name):
        return MessageKey(platform="parlour", community=TOWN, message=name)

    def reading(self, language="en", **scores):
        heads = {"distress": 0.0, **scores}
        measured = {Head(name): score for name, score in heads.items() if score is not None}
        return Reading(language=language, scores=measured, model="test-1")

    def message(self, name, *, by="ana", after=timedelta(), **changes):
        usual = Message(
            key=self.key(name),
            channel=self.room,
            author=self.member(by),
            at=self.opened + after,
            words=9,
            reading=self.reading(question=1.0),
        )
        return replace(usual, **changes)

    def conversation(self, *later, opening=None):
        """The opening and what came later, each answering the one before."""
        messages = (opening or self.message("opening"), *later)
        parents = (None, *(message.key for message in messages))
        return Conversation(
            id=conversation_opened_by(messages[0].key),
            community=TOWN,
            channel=self.room,
            opened_at=messages[0].at,
            last_at=messages[-1].at,
            messages=messages,
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

    def charter(self, **changes):
        usual = Charter(
            community=TOWN,
            social_object=SocialObject(
                kind=ObjectKind.LIFESTYLE, purpose="baking bread at home", facets=("starters",)
            ),
            norms=(),
            tone="plain",
            language="en",
            timezone="Europe/Berlin",
            quiet_hours=QuietHours(start=time(21), end=time(8)),
        )
        return replace(usual, **changes)

    def framework(self, **changes):
        usual = Framework(
            community=TOWN,
            version=3,
            charter=self.charter(),
            budget=Budget(),
            evidence=("listened for two weeks",),
            signed_by=self.member("steward"),
            signed_at=OPENED - timedelta(days=20),
        )
        return replace(usual, **changes)

    def plan(self, **changes):
        usual = Plan(
            community=TOWN,
            practice="rescue_unanswered",
            version=1,
            hypothesis="more questions are answered by people",
            seed=SEED,
            commitment=commitment(SEED),
            window=timedelta(hours=24),
            starts_at=OPENED - timedelta(days=1),
            earliest_end=OPENED + timedelta(days=60),
            signed_by=self.member("steward"),
            signed_at=OPENED - timedelta(days=2),
        )
        return replace(usual, **changes)

    def standing(self, rung=Rung.SPEAK, **changes):
        usual = Standing(
            practice="rescue_unanswered",
            channel=self.room,
            rung=rung,
            since=OPENED - timedelta(days=10),
            by=self.member("steward"),
            because="labels",
        )
        return {"rescue_unanswered": replace(usual, **changes)}

    def proposal(self, **changes):
        conversation = self.conversation()
        usual = Proposal(
            id=ProposalId(f"rescue_unanswered:{conversation.id}"),
            practice="rescue_unanswered",
            at=self.now,
            conversation=conversation.id,
            channel=self.room,
            audience=Audience.PUBLIC,
            addressee=self.member("volunteer"),
            need=self.key("opening"),
            wording=Wording(template="rescue_unanswered-ask", slots={}),
            because="it waits",
            cites=(self.key("opening"),),
            confidence=0.9,
            needs=frozenset({Capability.REPLY_IN_THREAD, Capability.MENTION_PERSON}),
            window=timedelta(hours=24),
        )
        return replace(usual, **changes)

    def snapshot(self, **changes):
        conversation = changes.get("conversation") or self.conversation()
        volunteer = self.member("volunteer")
        usual = Snapshot(
            moment=TimePassed(community=TOWN, conversation=conversation.id, at=self.now),
            now=self.now,
            conversation=conversation,
            pace=Pace(
                median_gap=timedelta(minutes=5),
                first_reply_p75=timedelta(minutes=40),
                unlikely_after=timedelta(hours=2),
            ),
            room=Room(open=True, last_human_at=self.opened),
            people={self.member("ana"): Person(newcomer=False), volunteer: Person(newcomer=False)},
            consents={volunteer: Consent(member=volunteer, opt_ins=frozenset({OptIn.ASK_ME}))},
            volunteers=(volunteer,),
            framework=self.framework(),
            standings=self.standing(),
            granted=frozenset(Capability),
            spent=Spent(people_since=4, messages_since=20),
        )
        return replace(usual, **changes)

    def terms(self, **changes):
        usual = Terms(ceiling=Rung.SPEAK, threshold=0.6, heads=frozenset({Head.QUESTION}))
        return replace(usual, **changes)

    def case(self, *, proposal=None, terms=None, **changes):
        """One proposal before the gates, with these changes to the snapshot."""
        snapshot = self.snapshot(**changes)
        framework = snapshot.framework
        return Case(
            proposal=proposal or self.proposal(),
            snapshot=snapshot,
            terms=terms or self.terms(),
            budget=framework.budget if framework else Budget(),
        )


@pytest.fixture(scope="session")
def town():
    return Town()
