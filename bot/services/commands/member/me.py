"""The member card: what is held, what is allowed, and every switch beside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.core.cards import Action, Answer, Button, Card, Fact, Section, Style
from bot.core.privacy import OptIn, Switch
from bot.services.commands.acts_told import told_of
from bot.services.commands.base import Asked, Command, Press
from bot.services.commands.telling import day, when
from bot.services.wishes import ALWAYS
from bot.services.wishes import Card as Kept

AREA = "me"
ACTS = 5
"""So many acts of moderators upon them are told, the latest."""


def slug(what: OptIn) -> str:
    """An opt-in as it is typed."""
    return re.sub(r"\s+", "-", what.value)


class Me(Command):
    """Shows somebody their own card, and turns its switches."""

    name = "me"
    presses = (
        Press(area=AREA, verb="pause"),
        Press(area=AREA, verb="resume"),
        Press(area=AREA, verb="opt-in"),
        Press(area=AREA, verb="opt-out"),
    )

    async def answer(self, asked: Asked) -> Answer:
        """What is held of them, and what they allow."""
        card = await self.behind.wishes.card(asked.community, asked.member)
        own = drawn(card, asked, self.behind.practices)
        acts = await self.behind.moderating.upon(asked.community, asked.member)
        if not acts:
            return own
        upon = [await told_of(each, self.behind, asked) for each in acts[:ACTS]]
        heading = (asked.words.say("acts-upon-you"),)
        *switches, ends = own.sections
        told = Section(heading=heading, facts=tuple(upon))
        return replace(own, sections=(*switches, told, ends))

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Turn one switch, and show the card as it is then."""
        wishes, who = self.behind.wishes, (asked.community, asked.member)
        if action.verb in {"pause", "resume"}:
            switch = next((each for each in Switch if each.value == action.key), None)
            if switch is None:
                return None
            if action.verb == "pause":
                await wishes.pause(*who, (switch,), ALWAYS)
            else:
                await wishes.resume(*who, (switch,))
            return await self.answer(asked)
        wanted = next((each for each in OptIn if slug(each) == action.key), None)
        if wanted is None:
            return None
        change = wishes.opt_in if action.verb == "opt-in" else wishes.opt_out
        await change(*who, (wanted,))
        return await self.answer(asked)


def drawn(card: Kept, asked: Asked, practices: Mapping[str, str]) -> Card:
    """The member card, with a switch beside everything that can be switched."""
    return Card(
        heading=asked.words.say("member-card"),
        sections=(
            Section(lines=tuple((line,) for line in _told(card, asked, practices))),
            Section(facts=_switches(card, asked), buttons=tuple(_pauses(card, asked))),
            Section(facts=_wanted(card, asked), buttons=tuple(_opt_ins(card, asked))),
            Section(buttons=_ends(asked)),
        ),
    )


def _told(card: Kept, asked: Asked, practices: Mapping[str, str]) -> Iterator[str]:
    words = asked.words
    kinds: list[str] = []
    for each in card.held:
        age = "none"
        if each.oldest is not None and each.newest is not None:
            dates = {"oldest": each.oldest, "newest": each.newest}
            said = {name: day(at, asked.zone, words) for name, at in dates.items()}
            age = words.say("member-card-age", **said)
        kinds.append(
            words.say("member-card-kind", kind=words.term(each.kind), count=each.count, age=age)
        )
    what = "; ".join(kinds)
    yield words.say("member-card-held", what=what) if kinds else words.say("member-card-nothing")
    if card.consent.topics:
        yield words.say("member-card-topics", topics=", ".join(sorted(card.consent.topics)))
    if card.consent.circle is not None:
        circle = words.say(f"circle-{card.consent.circle.value}")
        yield words.say("member-card-circle", circle=circle)
    if card.consent.stopped:
        named = (practices.get(practice, practice) for practice, _ in card.consent.stopped)
        stops = sorted(set(map(words.term, named)))
        yield words.say("member-card-stopped", what=", ".join(stops))


def _switches(card: Kept, asked: Asked) -> tuple[Fact, ...]:
    return tuple(
        Fact(asked.words.say(f"member-switch-{each.value}"), (_state(card, each, asked),))
        for each in Switch
    )


def _state(card: Kept, switch: Switch, asked: Asked) -> str:
    words, until = asked.words, card.consent.paused.get(switch)
    if until is None or until <= asked.at:
        return words.say("member-switch-on")
    if until == ALWAYS:
        return words.say("member-switch-off")
    return words.say("member-switch-until", until=when(until, asked.zone, words))


def _pauses(card: Kept, asked: Asked) -> Iterator[Button]:
    for each in Switch:
        verb = "pause" if card.consent.allows(each, asked.at) else "resume"
        what = asked.words.say(f"member-switch-{each.value}")
        label = asked.words.say(f"member-{verb}-button", what=what)
        yield Button(action=Action(area=AREA, verb=verb, key=each.value), label=label)


def _wanted(card: Kept, asked: Asked) -> tuple[Fact, ...]:
    words = asked.words
    return tuple(
        Fact(
            words.say(f"member-optin-{slug(each)}"),
            (words.say("member-asked" if each in card.consent.opt_ins else "member-not-asked"),),
        )
        for each in OptIn
    )


def _opt_ins(card: Kept, asked: Asked) -> Iterator[Button]:
    for each in OptIn:
        verb = "opt-out" if each in card.consent.opt_ins else "opt-in"
        what = asked.words.say(f"member-optin-{slug(each)}-short")
        label = asked.words.say(f"member-{verb}-button", what=what)
        yield Button(action=Action(area=AREA, verb=verb, key=slug(each)), label=label)


def _ends(asked: Asked) -> tuple[Button, ...]:
    words = asked.words
    return (
        Button(
            action=Action(area="export", verb="mine", key="all"),
            label=words.say("member-export-button"),
        ),
        Button(
            action=Action(area="forget", verb="ask", key="me"),
            label=words.say("member-forget-button"),
            style=Style.RISKY,
        ),
    )
