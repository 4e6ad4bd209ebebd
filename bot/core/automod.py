"""The rules by which a platform itself holds messages back, as the signed charter would have them.

A rule is set up or changed by a moderator's press alone; rules of others are named, never touched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from bot.core.charter import Charter
from bot.core.ids import ChannelKey, MemberKey
from bot.core.words import Word

MOST_MENTIONS = 10
"""So many people may be named in one message; Discord allows up to 50 (design prior)."""
MOST_WORDS = 1000
LONGEST_WORD = 60
"""Both are Discord's limits of one rule."""


class RuleKind(Word):
    """What a rule holds back; only added to."""

    SPAM = "spam"
    MENTIONS = "mentions"
    WORDS = "words"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `words`: what it holds back; `most`: how many people one message may name."""

    kind: RuleKind
    words: tuple[str, ...] = ()
    most: int | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A rule as it stands on the platform. `rule` None: somebody else made it."""

    id: str
    name: str
    rule: Rule | None = None


class AutoRules(Protocol):
    """A platform's own rules. Each call raises PlatformRefused and PlatformBusy."""

    async def may(self, channel: ChannelKey, by: MemberKey) -> bool:
        """Whether both the bot and this moderator (plain id) may change rules there."""
        ...

    async def standing(self, channel: ChannelKey) -> tuple[Standing, ...]:
        """What stands on the server or workspace of a channel."""
        ...

    async def put(self, channel: ChannelKey, rule: Rule, by: MemberKey) -> None:
        """Set our rule of this kind up, or change it; a second time it changes nothing more."""
        ...

    async def take_down(self, channel: ChannelKey, kind: RuleKind, by: MemberKey) -> None:
        """Delete our rule of this kind, if there is one."""
        ...


def wanted(charter: Charter) -> tuple[Rule, ...]:
    """The rules that follow from a charter: words and topics that it rules out, spam, mentions."""
    out = _listed((*charter.never, *charter.off_limits))
    names = _listed(charter.never)
    found = [Rule(kind=RuleKind.SPAM), Rule(kind=RuleKind.MENTIONS, most=MOST_MENTIONS)]
    if out:
        found.append(Rule(kind=RuleKind.WORDS, words=out))
    if names:
        found.append(Rule(kind=RuleKind.PROFILE, words=names))
    return tuple(found)


def ours(standing: Iterable[Standing], kind: RuleKind) -> Rule | None:
    """Our rule of a kind; None: there is none."""
    rules = (each.rule for each in standing)
    return next((rule for rule in rules if rule is not None and rule.kind is kind), None)


def _listed(words: Iterable[str]) -> tuple[str, ...]:
    # An asterisk would make a wildcard of what the charter means as it stands.
    bare = {word.replace("*", "").strip().casefold() for word in words}
    return tuple(sorted(word for word in bare if 0 < len(word) <= LONGEST_WORD))[:MOST_WORDS]
