"""What members propose: how many are open and were decided, and where to read and vote on them."""

from bot.digest.base import DigestPart
from bot.digest.material import DigestMaterial
from bot.digest.report import Line, Part
from bot.digest.words import Words


class Proposals(DigestPart):
    """Counts alone: the words of a proposal are read where its author can still take them back."""

    name = "proposals"
    order = 10
    brief = True
    first = True

    def fits(self, material: DigestMaterial) -> bool:
        """Only where something is proposed, or was decided this week."""
        return bool(material.proposals_open or material.proposals_decided)

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """One line for each count that is not nothing."""
        counts = {
            "proposals-open": material.proposals_open,
            "proposals-decided": material.proposals_decided,
        }
        lines = tuple(
            Line(text=words.say(name, count=count)) for name, count in counts.items() if count
        )
        return Part(name=self.name, title=words.say("part-proposals"), lines=lines)
