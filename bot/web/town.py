"""The first screen: the demo town's digest, and message by message what the bot thought."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.core.ids import MessageKey
from bot.demo import Demo
from bot.digest.palette import DARK, LIGHT
from bot.services.thinking import Thought
from bot.web.drawing import templates
from bot.web.thoughts import LOCALE, Thoughts, kind_of, said
from prompts import phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message as the page shows it. `steps` are the eight, as (name, what happened)."""

    anchor: str
    room: str
    when: str
    who: str
    words: str
    verdict: str
    kind: str
    """`said`, `looked` or `passed`: how much there was to decide."""
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The messages of one day."""

    name: str
    lines: tuple[Line, ...]


class TownPage:
    """Draws the first screen from a town that was lived through."""

    def __init__(self, demo: Demo) -> None:
        self._demo = demo
        self._zone = ZoneInfo(demo.town.time_zone)
        self._say = phrases("en").say
        self._rooms = {each.channel: each.name for each in demo.town.channels}
        self._by_key = {thought.key: thought for thought in demo.thoughts}
        self._thoughts = Thoughts(
            demo.town.time_zone,
            demo.town.charter.social_object.facets,
            lambda key: demo.names.get(key.message, "?"),
            self._when,
            phrases("en"),
        )

    def html(self) -> str:
        """The whole page, self-contained, without script."""
        silent = [t for t in self._demo.thoughts if not said(t)]
        return (
            templates()
            .get_template("town.html")
            .render(
                say=self._say,
                light=LIGHT,
                dark=DARK,
                demo=self._demo,
                days=tuple(self._days()),
                counts={
                    "messages": len(self._demo.thoughts),
                    "looked": sum(len(t.considered) for t in self._demo.thoughts),
                    "said": len(self._demo.thoughts) - len(silent),
                },
                scenes=tuple(self._scenes()),
            )
        )

    def _scenes(self) -> Iterator[tuple[int, str, str]]:
        for number, scene in self._demo.town.scenes.items():
            shown = next((key for key in scene.openings if key in self._by_key), None)
            if shown is not None:
                yield number, scene.title, _anchor(shown)

    def _days(self) -> Iterator[Day]:
        by_day: dict[str, list[Line]] = {}
        for thought in self._demo.thoughts:
            at = thought.at.astimezone(self._zone)
            name = format_datetime(at, "EEEE, d MMMM", locale=LOCALE)
            by_day.setdefault(name, []).append(self._line(thought))
        for name, lines in by_day.items():
            yield Day(name=name, lines=tuple(lines))

    def _line(self, thought: Thought) -> Line:
        return Line(
            anchor=_anchor(thought.key),
            room=self._room(thought),
            when=self._thoughts.clock(thought.at),
            who=self._demo.names.get(thought.key.message, "?"),
            words=self._demo.town.words(thought.key) or self._say("town-gone"),
            verdict=self._thoughts.verdict(thought),
            kind=kind_of(thought),
            steps=tuple(self._thoughts.steps(thought)),
        )

    def _when(self, key: MessageKey) -> datetime | None:
        known = self._by_key.get(key)
        return known.at if known else None

    def _room(self, thought: Thought) -> str:
        return self._rooms.get(thought.channel.room, thought.channel.channel)


def _anchor(key: MessageKey) -> str:
    return "m" + "".join(c if c.isalnum() else "-" for c in key.message)
