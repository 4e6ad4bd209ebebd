"""Counts of the ledger as cards say them: what was said, held back, spent, and what is lacking."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.core.cards import Fact, Role, Section
from bot.digest.silences import sentence_of
from bot.services.commands.base import Asked
from bot.services.commands.telling import few, number
from bot.services.interruptions import Limit, Tally
from bot.services.ladder import Place
from prompts import Phrases


def readiness(
    places: Sequence[Place], practices: Mapping[str, str], asked: Asked
) -> tuple[Section, ...]:
    """What this house cannot tell and a practice needs; for moderators alone, empty for others."""
    lacking = [each for each in places if each.lacks]
    if asked.role < Role.MODERATOR or not lacking:
        return ()
    term = asked.words.term
    facts = tuple(
        Fact(term(practices[each.practice]), (", ".join(map(term, each.lacks)),))
        for each in lacking
    )
    return (Section(heading=(asked.words.say("status-lacking"),), facts=facts),)


def tallied(tally: Tally, words: Phrases) -> tuple[Fact, ...]:
    """One place over one week; small counts about people are not told exactly."""
    counts = {
        "budget-spoken": str(tally.spoken),
        "budget-suggested": str(tally.suggested),
        "budget-would-have": str(tally.would_have_said),
        "budget-to-learn": few(tally.to_learn, words),
        "budget-followed": few(tally.followed, words),
        "budget-ignored": few(tally.ignored, words),
    }
    held = [f"{label}: {count}" for label, count in _held(tally, words)]
    facts = [Fact(words.say(name), (count,)) for name, count in counts.items()]
    if held:
        facts.append(Fact(words.say("budget-held-back"), ("; ".join(held),)))
    return tuple(facts)


def limit(each: Limit, words: Phrases) -> Fact:
    """One budget: what is spent of it, what is allowed, and the most that could be signed."""
    spent = words.say("budget-not-shown") if each.spent is None else _plain(each.spent, words)
    text = words.say(
        "budget-limit",
        spent=spent,
        allowed=_plain(each.allowed, words),
        usual=_plain(each.usual, words),
        hardest=_plain(each.hardest, words),
        unit=words.term(each.unit),
    )
    return Fact(words.term(each.name), (text,))


def _held(tally: Tally, words: Phrases) -> Iterator[tuple[str, str]]:
    counts: Counter[str] = Counter()
    for reason, count in tally.held_back.items():
        counts[sentence_of(reason)] += count
    for name, count in counts.most_common():
        yield words.say(name), few(count, words)


def _plain(value: float, words: Phrases) -> str:
    return number(float(f"{value:.3g}"), words)
