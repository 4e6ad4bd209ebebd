"""A finished report is read once more by the wording rules; a sentence that breaks one goes."""

from dataclasses import replace

from bot.digest.lint import hits
from bot.digest.report import Act, Card, Dropped, Line, Number, Part

UNLINTED = frozenset({"footer"})
"""The footer names sources and instruments; its sentences are linted as templates, in tests."""


class Cleaner:
    """Leaves out what breaks a rule and remembers where and which, never the words.

    `names` are the community's own words, `language` that of the report. A number goes whole, so
    that it is missing everywhere.
    """

    def __init__(self, names: frozenset[str], language: str) -> None:
        self._names = names
        self._language = language
        self.dropped: list[Dropped] = []

    def clean(self, part: Part) -> Part:
        """The part without the lines, acts and card rows that break a rule."""
        if part.name in UNLINTED:
            return part
        lead = part.lead
        return replace(
            part,
            lead=lead if lead is not None and self._passes(lead, part.name) else None,
            lines=tuple(line for line in part.lines if self._passes(line, part.name)),
            acts=tuple(act for act in part.acts if self._passes(act, part.name)),
            cards=tuple(self._card(card, part.name) for card in part.cards),
            numbers=tuple(number for number in part.numbers if self._passes(number, part.name)),
        )

    def _passes(self, said: Line | Act | Number, part: str) -> bool:
        if isinstance(said, Line):
            return self._speaks_well(said.text, part)
        if isinstance(said, Act):
            return self._speaks_well(said.why, part) and self._speaks_well(said.offer, part)
        return self._speaks_well(said.sentence, part)

    def _card(self, card: Card, part: str) -> Card:
        """A card keeps its place; the draft passed the voice check, which has its own rules."""
        if card.because is not None and not self._speaks_well(card.because, part):
            return replace(card, because=None)
        return card

    def _speaks_well(self, text: str, part: str) -> bool:
        found = hits(text, part=part, names=self._names, language=self._language)
        self.dropped.extend(Dropped(part=part, rule=hit.rule.value) for hit in found)
        return not found
