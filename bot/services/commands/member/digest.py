"""The members' edition of a week's digest."""

from bot.core.cards import Answer
from bot.services.commands.base import Asked, Command, Parameter
from bot.services.commands.digests import MEMBERS, digest_card, digest_of


class Digest(Command):
    """What there is to say of a week to everybody."""

    name = "digest"
    while_stopped = False
    parameters = (Parameter(name="week", longest=8),)

    async def answer(self, asked: Asked) -> Answer:
        """The headline numbers, what the bot did, what is being found out."""
        return digest_card(await digest_of(self.behind, asked), MEMBERS)
