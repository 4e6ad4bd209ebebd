"""The four buttons below everything that the bot says on Discord, and how a post is known by them.

platforms.md, sections 2.3.2 and 2.8.
"""

import base64
import hashlib
from collections.abc import Iterator
from typing import Final

import discord
from discord import ui

from bot.core.cards import Action
from bot.core.own_posts import is_own
from bot.platforms.discord.marks import marked
from prompts import Phrases

LONGEST_NONCE: Final = 24
WHY: Final = ("why", "show")
CONTROLS: Final = (("said", "helpful"), ("said", "notnow"), ("said", "stop"), WHY)
OF_A_PERSON: Final = (WHY,)
"""Below what a person wrote: the other three are about the bot's own lines."""


def nonce_of(once: str) -> str:
    """Discord takes a message with the same nonce once within a few minutes."""
    return base64.b32encode(hashlib.sha256(once.encode()).digest())[:LONGEST_NONCE].decode()


def controls(once: str, words: Phrases, guild: str | None = None) -> Iterator[ui.Button[ui.View]]:
    """The buttons of what was said under this `once`; `guild`: where it is said elsewhere."""
    for area, verb in OF_A_PERSON if is_own(once) else CONTROLS:
        yield ui.Button(
            label=words.say(f"control-{area}-{verb}"),
            custom_id=marked(Action(area=area, verb=verb, key=once), guild=guild),
            style=discord.ButtonStyle.secondary,
        )


def mark(once: str) -> Action:
    """The button by which a post is known as what was said under this `once`."""
    area, verb = WHY
    return Action(area=area, verb=verb, key=once)
