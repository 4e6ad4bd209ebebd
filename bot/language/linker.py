"""Who answers whom where nobody pressed reply, by two rules that a person can check."""

from datetime import timedelta

from bot.core.conversations import Link, LinkSource
from bot.core.earlier import WINDOW, Earlier
from bot.core.ids import MessageKey
from bot.core.messages import Message

OWN_TALK = timedelta(minutes=10)
"""For so long after a person's last words, what they say next goes on with it."""

# The share of each rule's links that are right on the train part of irc-disentanglement; printed
# and held to these values by `pytest -s tests/language/test_linker_corpus.py`.
BY_MENTION = 0.68
BY_OWN_TALK = 0.54
BY_OPENING = 0.85


class RuleLinker:
    """Links by mention, else by the author's own talk, else opens a conversation.

    A mention answers that person's last message of the past hour. Without one, the message goes on
    with the conversation the author last wrote in, if that was within `OWN_TALK`, and answers its
    last message. Source: published-tables.md, section 3, "Rule linker".

    It reads no text, so it never fails to measure; and it is pure in its arguments, so that folding
    it over a history is the batch mode.
    """

    version = "rules-1"
    look_back = 256

    def trace(self, message: Message, text: str) -> None:  # noqa: ARG002  # the port's
        """Nothing: no rule looks at words."""
        return

    def link(self, message: Message, earlier: Earlier, trace: bytes | None = None) -> Link:  # noqa: ARG002  # the port's
        """Link to a message of `earlier` that is no later than this one, or to nothing."""
        answered = self._mentioned(message, earlier)
        if answered is not None:
            return self._link(message, answered, LinkSource.MENTION, BY_MENTION)
        continued = self._own_talk(message, earlier)
        if continued is not None:
            return self._link(message, continued, LinkSource.INFERRED, BY_OWN_TALK)
        return self._link(message, None, LinkSource.INFERRED, BY_OPENING)

    def _mentioned(self, message: Message, earlier: Earlier) -> MessageKey | None:
        for person in message.mentions:
            if person == message.author:
                continue
            last = earlier.last_by(person, message.at)
            if last is not None and message.at - last[0].at <= WINDOW:
                return last[0].key
        return None

    def _own_talk(self, message: Message, earlier: Earlier) -> MessageKey | None:
        own = earlier.last_by(message.author, message.at)
        if own is None or message.at - own[0].at > OWN_TALK:
            return None
        last = earlier.last_in(own[1], message.at)
        return own[0].key if last is None else last.key

    def _link(
        self, message: Message, parent: MessageKey | None, source: LinkSource, confidence: float
    ) -> Link:
        return Link(
            child=message.key,
            parent=parent,
            source=source,
            confidence=confidence,
            linker=self.version,
        )
