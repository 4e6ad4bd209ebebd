"""A signed experiment and its draws; see experiments.md, section 3."""

import hashlib
import hmac
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.errors import OutOfRange, TummlerError
from bot.core.ids import CommunityId, ConversationId, MemberKey

BLOCK = 10
"""How many draws one permuted block holds; half of them act."""
ACTING = BLOCK // 2
LEARNING = ACTING / BLOCK
"""The probability of acting while a plan learns."""
SEED_BYTES = 32
_DIGEST = "sha256"


@dataclass(eq=False)  # errors are compared by identity
class BrokenSeal(TummlerError):
    """The seed of the plan {plan} for {practice} is not the one it committed to when signed."""

    plan: int
    practice: str


class Arm(StrEnum):
    """What a draw decides: to act, or to hold back so that something can be learned."""

    TREATMENT = "treatment"
    HOLDOUT = "holdout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One practice under test, as signed. `commitment` is the seed's SHA-256, in hex.

    Raises OutOfRange for a seed that is not 32 bytes, BrokenSeal for one that is not the seed
    committed to: draws made with it could not be recomputed from what was published.
    """

    community: CommunityId
    practice: str
    version: int
    hypothesis: str
    seed: bytes
    commitment: str
    window: timedelta
    starts_at: datetime
    earliest_end: datetime
    signed_by: MemberKey
    signed_at: datetime

    def __post_init__(self) -> None:
        if len(self.seed) != SEED_BYTES:
            raise OutOfRange("bytes of a seed", len(self.seed), SEED_BYTES, SEED_BYTES)
        if not hmac.compare_digest(self.commitment.encode(), commitment(self.seed).encode()):
            raise BrokenSeal(self.version, self.practice)

    def __repr__(self) -> str:
        """Hides the seed: who knows it knows the next draw."""
        return f"Plan(practice={self.practice!r}, version={self.version}, {self.commitment[:8]}…)"

    @property
    def stratum(self) -> str:
        """What the draws of this plan are keyed by."""
        return f"{self.version}|{self.practice}|{self.community}"

    def runs(self, practice: str, now: datetime) -> bool:
        """Whether this practice is under test now; `earliest_end` ends nothing, a person does."""
        return self.practice == practice and self.starts_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One coin, taken in order of opportunity; `position` counts from 0 within the plan."""

    plan: int
    unit: ConversationId
    position: int
    probability: float
    arm: Arm


def commitment(seed: bytes) -> str:
    """What is published when a plan is signed: SHA-256 of its seed, in hex."""
    return hashlib.sha256(seed).hexdigest()


def block_arms(seed: bytes, stratum: str, block: int) -> tuple[Arm, ...]:
    """The ten arms of one permuted block, five of each, slot by slot.

    Slots are sorted by HMAC-SHA256(seed, "{stratum}|{block}|{slot}"); the first five act.
    """
    order = sorted(range(BLOCK), key=lambda slot: _keyed(seed, f"{stratum}|{block}|{slot}"))
    acting = frozenset(order[:ACTING])
    return tuple(Arm.TREATMENT if slot in acting else Arm.HOLDOUT for slot in range(BLOCK))


def uniform(seed: bytes, stratum: str, position: int) -> float:
    """The number in 0..1 that decides a draw where p is not one half: it acts if below p."""
    return int.from_bytes(_keyed(seed, f"{stratum}|draw|{position}")[:8], "big") / 2**64


def draw(plan: Plan, position: int, unit: ConversationId) -> Draw:
    """The draw at one position of a plan; the same whenever and wherever it is computed.

    Raises OutOfRange for a negative position.
    """
    if position < 0:
        raise OutOfRange("position", position, 0, math.inf)
    block, slot = divmod(position, BLOCK)
    return Draw(
        plan=plan.version,
        unit=unit,
        position=position,
        probability=LEARNING,
        arm=block_arms(plan.seed, plan.stratum, block)[slot],
    )


def _keyed(seed: bytes, said: str) -> bytes:
    return hmac.digest(seed, said.encode(), _DIGEST)
