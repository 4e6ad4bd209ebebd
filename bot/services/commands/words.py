"""A command in words, for every surface where people type: Slack, the local room, the terminal."""

from collections.abc import Sequence

from bot.services.commands.base import Command, Parameter


def taken(command: Command, words: Sequence[str]) -> dict[str, str] | None:
    """What the words say for each parameter; None: there are more of them than it takes.

    A parameter is named, as `for:7d` or `for 7d`, or stands in its place. The last one of a command
    that takes the rest takes all that is left.
    """
    by_name = {each.name: each for each in command.parameters}
    left = list(command.parameters)
    said: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, colon, value = word.partition(":")
        named = by_name.get(name.casefold()) if colon else None
        if (
            named is None
            and word.casefold() in by_name
            and rest
            and by_name[word.casefold()] in left
        ):
            named, value = by_name[word.casefold()], rest.pop(0)
        if named is None:
            named, value = _next(left), word
        if named is None:
            return None
        if named.rest:
            value, rest = " ".join([value, *rest]), []
        said[named.name] = value
        left = [each for each in left if each is not named]
    return said


def _next(left: Sequence[Parameter]) -> Parameter | None:
    return next(iter(left), None)
