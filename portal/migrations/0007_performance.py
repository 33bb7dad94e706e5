"""Add what performance needs: officers, plans, progress, feedback, training, and what is published of them.

Evaluations were about accounts; from here on they are about officers. Whoever has an evaluation becomes an officer
without a NIP, which the administrator fills in.
"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from portal.migrations import triggers
from portal.migrations.triggers import same

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ROLES = ("administrator", "owner", "head", "clerk", "moderator", "auditor", "supervisor", "employee")

_OLD_RULES = [
    *(
        (table, "DELETE", "FALSE", f"a row of {table} is never deleted")
        for table in ("personnel_evaluations", "personnel_citations")
    ),
    (
        "personnel_citations",
        "UPDATE",
        f"{same(('id', 'evaluation_id', 'edition_id', 'hash', 'reading', 'cited_at'))} AND OLD.reply IS NULL",
        "a citation changes only by the one reply of its officer",
    ),
    (
        "personnel_evaluations",
        "UPDATE",
        same(("id", "employee_id", "unit_id", "year", "quarter")),
        "an evaluation keeps its officer and period",
    ),
]
"""The guards that this step takes off the tables it makes anew; the next one sets the new ones."""


def upgrade() -> None:
    """Create the tables, and move evaluations from accounts to officers."""
    triggers.drop(_OLD_RULES, [])
    _allow_roles((*_ROLES, "training"))
    _create_tables()
    _make_officers()
    _rebuild_evaluations(_create_evaluations, _TO_OFFICERS, f"{_KEPT}, results_reason, behaviours_reason, comment")
    _create_ratings()


def downgrade() -> None:
    """Move evaluations back to accounts and drop the tables; what an officer without an account has is lost."""
    for table in ("personnel_objections", "personnel_item_ratings"):
        op.drop_table(table)
    _rebuild_evaluations(_create_old_evaluations, _TO_ACCOUNTS, _KEPT)
    for table in reversed(_TABLES):
        op.drop_table(table)
    op.execute("DELETE FROM personnel_posts WHERE role = 'training'")
    _allow_roles(_ROLES)
    triggers.create(_OLD_RULES, [])


_TABLES = (
    "personnel_courses",
    "record_certificates",
    "personnel_course_runs",
    "personnel_employees",
    "personnel_unit_levels",
    "record_achievements",
    "personnel_development_items",
    "personnel_dialogues",
    "personnel_employments",
    "personnel_enrolments",
    "personnel_goals",
    "personnel_plans",
    "personnel_expectations",
    "personnel_measures",
    "personnel_plan_rows",
    "personnel_entries",
    "personnel_indicators",
    "personnel_projects",
    "personnel_evidence",
    "personnel_feedback_notes",
    "personnel_milestones",
)


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


def _make_officers() -> None:
    """Make an officer of each account that has an evaluation, at the office of the newest one."""
    op.execute(
        "INSERT INTO personnel_employees (name, status, grade, position, unit_id, account_id, since)"
        " SELECT a.name, 'pns', '', '', e.unit_id, a.id, CURRENT_DATE FROM personnel_accounts a"
        " JOIN personnel_evaluations e ON e.id = (SELECT max(x.id) FROM personnel_evaluations x"
        " WHERE a.id IN (x.employee_id, x.supervisor_id))"
    )


_TO_OFFICERS = (
    "SELECT e.id, o.id AS employee_id, s.id AS supervisor_id, e.unit_id, e.year, e.quarter, e.created_at,"
    " '' AS results_reason, '' AS behaviours_reason, '' AS comment"
    " FROM personnel_evaluations e JOIN personnel_employees o ON o.account_id = e.employee_id"
    " JOIN personnel_employees s ON s.account_id = e.supervisor_id"
)
_TO_ACCOUNTS = (
    "SELECT e.id, o.account_id AS employee_id, s.account_id AS supervisor_id, e.unit_id, e.year, e.quarter,"
    " e.created_at FROM personnel_evaluations e JOIN personnel_employees o ON o.id = e.employee_id"
    " JOIN personnel_employees s ON s.id = e.supervisor_id"
    " WHERE o.account_id IS NOT NULL AND s.account_id IS NOT NULL"
)
_CITATION = "id, evaluation_id, edition_id, hash, reading, cited_at, reply, replied_at"
_KEPT = "id, employee_id, supervisor_id, unit_id, year, quarter, created_at"


def _rebuild_evaluations(create: Callable[[], None], moved: str, columns: str) -> None:
    """Make the tables of evaluations and citations anew around the rows that there are."""
    op.execute(f"CREATE TABLE moving_evaluations AS {moved}")
    op.execute(f"CREATE TABLE moving_citations AS SELECT {_CITATION} FROM personnel_citations")
    op.drop_table("personnel_citations")
    op.drop_table("personnel_evaluations")
    create()
    _create_citations()
    op.execute(f"INSERT INTO personnel_evaluations ({columns}) SELECT {columns} FROM moving_evaluations")
    op.execute(
        f"INSERT INTO personnel_citations ({_CITATION}) SELECT {_CITATION} FROM moving_citations"
        " WHERE evaluation_id IN (SELECT id FROM personnel_evaluations)"
    )
    op.drop_table("moving_citations")
    op.drop_table("moving_evaluations")
    if op.get_bind().dialect.name == "postgresql":
        for table in ("personnel_evaluations", "personnel_citations"):
            op.execute(f"SELECT setval('{table}_id_seq', coalesce((SELECT max(id) FROM {table}), 0) + 1, false)")


def _create_old_evaluations() -> None:
    op.create_table(
        "personnel_evaluations",
        *_columns_of_evaluations("personnel_accounts"),
    )
    op.create_index("ix_personnel_evaluations_supervisor", "personnel_evaluations", ["supervisor_id"])


def _columns_of_evaluations(persons: str) -> list[sa.schema.SchemaItem]:
    return [
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
            ["employee_id"], [f"{persons}.id"], name=op.f("fk_personnel_evaluations_employee_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], [f"{persons}.id"], name=op.f("fk_personnel_evaluations_supervisor_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_evaluations_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_evaluations")),
        sa.UniqueConstraint(
            "employee_id", "year", "quarter", name=op.f("uq_personnel_evaluations_employee_id_year_quarter")
        ),
    ]


def _create_evaluations() -> None:
    rating = "IN ('above', 'meets', 'below')"
    op.create_table(
        "personnel_evaluations",
        *_columns_of_evaluations("personnel_employees"),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("results", sa.String(), nullable=True),
        sa.Column("results_reason", sa.String(), nullable=False),
        sa.Column("behaviours", sa.String(), nullable=True),
        sa.Column("behaviours_reason", sa.String(), nullable=False),
        sa.Column("predicate", sa.String(), nullable=True),
        sa.Column("given_at", sa.DateTime(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("hash", sa.String(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        sa.Column("objection_until", sa.Date(), nullable=True),
        sa.CheckConstraint(f"results {rating}", name=op.f("ck_personnel_evaluations_results")),
        sa.CheckConstraint(f"behaviours {rating}", name=op.f("ck_personnel_evaluations_behaviours")),
        sa.CheckConstraint(
            "given_at IS NULL OR (results IS NOT NULL AND behaviours IS NOT NULL AND predicate IS NOT NULL"
            " AND document IS NOT NULL AND hash IS NOT NULL)",
            name=op.f("ck_personnel_evaluations_given"),
        ),
        sa.CheckConstraint(
            "received_at IS NULL OR given_at IS NOT NULL", name=op.f("ck_personnel_evaluations_received")
        ),
        sa.CheckConstraint(
            "(received_at IS NULL) = (objection_until IS NULL)",
            name=op.f("ck_personnel_evaluations_objection_until"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["personnel_plans.id"], name=op.f("fk_personnel_evaluations_plan_id")
        ),
    )
    op.create_index("ix_personnel_evaluations_supervisor", "personnel_evaluations", ["supervisor_id"])
    op.create_index("ix_personnel_evaluations_unit", "personnel_evaluations", ["unit_id", "year", "quarter"])


def _create_citations() -> None:
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


def _create_tables() -> None:
    op.create_table(
        "personnel_courses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("competence", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "competence IN ('integrity', 'cooperation', 'communication', 'results', 'service', 'development', 'change', 'decisions', 'unity', 'technical')",
            name=op.f("ck_personnel_courses_competence"),
        ),
        sa.CheckConstraint("form IN ('classical', 'non_classical')", name=op.f("ck_personnel_courses_form")),
        sa.CheckConstraint("hours > 0", name=op.f("ck_personnel_courses_hours")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_courses")),
    )
    op.create_table(
        "record_certificates",
        sa.Column("code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("holder", sa.LargeBinary(length=32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_record_certificates")),
    )
    op.create_table(
        "personnel_course_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_personnel_course_runs_dates")),
        sa.CheckConstraint("seats > 0", name=op.f("ck_personnel_course_runs_seats")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["personnel_courses.id"], name=op.f("fk_personnel_course_runs_course_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_course_runs")),
    )
    op.create_index(
        op.f("ix_personnel_course_runs_course_id"), "personnel_course_runs", ["course_id"], unique=False
    )
    op.create_index("ix_personnel_course_runs_start", "personnel_course_runs", ["starts_on"], unique=False)

    op.create_table(
        "personnel_employees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nip", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("status IN ('pns', 'pppk')", name=op.f("ck_personnel_employees_status")),
        sa.CheckConstraint("supervisor_id <> id", name=op.f("ck_personnel_employees_not_oneself")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["personnel_accounts.id"], name=op.f("fk_personnel_employees_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["personnel_employees.id"], name=op.f("fk_personnel_employees_supervisor_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_employees_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_employees")),
        sa.UniqueConstraint("account_id", name=op.f("uq_personnel_employees_account_id")),
        sa.UniqueConstraint("nip", name=op.f("uq_personnel_employees_nip")),
    )
    op.create_index("ix_personnel_employees_supervisor", "personnel_employees", ["supervisor_id"], unique=False)
    op.create_index("ix_personnel_employees_unit", "personnel_employees", ["unit_id"], unique=False)

    op.create_table(
        "personnel_unit_levels",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "level IN ('special', 'good', 'needs_work', 'poor', 'very_poor')",
            name=op.f("ck_personnel_unit_levels_level"),
        ),
        sa.CheckConstraint("quarter BETWEEN 0 AND 4", name=op.f("ck_personnel_unit_levels_quarter")),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_unit_levels_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "year", "quarter", name=op.f("pk_personnel_unit_levels")),
    )
    op.create_table(
        "record_achievements",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_record_achievements_quarter")),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_record_achievements_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_achievements")),
        sa.UniqueConstraint(
            "scope", "year", "quarter", "revision", name=op.f("uq_record_achievements_scope_year_quarter_revision")
        ),
    )
    op.create_index(
        "ix_record_achievements_unit", "record_achievements", ["unit_id", "year", "quarter"], unique=False
    )

    op.create_table(
        "personnel_development_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("competence", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("dropped", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "competence IN ('integrity', 'cooperation', 'communication', 'results', 'service', 'development', 'change', 'decisions', 'unity', 'technical')",
            name=op.f("ck_personnel_development_items_competence"),
        ),
        sa.CheckConstraint(
            "source IN ('element', 'behaviour', 'indicator', 'own_wish')",
            name=op.f("ck_personnel_development_items_source"),
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["personnel_courses.id"], name=op.f("fk_personnel_development_items_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["personnel_employees.id"], name=op.f("fk_personnel_development_items_employee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_development_items")),
    )
    op.create_index(
        "ix_personnel_development_items_employee",
        "personnel_development_items",
        ["employee_id", "year"],
        unique=False,
    )

    op.create_table(
        "personnel_dialogues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("discussed", sa.String(), nullable=False),
        sa.Column("agreed", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("quarter BETWEEN 0 AND 4", name=op.f("ck_personnel_dialogues_quarter")),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["personnel_employees.id"], name=op.f("fk_personnel_dialogues_employee_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["personnel_employees.id"], name=op.f("fk_personnel_dialogues_supervisor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_dialogues")),
    )
    op.create_index(
        "ix_personnel_dialogues_employee", "personnel_dialogues", ["employee_id", "year", "quarter"], unique=False
    )

    op.create_table(
        "personnel_employments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("nip", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["personnel_employees.id"], name=op.f("fk_personnel_employments_employee_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["personnel_employees.id"], name=op.f("fk_personnel_employments_supervisor_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_employments_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_employments")),
    )
    op.create_index("ix_personnel_employments_employee", "personnel_employments", ["employee_id"], unique=False)

    op.create_table(
        "personnel_enrolments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("attended_at", sa.DateTime(), nullable=True),
        sa.Column("certificate", sa.String(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('enrolled', 'waiting', 'cancelled')", name=op.f("ck_personnel_enrolments_state")
        ),
        sa.CheckConstraint(
            "(attended_at IS NULL) = (certificate IS NULL)", name=op.f("ck_personnel_enrolments_certificate")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["personnel_employees.id"], name=op.f("fk_personnel_enrolments_employee_id")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["personnel_course_runs.id"], name=op.f("fk_personnel_enrolments_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_enrolments")),
        sa.UniqueConstraint("certificate", name=op.f("uq_personnel_enrolments_certificate")),
        sa.UniqueConstraint("run_id", "employee_id", name=op.f("uq_personnel_enrolments_run_id_employee_id")),
    )
    op.create_index("ix_personnel_enrolments_employee", "personnel_enrolments", ["employee_id"], unique=False)

    op.create_table(
        "personnel_goals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["personnel_employees.id"], name=op.f("fk_personnel_goals_employee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_goals")),
    )
    op.create_index("ix_personnel_goals_employee", "personnel_goals", ["employee_id", "year"], unique=False)

    op.create_table(
        "personnel_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("support", sa.String(), nullable=False),
        sa.Column("accountability", sa.String(), nullable=False),
        sa.Column("consequences", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("returned", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'approved', 'replaced')", name=op.f("ck_personnel_plans_state")
        ),
        sa.CheckConstraint("version = 1 OR reason <> ''", name=op.f("ck_personnel_plans_reason")),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["personnel_employees.id"], name=op.f("fk_personnel_plans_employee_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["personnel_employees.id"], name=op.f("fk_personnel_plans_supervisor_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["register_units.id"], name=op.f("fk_personnel_plans_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_plans")),
        sa.UniqueConstraint(
            "employee_id", "year", "version", name=op.f("uq_personnel_plans_employee_id_year_version")
        ),
    )
    op.create_index(
        "ix_personnel_plans_approved",
        "personnel_plans",
        ["employee_id", "year"],
        unique=True,
        sqlite_where=sa.text("state = 'approved'"),
        postgresql_where=sa.text("state = 'approved'"),
    )
    op.create_index("ix_personnel_plans_supervisor", "personnel_plans", ["supervisor_id", "state"], unique=False)
    op.create_index("ix_personnel_plans_unit", "personnel_plans", ["unit_id", "year"], unique=False)

    op.create_table(
        "personnel_expectations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("behaviour", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["personnel_plans.id"], name=op.f("fk_personnel_expectations_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_expectations")),
        sa.UniqueConstraint("plan_id", "behaviour", name=op.f("uq_personnel_expectations_plan_id_behaviour")),
    )
    op.create_table(
        "personnel_measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("realised", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("with_evidence", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["personnel_employees.id"], name=op.f("fk_personnel_measures_employee_id")
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["personnel_goals.id"], name=op.f("fk_personnel_measures_goal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_measures")),
    )
    op.create_index("ix_personnel_measures_employee", "personnel_measures", ["employee_id", "year"], unique=False)
    op.create_index(op.f("ix_personnel_measures_goal_id"), "personnel_measures", ["goal_id"], unique=False)

    op.create_table(
        "personnel_plan_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("serves_goal_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('main', 'additional')", name=op.f("ck_personnel_plan_rows_kind")),
        sa.ForeignKeyConstraint(["goal_id"], ["personnel_goals.id"], name=op.f("fk_personnel_plan_rows_goal_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["personnel_plans.id"], name=op.f("fk_personnel_plan_rows_plan_id")),
        sa.ForeignKeyConstraint(
            ["serves_goal_id"], ["personnel_goals.id"], name=op.f("fk_personnel_plan_rows_serves_goal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_plan_rows")),
        sa.UniqueConstraint("plan_id", "goal_id", name=op.f("uq_personnel_plan_rows_plan_id_goal_id")),
    )
    op.create_index("ix_personnel_plan_rows_serves", "personnel_plan_rows", ["serves_goal_id"], unique=False)

    op.create_table(
        "personnel_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "value IS NOT NULL OR corrects_id IS NOT NULL", name=op.f("ck_personnel_entries_value")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["personnel_entries.id"], name=op.f("fk_personnel_entries_corrects_id")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["personnel_employees.id"], name=op.f("fk_personnel_entries_employee_id")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["personnel_measures.id"], name=op.f("fk_personnel_entries_measure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_entries")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_personnel_entries_corrects_id")),
    )
    op.create_index("ix_personnel_entries_employee", "personnel_entries", ["employee_id", "on_day"], unique=False)
    op.create_index("ix_personnel_entries_measure", "personnel_entries", ["measure_id", "on_day"], unique=False)

    op.create_table(
        "personnel_indicators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("target_high", sa.BigInteger(), nullable=True),
        sa.Column("gathering", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(direction = 'within') = (target_high IS NOT NULL)", name=op.f("ck_personnel_indicators_target_high")
        ),
        sa.CheckConstraint(
            "aspect IN ('quantity', 'quality', 'time', 'cost')", name=op.f("ck_personnel_indicators_aspect")
        ),
        sa.CheckConstraint(
            "direction IN ('more', 'less', 'within')", name=op.f("ck_personnel_indicators_direction")
        ),
        sa.CheckConstraint("gathering IN ('sum', 'latest')", name=op.f("ck_personnel_indicators_gathering")),
        sa.CheckConstraint(
            "rhythm IN ('weekly', 'monthly', 'quarterly')", name=op.f("ck_personnel_indicators_rhythm")
        ),
        sa.CheckConstraint("target_high >= target", name=op.f("ck_personnel_indicators_ends")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["personnel_measures.id"], name=op.f("fk_personnel_indicators_measure_id")
        ),
        sa.ForeignKeyConstraint(
            ["row_id"], ["personnel_plan_rows.id"], name=op.f("fk_personnel_indicators_row_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_indicators")),
        sa.UniqueConstraint("row_id", "measure_id", name=op.f("uq_personnel_indicators_row_id_measure_id")),
    )
    op.create_index("ix_personnel_indicators_measure", "personnel_indicators", ["measure_id"], unique=False)

    op.create_table(
        "personnel_projects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("finish_on", sa.Date(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("budget > 0", name=op.f("ck_personnel_projects_budget")),
        sa.CheckConstraint("finish_on > start_on", name=op.f("ck_personnel_projects_dates")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["personnel_measures.id"], name=op.f("fk_personnel_projects_measure_id")
        ),
        sa.ForeignKeyConstraint(["row_id"], ["personnel_plan_rows.id"], name=op.f("fk_personnel_projects_row_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_projects")),
        sa.UniqueConstraint("row_id", "measure_id", name=op.f("uq_personnel_projects_row_id_measure_id")),
    )
    op.create_index("ix_personnel_projects_measure", "personnel_projects", ["measure_id"], unique=False)

    op.create_table(
        "personnel_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("stored", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.CheckConstraint("(stored = '') = (link <> '')", name=op.f("ck_personnel_evidence_one_of_both")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["personnel_entries.id"], name=op.f("fk_personnel_evidence_entry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_evidence")),
    )
    op.create_index(op.f("ix_personnel_evidence_entry_id"), "personnel_evidence", ["entry_id"], unique=False)

    op.create_table(
        "personnel_feedback_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("behaviour", sa.String(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'self') = (author_id = employee_id)", name=op.f("ck_personnel_feedback_notes_author")
        ),
        sa.CheckConstraint(
            "kind IN ('supervisor', 'peer', 'self')", name=op.f("ck_personnel_feedback_notes_kind")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["personnel_employees.id"], name=op.f("fk_personnel_feedback_notes_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["personnel_employees.id"], name=op.f("fk_personnel_feedback_notes_employee_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["personnel_entries.id"], name=op.f("fk_personnel_feedback_notes_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["personnel_measures.id"], name=op.f("fk_personnel_feedback_notes_measure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_feedback_notes")),
    )
    op.create_index("ix_personnel_feedback_notes_author", "personnel_feedback_notes", ["author_id"], unique=False)
    op.create_index(
        "ix_personnel_feedback_notes_employee",
        "personnel_feedback_notes",
        ["employee_id", "written_at"],
        unique=False,
    )

    op.create_table(
        "personnel_milestones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_personnel_milestones_cost")),
        sa.CheckConstraint("weight > 0", name=op.f("ck_personnel_milestones_weight")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["personnel_projects.id"], name=op.f("fk_personnel_milestones_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_milestones")),
    )
    op.create_index(
        op.f("ix_personnel_milestones_project_id"), "personnel_milestones", ["project_id"], unique=False
    )


def _create_ratings() -> None:
    op.create_table(
        "personnel_item_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("rating", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.CheckConstraint("rating IN ('above', 'meets', 'below')", name=op.f("ck_personnel_item_ratings_rating")),
        sa.CheckConstraint("subject IN ('goal', 'behaviour')", name=op.f("ck_personnel_item_ratings_subject")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["personnel_evaluations.id"], name=op.f("fk_personnel_item_ratings_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_item_ratings")),
        sa.UniqueConstraint(
            "evaluation_id", "subject", "key", name=op.f("uq_personnel_item_ratings_evaluation_id_subject_key")
        ),
    )
    op.create_table(
        "personnel_objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("decider_id", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column("officer_heard", sa.String(), nullable=False),
        sa.Column("supervisor_heard", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=False),
        sa.Column("results", sa.String(), nullable=True),
        sa.Column("behaviours", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "behaviours IN ('above', 'meets', 'below')", name=op.f("ck_personnel_objections_behaviours")
        ),
        sa.CheckConstraint("decision IN ('kept', 'changed')", name=op.f("ck_personnel_objections_decision")),
        sa.CheckConstraint("results IN ('above', 'meets', 'below')", name=op.f("ck_personnel_objections_results")),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_personnel_objections_decided")
        ),
        sa.ForeignKeyConstraint(
            ["decider_id"], ["personnel_employees.id"], name=op.f("fk_personnel_objections_decider_id")
        ),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["personnel_evaluations.id"], name=op.f("fk_personnel_objections_evaluation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_objections")),
        sa.UniqueConstraint("evaluation_id", name=op.f("uq_personnel_objections_evaluation_id")),
    )
    op.create_index("ix_personnel_objections_decider", "personnel_objections", ["decider_id"], unique=False)
