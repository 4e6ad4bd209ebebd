"""Why the bot spoke or stayed silent: a closed list, in the order the gates ask."""

from bot.core.words import Word


class Reason(Word):
    """One reason of the silence ledger. Stored; never renamed, only added to."""

    # Yes.
    GRANTED = "granted"  # at `speak`: Delivery may post it
    NEEDS_REVIEW = "needs review"  # at `suggest`: a moderator sends, edits or declines
    # Which practice, by the signed priority.
    OUTRANKED = "another practice was chosen"
    # Scope and trust.
    NO_CHARTER = "no signed charter"
    CHANNEL_CLOSED = "channel not allow-listed"
    PRACTICE_OFF = "practice switched off"  # by setting, by "Stop here", or stopped by a moderator
    LISTENING = "listening only"  # with `otherwise`: "would have said", for labels
    DIGEST_ONLY = "goes to the digest"
    FROZEN = "frozen after 'not helpful'"
    SAFE_MODE = "running degraded"
    CAPABILITY_MISSING = "missing capability"
    # People first.
    OPTED_OUT = "member opted out"
    NOT_OPTED_IN = "practice needs an opt-in"
    SOMEONE_IS_TALKING = "people are already answering"
    MODERATOR_PRESENT = "a moderator is in the conversation"
    TALK_IS_WELL = "the conversation needs nothing"
    # Care.
    DISTRESS = "a disclosure of distress"  # moderators are told, in private
    HEATED = "too heated for a bot"
    OFF_LIMITS = "a topic that the charter leaves alone"
    # Evidence.
    NOT_MEASURED = "language or head not measured"
    LOW_CONFIDENCE = "not sure enough"
    NOT_WORTH_IT = "expected gain below the cost of speaking"
    TARGET_GONE = "cited message edited or deleted"
    # Budget.
    RESERVED = "inside another outcome window"
    QUIET_HOURS = "quiet hours"
    QUIET_DAY = "a drawn quiet day"
    OUT_OF_TURN = "too few people since the bot last spoke"
    COOLING_DOWN = "channel cooling down"
    CONVERSATION_SPENT = "already spoke in this conversation"
    PERSON_SPENT = "already wrote to or mentioned this member"
    BUDGET_SPENT = "day's budget spent"
    SHARE_SPENT = "bot's share of talk too high"
    # The coin, last.
    HELD_OUT = "held out to learn"
    # After the verdict.
    DECLINED = "declined by a moderator"
    EXPIRED = "review expired"
    REFUSED = "platform refused"

    @property
    def spends(self) -> bool:
        """Whether it uses up the budget; a held-out proposal does, or holding out buys turns."""
        return self in _SPENDS

    @property
    def shadows(self) -> bool:
        """Whether it held back only because of how far the practice is trusted."""
        return self in _SHADOWS


_SPENDS = frozenset({Reason.GRANTED, Reason.NEEDS_REVIEW, Reason.HELD_OUT})
_SHADOWS = frozenset({Reason.LISTENING, Reason.DIGEST_ONLY, Reason.NO_CHARTER})
