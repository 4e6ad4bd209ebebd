"""The record of one change: what was seen, what was concluded, and when it is looked at again."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """Why one setting became another in one signed version.

    `before` and `after` as people write them. `evidence`: what was measured or seen; `insight`:
    what follows from it, in a sentence; `rival`: another explanation of the same. `review_on`: the
    day on which it is looked at again.
    """

    version: int
    setting: str
    before: str
    after: str
    evidence: str
    insight: str
    rival: str
    review_on: date
