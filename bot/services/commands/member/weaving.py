"""A long talk in a few links, because somebody asked for them."""

from bot.core.cards import Answer, Card, Line, Linked, Section
from bot.core.ids import MessageKey
from bot.core.reasons import Reason
from bot.digest.silences import sentence_of
from bot.services.commands.base import Asked, Command, Kind, Parameter
from bot.services.commands.member.why import message_of
from bot.services.commands.refusals import Refused
from bot.services.weaving import NothingThere, TooShort
from prompts import Phrases

ONLY_ME = "only-me"
HERE = "here"


class Weave(Command):
    """Points through a long talk: for whoever asks, and for its room where every gate agrees."""

    name = "weave"
    while_stopped = False
    parameters = (
        Parameter(name="message", kind=Kind.MESSAGE, longest=200),
        Parameter(name="where", kind=Kind.CHOICE, choices=(ONLY_ME, HERE), usual=ONLY_ME),
    )

    async def answer(self, asked: Asked) -> Answer:
        """The links, seen by who asked; and what becomes of it in the room, if they want that."""
        message, weaving = message_of(asked), self.behind.weaving
        try:
            links = await weaving.links(asked.community, message)
            heading = asked.words.say("weave-only-me")
            if asked.said.get("where") == HERE:
                reason = await weaving.here(asked.community, message, asked.at)
                heading = _decided(reason, asked.words)
        except NothingThere:
            raise Refused("refusal-e04") from None
        except TooShort as short:
            values = {
                "messages": short.messages,
                "people": short.people,
                "minutes": short.minutes,
            }
            raise Refused("refusal-e09", values) from None
        lines = tuple(_line(n, key, asked.words) for n, key in enumerate(links))
        return Card(
            heading=heading,
            sections=(Section(lines=lines), Section(lines=((asked.words.say("weave-limits"),),))),
        )


def _decided(reason: Reason, words: Phrases) -> str:
    match reason:
        case Reason.GRANTED:
            return words.say("weave-granted")
        case Reason.NEEDS_REVIEW:
            return words.say("weave-review")
        case _:
            return words.say("weave-silent", reason=words.say(sentence_of(reason)))


def _line(number: int, key: MessageKey, words: Phrases) -> Line:
    label = words.say("weave-link", number=number) if number else words.say("weave-began")
    return (Linked(label, key),)
