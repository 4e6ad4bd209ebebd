"""Peace from the bot: for a while, for good, for a day, and an end to it."""

from collections.abc import Mapping
from datetime import timedelta

from bot.core.cards import Answer
from bot.core.privacy import Switch
from bot.services.commands.base import Asked, Command, Kind, Parameter
from bot.services.commands.telling import said, when
from bot.services.wishes import ALWAYS

EVERYTHING = "all"
_FOR_GOOD = "always"
_DAYS: Mapping[str, timedelta] = {
    "1d": timedelta(days=1),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
}
_WHAT = Parameter(
    name="what",
    kind=Kind.CHOICE,
    choices=(EVERYTHING, *(each.value for each in Switch)),
    usual=EVERYTHING,
)


def _switches(said: str) -> tuple[Switch, ...]:
    return tuple(Switch) if said == EVERYTHING else (Switch(said),)


class Pause(Command):
    """Leaves somebody alone in some respect until some day."""

    name = "pause"
    parameters = (
        _WHAT,
        Parameter(name="for", kind=Kind.CHOICE, choices=(*_DAYS, _FOR_GOOD), usual=_FOR_GOOD),
    )

    async def answer(self, asked: Asked) -> Answer:
        """Pause, and say how it is undone."""
        what, words = asked.said["what"], asked.words
        length = _DAYS.get(asked.said["for"])
        until = ALWAYS if length is None else asked.at + length
        switches = _switches(what)
        await self.behind.wishes.pause(asked.community, asked.member, switches, until)
        respects = words.say("member-pauses-nor").join(
            words.say(f"member-pauses-{each.value}") for each in switches
        )
        end = _FOR_GOOD if length is None else when(until, asked.zone, words)
        undo = f"{asked.called.member} resume {what}"
        return said(words.say("member-paused", until=end, what=respects, undo=undo))


class Resume(Command):
    """Ends a pause."""

    name = "resume"
    parameters = (_WHAT,)

    async def answer(self, asked: Asked) -> Answer:
        """End these pauses."""
        switches = _switches(asked.said["what"])
        await self.behind.wishes.resume(asked.community, asked.member, switches)
        what = ", ".join(asked.words.say(f"member-switch-{each.value}") for each in switches)
        return said(asked.words.say("member-resumed", what=what))


class NotNow(Command):
    """Leaves somebody in peace for a day."""

    name = "not-now"

    async def answer(self, asked: Asked) -> Answer:
        """No prompt and no mention for a day, or longer where they asked for longer before."""
        consent = await self.behind.wishes.not_now(asked.community, asked.member, asked.at)
        end = min(consent.paused[each] for each in (Switch.PROMPTS, Switch.MENTIONS))
        until = _FOR_GOOD if end == ALWAYS else when(end, asked.zone, asked.words)
        return said(asked.words.say("member-not-now", until=until))
