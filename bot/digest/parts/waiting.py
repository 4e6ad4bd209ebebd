"""The third section: questions nobody has answered, newcomers' first."""

from datetime import timedelta

from bot.digest.base import DigestPart
from bot.digest.material import DigestMaterial, WaitingQuestion
from bot.digest.report import Line, Part
from bot.digest.words import Words

MOST = 5
MOST_IN_CHAT = 3


class Waiting(DigestPart):
    """Newcomers first, then those that wait longest against the channel's own habit."""

    name = "waiting"
    order = 3
    brief = True
    first = True

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """A quiet week counts them in one line; no question waiting is nothing to say."""
        if material.quiet:
            return self._quiet(material, words)
        if not material.waiting:
            return None
        questions = sorted(material.waiting, key=_urgency)
        lines = [
            _line(each, material, words, chat=place < MOST_IN_CHAT)
            for place, each in enumerate(questions[:MOST])
        ]
        if len(questions) > MOST:
            more = words.say("waiting-more", count=len(questions) - MOST)
            lines.append(Line(text=more, chat=False))
        if any(each.rough for each in questions):
            lines.append(Line(text=words.say("waiting-rough"), chat=False))
        curve = ("waiting",) if material.waiting_curve is not None else ()
        title = words.say("part-waiting")
        return Part(name=self.name, title=title, lines=tuple(lines), charts=curve)

    def _quiet(self, material: DigestMaterial, words: Words) -> Part | None:
        if material.silent and not material.waiting:
            return None
        said = words.say("quiet-waiting", count=len(material.waiting))
        first = min(material.waiting, key=_urgency, default=None)
        line = Line(text=said)
        lines = (line,) if first is None else (line, _line(first, material, words, chat=True))
        return Part(name=self.name, title=words.say("part-waiting"), lines=lines)


def _urgency(question: WaitingQuestion) -> tuple[bool, float]:
    """Newcomers first; then by how many times the usual wait, unknown habits by a day."""
    usual = question.usual or timedelta(days=1)
    return not question.newcomer, -(question.waited / max(usual, timedelta(minutes=1)))


def _line(question: WaitingQuestion, material: DigestMaterial, words: Words, *, chat: bool) -> Line:
    message = "waiting-newcomer" if question.newcomer else "waiting-question"
    ending = "" if question.usual is not None else "-no-usual"
    usual = words.duration(question.usual) if question.usual is not None else ""
    since = material.week.span.start
    return Line(
        text=words.say(message + ending, waited=words.duration(question.waited), usual=usual),
        chat=chat,
        reference=words.question(
            question.key, question.room, question.posted_at, since, question.link
        ),
    )
