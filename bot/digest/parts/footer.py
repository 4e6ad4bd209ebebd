"""The last section: what the week's numbers rest on, and what they leave out."""

from datetime import datetime

from bot.digest.base import DigestPart
from bot.digest.cells import LEAST, opted_out
from bot.digest.material import Coverage, DigestMaterial, Gap
from bot.digest.report import Line, Part
from bot.digest.words import Words

MOST_GAPS = 3


class Footer(DigestPart):
    """Coverage, gaps, what was not measured, and how everything was measured."""

    name = "footer"
    order = 12
    brief = True
    first = True

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """A quiet week has the first line alone."""
        coverage = material.coverage
        heard = words.say(
            "footer-heard",
            heard=coverage.rooms_heard,
            rooms=coverage.rooms,
            hours=material.week.hours,
            zone=material.zone,
        )
        title = words.say("part-footer")
        late = _late(material, words)
        if material.quiet:
            return Part(name=self.name, title=title, lines=(Line(text=heard), *late))
        lines = [
            Line(text=heard),
            *late,
            *_gaps(material, words),
            *_unread(coverage, words),
            *_explained(coverage, words),
            *_measured(coverage, words),
        ]
        return Part(name=self.name, title=title, lines=tuple(lines))


def _late(material: DigestMaterial, words: Words) -> list[Line]:
    """That the program was not running at the hour of this digest, or of earlier ones."""
    lines: list[Line] = []
    if material.late is not None:
        lines.append(Line(text=words.say("footer-late", late=words.duration(material.late))))
    if material.left_out:
        first, last = material.left_out[0], material.left_out[-1]
        count = len(material.left_out)
        lines.append(Line(text=words.say("footer-left-out", first=first, last=last, count=count)))
    return lines


def _gaps(material: DigestMaterial, words: Words) -> list[Line]:
    gaps, since = material.coverage.gaps, material.week.span.start
    lines = [Line(text=_gap(gap, since, words)) for gap in gaps[:MOST_GAPS]]
    if len(gaps) > MOST_GAPS:
        lines.append(Line(text=words.say("footer-more-gaps", count=len(gaps) - MOST_GAPS)))
    return lines


def _gap(gap: Gap, since: datetime, words: Words) -> str:
    start, end = words.stretch(gap.start, gap.end, since)
    after = "-filled" if gap.filled else ""
    if gap.room is None:
        return words.say(f"footer-gap{after}", start=start, end=end)
    room = words.room(gap.room)
    return words.say(f"footer-gap-room{after}", room=room, start=start, end=end)


def _unread(coverage: Coverage, words: Words) -> list[Line]:
    lines: list[Line] = []
    if coverage.not_measured is None:
        lines.append(Line(text=words.say("footer-nothing-read")))
    elif coverage.not_measured > 0:
        share = words.percent(coverage.not_measured)
        lines.append(Line(text=words.say("footer-not-measured", share=share)))
    low, high = opted_out(coverage.opted_out)
    lines.append(Line(text=words.say("footer-opted-out", low=low, high=high)))
    if coverage.skipped:
        lines.append(Line(text=words.say("footer-skipped", count=coverage.skipped), chat=False))
    if coverage.cannot_tell:
        what = words.listed([words.term(each) for each in coverage.cannot_tell])
        lines.append(Line(text=words.say("footer-cannot-tell", what=what), chat=False))
    return lines


def _explained(coverage: Coverage, words: Words) -> list[Line]:
    lines = [Line(text=words.say("footer-ranges")), Line(text=words.say("footer-usual"))]
    if coverage.rough:
        lines.append(Line(text=words.say("footer-rough", reader=coverage.reader)))
    lines.append(Line(text=words.say("footer-so-far"), chat=False))
    return lines


def _measured(coverage: Coverage, words: Words) -> list[Line]:
    few = coverage.people < LEAST
    people = words.say("footer-people-few" if few else "footer-people", people=coverage.people)
    volume = words.say(
        "footer-volume",
        messages=coverage.messages,
        own=coverage.own_messages,
        conversations=coverage.conversations,
        people=people,
    )
    instrument = words.say("footer-instrument", linker=coverage.linker, reader=coverage.reader)
    lines = [Line(text=volume, chat=False)]
    if coverage.inferred > 0:
        share = words.percent(coverage.inferred)
        inferred = words.say("footer-inferred", share=share)
        lines.append(Line(text=inferred, chat=False))
    lines.append(Line(text=instrument, chat=False))
    return lines
