"""The first schema: members' ids are keyed hashes and their words are sealed from here on.

Times are microseconds since 1970 in UTC.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "backups",
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("made_at", name=op.f("pk_backups")),
    )
    op.create_table(
        "channels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("space", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint(
            "community",
            "platform",
            "space",
            "channel",
            name=op.f("uq_channels_community_platform_space_channel"),
        ),
    )
    op.create_table(
        "joins",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("community", "origin", name=op.f("pk_joins")),
    )
    op.create_table(
        "accounts",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("sealed_id", sa.LargeBinary(), nullable=False),
        sa.Column("linked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", "ref", name=op.f("pk_accounts")),
    )
    op.create_table(
        "own_posts",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("sealed_id", sa.LargeBinary(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("written", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("sent", sa.String(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("community", "id", name=op.f("pk_own_posts")),
    )
    op.create_index(
        op.f("ix_own_posts_community_status"), "own_posts", ["community", "status"], unique=False
    )
    op.create_table(
        "prompt_uses",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("artefact", sa.Text(), nullable=True),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.Column("exchange", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("community", "key", name=op.f("pk_prompt_uses")),
    )
    op.create_table(
        "prompt_wordings",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", "wording", name=op.f("pk_prompt_wordings")),
    )
    op.create_table(
        "charter_drafts",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_charter_drafts")),
    )
    op.create_table(
        "communities",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("data_key", sa.LargeBinary(), nullable=False),
        sa.Column("founded_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communities")),
    )
    op.create_table(
        "consents",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("paused", sa.Text(), nullable=False),
        sa.Column("opt_ins", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("stopped", sa.Text(), nullable=False),
        sa.Column("circle", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("community", "ref", name=op.f("pk_consents")),
    )
    op.create_table(
        "conversations",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("opener", sa.String(), nullable=True),
        sa.Column("human", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("first_answer_at", sa.BigInteger(), nullable=True),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("last_speaker", sa.String(), nullable=True),
        sa.Column("pointed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("community", "id", name=op.f("pk_conversations")),
    )
    op.create_index(
        op.f("ix_conversations_channel_id_opened_at"),
        "conversations",
        ["channel_id", "opened_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_conversations_community_opened_at"),
        "conversations",
        ["community", "opened_at"],
        unique=False,
    )
    op.create_table(
        "digests",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("surface", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("posted", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("community", "week", "surface", name=op.f("pk_digests")),
    )
    op.create_table(
        "departures",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("sealed_id", sa.LargeBinary(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", "ref", name=op.f("pk_departures")),
    )
    op.create_table(
        "erasures",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("community", "fingerprint", name=op.f("pk_erasures")),
    )
    op.create_table(
        "frameworks",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", "version", name=op.f("pk_frameworks")),
    )
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("otherwise", sa.Boolean(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("addressee", sa.String(), nullable=True),
        sa.Column("account", sa.String(), nullable=True),
        sa.Column("framework", sa.Integer(), nullable=True),
        sa.Column("plan", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("arm", sa.String(), nullable=True),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("known", sa.Text(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        sa.UniqueConstraint(
            "community", "proposal", "at", name=op.f("uq_ledger_community_proposal_at")
        ),
    )
    op.create_index(op.f("ix_ledger_community_at"), "ledger", ["community", "at"], unique=False)
    op.create_index(
        "ix_ledger_with_addressee",
        "ledger",
        ["community", "at"],
        unique=False,
        sqlite_where=sa.text("addressee IS NOT NULL"),
        postgresql_where=sa.text("addressee IS NOT NULL"),
    )
    op.create_table(
        "members",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("sealed_id", sa.LargeBinary(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("community", "ref", name=op.f("pk_members")),
    )
    op.create_index(
        op.f("ix_members_community_first_at"), "members", ["community", "first_at"], unique=False
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("parent_author", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("linker", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("reader", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("question", sa.Float(), nullable=True),
        sa.Column("thanks", sa.Float(), nullable=True),
        sa.Column("distress", sa.Float(), nullable=True),
        sa.Column("substance", sa.Float(), nullable=True),
        sa.Column("offer", sa.Float(), nullable=True),
        sa.Column("promise", sa.Float(), nullable=True),
        sa.Column("introduction", sa.Float(), nullable=True),
        sa.Column("hostility", sa.Float(), nullable=True),
        sa.Column("scam", sa.Float(), nullable=True),
        sa.Column("off_limits", sa.Float(), nullable=True),
        sa.Column("answer", sa.Float(), nullable=True),
        sa.Column("encoder", sa.String(), nullable=True),
        sa.Column("affinity", sa.Float(), nullable=True),
        sa.Column("facets", sa.Text(), nullable=True),
        sa.Column("continuity", sa.Float(), nullable=True),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("trace", sa.LargeBinary(), nullable=True),
        sa.Column("automated", sa.Boolean(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("community", "key", name=op.f("uq_messages_community_key")),
    )
    op.create_index(
        op.f("ix_messages_channel_id_at"), "messages", ["channel_id", "at"], unique=False
    )
    op.create_index(op.f("ix_messages_community_at"), "messages", ["community", "at"], unique=False)
    op.create_index(
        op.f("ix_messages_community_conversation"),
        "messages",
        ["community", "conversation"],
        unique=False,
    )
    op.create_index(
        "ix_messages_with_author",
        "messages",
        ["community", "at"],
        unique=False,
        sqlite_where=sa.text("author IS NOT NULL"),
        postgresql_where=sa.text("author IS NOT NULL"),
    )
    op.create_index(
        "ix_messages_with_text",
        "messages",
        ["community", "at"],
        unique=False,
        sqlite_where=sa.text("text IS NOT NULL"),
        postgresql_where=sa.text("text IS NOT NULL"),
    )
    op.create_table(
        "reactions",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("emoji", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", "key", "ref", "emoji", name=op.f("pk_reactions")),
    )
    op.create_table(
        "requests",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("afterwards", sa.String(), nullable=False),
        sa.Column("sealed_members", sa.LargeBinary(), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("reference", "community", name=op.f("pk_requests")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "listening",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("space", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.BigInteger(), nullable=False),
        sa.Column("words_from", sa.BigInteger(), nullable=False),
        sa.Column("announced", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint(
            "community", "platform", "space", "channel", name=op.f("pk_listening")
        ),
    )
    op.create_table(
        "watermarks",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("space", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "community", "platform", "space", "place", name=op.f("pk_watermarks")
        ),
    )
    op.create_table(
        "deafness",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("space", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.Column("level_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint(
            *("community", "platform", "space", "channel", "started_at"),
            name=op.f("pk_deafness"),
        ),
    )
    op.create_table(
        "unspoken",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("hour", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("moments", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "hour", "channel_id", name=op.f("pk_unspoken")),
    )
    op.create_table(
        "watches",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", "conversation", "practice", name=op.f("pk_watches")),
    )
    op.create_table(
        "week_values",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("starts_on", sa.BigInteger(), nullable=False),
        sa.Column("age", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("n", sa.Float(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint(
            "community", "metric", "starts_on", "age", "instrument", name=op.f("pk_week_values")
        ),
    )
    op.create_table(
        "windows",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("arm", sa.String(), nullable=True),
        sa.Column("opens_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=True),
        sa.Column("missing", sa.String(), nullable=True),
        sa.Column("human_replies", sa.Integer(), nullable=True),
        sa.Column("distinct_people", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("community", "proposal", name=op.f("pk_windows")),
    )
    op.create_table(
        "standings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("frozen_until", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("platform", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standings")),
    )
    op.create_index(op.f("ix_standings_community_at"), "standings", ["community", "at"])
    op.create_table(
        "reviews",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("addressee", sa.String(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("edited", sa.LargeBinary(), nullable=True),
        sa.Column("declined", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("withheld", sa.String(), nullable=True),
        sa.Column("sent", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("community", "id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_community_status"), "reviews", ["community", "status"])
    op.create_table(
        "labels",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", "proposal", "moment", name=op.f("pk_labels")),
    )
    op.create_table(
        "audit_labels",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "community", "quarter", "conversation", name=op.f("pk_audit_labels")
        ),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("felt", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_community_at"), "feedback", ["community", "at"], unique=False)
    op.create_index(
        op.f("ix_feedback_community_review"), "feedback", ["community", "review"], unique=False
    )
    _make_motions()


def downgrade() -> None:
    """Drop every table; nothing was before."""
    _drop_motions()
    op.drop_index(op.f("ix_feedback_community_review"), table_name="feedback")
    op.drop_index(op.f("ix_feedback_community_at"), table_name="feedback")
    op.drop_table("feedback")
    op.drop_table("audit_labels")
    op.drop_table("labels")
    op.drop_index(op.f("ix_reviews_community_status"), table_name="reviews")
    op.drop_table("reviews")
    op.drop_index(op.f("ix_standings_community_at"), table_name="standings")
    op.drop_table("standings")
    op.drop_table("windows")
    op.drop_table("week_values")
    op.drop_table("watches")
    op.drop_table("unspoken")
    op.drop_table("deafness")
    op.drop_table("watermarks")
    op.drop_table("listening")
    op.drop_table("runs")
    op.drop_table("requests")
    op.drop_table("reactions")
    op.drop_index(
        "ix_messages_with_text",
        table_name="messages",
        sqlite_where=sa.text("text IS NOT NULL"),
        postgresql_where=sa.text("text IS NOT NULL"),
    )
    op.drop_index(
        "ix_messages_with_author",
        table_name="messages",
        sqlite_where=sa.text("author IS NOT NULL"),
        postgresql_where=sa.text("author IS NOT NULL"),
    )
    op.drop_index(op.f("ix_messages_community_conversation"), table_name="messages")
    op.drop_index(op.f("ix_messages_community_at"), table_name="messages")
    op.drop_index(op.f("ix_messages_channel_id_at"), table_name="messages")
    op.drop_table("messages")
    op.drop_index(op.f("ix_members_community_first_at"), table_name="members")
    op.drop_table("members")
    op.drop_index(
        "ix_ledger_with_addressee",
        table_name="ledger",
        sqlite_where=sa.text("addressee IS NOT NULL"),
        postgresql_where=sa.text("addressee IS NOT NULL"),
    )
    op.drop_index(op.f("ix_ledger_community_at"), table_name="ledger")
    op.drop_table("ledger")
    op.drop_table("frameworks")
    op.drop_table("erasures")
    op.drop_table("departures")
    op.drop_table("digests")
    op.drop_index(op.f("ix_conversations_community_opened_at"), table_name="conversations")
    op.drop_index(op.f("ix_conversations_channel_id_opened_at"), table_name="conversations")
    op.drop_table("conversations")
    op.drop_table("consents")
    op.drop_table("communities")
    op.drop_table("charter_drafts")
    op.drop_table("prompt_wordings")
    op.drop_table("accounts")
    op.drop_table("joins")
    op.drop_table("prompt_uses")
    op.drop_index(op.f("ix_own_posts_community_status"), table_name="own_posts")
    op.drop_table("own_posts")
    op.drop_table("channels")
    op.drop_table("backups")


def _make_motions() -> None:
    _make_moderation()
    op.create_table(
        "motions",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("ruled", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("because", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("community", "number", name=op.f("pk_motions")),
    )
    op.create_table(
        "votes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("vote", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
    )
    op.create_index(op.f("ix_votes_community_number"), "votes", ["community", "number"])


def _drop_motions() -> None:
    _drop_moderation()
    op.drop_index(op.f("ix_votes_community_number"), table_name="votes")
    op.drop_table("votes")
    op.drop_table("motions")


def _make_installations() -> None:
    op.create_table(
        "installations",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("installed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_installations")),
    )


def _make_incidents() -> None:
    _make_installations()
    op.create_table(
        "arrivals",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("space", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community", "platform", "space", "at", name=op.f("pk_arrivals")),
    )
    op.create_table(
        "incidents",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("space", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=False),
        sa.Column("told", sa.String(), nullable=True),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("sealed_id", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("did", sa.String(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("community", "id", name=op.f("pk_incidents")),
    )
    op.create_index(
        op.f("ix_incidents_community_settled_at"), "incidents", ["community", "settled_at"]
    )


def _drop_incidents() -> None:
    op.drop_table("installations")
    op.drop_index(op.f("ix_incidents_community_settled_at"), table_name="incidents")
    op.drop_table("incidents")
    op.drop_table("arrivals")


def _make_moderation() -> None:
    _make_incidents()
    op.create_table(
        "alerts",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("sealed_id", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("community", "id", name=op.f("pk_alerts")),
    )
    op.create_index(op.f("ix_alerts_community_settled_at"), "alerts", ["community", "settled_at"])
    op.create_table(
        "acts",
        sa.Column("community", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("because", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("community", "id", name=op.f("pk_acts")),
    )
    op.create_index(op.f("ix_acts_community_at"), "acts", ["community", "at"])


def _drop_moderation() -> None:
    _drop_incidents()
    op.drop_index(op.f("ix_acts_community_at"), table_name="acts")
    op.drop_table("acts")
    op.drop_index(op.f("ix_alerts_community_settled_at"), table_name="alerts")
    op.drop_table("alerts")
