"""Adds the commands' names and texts in other languages to how they are described to Discord.

A text is the sentence that has its name in English too; a command's own name changes only where a
language has the sentence `discord-name-<command>`, for whoever reads a manual looks for ours.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord

from bot.services.commands.base import Command
from cogs.discord.calling import LONGEST_ABOUT, LONGEST_MENU, STAFF
from prompts import Phrases, languages, phrases

ENGLISH: Final = "en"
CHAT: Final = 1


def others() -> Mapping[str, Phrases]:
    """The sentences of every language but English, by Discord's own codes, as `de` and `pt-BR`."""
    found: dict[str, Phrases] = {}
    for locale in discord.Locale:
        language = locale.value.partition("-")[0]
        if language != ENGLISH and language in languages():
            found[locale.value] = phrases(language)
    return found


def localised(
    described: dict[str, Any], menus: Sequence[type[Command]], tongues: Mapping[str, Phrases]
) -> dict[str, Any]:
    """One command, as Discord's API takes it, with what each language says; changes nothing else.

    `menus`: whose menus there may be.
    """
    name = str(described["name"])
    if described.get("type", CHAT) != CHAT:
        key = next((each.key() for each in menus if _label(each) == name), None)
        return described | _said("name", f"discord-menu-{key}", tongues, LONGEST_MENU)
    prefix = "staff-" if name == STAFF else ""
    options = [_command(each, f"{prefix}{each['name']}", tongues) for each in described["options"]]
    about = _said("description", f"discord-{name}", tongues, LONGEST_ABOUT)
    return described | about | {"options": options}


def _command(described: dict[str, Any], key: str, tongues: Mapping[str, Phrases]) -> dict[str, Any]:
    options = [_named(each, f"{key}-{each['name']}", tongues) for each in described["options"]]
    return _named(described, key, tongues) | {"options": options}


def _named(described: dict[str, Any], key: str, tongues: Mapping[str, Phrases]) -> dict[str, Any]:
    about = _said("description", f"command-{key}", tongues, LONGEST_ABOUT)
    return described | about | _said("name", f"discord-name-{key}", tongues, LONGEST_MENU)


def _said(field: str, sentence: str, tongues: Mapping[str, Phrases], most: int) -> dict[str, Any]:
    """What Discord calls localisations of a field; nothing where no language has the sentence."""
    found = {
        code: words.say(sentence)[:most] for code, words in tongues.items() if words.knows(sentence)
    }
    return {f"{field}_localizations": found} if found else {}


def _label(command: type[Command]) -> str:
    sentence = f"discord-menu-{command.key()}"
    words = phrases()
    return (words.say(sentence) if words.knows(sentence) else command.name)[:LONGEST_MENU]
