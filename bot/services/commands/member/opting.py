"""What somebody asks to be asked: each apart, off until asked for, and taken back in a word."""

from bot.core.cards import Answer
from bot.core.display import shown_name
from bot.core.privacy import Circle, OptIn
from bot.services.commands.base import Asked, Command, Kind, Parameter, Source
from bot.services.commands.member.me import slug
from bot.services.commands.telling import not_done, said
from bot.services.wishes import NotAFacet, NotOffered

EVERYTHING = "all"
NO_CIRCLE = "none"
MENTION, PRIVATE = "mention", "private"
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
    """Lets somebody be asked about a facet of what the community gathers round, or no more."""

    name = "offer"
    while_stopped = False
    parameters = (
        Parameter(name="topic", source=Source.FACETS, rest=True, longest=100),
        Parameter(name="how", kind=Kind.CHOICE, choices=(MENTION, PRIVATE)),
        Parameter(name="stop", source=Source.FACETS, rest=True, longest=100),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Be asked about it, now and then, in the way they chose; or take one offer back."""
        topic, over = asked.said["topic"], asked.said["stop"]
        if bool(topic) == bool(over):
            return not_done(asked.words.say("member-offer-or-stop"))
        return await (self._stop(over, asked) if over else self._offer(topic, asked))

    async def _offer(self, topic: str, asked: Asked) -> Answer:
        words, how = asked.words, asked.said["how"]
        privately = how == PRIVATE if how else None
        try:
            consent = await self.behind.wishes.offer(
                asked.community, asked.member, topic, privately=privately
            )
        except NotAFacet as refused:
            if not refused.facets:
                return not_done(words.say("member-no-facets"))
            facets = ", ".join(refused.facets)
            return not_done(words.say("member-not-a-facet", facets=facets))
        shown = shown_name(topic)
        named = {"topic": shown, "undo": f"{asked.called.member} offer stop:{shown}"}
        if OptIn.ASK_PRIVATELY in consent.opt_ins:
            return said(words.say("member-offered-privately", **named))
        return said(words.say("member-offered", **named))

    async def _stop(self, topic: str, asked: Asked) -> Answer:
        words = asked.words
        try:
            left = await self.behind.wishes.stop_offering(asked.community, asked.member, topic)
        except NotOffered as refused:
            topics = ", ".join(refused.offered) or "none"
            return not_done(words.say("member-not-offered", topics=topics))
        topics = ", ".join(sorted(left.topics)) or "none"
        return said(words.say("member-offer-stopped", topics=topics))


class InCircle(Command):
    """Lets somebody say what they are to the community, for totals alone, or take it back."""

    name = "circle"
    parameters = (
        Parameter(
            name="circle",
            kind=Kind.CHOICE,
            choices=(*(each.value for each in Circle), NO_CIRCLE),
            required=True,
        ),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Note it; nothing is ever inferred."""
        given = asked.said["circle"]
        circle = None if given == NO_CIRCLE else Circle(given)
        await self.behind.wishes.belong(asked.community, asked.member, circle)
        return said(asked.words.say("circle-gone" if circle is None else "circle-noted"))
