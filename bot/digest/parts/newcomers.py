"""The fifth section: who came, whether a person answered them, and whether they came back."""

from bot.digest.base import DigestPart
from bot.digest.cells import shown
from bot.digest.material import DigestMaterial
from bot.digest.report import Line, Part
from bot.digest.words import Words


class Newcomers(DigestPart):
    """Counts of people, none shown where it or its complement is under five."""

    name = "newcomers"
    order = 5

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """Always something: no newcomers at all reads like few of them."""
        lines = (self._wrote(material, words), self._came_back(material, words))
        return Part(name=self.name, title=words.say("part-newcomers"), lines=lines)

    def _wrote(self, material: DigestMaterial, words: Words) -> Line:
        counts = material.newcomers
        wrote = shown(counts.wrote, material.coverage.people)
        if wrote is None:
            return Line(text=words.say("newcomers-few"))
        answered = shown(counts.answered, counts.wrote)
        if answered is None:
            return Line(text=words.say("newcomers-wrote-only", wrote=wrote))
        return Line(text=words.say("newcomers-wrote", wrote=wrote, answered=answered))

    def _came_back(self, material: DigestMaterial, words: Words) -> Line:
        counts = material.newcomers
        back = shown(counts.came_back, counts.earlier)
        if back is None:
            return Line(text=words.say("newcomers-came-back-few"), chat=False)
        said = words.say("newcomers-came-back", earlier=counts.earlier, back=back)
        return Line(text=said, chat=False)
