"""A signed experiment and its draws; see experiments.md, section 3."""

import hashlib
import hmac
import math
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.core.errors import OutOfRange, TummlerError
from bot.core.ids import CommunityId, ConversationId, MemberKey

BLOCK = 10
"""How many draws one permuted block holds; half of them act."""
ACTING = BLOCK // 2
LEARNING = ACTING / BLOCK
"""The probability of acting while a plan learns."""
SEED_BYTES = 32
ANALYSIS = "tummler-1"
"""The analysis that a plan is signed with; another one is another version of the plan."""
MOST_ACTING = 0.8
"""Nobody is spoken to at more than this share of moments: silence goes on for ever."""
LEAST_ACTING = 0.2
"""The least share at which both arms can still be compared."""
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


class Phase(StrEnum):
    """What a plan is for (experiments.md, section 10)."""

    LEARN = "learn"  # blocks, half of each acting
    ADAPT = "adapt"  # a probability that follows the evidence, week by week, between two bounds
    MAINTAIN = "maintain"  # it helped; silence stays in, so that it can be seen to help


class Stage(StrEnum):
    """What acting is in a plan; the two are never counted together."""

    SUGGEST = "suggest"  # a draft is offered to a moderator, whatever comes of it
    SPEAK = "speak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When a plan is decided, as signed beforehand (experiments.md, section 9).

    Effects are shares: .02 is two points. `alpha` is shared by all plans that run at once.
    """

    alpha: float = 0.05
    worthwhile: float = 0.02
    sure: float = 0.9
    retire_after: int = 300
    learn_for: int = 400
    harmed: int = 3
    harmed_within: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One practice under test, as signed. `commitment` is the seed's SHA-256, in hex.

    `stage`: of which moments; None: of all. `probability` of acting. `covariates`: by what the
    estimate is adjusted, all known before a draw. `source`: the file as it was signed.
    `quiet_from`, `quiet_schedules`: from which local day on this plan's seed drew quiet days, and
    for how many schedules of 35; None and 0: another plan's did. `ended_because` is a key.

    Raises OutOfRange for a seed that is not 32 bytes or a probability that leaves no silence,
    BrokenSeal for a seed that is not the one committed to: draws made with it could not be
    recomputed from what was published.
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
    stage: Stage | None = None
    phase: Phase = Phase.LEARN
    probability: float = LEARNING
    covariates: tuple[str, ...] = ()
    rules: Rules = field(default_factory=Rules)
    analysis: str = ANALYSIS
    source: str = ""
    quiet_from: date | None = None
    quiet_schedules: int = 0
    ended_at: datetime | None = None
    ended_because: str = ""

    def __post_init__(self) -> None:
        if len(self.seed) != SEED_BYTES:
            raise OutOfRange("bytes of a seed", len(self.seed), SEED_BYTES, SEED_BYTES)
        if not LEAST_ACTING <= self.probability <= MOST_ACTING:
            raise OutOfRange("probability", self.probability, LEAST_ACTING, MOST_ACTING)
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
        return self.practice == practice and self.running(now)

    def running(self, now: datetime) -> bool:
        """Whether it has begun and has not been ended."""
        return self.starts_at <= now and (self.ended_at is None or now < self.ended_at)

    def covers(self, *, offered: bool) -> bool:
        """Whether it draws for moments in which acting is an offered draft, or a message."""
        return self.stage is None or (self.stage is Stage.SUGGEST) == offered

    @property
    def blocked(self) -> bool:
        """Whether its draws come in blocks of five and five, not each by itself."""
        return self.phase is Phase.LEARN and self.probability == LEARNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is expected of acting, for one week of a plan that has learned before.

    `gain`: the expected difference as a share; None: nothing was learned that could tell. `above`:
    what it must exceed for anything to be drawn. `probability`: of acting, in that week. `stage`:
    of which moments it speaks; None: of all.
    """

    gain: float | None
    above: float
    probability: float
    stage: Stage | None = None

    @property
    def worth_it(self) -> bool:
        """Whether a coin may be thrown at all; a tie is silence."""
        return self.gain is not None and self.gain > self.above

    def covers(self, *, offered: bool) -> bool:
        """Whether it speaks of moments in which acting is an offered draft, or a message."""
        return self.stage is None or (self.stage is Stage.SUGGEST) == offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was known of a moment before its draw, in numbers that name nobody.

    `hour`: 0..23 by the community's clock. `words` of the message that waits. `newcomer`: whether
    its author came with it. `people` who wrote since the channel's last moment. `offered`: acting
    would be a draft for a moderator, not a message.
    """

    hour: int
    words: int
    newcomer: bool
    people: int
    offered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One coin, taken in order of opportunity; `position` counts from 0 within the plan."""

    plan: int
    unit: ConversationId
    position: int
    probability: float
    arm: Arm
    known: Known | None = None

    def offering(self, *, offered: bool) -> "Draw":
        """The same draw, told whether acting on it is a draft for a moderator or a message."""
        known = self.known
        return self if known is None else replace(self, known=replace(known, offered=offered))


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


def draw(
    plan: Plan,
    position: int,
    unit: ConversationId,
    known: Known | None = None,
    *,
    probability: float | None = None,
) -> Draw:
    """The draw at one position of a plan; the same whenever and wherever it is computed.

    `known` is only carried along: no draw depends on it. `probability`: this week's, where the
    plan adapts; None: the plan's own, which is that of every other plan.

    Raises OutOfRange for a negative position, and for a probability that leaves no silence.
    """
    if position < 0:
        raise OutOfRange("position", position, 0, math.inf)
    adapts = plan.phase is Phase.ADAPT
    likely = probability if adapts and probability is not None else plan.probability
    if not LEAST_ACTING <= likely <= MOST_ACTING:
        raise OutOfRange("probability", likely, LEAST_ACTING, MOST_ACTING)
    if plan.blocked:
        block, slot = divmod(position, BLOCK)
        arm = block_arms(plan.seed, plan.stratum, block)[slot]
    else:
        acts = uniform(plan.seed, plan.stratum, position) < likely
        arm = Arm.TREATMENT if acts else Arm.HOLDOUT
    return Draw(
        plan=plan.version,
        unit=unit,
        position=position,
        probability=likely,
        arm=arm,
        known=known,
    )


def _keyed(seed: bytes, said: str) -> bytes:
    return hmac.digest(seed, said.encode(), _DIGEST)
