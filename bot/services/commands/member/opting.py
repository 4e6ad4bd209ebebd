"""What somebody asks to be asked: each apart, off until asked for, and taken back in a word."""

from bot.core.cards import Answer
from bot.core.display import shown_name
from bot.core.privacy import OptIn
from bot.services.commands.base import Asked, Command, Kind, Parameter, Source
from bot.services.commands.member.me import slug
from bot.services.commands.telling import not_done, said
from bot.services.wishes import NotAFacet

EVERYTHING = "all"
_BY_SLUG = {slug(each): each for each in OptIn}


class OptInto(Command):
    """Asks for one thing that stays off otherwise."""

    name = "opt-in"
    parameters = (Parameter(name="to", kind=Kind.CHOICE, choices=(*_BY_SLUG,), required=True),)

    async def answer(self, asked: Asked) -> Answer:
        """Ask for it."""
        wanted = _BY_SLUG[asked.said["to"]]
        await self.behind.wishes.opt_in(asked.community, asked.member, (wanted,))
        what = asked.words.say(f"member-optin-{slug(wanted)}")
        undo = f"{asked.called.member} opt-out {slug(wanted)}"
        return said(asked.words.say("member-opted-in", what=what, undo=undo))


class OptOut(Command):
    """Takes it back."""

    name = "opt-out"
    parameters = (
        Parameter(name="of", kind=Kind.CHOICE, choices=(EVERYTHING, *_BY_SLUG), required=True),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Take it back, at once."""
        given = asked.said["of"]
        wanted = tuple(OptIn) if given == EVERYTHING else (_BY_SLUG[given],)
        await self.behind.wishes.opt_out(asked.community, asked.member, wanted)
        what = ", ".join(asked.words.say(f"member-optin-{slug(each)}") for each in wanted)
        return said(asked.words.say("member-opted-out", what=what))


class Offer(Command):
    """Lets somebody be asked about a facet of what the community gathers round."""

    name = "offer"
    while_stopped = False
    parameters = (
        Parameter(name="topic", source=Source.FACETS, required=True, rest=True, longest=100),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Be asked about it, at most once a week."""
        topic, words = asked.said["topic"], asked.words
        try:
            await self.behind.wishes.offer(asked.community, asked.member, topic)
        except NotAFacet as refused:
            if not refused.facets:
                return not_done(words.say("member-no-facets"))
            facets = ", ".join(refused.facets)
            return not_done(words.say("member-not-a-facet", facets=facets))
        undo = f"{asked.called.member} opt-out ask-me"
        return said(words.say("member-offered", topic=shown_name(topic), undo=undo))
