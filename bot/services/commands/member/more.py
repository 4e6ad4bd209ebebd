"""*More…* in the menu of a message: what else may be done with it, by whoever points at it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.core.cards import Action, Answer, Button, Card, NotAnAction, Role, Section
from bot.core.ids import MessageKey
from bot.services.commands.base import Asked, Command, Kind, Parameter, Press
from bot.services.commands.member.proposing import proposals_of
from bot.services.commands.member.weaving import ONLY_ME, Weave
from bot.services.commands.member.why import message_named, message_of
from bot.services.commands.refusals import Refused
from bot.services.commands.telling import said
from bot.services.pointing import Pointing

AREA = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One thing to do with a message; its label is the sentence `more-<area>-<verb>`.

    The press of that area and verb has the message as its key, as `platform/id`. `role`: who sees
    it; whoever answers the press asks again.
    """

    area: str = AREA
    verb: str
    role: Role = Role.MEMBER
    opens_form: bool = False


MOVES = (
    Move(verb="weave"),
    Move(verb="example"),
    Move(area="flag", verb="open", opens_form=True),
    Move(verb="worth", role=Role.MODERATOR),
    Move(verb="waits", role=Role.MODERATOR),
    Move(verb="no-case", role=Role.MODERATOR),
)
"""In the order in which they are shown."""


class More(Command):
    """Shows the moves at a message, each for whom it is; none of them is seen by anybody else."""

    name = "more"
    slash = False
    menu = True
    while_stopped = False
    parameters = (Parameter(name="message", kind=Kind.MESSAGE, longest=200),)
    presses = tuple(
        Press(area=each.area, verb=each.verb, role=each.role, while_stopped=False)
        for each in MOVES
        if each.area == AREA
    )

    async def answer(self, asked: Asked) -> Answer:
        """A private card with a button for each."""
        buttons = tuple(_buttons(message_of(asked), asked))
        if not buttons:
            raise Refused("refusal-no-message")
        return Card(heading=asked.words.say("more-heading"), sections=(Section(buttons=buttons),))

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Do it with the message that the card was about."""
        message = message_named(asked.community, action.key)
        if message is None:
            return None
        here = replace(asked, message=message)
        match action.verb:
            case "weave":
                return await Weave(self.behind).answer(replace(here, said={"where": ONLY_ME}))
            case "example":
                return await self._example(message, here)
            case "worth":
                return await self._worth(message, here)
            case "waits":
                return await self._waits(message, here)
            case _:
                return await self._no_case(message, here)

    async def _example(self, message: MessageKey, asked: Asked) -> Answer:
        number = await proposals_of(self.behind).example(asked.member, message, asked.at)
        if number is None:
            raise Refused("refusal-no-example")
        return said(asked.words.say("more-example-done", number=number, member=asked.called.member))

    async def _worth(self, message: MessageKey, asked: Asked) -> Answer:
        if not await Pointing(self.behind.open_unit).worth_reading(message, asked.at):
            raise Refused("refusal-e04")
        return said(asked.words.say("more-worth-done"))

    async def _waits(self, message: MessageKey, asked: Asked) -> Answer:
        if not await Pointing(self.behind.open_unit).still_waits(message, asked.at):
            raise Refused("refusal-e04")
        return said(asked.words.say("more-waits-done"))

    async def _no_case(self, message: MessageKey, asked: Asked) -> Answer:
        pointing = Pointing(self.behind.open_unit)
        count = await pointing.not_a_case(message, asked.member, asked.at)
        return said(asked.words.say("more-no-case-done", count=count))


def _buttons(message: MessageKey, asked: Asked) -> Iterator[Button]:
    for each in MOVES:
        if asked.role < each.role:
            continue
        try:
            action = Action(
                area=each.area, verb=each.verb, key=f"{message.platform}/{message.message}"
            )
        except NotAnAction:  # an id that no button can carry
            continue
        label = asked.words.say(f"more-{each.area}-{each.verb}")
        yield Button(action=action, label=label, opens_form=each.opens_form)
