"""A town with a charter that names mo as its steward, where anybody can come to the counter."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.cards import Card, Mood
from bot.core.ids import ProposalId
from bot.core.interventions import Audience, Draft, Proposal, Verdict, Wording
from bot.core.plain_cards import plain
from bot.core.reasons import Reason
from bot.core.trust import Rung
from bot.services.commands.base import Asked
from bot.services.reviewing import drafted

HOUR = timedelta(hours=1)


@dataclass
class AtTheCounter:
    """One house with its counter; who asks and when are named, everything else is usual."""

    house: object
    talk: object

    def asked(self, who="ana", after=2 * HOUR, **changes):
        usual = {
            "community": self.talk.community,
            "member": self.talk.member(who),
            "at": self.talk.at(after),
            "channel": self.talk.channel(),
        }
        return Asked(**usual | changes)

    async def say(self, said, who="ana", after=2 * HOUR, **changes):
        return await self.house.counter.say(said, self.asked(who, after, **changes))

    async def press(self, custom_id, who="ana", after=2 * HOUR, **changes):
        return await self.house.counter.press(custom_id, self.asked(who, after, **changes))

    async def told(self, said, who="ana", after=2 * HOUR, **changes):
        return plain(await self.say(said, who, after, **changes))

    async def allows(self, who="ana"):
        card = await self.house.wishes.card(self.talk.community, self.talk.member(who))
        return card.consent

    def verdict(self, number=1, after=2 * HOUR, reason=Reason.NEEDS_REVIEW):
        """What was decided on ana's question."""
        proposal = Proposal(
            id=ProposalId(f"rescue_unanswered:parlour/m{number}"),
            practice="rescue_unanswered",
            at=self.talk.at(after),
            conversation="parlour/m1",
            channel=self.talk.channel(),
            audience=Audience.PUBLIC,
            addressee=None,
            need=self.talk.key("m1"),
            wording=Wording(template="rescue_unanswered-list", slots={"because": "it waits"}),
            because="it has waited for two hours",
            cites=(self.talk.key("m1"),),
            confidence=0.9,
            needs=frozenset({Capability.REPLY_IN_THREAD}),
            window=24 * HOUR,
        )
        return Verdict(
            proposal=proposal,
            reason=reason,
            otherwise=reason is Reason.NEEDS_REVIEW,
            at=proposal.at,
            framework=1,
        )

    async def kept_silent(self, number, reason, after=2 * HOUR):
        """Put a silence about ana's question into the ledger."""
        verdict = self.verdict(number, after, reason)
        async with self.house.store.unit() as unit:
            await unit.ledger.keep(self.talk.community, verdict, None, shadow=False)
            await unit.commit()

    async def queued(self, number=1, text="Would one of you take this up?"):
        """Put a draft about ana's question into the queue."""
        verdict = self.verdict(number)
        draft = Draft(proposal=verdict.proposal.id, text=text, language="en", drafter="test-1")
        review = drafted(verdict, draft if text else None, approved=False)
        async with self.house.store.unit() as unit:
            await unit.reviews.add(self.talk.community, review)
            await unit.commit()
        return review


def refused(answer):
    return isinstance(answer, Card) and answer.mood is Mood.REFUSED


@pytest.fixture(scope="session")
def is_refused():
    """Whether an answer says that nothing was changed."""
    return refused


@pytest.fixture
def counters(towns, talk, takes_in):
    """Opens towns with their counters: signed by mo, or with no charter at all."""

    @asynccontextmanager
    async def opened(*, signed=True, rung=Rung.LISTEN, days=0):
        async with towns() as house:
            async with house.store.unit() as unit:
                mo = await unit.members.known_as(talk.community, talk.member("mo"))
                if signed:
                    paper = talk.framework(rung=rung, signed_by=mo)
                    charter = replace(paper.charter, moderators=frozenset({mo}))
                    await unit.frameworks.sign(replace(paper, charter=charter))
                await unit.rooms.rename(talk.community, talk.channel(), "square", private=False)
                await unit.commit()
            said = [talk.post(f"d{day}", "ben", timedelta(days=day)) for day in range(days)]
            await takes_in(
                house, talk.post("m1", "ana", HOUR, "Which pump still works?"), *said[1:], each=8
            )
            yield AtTheCounter(house, talk)

    return opened


@pytest.fixture
async def counter(counters):
    """The counter of a town whose charter mo has signed."""
    async with counters() as opened:
        yield opened
