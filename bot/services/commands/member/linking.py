"""One person's two accounts made one, by a code that proves both, and apart again."""

from bot.core.cards import Answer
from bot.services.commands.base import Asked, Command, Parameter
from bot.services.commands.telling import said
from bot.services.linking import NotLinked, What


class Link(Command):
    """Shows a code, or takes one that was shown in the other account."""

    name = "link"
    parameters = (Parameter(name="code", longest=20),)

    async def answer(self, asked: Asked) -> Answer:
        """A code for ten minutes; or, with a code, the link. Raises what `Linking` raises."""
        linking, words = self.behind.linking, asked.words
        if not linking.together(asked.community):
            raise NotLinked
        code = asked.said.get("code", "")
        if not code:
            shown = linking.offer(What.ACCOUNT, asked.community, asked.member, asked.at)
            lines = words.say("member-link-how", member=asked.called.member, code=shown)
            return said(words.say("member-link-code", code=shown), lines)
        await linking.pair(code, asked.community, asked.member, asked.at)
        return said(words.say("member-linked", member=asked.called.member))


class Unlink(Command):
    """Makes two of them again, from either account."""

    name = "unlink"

    async def answer(self, asked: Asked) -> Answer:
        """Undo it. Raises NotLinked."""
        await self.behind.linking.part(asked.community, asked.member)
        return said(asked.words.say("member-unlinked"))
