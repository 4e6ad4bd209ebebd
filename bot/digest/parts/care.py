"""The sixth section: that somebody may need care, as a count without a link."""

from bot.digest.base import DigestPart
from bot.digest.cells import LEAST
from bot.digest.material import DigestMaterial
from bot.digest.report import Line, Part
from bot.digest.words import Words


class Care(DigestPart):
    """A count of conversations from five on, else "some"; who and where is told in private only."""

    name = "care"
    order = 6

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """Nothing where there was nothing."""
        if material.distress == 0:
            return None
        if material.distress < LEAST:
            said = words.say("care-some")
        else:
            said = words.say("care-counted", count=material.distress)
        if not material.replayed:
            said = f"{said} {words.say('care-private')}"
        return Part(name=self.name, title=words.say("part-care"), lines=(Line(text=said),))
