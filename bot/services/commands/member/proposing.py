"""What members want changed here: proposed by one, voted on by the others without a name."""

from dataclasses import replace

from bot.core.cards import (
    Action,
    Answer,
    Button,
    Card,
    Field,
    FieldKind,
    Form,
    Option,
    Section,
)
from bot.core.motions import LONGEST, About, Vote
from bot.services.commands.base import Asked, Behind, Command, Kind, Parameter, Press
from bot.services.commands.motions_told import (
    AT_ONCE,
    counted,
    motion_section,
    number_in,
    vote_buttons,
)
from bot.services.commands.telling import said
from bot.services.proposing import Proposals

NONE = "none"
_PROPOSABLE = (About.CHARTER, About.PRACTICE, About.ARTEFACT)


def proposals_of(behind: Behind) -> Proposals:
    """The service behind every command about proposals."""
    return Proposals(behind.open_unit, behind.homes)


class Propose(Command):
    """Proposes something for the charter, for a practice, or a new artefact."""

    name = "propose"
    while_stopped = False
    parameters = (
        Parameter(name="text", rest=True, required=True, longest=LONGEST),
        Parameter(
            name="about",
            kind=Kind.CHOICE,
            choices=tuple(each.value for each in _PROPOSABLE),
            usual=About.CHARTER.value,
        ),
    )

    presses = (
        Press(area="propose", verb="ask", opens_form=True, while_stopped=False),
        Press(area="propose", verb="make", while_stopped=False),
    )

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Open the form, or what was filled into it."""
        if action.verb == "ask":
            return _form(asked)
        about = asked.said.get("about", "")
        if about not in _PROPOSABLE:
            return None
        said_so = {"about": about, "text": asked.said.get("text", "")}
        return await self.answer(replace(asked, said=said_so))

    async def answer(self, asked: Asked) -> Answer:
        """Open it, and say its number."""
        number = await proposals_of(self.behind).propose(
            asked.community,
            asked.member,
            About(asked.said["about"]),
            asked.said["text"],
            asked.at,
        )
        words, member = asked.words, asked.called.member
        return said(words.say("proposed", number=number, member=member), words.say("proposed-how"))


class VoteOn(Command):
    """Shows what is proposed, and counts a vote."""

    name = "vote"
    while_stopped = False
    parameters = (
        Parameter(name="proposal", longest=10),
        Parameter(
            name="choice",
            kind=Kind.CHOICE,
            choices=(*(each.value for each in Vote), NONE),
        ),
    )
    presses = tuple(
        Press(area="vote", verb=verb, while_stopped=False)
        for verb in (*(each.value for each in Vote), NONE)
    )

    async def answer(self, asked: Asked) -> Answer:
        """What is proposed; or one vote, counted."""
        if not asked.said["proposal"]:
            return await self._shown(asked)
        number = number_in(asked.said["proposal"])
        if not asked.said["choice"]:
            return await self._shown(asked, number)
        return await self._vote(number, asked.said["choice"], asked)

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Count a vote from the list."""
        return await self._vote(number_in(action.key), action.verb, asked)

    async def _vote(self, number: int, choice: str, asked: Asked) -> Answer:
        words, service = asked.words, proposals_of(self.behind)
        vote = None if choice == NONE else Vote(choice)
        await service.vote(asked.community, asked.member, number, vote, asked.at)
        voted = await service.shown(asked.community, asked.at)
        now = next(each.tally for each in voted if each.number == number)
        name = "vote-taken-back" if vote is None else "vote-counted"
        return said(words.say(name, number=number), counted(now, words))

    async def _shown(self, asked: Asked, only: int | None = None) -> Answer:
        words = asked.words
        found = await proposals_of(self.behind).shown(asked.community, asked.at)
        chosen = [each for each in found if only in {None, each.number}]
        if not chosen:
            return Card(heading=words.say("vote-nothing"), sections=(_begins(asked),))
        chosen.sort(key=lambda each: not each.is_open(asked.at))
        more = len(chosen) - AT_ONCE
        rest = (Section(lines=((words.say("vote-more", count=more),),)),) if more > 0 else ()
        return Card(
            heading=words.say("vote-heading"),
            sections=(
                *(motion_section(e, asked, vote_buttons(e, asked)) for e in chosen[:AT_ONCE]),
                *rest,
                _begins(asked),
            ),
        )


def _begins(asked: Asked) -> Section:
    button = Button(
        action=Action(area="propose", verb="ask", key="new"),
        label=asked.words.say("propose-begin"),
        opens_form=True,
    )
    return Section(buttons=(button,))


def _form(asked: Asked) -> Form:
    words = asked.words
    options = tuple(
        Option(value=each.value, label=words.say(f"motion-about-{each.value}"))
        for each in _PROPOSABLE
    )
    return Form(
        action=Action(area="propose", verb="make", key="new"),
        title=words.say("propose-begin"),
        about=words.say("proposed-how"),
        fields=(
            Field(
                key="about",
                label=words.say("propose-about"),
                kind=FieldKind.CHOICE,
                options=options,
                initial=About.CHARTER.value,
            ),
            Field(
                key="text",
                label=words.say("propose-text"),
                kind=FieldKind.LONG_TEXT,
                longest=LONGEST,
            ),
        ),
        submit=words.say("propose-submit"),
    )
