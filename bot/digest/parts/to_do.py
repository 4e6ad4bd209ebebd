"""The second section: at most three acts, found in a fixed order, or none at all."""

from collections.abc import Iterator
from datetime import datetime

from bot.digest.base import DigestPart
from bot.digest.material import DigestMaterial, Gap, WaitingQuestion
from bot.digest.report import Act, Line, Part
from bot.digest.words import Words

MOST = 3
MOST_OF_A_KIND = 2


class ToDo(DigestPart):
    """A newcomer who waits, a stranded question, something that could not be heard."""

    name = "to_do"
    order = 2
    first = True

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """Says so where nothing needs anyone; an empty list would leave the reader to guess."""
        kinds = (_newcomers(material, words), _questions(material, words), _faults(material, words))
        acts = [act for kind in kinds for act in _first(kind)][:MOST]
        lines = () if acts else (Line(text=words.say("to-do-none")),)
        title = words.say("part-to_do")
        return Part(name=self.name, title=title, acts=tuple(acts), lines=lines)


def _first(kind: Iterator[Act]) -> Iterator[Act]:
    for _, act in zip(range(MOST_OF_A_KIND), kind, strict=False):
        yield act


def _newcomers(material: DigestMaterial, words: Words) -> Iterator[Act]:
    late = [each for each in material.waiting if each.newcomer and _is_late(each)]
    for each in sorted(late, key=lambda each: each.waited, reverse=True):
        yield _question(each, "to-do-newcomer", material, words)


def _questions(material: DigestMaterial, words: Words) -> Iterator[Act]:
    late = [each for each in material.waiting if not each.newcomer and _is_late(each)]
    for each in sorted(late, key=lambda each: each.waited, reverse=True):
        yield _question(each, "to-do-question", material, words)


def _is_late(question: WaitingQuestion) -> bool:
    """Beyond what is usual there; where nothing is usual yet, any question that waits."""
    return question.usual is None or question.waited > question.usual


def _question(
    question: WaitingQuestion, message: str, material: DigestMaterial, words: Words
) -> Act:
    ending = "" if question.usual is not None else "-no-usual"
    usual = words.duration(question.usual) if question.usual is not None else ""
    why = words.say(
        message + ending,
        room=words.room(question.room),
        waited=words.duration(question.waited),
        usual=usual,
    )
    since = material.week.span.start
    return Act(
        why=why,
        offer=words.say("to-do-offer-host"),
        reference=words.question(
            question.key, question.room, question.posted_at, since, question.link
        ),
        moves=(words.say("move-ask-host"), words.say("move-take")),
    )


def _faults(material: DigestMaterial, words: Words) -> Iterator[Act]:
    coverage = material.coverage
    if material.replayed:
        return  # nobody can still mend what an archive does not hold
    if coverage.rooms_heard < coverage.rooms:
        yield _fault(
            words.say("to-do-rooms", heard=coverage.rooms_heard, rooms=coverage.rooms), words
        )
    for gap in sorted(coverage.gaps, key=lambda gap: gap.end - gap.start, reverse=True):
        yield _fault(_deaf(gap, material.week.span.start, words), words)


def _deaf(gap: Gap, since: datetime, words: Words) -> str:
    start, end = words.stretch(gap.start, gap.end, since)
    if gap.room is None:
        return words.say("to-do-deaf", start=start, end=end)
    return words.say("to-do-deaf-room", room=words.room(gap.room), start=start, end=end)


def _fault(why: str, words: Words) -> Act:
    return Act(
        why=why,
        offer=words.say("to-do-offer-coverage"),
        reference=None,
        moves=(words.say("move-doctor"),),
    )
