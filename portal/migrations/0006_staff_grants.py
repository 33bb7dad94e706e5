"""Give PostgreSQL's roles what the staff area adds, and the staff area a role of its own.

Like the first grants: roles are made only if missing and by whoever may, and never dropped.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PUBLIC, SURVEY, PUBLISHING, STAFF = ROLES = ("portal_public", "portal_survey", "portal_publishing", "portal_staff")

NEW_SHOWN = (
    "register_themes", "register_targets", "register_visits", "register_old_codes", "register_retention",
    "record_statements", "record_imported_results",
)  # fmt: skip
REGISTER = (
    "register_site", "register_units", "register_services", "register_counters", "register_counter_services",
    "register_questionnaires", "register_questionnaire_versions", "register_themes", "register_targets",
    "register_visits", "register_old_codes", "register_retention",
)  # fmt: skip
RECORD = ("record_editions", "record_statements", "record_imported_results")
PERSONNEL = (
    "personnel_accounts", "personnel_posts", "personnel_desks", "personnel_sessions", "personnel_audit",
    "personnel_actions", "personnel_evaluations", "personnel_citations", "personnel_reports",
)  # fmt: skip
DESK = ("sealed_handlings", "sealed_replies", "sealed_sheets")

# (role, privilege, tables)
GRANTS = (
    *((role, "SELECT", NEW_SHOWN) for role in (PUBLIC, SURVEY, PUBLISHING)),
    (SURVEY, "SELECT (unit_id, id, state)", ("sealed_comments",)),
    (SURVEY, "SELECT, INSERT, UPDATE (text)", ("sealed_replies",)),
    # Closing a batch writes its sheets again, unchanged, like its handles.
    (PUBLISHING, "SELECT (unit_id, month, response_id), UPDATE (month)", ("sealed_sheets",)),
    (STAFF, "SELECT", (*REGISTER, *RECORD, *PERSONNEL, *DESK)),
    (STAFF, "INSERT, UPDATE", (*REGISTER, *PERSONNEL, *DESK)),
    (STAFF, "INSERT", ("record_statements", "record_imported_results")),
    (
        STAFF,
        "DELETE",
        (
            "register_counter_services", "register_questionnaire_versions", "register_targets", "register_visits",
            "register_themes", "personnel_posts", "personnel_desks", "personnel_sessions",
        ),
    ),
    (STAFF, "SELECT (unit_id, id, month, text, state), INSERT, UPDATE (text, state)", ("sealed_comments",)),
    (STAFF, "SELECT", ("sealed_batches", "sealed_closings", "sealed_tallies")),
    # Paper forms are keyed as responses; the sample that is keyed again is compared with what was stored.
    (STAFF, "SELECT, INSERT", ("sealed_responses", "sealed_events")),
    (STAFF, "SELECT, INSERT", ("sealed_days",)),
    (STAFF, "UPDATE (sex, age, education, occupation)", ("sealed_responses",)),
    (STAFF, "INSERT, DELETE, SELECT (unit_id, month, response_id)", ("sealed_handles",)),
)  # fmt: skip
SEQUENCES = (
    "register_units_id_seq", "register_services_id_seq", "register_counters_id_seq", "register_questionnaires_id_seq",
    "register_questionnaire_versions_id_seq", "register_themes_id_seq", "record_statements_id_seq",
    "record_imported_results_id_seq", "personnel_accounts_id_seq", "personnel_posts_id_seq",
    "personnel_audit_id_seq", "personnel_actions_id_seq", "personnel_evaluations_id_seq", "personnel_citations_id_seq",
)  # fmt: skip


def upgrade() -> None:
    """Make the role and the grants."""
    if op.get_bind().dialect.name != "postgresql" or not _may_make_roles():
        return
    for role in ROLES:
        if not _is_there(role):
            op.execute(f"CREATE ROLE {role} NOLOGIN")
    for role, privilege, tables in GRANTS:
        op.execute(f"GRANT {privilege} ON {', '.join(tables)} TO {role}")
    op.execute(f"GRANT USAGE ON SEQUENCE {', '.join(SEQUENCES)} TO {STAFF}")


def downgrade() -> None:
    """Take these grants back; the roles stay, since another database of the cluster may use them."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for role, privilege, tables in GRANTS:
        if _is_there(role):
            op.execute(f"REVOKE {privilege} ON {', '.join(tables)} FROM {role}")
    if _is_there(STAFF):
        op.execute(f"REVOKE USAGE ON SEQUENCE {', '.join(SEQUENCES)} FROM {STAFF}")


def _may_make_roles() -> bool:
    allowed = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    return bool(op.get_bind().scalar(sa.text(allowed)))


def _is_there(role: str) -> bool:
    known = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(known, {"role": role}) is not None
