"""Give PostgreSQL's roles what performance adds: the public reads the record, the staff area works on the rest.

Like the first grants: roles are made only if missing and by whoever may, and never dropped.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PUBLIC, SURVEY, PUBLISHING, STAFF = ("portal_public", "portal_survey", "portal_publishing", "portal_staff")

RECORD = ("record_achievements", "record_certificates")
EDITED = (
    "personnel_employees", "personnel_plans", "personnel_plan_rows", "personnel_indicators", "personnel_projects",
    "personnel_milestones", "personnel_expectations", "personnel_measures", "personnel_feedback_notes",
    "personnel_dialogues", "personnel_evaluations", "personnel_citations", "personnel_item_ratings",
    "personnel_objections", "personnel_unit_levels", "personnel_courses", "personnel_course_runs",
    "personnel_enrolments", "personnel_development_items",
)  # fmt: skip
ADDED_TO = ("personnel_employments", "personnel_goals", "personnel_entries", "personnel_evidence")
REMOVED = (
    "personnel_plans", "personnel_plan_rows", "personnel_indicators", "personnel_projects", "personnel_milestones",
    "personnel_expectations", "personnel_item_ratings",
)  # fmt: skip

# What offices achieved is added up over their people by the publishing job.
ADDED_UP = (
    "personnel_employees", "personnel_plans", "personnel_plan_rows", "personnel_indicators", "personnel_projects",
    "personnel_milestones", "personnel_expectations", "personnel_measures", "personnel_entries", "personnel_evidence",
)  # fmt: skip

# (role, privilege, tables)
GRANTS = (
    (PUBLISHING, "SELECT", ADDED_UP),
    (PUBLISHING, "INSERT", ("record_achievements",)),
    *((role, "SELECT", RECORD) for role in (PUBLIC, SURVEY, PUBLISHING)),
    (STAFF, "SELECT, INSERT", (*RECORD, *ADDED_TO)),
    (STAFF, "SELECT, INSERT, UPDATE", EDITED),
    (STAFF, "DELETE", REMOVED),
)
# Evaluations and citations were made anew, and their sequences with them.
SEQUENCES = tuple(
    f"{table}_id_seq" for table in (*EDITED, *ADDED_TO) if table != "personnel_unit_levels"
)


def upgrade() -> None:
    """Make the grants."""
    if op.get_bind().dialect.name != "postgresql" or not _is_there(STAFF):
        return
    for role, privilege, tables in GRANTS:
        op.execute(f"GRANT {privilege} ON {', '.join(tables)} TO {role}")
    op.execute(f"GRANT USAGE ON SEQUENCE {', '.join(SEQUENCES)} TO {STAFF}")


def downgrade() -> None:
    """Take these grants back."""
    if op.get_bind().dialect.name != "postgresql" or not _is_there(STAFF):
        return
    for role, privilege, tables in GRANTS:
        op.execute(f"REVOKE {privilege} ON {', '.join(tables)} FROM {role}")
    op.execute(f"REVOKE USAGE ON SEQUENCE {', '.join(SEQUENCES)} FROM {STAFF}")


def _is_there(role: str) -> bool:
    known = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(known, {"role": role}) is not None
