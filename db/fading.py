"""Takes words and people out of what is older than they may stay, table by table.

Every statement asks for the community (`of`) and the moment (`older_than`, in microseconds).
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

NAMES = ("of", "older_than")
_TABLE, _TALK, _LEDGER = tables.messages, tables.conversations, tables.ledger
_REVIEWS, _LABELS, _FEEDBACK = tables.reviews, tables.labels, tables.feedback
_MOTIONS, _VOTES = tables.motions, tables.votes
_ALERTS, _ACTS = tables.alerts, tables.acts
_INCIDENTS = tables.incidents
_COMMUNITY, _BEFORE = bindparam("of", type_=String), moment("older_than")
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
    update(_MOTIONS)
    .where(_MOTIONS.c.community == _COMMUNITY, _MOTIONS.c.opened_at < _BEFORE)
    .values(ref=null(), text=null(), decided_by=null(), because=null()),
    update(_VOTES)
    .where(_VOTES.c.community == _COMMUNITY)
    .where(_VOTES.c.at < _BEFORE, _VOTES.c.ref.is_not(None))
    .values(ref=null()),
    delete(_ALERTS).where(_ALERTS.c.community == _COMMUNITY, _ALERTS.c.at < _BEFORE),
    delete(_INCIDENTS).where(_INCIDENTS.c.community == _COMMUNITY, _INCIDENTS.c.until < _BEFORE),
    update(_ACTS)
    .where(_ACTS.c.community == _COMMUNITY, _ACTS.c.at < _BEFORE)
    .values(ref=null(), author=null(), decided_by=null(), undone_by=null(), because=null()),
)
"""What takes people out of all that hangs on messages.

To be run before the messages' own authors go, because by those it finds them: a sweep costs as
much as it has to do, however much was swept before.
"""
OWN_POSTS = (
    update(tables.own_posts)
    .where(tables.own_posts.c.community == _COMMUNITY, tables.own_posts.c.ended_at < _BEFORE)
    .values(written=null())
)
ALERTS = (
    update(_ALERTS)
    .where(_ALERTS.c.community == _COMMUNITY)
    .where(_ALERTS.c.at < _BEFORE, _ALERTS.c.words.is_not(None))
    .values(words=null())
)
INCIDENTS = (
    update(_INCIDENTS)
    .where(_INCIDENTS.c.community == _COMMUNITY)
    .where(_INCIDENTS.c.at < _BEFORE, _INCIDENTS.c.words.is_not(None))
    .values(words=null())
)
OTHER_WORDS = (OWN_POSTS, ALERTS, INCIDENTS)
"""What takes words out of everything but the messages."""
TRAIL_OVER = delete(_ACTS).where(_ACTS.c.community == _COMMUNITY, _ACTS.c.at < _BEFORE)
OWN_POSTS_OVER = delete(tables.own_posts).where(
    tables.own_posts.c.community == _COMMUNITY, tables.own_posts.c.ended_at < _BEFORE
)
NOBODY = update(_TABLE).where(*_LINKED).values(author=null(), parent_author=null())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fading:
    """What of a community is too old: words, people, and records each before some moment."""

    words: datetime
    people: datetime
    records: datetime

    @classmethod
    def at(cls, now: datetime, retention: Retention) -> "Fading":
        """What is too old now."""
        return cls(
            words=now - retention.text,
            people=now - retention.linkable,
            records=now - retention.features,
        )

    def writings(self, community: CommunityId) -> tuple[Writing, ...]:
        """The statements, in the order in which they have to run."""
        words = [(community, to_microseconds(self.words))]
        people = [(community, to_microseconds(self.people))]
        return (
            Writing(WORDS, NAMES, words),
            *(Writing(statement, NAMES, words) for statement in OTHER_WORDS),
            Writing(OWN_POSTS_OVER, NAMES, people),
            *(Writing(statement, NAMES, people) for statement in UNLINKING),
            Writing(NOBODY, NAMES, people),
            Writing(TRAIL_OVER, NAMES, [(community, to_microseconds(self.records))]),
        )
