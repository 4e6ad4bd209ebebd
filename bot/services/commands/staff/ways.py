"""What moderators read: the full digest, who may be asked, what waits to be erased."""

from collections import Counter
from dataclasses import replace

from bot.core.cards import Action, Answer, Card, Fact, Role, Section
from bot.services.commands.base import Asked, Command, Parameter, Press
from bot.services.commands.digests import digest_card, digest_of
from bot.services.commands.telling import said, when
from bot.services.interruptions import FEWEST


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
    """How many people offered to be asked about what."""

    name = "hosts"
    role = Role.MODERATOR
    staff = True

    async def answer(self, asked: Asked) -> Answer:
        """A number for each facet; fewer than five are "a few", and nobody is named."""
        words = asked.words
        async with self.behind.open_unit() as unit:
            framework = await unit.frameworks.current(asked.community)
            asking = await unit.consents.volunteers(asked.community)
            await unit.commit()
        if framework is None:
            return said(words.say("member-no-facets"))
        counts = Counter(topic for each in asking for topic in each.topics)
        facts = tuple(
            Fact(facet, (_few(counts[facet], asked),))
            for facet in framework.charter.social_object.facets
        )
        return Card(heading=words.say("hosts-heading"), sections=(Section(facts=facts),))


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
