"""Add the forum, consultations, sealed reports and staff notices; let an action stand without a figure.

The full-text index is each engine's own: an FTS5 table that triggers keep up to date, or a GIN index.
"""

import sqlalchemy as sa
from alembic import op

from portal.migrations import triggers

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ROLES = (
    "administrator", "owner", "head", "clerk", "moderator", "auditor", "supervisor", "employee", "training",
)  # fmt: skip

_ACTION_RULES = [("personnel_actions", "DELETE", "FALSE", "a row of personnel_actions is never deleted")]
"""The guard that this step takes off and sets again, since SQLite makes the table anew."""

_TABLES = (
    "register_holidays",
    "personnel_notices",
    "record_moderation_counts",
    "record_theme_reports",
    "sealed_reports",
    "record_topics",
    "sealed_report_messages",
    "record_consultations",
    "record_topic_posts",
    "record_agreements",
    "record_attendance",
    "record_consultation_files",
    "sealed_contributions",
)


def upgrade() -> None:
    """Create the tables and the full-text index."""
    _allow_roles((*_ROLES, "reviewer"))
    _let_actions_stand_alone(nullable=True)
    op.add_column(
        "personnel_accounts", sa.Column("wants_digest", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    _create_tables()
    _create_search()


def downgrade() -> None:
    """Drop them; actions without a figure and reviewers' posts go with them."""
    _drop_search()
    for table in reversed(_TABLES):
        op.drop_table(table)
    op.drop_column("personnel_accounts", "wants_digest")
    _let_actions_stand_alone(nullable=False)
    op.execute("DELETE FROM personnel_posts WHERE role = 'reviewer'")
    _allow_roles(_ROLES)


# PostgreSQL would keep "KTP/KK" as one word; SQLite does not.
_VECTOR = "to_tsvector('simple', regexp_replace(heading || ' ' || text, '[^[:alnum:]]+', ' ', 'g'))"


def _create_search() -> None:
    if op.get_bind().dialect.name == "postgresql":
        vector = _VECTOR.replace(":", r"\:")
        op.execute(sa.text(f"CREATE INDEX forum_search ON record_topic_posts USING gin ({vector})"))
        return
    op.execute(
        "CREATE VIRTUAL TABLE forum_search USING fts5(heading, text, content='record_topic_posts', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    forget = (
        "INSERT INTO forum_search(forum_search, rowid, heading, text)"
        " VALUES ('delete', OLD.id, OLD.heading, OLD.text);"
    )
    learn = "INSERT INTO forum_search(rowid, heading, text) VALUES (NEW.id, NEW.heading, NEW.text);"
    # Forgotten words stay in the index's file until its parts are merged: 0.1 s with 50,000 posts.
    merge = "INSERT INTO forum_search(forum_search) VALUES ('optimize');"
    op.execute(f"CREATE TRIGGER forum_search_insert AFTER INSERT ON record_topic_posts BEGIN {learn} END")
    op.execute(
        "CREATE TRIGGER forum_search_update AFTER UPDATE OF heading, text ON record_topic_posts"
        f" BEGIN {forget} {learn} {merge} END"
    )


def _drop_search() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX forum_search")
        return
    op.execute("DROP TRIGGER forum_search_insert")
    op.execute("DROP TRIGGER forum_search_update")
    op.execute("DROP TABLE forum_search")


def _allow_roles(roles: tuple[str, ...]) -> None:
    posts = sa.Table(
        "personnel_posts",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["personnel_accounts.id"], name=op.f("fk_personnel_posts_account_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_posts_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_posts")),
        sa.UniqueConstraint(
            "account_id", "role", "unit_id", name=op.f("uq_personnel_posts_account_id_role_unit_id")
        ),
        sa.Index("ix_personnel_posts_account_id", "account_id"),
        sa.CheckConstraint("TRUE", name=op.f("ck_personnel_posts_role")),
    )
    allowed = ", ".join(f"'{role}'" for role in roles)
    with op.batch_alter_table("personnel_posts", copy_from=posts) as batch:
        batch.drop_constraint(op.f("ck_personnel_posts_role"), type_="check")
        batch.create_check_constraint(op.f("ck_personnel_posts_role"), f"role IN ({allowed})")


def _let_actions_stand_alone(*, nullable: bool) -> None:
    """Allow, or no longer allow, an action that answers to no edition."""
    if not nullable:
        triggers.drop(_ACTION_RULES, [])
        op.execute("DELETE FROM personnel_actions WHERE edition_id IS NULL")
        triggers.create(_ACTION_RULES, [])
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("personnel_actions", "edition_id", nullable=nullable)
        return
    triggers.drop(_ACTION_RULES, [])
    with op.batch_alter_table("personnel_actions", copy_from=_actions()) as batch:
        batch.alter_column("edition_id", existing_type=sa.String(), nullable=nullable)
    triggers.create(_ACTION_RULES, [])


def _actions() -> sa.Table:
    return sa.Table(
        "personnel_actions",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("evidence_link", sa.String(), nullable=False),
        sa.Column("wording_id", sa.String(), nullable=False),
        sa.Column("wording_en", sa.String(), nullable=False),
        sa.Column("reason_id", sa.String(), nullable=False),
        sa.Column("reason_en", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(status IN ('done', 'dropped')) = (ended_on IS NOT NULL)", name=op.f("ck_personnel_actions_ended_on")
        ),
        sa.CheckConstraint(
            "status IN ('planned', 'started', 'done', 'dropped')", name=op.f("ck_personnel_actions_status")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["record_editions.id"], name=op.f("fk_personnel_actions_edition_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_actions_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_actions")),
        sa.UniqueConstraint("subject", name=op.f("uq_personnel_actions_subject")),
        sa.Index(op.f("ix_personnel_actions_edition_id"), "edition_id"),
        sa.Index("ix_personnel_actions_unit", "unit_id", "due_on"),
    )


def _create_tables() -> None:
    op.create_table(
        "register_holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_register_holidays")),
    )
    op.create_table(
        "personnel_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_personnel_notices_sent_at")),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed')", name=op.f("ck_personnel_notices_state")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["personnel_accounts.id"], name=op.f("fk_personnel_notices_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_notices")),
        sa.UniqueConstraint("account_id", "made_on", name=op.f("uq_personnel_notices_account_id_made_on")),
    )
    op.create_index("ix_personnel_notices_state", "personnel_notices", ["state", "made_on"], unique=False)
    op.create_table(
        "record_moderation_counts",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "act IN ('published', 'declined', 'removed')", name=op.f("ck_record_moderation_counts_act")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["register_units.id"], name=op.f("fk_record_moderation_counts_unit_id")
        ),
        sa.PrimaryKeyConstraint("unit_id", "year", "act", "reason", name=op.f("pk_record_moderation_counts")),
    )
    op.create_table(
        "record_theme_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_record_theme_reports_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_theme_reports")),
        sa.UniqueConstraint(
            "unit_id", "kind", "sequence", name=op.f("uq_record_theme_reports_unit_id_kind_sequence")
        ),
    )
    op.create_table(
        "sealed_reports",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("handle", sa.LargeBinary(length=32), nullable=False),
        sa.Column("body_seal", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("may_hand_over", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("handover", sa.LargeBinary(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state IN ('received', 'reading', 'handed_over', 'closed')", name=op.f("ck_sealed_reports_state")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_sealed_reports_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_reports")),
        sa.UniqueConstraint("handle", name=op.f("uq_sealed_reports_handle")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record_topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.CheckConstraint("(state = 'waiting') = (due_on IS NOT NULL)", name=op.f("ck_record_topics_due_on")),
        sa.CheckConstraint(
            "origin IN ('citizen', 'office', 'consultation')", name=op.f("ck_record_topics_origin")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'waiting', 'answered', 'solved', 'closed')", name=op.f("ck_record_topics_state")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["record_editions.id"], name=op.f("fk_record_topics_edition_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_record_topics_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_topics")),
    )
    op.create_index(op.f("ix_record_topics_edition_id"), "record_topics", ["edition_id"], unique=False)
    op.create_index("ix_record_topics_last", "record_topics", ["last_on", "id"], unique=False)
    op.create_index("ix_record_topics_state", "record_topics", ["state", "due_on"], unique=False)
    op.create_index("ix_record_topics_unit", "record_topics", ["unit_id", "last_on", "id"], unique=False)
    op.create_table(
        "sealed_report_messages",
        sa.Column("report_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(side = 'writer') = (account_id IS NULL)", name=op.f("ck_sealed_report_messages_account")
        ),
        sa.CheckConstraint("side IN ('reviewer', 'writer')", name=op.f("ck_sealed_report_messages_side")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["personnel_accounts.id"], name=op.f("fk_sealed_report_messages_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["sealed_reports.id"], name=op.f("fk_sealed_report_messages_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "number", name=op.f("pk_sealed_report_messages")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record_consultations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("purpose_id", sa.String(), nullable=False),
        sa.Column("purpose_en", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.String(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("secretary", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(state = 'concluded') = (concluded_on IS NOT NULL)", name=op.f("ck_record_consultations_concluded_on")
        ),
        sa.CheckConstraint(
            "state IN ('announced', 'held', 'concluded', 'cancelled')", name=op.f("ck_record_consultations_state")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["record_topics.id"], name=op.f("fk_record_consultations_topic_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_record_consultations_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_consultations")),
        sa.UniqueConstraint("topic_id", name=op.f("uq_record_consultations_topic_id")),
    )
    op.create_index(op.f("ix_record_consultations_unit_id"), "record_consultations", ["unit_id"], unique=False)
    op.create_table(
        "record_topic_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("nickname", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("(state = 'removed') = (reason <> '')", name=op.f("ck_record_topic_posts_reason")),
        sa.CheckConstraint(
            "kind IN ('citizen', 'official', 'summary', 'hall', 'solved', 'unsolved')",
            name=op.f("ck_record_topic_posts_kind"),
        ),
        sa.CheckConstraint(
            "state = 'shown' OR (text = '' AND heading = '' AND nickname = '')", name=op.f("ck_record_topic_posts_gone")
        ),
        sa.CheckConstraint("state IN ('shown', 'withdrawn', 'removed')", name=op.f("ck_record_topic_posts_state")),
        sa.ForeignKeyConstraint(["topic_id"], ["record_topics.id"], name=op.f("fk_record_topic_posts_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_topic_posts")),
        sa.UniqueConstraint("topic_id", "number", name=op.f("uq_record_topic_posts_topic_id_number")),
    )
    op.create_table(
        "record_agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.String(), nullable=False),
        sa.Column("wording_en", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["record_consultations.id"], name=op.f("fk_record_agreements_consultation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_agreements")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_record_agreements_consultation_id_number")),
    )
    op.create_table(
        "record_attendance",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n > 0", name=op.f("ck_record_attendance_n")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["record_consultations.id"], name=op.f("fk_record_attendance_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "party", name=op.f("pk_record_attendance")),
    )
    op.create_table(
        "record_consultation_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("stored", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["record_consultations.id"],
            name=op.f("fk_record_consultation_files_consultation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_consultation_files")),
    )
    op.create_index(
        op.f("ix_record_consultation_files_consultation_id"),
        "record_consultation_files",
        ["consultation_id"],
        unique=False,
    )
    op.create_table(
        "sealed_contributions",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("handle", sa.LargeBinary(length=32), nullable=False),
        sa.Column("body_seal", sa.LargeBinary(length=32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("edition_id", sa.String(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("nickname", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("warned", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(state = 'declined') <= (reason <> '')", name=op.f("ck_sealed_contributions_reason")),
        sa.CheckConstraint(
            "state IN ('waiting', 'published', 'declined', 'withdrawn')",
            name=op.f("ck_sealed_contributions_state"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["personnel_accounts.id"], name=op.f("fk_sealed_contributions_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["record_editions.id"], name=op.f("fk_sealed_contributions_edition_id")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["record_topic_posts.id"], name=op.f("fk_sealed_contributions_post_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["record_topics.id"], name=op.f("fk_sealed_contributions_topic_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_sealed_contributions_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_contributions")),
        sa.UniqueConstraint("handle", name=op.f("uq_sealed_contributions_handle")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sealed_contributions_post", "sealed_contributions", ["post_id"], unique=False)
    op.create_index(
        "ix_sealed_contributions_state", "sealed_contributions", ["state", "received_on"], unique=False
    )
