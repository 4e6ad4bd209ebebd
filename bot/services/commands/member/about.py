"""What the bot is here: help, the charter, how things stand, what is being found out."""

from collections.abc import Mapping, Sequence

from bot.core.cards import Answer, Card, Fact, Section
from bot.core.framework import Framework
from bot.core.trust import Rung
from bot.learning.sentences import quiet_sentence, sentences
from bot.services.charter_told import sections
from bot.services.commands.base import Asked, Command, Parameter
from bot.services.commands.counting import readiness
from bot.services.commands.telling import said, when
from bot.services.ladder import Place
from bot.services.noticing import listening
from prompts import Phrases


class Help(Command):
    """What this is, who runs it, and what everybody may ask of it."""

    name = "help"

    async def answer(self, asked: Asked) -> Answer:
        """Five lines."""
        async with self.behind.open_unit() as unit:
            described = await unit.communities.describe(asked.community)
            await unit.commit()
        name = described[0] if described else asked.community
        names = ("what", "who", "switches", "budget", "charter")
        lines = tuple(
            (asked.words.say(f"help-{each}", community=name, member=asked.called.member),)
            for each in names
        )
        return Card(heading=asked.words.say("help-heading"), sections=(Section(lines=lines),))


class Charter(Command):
    """The charter in plain words."""

    name = "charter"
    parameters = (Parameter(name="section", longest=40),)

    async def answer(self, asked: Asked) -> Answer:
        """Every section, or the one that was asked for."""
        signed = await self.behind.charters.history(asked.community)
        if not signed:
            edit = f"{asked.called.staff} setup"
            return said(asked.words.say("charter-none", edit=edit))
        paper, wanted = signed[-1], asked.said.get("section", "").casefold()
        told = [
            Section(heading=(each.label,), lines=tuple((entry,) for entry in each.said))
            for each in sections(paper.charter, asked.words)
            if each.said and wanted in {"", each.field.casefold(), each.label.casefold()}
        ]
        return Card(heading=_signed(paper, asked), sections=tuple(told))


def _signed(paper: Framework, asked: Asked) -> str:
    words = asked.words
    role = words.say("charter-signer" if paper.signed_by.member else "charter-signer-gone")
    at = when(paper.signed_at, asked.zone, words)
    return words.say("charter-signed", version=paper.version, role=role, when=at)


class Status(Command):
    """How things stand: what is heard, how far practices are trusted, what is stopped."""

    name = "status"

    async def answer(self, asked: Asked) -> Answer:
        """Counts and levels; moderators see besides what is not possible, and why."""
        words = asked.words
        async with self.behind.open_unit() as unit:
            framework = await unit.frameworks.current(asked.community)
            placed = await unit.standings.latest(asked.community)
            views = await unit.reading()
            rooms = await views.room_names(asked.community)
            reach = await views.reach(asked.community)
            await unit.commit()
        places = await self.behind.ladder.show(asked.community)
        quiet = listening(framework, placed)
        facts = [
            Fact(words.say("status-rooms"), (str(len(rooms)),)),
            Fact(
                words.say("status-charter"),
                (str(framework.version) if framework else words.say("status-no-charter"),),
            ),
            Fact(
                words.say("status-speech"),
                (words.say("status-listening" if quiet else "status-may-speak"),),
            ),
        ]
        if reach is not None:
            facts.append(Fact(words.say("status-heard"), (when(reach[1], asked.zone, words),)))
        levels = _levels(places, self.behind.practices, words)
        found = [Section(facts=tuple(facts))]
        if levels.facts:
            found.append(levels)
        return Card(
            heading=words.say("status-heading"),
            sections=(*found, *readiness(places, self.behind.practices, asked)),
        )


def _levels(places: Sequence[Place], practices: Mapping[str, str], words: Phrases) -> Section:
    return Section(
        heading=(words.say("status-levels"),),
        facts=tuple(
            Fact(words.term(practices[each.practice]), (words.say(f"level-{each.rung.name}"),))
            for each in places
            if each.rung > Rung.LISTEN
        ),
    )


class Experiment(Command):
    """What is being found out here, and how to stay out of it."""

    name = "experiment"
    while_stopped = False

    async def answer(self, asked: Asked) -> Answer:
        """Every plan with what may be said of it yet."""
        words = asked.words
        found = await self.behind.experiments.learned(asked.community, asked.at)
        out = words.say("experiment-stay-out", member=asked.called.member)
        if not found.plans:
            return said(words.say("experiment-none"), out)
        blocks = [
            Section(
                heading=(words.term(self.behind.practices.get(plan.practice, plan.practice)),),
                lines=tuple((words.say(e.name, **e.values),) for e in sentences(finding)),
                facts=(Fact(words.say("experiment-commitment"), (plan.commitment,)),),
            )
            for plan, finding in zip(found.plans, found.findings, strict=True)
        ]
        quiet = quiet_sentence(found.quiet)
        last = Section(lines=((words.say(quiet.name, **quiet.values),), (out,)))
        return Card(heading=words.say("experiment-heading"), sections=(*blocks, last))
