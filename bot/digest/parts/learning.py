"""The eighth section: what experiments have told so far, mostly that they cannot tell yet."""

from bot.digest.base import DigestPart
from bot.digest.material import DigestMaterial
from bot.digest.report import Line, Part
from bot.digest.words import Words

MOST = 2
"""More practices than this are never under test at once."""


class Learning(DigestPart):
    """Each plan in its fixed sentences, and what quiet days say; nothing about anybody."""

    name = "learning"
    order = 8
    brief = True
    first = True

    def fits(self, material: DigestMaterial) -> bool:
        """Only where something is under test, or was until lately."""
        return material.learning is not None and bool(material.learning.plans)

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """The first sentence of each plan goes to the chat too; the rest stands on the page."""
        learning = material.learning
        if learning is None:
            return None
        lines: list[Line] = []
        for plan in learning.plans[:MOST]:
            head, *rest = (words.say(each.name, **each.values) for each in plan.sentences)
            name = words.say("learning-practice", practice=plan.practice)
            lines.append(Line(text=f"{name} {head}"))
            lines += [Line(text=each, chat=False) for each in rest]
        quiet = learning.quiet
        lines.append(Line(text=words.say(quiet.name, **quiet.values), chat=False))
        lines.append(Line(text=words.say("learning-ranges"), chat=False))
        return Part(name=self.name, title=words.say("part-learning"), lines=tuple(lines))
