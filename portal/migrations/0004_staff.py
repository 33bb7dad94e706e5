"""Add what the staff area keeps: accounts, audit, targets, comment desk, paper forms, follow-up, evaluations."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and columns."""
    op.create_table(
        "personnel_accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(), nullable=True),
        sa.Column("password_set_at", sa.DateTime(), nullable=True),
        sa.Column("tf_primary_method", sa.String(), nullable=True),
        sa.Column("tf_totp_secret", sa.String(), nullable=True),
        sa.Column("tf_phone_number", sa.String(), nullable=True),
        sa.Column("mf_recovery_codes", sa.UnicodeText(), nullable=True),
        sa.Column("totp_counter", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_personnel_accounts_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_personnel_accounts_fs_uniquifier")),
    )
    op.create_table(
        "register_retention",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.CheckConstraint("months > 0", name=op.f("ck_register_retention_months")),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_register_retention")),
    )
    op.create_table(
        "register_themes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_id", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_themes")),
        sa.UniqueConstraint("slug", name=op.f("uq_register_themes_slug")),
    )
    op.create_table(
        "personnel_audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["personnel_accounts.id"], name=op.f("fk_personnel_audit_account_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_audit_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_audit")),
    )
    op.create_index("ix_personnel_audit_at", "personnel_audit", ["at"], unique=False)
    op.create_index("ix_personnel_audit_unit", "personnel_audit", ["unit_id", "at"], unique=False)
    op.create_table(
        "personnel_evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("employee_id <> supervisor_id", name=op.f("ck_personnel_evaluations_not_oneself")),
        sa.CheckConstraint("quarter BETWEEN 0 AND 4", name=op.f("ck_personnel_evaluations_quarter")),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["personnel_accounts.id"], name=op.f("fk_personnel_evaluations_employee_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["personnel_accounts.id"], name=op.f("fk_personnel_evaluations_supervisor_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_evaluations_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_evaluations")),
        sa.UniqueConstraint(
            "employee_id", "year", "quarter", name=op.f("uq_personnel_evaluations_employee_id_year_quarter")
        ),
    )
    op.create_index(
        "ix_personnel_evaluations_supervisor", "personnel_evaluations", ["supervisor_id"], unique=False
    )
    op.create_table(
        "personnel_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role IN ('administrator', 'owner', 'head', 'clerk', 'moderator', 'auditor', 'supervisor', 'employee')",
            name=op.f("ck_personnel_posts_role"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["personnel_accounts.id"], name=op.f("fk_personnel_posts_account_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_posts_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_posts")),
        sa.UniqueConstraint(
            "account_id", "role", "unit_id", name=op.f("uq_personnel_posts_account_id_role_unit_id")
        ),
    )
    op.create_index(op.f("ix_personnel_posts_account_id"), "personnel_posts", ["account_id"], unique=False)
    op.create_table(
        "personnel_desks",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["personnel_accounts.id"], name=op.f("fk_personnel_desks_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["register_counters.id"], name=op.f("fk_personnel_desks_counter_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "counter_id", name=op.f("pk_personnel_desks")),
    )
    op.create_table(
        "personnel_reports",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.CheckConstraint("kind IN ('quarter', 'semester', 'year')", name=op.f("ck_personnel_reports_kind")),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_reports_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "kind", "sequence", name=op.f("pk_personnel_reports")),
    )
    op.create_table(
        "personnel_sessions",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["personnel_accounts.id"], name=op.f("fk_personnel_sessions_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_sessions")),
    )
    op.create_index("ix_personnel_sessions_account", "personnel_sessions", ["account_id"], unique=False)
    op.create_table(
        "record_imported_results",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("ikm", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('quarter', 'semester', 'year')", name=op.f("ck_record_imported_results_kind")
        ),
        sa.CheckConstraint("ikm BETWEEN 2500 AND 10000", name=op.f("ck_record_imported_results_ikm")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["register_units.id"], name=op.f("fk_record_imported_results_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_imported_results")),
        sa.UniqueConstraint(
            "unit_id",
            "kind",
            "sequence",
            "revision",
            name=op.f("uq_record_imported_results_unit_id_kind_sequence_revision"),
        ),
    )
    op.create_table(
        "record_statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("retracted", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('action', 'comment')", name=op.f("ck_record_statements_kind")),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_record_statements_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_statements")),
        sa.UniqueConstraint(
            "kind", "subject", "revision", name=op.f("uq_record_statements_kind_subject_revision")
        ),
    )
    op.create_index("ix_record_statements_unit", "record_statements", ["unit_id", "kind"], unique=False)
    op.create_table(
        "register_targets",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=True),
        sa.Column("survey_week", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("population >= 0", name=op.f("ck_register_targets_population")),
        sa.CheckConstraint("wanted IS NULL OR wanted > 0", name=op.f("ck_register_targets_wanted")),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_register_targets_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "kind", "sequence", name=op.f("pk_register_targets")),
    )
    op.create_table(
        "sealed_sheets",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("keyed_by", sa.Integer(), nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("second_scores", sa.String(), nullable=True),
        sa.Column("second_by", sa.Integer(), nullable=True),
        sa.Column("differing", sa.Integer(), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("second_by <> keyed_by", name=op.f("ck_sealed_sheets_second_by")),
        sa.CheckConstraint("settled_by <> keyed_by AND settled_by <> second_by", name=op.f("ck_sealed_sheets_settled_by")),
        sa.CheckConstraint(
            "(second_by IS NULL) = (differing IS NULL)", name=op.f("ck_sealed_sheets_differing")
        ),
        sa.ForeignKeyConstraint(["keyed_by"], ["personnel_accounts.id"], name=op.f("fk_sealed_sheets_keyed_by")),
        sa.ForeignKeyConstraint(["second_by"], ["personnel_accounts.id"], name=op.f("fk_sealed_sheets_second_by")),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["personnel_accounts.id"], name=op.f("fk_sealed_sheets_settled_by")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_sealed_sheets_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "number", name=op.f("pk_sealed_sheets")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_sealed_sheets_response", "sealed_sheets", ["unit_id", "month", "response_id"], unique=False
    )
    op.create_table(
        "personnel_actions",
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
    )
    op.create_index(op.f("ix_personnel_actions_edition_id"), "personnel_actions", ["edition_id"], unique=False)
    op.create_index("ix_personnel_actions_unit", "personnel_actions", ["unit_id", "due_on"], unique=False)
    op.create_table(
        "personnel_citations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("reading", sa.String(), nullable=False),
        sa.Column("cited_at", sa.DateTime(), nullable=False),
        sa.Column("reply", sa.String(), nullable=True),
        sa.Column("replied_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["record_editions.id"], name=op.f("fk_personnel_citations_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["personnel_evaluations.id"], name=op.f("fk_personnel_citations_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_citations")),
        sa.UniqueConstraint(
            "evaluation_id", "edition_id", name=op.f("uq_personnel_citations_evaluation_id_edition_id")
        ),
    )
    op.create_table(
        "register_old_codes",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["register_counters.id"], name=op.f("fk_register_old_codes_counter_id")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_register_old_codes")),
    )
    op.create_table(
        "register_visits",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("visitors", sa.Integer(), nullable=False),
        sa.CheckConstraint("visitors >= 0", name=op.f("ck_register_visits_visitors")),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["register_counters.id"], name=op.f("fk_register_visits_counter_id")
        ),
        sa.PrimaryKeyConstraint("counter_id", "month", name=op.f("pk_register_visits")),
    )
    op.create_table(
        "sealed_handlings",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("redactions", sa.JSON(), nullable=False),
        sa.Column("statement", sa.String(), nullable=True),
        sa.Column("proposed_by", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state <> 'published' OR (decided_by IS NOT NULL AND decided_by <> proposed_by)",
            name=op.f("ck_sealed_handlings_two_persons"),
        ),
        sa.CheckConstraint(
            "state IN ('read', 'proposed', 'published', 'declined')", name=op.f("ck_sealed_handlings_state")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["personnel_accounts.id"], name=op.f("fk_sealed_handlings_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["personnel_accounts.id"], name=op.f("fk_sealed_handlings_proposed_by")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id", "comment_id"],
            ["sealed_comments.unit_id", "sealed_comments.id"],
            name=op.f("fk_sealed_handlings_unit_id_comment_id"),
        ),
        sa.PrimaryKeyConstraint("unit_id", "comment_id", name=op.f("pk_sealed_handlings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sealed_replies",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(side = 'writer') = (author_id IS NULL) AND (side = 'writer') = (posted_on IS NULL)",
            name=op.f("ck_sealed_replies_author"),
        ),
        sa.CheckConstraint("side IN ('unit', 'writer')", name=op.f("ck_sealed_replies_side")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["personnel_accounts.id"], name=op.f("fk_sealed_replies_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id", "comment_id"],
            ["sealed_comments.unit_id", "sealed_comments.id"],
            name=op.f("fk_sealed_replies_unit_id_comment_id"),
        ),
        sa.PrimaryKeyConstraint("unit_id", "comment_id", "side", name=op.f("pk_sealed_replies")),
        sqlite_with_rowid=False,
    )
    op.add_column("register_counters", sa.Column("hours", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("register_counters", sa.Column("officers", sa.Integer(), nullable=True))
    # SQLite adds no constraint to a table that is there, but a column may bring its own.
    op.execute(
        "ALTER TABLE register_units ADD COLUMN parent_id INTEGER"
        " CONSTRAINT fk_register_units_parent_id REFERENCES register_units (id)"
    )
    op.add_column("register_units", sa.Column("contact", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("register_units", sa.Column("head_title", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("register_units", sa.Column("head_name", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("register_units", sa.Column("head_nip", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("register_units", sa.Column("charter_id", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("register_units", sa.Column("charter_en", sa.String(), server_default=sa.text("''"), nullable=False))
    op.create_index(op.f("ix_register_units_parent_id"), "register_units", ["parent_id"], unique=False)


def downgrade() -> None:
    """Drop them again."""
    op.drop_index(op.f("ix_register_units_parent_id"), table_name="register_units")
    op.drop_column("register_units", "charter_en")
    op.drop_column("register_units", "charter_id")
    op.drop_column("register_units", "head_nip")
    op.drop_column("register_units", "head_name")
    op.drop_column("register_units", "head_title")
    op.drop_column("register_units", "contact")
    op.drop_column("register_units", "parent_id")
    op.drop_column("register_counters", "officers")
    op.drop_column("register_counters", "hours")
    op.drop_table("sealed_replies")
    op.drop_table("sealed_handlings")
    op.drop_table("register_visits")
    op.drop_table("register_old_codes")
    op.drop_table("personnel_citations")
    op.drop_index("ix_personnel_actions_unit", table_name="personnel_actions")
    op.drop_index(op.f("ix_personnel_actions_edition_id"), table_name="personnel_actions")
    op.drop_table("personnel_actions")
    op.drop_index("ix_sealed_sheets_response", table_name="sealed_sheets")
    op.drop_table("sealed_sheets")
    op.drop_table("register_targets")
    op.drop_index("ix_record_statements_unit", table_name="record_statements")
    op.drop_table("record_statements")
    op.drop_table("record_imported_results")
    op.drop_index("ix_personnel_sessions_account", table_name="personnel_sessions")
    op.drop_table("personnel_sessions")
    op.drop_table("personnel_reports")
    op.drop_table("personnel_desks")
    op.drop_index(op.f("ix_personnel_posts_account_id"), table_name="personnel_posts")
    op.drop_table("personnel_posts")
    op.drop_index("ix_personnel_evaluations_supervisor", table_name="personnel_evaluations")
    op.drop_table("personnel_evaluations")
    op.drop_index("ix_personnel_audit_unit", table_name="personnel_audit")
    op.drop_index("ix_personnel_audit_at", table_name="personnel_audit")
    op.drop_table("personnel_audit")
    op.drop_table("register_themes")
    op.drop_table("register_retention")
    op.drop_table("personnel_accounts")
