"""The first section: Valued Share in two sentences, then the six numbers."""

from bot.core.measurements import Known
from bot.digest.base import DigestPart
from bot.digest.cells import guarded
from bot.digest.material import DigestMaterial, Headlines, week_number
from bot.digest.numbers import SLOTS, SO_FAR, VALUED_SHARE, number, ranged
from bot.digest.report import Line, Number, Part
from bot.digest.words import Words

# Upper ends of what "about one in three" and the like may stand for: midpoints between neighbours.
_FRACTIONS = (
    (0.075, "share-under-tenth"),
    (0.15, "share-tenth"),
    (0.225, "share-fifth"),
    (0.29, "share-quarter"),
    (0.365, "share-third"),
    (0.45, "share-two-fifths"),
    (0.55, "share-half"),
    (0.635, "share-three-fifths"),
    (0.71, "share-two-thirds"),
    (0.775, "share-three-quarters"),
    (0.85, "share-four-fifths"),
    (0.95, "share-nine-tenths"),
)


class Headline(DigestPart):
    """Valued Share of the last complete week and of this week so far; then what else is known."""

    name = "headline"
    order = 1
    brief = True
    first = True

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """A quiet week is one sentence without a number."""
        title = words.say("part-headline")
        if material.silent or material.quiet:
            said = words.say("nobody-wrote" if material.silent else "quiet-week")
            return Part(name=self.name, title=title, lines=(Line(text=said),))
        headlines = guarded(material.headlines)
        lead = _complete(headlines, material, words)
        rest = (_so_far(headlines, material, words), *_others(headlines, words))
        return Part(
            name=self.name,
            title=title,
            lead=lead,
            numbers=rest,
            lines=_remarks((lead, *rest), words),
            charts=("valued_share",),
        )


def _complete(headlines: Headlines, material: DigestMaterial, words: Words) -> Number:
    week = str(week_number(material.complete_week))
    label = words.say("label-valued_share", week=week)
    drawn = number(VALUED_SHARE, headlines.valued_share, label, words)
    return _sentence(drawn, "headline-complete", week, words, share=_fraction(drawn, words))


def _so_far(headlines: Headlines, material: DigestMaterial, words: Words) -> Number:
    week = str(material.week.number)
    label = words.say("label-valued_share_so_far", week=week)
    drawn = number(SO_FAR, headlines.valued_share_so_far, label, words)
    return _sentence(drawn, "headline-so-far", week, words)


def _others(headlines: Headlines, words: Words) -> tuple[Number, ...]:
    return tuple(
        number(slot, getattr(headlines, slot.name), words.say(f"label-{slot.name}"), words)
        for slot in SLOTS
    )


def _sentence(drawn: Number, message: str, week: str, words: Words, *, share: str = "") -> Number:
    """The number with the headline's own sentence in place of the plain one."""
    if drawn.extent is None or drawn.verdict is None:
        said = words.say(f"{message}-missing", week=week, value=drawn.value)
    else:
        value = ranged(drawn.value, drawn.extent, words, rough=drawn.rough)
        ending = "" if drawn.usual is not None else "-without-usual"
        said = words.say(
            message + ending,
            share=share,
            said=value,
            week=week,
            usual=drawn.usual or "",
            verdict=drawn.verdict,
        )
    return drawn.saying(said)


def _fraction(drawn: Number, words: Words) -> str:
    if not isinstance(drawn.estimate, Known):
        return ""
    share = drawn.estimate.value
    name = next((name for end, name in _FRACTIONS if share < end), "share-nearly-every")
    return words.say(name)


def _remarks(numbers: tuple[Number, ...], words: Words) -> tuple[Line, ...]:
    """What is said of all numbers together, and what Valued Share means."""
    known = [each for each in numbers if each.verdict is not None]
    remarks: list[Line] = []
    if known and not any(each.usual for each in known):
        remarks.append(Line(text=words.say("headline-first")))
    others = [each for each in known[2:] if each.usual is not None]
    if others and not any(each.changed for each in others):
        remarks.append(Line(text=words.say("headline-no-changes")))
    remarks.append(Line(text=words.say("headline-definition"), chat=False))
    return tuple(remarks)
