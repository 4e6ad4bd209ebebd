"""The four buttons below a line of the bot, and the one that says it was no help."""

from bot.core.cards import Action, Answer, Card, Role
from bot.core.feedback import Felt
from bot.core.ids import OwnPostId, ReviewId
from bot.core.own_posts import is_own
from bot.services.commands.base import Asked, Command, Press
from bot.services.commands.member.stopping import may_be_withdrawn
from bot.services.commands.member.why import explanation, written_by_a_person
from bot.services.commands.rooms import room_name
from bot.services.commands.telling import said, when
from bot.services.feedback import Heard
from bot.services.own_posting import OwnPosting


class Lines(Command):
    """What a member says of one line of the bot."""

    name = "lines"
    slash = False
    presses = (
        *(Press(area="said", verb=v) for v in ("helpful", "nothelpful", "notnow", "stop")),
        Press(area="why", verb="show"),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Say where the buttons are; it cannot be called by name."""
        return said(asked.words.say("lines-help"))

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Take what was said of that line, or explain it."""
        if is_own(action.key):
            posting = OwnPosting(self.behind.open_unit)
            own = await posting.said(asked.community, OwnPostId(action.key))
            return None if own is None else written_by_a_person(own, asked)
        key, feedback = ReviewId(action.key), self.behind.feedback
        where = (asked.community, key, asked.member, asked.at)
        match action.verb:
            case "show":
                found = await feedback.why(*where)
                return None if found is None else explanation(found, self.behind, asked)
            case "helpful":
                heard = await feedback.helpful(*where)
            case "nothelpful":
                heard = await feedback.not_helpful(*where)
            case "notnow":
                heard = await feedback.not_now(*where)
            case _:
                moderates = asked.role >= Role.MODERATOR
                heard = await feedback.stop_here(*where, moderates=moderates)
        if heard is None:
            return None
        card = await self._told(heard, asked)
        if heard.felt is not Felt.STOP_HERE or not await feedback.in_the_open(*where[:3]):
            return card
        return may_be_withdrawn(card, key, asked)

    async def _told(self, heard: Heard, asked: Asked) -> Card:
        until = "always"
        if heard.until is not None:
            until = when(heard.until, asked.zone, asked.words)
        name = heard.felt.name.lower().replace("_", "-")
        if heard.felt is Felt.STOP_HERE and heard.for_all:
            name = "stop-here-all"
        named = asked.words.term(self.behind.practices.get(heard.practice, heard.practice))
        where = await room_name(self.behind, asked.community, heard.channel)
        return said(asked.words.say(f"said-{name}", practice=named, room=where, until=until))
