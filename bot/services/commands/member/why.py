"""Why something was said, or was not: for the person whom it concerned, and how to stop it."""

from collections.abc import Sequence

from bot.core.cards import Answer, Button, Card, Section
from bot.core.ids import ChannelKey, CommunityId, MessageKey
from bot.core.own_posts import OwnPost
from bot.digest.silences import sentence_of
from bot.services.commands.base import Asked, Behind, Command, Kind, Parameter
from bot.services.commands.refusals import Refused
from bot.services.commands.rooms import stop_in
from bot.services.commands.telling import said, when
from bot.services.own_posting import OwnPosting
from bot.services.wishes import Explanation


def message_of(asked: Asked) -> MessageKey:
    """The message that is meant: pointed at, or named as `platform/id`. Raises Refused."""
    if asked.message is not None:
        return asked.message
    named = message_named(asked.community, asked.said.get("message", ""))
    if named is None:
        raise Refused("refusal-no-message")
    return named


def message_named(community: CommunityId, said: str) -> MessageKey | None:
    """A message by `platform/id`; None: that names none."""
    platform, slash, message = said.partition("/")
    if not (platform and slash and message):
        return None
    return MessageKey(platform=platform, community=community, message=message)


class Why(Command):
    """Explains a message of the bot, or a decision about one's own."""

    name = "why"
    menu = True
    parameters = (Parameter(name="message", kind=Kind.MESSAGE, longest=200),)

    async def answer(self, asked: Asked) -> Answer:
        """Practice, reason, the charter's line and version, the odds of silence, how to stop it."""
        about = message_of(asked)
        own = await OwnPosting(self.behind.open_unit).said(asked.community, about)
        if own is not None:
            return written_by_a_person(own, asked)
        found = await self.behind.wishes.why(asked.member, about, asked.at)
        return explanation(found, self.behind, asked)


def explanation(found: Sequence[Explanation], behind: Behind, asked: Asked) -> Card:
    """Every decision about a message which is this person's to know."""
    if not found:
        return said(asked.words.say("member-why-nothing"))
    stops = dict.fromkeys((each.practice, each.channel) for each in found)
    return Card(
        heading=asked.words.say("member-why-heading"),
        sections=(
            Section(lines=tuple((_told(each, behind, asked),) for each in found)),
            Section(buttons=tuple(_stop(*each, behind, asked) for each in stops)),
        ),
    )


def written_by_a_person(post: OwnPost, asked: Asked) -> Card:
    """That somebody wrote it, and that nothing of the bot's decided on it."""
    return said(asked.words.say("own-post-why", at=when(post.at, asked.zone, asked.words)))


def _stop(practice: str, room: ChannelKey, behind: Behind, asked: Asked) -> Button:
    named = asked.words.term(behind.practices.get(practice, practice))
    return Button(
        action=stop_in("mine", practice, room),
        label=asked.words.say("member-stop-button", practice=named),
    )


def _told(why: Explanation, behind: Behind, asked: Asked) -> str:
    words = asked.words
    charter = words.say("member-why-no-charter")
    if why.version is not None:
        charter = words.say("member-why-charter", version=why.version, line=why.line or "")
    odds = words.say("member-why-no-odds")
    if why.silence is not None:
        odds = words.say("member-why-odds", percent=round(100 * why.silence))
    return words.say(
        "member-why",
        when=when(why.at, asked.zone, words),
        practice=words.term(behind.practices.get(why.practice, why.practice)),
        because=why.because,
        reason=words.say(sentence_of(why.reason)),
        charter=charter,
        odds=odds,
    )
