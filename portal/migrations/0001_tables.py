"""Create the tables of the register, the sealed zone and the record."""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = ("default",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "register_questionnaires",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_questionnaires")),
        sa.UniqueConstraint("instrument", name=op.f("uq_register_questionnaires_instrument")),
    )
    op.create_table(
        "register_site",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("government_id", sa.String(), nullable=False),
        sa.Column("government_en", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("owner_en", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_register_site_one_row")),
        sa.CheckConstraint(
            "period IN ('quarter', 'semester', 'year')", name=op.f("ck_register_site_period")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_site")),
    )
    op.create_table(
        "register_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_id", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("officers", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("slug <> 'pemerintah'", name=op.f("ck_register_units_slug_reserved")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_units")),
        sa.UniqueConstraint("slug", name=op.f("uq_register_units_slug")),
    )
    op.create_table(
        "sealed_events",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'withdrawn' OR day IS NULL", name=op.f("ck_sealed_events_withdrawn_without_day")
        ),
        sa.CheckConstraint(
            "kind IN ('quarantined', 'released', 'withdrawn', 'erased')", name=op.f("ck_sealed_events_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_events")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_sealed_events_response", "sealed_events", ["unit_id", "month", "response_id"], unique=False
    )
    op.create_table(
        "sealed_handles",
        sa.Column("handle", sa.LargeBinary(length=32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("seed", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("handle", name=op.f("pk_sealed_handles")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sealed_handles_response", "sealed_handles", ["unit_id", "month", "response_id"], unique=False)
    op.create_table(
        "record_editions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("cutoff", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("has_figure", sa.Boolean(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('interim', 'quarter', 'semester', 'year')", name=op.f("ck_record_editions_kind")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_record_editions_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_editions")),
        sa.UniqueConstraint(
            "scope",
            "kind",
            "sequence",
            "revision",
            name=op.f("uq_record_editions_scope_kind_sequence_revision"),
        ),
    )
    op.create_index("ix_record_editions_unit", "record_editions", ["unit_id", "cutoff"], unique=False)
    op.create_table(
        "register_counters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_id", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["register_units.id"], name=op.f("fk_register_counters_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_counters")),
        sa.UniqueConstraint("code", name=op.f("uq_register_counters_code")),
    )
    op.create_index(op.f("ix_register_counters_unit_id"), "register_counters", ["unit_id"], unique=False)
    op.create_table(
        "register_questionnaire_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_month", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("frozen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["register_questionnaires.id"],
            name=op.f("fk_register_questionnaire_versions_questionnaire_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_questionnaire_versions")),
        sa.UniqueConstraint(
            "questionnaire_id",
            "number",
            name=op.f("uq_register_questionnaire_versions_questionnaire_id_number"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "register_services",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_id", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("standard", sa.JSON(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["register_units.id"], name=op.f("fk_register_services_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_services")),
        sa.UniqueConstraint("unit_id", "slug", name=op.f("uq_register_services_unit_id_slug")),
    )
    op.create_index(op.f("ix_register_services_unit_id"), "register_services", ["unit_id"], unique=False)
    op.create_table(
        "sealed_batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("first_month", sa.Integer(), nullable=False),
        sa.Column("last_month", sa.Integer(), nullable=False),
        sa.Column("cutoff", sa.Date(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("carried_in", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("void", sa.Integer(), nullable=False),
        sa.Column("carried_out", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "received + carried_in = counted + quarantined + void + carried_out",
            name=op.f("ck_sealed_batches_account"),
        ),
        sa.CheckConstraint(
            "released_on IS NULL OR counted >= 10", name=op.f("ck_sealed_batches_released_at_least_k")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_sealed_batches_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_batches")),
        sa.UniqueConstraint(
            "unit_id", "instrument", "number", name=op.f("uq_sealed_batches_unit_id_instrument_number")
        ),
    )
    op.create_table(
        "sealed_closings",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("cutoff", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_sealed_closings_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "instrument", "cutoff", name=op.f("pk_sealed_closings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sealed_comments",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("handle", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'withdrawn', 'erased')", name=op.f("ck_sealed_comments_state")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_sealed_comments_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "id", name=op.f("pk_sealed_comments")),
        sa.UniqueConstraint("handle", name=op.f("uq_sealed_comments_handle")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sealed_days",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_sealed_days_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "day", name=op.f("pk_sealed_days")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sealed_submissions",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("body_seal", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["register_units.id"], name=op.f("fk_sealed_submissions_unit_id")
        ),
        sa.PrimaryKeyConstraint("unit_id", "key_hash", name=op.f("pk_sealed_submissions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "register_counter_services",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["register_counters.id"], name=op.f("fk_register_counter_services_counter_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["register_services.id"], name=op.f("fk_register_counter_services_service_id")
        ),
        sa.PrimaryKeyConstraint("counter_id", "service_id", name=op.f("pk_register_counter_services")),
    )
    op.create_table(
        "sealed_responses",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("tier", sa.SmallInteger(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("scores", sa.String(), nullable=False),
        sa.Column("total", sa.SmallInteger(), nullable=False),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("age", sa.String(), nullable=True),
        sa.Column("education", sa.String(), nullable=True),
        sa.Column("occupation", sa.String(), nullable=True),
        sa.Column("keyed_by", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("part BETWEEN 0 AND 2", name=op.f("ck_sealed_responses_part")),
        sa.CheckConstraint("tier = 3 OR keyed_by IS NULL", name=op.f("ck_sealed_responses_keyed_by")),
        sa.CheckConstraint("tier BETWEEN 0 AND 3", name=op.f("ck_sealed_responses_tier")),
        sa.CheckConstraint("total BETWEEN 9 AND 36", name=op.f("ck_sealed_responses_total")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["sealed_batches.id"], name=op.f("fk_sealed_responses_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["register_counters.id"], name=op.f("fk_sealed_responses_counter_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["register_services.id"], name=op.f("fk_sealed_responses_service_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_sealed_responses_unit_id")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["register_questionnaire_versions.id"],
            name=op.f("fk_sealed_responses_version_id"),
        ),
        sa.PrimaryKeyConstraint("unit_id", "month", "id", name=op.f("pk_sealed_responses")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_sealed_responses_batch", "sealed_responses", ["unit_id", "batch_id", "month"], unique=False
    )
    op.create_table(
        "sealed_tallies",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("squares", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["sealed_batches.id"], name=op.f("fk_sealed_tallies_batch_id")),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["register_counters.id"], name=op.f("fk_sealed_tallies_counter_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["register_questionnaire_versions.id"], name=op.f("fk_sealed_tallies_version_id")
        ),
        sa.PrimaryKeyConstraint(
            "batch_id", "version_id", "service_id", "counter_id", "tier", name=op.f("pk_sealed_tallies")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("sealed_tallies")
    op.drop_index("ix_sealed_responses_batch", table_name="sealed_responses")
    op.drop_table("sealed_responses")
    op.drop_table("register_counter_services")
    op.drop_table("sealed_submissions")
    op.drop_table("sealed_days")
    op.drop_table("sealed_comments")
    op.drop_table("sealed_closings")
    op.drop_table("sealed_batches")
    op.drop_index(op.f("ix_register_services_unit_id"), table_name="register_services")
    op.drop_table("register_services")
    op.drop_table("register_questionnaire_versions")
    op.drop_index(op.f("ix_register_counters_unit_id"), table_name="register_counters")
    op.drop_table("register_counters")
    op.drop_index("ix_record_editions_unit", table_name="record_editions")
    op.drop_table("record_editions")
    op.drop_index("ix_sealed_handles_response", table_name="sealed_handles")
    op.drop_table("sealed_handles")
    op.drop_index("ix_sealed_events_response", table_name="sealed_events")
    op.drop_table("sealed_events")
    op.drop_table("register_units")
    op.drop_table("register_site")
    op.drop_table("register_questionnaires")
