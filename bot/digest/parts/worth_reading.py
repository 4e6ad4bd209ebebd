"""The fourth section: conversations worth a minute, by how many different people took part."""

from bot.digest.base import DigestPart
from bot.digest.cells import LEAST, shown
from bot.digest.material import DigestMaterial, Why, WorthReading
from bot.digest.report import Line, Part, Reference
from bot.digest.words import Words, openable

MOST = 3
MOST_IN_CHAT = 2
_MESSAGES = {
    Why.BUILT_ON: "worth-built-on",
    Why.ANSWERED_BY_SEVERAL: "worth-answered-by-several",
    Why.DISAGREED: "worth-disagreed",
    Why.LASTING: "worth-lasting",
    Why.POINTED_AT: "worth-pointed-at",
}


class WorthReadingPart(DigestPart):
    """Conversations, never people, with a reason from a fixed list."""

    name = "worth_reading"
    order = 4
    first = True

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """What somebody pointed at first, then most different people, then the longer exchange."""
        best = sorted(material.worth_reading, key=_order)[:MOST]
        lines: list[Line] = []
        for place, each in enumerate(best):
            chat = place < MOST_IN_CHAT
            lines.append(_line(each, material, words, chat=chat))
        if not lines:
            return None
        title = words.say("part-worth_reading")
        return Part(name=self.name, title=title, lines=tuple(lines))


def _order(each: WorthReading) -> tuple[bool, int, int]:
    return each.why is not Why.POINTED_AT, -each.people, -each.turns


def _line(each: WorthReading, material: DigestMaterial, words: Words, *, chat: bool) -> Line:
    when = words.when(each.opened_at, material.week.span.start)
    label = words.say("conversation-place", room=words.room(each.room), when=when)
    why = words.say(_MESSAGES[each.why], people=_people(each.people, material, words))
    size = words.say("worth-size", messages=each.messages, turns=each.turns)
    return Line(
        text=f"{why} {size[0].upper()}{size[1:]}",
        chat=chat,
        reference=Reference(key=each.key, label=label, url=openable(each.link)),
    )


def _people(people: int, material: DigestMaterial, words: Words) -> str:
    """How many took part, without letting anyone subtract a small rest."""
    if people < LEAST:
        return words.say("people-few")
    if shown(people, material.coverage.people) is None:
        return words.say("people-uncounted")
    return words.say("people-counted", people=people)
