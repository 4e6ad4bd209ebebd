"""Every table of the store. Members' ids stand here as keyed hashes only, their words sealed."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.core.readings import Head
from db import (
    audit_tables,
    feedback_tables,
    incident_tables,
    installation_tables,
    join_tables,
    listening_tables,
    moderation_tables,
    motion_tables,
    own_post_tables,
    trust_tables,
)
from db.metadata import metadata
from db.types import UtcDateTime

HEADS = (
    *(Head.QUESTION, Head.THANKS, Head.DISTRESS, Head.SUBSTANCE, Head.OFFER, Head.PROMISE),
    *(Head.INTRODUCTION, Head.HOSTILITY, Head.SCAM, Head.OFF_LIMITS, Head.ANSWER),
)
"""What is kept of a reading: one column of `messages` each, by the head's name."""

audit_labels = audit_tables.audit_labels
feedback = feedback_tables.feedback
listening = listening_tables.listening
watermarks = listening_tables.watermarks
deafness = listening_tables.deafness
joins = join_tables.joins
installations = installation_tables.installations
accounts = join_tables.accounts
own_posts = own_post_tables.own_posts
alerts, acts = moderation_tables.alerts, moderation_tables.acts
arrivals, incidents = incident_tables.arrivals, incident_tables.incidents
motions, votes = motion_tables.motions, motion_tables.votes
standings = trust_tables.standings
reviews = trust_tables.reviews
labels = trust_tables.labels

communities = Table(
    "communities",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("timezone", String, nullable=False),
    Column("data_key", LargeBinary, nullable=False),  # wrapped by the master key
    Column("founded_at", UtcDateTime, nullable=False),
)

