"""The counter of a house, with every command behind it."""

from bot.services.commands import load_commands
from bot.services.commands.base import Behind
from bot.services.commands.counter import Counter
from bot.services.commands.suggesting import Suggesting


def counter_of(behind: Behind) -> Counter:
    """Open it; raises as `load_commands` does."""
    suggesting = Suggesting(behind.open_unit, behind.practices)
    return Counter(behind.open_unit, load_commands(behind), suggesting, behind.homes)
