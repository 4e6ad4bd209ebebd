"""What moderators read: the full digest, who may be asked, what waits to be erased."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from bot.core.cards import Action, Answer, Card, Fact, Role, Section
from bot.core.reviews import ReviewStatus
from bot.services.circles import Circles
from bot.services.commands.base import Asked, Command, Parameter, Press, Source
from bot.services.commands.digests import digest_card, digest_of
from bot.services.commands.telling import not_done, said, when
from bot.services.interruptions import FEWEST
from bot.services.wishes import facet_called

WEEK = timedelta(days=7)
_SAID = frozenset({ReviewStatus.SENT, ReviewStatus.POSTED})


class Digest(Command):
    """The full digest of a week."""

    name = "digest"
    role = Role.MODERATOR
    staff = True
    parameters = (Parameter(name="week", longest=8),)
    presses = (Press(area="digest", verb="full", role=Role.MODERATOR),)

    async def answer(self, asked: Asked) -> Answer:
        """Every part."""
        return digest_card(await digest_of(self.behind, asked))

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """The same for the week of a post."""
        return await self.answer(replace(asked, said={"week": action.key}))


class Hosts(Command):
    """How many people offered to be asked about what, and what people are to the community."""

    name = "hosts"
    role = Role.MODERATOR
    staff = True
    parameters = (Parameter(name="facet", source=Source.FACETS, rest=True, longest=100),)

    async def answer(self, asked: Asked) -> Answer:
        """A number for each facet, or for one; fewer than five are "a few", and nobody is named."""
        words = asked.words
        async with self.behind.open_unit() as unit:
            framework = await unit.frameworks.current(asked.community)
            asking = await unit.consents.volunteers(asked.community)
            await unit.commit()
        if framework is None:
            return said(words.say("member-no-facets"))
        facets, named = framework.charter.social_object.facets, asked.said["facet"]
        if named:
            meant = facet_called(framework.charter, named)
            if meant is None:
                return not_done(words.say("member-not-a-facet", facets=", ".join(facets)))
            facets = (meant,)
        counts = Counter(topic for each in asking for topic in each.topics)
        facts = tuple(Fact(facet, (_few(counts[facet], asked),)) for facet in facets)
        circles = () if named else (await self._circles(asked),)
        load = (Section(lines=((await self._load(asked),),)),)
        sections = (Section(facts=facts), *load, *circles)
        return Card(heading=words.say("hosts-heading"), sections=sections)

    async def _load(self, asked: Asked) -> str:
        """How often somebody was asked within a week, all of them together."""
        async with self.behind.open_unit() as unit:
            said = await unit.reviews.with_status(asked.community, _SAID)
            await unit.commit()
        lately = [each for each in said if each.submitted_at > asked.at - WEEK]
        count = sum(each.proposal.addressee is not None for each in lately)
        return asked.words.say("hosts-load", count=count)

    async def _circles(self, asked: Asked) -> Section:
        """Circles of five people or more, and how far answers cross them."""
        words = asked.words
        found = await Circles(self.behind.open_unit).totals(asked.community, asked.at)
        facts = [
            Fact(words.say(f"circle-{circle.value}"), (str(count),))
            for circle, count in found.people.items()
        ]
        if found.crossing is not None:
            crossing = words.say("circles-crossing", percent=round(100 * found.crossing))
            facts.append(Fact(words.say("circles-answers"), (crossing,)))
        lines = () if facts else ((words.say("circles-too-few"),),)
        heading = (words.say("circles-heading"),)
        return Section(heading=heading, facts=tuple(facts), lines=lines)


def _few(count: int, asked: Asked) -> str:
    if count == 0:
        return asked.words.say("hosts-none")
    return asked.words.say("hosts-few") if count < FEWEST else str(count)


class Privacy(Command):
    """What waits to be erased, and how long things are kept."""

    name = "privacy"
    role = Role.MODERATOR
    staff = True

    async def answer(self, asked: Asked) -> Answer:
        """Open requests and their oldest, and how long each kind of thing lives."""
        words, kept = asked.words, self.behind.privacy.retention
        waiting = await self.behind.privacy.waiting(asked.community)
        oldest = when(waiting[0], asked.zone, words) if waiting else words.say("hosts-none")
        hours = round(kept.text.total_seconds() / 3600)
        facts = (
            Fact(words.say("privacy-open"), (str(len(waiting)),)),
            Fact(words.say("privacy-oldest"), (oldest,)),
            Fact(words.say("privacy-words"), (words.say("privacy-hours", count=hours),)),
            Fact(words.say("privacy-authors"), (_days(kept.linkable.days, asked),)),
            Fact(words.say("privacy-features"), (_days(kept.features.days, asked),)),
        )
        return Card(heading=words.say("privacy-heading"), sections=(Section(facts=facts),))


def _days(count: int, asked: Asked) -> str:
    return asked.words.say("privacy-days", count=count)
