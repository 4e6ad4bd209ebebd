"""What a text says, by every head there is for its language: learned ones, and rules elsewhere."""

from collections.abc import Sequence
from math import isnan
from types import MappingProxyType

import numpy as np

from bot.core.readings import Head, Reading
from bot.language.acts import ACTS
from bot.language.answer_head import answer_head
from bot.language.classifier import Batch, Classifier
from bot.language.hostility_head import hostility_head
from bot.language.prepare import Prepared, prepare
from bot.language.question_head import question_head
from bot.language.rules import RuleReader
from bot.language.scam_head import scam_head
from bot.language.substance_head import substance_head

MODEL = "heads-2"
DIGITS = 4
"""Of a score: what two machines agree on."""


class HeadReader:
    """Puts the heads' scores in the place of the rules'.

    What no head was measured in keeps the rules' answer, and a text in an unknown language has no
    scores but that of its links, whose hosts are in none. Thanks and the gate of distress remain
    rules in every language. Texts read together and one by one have the same readings. May raise
    HeadDamaged when it is made, never when it reads; the time is linear in the text.
    """

    model = MODEL

    def __init__(self, heads: Sequence[Classifier] | None = None) -> None:
        self._rules = RuleReader()
        learned = (question_head(), answer_head(), *ACTS, substance_head(), hostility_head())
        self._heads = tuple(learned if heads is None else heads)
        self._scam = scam_head()

    def read(self, text: str) -> Reading:
        """Read a message as it was written."""
        return self.read_counted(text)[0]

    def read_counted(self, text: str) -> tuple[Reading, int]:
        """The reading of one text, and how many words of prose it has."""
        return self.read_all([text])[0]

    def read_all(self, texts: Sequence[str]) -> list[tuple[Reading, int]]:
        """The readings of many texts, in their order, with how many words of prose each has."""
        prepared = [prepare(text) for text in texts]
        ruled = [self._rules.read_prepared(each) for each in prepared]
        scores = [dict(reading.scores) for reading in ruled]
        languages = [reading.language for reading in ruled]
        for language in {each for each in languages if each is not None}:
            places = [place for place, each in enumerate(languages) if each == language]
            self._add(language, places, prepared, scores)
        for share, found in zip(self._scam.worst(texts), scores, strict=True):
            if share is not None:
                found[Head.SCAM] = round(share, DIGITS)
        return [
            (self._reading(reading, each), text.words)
            for reading, each, text in zip(ruled, scores, prepared, strict=True)
        ]

    def _add(
        self,
        language: str,
        places: Sequence[int],
        prepared: Sequence[Prepared],
        scores: Sequence[dict[Head, float]],
    ) -> None:
        heads = [head for head in self._heads if language in head.languages]
        if not heads:
            return
        batch = Batch([prepared[place] for place in places])
        for classifier in heads:
            found = np.round(classifier.score(batch).astype(np.float64), DIGITS).tolist()
            for place, score in zip(places, found, strict=True):
                if not isnan(score):
                    scores[place][classifier.head] = score
                else:
                    scores[place].pop(classifier.head, None)

    def _reading(self, ruled: Reading, scores: dict[Head, float]) -> Reading:
        return Reading(language=ruled.language, scores=MappingProxyType(scores), model=self.model)