channels = Table(
    "channels",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", String, nullable=False),
    Column("platform", String, nullable=False),
    Column("space", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("name", String),
    Column("private", Boolean, nullable=False, default=False),
    UniqueConstraint("community", "platform", "space", "channel"),
)

members = Table(
    "members",
    metadata,
    Column("community", String, primary_key=True),
    Column("ref", String, primary_key=True),  # HMAC of platform and id
    Column("platform", String, nullable=False),
    Column("sealed_id", LargeBinary, nullable=False),
    Column("first_at", UtcDateTime),
    Index(None, "community", "first_at"),  # who came lately, among everybody who ever did
)

departures = Table(
    "departures",
    metadata,
    Column("community", String, primary_key=True),
    Column("ref", String, primary_key=True),
    Column("platform", String, nullable=False),
    Column("sealed_id", LargeBinary, nullable=False),
    Column("left_at", UtcDateTime, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("community", String, primary_key=True),
    Column("ref", String, primary_key=True),
    Column("platform", String, nullable=False),
    Column("paused", Text, nullable=False),  # JSON: switch -> microseconds of its end
    Column("opt_ins", Text, nullable=False),  # JSON list
    Column("topics", Text, nullable=False),  # JSON list of charter facets
    Column("stopped", Text, nullable=False),  # JSON list: practice, platform, space, channel
    Column("circle", String),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),  # the order of arrival
    Column("community", String, nullable=False),
    Column("key", String, nullable=False),  # platform/message
    Column("channel_id", Integer, nullable=False),
    Column("thread", String),
    Column("conversation", String, nullable=False),
    Column("author", String),  # a ref; None: deleted, or past the linkable time
    Column("parent", String),
    Column("parent_author", String),
    Column("source", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("linker", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime),  # which of two versions is the later one
    Column("words", Integer, nullable=False),
    Column("text", LargeBinary),  # sealed; None: not kept
    Column("reader", String),
    Column("language", String),
    *(Column(head.value, Float) for head in HEADS),
    Column("encoder", String),
    Column("affinity", Float),
    Column("facets", Text),  # JSON list, in the charter's order
    Column("continuity", Float),
    Column("vector", LargeBinary),  # sealed; goes with the text
    Column("trace", LargeBinary),  # sealed; what the linker looks back on; goes with the text
    Column("automated", Boolean, nullable=False),
    Column("own", Boolean, nullable=False),
    Column("gone", Boolean, nullable=False, default=False),
    UniqueConstraint("community", "key"),
    Index(None, "community", "at"),
    Index(None, "channel_id", "at"),
    Index(None, "community", "conversation"),
)
# The sweep looks only at what still has something to lose, however much has been swept before.
Index(
    "ix_messages_with_text",
    messages.c.community,
    messages.c.at,
    sqlite_where=messages.c.text.is_not(None),
    postgresql_where=messages.c.text.is_not(None),
)
Index(
    "ix_messages_with_author",
    messages.c.community,
    messages.c.at,
    sqlite_where=messages.c.author.is_not(None),
    postgresql_where=messages.c.author.is_not(None),
)

reactions = Table(
    "reactions",
    metadata,
    Column("community", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("ref", String, primary_key=True),
    Column("emoji", String, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("community", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("channel_id", Integer, nullable=False),
    Column("thread", String),
    Column("opener", String),
    Column("human", Boolean, nullable=False),  # a person opened it
    Column("opened_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("first_answer_at", UtcDateTime),
    Column("messages", Integer, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("last_speaker", String),
    Column("pointed_at", UtcDateTime),  # when a moderator called it worth reading
    Index(None, "channel_id", "opened_at"),
    Index(None, "community", "opened_at"),
)

watches = Table(
    "watches",
    metadata,
    Column("community", String, primary_key=True),
    Column("conversation", String, primary_key=True),
    Column("practice", String, primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("proposal", String, nullable=False),
    Column("practice", String, nullable=False),
    Column("channel_id", Integer, nullable=False),
    Column("conversation", String, nullable=False),
    Column("need", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("otherwise", Boolean, nullable=False),
    Column("audience", String, nullable=False),
    Column("addressee", String),  # a ref, for the weekly cap of mentions
    Column("account", String),  # what it spends: speaking, listening, or nothing
    Column("framework", Integer),
    Column("plan", Integer),
    Column("position", Integer),
    Column("arm", String),
    Column("probability", Float),
    Column("known", Text),  # JSON: numbers known before the draw
    Column("because", Text, nullable=False),
    Column("draft", Text),  # our own wording, never a member's
    # A need may be looked at again, as after an edit: each look is a verdict of its own.
    UniqueConstraint("community", "proposal", "at"),
    Index(None, "community", "at"),
)
Index(
    "ix_ledger_with_addressee",
    ledger.c.community,
    ledger.c.at,
    sqlite_where=ledger.c.addressee.is_not(None),
    postgresql_where=ledger.c.addressee.is_not(None),
)

unspoken = Table(
    "unspoken",
    metadata,
    Column("community", String, primary_key=True),
    Column("hour", UtcDateTime, primary_key=True),  # before the channel: a week of it is summed up
    Column("channel_id", Integer, primary_key=True),
    Column("moments", Integer, nullable=False),
)

windows = Table(
    "windows",
    metadata,
    Column("community", String, primary_key=True),
    Column("proposal", String, primary_key=True),
    Column("practice", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("need", String, nullable=False),
    Column("arm", String),
    Column("opens_at", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("reached", Boolean),
    Column("missing", String),
    Column("human_replies", Integer),
    Column("distinct_people", Integer),
)

week_values = Table(
    "week_values",
    metadata,
    Column("community", String, primary_key=True),
    Column("metric", String, primary_key=True),
    Column("starts_on", UtcDateTime, primary_key=True),
    Column("age", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("value", Float, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("n", Float, nullable=False),
    Column("outside", Integer),
)

digests = Table(
    "digests",
    metadata,
    Column("community", String, primary_key=True),
    Column("week", String, primary_key=True),  # ISO week, as 2026-W46
    Column("surface", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("posted", String),
)

frameworks = Table(
    "frameworks",
    metadata,
    Column("community", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", Text, nullable=False),  # JSON, as signed
    Column("signed_by", String, nullable=False),  # a ref
    Column("signed_at", UtcDateTime, nullable=False),
)

prompt_uses = Table(
    "prompt_uses",
    metadata,
    Column("community", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("prompt", String, nullable=False),  # id and version
    Column("artefact", Text),  # by its name in the charter
    Column("used_at", UtcDateTime, nullable=False),
    Column("exchange", Boolean),
)

prompt_wordings = Table(
    "prompt_wordings",
    metadata,
    Column("community", String, primary_key=True),
    Column("wording", String, primary_key=True),  # keyed hash of our own words, for 60 days
    Column("said_at", UtcDateTime, nullable=False),
)

charter_drafts = Table(
    "charter_drafts",
    metadata,
    Column("community", String, primary_key=True),
    Column("body", Text, nullable=False),  # JSON, as a framework's charter; people by their refs
    Column("based_on", Integer, nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("reference", String, primary_key=True),  # what the receipt is called
    Column("community", String, primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("afterwards", String, nullable=False),
    Column("sealed_members", LargeBinary),  # JSON list of platform and id; None: rows are gone
    Column("receipt", Text),  # JSON: counts by kind and what remains; never who it was
    Column("done_at", UtcDateTime),
    Column("finished_at", UtcDateTime),  # the files, too, are clean of it
)

erasures = Table(
    "erasures",
    metadata,
    Column("community", String, primary_key=True),
    Column("fingerprint", String, primary_key=True),  # keyed hash of a reference; leads nowhere
    Column("at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),  # None: they are ignored from then on
    Column("receipt", String, nullable=False),
)

backups = Table(
    "backups",
    metadata,
    Column("made_at", UtcDateTime, primary_key=True),
    Column("until", UtcDateTime, nullable=False),  # by then it is to be thrown away
)
