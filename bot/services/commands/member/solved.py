"""A question that needs nobody any more, by the word of who asked it or of a moderator."""

from bot.core.cards import Answer, Role
from bot.services.commands.base import Asked, Command, Kind, Parameter
from bot.services.commands.member.why import message_of
from bot.services.commands.refusals import Refused
from bot.services.commands.telling import said


class Solved(Command):
    """Has nobody asked to answer a question that is answered."""

    name = "solved"
    menu = True
    while_stopped = False
    parameters = (Parameter(name="message", kind=Kind.MESSAGE, longest=200),)

    async def answer(self, asked: Asked) -> Answer:
        """Look at this conversation no more, until somebody writes in it again."""
        message = message_of(asked)
        async with self.behind.open_unit() as unit:
            known = await unit.members.known_as(asked.community, asked.member)
            held = await unit.messages.get(message)
            growth = await unit.conversations.holding(message)
            if held is None or growth is None:
                raise Refused("refusal-e04")
            if held.author != known and asked.role < Role.MODERATOR:
                raise Refused("refusal-not-asker")
            await unit.agenda.unwatch(asked.community, growth.id)
            await unit.commit()
        self.behind.answered.mark(asked.community, message)
        return said(asked.words.say("solved-noted"))
