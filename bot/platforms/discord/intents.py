"""Which of Discord's events are asked for, and why; nothing is asked that no feature needs.

platforms.md, section 2.1; the values are those of Discord's documentation, "Gateway Intents".
"""

from dataclasses import dataclass, replace
from typing import Self

import discord


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an operator chose that needs more than listening."""

    message_content: bool = True
    members: bool = False
    automod: bool = False

    def without_content(self) -> Self:
        """The same, but for the words of messages."""
        return replace(self, message_content=False)


REASONS: dict[str, str] = {
    "guilds": "channels, threads, roles, who may see what, and being removed",
    "guild_messages": "messages, edits and deletions in servers",
    "guild_reactions": "a reaction is an outcome, and a way to say thanks",
    "message_content": "what a message does is read from its words",
    "members": "to see many join at once; never to greet",
    "auto_moderation_execution": "to learn that a rule held something back",
}
"""Every intent that can ever be asked for, by discord.py's name; presence, typing, voice and direct
messages are not among them."""


def intents_for(wanted: Wanted) -> discord.Intents:
    """The union that these wishes need, and nothing else."""
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        guild_reactions=True,
        message_content=wanted.message_content,
        members=wanted.members,
        auto_moderation_execution=wanted.automod,
    )
