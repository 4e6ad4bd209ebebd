"""The eighth section: what people labelled, then what experiments tell, mostly nothing yet."""

from collections.abc import Sequence

from bot.digest.base import DigestPart
from bot.digest.material import DigestMaterial, PlanSaid
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
        """Only where something was labelled, or is under test, or was until lately."""
        learning = material.learning
        return learning is not None and bool(learning.plans or learning.labelled)

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """The first sentence of each plan goes to the chat too, where there is one.

        Without a plan that of what was labelled most goes there; the rest stands on the page.
        """
        learning = material.learning
        if learning is None:
            return None
        lines = [
            self._named(each, words, chat=place == 0 and not learning.plans)
            for place, each in enumerate(learning.labelled)
        ]
        if not learning.plans:
            return self._part(lines, words)
        for plan in learning.plans[:MOST]:
            lines.append(self._named(plan, words, chat=True))
            rest = [words.say(each.name, **each.values) for each in plan.sentences[1:]]
            rest += self._deciding(plan, words)
            lines += [Line(text=each, chat=False) for each in rest]
        quiet = learning.quiet
        lines.append(Line(text=words.say(quiet.name, **quiet.values), chat=False))
        lines.append(Line(text=words.say("learning-ranges"), chat=False))
        return self._part(lines, words)

    def _part(self, lines: Sequence[Line], words: Words) -> Part:
        return Part(name=self.name, title=words.say("part-learning"), lines=tuple(lines))

    @staticmethod
    def _deciding(plan: PlanSaid, words: Words) -> list[str]:
        """When it is decided next; never that time alone ends it."""
        if plan.signed_until is None:
            return []
        name = "learning-decision-due" if plan.due else "learning-decided-next"
        return [words.say(name, date=words.date(plan.signed_until))]

    @staticmethod
    def _named(plan: PlanSaid, words: Words, *, chat: bool) -> Line:
        """A practice and the first that may be said of it."""
        first = plan.sentences[0]
        name = words.say("learning-practice", practice=words.term(plan.practice))
        return Line(text=f"{name} {words.say(first.name, **first.values)}", chat=chat)
