"""What the bot is able to do in the local room: its own messages, in the open or for one alone."""

from bot.core.capabilities import Capability, PlatformRefused
from bot.core.cards import Action, Button, Card, Section
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.core.leaving import ask_before_leaving
from bot.core.own_posts import Poll, is_own
from bot.platforms.parlour.platform import ParlourPlatform
from prompts import Phrases, phrases

CONTROLS = (("said", "helpful"), ("said", "notnow"), ("said", "stop"), ("why", "show"))


def controls(once: str, words: Phrases) -> tuple[Button, ...]:
    """The buttons below what the bot says under this `once`; a person's post has the last alone."""
    return tuple(
        Button(
            action=Action(area=area, verb=verb, key=once),
            label=words.say(f"control-{area}-{verb}"),
        )
        for area, verb in (CONTROLS[-1:] if is_own(once) else CONTROLS)
    )


class ParlourHands:
    """Speaks in the local room as the bot; what was said `once` is not said again."""

    def __init__(self, room: ParlourPlatform, bot: MemberKey) -> None:
        self._room = room
        self._bot = bot
        self._whispered: dict[str, MessageKey] = {}

    @property
    def simulated(self) -> bool:
        """People see what is said here."""
        return False

    def mention(self, member: MemberKey) -> str:
        """Who is meant, by the room's own sign."""
        return f"@{member.member}"

    async def posted(
        self, channel: ChannelKey, *, once: str, to: MemberKey | None = None
    ) -> MessageKey | None:
        """What was said under this `once`.

        Raises PlatformRefused for what this process did not say to one alone: what another one said
        went with it, read or not.
        """
        del channel
        if to is None:
            return self._room.board.under(once)
        if once not in self._whispered:
            raise PlatformRefused
        return self._whispered[once]

    async def reply(
        self,
        to: MessageKey,
        text: str,
        *,
        once: str,
        mentions: tuple[MemberKey, ...] = (),
        language: str = "en",
    ) -> MessageKey:
        """Answer a message where it stands; raises PlatformRefused where it is gone.

        The page around it has its buttons, in its own language.
        """
        del language
        before = self._room.board.under(once)
        if before is not None:
            return before
        channel = self._room.channel_of(to)
        if channel is None:
            raise PlatformRefused
        await ask_before_leaving()
        posted = await self._room.say(
            channel, self._bot, text, reply_to=to, mentions=mentions, once=once
        )
        return posted.key

    async def post(
        self,
        channel: ChannelKey,
        text: str,
        *,
        once: str,
        author: MemberKey,
        poll: Poll | None = None,
        language: str = "en",
    ) -> MessageKey:
        """Say what a person wrote for the room; what a poll asks stands there as text."""
        del language
        before = self._room.board.under(once)
        if before is not None:
            return before
        await ask_before_leaving()
        asked = () if poll is None else (poll.question, *poll.answers)
        text = "\n".join((*asked, text))
        posted = await self._room.say(channel, self._bot, text, mentions=(author,), once=once)
        return posted.key

    async def open_thread(self, channel: ChannelKey, on: MessageKey, title: str) -> None:
        """Nothing: in the room a thread is there with its first answer."""
        del channel, on, title

    async def whisper(
        self, channel: ChannelKey, to: MemberKey, text: str, *, once: str, language: str = "en"
    ) -> MessageKey:
        """Tell one person something, with the same buttons below it."""
        if once not in self._whispered:
            await ask_before_leaving()
            section = Section(lines=tuple((line,) for line in text.splitlines()))
            words = phrases(language)
            buttons = Section(buttons=controls(once, words))
            card = Card(heading=words.say("room-alone"), sections=(section, buttons))
            self._whispered[once] = self._room.whisper(channel, to, card)
        return self._whispered[once]

    async def withdraw(self, channel: ChannelKey, said: MessageKey) -> None:
        """Take away a line of the bot's. Raises PlatformRefused where somebody else wrote it."""
        del channel
        line = self._room.board.line(said)
        if line is None or line.gone:
            return
        if not line.own:
            raise PlatformRefused
        await self._room.delete(said)

    async def show_answered(
        self, channel: ChannelKey, question: MessageKey, within: frozenset[Capability]
    ) -> None:
        """Nothing: the room shows it nowhere."""
        del channel, question, within
