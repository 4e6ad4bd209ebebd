"""A server and a workspace made one community by a moderator of each, and apart again."""

from bot.core.cards import Answer, Role
from bot.services.commands.base import Asked, Command, Parameter
from bot.services.commands.telling import said
from bot.services.homes import platform_of
from bot.services.linking import Linked, What

PLATFORMS = {"discord": "Discord", "slack": "Slack"}


class Link(Command):
    """Shows a code, or takes one that was shown on the other platform."""

    name = "link"
    role = Role.MODERATOR
    staff = True
    parameters = (Parameter(name="code", longest=20),)

    async def answer(self, asked: Asked) -> Answer:
        """A code for ten minutes; or, with a code, the link. Raises what `Linking` raises."""
        linking, words = self.behind.linking, asked.words
        code = asked.said.get("code", "")
        if not code:
            shown = linking.offer(What.COMMUNITY, asked.community, asked.member, asked.at)
            how = words.say("staff-link-how", staff=asked.called.staff, code=shown)
            return said(words.say("staff-link-code", code=shown), how, words.say("staff-link-what"))
        linked = await linking.join(code, asked.community, asked.member, asked.at)
        return said(*_told(linked, "staff-linked", asked), words.say("staff-link-undo"))


class Unlink(Command):
    """Makes two of them again, from either side."""

    name = "unlink"
    role = Role.MODERATOR
    staff = True

    async def answer(self, asked: Asked) -> Answer:
        """Undo it, and say where the shared weeks stay. Raises NotLinked."""
        severed = await self.behind.linking.sever(asked.community, asked.at)
        return said(*_told(severed, "staff-unlinked", asked))


def _told(linked: Linked, sentence: str, asked: Asked) -> tuple[str, str]:
    names = {
        "home": PLATFORMS.get(platform_of(linked.home), linked.home),
        "other": PLATFORMS.get(platform_of(linked.origin), linked.origin),
    }
    return asked.words.say(sentence, **names), asked.words.say(f"{sentence}-then", **names)
