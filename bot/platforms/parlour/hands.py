"""What the bot is able to do in the local room: its own messages, in the open or for one alone."""

from bot.core.capabilities import PlatformRefused
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.platforms.parlour.platform import ParlourPlatform


class ParlourHands:
    """Speaks in the local room as the bot; what was said `once` is not said again."""

    def __init__(self, room: ParlourPlatform, bot: MemberKey) -> None:
        self._room = room
        self._bot = bot
        self._said: dict[str, MessageKey] = {}

    @property
    def simulated(self) -> bool:
        """People see what is said here."""
        return False

    def mention(self, member: MemberKey) -> str:
        """Who is meant, by the room's own sign."""
        return f"@{member.member}"

    async def posted(self, channel: ChannelKey, *, once: str) -> MessageKey | None:
        """What was said under this `once`."""
        del channel
        return self._said.get(once)

    async def reply(self, to: MessageKey, text: str, *, once: str) -> MessageKey:
        """Answer a message where it stands; raises PlatformRefused where it is gone."""
        if once not in self._said:
            channel = self._room.channel_of(to)
            if channel is None:
                raise PlatformRefused
            posted = await self._room.say(channel, self._bot, text, reply_to=to)
            self._said[once] = posted.key
        return self._said[once]

    async def whisper(
        self, channel: ChannelKey, to: MemberKey, text: str, *, once: str
    ) -> MessageKey:
        """Refused: nobody can be told anything alone here yet."""
        del channel, to, text, once
        raise PlatformRefused
