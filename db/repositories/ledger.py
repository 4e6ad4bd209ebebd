"""Every verdict, spoken or silent, with its reason; and what has been spent."""

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey
from bot.core.interventions import Audience, Draft, Verdict
from bot.core.restraint import Spent
from bot.core.trial import Known, Plan
from bot.services.wording import compared
from db.recall import CHANNEL_LOCK, SHADOW, SPEAKING
from db.repositories.rooms import room_of
from db.room_memory import Since
from db.tables import ledger, messages
from db.transaction import Transaction
from db.working_set import SHARE_OVER, Debit, message_text


class SqlLedger:
    """The silence ledger in the store: no text of a member, no author."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def keep(
        self, community: CommunityId, verdict: Verdict, draft: Draft | None, *, shadow: bool
    ) -> None:
        """Keep a verdict; `shadow`: what it spends is the account of listening."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        proposal, draw = verdict.proposal, verdict.draw
        room = await room_of(self._unit, community, proposal.channel)
        spends = verdict.reason.spends or verdict.would_have_said
        account = (SHADOW if shadow else SPEAKING) if spends else None
        row = _row(verdict, draft) | {"channel_id": room.id, "account": account}
        self._unit.pending.ledger.append({"community": community, **row})
        if draft is not None:
            memory.wordings[compared(draft.text, proposal.because)] = verdict.at
        if draw is not None:
            taken = (proposal.practice, draw.plan)
            memory.draws[taken] = max(memory.draws.get(taken, 0), draw.position + 1)
        if spends:
            memory.spend(Debit(verdict.at, room.id, proposal.conversation, shadow))
            room.since[shadow] = Since(last=verdict.at, thanked=room.since[shadow].thanked)
            room.locked_until = verdict.at + CHANNEL_LOCK
            memory.reserved[proposal.conversation] = verdict.at + proposal.window
            if (addressee := proposal.addressee) is not None:
                private = proposal.audience is Audience.MEMBER
                memory.address(addressee, verdict.at, private=private)

    async def nothing_to_say(
        self, community: CommunityId, channel: ChannelKey, at: datetime
    ) -> None:
        """Count a moment for which no practice proposed; per channel and hour."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        room = memory.room_at(channel) or await room_of(self._unit, community, channel)
        key = (community, room.id, memory.hour_of(at))
        self._unit.pending.unspoken[key] = self._unit.pending.unspoken.get(key, 0) + 1

    async def spent(
        self,
        community: CommunityId,
        channel: ChannelKey,
        conversation: ConversationId,
        *,
        now: datetime,
        midnight: datetime,
        shadow: bool,
    ) -> Spent:
        """What has been spent; `midnight`: when the community's local day began, in UTC."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        since = (await room_of(self._unit, community, channel)).since[shadow]
        week_ago = now - SHARE_OVER
        debits = [d for d in memory.debits if d.shadow == shadow and d.at >= week_ago]
        humans = memory.heard_since(week_ago)
        return Spent(
            in_conversation=memory.turns[conversation, shadow],
            # The day has no end: what was said after a midnight counts when a clock is set back.
            today=sum(1 for d in debits if d.at >= midnight),
            last_in_channel=since.last,
            people_since=since.people(now),
            messages_since=len(since.heard),
            bot_share=(len(debits) + 1) / humans if humans else 1.0,
            ignored=since.ignored(now),
        )

    async def mentions_left(
        self, community: CommunityId, members: Sequence[MemberKey], now: datetime, gap: timedelta
    ) -> Mapping[MemberKey, int]:
        """For each member, how many mentions the week still allows: 0 or 1."""
        last = (self._unit.held.get(community) or await self._unit.memory(community)).mentions
        return {m: int(m not in last or now - last[m] >= gap) for m in members}

    async def notes_left(
        self, community: CommunityId, members: Sequence[MemberKey], now: datetime, gap: timedelta
    ) -> Mapping[MemberKey, int]:
        """For each member, how many private notes the fortnight still allows: 0 or 1."""
        last = (self._unit.held.get(community) or await self._unit.memory(community)).notes
        return {m: int(m not in last or now - last[m] >= gap) for m in members}

    async def last_mentioned(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> Mapping[MemberKey, datetime]:
        """When each of these was last asked, for those who ever were lately."""
        last = (self._unit.held.get(community) or await self._unit.memory(community)).mentions
        return {m: last[m] for m in members if m in last}

    async def introduced(
        self,
        community: CommunityId,
        practice: str,
        members: Sequence[MemberKey],
        since: datetime,
    ) -> bool:
        """Whether that practice was said, or held out, to or about one of these since then."""
        await self._unit.flush()
        refs = [member.member for member in members]
        about = ledger.join(
            messages,
            (messages.c.community == ledger.c.community) & (messages.c.key == ledger.c.need),
            isouter=True,
        )
        said = (
            select(ledger.c.id)
            .select_from(about)
            .where(
                ledger.c.community == community,
                ledger.c.at >= since,
                ledger.c.practice == practice,
                ledger.c.account.is_not(None),
                or_(ledger.c.addressee.in_(refs), messages.c.author.in_(refs)),
            )
        )
        return (await self._unit.connection.execute(said.limit(1))).first() is not None

    async def wordings(self, community: CommunityId, since: datetime) -> AbstractSet[str]:
        """The wordings used since then, each reduced to what two wordings are compared by."""
        used = (self._unit.held.get(community) or await self._unit.memory(community)).wordings
        for wording in [w for w, at in used.items() if at < since]:
            del used[wording]
        return used.keys()

    async def draws_taken(self, community: CommunityId, plan: Plan) -> int:
        """How many draws of a plan have been used up; the next one has this position."""
        return (self._unit.held.get(community) or await self._unit.memory(community)).draws.get(
            (plan.practice, plan.version), 0
        )

    async def reserved_until(
        self, community: CommunityId, conversation: ConversationId, channel: ChannelKey
    ) -> datetime | None:
        """Until when an outcome window of the conversation or the channel's lock holds."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        room = await room_of(self._unit, community, channel)
        ends = [memory.reserved.get(conversation), room.locked_until]
        return max((end for end in ends if end is not None), default=None)


def _numbers(known: Known) -> str:
    return json.dumps(asdict(known))


def _row(verdict: Verdict, draft: Draft | None) -> dict[str, object]:
    """What a verdict says of itself; where it stands in the store is for the store to say."""
    proposal, draw = verdict.proposal, verdict.draw
    return {
        "at": verdict.at,
        "proposal": proposal.id,
        "practice": proposal.practice,
        "conversation": proposal.conversation,
        "need": message_text(proposal.need),
        "reason": verdict.reason.name,
        "otherwise": verdict.otherwise,
        "audience": proposal.audience.value,
        "addressee": proposal.addressee.member if proposal.addressee else None,
        "framework": verdict.framework,
        "plan": draw.plan if draw else None,
        "position": draw.position if draw else None,
        "arm": draw.arm.value if draw else None,
        "probability": draw.probability if draw else None,
        "known": _numbers(draw.known) if draw and draw.known else None,
        "because": proposal.because,
        "draft": draft.text if draft else None,
    }
