"""Takes words and people out of what is older than they may stay, table by table.

Every statement asks for the community (`of`) and the moment (`before`, in microseconds).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, Update, bindparam, case, delete, null, select, update
from sqlalchemy.sql.dml import Delete

from bot.core.ids import CommunityId
from bot.core.privacy import Retention
from db import tables
from db.bulk import Writing
from db.types import moment, to_microseconds

NAMES = ("of", "before")
_TABLE, _TALK, _LEDGER = tables.messages, tables.conversations, tables.ledger
_REVIEWS, _LABELS, _FEEDBACK = tables.reviews, tables.labels, tables.feedback
_COMMUNITY, _BEFORE = bindparam("of", type_=String), moment("before")
_OLD = (_TABLE.c.community == _COMMUNITY, _TABLE.c.at < _BEFORE)
_LINKED = (*_OLD, _TABLE.c.author.is_not(None))

WORDS = (
    update(_TABLE)
    .where(*_OLD, _TABLE.c.text.is_not(None))
    .values(text=null(), vector=null(), trace=null())
)
UNLINKING: tuple[Update | Delete, ...] = (
    update(_TALK)
    .where(_TALK.c.community == _COMMUNITY)
    .where(_TALK.c.id.in_(select(_TABLE.c.conversation).where(*_LINKED)))
    .values(
        opener=case((_TALK.c.opened_at >= _BEFORE, _TALK.c.opener)),
        last_speaker=case((_TALK.c.last_at >= _BEFORE, _TALK.c.last_speaker)),
    ),
    delete(tables.reactions).where(
        tables.reactions.c.community == _COMMUNITY,
        tables.reactions.c.key.in_(select(_TABLE.c.key).where(*_LINKED)),
    ),
    update(_LEDGER)
    .where(_LEDGER.c.community == _COMMUNITY)
    .where(_LEDGER.c.at < _BEFORE, _LEDGER.c.addressee.is_not(None))
    .values(addressee=null()),
    update(_REVIEWS)
    .where(_REVIEWS.c.community == _COMMUNITY, _REVIEWS.c.submitted_at < _BEFORE)
    .values(addressee=null(), decided_by=null(), edited=null(), declined=null()),
    update(_LABELS)
    .where(_LABELS.c.community == _COMMUNITY, _LABELS.c.at < _BEFORE)
    .values(decided_by=null()),
    update(_FEEDBACK)
    .where(_FEEDBACK.c.community == _COMMUNITY)
    .where(_FEEDBACK.c.at < _BEFORE, _FEEDBACK.c.ref.is_not(None))
    .values(ref=null()),
)
"""What takes people out of all that hangs on messages.

To be run before the messages' own authors go, because by those it finds them: a sweep costs as
much as it has to do, however much was swept before.
"""
NOBODY = update(_TABLE).where(*_LINKED).values(author=null(), parent_author=null())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fading:
    """What of a community is too old: words before one moment, people before another."""

    words: datetime
    people: datetime

    @classmethod
    def at(cls, now: datetime, retention: Retention) -> "Fading":
        """What is too old now."""
        return cls(words=now - retention.text, people=now - retention.linkable)

    def writings(self, community: CommunityId) -> tuple[Writing, ...]:
        """The statements, in the order in which they have to run."""
        words = [(community, to_microseconds(self.words))]
        people = [(community, to_microseconds(self.people))]
        return (
            Writing(WORDS, NAMES, words),
            *(Writing(statement, NAMES, people) for statement in UNLINKING),
            Writing(NOBODY, NAMES, people),
        )
