"""Lays a message before the moderators, by whoever points at it; nobody else learns who did."""

from bot.core.cards import Action, Answer, Field, FieldKind, Form, NotAnAction
from bot.core.ids import MessageKey
from bot.core.moderation import LONGEST_WORDS
from bot.services.commands.base import Asked, Command, Kind, Parameter, Press
from bot.services.commands.member.why import message_named, message_of
from bot.services.commands.refusals import Refused
from bot.services.commands.telling import said

AREA = "flag"


class Flag(Command):
    """Asks what moderators should know of a message, and puts it into their queue."""

    name = "flag"
    parameters = (Parameter(name="message", kind=Kind.MESSAGE, required=True, longest=200),)
    presses = (Press(area=AREA, verb="open", opens_form=True), Press(area=AREA, verb="sent"))

    async def answer(self, asked: Asked) -> Answer:
        """The form."""
        return _form(message_of(asked), asked)

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Open it, or take what was handed in."""
        message = message_named(asked.community, action.key)
        if message is None:
            return None
        if action.verb == "open":
            return _form(message, asked)
        words = asked.said.get("words", "")[:LONGEST_WORDS]
        await self.behind.moderating.flag(message, words, asked.member, asked.at)
        return said(asked.words.say("flag-done"), asked.words.say("flag-who"))


def _form(message: MessageKey, asked: Asked) -> Form:
    words = asked.words
    try:
        action = Action(area=AREA, verb="sent", key=f"{message.platform}/{message.message}")
    except NotAnAction as no_button:  # an id that no form can carry
        raise Refused("refusal-not-heard") from no_button
    field = Field(
        key="words",
        label=words.say("flag-words"),
        kind=FieldKind.LONG_TEXT,
        about=words.say("flag-about"),
        required=False,
        longest=LONGEST_WORDS,
    )
    return Form(
        action=action,
        title=words.say("flag-title"),
        fields=(field,),
        submit=words.say("flag-submit"),
    )
