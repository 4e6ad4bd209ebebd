"""The first screen: the demo town's digest, and message by message what the bot thought."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_timedelta
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.core.conversations import LinkSource
from bot.core.ids import MessageKey
from bot.core.interventions import Audience
from bot.core.readings import Head
from bot.demo import Demo
from bot.digest.palette import DARK, LIGHT
from bot.digest.silences import label
from bot.digest.words import Words
from bot.services.thinking import Considered, Thought
from prompts import Phrases, phrases

LOCALE = "en_GB"


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
        self._phrases: Phrases = phrases("en")
        self._words = Words("en", demo.town.time_zone)
        self._rooms = {each.channel: each.name for each in demo.town.channels}
        self._thoughts = {thought.key: thought for thought in demo.thoughts}

    def html(self) -> str:
        """The whole page, self-contained, without script."""
        environment = Environment(
            loader=PackageLoader("bot.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        silent = [t for t in self._demo.thoughts if not _said(t)]
        return environment.get_template("town.html").render(
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

    def _scenes(self) -> Iterator[tuple[int, str, str]]:
        for number, scene in self._demo.town.scenes.items():
            shown = next((key for key in scene.openings if key in self._thoughts), None)
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
            when=self._clock(thought.at),
            who=self._demo.names.get(thought.key.message, "?"),
            words=self._demo.town.words(thought.key) or self._say("town-gone"),
            verdict=self._verdict(thought),
            kind="said" if _said(thought) else "looked" if thought.considered else "passed",
            steps=tuple(self._steps(thought)),
        )

    def _room(self, thought: Thought) -> str:
        return self._rooms.get(thought.channel.room, thought.channel.channel)

    def _clock(self, at: datetime) -> str:
        return format_datetime(at.astimezone(self._zone), "HH:mm", locale=LOCALE)

    def _verdict(self, thought: Thought) -> str:
        for each in thought.considered:
            if each.would_have_said:
                public = each.audience is not Audience.MODERATORS
                return self._say("town-would-say" if public else "town-would-draft")
            return self._say("town-silent", reason=label(each.reason, self._words))
        if not thought.human:
            return self._say("town-bot")
        opens = thought.answers is None
        return self._say("town-nothing-opening" if opens else "town-nothing-talk")

    def _steps(self, thought: Thought) -> Iterator[tuple[str, str]]:
        yield self._say("step-intake"), self._say("step-intake-done", when=self._clock(thought.at))
        yield self._say("step-reading"), self._reading(thought)
        yield self._say("step-threading"), self._joined(thought)
        yield self._say("step-measuring"), self._measured(thought)
        if not thought.considered:
            yield self._say("step-deliberation"), self._say("step-deliberation-none")
            return
        for each in thought.considered:
            yield from self._looked(each)

    def _looked(self, each: Considered) -> Iterator[tuple[str, str]]:
        yield (
            self._say("step-deliberation"),
            self._say(
                "step-deliberation-done",
                practice=each.practice,
                when=self._clock(each.at),
                because=each.because,
            ),
        )
        yield self._say("step-restraint"), label(each.reason, self._words)
        draft = each.draft or self._say("step-wording-none")
        yield self._say("step-wording"), draft
        answered = each.answered_after
        if answered is None:
            yield self._say("step-outcome"), self._say("step-outcome-none")
        else:
            after = format_timedelta(answered, locale=LOCALE, threshold=2)
            yield self._say("step-outcome"), self._say("step-outcome-done", after=after)

    def _reading(self, thought: Thought) -> str:
        if thought.language is None:
            return self._say("step-reading-unknown")
        heard = [self._say(f"head-{h.value}") for h in thought.heads if h in _SHOWN]
        if Head.DISTRESS in thought.heads:
            heard.append(self._say("head-distress"))
        return ", ".join(heard) if heard else self._say("step-reading-plain")

    def _measured(self, thought: Thought) -> str:
        words = self._say("step-measuring-done", words=thought.words)
        if not thought.human:
            return words
        if thought.affinity is None:
            return f"{words}; {self._say('step-nearness-none')}"
        said = [words, self._say("step-nearness", near=_two(thought.affinity))]
        if thought.facet is not None:
            facets = self._demo.town.charter.social_object.facets
            said.append(self._say("step-facet", facet=facets[thought.facet]))
        if thought.continuity is not None:
            said.append(self._say("step-continuity", near=_two(thought.continuity)))
        return "; ".join(said)

    def _joined(self, thought: Thought) -> str:
        if thought.answers is None:
            return self._say("step-threading-opens")
        known = self._thoughts.get(thought.answers)
        name = self._demo.names.get(thought.answers.message, "?")
        how = _HOW[thought.source]
        return self._say(
            "step-threading-answers",
            who=name,
            when=self._clock(known.at) if known else "",
            how=self._say(how, percent=round(100 * thought.confidence)),
        )


_SHOWN = frozenset({Head.QUESTION, Head.THANKS})
_HOW = {
    LinkSource.THREAD: "link-thread",
    LinkSource.REPLY: "link-reply",
    LinkSource.QUOTE: "link-reply",
    LinkSource.MENTION: "link-mention",
    LinkSource.INFERRED: "link-inferred",
}


def _two(score: float) -> str:
    return f"{score:.2f}"


def _said(thought: Thought) -> bool:
    return any(each.would_have_said for each in thought.considered)


def _anchor(key: MessageKey) -> str:
    return "m" + "".join(c if c.isalnum() else "-" for c in key.message)
