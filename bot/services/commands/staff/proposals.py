"""What members proposed, for moderators: taken up or declined, and everybody may read why."""

from bot.core.cards import (
    Action,
    Answer,
    Button,
    Card,
    Field,
    FieldKind,
    Form,
    Role,
    Section,
    Style,
)
from bot.core.motions import LONGEST, About, Motion, Ruled
from bot.services.commands.base import Asked, Command, Kind, Parameter, Press
from bot.services.commands.member.proposing import proposals_of
from bot.services.commands.motions_told import AT_ONCE, motion_section, number_in
from bot.services.commands.refusals import Refused
from bot.services.commands.telling import said

AREA = "proposal"
TAKE_UP, DECLINE = "take-up", "decline"
_RULED = {TAKE_UP: Ruled.TAKEN_UP, DECLINE: Ruled.DECLINED}


class StaffProposals(Command):
    """Shows what members proposed, and takes the decision with its reason."""

    name = "proposals"
    role = Role.MODERATOR
    staff = True
    parameters = (
        Parameter(name="number", longest=10),
        Parameter(name="decide", kind=Kind.CHOICE, choices=(TAKE_UP, DECLINE)),
        Parameter(name="because", rest=True, longest=LONGEST),
    )
    presses = (
        Press(area=AREA, verb=TAKE_UP, role=Role.MODERATOR, opens_form=True),
        Press(area=AREA, verb=DECLINE, role=Role.MODERATOR, opens_form=True),
        *(Press(area=AREA, verb=f"{verb}-now", role=Role.MODERATOR) for verb in _RULED),
    )

    async def answer(self, asked: Asked) -> Answer:
        """The list; or a decision, in one line of words."""
        if not asked.said["decide"]:
            return await self._shown(asked)
        if not asked.said["number"]:
            raise Refused("refusal-missing", {"parameter": "number"})
        number, because = number_in(asked.said["number"]), asked.said["because"]
        return await self._decide(number, asked.said["decide"], because, asked)

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Ask for the reason, or decide with it."""
        if action.verb in _RULED:
            return _form(action, asked)
        verb = action.verb.removesuffix("-now")
        return await self._decide(number_in(action.key), verb, asked.said.get("because", ""), asked)

    async def _decide(self, number: int, verb: str, because: str, asked: Asked) -> Answer:
        decided = await proposals_of(self.behind).decide(
            asked.community, number, _RULED[verb], because, by=asked.member, at=asked.at
        )
        words = asked.words
        text = words.say(f"proposal-done-{verb}", number=number, member=asked.called.member)
        return said(text, *_next_step(decided, asked))

    async def _shown(self, asked: Asked) -> Answer:
        words = asked.words
        found = await proposals_of(self.behind).shown(asked.community, asked.at)
        if asked.said["number"]:
            only = number_in(asked.said["number"])
            found = tuple(each for each in found if each.number == only)
        if not found:
            return said(words.say("proposals-none"))
        chosen = sorted(found, key=lambda each: not each.is_open(asked.at))
        more = len(chosen) - AT_ONCE
        rest = (Section(lines=((words.say("vote-more", count=more),),)),) if more > 0 else ()
        return Card(
            heading=words.say("proposals-heading"),
            sections=(
                *(motion_section(e, asked, _buttons(e, asked)) for e in chosen[:AT_ONCE]),
                *rest,
            ),
            may_press=Role.MODERATOR,
        )


def _next_step(decided: Motion, asked: Asked) -> tuple[str, ...]:
    """Taking up changes nothing by itself: which command carries it out."""
    if decided.ruled is not Ruled.TAKEN_UP:
        return ()
    about = About.ARTEFACT if decided.about is About.EXAMPLE else decided.about
    return (asked.words.say(f"proposal-next-{about.value}", staff=asked.called.staff),)


def _buttons(motion: Motion, asked: Asked) -> tuple[Button, ...]:
    if not motion.is_open(asked.at):
        return ()
    return tuple(
        Button(
            action=Action(area=AREA, verb=verb, key=str(motion.number)),
            label=asked.words.say(f"proposal-{verb}"),
            style=Style.MAIN if verb == TAKE_UP else Style.PLAIN,
            opens_form=True,
        )
        for verb in _RULED
    )


def _form(action: Action, asked: Asked) -> Form:
    words = asked.words
    because = Field(
        key="because",
        label=words.say("proposal-because"),
        kind=FieldKind.LONG_TEXT,
        longest=LONGEST,
    )
    return Form(
        action=Action(area=AREA, verb=f"{action.verb}-now", key=action.key),
        title=words.say(f"proposal-{action.verb}-title", number=action.key),
        about=words.say("proposal-about-it"),
        fields=(because,),
        submit=words.say(f"proposal-{action.verb}"),
    )
