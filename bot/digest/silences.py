"""Why the bot kept silent, as counts with fixed short labels; small counts are merged."""

from collections import Counter
from collections.abc import Mapping

from bot.core.reasons import Reason
from bot.digest.cells import LEAST
from bot.digest.report import Tally
from bot.digest.words import Words

_BUDGET = frozenset(
    {
        Reason.OUT_OF_TURN,
        Reason.COOLING_DOWN,
        Reason.CONVERSATION_SPENT,
        Reason.PERSON_SPENT,
        Reason.BUDGET_SPENT,
        Reason.SHARE_SPENT,
    }
)
OTHER = "reason-other"


def label(reason: Reason, words: Words) -> str:
    """The one short label of a reason, the same on every surface (digest.md, section 3.2)."""
    return words.say(sentence_of(reason))


def told(held_back: Mapping[Reason, int], words: Words) -> Tally | None:
    """Counts by label, largest first, those under five merged at the end; None where all are 0."""
    counts: Counter[str] = Counter()
    for reason, count in held_back.items():
        counts[sentence_of(reason)] += count
    large = {name: count for name, count in counts.items() if count >= LEAST}
    rows = sorted(large.items(), key=lambda row: (-row[1], row[0]))
    rest = counts.total() - sum(large.values())
    if rest:
        rows.append((OTHER, rest))
    if not rows:
        return None
    named = tuple((words.say(name), count) for name, count in rows)
    each = [words.say("bot-reason-count", reason=reason, count=count) for reason, count in named]
    return Tally(
        title=words.say("bot-reasons-title"),
        rows=named,
        sentence=words.say("bot-reasons", reasons=words.listed(each)),
    )


def sentence_of(reason: Reason) -> str:
    """The name of that label's sentence; what a budget held back goes under one."""
    if reason in _BUDGET:
        return "reason-budget"
    return "reason-" + reason.name.lower().replace("_", "-")
