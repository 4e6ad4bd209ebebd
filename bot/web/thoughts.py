"""What was thought of one message, in words: the verdict, and the eight steps that led to it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_timedelta

from bot.core.conversations import LinkSource
from bot.core.ids import MessageKey
from bot.core.interventions import Audience
from bot.core.readings import Head
from bot.core.reasons import Reason
from bot.digest.silences import label
from bot.digest.words import Words
from bot.services.thinking import Considered, Thought
from prompts import Phrases

LOCALE = "en_GB"
_SHOWN = frozenset({Head.QUESTION, Head.THANKS})
_DONE = {Reason.GRANTED: "room-granted", Reason.NEEDS_REVIEW: "room-drafted"}
_HOW = {
    LinkSource.THREAD: "link-thread",
    LinkSource.REPLY: "link-reply",
    LinkSource.QUOTE: "link-reply",
    LinkSource.MENTION: "link-mention",
    LinkSource.INFERRED: "link-inferred",
}


class Thoughts:
    """Says what was thought. `who` and `when`: who wrote a message, and when, as people read it.

    `facets`: those of the charter in force, in its order. `live`: what was decided is done, and not
    told of alone.
    """

    def __init__(
        self,
        zone: str,
        facets: tuple[str, ...],
        who: Callable[[MessageKey], str],
        when: Callable[[MessageKey], datetime | None],
        words: Phrases,
        *,
        live: bool = False,
    ) -> None:
        self._zone = ZoneInfo(zone)
        self._facets = facets
        self._who = who
        self._when = when
        self._say = words.say
        self._live = live
        self._words = Words("en", zone)

    def clock(self, at: datetime) -> str:
        """The hour of a moment, by the community's wall clock."""
        return format_datetime(at.astimezone(self._zone), "HH:mm", locale=LOCALE)

    def verdict(self, thought: Thought) -> str:
        """What came of it, in one sentence."""
        for each in thought.considered:
            if each.would_have_said:
                return self._say(self._spoken(each))
            return self._say("town-silent", reason=label(each.reason, self._words))
        if not thought.human:
            return self._say("town-bot")
        if thought.answers is not None:
            return self._say("town-nothing-talk")
        return self._say("room-nothing-yet" if self._live else "town-nothing-opening")

    def _spoken(self, each: Considered) -> str:
        if self._live and each.reason in _DONE:
            return _DONE[each.reason]
        public = each.audience is not Audience.MODERATORS
        return "town-would-say" if public else "town-would-draft"

    def steps(self, thought: Thought) -> Iterator[tuple[str, str]]:
        """What was done at each of the eight steps, as (name, what happened)."""
        yield self._say("step-intake"), self._say("step-intake-done", when=self.clock(thought.at))
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
                when=self.clock(each.at),
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
        told = [words, self._say("step-nearness", near=_two(thought.affinity))]
        if thought.facet is not None and thought.facet < len(self._facets):
            told.append(self._say("step-facet", facet=self._facets[thought.facet]))
        if thought.continuity is not None:
            told.append(self._say("step-continuity", near=_two(thought.continuity)))
        return "; ".join(told)

    def _joined(self, thought: Thought) -> str:
        if thought.answers is None:
            return self._say("step-threading-opens")
        at = self._when(thought.answers)
        how = _HOW[thought.source]
        return self._say(
            "step-threading-answers",
            who=self._who(thought.answers),
            when=self.clock(at) if at else "",
            how=self._say(how, percent=round(100 * thought.confidence)),
        )


def kind_of(thought: Thought) -> str:
    """`said`, `looked` or `passed`: how much there was to decide."""
    return "said" if said(thought) else "looked" if thought.considered else "passed"


def said(thought: Thought) -> bool:
    """Whether one line was, or would have been, said upon it."""
    return any(each.would_have_said for each in thought.considered)


def _two(score: float) -> str:
    return f"{score:.2f}"
