"""Drafts that wait for a person, and what people said of moments."""

import json
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update

from bot.core.capabilities import Capability
from bot.core.ids import (
    ChannelKey,
    CommunityId,
    ConversationId,
    MemberKey,
    MessageKey,
    ProposalId,
    ReviewId,
)
from bot.core.interventions import Audience, Proposal, Wording
from bot.core.reasons import Reason
from bot.core.reviews import (
    AlreadyDecided,
    Choice,
    Label,
    Labelled,
    Moment,
    NoSuchReview,
    Review,
    ReviewStatus,
)
from db.recall import room_by_id
from db.repositories.rooms import room_of
from db.rows import channel_of, key_of
from db.tables import labels, reviews
from db.transaction import Transaction
from db.upsert import insert_or_update
from db.working_set import message_text

_KEEPS_WORDS = frozenset({ReviewStatus.APPROVED, ReviewStatus.SENDING})


class SqlReviews:
    """Drafts in the store: our own words in the open, a moderator's sealed until they are sent."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def add(self, community: CommunityId, review: Review) -> None:
        """Keep a draft; one that is there already stays as it is."""
        proposal = review.proposal
        room = await room_of(self._unit, community, proposal.channel)
        self._unit.pending.reviews.append(
            {
                "community": community,
                "id": review.id,
                "proposal": proposal.id,
                "practice": proposal.practice,
                "channel_id": room.id,
                "conversation": proposal.conversation,
                "need": message_text(proposal.need),
                "addressee": proposal.addressee.member if proposal.addressee else None,
                "body": json.dumps(_body(proposal)),
                "draft": review.text,
                "status": review.status.value,
                "submitted_at": review.submitted_at,
                "expires_at": review.expires_at,
            }
        )

    async def get(self, community: CommunityId, review: ReviewId) -> Review:
        """One draft; raises NoSuchReview."""
        await self._unit.flush()
        same = select(reviews).where(reviews.c.community == community, reviews.c.id == review)
        row = (await self._unit.connection.execute(same)).first()
        if row is None:
            raise NoSuchReview(review)
        return await self._read(community, row)

    async def said_as(self, key: MessageKey) -> Review | None:
        """The draft that a message of ours was; None: it was none."""
        await self._unit.flush()
        same = select(reviews).where(
            reviews.c.community == key.community,
            reviews.c.status == ReviewStatus.SENT.value,
            reviews.c.sent == message_text(key),
        )
        row = (await self._unit.connection.execute(same)).first()
        return None if row is None else await self._read(key.community, row)

    async def with_status(
        self, community: CommunityId, statuses: AbstractSet[ReviewStatus]
    ) -> tuple[Review, ...]:
        """Those that stand at one of these, oldest first."""
        await self._unit.flush()
        there = select(reviews).where(
            reviews.c.community == community,
            reviews.c.status.in_([status.value for status in statuses]),
        )
        order = there.order_by(reviews.c.submitted_at, reviews.c.id)
        rows = (await self._unit.connection.execute(order)).all()
        return tuple([await self._read(community, row) for row in rows])

    async def move(
        self, community: CommunityId, review: Review, before: AbstractSet[ReviewStatus]
    ) -> None:
        """Keep where a draft stands now; raises AlreadyDecided if it no longer stood at `before`.

        The words that a moderator put in its place go when it is sent or given up.
        """
        await self._unit.flush()
        vault = (await self._unit.memory(community)).vault
        kept = review.edited if review.status in _KEEPS_WORDS else None
        moved = (
            update(reviews)
            .where(
                reviews.c.community == community,
                reviews.c.id == review.id,
                reviews.c.status.in_([status.value for status in before]),
            )
            .values(
                status=review.status.value,
                edited=vault.seal(kept) if kept else None,
                declined=vault.seal(review.because) if review.because else None,
                decided_by=review.decided_by.member if review.decided_by else None,
                decided_at=review.decided_at,
                choice=review.choice.value if review.choice else None,
                withheld=review.withheld.name if review.withheld else None,
                sent=message_text(review.sent) if review.sent else None,
            )
        )
        if (await self._unit.connection.execute(moved)).rowcount != 1:
            stands = await self.get(community, review.id)
            raise AlreadyDecided(review.id, stands.status.value)

    async def label(
        self, community: CommunityId, moment: Moment, label: Label, by: MemberKey, at: datetime
    ) -> None:
        """Keep what a person says of a moment, in the place of what was said before."""
        room = await room_of(self._unit, community, moment.channel)
        row: dict[str, object] = {
            "community": community,
            "proposal": moment.proposal,
            "moment": moment.at,
            "practice": moment.practice,
            "channel_id": room.id,
            "label": label.value,
            "decided_by": by.member,
            "at": at,
        }
        await insert_or_update(self._unit.connection, labels, [row])

    async def labels(self, community: CommunityId) -> tuple[Labelled, ...]:
        """What people said of all moments, oldest first; nobody is named."""
        said = select(labels).where(labels.c.community == community).order_by(labels.c.at)
        rows = (await self._unit.connection.execute(said)).all()
        return tuple(
            [
                Labelled(
                    moment=Moment(
                        proposal=ProposalId(row.proposal),
                        at=row.moment,
                        practice=row.practice,
                        channel=await self._channel(community, row.channel_id),
                    ),
                    label=Label(row.label),
                    at=row.at,
                )
                for row in rows
            ]
        )

    async def labelled(self, community: CommunityId) -> AbstractSet[tuple[ProposalId, datetime]]:
        """Which moments somebody has spoken of."""
        said = select(labels.c.proposal, labels.c.moment).where(labels.c.community == community)
        rows = await self._unit.connection.execute(said)
        return {(ProposalId(row.proposal), row.moment) for row in rows}

    async def _channel(self, community: CommunityId, number: int) -> ChannelKey:
        memory = await self._unit.memory(community)
        return (await room_by_id(self._unit, community, memory, number)).key

    async def _read(self, community: CommunityId, row: Row[Any]) -> Review:
        room = await self._channel(community, row.channel_id)
        vault = (await self._unit.memory(community)).vault
        decided = MemberKey(platform=room.platform, member=row.decided_by or "")
        return Review(
            id=ReviewId(row.id),
            proposal=_proposal(community, row, room),
            text=row.draft,
            status=ReviewStatus(row.status),
            submitted_at=row.submitted_at,
            expires_at=row.expires_at,
            edited=None if row.edited is None else vault.open(row.edited),
            because=None if row.declined is None else vault.open(row.declined),
            decided_by=decided if row.decided_by else None,
            decided_at=row.decided_at,
            choice=Choice(row.choice) if row.choice else None,
            withheld=Reason[row.withheld] if row.withheld else None,
            sent=key_of(community, row.sent) if row.sent else None,
        )


def _body(proposal: Proposal) -> dict[str, object]:
    return {
        "at": proposal.at.isoformat(),
        "thread": proposal.channel.thread,
        "audience": proposal.audience.value,
        "template": proposal.wording.template,
        "slots": dict(proposal.wording.slots),
        "because": proposal.because,
        "cites": [message_text(key) for key in proposal.cites],
        "confidence": proposal.confidence,
        "needs": sorted(need.value for need in proposal.needs),
        "window": proposal.window.total_seconds(),
        "on": proposal.addressee.platform if proposal.addressee else None,
    }


def _proposal(community: CommunityId, row: Row[Any], room: ChannelKey) -> Proposal:
    body: dict[str, Any] = json.loads(row.body)
    addressee = None
    if row.addressee:
        addressee = MemberKey(platform=body["on"] or room.platform, member=row.addressee)
    need: MessageKey = key_of(community, row.need)
    return Proposal(
        id=ProposalId(row.proposal),
        practice=row.practice,
        at=datetime.fromisoformat(body["at"]),
        conversation=ConversationId(row.conversation),
        channel=channel_of(room, body["thread"]),
        audience=Audience(body["audience"]),
        addressee=addressee,
        need=need,
        wording=Wording(template=body["template"], slots=body["slots"]),
        because=body["because"],
        cites=tuple(key_of(community, key) for key in body["cites"]),
        confidence=body["confidence"],
        needs=frozenset(Capability(each) for each in body["needs"]),
        window=timedelta(seconds=body["window"]),
    )
