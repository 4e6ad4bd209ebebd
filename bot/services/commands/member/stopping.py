"""An end to one practice in one room, and to one line: for oneself, or by several for everybody."""

from dataclasses import replace

from bot.core.cards import Action, Answer, Button, Card, Role, Section, Style
from bot.core.display import shown_name
from bot.core.ids import ChannelKey, ReviewId
from bot.services.commands.base import Asked, Command, Kind, Parameter, Press, Source
from bot.services.commands.member.why import message_of
from bot.services.commands.refusals import Refused
from bot.services.commands.rooms import room_called, room_name, room_of, stop_in
from bot.services.commands.telling import not_done, said
from bot.services.taking_back import ENOUGH

AREA = "stop"
WITHDRAW = "withdraw"


class StopHere(Command):
    """Stops a practice in a room for oneself; from the menu of a message, what said that one."""

    name = "stop-here"
    parameters = (
        Parameter(name="practice", source=Source.PRACTICES, required=True),
        Parameter(name="room", kind=Kind.ROOM, source=Source.ROOMS, rest=True, longest=200),
    )
    presses = (
        Press(area=AREA, verb="mine"),
        Press(area=AREA, verb="room", role=Role.MODERATOR),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Stop it, and say what no longer concerns them where."""
        practice, named = asked.said["practice"], asked.said["room"]
        if practice not in self.behind.practices:
            known = ", ".join(self.behind.practices)
            return not_done(asked.words.say("member-no-practice", practices=known))
        room = asked.channel
        if named:
            room = await room_called(self.behind, asked, named)
        if room is None:
            return not_done(asked.words.say("member-no-room"))
        return await self._stopped(practice, room, asked)

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Stop it in the room that it was said in."""
        practice, _, where = action.key.partition("@")
        room = asked.channel
        if where:
            room = await room_of(self.behind, asked.community, where)
        if practice not in self.behind.practices or room is None:
            return None
        if action.verb == "mine":
            return await self._stopped(practice, room, asked)
        await self.behind.ladder.switch(
            asked.community, practice, room, asked.at, stopped=True, by=asked.member
        )
        where = await room_name(self.behind, asked.community, room)
        named = asked.words.term(self.behind.practices[practice])
        return said(asked.words.say("staff-practice-stopped", practice=named, room=where))

    async def _stopped(self, practice: str, room: ChannelKey, asked: Asked) -> Card:
        await self.behind.wishes.stop_here(asked.community, asked.member, practice, room)
        where = await room_name(self.behind, asked.community, room)
        named = asked.words.term(self.behind.practices[practice])
        return said(asked.words.say("member-stopped", practice=named, room=shown_name(where)))


class StopThis(Command):
    """Stops, from the menu of a message, what said that message."""

    name = "stop-this"
    slash = False
    menu = True
    presses = (Press(area=WITHDRAW, verb="line"),)

    async def answer(self, asked: Asked) -> Answer:
        """Stop it for a member at once; a moderator chooses for whom. Either may ask for more."""
        message = message_of(asked)
        found = await self.behind.wishes.why(asked.member, message, asked.at)
        if not found:
            raise Refused("refusal-not-mine")
        practice, room = found[-1].practice, found[-1].channel
        if asked.role >= Role.MODERATOR:
            card = self._choice(practice, room, asked)
        else:
            await self.behind.wishes.stop_here(asked.community, asked.member, practice, room)
            where = await room_name(self.behind, asked.community, room)
            named = asked.words.term(self.behind.practices.get(practice, practice))
            card = said(asked.words.say("member-stopped", practice=named, room=where))
        line = await self.behind.feedback.line(message)
        return card if line is None else may_be_withdrawn(card, line, asked)

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Take down that they want the line gone; one of several, and nobody learns who."""
        heard = await self.behind.feedback.withdraw(
            asked.community, ReviewId(action.key), asked.member, asked.at
        )
        return None if heard is None else said(asked.words.say("withdraw-noted", people=ENOUGH))

    def _choice(self, practice: str, room: ChannelKey, asked: Asked) -> Card:
        words = asked.words
        named = words.term(self.behind.practices.get(practice, practice))
        return Card(
            heading=words.say("stop-choice", practice=named),
            sections=(
                Section(
                    buttons=(
                        Button(
                            action=stop_in("room", practice, room),
                            label=words.say("stop-for-all"),
                            style=Style.RISKY,
                        ),
                        Button(
                            action=stop_in("mine", practice, room),
                            label=words.say("stop-for-me"),
                        ),
                    )
                ),
            ),
        )


def may_be_withdrawn(card: Card, line: ReviewId, asked: Asked) -> Card:
    """The same card, which offers to ask that a line be taken back as well."""
    button = Button(
        action=Action(area=WITHDRAW, verb="line", key=line),
        label=asked.words.say("withdraw-button"),
        confirm=asked.words.say("withdraw-confirm", people=ENOUGH),
    )
    told = (asked.words.say("withdraw-about", people=ENOUGH),)
    return replace(card, sections=(*card.sections, Section(lines=(told,), buttons=(button,))))
